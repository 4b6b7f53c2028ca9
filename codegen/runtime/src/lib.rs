//! What every operation of a client is made of: checked values, code tables, requests that
//! know their rules, and responses that never fail to be read.
//!
//! The generated code is data, constants and one-line functions, and whatever has a body
//! stands here once.

#[cfg(feature = "client")]
mod ask;
#[cfg(feature = "client")]
mod base;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod clock;
pub mod code;
#[cfg(feature = "client")]
mod core;
mod date;
#[cfg(feature = "client")]
mod decode;
#[cfg(feature = "encryption")]
mod der;
#[cfg(feature = "client")]
mod error;
mod flag;
#[cfg(feature = "client")]
mod ids;
#[cfg(feature = "encryption")]
mod jwe;
#[cfg(feature = "encryption")]
mod key;
#[cfg(feature = "encryption")]
mod key_error;
#[cfg(all(feature = "client", not(feature = "encryption")))]
mod keyless;
#[cfg(feature = "client")]
mod lines;
pub(crate) mod macros;
mod number;
pub mod object;
mod operation;
#[cfg(feature = "encryption")]
mod pem;
mod plain;
#[cfg(feature = "client")]
mod protocol;
mod reading;
#[cfg(feature = "client")]
mod reply;
mod rule;
mod secret;
#[cfg(feature = "client")]
mod setup;
mod shape;
#[cfg(feature = "client")]
mod sign;
mod slot;
mod source;
mod text;
#[cfg(feature = "client")]
mod trace;
#[cfg(feature = "client")]
mod transport;
mod violation;

#[cfg(feature = "client")]
pub use self::core::{Core, Prepared, Sent};
#[cfg(feature = "client")]
pub use ask::{Ask, Draft, Encryption, SentBy, Untyped};
#[cfg(feature = "client")]
pub use call::{Call, CallResult, Client};
#[cfg(feature = "client")]
pub use clock::{Clock, FixedClock, SystemClock};
pub use code::{CodeTable, Coded, Named, Row, Undocumented};
pub use date::Date;
#[cfg(feature = "client")]
pub use error::{Answer, Code, Error, Reached, Reason, Refusal, Unanswered, Unexpected};
pub use flag::{Flag, OneZero, Style, TrueFalse, YesNo};
#[cfg(feature = "client")]
pub use ids::{FixedIds, Ids, ProcessIds};
#[cfg(feature = "encryption")]
pub use jwe::JweError;
#[cfg(feature = "encryption")]
pub use key::CryptoKey;
#[cfg(feature = "encryption")]
pub use key_error::{KeyError, KeyFault, KeyPart};
#[cfg(all(feature = "client", not(feature = "encryption")))]
pub use keyless::{CryptoKey, JweError};
pub use number::{Number, Numeric};
pub use object::{Content, Object, Value, Visitor};
pub use operation::{
    Documented, ErrorCode, Header, Method, Need, Operation, Remedy, Repeat, Spec, target,
};
#[cfg(feature = "client")]
pub use protocol::{ContentEncryption, Envelope, JweEncryption, Protocol, Signing};
pub use reading::{Json, Malformed, Reading, Response};
#[cfg(feature = "client")]
pub use reply::Reply;
pub use rule::{Length, Limits, NumberRule, Range, Redact, Rule};
pub use secret::{Secret, SecretError, SecretProblem, SecretRule};
#[cfg(feature = "client")]
pub use setup::{BuildError, Encrypting, Keys, Plain, Setup};
pub use shape::{Moment, Part, Shape};
#[cfg(feature = "client")]
pub use sign::SecretKey;
pub use slot::{IntoField, OptionalSlot, Slot, Take};
pub use source::Source;
pub use text::{Text, TextRule};
#[cfg(feature = "reqwest")]
pub use transport::Reqwest;
#[cfg(feature = "ureq")]
pub use transport::Ureq;
#[cfg(feature = "client")]
pub use transport::{
    BlockingTransport, CallLimits, Incomplete, Transport, TransportError, TransportFault,
};
pub use violation::{Broken, Violation, Violations};
