//! `cargo xtask lint`

use codegen::diagnostic::{self, Diagnostic, Severity};
use codegen::escape::escaped;
use codegen::{explanations, shown};

use crate::cli::Lint;
use crate::output::{self, CommandResult, ExitStatus, findings, print};

/// Tells everything that is wrong with the spec.
pub(crate) fn run(options: &Lint) -> CommandResult {
    let mut checked = codegen::check_folder(&options.spec)?;
    let errors = checked.diagnostics.iter().any(|d| d.severity == Severity::Error);
    if let Some(code) = &options.only {
        if !explanations::is_code(code) {
            let message = format!(
                "unknown code `{}`; `cargo xtask explain` lists all",
                escaped(code)
            );
            return Err(message.into());
        }
        let is_it = |it: &Diagnostic| {
            [it.code(), it.explanation.code]
                .iter()
                .any(|it| it.eq_ignore_ascii_case(code))
        };
        checked.diagnostics.retain(is_it);
    }
    if options.json {
        print(&diagnostic::to_json(&checked.files, &checked.diagnostics))?;
    } else {
        if options.only.is_some() {
            output::each(&checked.files, &checked.diagnostics)?;
        } else {
            findings(&checked)?;
        }
        if checked.diagnostics.is_empty() {
            print(&format!("{}: no findings\n", shown::path(&options.spec)))?;
        }
    }
    Ok(if errors { ExitStatus::Findings } else { ExitStatus::Success })
}
