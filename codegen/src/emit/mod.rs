//! From the model to the client's files: one file per emitted item, one list of emitters.

mod at_work;
mod boundaries;
mod call_site;
mod callback;
mod callback_protocol;
mod changelog;
mod charset;
mod client;
mod code_example;
mod code_table;
mod commands;
mod contents;
mod description;
pub(crate) mod doc;
mod doc_text;
mod emitter;
mod environment;
mod error_code;
mod example;
mod fake;
mod fields;
mod from_env;
mod front;
mod headers;
mod hosts;
mod imports;
mod incomplete;
mod limits;
mod literal;
mod manifest;
mod markdown;
mod matching;
mod modules;
mod object;
pub mod openapi;
mod operation;
mod paths;
mod program;
mod protocol;
mod readme;
mod readme_commands;
mod request;
mod response;
mod root;
mod runtime;
mod settings;
mod shared;
mod signing;
#[cfg(test)]
mod tests;
mod token;
mod transports;
mod value_type;
mod walked;
mod walkthrough;
mod walkthrough_read;
mod walkthrough_step;
mod wire;

pub use changelog::changelog_line;
pub use emitter::{Emitted, Emitter, Group, RustFile};
pub use runtime::pages;

/// Every emitter, in the order of a reader who is new to the client.
pub const EMITTERS: &[Emitter] = &[
    manifest::EMITTER,
    manifest::FORMAT,
    manifest::LICENCES,
    readme::EMITTER,
    changelog::EMITTER,
    openapi::EMITTER,
    root::EMITTER,
    client::EMITTER,
    protocol::EMITTER,
    environment::EMITTER,
    headers::EMITTER,
    fields::EMITTER,
    modules::CODES,
    code_table::EMITTER,
    modules::SUBJECTS,
    operation::EMITTER,
    callback::SHARED,
    callback::EMITTER,
    description::EMITTER,
    fake::EMITTER,
    walkthrough::EMITTER,
    at_work::EMITTER,
    program::EMITTER,
    runtime::EMITTER,
    boundaries::EMITTER,
    boundaries::SUPPORT,
    wire::EMITTER,
    wire::SUPPORT,
    walked::EMITTER,
    walked::SUPPORT,
    commands::EMITTER,
    commands::SUPPORT,
];
