//! Findings about files that cannot be read.

use super::Unread;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw;
use crate::source::{Expected, Fault, FaultKind, FileId, Files, MAX_BYTES, Span};

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] =
    &[&UNREADABLE, &SYNTAX, &UNSUPPORTED, &DUPLICATE_KEY, &STRUCTURE, &LAYOUT, &VERSION];

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

pub(super) fn unknown_format(span: Span, format: &str) -> Diagnostic {
    Diagnostic::error(&VERSION, span, format!("unknown format version {format}"))
        .label(format!("this generator reads versions 1 to {}", raw::FORMAT))
        .help("use a generator of the commit that wrote this, or a later one")
}

pub(crate) fn diagnostic(fault: Fault) -> Diagnostic {
    let Fault {
        kind,
        message,
        span,
        expected,
    } = fault;
    match kind {
        FaultKind::Syntax => {
            let help = syntax_help(&message);
            Diagnostic::error(&SYNTAX, span, format!("invalid YAML: {message}"))
                .label("the parser stopped here")
                .help(help)
        }
        FaultKind::Unsupported => {
            let help = unsupported_help(&message);
            Diagnostic::error(&UNSUPPORTED, span, message)
                .label("not supported")
                .help(help)
        }
        FaultKind::DuplicateKey => Diagnostic::error(&DUPLICATE_KEY, span, message)
            .label("duplicate")
            .help("remove one of the two"),
        FaultKind::TooDeep => Diagnostic::error(&UNREADABLE, span, message)
            .label("too deep")
            .help("flatten the nesting; no page needs this many levels"),
        FaultKind::Structure => structure(span, message, expected),
    }
}

/// What to do about a syntax error, by the words that the parser has for it.
fn syntax_help(message: &str) -> &'static str {
    const HELP: [(&str, &str); 18] = [
        (
            "merge conflict",
            "choose one of the two sides, and remove the lines `<<<<<<<`, `=======` and \
             `>>>>>>>`",
        ),
        (
            "byte order mark",
            "remove the character; the surest way is to type the line again",
        ),
        ("full-width colon", "write `: ` with an ASCII colon"),
        ("after a colon", "type the space after the colon again"),
        ("no space after the colon", "put a space after the colon"),
        (
            "neither `key: value`",
            "put `key: ` before it, or indent it as a part of the text above",
        ),
        ("valid YAML whitespace", "put one space after the colon"),
        (
            "did not find expected key",
            "indent the line like its neighbours; if it is, look for an unclosed quote or a \
             missing `- ` above",
        ),
        ("tab", "indent with spaces: YAML does not allow a tab there"),
        (
            "mapping values are not allowed",
            "put a space after the colon of a key, and a text with `: ` in it into double quotes; \
             otherwise check the indentation, here and in the line above",
        ),
        (
            "trailing content",
            "write a quote inside a quoted text twice (`\'it\'\'s\'`) or with a backslash \
             (`\"say \\\"hi\\\"\"`)",
        ),
        ("escape", "write the backslash twice, or put the text into single quotes"),
        (
            "unexpected character",
            "put a text that begins with this character into quotes",
        ),
        ("unprintable", "remove the invisible character"),
        ("quoted scalar", "close the quote that is opened here"),
        ("while parsing a flow", "close the bracket, or put a comma between its items"),
        (
            "illegal placement",
            "close the bracket that is opened here, `[` or `{`; put a text that contains one into \
             quotes",
        ),
        ("block sequence entries", "begin the list on a line of its own"),
    ];
    let known = HELP.iter().find(|(words, _)| message.contains(words));
    known.map_or(
        "look for an unclosed quote, a tab or a wrong indentation, here or above",
        |(_, help)| help,
    )
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

fn structure(span: Span, message: String, expected: Option<Expected>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&STRUCTURE, span, message);
    match expected {
        Some(Expected::OneOf { found, possible }) => {
            let guess = did_you_mean(&found, possible.iter().copied());
            diagnostic.label("unknown").help(guess.unwrap_or_else(|| {
                let words = possible.iter().map(|word| format!("`{word}`"));
                format!("expected one of {}", words.collect::<Vec<_>>().join(", "))
            }))
        }
        Some(Expected::Value(expected)) => {
            diagnostic.label("unexpected value").help(format!("write {expected}"))
        }
        Some(Expected::Mended) => {
            diagnostic.label("the first one").help("fix the other faults first")
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
