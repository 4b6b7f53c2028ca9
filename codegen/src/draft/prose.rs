//! Facts that the prose of a field states in regular words: form, default, condition, codes.

use crate::page::Text;
use crate::raw::{Labels, Pages, Wire};
use crate::shape::Shape;

/// The facts that the prose states.
#[derive(Debug, Default)]
pub(super) struct ProseFacts {
    pub(super) form: Option<Text>,
    /// A form that cannot be read.
    pub(super) unreadable_form: Option<Text>,
    pub(super) default: Option<Text>,
    pub(super) condition: Option<String>,
    /// Codes with their names, in the page's order.
    pub(super) codes: Vec<(Text, String)>,
    /// A line in columns, as codes are, that is none of them.
    pub(super) unread_row: Option<Text>,
    /// How a truth value is written.
    pub(super) wire: Option<Wire>,
}

pub(super) fn read(layout: &Pages, prose: &[Text]) -> ProseFacts {
    let mut told = ProseFacts::default();
    for line in prose {
        for piece in pieces(layout, &line.text) {
            statement(&layout.labels, &mut told, line, piece);
        }
        told.wire = told.wire.or_else(|| wire(&line.text));
    }
    told.condition = condition(layout, prose);
    told.codes = codes(layout, prose);
    told.unread_row = unread_row(layout, prose, &told.codes);
    told.wire = wire_of_codes(&told.codes).or(told.wire);
    told
}

/// A line in columns, or one of several in a list of words with colons, that is none of the
/// codes.
fn unread_row(layout: &Pages, prose: &[Text], codes: &[(Text, String)]) -> Option<Text> {
    let is_read = |line: &Text| codes.iter().any(|(code, _)| code.span == line.span);
    let is_listed = |line: &&Text| {
        let bare = without_bullet(layout, &line.text);
        let word = bare.split_once(':').map_or("", |(word, _)| word.trim());
        let Labels { form, default, .. } = &layout.labels;
        bare.len() < line.text.len()
            && !word.is_empty()
            && !word.contains(' ')
            && form.iter().chain(default).all(|label| !label.eq_ignore_ascii_case(word))
    };
    let is_list = prose.iter().filter(is_listed).count() > 1;
    let mut rows = prose
        .iter()
        .filter(|line| line.text.contains(GAP) || (is_list && is_listed(line)));
    rows.find(|line| !is_read(line)).cloned()
}

/// A line without the sign of a list.
fn without_bullet<'t>(layout: &Pages, line: &'t str) -> &'t str {
    let bare = layout.bullets.iter().find_map(|sign| {
        let rest = line.strip_prefix(sign.as_str())?;
        rest.starts_with(' ').then(|| rest.trim_start())
    });
    bare.unwrap_or(line)
}

/// The line, and what stands in brackets in it.
fn pieces<'t>(layout: &Pages, line: &'t str) -> Vec<&'t str> {
    let mut pieces = vec![without_bullet(layout, line)];
    let inner = line.split(['(', '[']).skip(1);
    pieces.extend(inner.filter_map(|it| it.split([')', ']']).next()));
    pieces
}

/// `label : value` or `label = value`.
fn labelled<'t>(labels: &[String], piece: &'t str) -> Option<&'t str> {
    let (label, value) = piece.split_once([':', '=', '：'])?;
    let value = value.trim();
    let is_label = labels.iter().any(|it| it.eq_ignore_ascii_case(label.trim()));
    (is_label && !value.is_empty()).then_some(value)
}

fn statement(labels: &Labels, told: &mut ProseFacts, line: &Text, piece: &str) {
    let text = |text: &str| {
        Some(Text {
            text: text.to_owned(),
            span: line.span,
        })
    };
    if let Some(form) = labelled(&labels.form, piece).filter(|_| told.form.is_none()) {
        let first = form.split([' ', ',', '(']).next().unwrap_or(form);
        let readable = [form, first].into_iter().find(|it| Shape::parse(it).is_ok());
        match readable {
            Some(form) => told.form = text(form),
            None => told.unreadable_form = text(form),
        }
    }
    if let Some(default) = labelled(&labels.default, piece)
        && told.default.is_none()
    {
        told.default = text(default);
    }
}

/// The line that states the condition most clearly.
fn condition(layout: &Pages, prose: &[Text]) -> Option<String> {
    let lines = prose.iter().map(|line| without_bullet(layout, &line.text));
    let rated = lines.filter_map(|line| Some((clarity(&layout.labels, line)?, line)));
    rated.min_by_key(|(clarity, _)| *clarity).map(|(_, line)| line.to_owned())
}

/// How clearly a line states a condition: it begins with the words for it, has several such words
/// in it, or one, which at the end is no conjunction. The least is the clearest.
fn clarity(labels: &Labels, line: &str) -> Option<u8> {
    let line = line.to_lowercase().replace(['.', ',', '(', ')'], " ");
    let rate = |word: &String| {
        let word = word.to_lowercase();
        if line.starts_with(&format!("{word} ")) {
            Some(0)
        } else if !format!(" {line} ").contains(&format!(" {word} ")) {
            (!word.is_ascii() && line.contains(&word)).then_some(1)
        } else if word.contains(' ') {
            Some(1)
        } else {
            (!line.trim_end().ends_with(&word)).then_some(2)
        }
    };
    labels.condition.iter().filter_map(rate).min()
}

fn wire(line: &str) -> Option<Wire> {
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ','));
    words.into_iter().find_map(|word| match word {
        "Y/N" => Some(Wire::YesNo),
        "1/0" | "0/1" => Some(Wire::OneZero),
        _ => None,
    })
}

fn wire_of_codes(codes: &[(Text, String)]) -> Option<Wire> {
    let mut codes: Vec<&str> =
        codes.iter().map(|(code, _)| code.text.as_str()).collect();
    codes.sort_unstable();
    match codes.as_slice() {
        ["N", "Y"] => Some(Wire::YesNo),
        ["0", "1"] => Some(Wire::OneZero),
        _ => None,
    }
}

/// Codes in any of the ways in which pages list them; one alone is no list.
fn codes(layout: &Pages, prose: &[Text]) -> Vec<(Text, String)> {
    let mut found = table(prose);
    if found.is_empty() {
        found = prose.iter().flat_map(|line| of_line(layout, line)).collect();
    }
    if found.len() < 2 {
        found = bare(layout, prose);
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// The separator of two columns of a table that is run together.
const GAP: &str = "  ";

/// `Shinhan Bank 088   Kookmin Bank 004`: a table run together, with wide gaps.
fn table(prose: &[Text]) -> Vec<(Text, String)> {
    let mut found: Vec<(Text, String)> = Vec::new();
    let mut columns = 0;
    for line in prose {
        let cells: Vec<&str> = line.text.split(GAP).map(str::trim).collect();
        let cells = cells.into_iter().filter(|cell| !cell.is_empty());
        let read: Option<Vec<_>> = cells.map(|cell| named_code(line, cell)).collect();
        let Some(row) = read else { continue };
        // One cell is a row of the table only where wider ones stand above it.
        if row.len() > 1 || columns > 1 {
            columns = columns.max(row.len());
            found.extend(row);
        }
    }
    let digits = found.first().map_or(0, |(code, _)| code.text.len());
    let alike = found.iter().all(|(code, _)| code.text.len() == digits);
    if alike { found } else { Vec::new() }
}

/// `Shinhan Bank 088`
fn named_code(line: &Text, cell: &str) -> Option<(Text, String)> {
    let (name, code) = cell.rsplit_once(' ')?;
    let name = name.trim();
    (code.len() > 1 && is_code(code) && !name.is_empty()).then(|| pair(line, code, name))
}

fn pair(line: &Text, code: &str, name: &str) -> (Text, String) {
    let code = Text {
        text: code.to_owned(),
        span: line.span,
    };
    (code, name.to_owned())
}

/// `- CODE : text`, `CODE: text`, or several of them between commas, also in brackets.
fn of_line(layout: &Pages, line: &Text) -> Vec<(Text, String)> {
    let mut found = Vec::new();
    for piece in pieces(layout, &line.text) {
        let parts: Vec<&str> = piece.split([',', '/']).map(str::trim).collect();
        let read: Option<Vec<_>> =
            parts.iter().map(|it| coded(layout, line, it)).collect();
        match read {
            Some(several) if several.len() > 1 => found.extend(several),
            _ => found.extend(coded(layout, line, piece)),
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// `01: text`
fn coded(layout: &Pages, line: &Text, piece: &str) -> Option<(Text, String)> {
    let (code, name) = piece.split_once([':', '=', '：'])?;
    let (code, name) = (code.trim(), name.trim());
    let Labels { form, default, .. } = &layout.labels;
    let is_label = form.iter().chain(default).any(|it| it == code);
    (is_code(code) && !is_label && !name.is_empty()).then(|| pair(line, code, name))
}

fn is_code(text: &str) -> bool {
    let is_letter =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=40).contains(&text.len()) && text.bytes().all(is_letter)
}

/// `- PY`: a list of codes that have no names.
fn bare(layout: &Pages, prose: &[Text]) -> Vec<(Text, String)> {
    let code = |line: &Text| {
        let bare = without_bullet(layout, &line.text);
        (bare.len() < line.text.len() && is_code(bare)).then(|| pair(line, bare, bare))
    };
    prose.iter().filter_map(code).collect()
}
