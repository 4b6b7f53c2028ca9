//! A vendor of which a generator would write this.

use crate::runtime::macros::{code_table, object, response};
use crate::runtime::{
    Algorithm, AnswerBody, AnswerFormat, Authentication, BinaryEncoding, CodeTable,
    CodeType, ContentEncryption, Documented, Encrypting, Encryption, Envelope,
    ErrorCode, Header, Json, JweEncryption, JweFormat, KeyManagement, Length, Method,
    Need, NoSecondCode, Object, Operation, Part, Protocol, Redact, Remedy, Repeat,
    RequestBody, Rule, Secret, SecretRule, SentBy, Shape, SignaturePlace, SignedPart,
    Signing, Source, Spec, Text, TextRule, Undocumented, Visitor,
};

const SOURCE: Source = Source {
    document: "Vendor",
    section: "Guide",
};

const TIME: Shape = Shape(&[
    Part::Year4,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
]);
const CALL_ID: Shape = Shape(&[
    Part::Year2,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Literal("-"),
    Part::Hex(7),
]);
/// A time to the millisecond.
pub const INSTANT: Shape = Shape(&[
    Part::Year4,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Millisecond,
]);
const TOKEN: Shape = Shape(&[
    Part::Literal("V1:"),
    Part::Year4,
    Part::Month,
    Part::Day,
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Millisecond,
    Part::Literal(":"),
    Part::Base64(32),
]);

const fn header(
    [name, lower]: [&'static str; 2],
    need: Need,
    shape: Shape,
    redact: Redact,
) -> Header {
    Header {
        name,
        lower,
        need,
        echoes: &[],
        rule: Rule {
            field: name,
            length: Length::any(),
            shape,
            redact,
            source: SOURCE,
        },
    }
}

const USER: Header =
    header(["X-User", "x-user"], Need::Required, Shape::ANY, Redact::Shown);
const CALL: Header =
    header(["X-Call-Id", "x-call-id"], Need::Required, CALL_ID, Redact::Shown);
const KEY: Header =
    header(["X-Key-Id", "x-key-id"], Need::Optional, Shape::ANY, Redact::Shown);

/// The headers of every request.
pub const HEADERS: &[Header] = &[
    USER,
    CALL,
    header(
        ["X-Access-Key", "x-access-key"],
        Need::Conditional,
        Shape::ANY,
        Redact::Hidden,
    ),
    KEY,
    header(["X-Token", "x-token"], Need::Required, TOKEN, Redact::Hidden),
    header(["X-Time", "x-time"], Need::Required, TIME, Redact::Shown),
];

/// The headers of some answers: they repeat the number of the call.
pub const ANSWER_HEADERS: &[Header] = &[
    USER,
    Header {
        echoes: &["x-call-id"],
        ..CALL
    },
    KEY,
];

/// All of it.
pub const PROTOCOL: Protocol = Protocol {
    name: "Vendor",
    hosts: &[],
    headers: HEADERS,
    response_headers: &[],
    configured: &["X-User", "X-Access-Key"],
    authentication: Authentication::NONE,
    given: &[],
    signing: Some(Signing {
        algorithm: Algorithm::HMAC_SHA256,
        signs: &[SignedPart::Body],
        claims: &[],
        encoding: BinaryEncoding::Base64,
        place: SignaturePlace::Header("X-Token"),
        written: &[
            SignedPart::Text("V1:"),
            SignedPart::Time(INSTANT),
            SignedPart::Text(":"),
            SignedPart::Signature,
        ],
        key_form: None,
    }),
    utc_offset: Some(0),
    recipes: &[],
    encryption: Some(JweEncryption {
        format: JweFormat::Compact,
        key_management: KeyManagement::RsaOaep256,
        field: "sealed",
        key_id_header: Some("X-Key-Id"),
        sent: ContentEncryption::A128Gcm,
        accepted: &[ContentEncryption::A128Gcm, ContentEncryption::A256Gcm],
    }),
    answer: ANSWER,
    source: SOURCE,
};

/// How answers are read.
pub const ANSWER: AnswerFormat = AnswerFormat {
    envelope: Some(&ENVELOPE),
    statuses: &[],
    body: AnswerBody::Object,
    charset: None,
    media_types: &[],
    retry_after: None,
};

/// The location of the result.
pub const ENVELOPE: Envelope = Envelope {
    object: &["result"],
    code: "code",
    code_type: CodeType::Text,
    code_shape: Shape(&[Part::Literal("E"), Part::AnyDigits]),
    message: Some("text"),
    success_http: &[200],
    success_code: &["E0"],
    second: None,
};

/// The rule of an access key.
pub enum AccessKeyRule {}

impl TextRule for AccessKeyRule {
    const RULE: Rule = Rule {
        field: "X-Access-Key",
        length: Length::exactly(8),
        shape: Shape::ANY,
        redact: Redact::Hidden,
        source: SOURCE,
    };
}

impl SecretRule for AccessKeyRule {
    const TYPE: &'static str = "AccessKey";
}

/// A secret header.
pub type AccessKey = Secret<AccessKeyRule>;

/// The rule of a name.
pub enum NameRule {}

impl TextRule for NameRule {
    const RULE: Rule = Rule {
        field: "name",
        length: Length::any(),
        shape: Shape::ANY,
        redact: Redact::Hidden,
        source: SOURCE,
    };
}

/// A name of a person.
pub type Name = Text<NameRule>;

/// What became of a request.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// `E0`
    Success,
    /// `E1`
    NoSuchName,
    /// `E2`
    Busy,
    /// Any other.
    Undocumented(Undocumented<Self>),
}

const fn row(
    code: &'static str,
    http: u16,
    message: &'static str,
    description: &'static str,
    remedy: Remedy,
) -> Documented {
    Documented {
        code,
        http,
        message,
        description,
        remedy,
    }
}

impl CodeTable for Outcome {
    type Row = Documented;
    const RULE: Rule = Rule {
        field: "code",
        length: Length::any(),
        shape: Shape(&[Part::Literal("E"), Part::AnyDigits]),
        redact: Redact::Shown,
        source: SOURCE,
    };
    const ROWS: &'static [(Self, Documented)] = &[
        (Self::Success, row("E0", 200, "ok", "ok", Remedy::None)),
        (
            Self::NoSuchName,
            row("E1", 400, "No such name.", "이름이 없습니다.", Remedy::AskUser),
        ),
        (Self::Busy, row("E2", 503, "busy", "busy", Remedy::RetryLater)),
    ];
}

impl ErrorCode for Outcome {
    type Second = NoSecondCode;
}

code_table!(Outcome);

/// What comes back.
#[derive(Clone)]
pub struct Found(pub Json);

impl Found {
    fn known() -> &'static [&'static str] {
        &["status"]
    }

    fn shown() -> &'static [&'static str] {
        &[]
    }
}

response!(Found);

macro_rules! operations {
    ($($type:ident $encrypted:ident, $method:ident $path:literal
        $body:ident, $repeat:ident, $place:ident $answered:expr;)*) => {
        $(
            #[doc = $path]
            #[derive(Clone)]
            pub struct $type(pub Name);

            impl Object for $type {
                const NAME: &'static str = stringify!($type);

                fn visit<V: Visitor>(&self, visitor: &mut V) {
                    visitor.$place("name", &self.0);
                }
            }

            object!($type);

            impl Operation for $type {
                const SPEC: Spec = Spec {
                    id: stringify!($type),
                    title: stringify!($type),
                    method: Method::$method,
                    path: $path,
                    host: None,
                    body: RequestBody::$body,
                    request_headers: HEADERS,
                    response_headers: $answered,
                    request_encrypted: Some(Encryption::$encrypted),
                    response_encrypted: Some(Encryption::No),
                    repeat: Repeat::$repeat,
                    answer: ANSWER,
                    pending: None,
                    source: SOURCE,
                };
                type Response = Found;
                type Code = Outcome;
            }
        )*
    };
}

operations! {
    Find No, Post "/v1/names" Json, Unsafe, field &[];
    Sealed Yes, Post "/v1/sealed" Json, Unknown, field &[];
    Look No, Get "/v1/names/{name}" None, Safe, path &[];
    Enrol No, Post "/v1/enrolments" Form, Unsafe, field &[];
    Ring No, Post "/v1/bell/{name}" None, Unsafe, path &[];
    Matched No, Post "/v1/matched" Json, Safe, field ANSWER_HEADERS;
}

impl<K> SentBy<K> for Find {}
impl SentBy<Encrypting> for Sealed {}
impl<K> SentBy<K> for Look {}
impl<K> SentBy<K> for Enrol {}
impl<K> SentBy<K> for Ring {}
impl<K> SentBy<K> for Matched {}
