//! `cargo xtask explain`

use std::fmt::Write as _;

use codegen::doubt;
use codegen::escape::escaped;
use codegen::explanations;
use codegen::semver::Kind;

use crate::output::{CommandResult, ExitStatus, print};

/// Explains a finding or a kind of change; without a code, lists all.
pub(crate) fn run(code: Option<&str>) -> CommandResult {
    let Some(code) = code else {
        let mut list = String::new();
        for explanation in explanations::all() {
            let _ = writeln!(list, "{}  {}", explanation.code, explanation.title);
        }
        for kind in doubt::KINDS {
            let _ = writeln!(list, "{}  {}", kind.code, kind.title);
        }
        for kind in Kind::ALL {
            let _ = writeln!(list, "{}  {}", kind.id(), kind.title());
        }
        print(&list)?;
        return Ok(ExitStatus::Success);
    };
    if let Some(kind) = Kind::of(code) {
        print(&change(kind))?;
        return Ok(ExitStatus::Success);
    }
    if let Some(kind) = doubt::Kind::of(code) {
        print(&doubtful(kind))?;
        return Ok(ExitStatus::Success);
    }
    let Some(explanation) = explanations::of(code) else {
        let message =
            format!("unknown code `{}`; `cargo xtask explain` lists all", escaped(code));
        return Err(message.into());
    };
    let text = format!(
        "{}: {}\n\n{}\n\nBad:\n\n{}\n\nGood:\n\n{}\n",
        explanation.code,
        explanation.title,
        wrapped(explanation.text),
        indented(explanation.bad),
        indented(explanation.good),
    );
    print(&text)?;
    Ok(ExitStatus::Success)
}

/// Explains a kind of doubt, and how to decide it.
fn doubtful(kind: &doubt::Kind) -> String {
    let (code, title) = (kind.code, kind.title);
    let sentences: Vec<_> = kind.sentences.iter().map(|it| wrapped(it)).collect();
    format!(
        "{code}: {title}\n\n{}\n\nThe question to the vendor:\n\n{}\n\nImport states it so:\n\n{}\n\n\
         {}\n\n{}\n",
        wrapped(kind.text),
        indented(kind.question),
        indented(&sentences.join("\n\n")),
        wrapped(
            "Answer one by correcting the reading and removing the sentence from its `confirm`. To \
             decide all of them at once, also those of pages to come, list the kind in \
             decisions.yaml of the spec, and import the pages again:"
        ),
        indented(&format!(
            "kinds:\n  - kind: {code}\n    because: …\n    evidence: [<ids of sources>]\n    \
             standing: inferred"
        )),
    )
}

/// Explains a kind of change. The effect of a change depends on who uses what has changed, and
/// the digest shows it beside each.
fn change(kind: Kind) -> String {
    let id = kind.id();
    format!(
        "{id}: {}\n\n{}\n\nExample:\n\n{}\n\n{}\n\n{}\n",
        kind.title(),
        wrapped(kind.text()),
        indented(kind.example()),
        wrapped(
            "`cargo xtask diff` shows the severity of each change and its effect on deployed \
             clients and on the code of callers. To accept a change until the next release, \
             list it in accepted.yaml of the spec:"
        ),
        indented(&format!(
            "exceptions:\n  - change: {id}\n    subject: {}\n    because: …\n    by: …",
            kind.example().split(',').next().unwrap_or_default()
        )),
    )
}

/// Lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}
