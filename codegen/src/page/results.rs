//! Reads the results that a page lists, and its test cases.

use super::line::{Lines, Text, status};
use super::outline::{self, Section};
use super::suspect;
use crate::raw::Known;
use crate::source::Span;

/// The list of results.
#[derive(Debug, Clone)]
pub struct Results {
    /// The heading; absent where the capture has none.
    pub heading: Option<Text>,
    /// How much of the list the capture shows.
    pub known: Known,
    /// The text above the rows.
    pub note: Vec<Text>,
    /// In the page's order.
    pub rows: Vec<Row>,
    /// Where the button stands that shows further rows.
    pub show_all: Option<Span>,
}

/// One result.
#[derive(Debug, Clone)]
pub struct Row {
    /// The HTTP status.
    pub http: u16,
    /// Its place, for the whole row.
    pub span: Span,
    /// The code.
    pub code: Text,
    /// The message; absent where the capture ends before it, or it cannot be read.
    pub message: Option<Text>,
    /// The description.
    pub description: Option<Text>,
    /// Whether the capture ends within it.
    pub is_cut: bool,
    /// Whether its message or its description cannot be read.
    pub is_garbled: bool,
}

/// The test cases.
#[derive(Debug, Clone)]
pub struct Cases {
    /// The heading; absent where the capture has none.
    pub heading: Option<Text>,
    /// How much of the list the capture shows.
    pub known: Known,
    /// In the page's order.
    pub cases: Vec<Case>,
}

/// One test case.
#[derive(Debug, Clone)]
pub struct Case {
    /// The HTTP status.
    pub http: u16,
    /// What it is called.
    pub text: Text,
}

fn known(is_closed: bool, is_empty: bool) -> Known {
    match (is_closed, is_empty) {
        (_, true) => Known::None,
        (true, false) => Known::Whole,
        (false, false) => Known::Part,
    }
}

pub(super) fn rows(lines: &mut Lines<'_>, section: Option<&Section>) -> Results {
    let mut results = Results {
        heading: None,
        known: Known::None,
        note: Vec::new(),
        rows: Vec::new(),
        show_all: None,
    };
    let Some(section) = section else { return results };
    let heading = outline::heading(lines, section);
    let mut filled = lines.filled(section.range.start + 1..section.range.end);
    let labels = &lines.layout.labels;
    let button = filled.iter().position(|at| lines.is(*at, &labels.show_all));
    results.show_all = button.map(|position| lines.take(filled.remove(position)).span);
    if !section.is_closed {
        pass_begun(lines, &mut filled);
    }
    let starts: Vec<usize> = (0..filled.len())
        .filter(|position| begins(lines, filled.get(*position..).unwrap_or(&[])))
        .collect();
    let first = starts.first().copied().unwrap_or(filled.len());
    results.note = note(lines, filled.get(..first).unwrap_or(&[]), &heading.text);
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied();
        let is_cut = end.is_none() && !section.is_closed && results.show_all.is_none();
        let own = filled.get(*start..end.unwrap_or(filled.len())).unwrap_or(&[]);
        results.rows.extend(row(lines, own, is_cut));
    }
    results.heading = Some(heading);
    results.known = known(section.is_closed, results.rows.is_empty());
    results
}

/// Takes away the first lines of a row behind which the capture ends.
fn pass_begun(lines: &mut Lines<'_>, filled: &mut Vec<usize>) {
    let begun = match filled.as_slice() {
        [.., status, label]
            if suspect::is_begun(lines, *label)
                || lines.is(*label, &lines.layout.labels.code) =>
        {
            [*status, *label].to_vec()
        }
        [.., last] => vec![*last],
        [] => return,
    };
    if begun.first().is_some_and(|at| status(lines.key(*at)).is_some()) {
        for at in &begun {
            lines.pass(*at);
        }
        filled.truncate(filled.len() - begun.len());
    }
}

/// The lines above the first row, up to one that looks like a part of a row.
fn note(lines: &mut Lines<'_>, filled: &[usize], heading: &str) -> Vec<Text> {
    let damaged = filled.iter().position(|at| suspect::is_fact(lines, *at));
    let (note, rest) = filled.split_at(damaged.unwrap_or(filled.len()));
    for at in rest {
        lines.leave(*at, heading);
    }
    let clear: Vec<usize> =
        note.iter().copied().filter(|at| !lines.is_garbled(*at)).collect();
    clear.into_iter().map(|at| lines.take(at)).collect()
}

/// Whether a status and the label of a code stand here.
fn begins(lines: &Lines<'_>, at: &[usize]) -> bool {
    let [first, second, ..] = at else { return false };
    status(lines.key(*first)).is_some() && lines.is(*second, &lines.layout.labels.code)
}

/// Reads the lines of one row; one that lacks a part stays unread.
fn row(lines: &mut Lines<'_>, filled: &[usize], is_cut: bool) -> Option<Row> {
    let labels = &lines.layout.labels;
    let [http_at, label_at, code_at, rest @ ..] = filled else { return None };
    let any = [&labels.code, &labels.message, &labels.description];
    let is_label =
        |at: usize| any.iter().any(|names| suspect::is_nearly(names, lines.key(at)));
    let http = status(lines.key(*http_at))?;
    let has_message = rest.first().is_some_and(|at| lines.is(*at, &labels.message));
    // What a capture ends before is not missing.
    let ends = is_cut && rest.iter().all(|at| lines.is_torn(*at));
    if is_label(*code_at) || !(has_message || ends) {
        return None;
    }
    let rest = if has_message { rest.get(1..)? } else { &[] };
    let end = rest.iter().position(|at| is_label(*at)).unwrap_or(rest.len());
    let (message, behind) = rest.split_at_checked(end)?;
    let is_described =
        behind.first().is_some_and(|at| lines.is(*at, &labels.description));
    let description = if is_described { behind.get(1..)? } else { &[] };
    // A label within a text, or twice, is no part of a row; nor is another status.
    let is_other = |at: usize| is_label(at) || status(lines.key(at)).is_some();
    let end = description.iter().position(|at| is_other(*at));
    let description = description.get(..end.unwrap_or(description.len()))?;
    let (message, description) = (message.to_vec(), description.to_vec());
    let is_garbled = |at: &Vec<usize>| at.iter().any(|at| lines.is_garbled(*at));
    let (garbled_message, garbled_description) =
        (is_garbled(&message), is_garbled(&description));
    let message = text(lines, &message).filter(|_| !garbled_message);
    if message.is_none() && !is_cut && !garbled_message {
        return None;
    }
    let described = behind.first().filter(|_| !description.is_empty() || is_cut);
    let passed = [*http_at, *label_at].into_iter().chain(described.copied());
    for at in passed.chain(filled.get(3).copied().filter(|_| has_message)) {
        lines.pass(at);
    }
    let code = lines.take(*code_at);
    for at in filled {
        lines.leave(*at, &code.text);
    }
    Some(Row {
        http,
        span: lines.peek(*http_at).span,
        code,
        message,
        description: joined(lines, &description).filter(|_| !garbled_description),
        is_cut,
        is_garbled: garbled_message || garbled_description,
    })
}

/// A text of one or more lines.
fn joined(lines: &mut Lines<'_>, at: &[usize]) -> Option<Text> {
    let first = text(lines, at)?;
    let rest: Vec<usize> =
        at.iter().skip(1).copied().filter(|at| !suspect::is_begun(lines, *at)).collect();
    let texts = rest.into_iter().map(|at| lines.take(at).text);
    Some(texts.fold(first, |text, line| Text {
        text: format!("{} {line}", text.text),
        span: text.span,
    }))
}

/// A text of one line; of more, the others stay unread, and so does one that is garbled.
fn text(lines: &mut Lines<'_>, at: &[usize]) -> Option<Text> {
    let at = *at.first()?;
    if suspect::is_begun(lines, at) {
        return None;
    }
    // What cannot be read stays unread.
    Some(if lines.is_garbled(at) { lines.peek(at) } else { lines.take(at) })
}

/// The heading and the cases. The one that is chosen in the portal's form stands above them all,
/// and among them once more.
pub(super) fn cases(
    lines: &mut Lines<'_>,
    section: Option<&Section>,
    is_whole: bool,
) -> Cases {
    let Some(section) = section else {
        return Cases {
            heading: None,
            known: Known::None,
            cases: Vec::new(),
        };
    };
    let heading = outline::heading(lines, section);
    let mut filled = lines.filled(section.range.start + 1..section.range.end);
    if let [first, others @ ..] = filled.as_slice()
        && others.iter().any(|at| lines.key(*at) == lines.key(*first))
    {
        lines.pass(*first);
        filled.remove(0);
    }
    let mut cases = Vec::new();
    for at in filled {
        if let Some(found) = case(&lines.peek(at)).filter(|_| !lines.is_torn(at)) {
            lines.pass(at);
            cases.push(found);
        }
    }
    Cases {
        heading: Some(heading),
        // A dense capture leaves the list out, another one shows that there is none.
        known: match known(section.is_closed, cases.is_empty()) {
            Known::None if section.is_closed && is_whole => Known::Whole,
            known => known,
        },
        cases,
    }
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
