//! Transports, which send requests and receive answers.

#[cfg(feature = "reqwest")]
mod background;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod connecting;
mod error;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod renewed;
#[cfg(feature = "reqwest")]
mod reqwest;
mod traits;
#[cfg(feature = "ureq")]
mod ureq;

pub use self::error::{TransportError, TransportFault};
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
pub use self::traits::{BlockingTransport, CallLimits, Incomplete, Transport};
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;
