//! Changes in a file only what has changed: comments and layout stay.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::yaml;
use crate::load::Spec;
use crate::raw::Operation;
use crate::source::{self, File, Files};

/// The file with the operation as it is now, and whether it had to be written anew.
pub(super) fn apply(spec: &Spec, file: &File, new: &Operation) -> (String, bool) {
    let wanted = yaml::operation(new);
    let old = spec.operations.iter().find(|it| {
        it.stem == file.name.trim_start_matches("operations/").trim_end_matches(".yaml")
    });
    let patched =
        old.and_then(|old| patched(&file.text, &yaml::operation(old), &wanted));
    match patched.filter(|text| says(text, &wanted)) {
        Some(text) => (text, false),
        None => (with_comments(&file.text, &wanted), true),
    }
}

/// Whether a text says what the other says, comments and layout aside.
fn says(text: &str, wanted: &str) -> bool {
    let mut files = Files::default();
    let file = files.add(String::new(), String::new(), text.to_owned());
    source::read::<Operation>(&files, file)
        .is_ok_and(|(operation, _)| yaml::operation(&operation) == wanted)
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

/// The comment behind a line's value.
fn remark(line: &str) -> Option<&str> {
    if line.contains(['"', '\'']) {
        return None;
    }
    line.find(" #").and_then(|at| line.get(at..))
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
