//! Findings about captures that are refused and lines that are not understood.

use super::line::{Lines, Text};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::Span;

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] = &[&NO_PAGE, &INCOMPLETE, &UNREAD];

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
    title: "an incomplete capture of a page",
    text: "A page has a title, a method, a path, the headings in their order and something below \
           each. A capture that lacks one of them was cut off, or was taken from a dense view of \
           the page that leaves out the request. It is refused as a whole, because the API would \
           seem to lack the missing part. Capture the page again; nothing is written.",
    bad: "/v2/shelves/list",
    good: "POST\n\n/v2/shelves/list",
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

pub(super) fn no_page(lines: &Lines<'_>) -> Diagnostic {
    let wanted = lines.layout.labels.request_headers.join("` or `");
    let first = (0..lines.len()).find(|at| !lines.is_blank(*at)).unwrap_or(0);
    Diagnostic::error(
        &NO_PAGE,
        lines.peek(first).span,
        "not a page of the portal: it has none of the headings",
    )
    .label("no heading")
    .help(format!("capture the page of one API; it has the heading `{wanted}`"))
}

pub(super) fn no_heading(
    lines: &Lines<'_>,
    names: &[String],
    from: usize,
) -> Diagnostic {
    let wanted = names.join("` or `");
    let last = (from..lines.len()).rev().find(|at| !lines.is_blank(*at));
    let place = last.unwrap_or(from.saturating_sub(1));
    incomplete(
        lines.peek(place).span,
        format!("the page is incomplete: `{wanted}` is missing"),
        "the capture ends here, without it",
    )
}

pub(super) fn dense(heading: &Text) -> Diagnostic {
    incomplete(
        heading.span,
        "a dense capture: it has no blank lines, and may lack whole parts".into(),
        "its blocks cannot be told apart",
    )
}

pub(super) fn no_headers(heading: &Text) -> Diagnostic {
    let message = "the page is incomplete: no header follows this heading";
    incomplete(heading.span, message.into(), "the request is missing")
}

pub(super) fn no_results(heading: &Text) -> Diagnostic {
    let message = "the page is incomplete: no result follows this heading";
    incomplete(heading.span, message.into(), "the results are missing")
}

pub(super) fn no_method(span: Span) -> Diagnostic {
    let message = "the page is incomplete: no HTTP method precedes the headers, as in a dense \
                   capture";
    incomplete(span, message.into(), "no GET, POST, PUT, PATCH or DELETE above this")
}

pub(super) fn no_path(span: Span) -> Diagnostic {
    let message = "the page is incomplete: no path follows the method";
    incomplete(span, message.into(), "not a path")
}

pub(super) fn no_title(span: Span) -> Diagnostic {
    let message = "the page is incomplete: it has no title";
    incomplete(span, message.into(), "the title belongs above this")
}

fn incomplete(span: Span, message: String, label: &str) -> Diagnostic {
    Diagnostic::error(&INCOMPLETE, span, message)
        .label(label)
        .help("capture the whole page again, with its blank lines")
}

/// The finding about a line that is not understood.
pub(crate) fn unread(line: &Text) -> Diagnostic {
    let message = format!("`{}` is not understood", line.text.escape_debug());
    Diagnostic::error(&UNREAD, line.span, message)
        .warning()
        .label("neither a fact nor part of the portal's interface")
        .help("it is not in the spec: check the page, and add what it says by hand")
}
