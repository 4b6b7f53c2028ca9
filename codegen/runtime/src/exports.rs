//! What a caller needs, at the root of the crate too: everything but what only generated code
//! uses.

#[cfg(feature = "reqwest")]
pub use super::Reqwest;
#[cfg(feature = "ureq")]
pub use super::Ureq;
pub use super::{
    Answer, AnswerHeaders, Ask, BlockingTransport, Broken, BuildError, Call, CallLimits,
    CheckedList, Client, Clock, CodeTable, ContentEncoding, ContentEncryption, Core,
    CryptoKey, CryptoKeys, Date, Decimal, DecimalNumber, DecimalRule, Documented,
    Encrypting, Encryption, Error, ErrorCode, FileFault, FixedClock, FixedIds, Flag,
    Fractional, Header, Ids, Incomplete, IntoField, Json, KeyManagement, Keys, Length, Limits,
    ListReading, ListRule, Listed, Method, Mismatch, MismatchCause, Named, Need, Number,
    NumberRule, Numeric, Object, Operation, Outgoing, Part, Plain, Prepared, ProcessIds,
    Protocol, Range, Reached, Reading, Reason, Redact, Refusal, Remedy, Repaired,
    Repeat, Reply, Response, Row, Rule, Secret, SecretError, SecretKey, SecretOrigin,
    SecretProblem, SecretRule, Sent, SentBy, Setup, Shape, Source, SystemClock, Text,
    TextRule, Transport, TransportError, TransportFault, Unanswered, Undocumented,
    Unexpected, Untyped, Violation, Violations,
};
#[cfg(feature = "encryption")]
pub use super::{KeyError, KeyFault, KeyPart};
