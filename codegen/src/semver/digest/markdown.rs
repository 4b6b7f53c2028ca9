use std::fmt::Write as _;

use super::super::{Change, Group, Part};
use super::content::{Digest, Section, UNRECORDED, because, reason, severity, source};
use crate::escape::escaped;

/// Lists of more changes than this are folded.
const FOLDED: usize = 10;

/// Values of more characters than this are cut, and whole behind a fold.
const CUT: usize = 60;

const ALL: &[&str] = &["change", "deployed client", "caller's code", "source"];

pub(super) fn render(digest: &Digest<'_>) -> String {
    let base = code(digest.base);
    if digest.changes.is_empty() {
        return format!("No change since {base}.\n{}", unrecorded(digest));
    }
    let mut text = format!("### Changes since {base}: {}\n\n", digest.counts());
    for (what, conclusion) in digest.conclusions() {
        let _ = writeln!(text, "- {what}: **{conclusion}**");
    }
    for Section { name, part, worst, changes } in digest.groups() {
        let head = (name, worst);
        if part == Part::Spec && worst == Group::Documentation {
            let rows = changes.iter().map(|it| vec![what(it), place(digest, it)]);
            section(&mut text, head, &["change", "source"], rows.collect());
        } else {
            let rows = changes.iter().map(|it| row(digest, it));
            section(&mut text, head, ALL, rows.collect());
        }
    }
    let accepted = digest.accepted();
    if !accepted.is_empty() {
        let rows = accepted.iter().map(|(change, exception)| {
            let mut row = row(digest, change);
            row.push(words(&reason(exception)));
            row
        });
        let head = ("accepted", Group::Documentation);
        section(&mut text, head, &[ALL, &["because"]].concat(), rows.collect());
    }
    text.push_str(&unrecorded(digest));
    text
}

fn unrecorded(digest: &Digest<'_>) -> String {
    if digest.unrecorded { format!("\nNote: {UNRECORDED}.\n") } else { String::new() }
}

/// A table under a heading.
fn section(
    text: &mut String,
    (name, worst): (&str, Group),
    columns: &[&str],
    rows: Vec<Vec<String>>,
) {
    let count = rows.len();
    let _ = writeln!(text, "\n#### {name} ({count})\n");
    if count > FOLDED {
        // What breaks somebody is not to be overlooked.
        let open = if worst <= Group::TypeBreaking { " open" } else { "" };
        let _ = writeln!(text, "<details{open}><summary>all {count}</summary>\n");
    }
    let _ = writeln!(text, "| {} |", columns.join(" | "));
    let _ = writeln!(text, "|{}", "---|".repeat(columns.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    if count > FOLDED {
        text.push_str("\n</details>\n");
    }
}

fn row(digest: &Digest<'_>, change: &Change) -> Vec<String> {
    let effect = &change.effect;
    vec![
        what(change),
        cell(&because(effect.deployed.name(), effect.deployed_why)),
        cell(&because(effect.callers.name(), effect.callers_why)),
        place(digest, change),
    ]
}

fn place(digest: &Digest<'_>, change: &Change) -> String {
    format!("{}<br>{}", words(&source(change)), code(&digest.place(change)))
}

fn what(change: &Change) -> String {
    let concerns = change.concerns();
    let concerns =
        if concerns.is_empty() { concerns } else { format!("{} ", code(&concerns)) };
    let (id, subject) = (change.effect.kind.id(), code(&change.subject));
    let (short, whole) = (values(change, &cut), values(change, &code));
    let more = if short == whole {
        String::new()
    } else {
        format!("<details><summary>whole</summary>{whole}</details>")
    };
    let colon = if short.is_empty() { "" } else { ": " };
    let group = severity(change).map_or_else(String::new, |it| format!("**{it}** "));
    format!("{id} {group}{concerns}{subject}<br>{}{colon}{short}{more}", change.fact)
}

/// What was, and what is.
fn values(change: &Change, show: &dyn Fn(&str) -> String) -> String {
    match (&change.old, &change.new) {
        (None, None) => String::new(),
        (Some(old), None) if change.is_gone() => show(old),
        (None, Some(new)) if change.has_no_old() => show(new),
        (old, new) => {
            let side = |side: &Option<String>| {
                side.as_deref().map_or_else(|| "nothing".to_owned(), show)
            };
            format!("{} → {}", side(old), side(new))
        }
    }
}

/// A value as code, or how it begins.
fn cut(value: &str) -> String {
    match value.char_indices().nth(CUT) {
        Some((end, _)) => format!("{}…", code(value.get(..end).unwrap_or(value))),
        None => code(value),
    }
}

/// Words of a page or of people, in a cell of a table. Where they are shown, some of them would
/// call people, lead to issues or commits, or become links: those stand there as code.
fn words(words: &str) -> String {
    let word = |word: &str| if is_live(word) { code(word) } else { cell(word) };
    words.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn is_live(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let mut parts = small.split(|c: char| !c.is_ascii_alphanumeric());
    let is_commit = |part: &str| {
        let is_hex = |c: char| c.is_ascii_hexdigit();
        part.len() >= 7 && part.chars().all(is_hex)
    };
    small.contains(['@', '#', '`'])
        || ["://", "www.", "gh-"].iter().any(|live| small.contains(live))
        || parts.any(is_commit)
}

/// Told in a cell of a table, as they are. Code between backticks stays code.
fn cell(words: &str) -> String {
    let mut cell = String::with_capacity(words.len());
    for c in escaped(words).chars() {
        match c {
            '|' | '\\' | '*' | '_' | '[' | '<' | '~' | '&' => cell.extend(['\\', c]),
            c => cell.push(c),
        }
    }
    cell
}

/// A value as code in a cell of a table, whatever it holds: between more backticks than it has in
/// a row.
fn code(value: &str) -> String {
    let value = escaped(value).replace('|', "\\|");
    let runs = value.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or(0) + 1);
    if value.starts_with('`') || value.ends_with('`') {
        return format!("{fence} {value} {fence}");
    }
    format!("{fence}{value}{fence}")
}
