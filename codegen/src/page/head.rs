//! The parts of a page above the first heading and below the last fact.

use super::line::{Lines, Text};
use super::outline::Outline;
use super::refusal;
use crate::diagnostic::Diagnostic;
use crate::raw::{Method, Mode};
use crate::source::Span;

/// The head of a page.
pub(super) struct Head {
    pub(super) title: Text,
    pub(super) mode: Option<Mode>,
    pub(super) version: Option<Text>,
    pub(super) versions: Vec<Text>,
    pub(super) method: Method,
    pub(super) method_place: Span,
    pub(super) path: Text,
    pub(super) description: Vec<Text>,
}

pub(super) fn read(
    lines: &mut Lines<'_>,
    outline: &Outline,
) -> Result<Head, Diagnostic> {
    let end = outline.head.end;
    let filled = lines.filled(outline.head.clone());
    let method = filled.iter().find_map(|at| {
        let known = Method::ALL.iter().find(|method| method.as_str() == lines.key(*at));
        known.map(|method| (*at, *method))
    });
    let Some((method_at, method)) = method else {
        return Err(refusal::no_method(lines.peek(end).span));
    };
    let method_place = lines.take(method_at).span;
    let (title, mode) = title(lines, &filled, method_at)?;
    let (version, versions) = versions(lines, &filled, method_at);
    let mut behind = filled.into_iter().filter(|at| *at > method_at);
    let path = behind.next().filter(|at| is_path(lines.key(*at)));
    let Some(path) = path else {
        let next = (method_at + 1..=end).find(|at| !lines.is_blank(*at));
        return Err(refusal::no_path(lines.peek(next.unwrap_or(end)).span));
    };
    Ok(Head {
        title,
        mode,
        version,
        versions,
        method,
        method_place,
        path: lines.take(path),
        description: behind.map(|at| lines.take(at)).collect(),
    })
}

fn is_path(key: &str) -> bool {
    key.contains('/') && !key.contains(' ')
}

/// The last line before the versions that is not the portal's own.
fn title(
    lines: &mut Lines<'_>,
    filled: &[usize],
    method: usize,
) -> Result<(Text, Option<Mode>), Diagnostic> {
    let mut above = filled.iter().copied().filter(|at| *at < method);
    let first_version = above.clone().find(|at| version_of(lines, *at).is_some());
    let below = first_version.unwrap_or(method);
    let is_title = |at: &usize| *at < below && !lines.is_chrome(*at);
    let found = above.clone().rfind(is_title);
    let chrome: Vec<usize> = above.by_ref().filter(|at| lines.is_chrome(*at)).collect();
    for at in chrome {
        lines.pass(at);
    }
    let Some(at) = found else {
        return Err(refusal::no_title(lines.peek(below).span));
    };
    let mut title = lines.take(at);
    let modes = &lines.layout.modes;
    let glued = modes.iter().filter(|it| title.text.ends_with(it.label.as_str()));
    let mode = glued.max_by_key(|it| it.label.len());
    if let Some(label) = mode.map(|it| it.label.as_str()) {
        let name = title.text.strip_suffix(label).unwrap_or(&title.text);
        title.text = String::from(name.trim_end());
    }
    if title.text.is_empty() {
        return Err(refusal::no_title(title.span));
    }
    Ok((title, mode.map(|it| it.mode)))
}

fn versions(
    lines: &mut Lines<'_>,
    filled: &[usize],
    method: usize,
) -> (Option<Text>, Vec<Text>) {
    let mut found = Vec::new();
    for at in filled.iter().copied().filter(|at| *at < method) {
        if let Some(version) = version_of(lines, at) {
            let span = lines.take(at).span;
            found.push(Text { text: version, span });
        }
    }
    let selected = found.first().cloned();
    (selected, found.into_iter().skip(1).collect())
}

/// `v1` of `Version: v1`.
fn version_of(lines: &Lines<'_>, at: usize) -> Option<String> {
    let (label, version) = lines.key(at).split_once(':')?;
    let is_version = super::line::has(&lines.layout.labels.version, label.trim());
    let version = version.trim();
    (is_version && !version.is_empty()).then(|| version.to_owned())
}

/// What stands below the page's own facts: the portal's lines, and one with the names of all
/// APIs run together.
pub(super) fn tail(lines: &mut Lines<'_>, end: usize) {
    lines.pass(end);
    let filled = lines.filled(end + 1..lines.len());
    for at in &filled {
        if lines.is_chrome(*at) {
            lines.pass(*at);
        }
    }
    if let [.., last] = filled.as_slice() {
        lines.pass(*last);
    }
}
