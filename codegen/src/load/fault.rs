//! What keeps a file from being read, as findings.

use super::Unread;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw;
use crate::source::{Fault, FaultKind, FileId, Files, MAX_BYTES, Span, Wanted};

/// What `explain` says of the findings of this module.
pub const EXPLANATIONS: &[&Explanation] =
    &[&UNREADABLE, &SYNTAX, &UNSUPPORTED, &DUPLICATE_KEY, &STRUCTURE, &LAYOUT, &VERSION];

static UNREADABLE: Explanation = Explanation {
    code: "S001",
    title: "a file is no text that can be read",
    text: "The file is not UTF-8, or larger than four megabytes, or nested deeper than 32 \
           levels. Save it as UTF-8; a transcribed page has a few kilobytes and a few levels.",
    bad: "about: The number on the reader\\xffs card.",
    good: "about: The number on the reader's card.",
};

static SYNTAX: Explanation = Explanation {
    code: "S002",
    title: "a file is not YAML",
    text: "The marker stands where the YAML stops making sense. The cause is often a line \
           before it: an unclosed quote, a tab, an indentation that fits no block.",
    bad: "about: \"The reader's date of birth.",
    good: "about: The reader's date of birth.",
};

static UNSUPPORTED: Explanation = Explanation {
    code: "S003",
    title: "YAML that the spec's format leaves out",
    text: "Anchors, aliases, tags, merge keys and a second document are refused: a fact stands \
           where it is read, and nothing is expanded.",
    bad: "about: &term For how many days.",
    good: "about: For how many days.",
};

static DUPLICATE_KEY: Explanation = Explanation {
    code: "S004",
    title: "a key stands twice in one map",
    text: "YAML readers keep one of the two, silently. Remove one.",
    bad: "title: Lend a book\ntitle: Lend books",
    good: "title: Lend a book",
};

static STRUCTURE: Explanation = Explanation {
    code: "S005",
    title: "a file does not have the format's structure",
    text: "A key is unknown or missing, or a value is of another type than the format asks for. \
           The message names the keys that are possible.",
    bad: "min_length: 4\nmax_lenght: 12",
    good: "min_length: 4\nmax_length: 12",
};

static LAYOUT: Explanation = Explanation {
    code: "S006",
    title: "a file stands where the format has none",
    text: "A spec is api.yaml, catalog.yaml, accepted.yaml, pages.yaml, \
           codes/<table>.yaml and operations/<id>.yaml. A file of another name would be passed over, so it is refused. So are links, and folders that \
           are repositories of their own: git does not have what they lead to, and `diff` could \
           not read the spec as it was.",
    bad: "operations/find-books.yml",
    good: "operations/find-books.yaml",
};

static VERSION: Explanation = Explanation {
    code: "S007",
    title: "a version of the format that is not known",
    text: "`format` says by which version of the spec's own format the files are written. A \
           later generator has written this one, and this generator could read a fact in another \
           sense: nothing else of the spec is looked at.",
    bad: "format: 3",
    good: "format: 2",
};

pub(super) fn unknown_format(span: Span, format: &str) -> Diagnostic {
    Diagnostic::error(&VERSION, span, format!("the format {format} is not known"))
        .label(format!("this generator knows the formats 1 to {}", raw::FORMAT))
        .help("use the generator of the commit that wrote this, or a later one")
}

pub(crate) fn diagnostic(fault: Fault) -> Diagnostic {
    let Fault {
        kind,
        message,
        span,
        wanted,
    } = fault;
    match kind {
        FaultKind::Syntax => {
            let help = syntax_help(&message);
            Diagnostic::error(&SYNTAX, span, format!("not YAML: {message}"))
                .label("here it stops making sense")
                .help(help)
        }
        FaultKind::Unsupported => {
            let help = unsupported_help(&message);
            Diagnostic::error(&UNSUPPORTED, span, message)
                .label("not part of the format")
                .help(help)
        }
        FaultKind::DuplicateKey => Diagnostic::error(&DUPLICATE_KEY, span, message)
            .label("for the second time")
            .help("remove one of the two"),
        FaultKind::TooDeep => Diagnostic::error(&UNREADABLE, span, message)
            .label("too deep")
            .help("flatten the nesting; no page needs this much"),
        FaultKind::Structure => structure(span, message, wanted),
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
            "remove the character; typing the line anew is the surest way",
        ),
        ("full-width colon", "write `: `, with the colon of the Latin script"),
        ("behind a colon", "type the space behind the colon anew"),
        ("no space behind the colon", "put a space behind the colon"),
        (
            "neither `key: value`",
            "put `key: ` before it, or indent it as a part of the text above",
        ),
        ("valid YAML whitespace", "put one space behind the colon"),
        (
            "did not find expected key",
            "indent the line as those beside it; if it is, look for an unclosed quote or a \
             missing `- ` above",
        ),
        ("tab", "indent with spaces: YAML takes no tab there"),
        (
            "mapping values are not allowed",
            "put a space behind the colon of a key, and a text with `: ` in it into double \
             quotes; else look at the indentation, here and in the line above",
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
        ("unprintable", "remove the character that cannot be seen"),
        ("quoted scalar", "close the quote that is opened here"),
        ("while parsing a flow", "close the bracket, or put a comma between its items"),
        (
            "illegal placement",
            "close the bracket that is open here, `[` or `{`; put a text that has one into quotes",
        ),
        ("block sequence entries", "begin the list in a line of its own"),
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
        "leave the tag out; what has to be a text stands in quotes"
    } else {
        "write the value out where it is needed; put a text that begins with & or * into quotes"
    }
}

fn structure(span: Span, message: String, wanted: Option<Wanted>) -> Diagnostic {
    let diagnostic = Diagnostic::error(&STRUCTURE, span, message);
    match wanted {
        Some(Wanted::OneOf { found, possible }) => {
            let guess = did_you_mean(&found, possible.iter().copied());
            diagnostic.label("not known here").help(guess.unwrap_or_else(|| {
                let words = possible.iter().map(|word| format!("`{word}`"));
                format!("what can stand here: {}", words.collect::<Vec<_>>().join(", "))
            }))
        }
        Some(Wanted::Value(wanted)) => {
            diagnostic.label("does not fit").help(format!("write {wanted}"))
        }
        Some(Wanted::Mended) => {
            diagnostic.label("the first of them").help("mend the others first")
        }
        Some(Wanted::Key(key)) => diagnostic
            .label("in this block")
            .help(format!("add `{key}: …` to the block")),
        None => diagnostic
            .label("does not fit")
            .help("compare the file with another one of its kind"),
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
        .label("what stands here is no character")
        .help("save the file as UTF-8")
}

pub(super) fn misplaced(file: FileId, name: &str) -> Diagnostic {
    let message = format!("`{name}` is no file of the spec's format");
    let help = match name.strip_suffix(".yml") {
        Some(stem) => format!("rename it to `{stem}.yaml`"),
        None => "move it to codes/<id>.yaml or operations/<id>.yaml, or out of the spec"
            .to_owned(),
    };
    Diagnostic::error(&LAYOUT, Span::top_of(file), message)
        .label("would be passed over")
        .help(help)
}

pub(super) fn unread(file: FileId, name: &str, why: Unread) -> Diagnostic {
    let (message, help) = match why {
        Unread::Link => (
            format!("`{name}` is a symbolic link"),
            "put the file or folder that it leads to in its place",
        ),
        Unread::Repository => (
            format!("`{name}` is a repository of its own"),
            "put its files here without its `.git`",
        ),
        Unread::Name => {
            (format!("the name `{name}` is no UTF-8"), "give the file another name")
        }
    };
    Diagnostic::error(&LAYOUT, Span::top_of(file), message)
        .label("is not read")
        .help(help)
}

pub(super) fn missing_api(files: &mut Files) -> Diagnostic {
    let file = files.add("api.yaml".to_owned(), "api.yaml".to_owned(), String::new());
    Diagnostic::error(&LAYOUT, Span::top_of(file), "the spec has no `api.yaml`")
        .label("the file is missing")
        .help("check --spec, or begin with an api.yaml that names the service")
}

/// The state of the last release, which a command writes and nobody edits.
pub(crate) fn released(span: Span, why: &str) -> Diagnostic {
    let message = format!("the state of the last release cannot be read: {why}");
    Diagnostic::error(&STRUCTURE, span, message)
        .label("written by `cargo xtask release`, and by nobody else")
        .help("restore the folder `released` from the commit of the last release")
}
