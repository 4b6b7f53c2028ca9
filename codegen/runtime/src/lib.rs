//! The shared part of every generated client: checked values, code tables, requests that validate
//! their fields, and responses that can always be read.
//!
//! The generated code is data, constants and one-line functions; every function with logic is
//! here, once.

pub mod address;
mod answer_body;
mod answer_format;
mod answer_headers;
mod attempt;
mod authentication;
mod base;
mod call;
mod callbacks;
mod charset;
mod choice;
#[macro_use]
mod choice_macros;
#[cfg(feature = "cli")]
pub mod cli;
mod clock;
#[cfg(feature = "fake")]
mod closest;
pub mod code;
#[macro_use]
mod code_macros;
mod core;
mod date;
mod decimal;
mod decode;
#[cfg(feature = "encryption")]
mod der;
#[cfg(feature = "fake")]
pub mod description;
mod documented;
mod download;
mod encryption;
mod endpoint;
mod entries;
mod error;
pub mod escape;
#[cfg(feature = "fake")]
pub mod fake;
mod file;
mod flag;
mod fractional;
mod from_env;
mod given;
mod header;
mod held_token;
mod ids;
mod inquiry;
#[cfg(feature = "encryption")]
mod jwe;
#[cfg(feature = "encryption")]
mod key;
#[cfg(feature = "encryption")]
mod key_error;
#[cfg(feature = "encryption")]
mod key_file;
mod keyed;
#[cfg(not(feature = "encryption"))]
mod keyless;
#[cfg(feature = "encryption")]
mod keys;
pub mod layout;
#[cfg(feature = "fake")]
mod leaves;
mod limits;
mod lines;
mod list;
#[macro_use]
pub(crate) mod macros;
mod fetching;
mod field_macros;
mod field_state;
mod malformed;
mod map;
mod matching;
mod media_type;
mod mint;
mod moment;
mod multipart;
mod nested;
mod nesting;
mod nullable;
mod number;
pub mod object;
mod operation;
mod pairs;
mod parameters;
#[cfg(feature = "encryption")]
mod pem;
mod plain;
mod prepared;
mod protocol;
mod reached;
mod reading;
mod redacted;
mod repair;
mod reply;
mod result;
mod retries;
mod retry_after;
#[cfg(feature = "fake")]
mod route;
mod rows;
#[cfg(feature = "encryption")]
mod rsa;
mod rule;
mod scheme;
mod second;
mod secret;
#[cfg(feature = "encryption")]
mod server_key;
#[cfg(feature = "gateway")]
mod serving;
mod setup;
mod shape;
mod sign;
mod signable;
mod signer;
mod signing;
mod source;
pub mod stored;
#[macro_use]
mod stored_macros;
#[cfg(feature = "fake")]
mod stray;
mod template;
mod text;
mod token;
mod token_request;
mod trace;
mod transport;
mod undocumented;
mod upload;
mod uuid;
#[cfg(feature = "fake")]
mod values;
mod violation;
mod violation_kind;
pub mod words;
mod written;

pub use self::core::Core;
pub use answer_format::{AnswerBody, AnswerFormat, Envelope};
pub use answer_headers::AnswerHeaders;
pub use attempt::CallResult;
pub use authentication::{Authentication, Configured, TokenHeader, TokenSource};
pub use call::{Call, Client};
pub use callbacks::{
    CallbackAge, CallbackAnswer, CallbackBody, CallbackError, CallbackProtocol,
    CallbackReceiver, CallbackSigning, CallbackSpec, SignedCallback, UnsignedCallback,
    UnverifiedCallback,
};
pub use charset::Charset;
pub use choice::{FixedValue, ShapeSign};
pub use clock::{Clock, FixedClock, SystemClock};
pub use code::{CodeTable, Coded, Named, Row, Undocumented};
pub use date::Date;
pub use decimal::{Decimal, NotADecimal};
pub use documented::{Documented, ErrorCode};
pub use download::Download;
pub use encryption::Encryption;
pub use endpoint::{Draft, Endpoint, SentBy, Untyped};
pub use error::{
    Answer, Code, ContentEncoding, Error, PendingAnswer, Reason, Refusal, TokenError,
    Unanswered, UndocumentedAnswer,
};
pub use field_state::{FieldState, IntoField};
pub use file::FileFault;
pub use flag::{Flag, OneZero, Style, TrueFalse, YesNo};
pub use fractional::{DecimalNumber, Fractional};
pub use from_env::{VariableError, VariableErrors, Variables};
pub use header::{GivenHeader, Header};
pub use ids::{FixedIds, Ids, ProcessIds};
pub use inquiry::Inquiry;
#[cfg(feature = "encryption")]
pub use jwe::JweError;
#[cfg(feature = "encryption")]
pub use key::CryptoKey;
#[cfg(feature = "encryption")]
pub use key_error::{KeyError, KeyFault, KeyPart};
#[cfg(not(feature = "encryption"))]
pub use keyless::{CryptoKey, CryptoKeys, JweError};
#[cfg(feature = "encryption")]
pub use keys::CryptoKeys;
pub use limits::{Length, Limits, Range};
pub use list::{CheckedList, ListRule, Listed};
pub use malformed::Malformed;
pub use map::CheckedMap;
pub use matching::{Mismatch, MismatchCause};
pub use mint::Minter;
pub use moment::Moment;
pub use nested::Nested;
pub use nullable::{Null, Nullable};
pub use number::{Number, Numeric};
pub use object::{Content, FilePart, Hidden, Object, Value, Visitor};
pub use operation::{Operation, Spec, target};
pub use prepared::{Outgoing, Prepared, Sent};
pub use protocol::{JweEncryption, Protocol};
pub use reached::Reached;
pub use reading::{Json, ListReading, MapReading, Reading, Response};
pub use repair::Repaired;
pub use reply::Reply;
pub use retries::Retries;
pub use rows::RowsReading;
pub use rule::{DecimalRule, NumberRule, Rule};
pub use scheme::Scheme;
pub use second::{NoSecondCode, Remedied, ResultBeside, RowOutcome, SecondPlace};
pub use secret::{Secret, SecretError, SecretOrigin, SecretProblem, SecretRule};
pub use setup::{BuildError, Encrypting, Keys, Plain, Setup};
pub use shape::{Part, PartOf, Shape};
pub use sign::SecretKey;
pub use signing::{
    Algorithm, Claim, Hashed, KeyForm, OperationSigning, SignaturePlace, SignedPart,
    Signing,
};
pub use source::{Cited, Source};
pub use stored::{Restored, RestoredObject, StoredFields, StoredRequest};
pub use text::{Text, TextRule};
pub use token_request::TokenRequest;
#[cfg(feature = "reqwest")]
pub use transport::Reqwest;
#[cfg(feature = "ureq")]
pub use transport::Ureq;
pub use transport::{
    BlockingTransport, CallLimits, Incomplete, Transport, TransportError, TransportFault,
};
pub use undocumented::UndocumentedFields;
pub use upload::{Upload, UploadRule, Uploaded};
pub use violation::{Violation, Violations};
pub use violation_kind::ViolationKind;
pub use words::{
    BinaryEncoding, ClaimWhen, CodeType, ContentEncryption, HashFunction, JweFormat,
    KeyManagement, Known, ListStyle, Method, Need, Redact, Remedy, Repeat, RequestBody,
    SigningAlgorithm,
};
pub use written::WrittenDecimal;
