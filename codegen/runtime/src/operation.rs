//! Operations and their descriptions.

use super::{
    AnswerFormat, Content, Encryption, ErrorCode, Header, Inquiry, Method, Minter,
    Object, Remedy, Repeat, RequestBody, Response, Source, UndocumentedFields,
    Violation, ViolationKind, Violations, Visitor,
    address::{astray, has_stray_percent, is_of_path},
    escape::is_unseen,
    given::{self, Given},
    pairs::{Pairs, encoded, texts},
};
use std::borrow::Cow;

impl Remedy {
    /// Returns the advice as text.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::None => "nothing to do",
            Self::FixRequest => "correct the request, since repeating it does not help",
            Self::FixSetup => {
                "check the base URL, the credentials, DNS, the clock and the trusted \
                 certificates, since repeating does not help"
            }
            Self::AskUser => {
                "the person whose data was sent must correct or decide something"
            }
            Self::RetryLater => "send it again later",
            Self::RetryWithKey => {
                "send the same request again with its idempotency key: with another key it is \
                 done twice"
            }
            Self::CheckOutcome => {
                "find out whether it took effect before sending anything again"
            }
            Self::ContactVendor => "only the vendor can help",
            Self::Unknown => "the documentation does not say what to do",
        }
    }
}

/// The properties of an operation that a [`Core`](super::Core) needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spec {
    /// The operation's id in the specification.
    pub id: &'static str,
    /// The operation's title in the documentation.
    pub title: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with parameters as `{name}`.
    pub path: &'static str,
    /// The host, if it is not the one of most operations.
    pub host: Option<&'static str>,
    /// The encoding of the request's body.
    pub body: RequestBody,
    /// The headers of the request.
    pub request_headers: &'static [Header],
    /// The headers of the answer. Required ones are checked.
    pub response_headers: &'static [Header],
    /// Whether the body of the request is encrypted, if the documentation shows it.
    pub request_encrypted: Option<Encryption>,
    /// Whether the body of the response is encrypted, if the documentation shows it.
    pub response_encrypted: Option<Encryption>,
    /// Whether the request may be repeated.
    pub repeat: Repeat,
    /// How the answer is read.
    pub answer: AnswerFormat,
    /// How an answer tells a success that is not final; `None` if every success is final.
    pub pending: Option<Inquiry>,
    /// The source in the documentation.
    pub source: Source,
}

/// A request of a documented operation.
pub trait Operation: Object + Send {
    /// The properties of the operation: one constant, passed as a value, so that the code that
    /// uses it is compiled once.
    const SPEC: Spec;
    /// The response of a successful call.
    type Response: Response;
    /// The result codes of a refused call.
    type Code: ErrorCode;
}

/// What a request has outside of its body.
pub(super) struct Addressed {
    pub(super) target: Cow<'static, str>,
    pub(super) given: Option<Box<Given>>,
}

/// Returns the path of an operation with its parameters, and its query if it has one.
///
/// # Errors
///
/// Returns an error if a path parameter is empty, or produces a segment `.` or `..`, which would
/// change the path.
pub fn target<O: Operation>(operation: &O) -> Result<Cow<'static, str>, Violations> {
    addressed(&O::SPEC, operation, None).map(|it| it.target)
}

/// Like [`target`], for an operation described by `spec`, with the headers that the caller gives.
pub(super) fn addressed<O: Object>(
    spec: &Spec,
    object: &O,
    minter: Option<&Minter<'_>>,
) -> Result<Addressed, Violations> {
    let mut target = Target {
        path: Cow::Borrowed(spec.path),
        query: Pairs::query(),
        body: spec.body,
        source: spec.source,
        headers: spec.request_headers,
        minter,
        given: None,
        wrong: Vec::new(),
    };
    object.visit(&mut target);
    let Target {
        path,
        query,
        given,
        mut wrong,
        ..
    } = target;
    let query = query.into_text();
    // Two parameters together may produce a segment that neither does alone.
    if wrong.is_empty() && matches!(path, Cow::Owned(_)) && astray(&path).is_some() {
        wrong.push(Violation::new("path", ViolationKind::OtherPath, spec.source));
    }
    Violations::gather(wrong)?;
    let target = if query.is_empty() {
        path
    } else {
        Cow::Owned(path.into_owned() + "?" + &query)
    };
    Ok(Addressed { target, given })
}

/// A path with an optional query as it is sent: letters outside ASCII are percent-encoded,
/// everything else must be encoded already.
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

struct Target<'a> {
    path: Cow<'static, str>,
    query: Pairs,
    body: RequestBody,
    source: Source,
    headers: &'static [Header],
    minter: Option<&'a Minter<'a>>,
    given: Option<Box<Given>>,
    wrong: Vec<Violation>,
}

impl Target<'_> {
    fn fill(&mut self, name: &'static str, text: &str) {
        let text_encoded = encoded(text);
        if text.is_empty() || astray(&text_encoded).is_some() {
            self.wrong.push(Violation::new(name, ViolationKind::OtherPath, self.source));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text_encoded).into();
    }

    fn note(&mut self, name: &'static str, pushed: Result<(), ViolationKind>) {
        let broken = pushed.err();
        self.wrong.extend(broken.map(|it| Violation::new(name, it, self.source)));
    }
}

impl Visitor for Target<'_> {
    fn minter(&self) -> Option<&Minter<'_>> {
        self.minter
    }

    fn field<T: Content>(&mut self, _: &'static str, _: &T) {}

    fn path<T: Content>(&mut self, name: &'static str, value: &T) {
        match texts(value) {
            Ok(texts) => self.fill(name, &texts.concat()),
            Err(_) => self.note(name, Err(ViolationKind::NotJson)),
        }
    }

    fn query<T: Content>(&mut self, name: &'static str, value: &T) {
        let pushed = self.query.push(name, value);
        self.note(name, pushed);
    }

    fn header<T: Content>(&mut self, name: &'static str, value: &T) {
        if value.is_absent() {
            return;
        }
        let header = self.headers.iter().find(|header| header.name == name);
        let texts = texts(value).unwrap_or_default();
        match header.and_then(|header| given::header(header, &texts.concat())) {
            Some(header) => self.given.get_or_insert_default().headers.push(header),
            None => self.note(name, Err(ViolationKind::NotForAHeader)),
        }
    }

    fn idempotency_key(&mut self, key: &str) {
        self.given.get_or_insert_default().idempotency_key = Some(key.to_owned());
    }

    /// Without a body they are in the query.
    fn undocumented(&mut self, fields: &UndocumentedFields) {
        if self.body == RequestBody::None {
            let pushed = self.query.push_undocumented(fields);
            self.note("query", pushed);
        }
    }
}
