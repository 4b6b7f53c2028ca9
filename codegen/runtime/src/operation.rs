//! The seam between the operations and the network.

use super::{
    CodeTable, Content, Method, Need, Object, Remedy, Repeat, Response, Row, Rule,
    Source, Violation, ViolationKind, Violations, Visitor,
    address::{astray, has_stray_percent, is_of_path},
    escape::is_unseen,
};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt::Write as _};

impl Remedy {
    /// What to do, in words.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::None => "nothing is to be done",
            Self::FixRequest => "correct it, since repeating does not help",
            Self::FixSetup => {
                "check base URL, name service, clock and trusted certificates, since \
                 repeating does not help"
            }
            Self::AskUser => {
                "the person whose data was sent has to correct or decide something"
            }
            Self::RetryLater => "send it again after a while",
            Self::CheckOutcome => {
                "find out what became of it before anything is sent again"
            }
            Self::ContactVendor => "only the vendor can help",
            Self::Unknown => "the documentation does not say what to do",
        }
    }
}

/// A header of a request or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// Its name, as the documentation writes it.
    pub name: &'static str,
    /// The same in lower case, as it is sent.
    pub lower: &'static str,
    /// Whether it has to be sent.
    pub need: Need,
    /// In an answer: those headers of a request, in lower case, whose value it repeats. Where
    /// the request had one of them, an answer with another value is not the one to it.
    pub echoes: &'static [&'static str],
    /// What its value has to be.
    pub rule: Rule,
}

/// What the documentation says about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Documented {
    /// The code on the wire.
    pub code: &'static str,
    /// The HTTP status that comes with it.
    pub http: u16,
    /// The message that comes with it.
    pub message: &'static str,
    /// What it means.
    pub description: &'static str,
    /// What to do about it.
    pub remedy: Remedy,
}

impl Row for Documented {
    fn code(&self) -> &'static str {
        self.code
    }
}

/// A code table whose codes are errors.
pub trait ErrorCode: CodeTable<Row = Documented> {}

impl<T: CodeTable<Row = Documented>> ErrorCode for T {}

/// What the network part has to know about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spec {
    /// What the specification calls the operation.
    pub id: &'static str,
    /// What the documentation calls the operation.
    pub title: &'static str,
    /// How it is sent.
    pub method: Method,
    /// Where it is sent to; parameters stand in it as `{name}`.
    pub path: &'static str,
    /// Whether a body is sent.
    pub has_body: bool,
    /// The headers that it is sent with.
    pub request_headers: &'static [Header],
    /// The headers that come back. Those that are required are checked.
    pub response_headers: &'static [Header],
    /// Whether the body of the request is encrypted.
    pub request_encrypted: bool,
    /// Whether the body of the response is encrypted.
    pub response_encrypted: bool,
    /// Whether it may be sent twice.
    pub repeat: Repeat,
    /// Who says so.
    pub source: Source,
}

/// A request, with everything that is known about what it asks for.
pub trait Operation: Object {
    /// One constant for all of it: the network part takes it as a value, and is compiled once.
    const SPEC: Spec;
    /// What is received when it succeeds.
    type Response: Response;
    /// The codes that are received when it fails.
    type Code: ErrorCode;
}

/// The path of an operation with its parameters filled in, and its query if it has one.
///
/// # Errors
///
/// A path parameter is empty, or makes a segment `.` or `..`, which would name another path.
pub fn target<O: Operation>(operation: &O) -> Result<Cow<'static, str>, Violations> {
    target_of(&O::SPEC, operation)
}

/// As [`target`], of an operation that `spec` describes.
pub(super) fn target_of<O: Object>(
    spec: &Spec,
    object: &O,
) -> Result<Cow<'static, str>, Violations> {
    let mut target = Target {
        path: Cow::Borrowed(spec.path),
        query: String::new(),
        source: spec.source,
        wrong: Vec::new(),
    };
    object.visit(&mut target);
    let Target { path, query, mut wrong, .. } = target;
    // Two parameters may make together what neither is.
    if wrong.is_empty() && matches!(path, Cow::Owned(_)) && astray(&path).is_some() {
        wrong.push(Violation::new("path", ViolationKind::OtherPath, spec.source));
    }
    Violations::gather(wrong)?;
    Ok(if query.is_empty() { path } else { Cow::Owned(path.into_owned() + &query) })
}

/// A path, behind which there may be a query, as it is sent: letters beyond ASCII are
/// percent-encoded, and everything else stands there already as it has to.
pub(super) fn written_target(given: &str) -> Result<String, ViolationKind> {
    let is_letter = |c: char| !c.is_ascii() && !c.is_whitespace() && !is_unseen(c);
    let (path, query) = given.split_once('?').unwrap_or((given, ""));
    if astray(path).is_some() {
        return Err(ViolationKind::OtherPath);
    }
    let is_plain = path.chars().all(|c| is_of_path(c) || is_letter(c))
        && query.chars().all(|c| c == '?' || is_of_path(c) || is_letter(c));
    if !is_plain || has_stray_percent(given) {
        return Err(ViolationKind::NotForAPath);
    }
    let mut target = if path.starts_with('/') { "" } else { "/" }.to_owned();
    for c in given.chars() {
        if c.is_ascii() {
            target.push(c);
        } else {
            target.push_str(&encoded(c.encode_utf8(&mut [0; 4])));
        }
    }
    Ok(target)
}

struct Target {
    path: Cow<'static, str>,
    query: String,
    source: Source,
    wrong: Vec<Violation>,
}

impl Target {
    fn fill(&mut self, name: &'static str, text: &str) {
        let text_encoded = encoded(text);
        if text.is_empty() || astray(&text_encoded).is_some() {
            self.wrong.push(Violation::new(name, ViolationKind::OtherPath, self.source));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text_encoded).into();
    }

    fn append(&mut self, name: &str, texts: &[String]) {
        for text in texts {
            let separator = if self.query.is_empty() { "?" } else { "&" };
            self.query.extend([separator, &encoded(name), "=", &encoded(text)]);
        }
    }

    fn not_json(&mut self, name: &'static str) {
        self.wrong.push(Violation::new(name, ViolationKind::NotJson, self.source));
    }
}

impl Visitor for Target {
    fn field<T: Content>(&mut self, _: &'static str, _: &T) {}

    fn path<T: Content>(&mut self, name: &'static str, value: &T) {
        match texts(value) {
            Ok(texts) => self.fill(name, &texts.concat()),
            Err(_) => self.not_json(name),
        }
    }

    fn query<T: Content>(&mut self, name: &'static str, value: &T) {
        if value.is_absent() {
            return;
        }
        match texts(value) {
            Ok(texts) => self.append(name, &texts),
            Err(_) => self.not_json(name),
        }
    }
}

/// The value as a text, or each element of a list.
fn texts<T: Content>(value: &T) -> Result<Vec<String>, serde_json::Error> {
    let json = serde_json::to_string(value)?;
    let plain = |json: &str| {
        if json.starts_with('"') {
            serde_json::from_str(json)
        } else {
            Ok(json.to_owned())
        }
    };
    if !json.starts_with('[') {
        return Ok(vec![plain(&json)?]);
    }
    let items: Vec<&RawValue> = serde_json::from_str(&json)?;
    items.into_iter().map(|item| plain(item.get())).collect()
}

/// `text` with everything but RFC 3986's unreserved characters percent-encoded.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            // Writing to a `String` does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
