//! Reads the results that a page lists, and its test cases.

use super::line::{Lines, Range, Text, has};
use crate::source::Span;

/// The list of results.
#[derive(Debug)]
pub struct Results {
    /// The heading.
    pub heading: Text,
    /// The text above the rows.
    pub note: Vec<Text>,
    /// In the page's order.
    pub rows: Vec<Row>,
    /// Where the button stands that shows further rows.
    pub show_all: Option<Span>,
}

/// One result.
#[derive(Debug)]
pub struct Row {
    /// The HTTP status.
    pub http: u16,
    /// Its place, for the whole row.
    pub span: Span,
    /// The code.
    pub code: Text,
    /// The message.
    pub message: Text,
    /// The description.
    pub description: Option<Text>,
}

/// One test case.
#[derive(Debug)]
pub struct Case {
    /// The HTTP status.
    pub http: u16,
    /// What it is called.
    pub text: Text,
}

pub(super) fn rows(lines: &mut Lines<'_>, range: &Range) -> Results {
    let heading = lines.take(range.start);
    let mut filled = lines.filled(range.start + 1..range.end);
    let labels = &lines.layout.labels;
    let button = filled.iter().position(|at| lines.is(*at, &labels.show_all));
    let show_all = button.map(|position| lines.take(filled.remove(position)).span);
    let starts: Vec<usize> = (0..filled.len())
        .filter(|position| begins(lines, filled.get(*position..).unwrap_or(&[])))
        .collect();
    let first = starts.first().copied().unwrap_or(0);
    let note = filled.iter().take(first).map(|at| lines.take(*at)).collect();
    let mut rows = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(filled.len());
        rows.extend(row(lines, filled.get(*start..end).unwrap_or(&[])));
    }
    Results {
        heading,
        note,
        rows,
        show_all,
    }
}

/// Whether a status and the label of a code stand here.
fn begins(lines: &Lines<'_>, at: &[usize]) -> bool {
    let [first, second, ..] = at else { return false };
    status(lines.key(*first)).is_some() && lines.is(*second, &lines.layout.labels.code)
}

fn status(key: &str) -> Option<u16> {
    let is_status = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    key.parse().ok().filter(|status| is_status && (100..600).contains(status))
}

/// Reads the lines of one row; one that lacks a part stays unread.
fn row(lines: &mut Lines<'_>, filled: &[usize]) -> Option<Row> {
    let labels = &lines.layout.labels;
    let [http_at, _, code_at, message_label, rest @ ..] = filled else { return None };
    let any = [&labels.code, &labels.message, &labels.description];
    let is_label = |at: usize| any.iter().any(|label| has(label, lines.key(at)));
    if is_label(*code_at) || !lines.is(*message_label, &labels.message) {
        return None;
    }
    let end = rest.iter().position(|at| is_label(*at)).unwrap_or(rest.len());
    let (message, behind) = rest.split_at_checked(end)?;
    let description = match behind.split_first() {
        Some((label, text)) if lines.is(*label, &labels.description) => text,
        _ => &[],
    };
    // A label within a text, or twice, is no part of a row.
    let end = description.iter().position(|at| is_label(*at));
    let description = description.get(..end.unwrap_or(description.len()))?;
    let http = status(lines.key(*http_at))?;
    let message = joined(lines, message)?;
    let described = behind.first().filter(|_| !description.is_empty());
    let passed = filled.iter().take(4).chain(described);
    let passed: Vec<usize> = passed.copied().collect();
    for at in passed {
        lines.pass(at);
    }
    Some(Row {
        http,
        span: lines.peek(*http_at).span,
        code: lines.take(*code_at),
        message,
        description: joined(lines, description),
    })
}

/// A text of one or more lines.
fn joined(lines: &mut Lines<'_>, at: &[usize]) -> Option<Text> {
    let mut parts = at.iter().map(|at| lines.take(*at));
    let first = parts.next()?;
    Some(parts.fold(first, |text, line| Text {
        text: format!("{} {}", text.text, line.text),
        span: text.span,
    }))
}

/// The heading and the cases. The one that is chosen in the portal's form stands above them all,
/// and among them once more.
pub(super) fn cases(lines: &mut Lines<'_>, range: &Range) -> (Text, Vec<Case>) {
    let heading = lines.take(range.start);
    let mut filled = lines.filled(range.start + 1..range.end);
    if let [first, others @ ..] = filled.as_slice()
        && others.iter().any(|at| lines.key(*at) == lines.key(*first))
        && lines.is_blank(first + 1)
    {
        lines.pass(*first);
        filled.remove(0);
    }
    let mut cases = Vec::new();
    for at in filled {
        if let Some(found) = case(&lines.peek(at)) {
            lines.pass(at);
            cases.push(found);
        }
    }
    (heading, cases)
}

/// `400 - The account number has an invalid length`
fn case(line: &Text) -> Option<Case> {
    let (http, text) = line.text.split_once('-')?;
    let (http, text) = (status(http.trim())?, text.trim());
    (!text.is_empty()).then(|| Case {
        http,
        text: Text {
            text: text.to_owned(),
            span: line.span,
        },
    })
}
