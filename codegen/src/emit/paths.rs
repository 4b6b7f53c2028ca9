//! The public paths of items.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Ident};
use crate::runtime_files;

/// The name of the client's crate, as Rust code has it.
pub(super) fn krate(api: &Api) -> String {
    api.id.replace('-', "_")
}

/// The imports of these names; those of operations from the subject beside them.
pub(super) fn imports<'a>(
    api: &Api,
    names: impl IntoIterator<Item = (&'a Ident, &'a BTreeSet<&'a str>)>,
) -> String {
    let krate = krate(api);
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (subject, names) in names {
        for name in names {
            modules.entry(module(api, subject, name)).or_default().insert(name);
        }
    }
    let modules = modules.into_iter();
    let mut modules: BTreeMap<&str, Vec<&str>> =
        modules.map(|(module, names)| (module, names.into_iter().collect())).collect();
    // Items of the root come last, as in rustfmt's order.
    let root = modules.remove("").map(|names| (String::new(), names));
    let modules = modules.into_iter();
    let modules =
        modules.map(|(module, names)| (format!("::{module}"), names)).chain(root);
    let lines = modules.map(|(module, names)| match names.as_slice() {
        [name] => format!("use {krate}{module}::{name};\n"),
        names => format!("use {krate}{module}::{{{}}};\n", names.join(", ")),
    });
    lines.collect()
}

fn module<'a>(api: &Api, subject: &'a Ident, name: &str) -> &'a str {
    let is_it = |it: &Ident| it.as_str() == name;
    if api.code_tables.iter().any(|table| is_it(&table.name)) {
        "codes"
    } else if api.header_types.iter().any(|value| is_it(&value.name)) {
        "headers"
    } else if name == "Environment" {
        ""
    } else {
        runtime_files::home(name).unwrap_or(subject.as_str())
    }
}
