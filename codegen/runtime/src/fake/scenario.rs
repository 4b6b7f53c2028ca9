//! What the fake vendor is to do with a request.

use std::time::Duration;

/// What the fake vendor is to do with a request. A request with something wrong in it is
/// refused whatever it is to play, unless it is to misbehave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scenario {
    /// To answer with the documented code of success.
    #[default]
    Success,
    /// To answer as the operation's documented test case at this position of the page does,
    /// counted from 1. A case whose code is not documented is answered with its status alone.
    Case(usize),
    /// To answer with this documented code.
    Code(String),
    /// To do what no vendor should.
    Fault(Fault),
}

impl From<Fault> for Scenario {
    fn from(misbehaviour: Fault) -> Self {
        Self::Fault(misbehaviour)
    }
}

/// What no vendor should do, and every vendor does some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// To answer properly, but this much later.
    Delay(Duration),
    /// To close the connection without having read the body of the request.
    HangUpBeforeReading,
    /// To close the connection when the request has been read.
    HangUpAfterReading,
    /// To close the connection in the middle of the answer.
    HangUpWhileAnswering,
    /// To answer with status 500 and a line of text.
    ServerError,
    /// To answer with a page of HTML and status 200.
    Html,
    /// To answer with bytes that are no text, and status 200.
    Garbage,
    /// To answer with no body at all, and status 200.
    Empty,
    /// To answer with JSON of 64 MiB.
    HugeBody,
    /// To answer with a code of the right form that is not documented.
    UnknownCode,
    /// To encrypt the answer, be it documented as encrypted or not.
    EncryptedAnswer,
    /// To answer with the number of another call, in the headers that repeat it.
    OtherCallsId,
    /// To answer without the headers that are required of an answer.
    NoId,
    /// To answer with such headers that are not of their form.
    MalformedId,
}

impl Fault {
    /// Each of them by its name on a command line; the delay is one of five seconds.
    pub const ALL: [(&'static str, Self); 14] = [
        ("delay", Self::Delay(Duration::from_secs(5))),
        ("hang-up-before-reading", Self::HangUpBeforeReading),
        ("hang-up-after-reading", Self::HangUpAfterReading),
        ("hang-up-while-answering", Self::HangUpWhileAnswering),
        ("server-error", Self::ServerError),
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
