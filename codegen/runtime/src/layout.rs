//! The public layout of a client: every item that callers use, in the one module that documents
//! it.
//!
//! The generated subjects, headers, code tables and environments are next to these at the root of
//! the client. Its modules `headers`, `codes` and `fake` re-export the items listed here.

#[cfg(feature = "cli")]
pub use super::cli;

pub use super::{Call, Client, Reply, Retries};

/// The blocking client.
#[cfg(feature = "ureq")]
pub mod blocking {
    use super::super::{Encrypting, Ureq};

    /// A blocking client: calls are sent by [`send`](super::Call::send). Built by
    /// `build_blocking` of its builder.
    pub type Client<K = Encrypting, T = Ureq> = super::Client<K, T>;
}

/// Callbacks: what the vendor sends to a server of the caller.
///
/// A [`CallbackReceiver`](callbacks::CallbackReceiver) verifies the raw headers and the raw body of
/// a callback that is signed, and decodes it. Of one that is not signed, or of which the
/// documentation does not say it, [`UnverifiedCallback`](callbacks::UnverifiedCallback) is all that
/// there is: anybody could have sent it.
pub mod callbacks {
    pub use super::super::{
        CallbackAge, CallbackAnswer, CallbackBody, CallbackError, CallbackProtocol,
        CallbackReceiver, CallbackSigning, CallbackSpec, SignedCallback,
        UnsignedCallback, UnverifiedCallback,
    };
}

/// Code tables: the values of fields, by name.
pub mod codes {
    pub use super::super::{CodeTable, Coded, Named, Remedied, Row, Undocumented};
}

/// Errors: why a call failed or a value is invalid, what to do about it, and whether the request
/// has reached the vendor.
pub mod error {
    pub use super::super::{
        Answer, BuildError, Code, ContentEncoding, Error, FileFault, Incomplete,
        Inquiry, JweError, Malformed, Mismatch, MismatchCause, NoSecondCode,
        NotADecimal, PendingAnswer, Reached, Reason, Refusal, Remedy, ResultBeside,
        SecretError, SecretOrigin, SecretProblem, TokenError, TransportError,
        TransportFault, Unanswered, UndocumentedAnswer, VariableError, VariableErrors,
        Violation, ViolationKind, Violations,
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

/// Keys and secrets for signing and encryption.
pub mod keys {
    pub use super::super::{
        CryptoKey, CryptoKeys, Encrypting, Keys, Plain, Secret, SecretKey, SecretRule,
    };
}

/// Operations as traits and data, and calls of operations without types.
pub mod operation {
    pub use super::super::{
        Documented, Draft, Encryption, Endpoint, ErrorCode, Known, Method, Minter, Need,
        Operation, Repeat, SentBy, Spec, StoredRequest, Untyped,
    };
}

/// Requests as data: prepared and signed here, sent by any transport.
pub mod request {
    pub use super::super::{
        Algorithm, AnswerBody, AnswerFormat, Authentication, BinaryEncoding, Charset,
        Claim, ClaimWhen, CodeType, ContentEncryption, Core, Envelope, GivenHeader,
        HashFunction, Hashed, JweEncryption, JweFormat, KeyForm, KeyManagement,
        OperationSigning, Outgoing, Prepared, Protocol, RequestBody, Scheme,
        SecondPlace, Sent, Setup, SignaturePlace, SignedPart, Signing, SigningAlgorithm,
        TokenHeader, TokenRequest, TokenSource, Variables,
    };
}

/// Answers: their fields and their JSON.
pub mod response {
    pub use super::super::{
        CallResult, Download, Json, ListReading, MapReading, Reading, Repaired,
        Response, RowOutcome, RowsReading, WrittenDecimal,
    };
}

/// Clocks and ids: with fixed ones, tests know every byte of a request.
pub mod testing {
    pub use super::super::{Clock, FixedClock, FixedIds, Ids, ProcessIds, SystemClock};
}

/// Transports, which send requests to the vendor, and their limits.
///
/// The crates that transports are written and customized with are here too, in the versions that the
/// client uses.
pub mod transport {
    pub use ::http;
    #[cfg(feature = "reqwest")]
    pub use ::reqwest;
    #[cfg(feature = "ureq")]
    pub use ::ureq;

    #[cfg(feature = "reqwest")]
    pub use super::super::Reqwest;
    #[cfg(feature = "ureq")]
    pub use super::super::Ureq;
    pub use super::super::{BlockingTransport, CallLimits, Transport};
}

/// Checked values and their rules.
pub mod validation {
    pub use super::super::{
        CheckedList, CheckedMap, Cited, Configured, Content, Date, Decimal,
        DecimalNumber, DecimalRule, FilePart, FixedValue, Flag, Fractional, Hidden,
        IntoField, Length, Limits, ListRule, ListStyle, Listed, Moment, Nested, Null,
        Nullable, Number, NumberRule, Numeric, Object, OneZero, Part, PartOf, Range,
        Redact, Restored, RestoredObject, Rule, Shape, ShapeSign, Source, StoredFields,
        Style, Text, TextRule, TrueFalse, UndocumentedFields, Upload, UploadRule,
        Uploaded, Value, Visitor, YesNo,
    };
}
