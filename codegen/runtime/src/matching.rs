//! Matching answers to their requests by headers.

use super::{Answer, Header, Need, redacted::Redacted};
use http::{HeaderMap, HeaderValue};
use std::fmt;

/// A header that the answer to a request must have.
pub(super) struct Expected {
    header: &'static Header,
    /// Returns the value in the request, if the answer must repeat it.
    sent: Option<HeaderValue>,
}

impl Expected {
    /// The requirements on `headers` in the answer to a request with the headers `sent`.
    pub(super) fn of(headers: &'static [Header], sent: &HeaderMap) -> Vec<Self> {
        let required = headers.iter().filter(|header| header.need == Need::Required);
        let expected = required.map(|header| Self {
            header,
            sent: header.echoes.iter().find_map(|name| sent.get(*name)).cloned(),
        });
        expected.collect()
    }

    /// The first header that is not as expected. A header that occurs more than once must be
    /// right each time: it is unknown which of the answers is meant.
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

/// What is wrong with a header, and its value.
struct Mismatched(MismatchCause, Option<String>);

fn lossy(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// Returns the answer if it meets all expectations.
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

/// Why an answer does not match its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MismatchCause {
    /// The header is missing.
    Missing,
    /// The header does not have the documented form.
    WrongForm,
    /// The header has another value than in the request: the answer belongs to another call.
    OtherCall,
}

/// An answer with a result whose headers do not match the request. It may belong to another call.
///
/// What to do: [`Remedy::CheckOutcome`](super::Remedy::CheckOutcome). Its result is not that of the
/// request.
///
/// ```rust
/// use runtime::layout::error::{Error, MismatchCause};
///
/// /// Whether the answer belongs to another call, which is to be told the vendor.
/// fn is_mixed_up<C>(error: &Error<C>) -> bool {
///     matches!(error, Error::Mismatch(it) if it.cause() == MismatchCause::OtherCall)
/// }
/// ```
pub struct Mismatch {
    answer: Answer,
    header: &'static Header,
    sent: Option<String>,
    received: Option<String>,
    cause: MismatchCause,
}

impl Mismatch {
    /// Returns why the answer does not match.
    #[must_use]
    pub const fn cause(&self) -> MismatchCause {
        self.cause
    }

    /// Returns the name of the mismatched header.
    #[must_use]
    pub const fn header(&self) -> &'static str {
        self.header.name
    }

    /// Returns the value in the request, if the answer must repeat it.
    #[must_use]
    pub fn sent(&self) -> Option<&str> {
        self.sent.as_deref()
    }

    /// Returns the value in the answer as received, or `None` if it has no such header.
    #[must_use]
    pub fn received(&self) -> Option<&str> {
        self.received.as_deref()
    }

    /// Returns the raw answer, as far as it was read. It may belong to another call, and so to
    /// another person.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// A value, as far as it may be shown.
    fn shown<'a>(&self, value: Option<&'a str>) -> Shown<'a> {
        Shown(Redacted(self.header.rule.redact, cut(value.unwrap_or_default())), value)
    }
}

/// In characters; longer values are cut.
const MOST: usize = 64;

fn cut(text: &str) -> &str {
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default()
}

/// A value as far as it may be shown, and the whole value.
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

/// Writes what happened.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, header) = (self.answer.operation(), self.header.name);
        let (sent, received) = (self.shown(self.sent()), self.shown(self.received()));
        write!(f, "{operation}: the answer does not match the request: ")?;
        match self.cause {
            MismatchCause::Missing => write!(f, "it has no {header}")?,
            MismatchCause::WrongForm => {
                write!(f, "its {header} does not have the documented form")?;
            }
            MismatchCause::OtherCall => {
                write!(f, "its {header} belongs to another call")?;
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
