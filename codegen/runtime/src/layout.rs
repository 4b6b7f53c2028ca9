//! The public layout of a client: every item that callers use, in the one module that documents
//! it.
//!
//! What is made of the spec stands beside these at the root of the client: its subjects, headers,
//! code tables and environments. `headers`, `codes` and `fake` are modules of the client's own that
//! take in what is said here.

#[cfg(feature = "cli")]
pub use super::cli;

pub use super::{Call, Client, Reply};

/// The blocking client.
#[cfg(feature = "ureq")]
pub mod blocking {
    use super::super::{Encrypting, Ureq};

    /// A client that blocks until the answer is there: the same calls, sent by
    /// [`send`](super::Call::send). `build_blocking` of its builder makes one.
    pub type Client<K = Encrypting, T = Ureq> = super::Client<K, T>;
}

/// Code tables: what a field may hold, by name.
pub mod codes {
    pub use super::super::{CodeTable, Coded, Named, Row, Undocumented};
}

/// Errors: why a call failed or a value is refused, what is to be done about it, and whether the
/// vendor has received the request.
pub mod error {
    pub use super::super::{
        Answer, BuildError, Code, ContentEncoding, Error, FileFault, Incomplete,
        JweError, Malformed, Mismatch, MismatchCause, NotADecimal, Reached, Reason,
        Refusal, Remedy, SecretError, SecretOrigin, SecretProblem, TransportError,
        TransportFault, Unanswered, Unexpected, Violation, ViolationKind, Violations,
    };
    #[cfg(feature = "encryption")]
    pub use super::super::{KeyError, KeyFault, KeyPart};
}

/// A mock server of the vendor, for tests.
#[cfg(feature = "fake")]
pub mod fake {
    #[doc(inline)]
    pub use super::super::description;
    pub use super::super::fake::*;
}

/// Headers of requests and answers.
pub mod headers {
    pub use super::super::{AnswerHeaders, Header};
}

/// Keys and secrets: what requests are signed and bodies are encrypted with.
pub mod keys {
    pub use super::super::{
        CryptoKey, CryptoKeys, Encrypting, Keys, Plain, Secret, SecretKey, SecretRule,
    };
}

/// What an operation is, and calls of operations that have no types yet.
pub mod operation {
    pub use super::super::{
        Documented, Draft, Encryption, Endpoint, ErrorCode, Method, Need, Operation,
        Repeat, SentBy, Spec, Untyped,
    };
}

/// Requests as data: they are made and signed here, and carried by whoever likes.
pub mod request {
    pub use super::super::{
        ContentEncryption, Core, Envelope, JweEncryption, JweFormat, KeyManagement,
        MacAlgorithm, Outgoing, Prepared, Protocol, Sent, Setup, Signing,
    };
}

/// Answers: what is read of them, field by field, and the JSON that came.
pub mod response {
    pub use super::super::{CallResult, Json, ListReading, Reading, Repaired, Response};
}

/// Clocks and ids: with fixed ones a test knows every byte that is sent.
pub mod testing {
    pub use super::super::{Clock, FixedClock, FixedIds, Ids, ProcessIds, SystemClock};
}

/// Transports: what carries requests to the vendor, and how long it may take.
pub mod transport {
    #[cfg(feature = "reqwest")]
    pub use super::super::Reqwest;
    #[cfg(feature = "ureq")]
    pub use super::super::Ureq;
    pub use super::super::{BlockingTransport, CallLimits, Transport};
}

/// Checked values, and the rules that they keep.
pub mod validation {
    pub use super::super::{
        CheckedList, Content, Date, Decimal, DecimalNumber, DecimalRule, Flag,
        Fractional, Hidden, IntoField, Length, Limits, ListRule, Listed, Moment, Number,
        NumberRule, Numeric, Object, OneZero, Part, PartOf, Range, Redact, Rule, Shape,
        Source, Style, Text, TextRule, TrueFalse, Value, Visitor, YesNo,
    };
}
