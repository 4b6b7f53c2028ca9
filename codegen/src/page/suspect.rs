//! Lines that look like a fact, but are not understood: they are told, and never taken for the
//! words of a description.

use super::line::{Lines, has, status};
use crate::diagnostic::distance;
use crate::raw::{Labels, Pages};

/// Whether a line between others looks like a fact.
pub(super) fn is_fact(lines: &Lines<'_>, at: usize) -> bool {
    let (layout, key) = (lines.layout, lines.key(at));
    is_label(layout, key) || status(key).is_some() || is_statement(layout, key)
}

/// Whether a line that may have been cut is the beginning of a word of the layout.
pub(super) fn is_begun(lines: &Lines<'_>, at: usize) -> bool {
    let begins = |label: &&str| label.starts_with(lines.key(at));
    lines.is_torn(at) && words(lines.layout).iter().any(begins)
}

/// Whether a line that may have been cut is the beginning of one that is no description.
pub(super) fn may_be_fact(lines: &Lines<'_>, at: usize) -> bool {
    let (layout, key) = (lines.layout, lines.key(at));
    let bare = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |label: &&str| label.starts_with(key);
    let limits = of_limits(&layout.labels);
    bare.is_empty()
        || words(layout).iter().any(begins)
        || limits.into_iter().flatten().any(|label| {
            label.starts_with(key)
                || key.strip_prefix(label.as_str()).is_some_and(is_separated)
        })
}

fn is_separated(rest: &str) -> bool {
    rest.trim_start().starts_with(':')
}

/// The labels before a limit.
fn of_limits(labels: &Labels) -> [&Vec<String>; 4] {
    [&labels.length, &labels.value, &labels.min, &labels.max]
}

/// The labels that have a line of their own.
fn of_lines(labels: &Labels) -> [&Vec<String>; 12] {
    [
        &labels.request_headers,
        &labels.request_parameters,
        &labels.response_headers,
        &labels.response_parameters,
        &labels.response_codes,
        &labels.code,
        &labels.message,
        &labels.description,
        &labels.show_all,
        &labels.test_cases,
        &labels.end,
        &labels.encrypted,
    ]
}

/// The words that stand alone in their line.
fn words(layout: &Pages) -> Vec<&str> {
    let labels = of_lines(&layout.labels).into_iter().flatten().map(String::as_str);
    let types = layout.types.iter().map(|it| it.label.as_str());
    let needs = layout.needs.iter().map(|it| it.label.as_str());
    labels.chain(types).chain(needs).collect()
}

/// Whether a line is a word of the page's layout, which has another place.
fn is_label(layout: &Pages, key: &str) -> bool {
    words(layout).contains(&key)
}

/// Whether a line is a label, or nearly one.
pub(super) fn is_nearly(labels: &[String], key: &str) -> bool {
    has(labels, key) || labels.iter().any(|label| is_near(label, key))
}

/// Whether a few letters differ. Short words differ from others by as much.
fn is_near(label: &str, key: &str) -> bool {
    let letters = label.chars().count();
    let limit = if letters < 4 { 0 } else { letters / 4 };
    let lower = |text: &str| text.to_lowercase();
    limit > 0 && distance(&lower(label), &lower(key), limit).is_some()
}

/// Whether a line says of something how long, how great or of which form it is, in words that are
/// not understood: `Max length : 27`, `Lenght : 3`, `기본 = 0`.
fn is_statement(layout: &Pages, key: &str) -> bool {
    let bare = key.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((label, value)) = bare.split_once([':', '=']) else { return false };
    let (label, value) = (label.trim(), value.trim());
    let Labels { form, default, .. } = &layout.labels;
    let is_read =
        |names: &Vec<String>| names.iter().any(|it| it.eq_ignore_ascii_case(label));
    if is_read(form) || is_read(default) || value.is_empty() {
        return false;
    }
    let limits = of_limits(&layout.labels);
    let is_limit = |word: &str| {
        let mut names = limits.iter().flat_map(|names| names.iter());
        names.any(|name| name.eq_ignore_ascii_case(word) || is_near(name, word))
    };
    let is_phrase = label.chars().all(|c| c.is_alphanumeric() || c == ' ');
    let of_limit = is_phrase && is_amount(value) && label.split(' ').any(is_limit);
    let is_number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let is_code =
        label.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let near_form = form.iter().chain(default).any(|name| is_near(name, label));
    of_limit || (is_number && !is_code && !label.contains(' ')) || near_form
}

/// `27`, `-1.5` or `20 bytes`.
fn is_amount(value: &str) -> bool {
    let value = value.strip_prefix('-').unwrap_or(value);
    let rest =
        value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    rest.len() < value.len() && rest.chars().all(|c| c.is_alphabetic() || c == ' ')
}
