//! The lists of modules: one line each, so that two branches rarely touch the same one.

use super::emitter::{Emitted, Emitter, Group, RustFile, once};
use super::error_code;
use crate::ir::{Api, Ident};

pub(super) const CODES: Emitter = Emitter {
    name: "modules",
    paths: |api| {
        if api.code_tables.is_empty() { Vec::new() } else { once("src/codes/mod.rs") }
    },
    emit: |api, _, _| {
        let modules = api.code_tables.iter().map(|table| &table.module);
        Some(list(
            "codes",
            "Code tables: what a field may hold, by name.",
            modules,
            None,
        ))
    },
};

pub(super) const OPERATIONS: Emitter = Emitter {
    name: "modules",
    paths: |_| once("src/operations/mod.rs"),
    emit: |api: &Api, _, _| {
        let modules = api.operations.iter().map(|operation| &operation.module);
        Some(list(
            "operations",
            "Operations: one module for each documented API.",
            modules,
            (!api.operations.is_empty()).then(|| error_code::rule(api).into()),
        ))
    },
};

fn list<'a>(
    origin: &str,
    doc: &str,
    modules: impl Iterator<Item = &'a Ident>,
    more: Option<Group>,
) -> Emitted {
    let mut modules: Vec<_> = modules.collect();
    modules.sort();
    let declared = modules.iter().map(|module| format!("pub mod {module};\n"));
    let exported = modules.iter().map(|module| format!("pub use {module}::*;\n"));
    let mut groups: Vec<Group> =
        vec![declared.collect::<String>().into(), exported.collect::<String>().into()];
    groups.extend(more);
    Emitted::Rust(RustFile {
        origin: format!("spec/{origin}"),
        doc: doc.to_owned(),
        groups,
    })
}
