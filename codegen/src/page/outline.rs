//! The headings of a page, which come in one order. A capture that was cut lacks the last ones, a
//! dense one may lack the first.

use super::line::{Lines, Range, Text};
use super::refusal;
use crate::diagnostic::Diagnostic;

/// A part of a page: its lines from the heading on, and whether another heading follows.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) range: Range,
    pub(super) is_closed: bool,
}

/// Where the parts of a page stand, as far as the capture has them.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) head: Range,
    pub(super) request_headers: Option<Section>,
    pub(super) request: Option<Section>,
    pub(super) response_headers: Option<Section>,
    pub(super) response: Option<Section>,
    pub(super) results: Option<Section>,
    pub(super) cases: Option<Section>,
    /// The line at which the page's own facts end; absent where the capture was cut before.
    pub(super) end: Option<usize>,
    /// Headings that are missing between others, each before the line of the next one.
    pub(super) missing: Vec<Diagnostic>,
}

pub(super) fn find(lines: &Lines<'_>) -> Outline {
    let labels = &lines.layout.labels;
    let wanted = [
        &labels.request_headers,
        &labels.request_parameters,
        &labels.response_headers,
        &labels.response_parameters,
        &labels.response_codes,
        &labels.test_cases,
    ];
    let mut found: [Option<usize>; 6] = [None; 6];
    let mut from = 0;
    for (names, place) in wanted.iter().zip(&mut found) {
        *place = (from..lines.len()).find(|at| lines.is(*at, names));
        from = place.map_or(from, |at| at + 1);
    }
    let [.., cases] = found;
    let end = cases.and_then(|cases| end(lines, cases));
    let starts: Vec<usize> = found.iter().flatten().copied().chain(end).collect();
    let section = |start: Option<usize>| {
        let start = start?;
        let next = starts.iter().find(|next| **next > start).copied();
        Some(Section {
            range: start..next.unwrap_or(lines.len()),
            is_closed: next.is_some(),
        })
    };
    let [request_headers, request, response_headers, response, results, cases] =
        found.map(section);
    Outline {
        head: 0..starts.first().copied().unwrap_or(lines.len()),
        request_headers,
        request,
        response_headers,
        response,
        results,
        cases,
        end,
        missing: missing(lines, &found),
    }
}

/// Where the test cases are over: at the line for it, or where nothing but the portal's own lines
/// follows.
fn end(lines: &Lines<'_>, cases: usize) -> Option<usize> {
    let labels = &lines.layout.labels;
    let named = (cases + 1..lines.len()).find(|at| lines.is(*at, &labels.end));
    named.or_else(|| {
        let filled = lines.filled(cases + 1..lines.len());
        let own = filled.iter().rev().take_while(|at| is_chrome(lines, **at));
        own.last().copied()
    })
}

/// Whether a line, or the beginning of one, is the portal's own.
fn is_chrome(lines: &Lines<'_>, at: usize) -> bool {
    let begins = |line: &String| line.starts_with(lines.key(at));
    lines.is_chrome(at) || (lines.is_torn(at) && lines.layout.chrome.iter().any(begins))
}

/// Headings that every page has, and that are missing although later ones are there. The
/// headings of a request are missing in dense captures.
fn missing(lines: &Lines<'_>, found: &[Option<usize>; 6]) -> Vec<Diagnostic> {
    let labels = &lines.layout.labels;
    let [request_headers, request, response_headers, response, results, cases] = *found;
    let later = [results, cases].into_iter().flatten().next();
    let wanted = [
        (&labels.request_headers, request_headers, request),
        (&labels.request_parameters, request, request_headers.and(response_headers)),
        (&labels.response_headers, response_headers, response.or(later)),
        (&labels.response_codes, results, cases),
    ];
    let gaps = wanted.into_iter().filter(|(_, own, _)| own.is_none());
    let told = gaps.filter_map(|(names, _, next)| {
        next.map(|next| refusal::no_heading(lines, names, next))
    });
    told.collect()
}

/// The heading of a part, which is read.
pub(super) fn heading(lines: &mut Lines<'_>, section: &Section) -> Text {
    lines.take(section.range.start)
}
