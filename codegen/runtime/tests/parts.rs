//! Bodies of several parts: texts and files.

use crate::runtime::macros::{checked_struct, stored, value_type};
use crate::runtime::*;
use crate::sample::Tags;
use crate::vendor::{Found, Look, Outcome, PROTOCOL};

const SOURCE: Source = Source {
    document: "Page",
    section: "Parts",
};

value_type! {
    /// A text.
    pub type Nick = Text<NickRule>: TextRule = Rule {
        field: "nick",
        source: SOURCE,
    }
}

value_type! {
    /// A picture.
    pub type Photo = Upload<PhotoRule>: Uploaded = UploadRule {
        field: "photo",
        max_bytes: Some(24),
        media_types: &["image/png", "audio/*"],
        source: SOURCE,
    }
}

checked_struct! {
    /// Sends a picture.
    #[derive(Clone)]
    pub struct Send, SendBuilder: SOURCE;

    /// A text.
    nick: required(Nick), field "nick";

    /// A list.
    tags: optional(Tags), field "tags";

    /// A picture.
    photo: optional(Photo), field "photo";
}

impl Operation for Send {
    const SPEC: Spec = Spec {
        method: Method::Post,
        path: "/v1/photos",
        body: RequestBody::Multipart,
        request_headers: &[],
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Send {}

stored!(Send);

static PLAIN: Protocol = Protocol {
    headers: &[],
    configured: &[],
    authentication: Authentication::NONE,
    signing: None,
    utc_offset: Some(0),
    encryption: None,
    ..PROTOCOL
};

/// Its content begins like an end of the part.
const PNG: &[u8] = b"PNG\r\n--\x00\xff\xea\xb0\x80";

/// The body that curl 7.88.1 sends for
/// `-F 'nick=한 글' -F 'tags=a&b' -F 'tags=+%"' -F 'photo=@사진.png;type=image/png'`.
pub const BY_CURL: &[u8] = b"--------------------------b8bde6907305db5c\r\n\
      Content-Disposition: form-data; name=\"nick\"\r\n\r\n\
      \xed\x95\x9c \xea\xb8\x80\r\n\
      --------------------------b8bde6907305db5c\r\n\
      Content-Disposition: form-data; name=\"tags\"\r\n\r\n\
      a&b\r\n\
      --------------------------b8bde6907305db5c\r\n\
      Content-Disposition: form-data; name=\"tags\"\r\n\r\n\
      +%\"\r\n\
      --------------------------b8bde6907305db5c\r\n\
      Content-Disposition: form-data; name=\"photo\"; \
      filename=\"\xec\x82\xac\xec\xa7\x84.png\"\r\n\
      Content-Type: image/png\r\n\r\n\
      PNG\r\n--\x00\xff\xea\xb0\x80\r\n\
      --------------------------b8bde6907305db5c--\r\n";

/// Its Content-Type.
pub const TYPE_BY_CURL: &str =
    "multipart/form-data; boundary=------------------------b8bde6907305db5c";

fn sent(send: &Send) -> (String, Vec<u8>) {
    let setup = Setup::new(&PLAIN, "https://vendor.example").ids(Box::new(FixedIds(42)));
    let core = setup.build().unwrap();
    let (request, _) = core.prepare(send).and_then(Prepared::into_http).unwrap();
    let media_type = request.headers()["content-type"].to_str().unwrap().to_owned();
    (media_type, request.into_body())
}

#[test]
fn the_body_is_that_of_curl() {
    let send = Send::builder()
        .nick("한 글")
        .tags(["a&b", "+%\""])
        .photo(("사진.png", "image/png", PNG))
        .build()
        .unwrap();
    let (media_type, body) = sent(&send);
    let boundary = "form-000000000000002a000000000000002a";
    assert_eq!(media_type, format!("multipart/form-data; boundary={boundary}"));
    // The boundaries are the caller's.
    let own = "------------------------b8bde6907305db5c";
    let by_curl = String::from_utf8_lossy(BY_CURL).replace(own, boundary);
    assert_eq!(String::from_utf8_lossy(&body), by_curl);
    let begin = body.len() - boundary.len() - 8 - PNG.len();
    assert_eq!(&body[begin..begin + PNG.len()], PNG);
}

#[test]
fn no_part_has_the_boundary_in_it() {
    let planted = "--form-000000000000002a000000000000002a--";
    let send = Send::builder()
        .nick("form-000000000000002a000000000000002a-0")
        .photo(Photo::unchecked("a.png", "image/png", planted))
        .build()
        .unwrap();
    let (media_type, body) = sent(&send);
    let (_, boundary) = media_type.split_once("boundary=").unwrap();
    assert_eq!(boundary, "form-000000000000002a000000000000002a-1");
    let body = String::from_utf8(body).unwrap();
    assert_eq!(body.matches(boundary).count(), 3);
    assert_eq!(body.matches(planted).count(), 1);
}

#[test]
fn a_file_is_checked_and_never_shown() {
    let refused = |name: &str, media_type: &str, bytes: &[u8]| {
        let refused = Photo::new(name, media_type, bytes).err();
        refused.map(|wrong| wrong.to_string()).unwrap_or_default()
    };
    assert_eq!(refused("a.png", "image/png", &[0; 24]), "");
    assert_eq!(refused("a.mp3", "Audio/MPEG; rate=1", &[]), "");
    insta::assert_snapshot!(refused("a.png", "image/png", &[0; 25]), @"photo: a file of 25 bytes, at most 24 are allowed (Page, Parts)");
    insta::assert_snapshot!(refused("홍길동.gif", "image/gif", b""), @"photo: its media type is not image/png or audio/* (Page, Parts)");
    for media_type in
        ["", "image", "image/", "image/png\r\nX: y", "image/png; a=\n", "그림/png"]
    {
        assert!(
            refused("a.png", media_type, b"").contains("its media type is none"),
            "{media_type}"
        );
    }
    for name in ["", "a/b.png", "..\\b", "a\"b", "a\r\nb", "a\0", &"가".repeat(86)] {
        assert!(refused(name, "image/png", b"").contains("its file name"), "{name}");
    }
    let send = Send::builder()
        .nick("홍길동")
        .photo(("홍길동.png", "image/png", b"secret"))
        .build()
        .unwrap();
    assert_eq!(format!("{send:?}"), "Send { nick: .., photo: (image/png, 6 bytes) }");
    let photo = Photo::unchecked("홍길동.png", "image/png", b"secret");
    assert_eq!(format!("{photo:?}"), "(image/png, 6 bytes)");
}

#[test]
fn what_no_part_can_have_is_refused_when_it_is_written() {
    let core = Setup::new(&PLAIN, "https://vendor.example").build().unwrap();
    let send = Send::builder()
        .nick("a")
        .photo(Photo::unchecked("a\"; x=\"b", "image/png\r\nX-Other: 1", b""))
        .build()
        .unwrap();
    let Err(Error::Invalid(wrong)) = core.prepare(&send) else { panic!() };
    insta::assert_snapshot!(wrong, @r"
    photo: its file name is empty, longer than 255 bytes, or has a slash, a backslash, a quotation mark or an invisible character (Vendor, Guide)
    photo: its media type is none, like `image/png` (Vendor, Guide)
    ");
}
