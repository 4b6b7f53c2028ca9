use std::fmt::Write as _;

use super::super::{Change, Group};
use super::content::{
    Digest, Section, UNRECORDED, because, line, reason, severity, source,
};
use crate::diagnostic::Style;
use crate::escape::escaped;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const PLAIN: &str = "\u{1b}[0m";

pub(super) fn render(digest: &Digest<'_>, style: Style) -> String {
    if digest.changes.is_empty() {
        let not_compared = unrecorded(digest);
        return format!("no change since {}\n{not_compared}", escaped(digest.base));
    }
    let (bold, red, plain) = match style {
        Style::Coloured => (BOLD, RED, PLAIN),
        Style::Plain => ("", "", ""),
    };
    let mut text = String::new();
    for Section { name, worst, changes, .. } in digest.groups() {
        let colour = match worst {
            Group::WireBreaking | Group::TypeBreaking => red,
            Group::Behaviour | Group::Additive | Group::Documentation => bold,
        };
        let count = changes.len();
        let _ = writeln!(text, "{colour}{name}{plain} ({count})");
        for change in changes {
            told(&mut text, digest, change);
        }
        text.push('\n');
    }
    let accepted = digest.accepted();
    if !accepted.is_empty() {
        let _ = writeln!(text, "{bold}accepted{plain} ({})", accepted.len());
        for (change, exception) in accepted {
            told(&mut text, digest, change);
            let _ = writeln!(text, "      accepted: {}", escaped(&reason(exception)));
        }
        text.push('\n');
    }
    text.push_str(&unrecorded(digest));
    let _ =
        writeln!(text, "changes since {}: {}", escaped(digest.base), digest.counts());
    for (what, conclusion) in digest.conclusions() {
        let _ = writeln!(text, "{bold}{what}{plain}: {conclusion}");
    }
    text
}

fn unrecorded(digest: &Digest<'_>) -> String {
    if digest.unrecorded { format!("{UNRECORDED}\n") } else { String::new() }
}

fn told(text: &mut String, digest: &Digest<'_>, change: &Change) {
    let id = change.effect.kind.id();
    let group = severity(change).map_or_else(String::new, |it| format!("{it}: "));
    let _ = writeln!(text, "  {id} {group}{}", escaped(&line(change)));
    text.push_str(&outcomes(change));
    let documented = format!("{}; {}", source(change), digest.place(change));
    let _ = writeln!(text, "      {}", escaped(&documented));
}

/// What a change of words does goes without saying.
fn outcomes(change: &Change) -> String {
    let effect = &change.effect;
    if effect.group == Group::Documentation {
        return String::new();
    }
    format!(
        "      deployed client {}\n      caller's code {}\n",
        because(effect.deployed.name(), effect.deployed_why),
        because(effect.callers.name(), effect.callers_why),
    )
}
