//! Reads the capture of a page: its facts, each with its place, and every line accounted for.
//!
//! The layout of the vendor's pages is data (`pages.yaml`); only its grammar is known here: a
//! head, then parts under headings that come in one order. What a line is follows from the
//! layout and from where it stands. A line for which no reading is found is not passed over: it
//! is among [`Page::told`].
//!
//! A capture need not show the whole page: it may have been cut anywhere, and a dense one leaves
//! parts out. Each part says how much of it is shown. Several captures of one page are laid over
//! each other.

mod block;
mod encoded;
mod head;
mod html;
mod limit;
mod line;
mod outline;
mod part;
mod refusal;
mod results;
mod sign;
mod suspect;

pub(crate) use encoded::as_text;
pub(crate) use html::{is_html, lines_of};
pub use limit::{Amount, Limit};
pub use line::{Text, Unread};
pub use part::{Block, Part};
pub use refusal::EXPLANATIONS;
pub use results::{Case, Cases, Results, Row};

use crate::diagnostic::Diagnostic;
use crate::raw::{Encrypted, Known, Method, Mode, Pages};
use crate::source::{FileId, Files, Span};

/// A page as it is printed, as far as its captures show it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file of the capture.
    pub file: FileId,
    /// The title, without the mode that is printed right after it.
    pub title: Text,
    /// The mode printed right after the title.
    pub mode: Option<Mode>,
    /// The version that is shown.
    pub version: Option<Text>,
    /// The versions that the page offers.
    pub versions: Vec<Text>,
    /// The HTTP method, and where it stands; absent where the capture leaves it out.
    pub method: Option<(Method, Span)>,
    /// The path as printed.
    pub path: Text,
    /// What it does, line by line.
    pub description: Vec<Text>,
    /// The headers of the request.
    pub request_headers: Part,
    /// The parameters of the request.
    pub request: Part,
    /// The headers of the response.
    pub response_headers: Part,
    /// The parameters of the response; none, where the page has no heading for them.
    pub response: Part,
    /// The results.
    pub results: Results,
    /// The test cases.
    pub cases: Cases,
    /// The last line, where the capture ends before the page does.
    pub cut: Option<Text>,
    /// Lines that are neither facts nor the portal's own, and facts that are missing.
    pub told: Vec<Diagnostic>,
}

/// Whether a text is, at least in part, in Korean.
#[must_use]
pub fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}'))
}

/// How much of each part is shown, as it follows from the others.
fn extents(
    [request_headers, request, response_headers, response]: [&mut Part; 4],
    outline: &outline::Outline,
    has_markers: bool,
) {
    for headers in [&mut *request_headers, &mut *response_headers] {
        if headers.blocks.is_empty() {
            headers.known = Known::None;
        }
    }
    // Below headers that are left out, so are parameters.
    if request_headers.known == Known::None && request.blocks.is_empty() {
        request.known = Known::None;
    }
    if outline.response.is_none() && outline.results.is_some() {
        response.known = response_headers.known;
        if has_markers && response.known == Known::Whole {
            response.encrypted = Encrypted::No;
        }
    }
}

/// Reads a capture.
///
/// # Errors
/// When it is not a page, or does not say of which API: why, at its line.
pub fn read(files: &Files, file: FileId, layout: &Pages) -> Result<Page, Diagnostic> {
    let text = files.get(file).map_or("", |file| file.text.as_str());
    let mut lines = line::Lines::new(text, file, layout);
    let outline = outline::find(&lines);
    let head = head::read(&mut lines, &outline)?;
    // A capture that leaves out the method leaves out what it has no words for, too.
    let has_markers = head.method.is_some();
    let part =
        |lines: &mut line::Lines<'_>, section| block::read(lines, section, has_markers);
    let mut request_headers = part(&mut lines, outline.request_headers.as_ref());
    let mut request = part(&mut lines, outline.request.as_ref());
    let mut response_headers = part(&mut lines, outline.response_headers.as_ref());
    let mut response = part(&mut lines, outline.response.as_ref());
    let results = results::rows(&mut lines, outline.results.as_ref());
    let cases = results::cases(&mut lines, outline.cases.as_ref(), has_markers);
    let cut = match outline.end {
        Some(end) => {
            head::tail(&mut lines, end);
            None
        }
        // The last line is told as the end, whatever it is.
        None => lines.last().map(|at| lines.take(at)),
    };
    let mut told = outline.missing.clone();
    let parts =
        [&mut request_headers, &mut request, &mut response_headers, &mut response];
    extents(parts, &outline, has_markers);
    let parts = [&request_headers, &request, &response_headers, &response];
    let blocks = parts.into_iter().flat_map(|part| &part.blocks);
    told.extend(blocks.filter_map(refusal::incomplete_field));
    let is_closed = outline.results.is_some_and(|it| it.is_closed);
    let heading =
        results.heading.as_ref().filter(|_| is_closed && results.rows.is_empty());
    told.extend(heading.map(refusal::no_results));
    told.extend(refusal::garbled(&lines));
    told.extend(lines.unread().iter().map(refusal::unread));
    Ok(Page {
        file,
        title: head.title,
        mode: head.mode,
        version: head.version,
        versions: head.versions,
        method: head.method,
        path: head.path,
        description: head.description,
        request_headers,
        request,
        response_headers,
        response,
        results,
        cases,
        cut,
        told,
    })
}
