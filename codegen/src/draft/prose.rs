//! Facts that the prose of a field states in regular words: form, default, condition, codes.

use crate::page::{Limit, Text};
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

/// What is known of a field beside its prose.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hints<'a> {
    pub(super) limit: Option<&'a Limit>,
    /// Whether the prose may go on.
    pub(super) is_cut: bool,
}

pub(super) fn read(layout: &Pages, prose: &[Text], hints: Hints<'_>) -> ProseFacts {
    let mut told = ProseFacts::default();
    for line in prose {
        for piece in pieces(layout, &line.text) {
            statement(&layout.labels, &mut told, line, piece);
        }
        told.wire = told.wire.or_else(|| wire(&line.text));
    }
    told.condition = condition(layout, prose);
    told.codes = codes(layout, prose, hints);
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
        let begins = |c: char| c == ' ' || c.is_alphabetic();
        rest.starts_with(begins).then(|| rest.trim_start())
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
    if told.form.is_none() && is_date(piece) {
        told.form = text(piece);
    }
    if let Some(default) = labelled(&labels.default, piece)
        && told.default.is_none()
    {
        told.default = text(default);
    }
}

/// `YYYYMMDD`, without a word for what it is.
fn is_date(piece: &str) -> bool {
    let is_letter =
        |c: char| matches!(c, 'Y' | 'y' | 'M' | 'm' | 'D' | 'd' | 'H' | 'S' | 's');
    piece.len() > 3
        && piece.chars().all(is_letter)
        && Shape::parse(piece).is_ok_and(|shape| shape.parts.len() > 1)
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

/// Codes in any of the ways in which pages list them. One alone is no list, unless it has just
/// the length of the value, or the list may go on.
fn codes(layout: &Pages, prose: &[Text], hints: Hints<'_>) -> Vec<(Text, String)> {
    let mut found = table(prose, hints.is_cut);
    if found.is_empty() {
        found = prose.iter().flat_map(|line| of_line(layout, line)).collect();
    }
    let is_only = |(code, _): &(Text, String)| {
        hints.is_cut || hints.limit.is_some_and(|limit| limit.is_length(code.text.len()))
    };
    let is_list = |found: &[(Text, String)]| match found {
        [] => false,
        [only] => is_only(only),
        _ => true,
    };
    if !is_list(&found) {
        found = bare(layout, prose, hints);
    }
    if is_list(&found) { found } else { Vec::new() }
}

/// The separator of two columns of a table that is run together.
const GAP: &str = "  ";

/// `Shinhan Bank 088   Kookmin Bank 004`: a table run together, with wide gaps.
fn table(prose: &[Text], is_cut: bool) -> Vec<(Text, String)> {
    let mut found: Vec<(Text, String)> = Vec::new();
    let mut columns = 0;
    for (number, line) in prose.iter().enumerate() {
        let cells: Vec<&str> = line.text.split(GAP).map(str::trim).collect();
        let cells = cells.into_iter().filter(|cell| !cell.is_empty());
        let count = cells.clone().count();
        let row: Vec<_> = cells.map_while(|cell| named_code(line, cell)).collect();
        // The last row may be cut off.
        let is_begun = is_cut && number + 1 == prose.len();
        if row.len() < count && !is_begun {
            continue;
        }
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
        let several = several(layout, line, piece);
        if several.len() > 1 {
            found.extend(several);
        } else {
            found.extend(coded(layout, line, piece));
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// `0: text, 1: text, more of it`
fn several(layout: &Pages, line: &Text, piece: &str) -> Vec<(Text, String)> {
    let slashed: Option<Vec<_>> =
        piece.split(['/', ',']).map(|it| coded(layout, line, it.trim())).collect();
    if let Some(all) = slashed.filter(|all| all.len() > 1) {
        return all;
    }
    let mut found: Vec<(Text, String)> = Vec::new();
    for part in piece.split(',').map(str::trim) {
        match (coded(layout, line, part), found.last_mut()) {
            (Some(code), _) => found.push(code),
            (None, Some((_, name))) => *name = format!("{name}, {part}"),
            (None, None) => return Vec::new(),
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

/// `- PY`: a list of codes that have no names. A word is one where the limits of the value allow
/// for it.
fn bare(layout: &Pages, prose: &[Text], hints: Hints<'_>) -> Vec<(Text, String)> {
    let is_word = |text: &str| {
        let is_allowed = |limit: &Limit| limit.allows_length(text.len());
        text.chars().all(|c| c.is_ascii_alphanumeric())
            && hints.limit.is_some_and(is_allowed)
    };
    let code = |line: &Text| {
        let bare = without_bullet(layout, &line.text);
        let is_one = bare.len() < line.text.len() && (is_code(bare) || is_word(bare));
        is_one.then(|| pair(line, bare, bare))
    };
    prose.iter().filter_map(code).collect()
}
