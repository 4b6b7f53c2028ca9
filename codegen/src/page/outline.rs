//! The headings of a page, which come in one order.

use super::line::{Lines, Range};
use super::refusal;
use crate::diagnostic::Diagnostic;

/// Where the parts of a page stand, each from its heading on.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) head: Range,
    pub(super) request_headers: Range,
    pub(super) request: Range,
    pub(super) response_headers: Range,
    pub(super) response: Option<Range>,
    pub(super) results: Range,
    pub(super) cases: Range,
    /// The line at which the page's own facts end.
    pub(super) end: usize,
}

pub(super) fn find(lines: &Lines<'_>) -> Result<Outline, Diagnostic> {
    let labels = &lines.layout.labels;
    let wanted = [
        &labels.request_headers,
        &labels.request_parameters,
        &labels.response_headers,
        &labels.response_codes,
        &labels.test_cases,
        &labels.end,
    ];
    let is_there = |names: &&Vec<String>| (0..lines.len()).any(|at| lines.is(at, names));
    if !wanted.iter().any(is_there) {
        return Err(refusal::no_page(lines));
    }
    let mut found = [0; 6];
    let mut from = 0;
    for (names, place) in wanted.iter().zip(&mut found) {
        let Some(at) = (from..lines.len()).find(|at| lines.is(*at, names)) else {
            return Err(refusal::no_heading(lines, names, from));
        };
        *place = at;
        from = at + 1;
    }
    let [request_headers, request, response_headers, results, cases, end] = found;
    let is_dense =
        (request_headers..results).all(|at| !lines.is_blank(at)) && lines.len() > 1;
    if is_dense {
        return Err(refusal::dense(&lines.peek(request_headers)));
    }
    let mut between = response_headers + 1..results;
    let response = between.find(|at| lines.is(*at, &labels.response_parameters));
    Ok(Outline {
        head: 0..request_headers,
        request_headers: request_headers..request,
        request: request..response_headers,
        response_headers: response_headers..response.unwrap_or(results),
        response: response.map(|at| at..results),
        results: results..cases,
        cases: cases..end,
        end,
    })
}
