//! Generates a validated Rust client from a YAML spec of a vendor's HTTP API.
//!
//! ```text
//! captures of pages → page → draft → import
//!                                      ↓
//!                                    spec/ → load → lint → lower → emit → print → tree → generated/
//! ```
//!
//! [`check`] runs the steps up to `lower`; [`generate`] runs the others, except for writing the
//! tree. Nothing here prints, exits, or reads the clock or the environment.
//!
//! # The modules
//!
//! A module imports only from those above it in this list, and no file imports, directly or by
//! way of others, one that imports it: `tests/structure` checks both.
//!
//! | module | what it is |
//! |---|---|
//! | `choice` | enums whose variants are words of the format |
//! | [`address`], `closest`, [`escape`], [`media_type`], [`words`], [`checker`] | files of the client's runtime, compiled here too: lint checks a value by the client's own code |
//! | [`name`] | the only place where Rust identifiers are made |
//! | [`editor`] | the comment by which an editor finds the schema of a file |
//! | `parallel` | independent work on all cores, in order |
//! | `runtime_files` | the texts of the client's runtime |
//! | [`shown`] | text from outside, made safe to show in terminals and logs |
//! | `json` | JSON output for programs |
//! | [`shape`] | the forms of values: `yyMMdd-hex7` |
//! | [`recipe`] | the recipes of signatures: `{method} {path}` |
//! | [`raw`] | the format of the spec: one declaration for each key |
//! | [`doubt`] | the kinds of doubts that import has, and the sentences that state them |
//! | [`source`] | files, and the place of everything in them, as the crate `yaml-index` finds it; the only user of YAML |
//! | [`diagnostic`] | findings, their explanations, and the rendering of both |
//! | [`resolution`] | the decisions where sources contradict each other |
//! | [`ir`] | the model that is emitted: names claimed, references resolved, contradictions decided |
//! | [`tree`] | the files of a folder, compared with it and written all or nothing |
//! | [`load`] | loads a folder of YAML as the model in [`raw`], with the place of everything in it |
//! | [`page`] | reads the capture of a page, whole or in part: its facts, with every line accounted for |
//! | [`semver`] | the changes between two models, whom they break, and the digest of them |
//! | [`catalog`] | the state of each API that the portal lists |
//! | [`draft`] | lays the captures of a page over each other, and drafts the operation that it documents |
//! | [`watch`] | what a browser needs to save the page of each operation |
//! | [`history`] | the version and the changelog of the client: its releases, and the changes since |
//! | [`lower`] | lowers [`raw`] to [`ir`] |
//! | `baseline` | the model of an earlier state of the spec |
//! | [`lint`] | the rules that a spec has to satisfy, one file for each |
//! | [`audit`] | compares pages with the spec |
//! | [`emit`] | emits [`ir`] as Rust items and texts, one emitter for each kind of file |
//! | [`errata`] | questions about the documentation, to send to the vendor |
//! | [`import`] | imports pages into the spec, and keeps what people have decided |
//! | [`reference`](mod@reference) | the reference of the format, for people |
//! | [`schema`] | the JSON Schemas of the format and of what commands print |
//! | [`explanations`] | the explanations of all kinds of findings, for `explain` |
//! | [`print`](mod@print) | formats items as text |
//! | [`interface`] | the client's own interface: what changes of the generator and of the runtime do to it |
//! | [`release`] | the state of the last release, and the history that follows from it |
//! | [`skeleton`] | the skeletons of a vendor's and of an operation's file, for transcribing by hand |
//!
//! Beside this crate, `codegen/runtime` is the code that every client carries, an ordinary crate
//! with its own tests. Its `layout.rs` is the public layout of a client: the modules that callers
//! see, and the items in each. The operations of a client are in modules by subject, which the
//! spec declares as `subjects`.
//!
//! # The way of a constraint
//!
//! `max_length` is declared once, as a key in `limited!` of [`raw`], with the types that may have
//! it; `length_unit` beside it is a word whose unit of length `raw/limit.rs` knows. Where a page
//! prints the limit, [`page`] reads it and [`draft`] gives it to its field; [`import`] writes and
//! [`audit`] compares all declared keys. [`lint`] checks examples, defaults and codes with
//! [`checker`], the client's own code. [`lower`] applies resolutions and hands the limits to
//! [`ir`]; [`semver`] tells a tighter limit from a looser one. [`emit`] writes them into the rule
//! of the value's type, with its documentation and a test at its boundary, or, for the limits of
//! an array (`min_items`, `max_items`), into the rule of its `CheckedList`. At run time the client
//! refuses a value that breaks the rule, with a violation.
//!
//! # The way of a response code
//!
//! The rows of a page are the results of [`page`], and the `response_codes` of an operation in
//! [`draft`] and [`raw`]. [`lint`] reports duplicates and contradictions. [`lower`] claims the
//! name of the code's variant, and [`ir`] has the remedy. [`emit`] writes the enum of an
//! operation's codes, each with its row; the client reads the code of an answer as that enum, and
//! the mock server answers with it. [`semver`] judges new, changed and removed codes, and
//! [`errata`] asks for rows that the page hides.
//!
//! # The way of a worked example
//!
//! A file of `walkthroughs/` in the spec has the steps of a worked example: the operation, the
//! fields that its request is given, and what is taken from its answer for later steps. [`lint`]
//! follows every path and every name, and checks the values with [`checker`]. [`emit`] makes a
//! program of it, `examples/<id>.rs`, which is the one place of its text: the documentation of the
//! first operation's subject includes it, and README and crate documentation lead there. A test of
//! the client runs its function against the mock server, which answers with the values that the
//! spec invents, and looks for these in the requests of the later steps. To [`semver`] it is
//! documentation.
//!
//! # What to touch
//!
//! | to add | touch |
//! |---|---|
//! | a key of the format | its line in `facts!` of [`raw`]; then what does not compile, and what the test of all keys finds without effect |
//! | a constraint | its line in `limited!` of [`raw`]; its check in the runtime's `rule.rs` (of a list, `list.rs`) and its kind in `violation.rs`; its emission in `emit/limits.rs`; [`page`] and [`draft`], where pages print it |
//! | a unit of length | its line in `raw/limit.rs`, and what does not compile |
//! | a word that the client knows too | its line in the runtime's `words.rs`, which `choice.rs` makes readable from a spec; then what does not compile |
//! | a signing algorithm | its line in `SigningAlgorithm` of the runtime's `words.rs`; its code in the runtime's `signing.rs`; its emission in `emit/signing.rs`, which does not compile without |
//! | a part of what is signed | `RecipePart` in [`recipe`] and `SignedPart` in the runtime's `signing.rs`; then what does not compile: `signable.rs` of the client, `fake/signature.rs` of the mock server, `emit/signing.rs`, `lint/recipe.rs` |
//! | a body encoding | its line in `words.rs`, beside `JweFormat`; a key of [`raw`] that chooses it; then in the runtime the places that write and read bodies: `core.rs` and `decode.rs` of the client, `fake/check.rs` and `fake/answer.rs` of the mock server |
//! | a lint | `lint/<rule>.rs` with its explanation and its check; [`lint::RULES`]; the piece that the explanation calls good in `tests/fixtures/base`: tests prove that the bad piece is found there, and show how the finding looks |
//! | a fact of callbacks | its line in `raw/callback.rs`, or in `raw/callbacks.rs` where all share it; `lower/callback.rs`, `emit/callback.rs` or `emit/callback_protocol.rs`, `semver/callbacks.rs` and `emit/openapi/callbacks.rs`, which do not compile or show it without; in the runtime `callbacks/`, which receives, and `fake/callback.rs`, which sends |
//! | a fact that worked examples say | its line in `raw/walkthrough.rs`; its check in `lint/walkthrough*.rs`; then in [`emit`] the program (`walkthrough.rs`, `walkthrough_step.rs`) and its test (`walked.rs`) |
//! | an emitted file | `emit/<item>.rs`; [`emit::EMITTERS`]; the snapshot of its output for a small spec, beside it |
//! | a part of one | `emit/<item>.rs`, and the emitter that calls it |
//! | a file of the runtime | `codegen/runtime/src`; the list in `runtime_files` |
//! | a public item of the client | its module in `codegen/runtime/src/layout.rs`, which is its one documented home |
//! | a command | its line, its definition and its options in `xtask/src/cli.rs`; `xtask/src/<command>.rs`, and its arm in `main.rs` |

#[macro_use]
mod choice;

/// The characters of URLs, by the very code that the client carries.
#[path = "../runtime/src/address.rs"]
pub mod address;
pub mod audit;
mod baseline;
pub mod catalog;
pub mod checker;
/// The word that was meant by a misspelt one, by the very code that the client carries.
#[path = "../runtime/src/closest.rs"]
mod closest;
pub mod diagnostic;
pub mod doubt;
pub mod draft;
pub mod editor;
pub mod emit;
pub mod errata;
/// Escapes text from outside, by the very code that the client carries.
#[path = "../runtime/src/escape.rs"]
pub mod escape;
pub mod explanations;
pub mod history;
pub mod import;
pub mod interface;
pub mod ir;
mod json;
pub mod lint;
pub mod load;
pub mod lower;
/// Media types, by the very code that the client carries.
#[path = "../runtime/src/media_type.rs"]
pub mod media_type;
pub mod name;
pub mod page;
mod parallel;
pub mod print;
pub mod raw;
pub mod recipe;
#[cfg(feature = "schema")]
pub mod reference;
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
pub mod watch;
/// The words that the format and the client share, by the very file that the client carries.
#[path = "../runtime/src/words.rs"]
pub mod words;

pub use baseline::BaselineError;

use std::collections::HashSet;

use diagnostic::{Diagnostic, Severity};
use history::History;
use interface::Interface;
use load::{LoadError, Loaded, Loading};
use source::Files;
use tree::{Tree, TreeError};

/// The result of checking a spec.
#[derive(Debug)]
pub struct Checked {
    /// Every file, for showing the place of findings.
    pub files: Files,
    /// Every finding, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The model to generate from; absent when there was an error.
    pub api: Option<ir::Api>,
    /// The releases, and the changes since the last one.
    pub history: History,
    /// The changes that are known and agreed to.
    pub exceptions: Vec<raw::Exception>,
}

/// Checks a spec: everything that is wrong with it, and its model if nothing is.
#[must_use]
pub fn check(texts: Vec<load::SourceText>) -> Checked {
    check_with(texts, || Some(Interface::current()))
}

/// Checks a spec that clients of another state of the generator are made of: what its history
/// tells of their own interface is that of the given one, if it is known.
#[must_use]
pub fn check_with(
    texts: Vec<load::SourceText>,
    interface: impl FnOnce() -> Option<Interface> + Send,
) -> Checked {
    let (released, mut texts) = release::split(texts);
    let released = release::Released::new(released, &texts);
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    let (
        own,
        Linted {
            mut files,
            mut api,
            mut diagnostics,
            accepted,
        },
    ) = parallel::both(|| released.own(interface), || linted(texts));
    let mut history = History::default();
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    if let Some(api) = api.as_ref().filter(|_| !diagnostics.iter().any(is_error)) {
        match released.history(&mut files, api, own) {
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

/// A spec by itself, without its history.
struct Linted {
    files: Files,
    api: Option<ir::Api>,
    diagnostics: Vec<Diagnostic>,
    accepted: Option<Loaded<raw::Accepted>>,
}

fn linted(texts: Vec<load::SourceText>) -> Linted {
    let Loading {
        files,
        spec,
        mut diagnostics,
    } = load::load(texts);
    let (mut api, mut accepted) = (None, None);
    if let Some(spec) = spec {
        let (found, (lowered, mut names)) =
            parallel::both(|| lint::lint(&spec), || lower::lower(&files, &spec));
        diagnostics.extend(found);
        // One mistake, one finding: what a rule refuses need not have a name.
        let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let refused: HashSet<_> = errors.map(|it| it.span).collect();
        names.retain(|name| !refused.contains(&name.span));
        diagnostics.extend(names);
        api = Some(lowered);
        accepted = spec.accepted;
    }
    Linted {
        files,
        api,
        diagnostics,
        accepted,
    }
}

/// Checks the spec in a folder.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn check_folder(folder: &std::path::Path) -> Result<Checked, LoadError> {
    load::read(folder).map(check)
}

/// Why no files can be generated from a model: in each case a bug in this crate, not in the spec.
#[derive(Debug)]
pub enum GenerateError {
    /// An emitter made something that is not valid Rust.
    Print(print::PrintError),
    /// Two emitters made the same file, or one with an impossible name.
    Tree(TreeError),
}

/// The files of the client. The same model and history give the same bytes, always and
/// everywhere.
///
/// # Errors
/// When this crate has a bug.
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
        f.write_str("bug in the generator, please report it: ")?;
        match self {
            Self::Print(error) => error.fmt(f),
            Self::Tree(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for GenerateError {}
