//! `cargo xtask explain`

use std::fmt::Write as _;

use codegen::escape::escaped;
use codegen::explanations;

use crate::output::{CommandResult, ExitStatus, print};

/// Explains a finding; without a code, lists all.
pub(crate) fn run(code: Option<&str>) -> CommandResult {
    let Some(code) = code else {
        let mut list = String::new();
        for explanation in explanations::all() {
            let _ = writeln!(list, "{}  {}", explanation.code, explanation.title);
        }
        print(&list)?;
        return Ok(ExitStatus::Success);
    };
    let Some(explanation) = explanations::of(code) else {
        let message = format!(
            "unknown finding `{}`; `cargo xtask explain` lists all",
            escaped(code)
        );
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
