//! Reads the capture of a page: its facts, each with its place, and every line accounted for.
//!
//! The layout of the vendor's pages is data (`pages.yaml`); only its grammar is known here: a
//! head, then parts under headings that come in one order. What a line is follows from the
//! layout and from where it stands. A line for which no reading is found is not passed over:
//! it stays among [`Page::unread`].

mod block;
mod head;
mod limit;
mod line;
mod outline;
mod refusal;
mod results;

pub use block::{Block, Part};
pub use limit::{Amount, Limit};
pub use line::Text;
pub use refusal::EXPLANATIONS;
pub(crate) use refusal::unread;
pub use results::{Case, Results, Row};

use crate::diagnostic::Diagnostic;
use crate::raw::{Method, Mode, Pages};
use crate::source::{FileId, Files, Span};

/// A page as it is printed.
#[derive(Debug)]
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
    /// The HTTP method.
    pub method: Method,
    /// Where it stands.
    pub method_place: Span,
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
    /// The parameters of the response, where the page has a heading for them.
    pub response: Option<Part>,
    /// The results.
    pub results: Results,
    /// The heading of the test cases.
    pub cases_heading: Text,
    /// The test cases.
    pub cases: Vec<Case>,
    /// Lines that are neither facts nor the portal's own.
    pub unread: Vec<Text>,
}

/// Reads a capture.
///
/// # Errors
/// When it is not a page, or only a part of one: why, at its line.
pub fn read(files: &Files, file: FileId, layout: &Pages) -> Result<Page, Diagnostic> {
    let text = files.get(file).map_or("", |file| file.text.as_str());
    let mut lines = line::Lines::new(text, file, layout);
    let outline = outline::find(&lines)?;
    let head = head::read(&mut lines, &outline)?;
    let request_headers = block::read(&mut lines, &outline.request_headers);
    if request_headers.blocks.is_empty() {
        return Err(refusal::no_headers(&request_headers.heading));
    }
    let request = block::read(&mut lines, &outline.request);
    let response_headers = block::read(&mut lines, &outline.response_headers);
    let response = outline.response.as_ref().map(|part| block::read(&mut lines, part));
    let results = results::rows(&mut lines, &outline.results);
    if results.rows.is_empty() {
        return Err(refusal::no_results(&results.heading));
    }
    let (cases_heading, cases) = results::cases(&mut lines, &outline.cases);
    head::tail(&mut lines, outline.end);
    Ok(Page {
        file,
        title: head.title,
        mode: head.mode,
        version: head.version,
        versions: head.versions,
        method: head.method,
        method_place: head.method_place,
        path: head.path,
        description: head.description,
        request_headers,
        request,
        response_headers,
        response,
        results,
        cases_heading,
        cases,
        unread: lines.unread(),
    })
}
