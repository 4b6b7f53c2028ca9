//! Findings about captures that are refused and lines that are not understood.

use super::line::{Lines, Text, Unread};
use super::part::Block;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::Span;

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] =
    &[&NO_PAGE, &INCOMPLETE, &UNREAD, &NO_SIGN, &GARBLED];

static NO_PAGE: Explanation = Explanation {
    code: "P001",
    title: "a file that is not a page of the portal",
    text: "It has none of the headings of pages.yaml. Open the page of one API in the browser, \
           select all of it, copy it and save it as plain UTF-8 text. Nothing is written.",
    bad: "Dear reader, our library opens at nine.",
    good: "Shelves of a branch(at once)\n\nEdition: v2",
};

static INCOMPLETE: Explanation = Explanation {
    code: "P002",
    title: "a page that lacks a line of its layout",
    text: "A capture may end anywhere, and a dense one leaves parts out: what it does not show is \
           not known, and the spec says so. But a page has a title and a path, or nothing tells \
           which API it documents; and a heading cannot be missing between others, or the lines \
           below it are read as those of another part. Capture the page again from its top.",
    bad: "POST\n\nLists the shelves of a branch. * Shelves that are being painted are left out.",
    good: "POST\n\n/v2/shelves/list\n\nLists the shelves of a branch. * Shelves that are being \
           painted are left out.",
};

static UNREAD: Explanation = Explanation {
    code: "P003",
    title: "a line of the page that is not understood",
    text: "Every line is a fact, part of the portal's own interface, or reported here. The line \
           is not in the spec: check the page, and add what the line says by hand. If the portal \
           prints the line on every page, add it to `chrome` in pages.yaml.",
    bad: "builtOn\n\ntext\n\nSometimes\n\nSometimes",
    good: "builtOn\n\ntext\n\nSometimes",
};

static NO_SIGN: Explanation = Explanation {
    code: "P004",
    title: "a field without a type or a need",
    text: "A field has a line for its name, one for its type and one for its need. Here one of \
           them is missing or not understood. The field is read all the same: without a type as a \
           text, without a need as one that may be left out. Check the page, and correct the field \
           in the spec; a word of the portal that is new belongs into `types` or `needs` of \
           pages.yaml.",
    bad: "label\n\ntext\n\nLetters : 0",
    good: "label\n\ntext\n\nPerhaps\n\nLetters : 0",
};

static GARBLED: Explanation = Explanation {
    code: "P005",
    title: "lines that were saved in a wrong charset",
    text: "The lines have letters that no language of the portal has (`garbled` in pages.yaml): \
           the capture was saved in one charset and read in another. What they say is not in the \
           spec, and what the page shows beside them is. Capture the page again as UTF-8.",
    bad: "200\n\nNumber\n\n0000\n\nNote\n\nDone.\n\nMeaning\n\n๋๋ฌ์ต๋๋ค.",
    good: "200\n\nNumber\n\n0000\n\nNote\n\nDone.\n\nMeaning\n\n끝났습니다.",
};

/// The longest piece of a line that a refusal quotes: a file may be one line.
const QUOTED: u32 = 60;

/// A file that is no page: what it is instead, and what to save.
pub(super) fn no_page(lines: &Lines<'_>) -> Diagnostic {
    let mut span = lines.peek(lines.first().unwrap_or(0)).span;
    span.end = span.end.min(span.start.saturating_add(QUOTED));
    let (kind, help) = kind(lines);
    Diagnostic::error(&NO_PAGE, span, format!("not a page of the portal: {kind}"))
        .label("none of a page's headings is there")
        .help(help)
}

const COPY: &str = "open the page of one API in the browser, select all of it, copy it and save \
                    it as plain UTF-8 text; or save the page as HTML once it is shown";

/// What a file is, as far as it can be told from its beginning.
fn kind(lines: &Lines<'_>) -> (&'static str, &'static str) {
    let text = lines.first().map_or("", |at| lines.key(at));
    let begins = |sign: &str| text.starts_with(sign);
    let has = |sign: &str| (0..lines.len()).any(|at| lines.key(at).starts_with(sign));
    if text.is_empty() {
        ("the file is empty", COPY)
    } else if begins("%PDF") {
        ("a PDF", COPY)
    } else if begins("PK") {
        ("an archive, such as a document of a word processor", COPY)
    } else if begins("<") {
        (
            "HTML that shows no text",
            "a program builds the page: save it once the browser shows it, or copy its text",
        )
    } else if begins("{") || begins("[") {
        (
            "JSON",
            "a contract in JSON is not read here; of a page, save the text that the browser shows",
        )
    } else if begins("bplist") || begins("From: <Saved") || has("MIME-Version:") {
        ("a web archive", "save the page as HTML alone, or copy its text")
    } else if begins("# ") || has("## ") || has("| --") || has("|--") || has("**") {
        (
            "Markdown",
            "a converter has changed the lines of the page; save the text that the browser shows, \
             or the page as HTML",
        )
    } else if lines.filled(0..lines.len()).len() == 1 {
        (
            "all of it is one line",
            "the line ends are lost: copy the page again as plain text",
        )
    } else {
        ("some other text", COPY)
    }
}

/// A heading that is missing although the line of a later one is there.
pub(super) fn no_heading(
    lines: &Lines<'_>,
    names: &[String],
    next: usize,
) -> Diagnostic {
    let wanted = names.join("` or `");
    Diagnostic::error(
        &INCOMPLETE,
        lines.peek(next).span,
        format!("the heading `{wanted}` is missing above this one"),
    )
    .warning()
    .label("what stands above may belong to another part")
    .help("capture the page again")
}

pub(super) fn no_results(heading: &Text) -> Diagnostic {
    Diagnostic::error(&INCOMPLETE, heading.span, "no result follows this heading")
        .warning()
        .label("the results are missing")
        .help("capture the page again, once it shows the results")
}

pub(super) fn no_path(span: Span) -> Diagnostic {
    incomplete(
        span,
        "no path is there, so nothing tells which API the page documents",
        "the path belongs behind this",
    )
}

pub(super) fn no_title(span: Span) -> Diagnostic {
    incomplete(span, "the page has no title", "the title belongs above this")
}

fn incomplete(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::error(&INCOMPLETE, span, message)
        .label(label)
        .help("capture the page again from its top")
}

/// The finding about a line that is not understood.
pub(super) fn unread(unread: &Unread) -> Diagnostic {
    let line = unread.line.text.escape_debug();
    let owner = unread.owner.as_ref().filter(|owner| !owner.is_empty());
    let message = match owner {
        Some(owner) => {
            format!("`{line}` is not understood, which stands below `{owner}`")
        }
        None => format!("`{line}` is not understood"),
    };
    Diagnostic::error(&UNREAD, unread.line.span, message)
        .warning()
        .label("neither a fact nor part of the portal's interface")
        .help("it is not in the spec: check the page, and add what it says by hand")
}

/// The finding about all lines of a capture that a wrong charset has made unreadable.
pub(super) fn garbled(lines: &Lines<'_>) -> Option<Diagnostic> {
    let all = lines.garbled();
    let first = lines.peek(*all.first()?).span;
    let numbers: Vec<_> = all.iter().map(|at| (at + 1).to_string()).collect();
    let lines = if all.len() == 1 { "a line is" } else { "lines are" };
    let message =
        format!("{lines} in a wrong charset, and not read: {}", numbers.join(", "));
    Some(
        Diagnostic::error(&GARBLED, first, message)
            .warning()
            .label("letters of no language of the portal")
            .help("capture the page again, and save it as UTF-8"),
    )
}

/// The finding about a field whose type or need is not there.
pub(super) fn incomplete_field(block: &Block) -> Option<Diagnostic> {
    let what = match (block.kind.0, block.need.0) {
        (None, _) => "type",
        (_, None) if !block.is_cut => "need",
        _ => return None,
    };
    let span = block.name.as_ref().map_or(block.kind.1, |name| name.span);
    let message = format!("no {what} of `{}` is understood", block.called());
    let read = match what {
        "type" => "it is read as a text",
        _ => "it is read as one that may be left out",
    };
    Some(
        Diagnostic::error(&NO_SIGN, span, message)
            .warning()
            .label(read)
            .help("check the page, and correct the field in the spec"),
    )
}
