//! The spec of an invented vendor, and what edits make of it.

use std::collections::BTreeMap;

use codegen::diagnostic::{Style, render};
use codegen::ir::Api;
use codegen::load::SourceText;
use codegen::semver::{self, Change};

use super::edits::{Edit, Location};

/// The files of a spec, by path.
pub(crate) type Spec = BTreeMap<String, String>;

/// The vendor before any edit.
pub(crate) fn old() -> Spec {
    files(include_str!("vendor.txt"))
}

/// The files of a spec that stands in one text.
pub(crate) fn files(text: &str) -> Spec {
    let files = text.split("=== ").skip(1);
    let files = files.map(|file| file.split_once('\n').unwrap());
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The vendor after an edit.
pub(crate) fn new(edit: &Edit) -> Spec {
    edited(&old(), edit).unwrap_or_else(|| panic!("{} does not apply", edit.name))
}

/// A spec after an edit, if every piece stands there once.
pub(crate) fn edited(spec: &Spec, edit: &Edit) -> Option<Spec> {
    let mut spec = spec.clone();
    for (place, from, to) in edit.pieces {
        let path = match place {
            Location::Api => "api.yaml",
            Location::Ports => "codes/ports.yaml",
            Location::Zones => "codes/zones.yaml",
            Location::Book => "operations/book-passage.yaml",
            Location::Find => "operations/find-port.yaml",
            Location::Cancel => "operations/cancel-passage.yaml",
        };
        let text = spec.entry(path.to_owned()).or_default();
        if from.is_empty() {
            // The whole file.
            text.clear();
            text.push_str(to);
        } else if text.matches(from).count() == 1 {
            *text = text.replace(from, to);
        } else {
            return None;
        }
    }
    // A file is called after its id.
    let moved = |path: &str, text: &str| {
        let id = text.lines().find_map(|line| line.strip_prefix("id: "));
        let folder = path.split_once('/').map(|(folder, _)| folder);
        match (folder, id) {
            (Some(folder), Some(id)) => format!("{folder}/{id}.yaml"),
            _ => path.to_owned(),
        }
    };
    let files = spec.into_iter().map(|(path, text)| (moved(&path, &text), text));
    Some(files.filter(|(_, text)| !text.is_empty()).collect())
}

/// The model of a spec in which nothing is wrong.
pub(crate) fn model(spec: &Spec) -> Api {
    sound(spec).unwrap_or_else(|told| panic!("{told}"))
}

/// The model of a spec, or what is wrong with it.
pub(crate) fn sound(spec: &Spec) -> Result<Api, String> {
    let text = |(name, text): (&String, &String)| SourceText {
        name: name.clone(),
        shown: format!("spec/{name}"),
        bytes: text.clone().into_bytes(),
        unread: None,
    };
    let checked = codegen::check(spec.iter().map(text).collect());
    let told: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|diagnostic| render(&checked.files, diagnostic, Style::Plain))
        .collect();
    checked.api.ok_or_else(|| told.join("\n\n"))
}

/// What changed.
pub(crate) fn changes(edit: &Edit) -> Vec<Change> {
    semver::diff(&model(&old()), &model(&new(edit)))
}
