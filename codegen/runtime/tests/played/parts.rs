//! The mock server reads the parts of a body, and the command line sends files.

use super::calls::NICK;
use super::cli::Desk;
use super::described::{PAY, TAG, VENDOR, field, optional};
use super::fake::{core_of, found, send};
use crate::parts::{BY_CURL, TYPE_BY_CURL};
use crate::runtime::description::{Description, ValueKind, Vendor};
use crate::runtime::fake::Fake;
use crate::runtime::{
    Encryption, Known, ListRule, ListStyle, Method, Prepared, RequestBody, Spec,
    Untyped, UploadRule,
};
use http::HeaderValue;

const PHOTO: UploadRule = UploadRule {
    field: "photo",
    max_bytes: Some(12),
    media_types: &["image/*"],
    source: PAY.source,
};

const IN_BRACKETS: ListRule = ListRule {
    style: ListStyle::Brackets,
    ..ListRule::ANY
};

pub(super) static SENDING: Vendor = Vendor {
    operations: &[Description {
        spec: Spec {
            id: "send-photo",
            method: Method::Post,
            path: "/v1/photos",
            body: RequestBody::Multipart,
            request_encrypted: Some(Encryption::No),
            ..PAY.spec
        },
        parameters: &[
            NICK,
            optional(&field(
                "tags",
                "tags",
                ValueKind::List(ListRule::ANY, &ValueKind::Text(TAG)),
            )),
            optional(&field(
                "words",
                "words",
                ValueKind::List(IN_BRACKETS, &ValueKind::Text(TAG)),
            )),
            field("photo", "photo", ValueKind::File(PHOTO)),
            optional(&field("note", "note", ValueKind::File(UploadRule::ANY))),
        ],
        known: Known::Whole,
        ..PAY
    }],
    openapi: r##"{"paths":{"/v1/photos":{"post":{"operationId":"send-photo","requestBody":{"content":
{"multipart/form-data":{"schema":{"$ref":"#/components/schemas/SendPhoto"}}}},"responses":{}}}},
"components":{"schemas":{"SendPhoto":{"required":["nick","photo"],"properties":{
"nick":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},
"photo":{"description":"사진","type":"string","format":"binary","maxLength":12,
"x-media-types":["image/*"]},"note":{"type":"string","format":"binary"}}}}}}"##,
    ..VENDOR
};

/// What the mock server says of a body. That it is not signed is left out.
fn posted(media_type: &str, body: &[u8]) -> String {
    let fake = Fake::of(&SENDING, 0).unwrap();
    let core = core_of(&fake, fake.crypto_key().into(), SENDING.protocol);
    let ask = Untyped::get("/v1/photos").with_method(Method::Post);
    let (mut request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
    let media_type = HeaderValue::from_str(media_type).unwrap();
    request.headers_mut().insert("content-type", media_type);
    *request.body_mut() = body.to_vec();
    send(request);
    let found = found(&fake);
    let found = found.lines().filter(|it| !it.starts_with("X-Token: "));
    found.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_curl_sends_is_read() {
    assert_eq!(posted(TYPE_BY_CURL, BY_CURL), "");
    let quoted = TYPE_BY_CURL.replace("=-", "=\"-") + "\"";
    assert_eq!(posted(&quoted, BY_CURL), "");
}

/// A body with these parts, each a head and a content.
fn body(parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |(head, content): &(&str, &str)| {
        format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let parts: String = parts.iter().map(part).collect();
    (parts + "--B--\r\n").into_bytes()
}

const B: &str = "multipart/form-data; boundary=B";
const NAMED: (&str, &str) = ("name=\"nick\"", "a");
const PNG: (&str, &str) =
    ("name=\"photo\"; filename=\"a.png\"\r\nContent-Type: image/png", "png");

#[test]
fn what_is_wrong_with_parts_is_found() {
    assert_eq!(posted(B, &body(&[NAMED, PNG])), "");
    let said = |parts: &[(&str, &str)]| posted(B, &body(parts));
    insta::assert_snapshot!(said(&[]), @r"
    nick: required but missing
    photo: required but missing
    ");
    let long = (PNG.0, "more than twelve");
    insta::assert_snapshot!(said(&[("name=\"nick\"", "가나다라마"), long]), @r"
    nick: 5 characters, at most 4 are allowed
    photo: a file of 16 bytes, at most 12 are allowed
    ");
    let gif = ("name=\"photo\"; filename=\"a.gif\"\r\nContent-Type: text/html", "");
    insta::assert_snapshot!(said(&[NAMED, gif]), @"photo: its media type is not image/*");
    insta::assert_snapshot!(said(&[("name=\"photo\"", "png"), NAMED]), @"photo: not a file");
    insta::assert_snapshot!(said(&[NAMED, PNG, PNG]), @"photo: more than one file");
    let file = ("name=\"nick\"; filename=\"a\"\r\nContent-Type: text/plain", "a");
    insta::assert_snapshot!(said(&[file, PNG]), @r"
    nick: a file, and no text
    nick: required but missing
    ");
    insta::assert_snapshot!(said(&[NAMED, PNG, ("name=\"extra\"", "1")]), @"extra: not a documented parameter");
}

#[test]
fn a_body_that_is_not_in_parts_is_found() {
    let whole = body(&[NAMED, PNG]);
    let text = String::from_utf8(whole.clone()).unwrap();
    let no_end = &whole[..whole.len() - 4];
    let said = [
        posted("multipart/form-data", &whole),
        posted("application/json; boundary=B", &whole),
        posted(B, no_end),
        posted(B, text.replace("\r\n", "\n").as_bytes()),
        posted(B, text.replace("form-data", "attachment").as_bytes()),
        posted(B, text.replace("name=\"nick\"", "name=nick").as_bytes()),
        posted(B, text.replace("Content-Type: ", "X-Type: ").as_bytes()),
        posted(B, text.replace("\r\nContent-Type: image/png", "").as_bytes()),
        posted(B, &[&whole[..], b"more"].concat()),
        posted(B, &[b"more\r\n", &whole[..]].concat()),
    ];
    insta::assert_snapshot!(said.join("\n--\n"), @r"
    body: its Content-Type has no boundary
    --
    Content-Type: must be multipart/form-data
    --
    body: a part has no head with line ends of CR and LF
    --
    body: a part has no head with line ends of CR and LF
    --
    body: a part has no Content-Disposition with `form-data` and a name
    --
    body: a part has no Content-Disposition with `form-data` and a name
    --
    body: a part has a header that a form has not
    --
    body: a file has no Content-Type
    --
    body: does not end with the boundary
    --
    body: does not begin with the boundary
    ");
}

#[test]
fn a_file_is_given_by_its_path() {
    let fake = Fake::of(&SENDING, 0).unwrap();
    let desk = Desk::of(&fake, "parts");
    let path = desk.folder.join("사진.png");
    std::fs::write(&path, b"PNG\r\n--\x00\xff").unwrap();
    let path = path.display().to_string();
    let call = |more: &[&str]| {
        let arguments = [&["call", "send-photo", "--nick", "a"], more].concat();
        let mut out = Vec::new();
        let (code, err) = desk.run_in(&SENDING, &arguments, &mut out, &|_| ());
        (code, String::from_utf8(out).unwrap(), err.replace(&fake.base_url(), "URL"))
    };
    let (code, _, err) = call(&["--photo", &path, "--tags", "b"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("\nphoto: (image/png, 9 bytes)\n"), "{err}");
    let received = fake.take_received();
    assert_eq!(received[0].findings(), []);
    let sent = String::from_utf8_lossy(received[0].body()).into_owned();
    assert!(sent.contains("name=\"tags\"\r\n\r\nb\r\n"), "{sent}");
    assert!(
        sent.contains("filename=\"사진.png\"\r\nContent-Type: image/png\r\n"),
        "{sent}"
    );
    let stated = format!("{path};type=image/x-own");
    let (code, ..) = call(&["--photo", &stated]);
    let received = fake.take_received();
    let sent = String::from_utf8_lossy(received[0].body()).into_owned();
    assert_eq!((code, sent.contains("Content-Type: image/x-own\r\n")), (0, true));
    let large = desk.folder.join("large.gif");
    std::fs::write(&large, [0; 13]).unwrap();
    let (large, nothing) = (large.display().to_string(), format!("{path}.none.png"));
    let folder = desk.folder.display().to_string();
    let unknown = desk.folder.join("unknown");
    std::fs::write(&unknown, "").unwrap();
    let said = [
        call(&[]),
        call(&["--photo", &large]),
        call(&["--photo", &format!("{path};type=text/html")]),
        call(&["--photo", &nothing]),
        call(&[
            "--photo",
            &format!("{folder};type=image/png"),
            "--note",
            &unknown.display().to_string(),
        ]),
    ];
    let said: Vec<_> =
        said.into_iter().map(|(code, out, err)| format!("{code} {out}{err}")).collect();
    insta::assert_snapshot!(said.join(""), @r"
    2 error: --photo (photo): required but missing (Page, Section)
    Nothing was sent.
    2 error: --photo (photo): a file of 13 bytes, at most 12 are allowed (Page, Section)
    Nothing was sent.
    2 error: --photo (photo): its media type is not image/* (Page, Section)
    Nothing was sent.
    2 error: --photo (photo): no such file; check the path
    Nothing was sent.
    2 error: --photo (photo): a directory, a device or a named pipe; give the path of a file
    error: --note (note): its name does not tell the media type: write it behind the path, as in FILE;type=image/png
    Nothing was sent.
    ");
    assert!(fake.take_received().is_empty());
}

#[test]
fn a_file_is_given_in_json() {
    let fake = Fake::of(&SENDING, 0).unwrap();
    let desk = Desk::of(&fake, "parts-in-json");
    let from = desk.folder.join("request.json");
    let photo = r#"{"name":"사진.png","media_type":"image/png","content":"UE5H"}"#;
    std::fs::write(&from, format!(r#"{{"nick":"a","photo":{photo}}}"#)).unwrap();
    let from = from.display().to_string();
    let mut out = Vec::new();
    let call = ["call", "send-photo", "--from", &from];
    let (code, err) = desk.run_in(&SENDING, &call, &mut out, &|_| ());
    assert_eq!(code, 0, "{err}");
    let received = fake.take_received();
    assert_eq!(received[0].findings(), []);
    let sent = String::from_utf8_lossy(received[0].body()).into_owned();
    assert!(sent.contains("image/png\r\n\r\nPNG\r\n"), "{sent}");
}
