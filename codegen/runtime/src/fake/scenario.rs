//! Scenarios of the mock server.

use std::time::Duration;

/// What the mock server does with a request. An invalid request is refused in every scenario but
/// [`Fault`](Self::Fault).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scenario {
    /// Answers with the documented code of success.
    #[default]
    Success,
    /// Answers with the operation's documented test case at this position of the page, counted
    /// from 1. A case without a documented code is answered with its status only.
    Case(usize),
    /// Answers with this documented code.
    Code(String),
    /// Answers with this documented second code, in the place that the operation's answers have for
    /// it, and with this documented code, or else that of success.
    SecondCode {
        /// The first code.
        code: Option<String>,
        /// The second code.
        second: String,
    },
    /// Answers with the documented code of success and with these fields, a JSON object; other
    /// documented fields are invented.
    Answer(String),
    /// Answers with the documented code of success, and that the outcome is not known yet. For an
    /// operation whose successes are all final, it answers with status 501.
    Pending,
    /// Simulates a fault.
    Fault(Fault),
}

impl From<Fault> for Scenario {
    fn from(misbehaviour: Fault) -> Self {
        Self::Fault(misbehaviour)
    }
}

/// A fault that the mock server simulates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Answers after this delay.
    Delay(Duration),
    /// Closes the connection before the body of the request is read.
    HangUpBeforeReading,
    /// Closes the connection after the request has been read.
    HangUpAfterReading,
    /// Closes the connection in the middle of the answer.
    HangUpWhileAnswering,
    /// Answers with status 500 and a line of text.
    ServerError,
    /// Answers with status 429, a line of text and `Retry-After: 1`.
    TooManyRequests,
    /// Answers with an HTML page and status 200.
    Html,
    /// Answers with bytes that are not text, and status 200.
    Garbage,
    /// Answers with an empty body and status 200.
    Empty,
    /// Answers with 64 MiB of JSON.
    HugeBody,
    /// Answers with an undocumented code of the right form.
    UnknownCode,
    /// Encrypts the answer, whether or not it is documented as encrypted.
    EncryptedAnswer,
    /// Answers with another call's id, in the headers that repeat the request's.
    OtherCallsId,
    /// Answers without the required headers.
    NoId,
    /// Answers with malformed values of the required headers.
    MalformedId,
}

impl Fault {
    /// All faults with their names on the command line; the delay is five seconds.
    pub const ALL: [(&'static str, Self); 15] = [
        ("delay", Self::Delay(Duration::from_secs(5))),
        ("hang-up-before-reading", Self::HangUpBeforeReading),
        ("hang-up-after-reading", Self::HangUpAfterReading),
        ("hang-up-while-answering", Self::HangUpWhileAnswering),
        ("server-error", Self::ServerError),
        ("too-many-requests", Self::TooManyRequests),
        ("html", Self::Html),
        ("garbage", Self::Garbage),
        ("empty", Self::Empty),
        ("huge-body", Self::HugeBody),
        ("unknown-code", Self::UnknownCode),
        ("encrypted-answer", Self::EncryptedAnswer),
        ("other-calls-id", Self::OtherCallsId),
        ("no-id", Self::NoId),
        ("malformed-id", Self::MalformedId),
    ];
}
