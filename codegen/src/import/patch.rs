//! Edits a file where its facts have changed: comments and layout stay.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use serde::de::DeserializeOwned;

use super::yaml;
use crate::raw::Facts;
use crate::source::{self, Files};

/// The new text of a file, and whether its layout could not be kept.
pub(super) fn apply<T: DeserializeOwned + Facts>(
    ours: &str,
    old: &T,
    new: &T,
) -> (String, bool) {
    let wanted = yaml::file(new);
    let says = |text: &String| {
        let mut files = Files::default();
        let file = files.add(String::new(), String::new(), text.clone());
        source::read::<T>(&files, file)
            .is_ok_and(|(again, _)| yaml::file(&again) == wanted)
    };
    // A text that says something else, comments and layout aside, is none.
    match patched(ours, &yaml::file(old), &wanted).filter(says) {
        Some(text) => (text, false),
        None => (with_comments(ours, &wanted), true),
    }
}

/// What was changed on the way from `old` to `new`, changed in `ours`, which says the same as
/// `old` in its own way. Nothing where a change falls into lines that are written differently.
fn patched(ours: &str, old: &str, new: &str) -> Option<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (ours, old, new) = (lines(ours), lines(old), lines(new));
    let plain = |lines: &[String]| lines.iter().map(|it| plain(it)).collect::<Vec<_>>();
    let (plain_ours, plain_old) = (plain(&ours), plain(&old));
    let mut place = HashMap::new();
    for op in capture_diff_slices(Algorithm::Patience, &plain_old, &plain_ours) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            place.extend((0..len).map(|at| (old_index + at, new_index + at)));
        }
    }
    // From the end, so that earlier places stay where they are.
    let mut out = ours;
    let changes = capture_diff_slices(Algorithm::Patience, &old, &new);
    for op in changes.into_iter().rev() {
        let (tag, from, to) = op.as_tag_tuple();
        if tag == similar::DiffTag::Equal {
            continue;
        }
        let lines = new.get(to)?.to_vec();
        let start = match from.clone().next() {
            Some(first) => *place.get(&first)?,
            None => match from.start.checked_sub(1).and_then(|it| place.get(&it)) {
                Some(before) => before + 1,
                None => *place.get(&from.start)?,
            },
        };
        let is_together =
            from.clone().zip(start..).all(|(a, b)| place.get(&a) == Some(&b));
        if !is_together {
            return None;
        }
        let lines = remarked(out.get(start..start + from.len())?, lines);
        out.splice(start..start + from.len(), lines);
    }
    Some(out.join("\n") + "\n")
}

/// Lines that replace as many others take over the comments behind them.
fn remarked(old: &[String], new: Vec<String>) -> Vec<String> {
    if old.len() != new.len() {
        return new;
    }
    let pairs = old.iter().zip(new);
    pairs.map(|(old, new)| format!("{new}{}", remark(old).unwrap_or(""))).collect()
}

/// The comment behind a line's value. A sign in quotes begins none.
fn remark(line: &str) -> Option<&str> {
    let (value, comment) = line.split_at(line.rfind(" #")?);
    let quoted = |quote: char| value.matches(quote).count() % 2 == 1;
    let may_be_quoted = quoted('"') || (value.contains('\'') && comment.contains('\''));
    (!may_be_quoted && !comment.contains('"')).then_some(comment)
}

/// A line without its comment and its quotes.
fn plain(line: &str) -> String {
    let without = line.len() - remark(line).map_or(0, str::len);
    line.get(..without).unwrap_or(line).trim_end().replace(['"', '\''], "")
}

/// The new text with the comments of the old one, each above the line that it stood above.
fn with_comments(old: &str, new: &str) -> String {
    let mut waiting: Vec<&str> = Vec::new();
    let mut comments: Vec<(String, Vec<&str>)> = Vec::new();
    for line in old.lines() {
        if line.trim_start().starts_with('#') {
            waiting.push(line);
        } else if !waiting.is_empty() && !line.trim().is_empty() {
            comments.push((plain(line), std::mem::take(&mut waiting)));
        }
    }
    let mut out: Vec<&str> = Vec::new();
    let mut comments = comments.into_iter().peekable();
    for line in new.lines() {
        if let Some((_, lines)) = comments.next_if(|(above, _)| *above == plain(line)) {
            out.extend(lines);
        }
        out.push(line);
    }
    // What stood above a line that is gone stands at the end.
    out.extend(comments.flat_map(|(_, lines)| lines));
    out.extend(waiting);
    out.join("\n") + "\n"
}
