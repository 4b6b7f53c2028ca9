//! `cargo xtask pages`

use std::fmt::Write as _;

use codegen::load::{self, Loading};
use codegen::shown;
use codegen::watch;

use crate::cli::Pages;
use crate::output::{self, CommandResult, ExitStatus, print};

/// Lists the addresses of the operations' pages.
pub(crate) fn run(options: &Pages) -> CommandResult {
    let texts = load::read(&options.spec)?;
    let Loading { files, spec, diagnostics } = load::load(texts);
    let outcome =
        if diagnostics.is_empty() { ExitStatus::Success } else { ExitStatus::Findings };
    output::diagnostics(&files, &diagnostics)?;
    let Some(spec) = spec else { return Ok(outcome) };
    match watch::pages(&spec) {
        Some(watched) if options.json => print(&watched.to_json())?,
        Some(watched) => {
            let mut text = String::new();
            for page in &watched.pages {
                let url = page.url.unwrap_or("no address in the spec");
                let _ = writeln!(text, "{}  {url}", page.operation);
            }
            print(&text)?;
        }
        // A layout that cannot be read is reported above.
        None if spec.unreadable.iter().any(|id| id == "pages") => {}
        None => {
            let folder = shown::path(&options.spec);
            let message =
                format!("{folder} has no pages.yaml: the layout of the vendor's pages");
            return Err(message.into());
        }
    }
    Ok(outcome)
}
