//! The command line's program.

use proc_macro2::{Ident, Span};
use quote::quote;

use super::doc::text;
use super::emitter::{Emitted, Emitter, RustFile, once};
use crate::ir::Api;

pub(super) const EMITTER: Emitter = Emitter {
    name: "program",
    paths: |_| once("src/main.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    // With the colons, since the client may be called as one of its modules.
    let krate = Ident::new(&api.id.replace('-', "_"), Span::call_site());
    let groups = vec![
        quote! {
            use ::#krate::cli;
            use ::#krate::fake::VENDOR;
            use std::process::ExitCode;
        },
        quote! {
            fn main() -> ExitCode {
                cli::main(&VENDOR)
            }
        },
    ];
    RustFile::printed(
        "spec/api.yaml",
        format!(
            "Command line for {}: calls the API or runs a mock server.",
            text(&api.name)
        ),
        groups,
    )
}
