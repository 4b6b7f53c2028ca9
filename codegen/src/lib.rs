//! Turns a YAML spec of a vendor's HTTP API into the files of a validated Rust client.
//!
//! The way through is one line of steps, each a module of that name:
//!
//! ```text
//! load → lint → lower → emit → print → write
//! ```
//!
//! | step | takes | gives |
//! |---|---|---|
//! | [`load`] | a folder of YAML | the model ([`raw`]) with the place of everything in it ([`source`]) |
//! | [`lint`] | the model | everything that is wrong, at its line ([`diagnostic`]) |
//! | [`lower`] | the model | the frozen [`ir`]: names claimed, contradictions decided |
//! | [`emit`] | the [`ir`] | Rust items, one emitter for each kind of file |
//! | [`print`](mod@print) | items | formatted text |
//! | write | texts | a [`tree`] that replaces the output folder, all or nothing |
//!
//! [`check`] is the way as far as `lower`; [`generate`] is the rest, but for the writing.
//! Beside it stands [`semver`]: what changed between two models, and how badly.
//! Nothing here prints, exits, or looks at clock or environment.
//!
//! # How to add a lint rule
//!
//! Write `lint/<rule>.rs` with its explanation and its check, add it to [`lint::RULES`], and
//! add the piece that its explanation calls good to the fixture in `tests/fixtures/base`. The
//! tests prove that the bad piece is found there, and show how the finding looks.
//!
//! # How to add an emitted item
//!
//! Write `emit/<item>.rs`. If it is a file of its own, add its emitter to
//! [`emit::EMITTERS`]; if it is a part of one, call it from there.

/// What a URL may be made of, by the very code that the client carries.
#[path = "../runtime/src/address.rs"]
pub mod address;
pub mod audit;
mod baseline;
pub mod catalog;
pub mod checker;
pub mod diagnostic;
pub mod draft;
pub mod editor;
pub mod emit;
pub mod errata;
/// Text from outside, shown by the very code that the client carries.
#[path = "../runtime/src/escape.rs"]
pub mod escape;
pub mod explanations;
pub mod history;
pub mod import;
pub mod ir;
mod json;
pub mod lint;
pub mod load;
pub mod lower;
pub mod name;
pub mod page;
mod parallel;
pub mod print;
pub mod raw;
pub mod release;
pub mod resolution;
mod runtime_files;
#[cfg(feature = "schema")]
pub mod schema;
pub mod semver;
pub mod shape;
pub mod shown;
pub mod skeleton;
pub mod source;
pub mod tree;

pub use baseline::BaselineError;

use std::collections::HashSet;

use diagnostic::{Diagnostic, Severity};
use history::History;
use load::{LoadError, Loading};
use source::Files;
use tree::{Tree, TreeError};

/// A spec that was looked through.
#[derive(Debug)]
pub struct Checked {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// Everything that was found, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The model to generate from; absent when there was an error.
    pub api: Option<ir::Api>,
    /// The releases, and what has changed since.
    pub history: History,
}

/// Looks through a spec: everything that is wrong with it, and its model if nothing is.
#[must_use]
pub fn check(texts: Vec<load::SourceText>) -> Checked {
    let (released, mut texts) = release::split(texts);
    let released = release::Released::new(released, &texts);
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    let Loading {
        mut files,
        spec,
        mut diagnostics,
    } = load::load(texts);
    let (mut api, mut history) = (None, History::default());
    if let Some(spec) = spec {
        let (found, (lowered, mut names)) =
            parallel::both(|| lint::lint(&spec), || lower::lower(&files, &spec));
        diagnostics.extend(found);
        // One mistake is told once: what a rule refuses need not have a name.
        let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let refused: HashSet<_> = errors.map(|it| it.span).collect();
        names.retain(|name| !refused.contains(&name.span));
        diagnostics.extend(names);
        api = Some(lowered);
    }
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    if let Some(api) = api.as_ref().filter(|_| !diagnostics.iter().any(is_error)) {
        match released.history(&mut files, api) {
            Ok(known) => history = known,
            Err(found) => diagnostics.extend(found),
        }
    }
    diagnostic::sort(&mut diagnostics);
    if diagnostics.iter().any(is_error) {
        api = None;
    }
    Checked {
        files,
        diagnostics,
        api,
        history,
    }
}

/// Looks through the spec in a folder.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn check_folder(folder: &std::path::Path) -> Result<Checked, LoadError> {
    load::read(folder).map(check)
}

/// Why a model gives no files: in each case a mistake of this crate, not of the spec.
#[derive(Debug)]
pub enum GenerateError {
    /// An emitter made something that is no Rust.
    Print(print::PrintError),
    /// Two emitters made the same file, or one with an impossible name.
    Tree(TreeError),
}

/// The files of the client. The same model and history give the same bytes, always and
/// everywhere.
///
/// # Errors
/// When this crate is mistaken.
pub fn generate(api: &ir::Api, history: &History) -> Result<Tree, GenerateError> {
    let units: Vec<_> = emit::EMITTERS
        .iter()
        .flat_map(|emitter| {
            let paths = (emitter.paths)(api).into_iter().enumerate();
            paths.map(move |(position, path)| (emitter, position, path))
        })
        .collect();
    let printed = parallel::map(&units, |(emitter, position, path)| {
        (emitter.emit)(api, history, *position)
            .map(|content| print::print(path, emitter, content))
    });
    let mut tree = Tree::new(print::MARKER);
    for ((.., path), text) in units.into_iter().zip(printed) {
        if let Some(text) = text.transpose().map_err(GenerateError::Print)? {
            tree.insert(path, text).map_err(GenerateError::Tree)?;
        }
    }
    tree.seal().map_err(GenerateError::Tree)?;
    Ok(tree)
}

impl std::fmt::Display for GenerateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the generator is mistaken, please report it: ")?;
        match self {
            Self::Print(error) => error.fmt(f),
            Self::Tree(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for GenerateError {}
