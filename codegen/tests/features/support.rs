//! Features: small specs of an invented vendor, each beside what is generated from it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Style, render};
use codegen::load::SourceText;
use codegen::tree::Tree;

use super::drawn;

/// One feature: a folder with a spec in one file.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) name: String,
    /// The files that its expectation shows.
    pub(crate) shown: Vec<Shown>,
    /// The spec's files, by path.
    pub(crate) spec: BTreeMap<String, String>,
}

/// A file of the output, and the pieces that say which of its items matter; all, if there are
/// none.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) path: String,
    pub(crate) pieces: Vec<String>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/features")
}

/// Every feature, by name.
pub(crate) fn all() -> Vec<Feature> {
    let entries =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<_> = entries
        .filter(|path| path.join("spec.txt").exists())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names.iter().map(|name| Feature::read(name)).collect()
}

impl Feature {
    pub(crate) fn read(name: &str) -> Self {
        let text =
            std::fs::read_to_string(folder().join(name).join("spec.txt")).unwrap();
        Self::parse(name, &text)
    }

    /// Lines `show: path: piece, piece`, then the spec's files, each behind `=== path`.
    pub(crate) fn parse(name: &str, text: &str) -> Self {
        let shown = text.split("=== ").next().unwrap().lines();
        let shown = shown.map(Shown::parse).collect();
        let spec = drawn::files(name, text);
        Self {
            name: name.to_owned(),
            shown,
            spec,
        }
    }

    /// A spec in files of its own.
    pub(crate) fn of_folder(name: &str, folder: &Path) -> Self {
        Self {
            name: name.to_owned(),
            shown: Vec::new(),
            spec: drawn::folder(folder),
        }
    }

    pub(crate) fn texts(&self) -> Vec<SourceText> {
        let text = |(name, text): (&String, &String)| SourceText {
            name: name.clone(),
            shown: format!("spec/{name}"),
            bytes: text.clone().into_bytes(),
            unread: None,
        };
        self.spec.iter().map(text).collect()
    }

    pub(crate) fn generate(&self) -> Tree {
        generate(self.texts()).unwrap_or_else(|told| panic!("{}: {told}", self.name))
    }
}

impl Shown {
    fn parse(line: &str) -> Self {
        let line = line.strip_prefix("show: ").unwrap();
        let (path, pieces) = line.split_once(": ").unwrap_or((line, ""));
        let pieces = pieces.split(", ").filter(|piece| !piece.is_empty());
        Self {
            path: path.to_owned(),
            pieces: pieces.map(str::to_owned).collect(),
        }
    }

    /// The items that matter.
    pub(crate) fn of(&self, tree: &Tree) -> String {
        let text = file(tree, &self.path);
        let matters = |item: &&String| {
            self.pieces.iter().any(|piece| item.contains(piece.as_str()))
        };
        let items = items(text);
        let items: Vec<_> = items.iter().filter(matters).map(String::as_str).collect();
        if self.pieces.is_empty() { text.to_owned() } else { items.concat() }
    }
}

/// The items of a file, each with its documentation.
fn items(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut after_blank = false;
    for line in text.lines() {
        if after_blank && !line.starts_with([' ', '}']) {
            items.push(String::new());
        }
        after_blank = line.is_empty();
        items.last_mut().unwrap().extend([line, "\n"]);
    }
    items
}

/// The output of a spec, or everything that is wrong with it.
pub(crate) fn generate(texts: Vec<SourceText>) -> Result<Tree, String> {
    let checked = codegen::check(texts);
    let told: Vec<_> = checked
        .diagnostics
        .iter()
        .map(|diagnostic| render(&checked.files, diagnostic, Style::Plain))
        .collect();
    let api = checked.api.ok_or_else(|| told.join("\n\n"))?;
    Ok(codegen::generate(&api, &checked.history).unwrap())
}

pub(crate) fn file<'a>(tree: &'a Tree, path: &str) -> &'a str {
    let (_, bytes) = tree.iter().find(|(at, _)| *at == path).unwrap_or_else(|| {
        let known: Vec<_> = tree.iter().map(|(at, _)| at).collect();
        panic!("there is no {path} among {known:#?}")
    });
    str::from_utf8(bytes).unwrap()
}
