//! The runtime as a generated client has it: a module `runtime` at the root of the crate.

#[path = "../src/lib.rs"]
pub mod runtime;
pub mod sample;
pub mod vendor;

mod code;
mod date;
mod decimal;
#[cfg(test)]
mod declared;
mod flag;
#[cfg(test)]
#[cfg(feature = "tracing")]
mod listener;
#[cfg(test)]
mod network {
    mod answer;
    mod call;
    mod clock;
    mod error;
    mod given;
    mod ids;
    #[cfg(feature = "reqwest")]
    mod many;
    mod request;
    mod secret;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod server;
    #[cfg(feature = "tracing")]
    mod trace;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod transport;
}
mod number;
mod object;
mod operation;
mod reading;
mod redaction;
mod shape;
mod slot;
mod text;
mod violation;

#[cfg(test)]
#[cfg(feature = "encryption")]
mod encryption {
    mod certificate;
    mod forged;
    mod jwe;
    pub(crate) mod key;
    mod refused;
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod played {
    #[cfg(feature = "reqwest")]
    mod cancel;
    mod cli;
    mod described;
    mod fake;
    #[cfg(feature = "reqwest")]
    mod load;
    #[cfg(all(feature = "reqwest", feature = "tracing"))]
    mod planted;
}
