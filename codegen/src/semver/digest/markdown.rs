use std::fmt::Write as _;

use super::super::{Change, Group};
use super::content::{Digest, because, source};
use crate::escape::escaped;

pub(super) fn render(digest: &Digest<'_>) -> String {
    let base = code(digest.base);
    if digest.changes.is_empty() {
        return format!("No change of the spec since {base}.\n");
    }
    let mut text =
        format!("### Changes of the spec since {base}: {}\n\n", digest.counts());
    for (what, conclusion) in digest.conclusions() {
        let _ = writeln!(text, "- {what}: **{conclusion}**");
    }
    for (group, changes) in digest.groups() {
        let _ = writeln!(text, "\n#### {} ({})\n", group.name(), changes.len());
        let words_only = group == Group::Documentation;
        text.push_str(if words_only {
            "| change | source |\n|---|---|\n"
        } else {
            "| change | deployed client | caller's code | source |\n|---|---|---|---|\n"
        });
        for change in changes {
            let documented =
                format!("{}<br>{}", cell(&source(change)), code(&digest.place(change)));
            if words_only {
                let _ = writeln!(text, "| {} | {documented} |", what(change));
                continue;
            }
            let effect = &change.effect;
            let _ = writeln!(
                text,
                "| {} | {} | {} | {documented} |",
                what(change),
                cell(&because(effect.deployed.name(), effect.deployed_why)),
                cell(&because(effect.callers.name(), effect.callers_why)),
            );
        }
    }
    text
}

fn what(change: &Change) -> String {
    let concerns = change.concerns();
    let concerns =
        if concerns.is_empty() { concerns } else { format!("{} ", code(&concerns)) };
    let values = match (&change.old, &change.new) {
        (None, None) => String::new(),
        (Some(old), None) if change.is_gone() => format!(": {}", code(old)),
        (None, Some(new)) if change.fact == super::super::change::ADDED => {
            format!(": {}", code(new))
        }
        (old, new) => {
            let side = |side: &Option<String>| {
                side.as_deref().map_or_else(|| "nothing".to_owned(), code)
            };
            format!(": {} → {}", side(old), side(new))
        }
    };
    format!("{concerns}{}<br>{}{values}", code(&change.subject), change.fact)
}

/// Told in a cell of a table, as they are. Code between backticks stays code.
fn cell(words: &str) -> String {
    let mut cell = String::with_capacity(words.len());
    for c in escaped(words).chars() {
        match c {
            '|' | '\\' | '*' | '_' | '[' | '<' | '~' => cell.extend(['\\', c]),
            c => cell.push(c),
        }
    }
    cell
}

/// A value as code in a cell of a table, whatever it holds.
fn code(value: &str) -> String {
    let value = escaped(value);
    if value.contains('`') {
        return cell(&value).replace('`', "\\`");
    }
    format!("`{}`", value.replace('|', "\\|"))
}
