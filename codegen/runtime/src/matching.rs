//! Whether an answer is the one to its request, as far as its headers tell.

use super::{Answer, Header, Need, redacted::Redacted};
use http::{HeaderMap, HeaderValue};
use std::fmt;

/// A header that the answer to one request has to have.
pub(super) struct Expected {
    header: &'static Header,
    /// What the request had, where the answer has to have the same.
    sent: Option<HeaderValue>,
}

impl Expected {
    /// What is required of `headers` in the answer to a request with the headers `sent`.
    pub(super) fn of(headers: &'static [Header], sent: &HeaderMap) -> Vec<Self> {
        let required = headers.iter().filter(|header| header.need == Need::Required);
        let expected = required.map(|header| Self {
            header,
            sent: header.echoes.iter().find_map(|name| sent.get(*name)).cloned(),
        });
        expected.collect()
    }

    /// What of an answer with these headers is not as expected. A header that comes more than
    /// once has to be right each time: which of the answers is meant cannot be told.
    fn broken_by(&self, headers: &HeaderMap) -> Option<Mismatched> {
        let mut values = headers.get_all(self.header.lower).iter().peekable();
        if values.peek().is_none() {
            return Some(Mismatched(MismatchCause::Missing, None));
        }
        values.find_map(|value| {
            let text = str::from_utf8(value.as_bytes());
            let cause = if text.is_ok_and(|text| self.header.rule.check(text).is_ok()) {
                let other = self.sent.as_ref().is_some_and(|sent| sent != value);
                other.then_some(MismatchCause::OtherCall)
            } else {
                Some(MismatchCause::WrongForm)
            };
            cause.map(|cause| Mismatched(cause, Some(lossy(value))))
        })
    }
}

/// What is wrong with a header, and what it is.
struct Mismatched(MismatchCause, Option<String>);

fn lossy(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// The answer, if it has all that is expected of it.
pub(super) fn matching(
    answer: Answer,
    expected: &[Expected],
) -> Result<Answer, Box<Mismatch>> {
    let found =
        expected.iter().find_map(|it| Some((it, it.broken_by(&answer.headers)?)));
    let Some((expected, Mismatched(cause, received))) = found else { return Ok(answer) };
    Err(Box::new(Mismatch {
        answer,
        header: expected.header,
        sent: expected.sent.as_ref().map(lossy),
        received,
        cause,
    }))
}

/// Why an answer is not taken for the one to its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MismatchCause {
    /// The header that would tell is missing.
    Missing,
    /// The header is not of the documented form.
    WrongForm,
    /// The header has another value than the request had: it is the answer to another call.
    OtherCall,
}

/// That an answer came with a result, and without the headers by which it could be told to be
/// the answer to this request. What it says is not known to be about this call.
pub struct Mismatch {
    answer: Answer,
    header: &'static Header,
    sent: Option<String>,
    received: Option<String>,
    cause: MismatchCause,
}

impl Mismatch {
    /// Why it is not taken for the answer to this request.
    #[must_use]
    pub const fn cause(&self) -> MismatchCause {
        self.cause
    }

    /// The name of the header that tells.
    #[must_use]
    pub const fn header(&self) -> &'static str {
        self.header.name
    }

    /// What the request had, where the answer has to have the same.
    #[must_use]
    pub fn sent(&self) -> Option<&str> {
        self.sent.as_deref()
    }

    /// What the answer has, as text and whatever it is, or `None` where it has no such header.
    #[must_use]
    pub fn received(&self) -> Option<&str> {
        self.received.as_deref()
    }

    /// The answer as it came, as far as it was read. It may be that to another call, which may
    /// be another person's.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// A value as far as it may be shown.
    fn shown<'a>(&self, value: Option<&'a str>) -> Shown<'a> {
        Shown(Redacted(self.header.rule.redact, cut(value.unwrap_or_default())), value)
    }
}

/// How much of a value is shown, in characters.
const MOST: usize = 64;

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

/// A value as far as it may be shown, with what it is as a whole.
struct Shown<'a>(Redacted<'a>, Option<&'a str>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            None => f.write_str("nothing"),
            Some(text) if cut(text).len() < text.len() => write!(f, "{}..", self.0),
            Some(_) => self.0.fmt(f),
        }
    }
}

/// What happened.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, header) = (self.answer.operation(), self.header.name);
        let (sent, received) = (self.shown(self.sent()), self.shown(self.received()));
        write!(f, "{operation}: an answer that is not known to be this call's: ")?;
        match self.cause {
            MismatchCause::Missing => write!(f, "it has no {header}")?,
            MismatchCause::WrongForm => {
                write!(f, "its {header} is not of the documented form")?;
            }
            MismatchCause::OtherCall => {
                write!(f, "its {header} is that of another call")?;
            }
        }
        if self.sent.is_some() {
            write!(f, ", sent {sent}")?;
        }
        write!(f, ", received {received}")
    }
}

impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mismatch")
            .field("cause", &self.cause)
            .field("header", &self.header.name)
            .field("sent", &format_args!("{}", self.shown(self.sent())))
            .field("received", &format_args!("{}", self.shown(self.received())))
            .field("answer", &self.answer)
            .finish()
    }
}
