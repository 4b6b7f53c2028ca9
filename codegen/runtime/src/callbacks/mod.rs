//! Callbacks: what the vendor sends to a server of the caller. Nothing here depends on a web
//! framework: headers, status and answers are those of the crate `http`.

mod age;
mod answer;
mod error;
mod receiver;
mod spec;
mod unverified;

pub use self::age::CallbackAge;
#[cfg(feature = "fake")]
pub(super) use self::spec::within;

pub use self::answer::CallbackAnswer;
pub use self::error::CallbackError;
pub use self::receiver::CallbackReceiver;
pub use self::spec::{
    CallbackBody, CallbackProtocol, CallbackSigning, CallbackSpec, SignedCallback,
    UnsignedCallback,
};
pub use self::unverified::UnverifiedCallback;
