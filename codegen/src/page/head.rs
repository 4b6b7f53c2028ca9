//! The parts of a page above the first heading and below the last fact.

use super::line::{Lines, Text, has};
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
    /// Absent in a dense capture.
    pub(super) method: Option<(Method, Span)>,
    pub(super) path: Text,
    pub(super) description: Vec<Text>,
}

pub(super) fn read(
    lines: &mut Lines<'_>,
    outline: &Outline,
) -> Result<Head, Diagnostic> {
    let filled = lines.filled(outline.head.clone());
    let path = path(lines, &filled)?;
    let method = filled.iter().take_while(|at| **at < path).find_map(|at| {
        let known = Method::ALL.iter().find(|method| method.as_str() == lines.key(*at));
        known.map(|method| (*at, *method))
    });
    let method = method.map(|(at, method)| (method, lines.take(at).span));
    let (title, mode) = title(lines, &filled, path)?;
    let (version, versions) = versions(lines, &filled, path);
    let path_line = lines.take(path);
    let mut description = Vec::new();
    for at in filled.into_iter().filter(|at| *at > path) {
        if !lines.is_garbled(at) {
            description.push(lines.take(at));
        }
    }
    Ok(Head {
        title,
        mode,
        version,
        versions,
        method,
        path: path_line,
        description,
    })
}

/// The line of the path: behind the method, or behind the versions where no method is shown.
fn path(lines: &Lines<'_>, filled: &[usize]) -> Result<usize, Diagnostic> {
    let is_method =
        |at: &usize| Method::ALL.iter().any(|it| it.as_str() == lines.key(*at));
    let is_version = |at: &usize| version_of(lines, *at).is_some();
    let above = filled.iter().position(is_method);
    let above = above.or_else(|| filled.iter().rposition(is_version));
    let Some(above) = above else { return Err(refusal::no_page(lines)) };
    let behind = filled.get(above + 1);
    let path = behind.filter(|at| is_path(lines.key(**at)) && !lines.is_torn(**at));
    match (path, behind.or(filled.get(above))) {
        (Some(path), _) => Ok(*path),
        (None, Some(last)) => Err(refusal::no_path(lines.peek(*last).span)),
        (None, None) => Err(refusal::no_page(lines)),
    }
}

fn is_path(key: &str) -> bool {
    key.contains('/') && !key.contains(' ')
}

/// The last line before the versions that is not the portal's own.
fn title(
    lines: &mut Lines<'_>,
    filled: &[usize],
    path: usize,
) -> Result<(Text, Option<Mode>), Diagnostic> {
    let is_method =
        |at: usize| Method::ALL.iter().any(|it| it.as_str() == lines.key(at));
    let mut above = filled.iter().copied().filter(|at| *at < path);
    let mut heads = above.clone();
    let below = heads.find(|at| version_of(lines, *at).is_some() || is_method(*at));
    let below = below.unwrap_or(path);
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
    path: usize,
) -> (Option<Text>, Vec<Text>) {
    let mut found = Vec::new();
    for at in filled.iter().copied().filter(|at| *at < path) {
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
    let is_version = has(&lines.layout.labels.version, label.trim());
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
