//! `cargo xtask lint`

use codegen::diagnostic::{self, Severity};
use codegen::shown;

use crate::cli::Lint;
use crate::output::{CommandResult, ExitStatus, findings, print};

/// Tells everything that is wrong with the spec.
pub(crate) fn run(options: &Lint) -> CommandResult {
    let checked = codegen::check_folder(&options.spec)?;
    if options.json {
        print(&diagnostic::to_json(&checked.files, &checked.diagnostics))?;
    } else {
        findings(&checked)?;
        if checked.diagnostics.is_empty() {
            print(&format!("{}: no findings\n", shown::path(&options.spec)))?;
        }
    }
    let errors = checked.diagnostics.iter().any(|d| d.severity == Severity::Error);
    Ok(if errors { ExitStatus::Findings } else { ExitStatus::Success })
}
