//! The runtime as a generated client has it: a module `runtime` at the root of the crate.

#[cfg(feature = "encryption")]
pub mod attack;
#[path = "../src/lib.rs"]
pub mod runtime;
pub mod sample;
pub mod vendor;

mod address;
#[cfg(test)]
pub mod banked;
mod bytes;
#[cfg(test)]
mod called_back;
#[cfg(test)]
mod called_back_fields;
#[cfg(test)]
mod called_back_forms;
#[cfg(test)]
#[cfg(feature = "encryption")]
mod called_back_rsa;
#[cfg(test)]
pub mod choice;
mod code;
#[cfg(test)]
pub mod coded;
#[cfg(test)]
pub mod configured;
mod date;
mod decimal;
#[cfg(test)]
pub mod declared;
mod escape;
mod flag;
#[cfg(test)]
#[cfg(feature = "cli")]
mod from_env;
#[cfg(test)]
pub mod keyed;
#[cfg(test)]
pub mod list;
#[cfg(test)]
#[cfg(feature = "tracing")]
mod listener;
#[cfg(test)]
pub mod minted;
#[cfg(test)]
mod network {
    mod answer;
    mod base_url;
    mod bodies;
    mod call;
    mod carried;
    mod clock;
    mod error;
    mod given;
    mod hosts;
    mod ids;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod late;
    #[cfg(feature = "reqwest")]
    mod many;
    mod matching;
    mod other_body;
    mod pending;
    mod recipe;
    #[cfg(all(feature = "encryption", feature = "reqwest", feature = "ureq"))]
    mod recording;
    mod request;
    mod result;
    mod retries;
    #[cfg(feature = "encryption")]
    mod rsa;
    #[cfg(feature = "reqwest")]
    mod runtimes;
    mod schemes;
    #[cfg(feature = "encryption")]
    mod sealed;
    mod second;
    mod secret;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod server;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod tls;
    #[cfg(feature = "tracing")]
    mod trace;
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    mod transport;
}
mod field_state;
#[cfg(test)]
mod given_token;
#[cfg(test)]
pub mod map;
#[cfg(test)]
pub mod nullable;
mod number;
mod object;
mod operation;
#[cfg(test)]
#[cfg(feature = "cli")]
pub mod outbox;
#[cfg(test)]
pub mod parts;
#[cfg(test)]
#[cfg(any(unix, feature = "cli"))]
#[path = "commands/process.rs"]
mod process;
mod reading;
mod redaction;
pub mod rows;
#[cfg(test)]
#[cfg(feature = "cli")]
mod schema;
mod shape;
#[cfg(test)]
pub mod stored;
#[cfg(test)]
pub mod styles;
mod text;
#[cfg(test)]
pub mod token;
#[cfg(test)]
pub mod unknown;
mod violation;
mod written;

#[cfg(test)]
#[cfg(feature = "encryption")]
mod encryption {
    mod certificate;
    mod chain;
    mod files;
    mod forged;
    mod jwe;
    pub(crate) mod key;
    mod refused;
    mod rotation;
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod played {
    mod asked;
    mod callbacks;
    mod calls;
    #[cfg(feature = "reqwest")]
    mod cancel;
    mod cli;
    mod described;
    #[cfg(feature = "docs")]
    mod docs;
    mod ends;
    mod everything;
    mod fake;
    #[cfg(feature = "gateway")]
    mod gateway;
    mod invented;
    mod keys;
    mod lists;
    #[cfg(feature = "reqwest")]
    mod load;
    mod nulls;
    pub(crate) mod once;
    mod output;
    mod parts;
    #[cfg(all(feature = "reqwest", feature = "tracing"))]
    mod planted;
    mod redacted;
    mod schemes;
    mod shapes;
    mod strays;
    mod tokens;
    mod tool;
    mod unknown;
    mod untyped;
    mod values;
}
