//! The modules that gather others: one line for each, so that two branches rarely touch the same
//! one. What they gather has its one public path here.

use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, Group, RustFile, once};
use super::{shared, walkthrough};
use crate::ir::{Api, Ident, Subject};

pub(super) const CODES: Emitter = Emitter {
    name: "modules",
    paths: |api| {
        if api.code_tables.is_empty() { Vec::new() } else { once("src/codes/mod.rs") }
    },
    emit: |api, _, _| {
        let modules = api.code_tables.iter().map(|table| &table.module);
        let doc = "Code tables: the values of fields, by name.";
        let traits = "pub use crate::runtime::layout::codes::*;\n".to_owned();
        Some(list("spec/codes", (doc.to_owned(), None), modules, Some(traits)))
    },
};

pub(super) const SUBJECTS: Emitter = Emitter {
    name: "modules",
    paths: |api| {
        let modules = api.subjects.iter().map(|subject| &subject.module);
        modules.map(|module| format!("src/{module}/mod.rs")).collect()
    },
    emit: |api, _, position| {
        api.subjects.get(position).map(|subject| of_subject(api, subject))
    },
};

fn of_subject(api: &Api, subject: &Subject) -> Emitted {
    let about = format!("{}. {}", doc::text(&subject.title), doc::prose(&subject.about));
    let operations = api.of_subject(subject).map(|operation| {
        format!("- {}: [`{}`]\n", doc::text(&operation.title), operation.name)
    });
    let doc = Doc::new(about)
        .paragraph(operations.collect::<String>().trim_end())
        .source(&subject.citation);
    let modules = api.of_subject(subject).map(|operation| &operation.module);
    let shared = shared::of_subject(api, subject);
    let doc = (doc.into_text(), walkthrough::shown(api, subject));
    list("spec/operations", doc, modules, shared)
}

/// A module that gathers others, with further attributes of its documentation and further items.
fn list<'a>(
    origin: &str,
    (doc, more): (String, Option<String>),
    modules: impl Iterator<Item = &'a Ident>,
    others: Option<String>,
) -> Emitted {
    let mut modules: Vec<_> = modules.collect();
    modules.sort();
    let declared = modules.iter().map(|module| format!("mod {module};\n"));
    let exported = modules.iter().map(|module| format!("pub use {module}::*;\n"));
    let groups = [declared.collect::<String>(), exported.collect::<String>()];
    Emitted::Rust(RustFile {
        origin: origin.to_owned(),
        doc,
        groups: more.into_iter().chain(groups).chain(others).map(Group::Text).collect(),
    })
}
