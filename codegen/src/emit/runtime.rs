//! The runtime: its modules, copied as they are, without those that the vendor has no use for. The
//! examples in its documentation import from the client.

use super::emitter::{Emitted, Emitter};
use super::{paths, signing::has_rsa_keys};
use crate::ir::Api;
use crate::runtime_files::FILES;
use crate::tree::Tree;
use std::{borrow::Cow, sync::LazyLock};

pub(super) const EMITTER: Emitter = Emitter {
    name: "runtime",
    paths: |api| needed(api).iter().map(|(name, _)| path(name)).collect(),
    emit: |api, _, position| {
        needed(api).get(position).map(|(name, text)| Emitted::Text {
            comment: comment(name),
            origin: format!("codegen/runtime/src/{name}"),
            text: text.replace(IMPORT, &format!("/// use {}::", paths::krate(api))),
        })
    },
};

/// How an example imports from the public layout of the runtime's crate, which is the root of a
/// client.
const IMPORT: &str = "/// use runtime::layout::";

type File = (&'static str, Cow<'static, str>);

/// The files of a client with encryption.
static ALL: LazyLock<Vec<File>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| (*name, (*text).into())).collect());

/// The files of a client without.
static PLAIN: LazyLock<Vec<File>> = LazyLock::new(|| {
    let unused = modules();
    let used = FILES.iter().filter(|(name, _)| !unused.iter().any(|it| it == name));
    used.map(|(name, text)| (*name, without(text).into())).collect()
});

/// What is only there with encryption, and only without.
const WITH: &str = "#[cfg(feature = \"encryption\")]";
const WITHOUT: &str = "#[cfg(not(feature = \"encryption\"))]";

/// The files of the documentation's page, of all files of a client: their names beside each other,
/// and their content.
pub fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &[u8])> {
    tree.iter().filter_map(|(path, content)| {
        let name = path.strip_prefix("src/runtime/cli/docs/page/");
        Some((name.or(Some(path).filter(|it| *it == "openapi.json"))?, content))
    })
}

/// How a line of comment begins in a file of this name.
fn comment(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "<!--",
        Some("css") => "/*",
        _ => "//",
    }
}

/// The root of the runtime's crate is the root of a module in the client.
fn path(name: &str) -> String {
    let name = if name == "lib.rs" { "mod.rs" } else { name };
    format!("src/runtime/{name}")
}

/// The files that the client needs: a vendor without RSA keys has neither the feature
/// `encryption` nor its modules, and needs no placeholders for them if it has some.
fn needed(api: &Api) -> &'static [File] {
    if has_rsa_keys(api) { &ALL } else { &PLAIN }
}

/// The files of the modules that are only there with encryption.
fn modules() -> Vec<String> {
    let of = |(root, text): &(&str, &str)| {
        let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let items = text.split(WITH).skip(1);
        let modules = items.filter_map(|item| {
            item.trim_start().strip_prefix("mod ")?.split(';').next()
        });
        let slash = if folder.is_empty() { "" } else { "/" };
        let paths = modules.map(|module| format!("{folder}{slash}{module}.rs"));
        paths.collect::<Vec<_>>()
    };
    FILES.iter().flat_map(of).collect()
}

/// The text without the items that are only there with encryption, each with what is said of it. One
/// ends where its brackets are closed.
fn without(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let (mut is_skipped, mut depth) = (false, 0_usize);
    let lines = text.split_inclusive('\n').filter(|line| line.trim() != WITHOUT);
    for line in lines {
        match line.trim() {
            WITH => {
                is_skipped = true;
                kept.truncate(end_of_items(&kept));
            }
            _ if !is_skipped => kept.push_str(line),
            // What is said of the item, which can end in anything.
            said if said.starts_with("//") || said.starts_with('#') => {}
            item => {
                depth += item.matches(['{', '(', '[']).count();
                depth -= item.matches(['}', ')', ']']).count().min(depth);
                is_skipped = depth > 0 || !item.ends_with([';', ',', '}']);
            }
        }
    }
    kept
}

/// Where the last item ends, and what is said of the next one begins.
fn end_of_items(text: &str) -> usize {
    let lines = text.split_inclusive('\n').rev();
    let said = lines.take_while(|line| {
        let line = line.trim();
        line.starts_with("///") || line.starts_with("#[")
    });
    text.len() - said.map(str::len).sum::<usize>()
}
