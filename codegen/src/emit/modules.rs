//! The lists of modules: one line each, so that two branches rarely touch the same one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitted, Emitter, RustFile};
use super::{error_code, literal, once};
use crate::ir::{Api, Ident};

pub(super) const CODES: Emitter = Emitter {
    name: "modules",
    paths: |api| {
        if api.code_tables.is_empty() { Vec::new() } else { once("src/codes/mod.rs") }
    },
    emit: |api, _| {
        let modules = api.code_tables.iter().map(|table| &table.module);
        Some(list(
            "codes",
            "Code tables: what a field may hold, by name.",
            modules,
            Vec::new(),
        ))
    },
};

pub(super) const OPERATIONS: Emitter = Emitter {
    name: "modules",
    paths: |_| once("src/operations/mod.rs"),
    emit: |api: &Api, _| {
        let modules = api.operations.iter().map(|operation| &operation.module);
        Some(list(
            "operations",
            "Operations: one module for each documented API.",
            modules,
            error_code::shape(api),
        ))
    },
};

fn list<'a>(
    origin: &str,
    doc: &str,
    modules: impl Iterator<Item = &'a Ident>,
    more: Vec<TokenStream>,
) -> Emitted {
    let mut modules: Vec<_> = modules.collect();
    modules.sort();
    let declared = modules.iter().map(|module| declaration(module));
    let exported = modules.iter().map(|module| {
        let module = literal::ident(module);
        quote!(pub use #module::*;)
    });
    let mut groups = vec![quote!(#(#declared)*), quote!(#(#exported)*)];
    groups.extend(more);
    Emitted::Rust(RustFile {
        origin: format!("spec/{origin}"),
        doc: doc.to_owned(),
        groups,
        ..RustFile::default()
    })
}

fn declaration(module: &Ident) -> TokenStream {
    let module = literal::ident(module);
    quote!(pub mod #module;)
}
