//! Turns a YAML spec of a vendor's HTTP API into the files of a validated Rust client.
//!
//! ```text
//! captures of pages → page → draft → import
//!                                      ↓
//!                                    spec/ → load → lint → lower → emit → print → tree → generated/
//! ```
//!
//! [`check`] is the way as far as `lower`; [`generate`] is the rest, but for the writing.
//! Nothing here prints, exits, or looks at clock or environment.
//!
//! # The modules
//!
//! A module imports only from those above it in this list, and no file imports, directly or by
//! way of others, one that imports it: `tests/structure` holds the code to both.
//!
//! | module | what it is |
//! |---|---|
//! | `choice` | what can be chosen from words of the format |
//! | [`address`], [`escape`], [`words`], [`checker`] | files of the client's runtime, compiled here too: what lint says of a value is what the client says of it |
//! | [`name`] | the only maker of Rust identifiers |
//! | [`editor`] | the line by which an editor finds the schema of a file |
//! | `parallel` | independent work on all cores, in order |
//! | `runtime_files` | the texts of the client's runtime |
//! | [`shown`] | what comes from outside, as it can be shown anywhere |
//! | `json` | what is told to programs |
//! | [`shape`] | the forms of values: `yyMMdd-hex7` |
//! | [`raw`] | the spec's format: one declaration for each key |
//! | [`source`] | files, and the place of everything in them; alone knows the parser of YAML |
//! | [`diagnostic`] | a finding, its kind, and how both are shown |
//! | [`resolution`] | what was decided where sources contradict each other |
//! | [`ir`] | the frozen model: names claimed, references resolved, contradictions decided |
//! | [`tree`] | the files of a folder, compared with it and written all or nothing |
//! | [`load`] | from a folder of YAML to the model in [`raw`], with the place of everything in it |
//! | [`page`] | from the capture of a page to its facts, every line accounted for |
//! | [`semver`] | what changed between two models, for whom, and how badly; the digest of it |
//! | [`schema`] | the JSON Schema of the format, and of the digest for programs |
//! | [`catalog`] | what is known of each API that the portal lists |
//! | [`draft`] | what a page says, as a spec |
//! | [`history`] | the releases, and what has changed since: the client's version and changelog |
//! | [`lower`] | from [`raw`] to [`ir`] |
//! | `baseline` | the model of an earlier state of the spec |
//! | [`lint`] | everything that is wrong with a spec, a file for each rule |
//! | [`audit`] | holds a page's draft against the spec |
//! | [`emit`] | from [`ir`] to Rust items and texts, an emitter for each kind of file |
//! | [`explanations`] | every kind of finding, for `explain` |
//! | [`errata`] | what the documentation leaves open, to be sent to the vendor |
//! | [`import`] | puts drafts into the spec, and keeps what people have decided |
//! | [`print`](mod@print) | from items to formatted text |
//! | [`release`] | the state of the last release, and the history that follows from it |
//! | [`skeleton`] | the beginning of an operation's file, for transcribing by hand |
//!
//! # The way of a constraint
//!
//! `max_length` is a key of [`raw`], and its declaration says who may have it. Where a page prints
//! it, [`page`] reads it and [`draft`] gives it to its field; [`import`] writes and [`audit`]
//! compares whatever is declared. [`lint`] holds examples, defaults and codes to it by
//! [`checker`]. [`lower`] puts what was resolved in its place and hands it to [`ir`]; [`semver`]
//! tells a tighter one from a looser one. [`emit`] writes it into the rule of the value's type,
//! with its documentation and the test at its boundary. The runtime refuses a value that breaks
//! the rule, with a violation.
//!
//! # The way of a response code
//!
//! The rows of a page are results of [`page`], and `response_codes` of an operation in [`draft`]
//! and [`raw`]. [`lint`] looks for codes that are there twice or contradict each other. [`lower`]
//! claims the name of its variant, and decides what [`ir`] says to do about it. [`emit`] writes
//! the enum of an operation's codes, each with its row; the runtime reads the code of an answer as
//! that enum, and the fake vendor answers with it. [`semver`] judges new, changed and removed
//! codes, and [`errata`] asks for rows that the page hides.
//!
//! # What to touch
//!
//! | to add | touch |
//! |---|---|
//! | a key of the format | its line in [`raw`]; then what does not compile, and what the test of all keys finds without effect |
//! | a constraint | its line among the limits in [`raw`]; its check in the runtime's `rule.rs` and `violation.rs`; its emission in [`emit`]; [`page`] and [`draft`], where pages print it |
//! | a word that the client knows too, as an algorithm | its line in the runtime's `words.rs`; then what does not compile |
//! | a lint | `lint/<rule>.rs` with its explanation and its check; [`lint::RULES`]; the piece that the explanation calls good in `tests/fixtures/base`: tests prove that the bad piece is found there, and show how the finding looks |
//! | an emitted file | `emit/<item>.rs`; [`emit::EMITTERS`] |
//! | a part of one | `emit/<item>.rs`, and the emitter that calls it |
//! | a file of the runtime | `codegen/runtime/src`; the list in `runtime_files` |
//! | a public item of the client | its module in `codegen/runtime/src/layout.rs`, which is its one documented home |
//! | a command | its line, its definition and its options in `xtask/src/cli.rs`; `xtask/src/<command>.rs`, and its arm in `main.rs` |

#[macro_use]
mod choice;

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
/// The words that the format and the client share, by the very file that the client carries.
#[path = "../runtime/src/words.rs"]
pub mod words;

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
    /// The changes that are known and agreed to.
    pub exceptions: Vec<raw::Exception>,
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
    let (mut api, mut history, mut accepted) = (None, History::default(), None);
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
        accepted = spec.accepted;
    }
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    if let Some(api) = api.as_ref().filter(|_| !diagnostics.iter().any(is_error)) {
        match released.history(&mut files, api) {
            Ok(known) => history = known,
            Err(found) => diagnostics.extend(found),
        }
        let idle = accepted.iter().flat_map(|it| lint::idle_exceptions(it, &history));
        diagnostics.extend(idle);
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
        exceptions: accepted.map_or_else(Vec::new, |it| it.exceptions.clone()),
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
