//! Findings about files that cannot be read.

use super::syntax_errors::SYNTAX_ERRORS;
use super::{Unread, belongs};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::{self, Fact};
use crate::source::{Expected, Fault, FaultKind, FileId, Files, MAX_BYTES, Span, meant};

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] = &[
    &UNREADABLE,
    &SYNTAX,
    &UNSUPPORTED,
    &DUPLICATE_KEY,
    &STRUCTURE,
    &LAYOUT,
    &VERSION,
    &COPIED,
];

static UNREADABLE: Explanation = Explanation {
    code: "S001",
    title: "a file that cannot be read",
    text: "The file is not UTF-8, or larger than four megabytes, or nested deeper than 32 \
           levels. Save it as UTF-8; a transcribed page has a few kilobytes and a few levels.",
    bad: "about: The number on the reader\\xffs card.",
    good: "about: The number on the reader's card.",
};

static SYNTAX: Explanation = Explanation {
    code: "S002",
    title: "invalid YAML",
    text: "The marker shows where the parser stopped. The cause is often a line above: an \
           unclosed quote, a tab, a wrong indentation.",
    bad: "about: \"The reader's date of birth.",
    good: "about: The reader's date of birth.",
};

static UNSUPPORTED: Explanation = Explanation {
    code: "S003",
    title: "unsupported YAML",
    text: "Anchors, aliases, tags, merge keys and several documents in one file are not \
           supported: every fact is written out where it applies.",
    bad: "about: &term For how many days.",
    good: "about: For how many days.",
};

static DUPLICATE_KEY: Explanation = Explanation {
    code: "S004",
    title: "a duplicate key",
    text: "YAML parsers silently keep one of the two. Remove one.",
    bad: "title: Lend a book\ntitle: Lend books",
    good: "title: Lend a book",
};

static STRUCTURE: Explanation = Explanation {
    code: "S005",
    title: "a file that does not have the format's structure",
    text: "A key is unknown or missing, or a value has the wrong type. The message lists the \
           possible keys.",
    bad: "min_length: 4\nmax_lenght: 12",
    good: "min_length: 4\nmax_length: 12",
};

static LAYOUT: Explanation = Explanation {
    code: "S006",
    title: "an unexpected file",
    text: "A spec is api.yaml, catalog.yaml, accepted.yaml, decisions.yaml, pages.yaml, \
           codes/<table>.yaml, operations/<id>.yaml, callbacks/<id>.yaml and \
           walkthroughs/<id>.yaml. A file of another name would be ignored, so it is refused. So \
           are symbolic links and nested repositories: git does not store what they refer to, so \
           `diff` could not read the spec of an earlier revision.",
    bad: "operations/find-books.yml",
    good: "operations/find-books.yaml",
};

static VERSION: Explanation = Explanation {
    code: "S007",
    title: "an unknown version of the format",
    text: "`format` is the version of the spec's own format. This spec was written for a later \
           generator, and this generator might misread it: nothing else in the spec is checked.",
    bad: "format: 3",
    good: "format: 2",
};

static COPIED: Explanation = Explanation {
    code: "S008",
    title: "a file with the id of another one",
    text: "The file was copied, and its id is still that of the other file. Nothing else in it is \
           checked until it has its own.",
    bad: "id: find-books\npage:\n  title: Lend a book",
    good: "id: lend-book\npage:\n  title: Lend a book",
};

pub(super) fn copied(span: Span, id: &str, stem: &str) -> Diagnostic {
    let message = format!("`{id}` is the id of the file `{id}.yaml`");
    Diagnostic::error(&COPIED, span, message).label("not the name of this file").help(
        format!("write `id: {stem}`, and the rest as the page of this file has it"),
    )
}

/// A file that has none of the keys that its place asks for, or all those of another kind.
pub(super) fn another_kind(file: FileId, kind: Option<&str>) -> Diagnostic {
    let (message, help) = match kind {
        Some(kind) => (
            format!("the file has the keys of {kind}"),
            "move it there, or write what its place in the spec asks for".to_owned(),
        ),
        None => (
            "no key of the file is one of the format".to_owned(),
            "remove it, or begin it with `cargo xtask new`".to_owned(),
        ),
    };
    Diagnostic::error(&STRUCTURE, Span::top_of(file), message)
        .label("another kind of file")
        .help(help)
}

/// A file that is one text, such as what was copied from a page.
pub(super) fn no_yaml(file: FileId) -> Diagnostic {
    Diagnostic::error(&STRUCTURE, Span::top_of(file), "the file is a text without keys")
        .label("no `key: value`")
        .help("write what the page says as YAML; `cargo xtask import` reads the text of a page")
}

pub(super) fn unknown_format(span: Span, format: &str) -> Diagnostic {
    Diagnostic::error(&VERSION, span, format!("unknown format version {format}"))
        .label(format!("this generator reads versions 1 to {}", raw::FORMAT))
        .help("use a generator of the commit that wrote this, or a later one")
}

/// The finding about a fault of a file with these keys.
pub(crate) fn diagnostic(fault: Fault, facts: &'static [Fact]) -> Diagnostic {
    let Fault {
        kind,
        message,
        span,
        expected,
    } = fault;
    match kind {
        FaultKind::Syntax => syntax(&message, span),
        FaultKind::Quotes => Diagnostic::error(&SYNTAX, span, message)
            .label("to YAML, they are a part of the text")
            .help(
                "write straight quotes; where the page prints these, put straight ones around \
                 them",
            ),
        FaultKind::Unsupported => {
            let help = unsupported_help(&message);
            Diagnostic::error(&UNSUPPORTED, span, message)
                .label("not supported")
                .help(help)
        }
        FaultKind::DuplicateKey => {
            let help = match expected {
                Some(Expected::Do(help)) => help,
                _ => "remove one of the two".into(),
            };
            Diagnostic::error(&DUPLICATE_KEY, span, message).label("duplicate").help(help)
        }
        FaultKind::TooDeep => Diagnostic::error(&UNREADABLE, span, message)
            .label("too deep")
            .help("flatten the nesting; no page needs this many levels"),
        FaultKind::Structure => structure(span, message, expected, facts),
    }
}

fn syntax(message: &str, span: Span) -> Diagnostic {
    let known = SYNTAX_ERRORS.iter().find(|(words, ..)| message.contains(words));
    let (message, help) = match known {
        Some((_, "", help)) => (message, *help),
        Some((_, message, help)) => (*message, *help),
        None => (
            message,
            "look for an unclosed quote, a tab or a wrong indentation, here or above",
        ),
    };
    Diagnostic::error(&SYNTAX, span, format!("invalid YAML: {message}"))
        .label("the parser stopped here")
        .help(help)
}

/// What to write in place of YAML that the format leaves out.
fn unsupported_help(message: &str) -> &'static str {
    if message.contains("document") {
        "give each page a file of its own"
    } else if message.contains("a tag") {
        "remove the tag; to make a value a text, put it into quotes"
    } else {
        "write the value out where it is needed; put a text that begins with & or * into quotes"
    }
}

fn structure(
    span: Span,
    message: String,
    expected: Option<Expected>,
    facts: &'static [Fact],
) -> Diagnostic {
    let diagnostic = Diagnostic::error(&STRUCTURE, span, message);
    match expected {
        Some(Expected::OneOf { found, possible }) => {
            let help = match meant(&found, possible) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => belongs::told(&found, facts).unwrap_or_else(|| {
                    let words = possible.iter().map(|word| format!("`{word}`"));
                    format!("expected one of {}", words.collect::<Vec<_>>().join(", "))
                }),
            };
            diagnostic.label("unknown").help(help)
        }
        Some(Expected::Value(expected)) => {
            diagnostic.label("unexpected value").help(format!("write {expected}"))
        }
        Some(Expected::Do(help)) => {
            diagnostic.label("not as the format has it").help(help)
        }
        Some(Expected::Key(key)) => diagnostic
            .label("missing in this block")
            .help(format!("add `{key}: …` to the block")),
        None => diagnostic
            .label("unexpected value")
            .help("compare it with another file of its kind"),
    }
}

pub(super) fn too_large(file: FileId) -> Diagnostic {
    let message = format!("the file has more than {MAX_BYTES} bytes");
    Diagnostic::error(&UNREADABLE, Span::top_of(file), message)
        .label("not read")
        .help("one file holds one page; remove what does not belong to it")
}

pub(super) fn not_utf8(file: FileId, valid: usize) -> Diagnostic {
    let start = u32::try_from(valid).unwrap_or(u32::MAX);
    let span = Span {
        file,
        start,
        end: start.saturating_add(1),
    };
    Diagnostic::error(&UNREADABLE, span, "the file is not UTF-8")
        .label("not a character")
        .help("save the file as UTF-8")
}

pub(super) fn misplaced(file: FileId, name: &str) -> Diagnostic {
    let message = format!("unexpected file `{name}`");
    let help = match name.strip_suffix(".yml") {
        Some(stem) => format!("rename it to `{stem}.yaml`"),
        None => {
            "move it to codes/<id>.yaml, operations/<id>.yaml, callbacks/<id>.yaml or \
                 walkthroughs/<id>.yaml, or out of the spec"
                .to_owned()
        }
    };
    Diagnostic::error(&LAYOUT, Span::top_of(file), message)
        .label("not a file of the format")
        .help(help)
}

pub(super) fn unread(file: FileId, name: &str, why: Unread) -> Diagnostic {
    let (message, help) = match why {
        Unread::Link => (
            format!("`{name}` is a symbolic link"),
            "replace it with the file or folder that it points to",
        ),
        Unread::Repository => (
            format!("`{name}` is a nested repository"),
            "put its files here without its `.git`",
        ),
        Unread::Name => {
            (format!("the name `{name}` is not UTF-8"), "give the file another name")
        }
    };
    Diagnostic::error(&LAYOUT, Span::top_of(file), message).label("not read").help(help)
}

pub(super) fn missing_api(files: &mut Files) -> Diagnostic {
    let file = files.add("api.yaml".to_owned(), "api.yaml".to_owned(), String::new());
    Diagnostic::error(&LAYOUT, Span::top_of(file), "the spec has no `api.yaml`")
        .label("the file is missing")
        .help("check --spec, or begin with an api.yaml that describes the service")
}

/// The finding about the record of the last release, which is not edited by hand.
pub(crate) fn released(span: Span, why: &str) -> Diagnostic {
    let message = format!("the state of the last release cannot be read: {why}");
    Diagnostic::error(&STRUCTURE, span, message)
        .label("written by `cargo xtask release`, not to be edited")
        .help("restore the folder `released` from the commit of the last release")
}
