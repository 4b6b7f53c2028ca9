//! `cargo xtask audit`

use codegen::audit;
use codegen::escape::escaped;

use crate::capture;
use crate::cli::Audit;
use crate::output::{self, CommandResult, ExitStatus, print};

/// Compares captures of pages with the spec.
pub(crate) fn run(options: &Audit) -> CommandResult {
    let (input, unreadable) =
        capture::input(&options.spec, &options.pages, options.id.as_ref())?;
    let audited = match audit::audit(input) {
        Ok(audited) => audited,
        Err(unusable) => {
            output::diagnostics(&unusable.files, &unusable.diagnostics)?;
            return Err(
                "the spec cannot be read, so no page can be compared with it".into()
            );
        }
    };
    if options.json {
        print(&audit::to_json(&audited))?;
    } else {
        for page in &audited.pages {
            output::diagnostics(&audited.files, &page.findings)?;
            print(&format!("{}: {}\n", escaped(&page.page), summary(page)))?;
        }
    }
    if audited.pages.iter().all(|page| page.is_refused) {
        return Err("none of the captures could be read; see above".into());
    }
    let differs =
        unreadable || audited.pages.iter().any(|page| !page.findings.is_empty());
    Ok(if differs { ExitStatus::Findings } else { ExitStatus::Success })
}

fn summary(page: &audit::PageAudit) -> String {
    match (page.is_refused, page.findings.len()) {
        (true, _) => "refused".to_owned(),
        (false, 0) => format!("no differences from `{}`", page.id),
        (false, 1) => "1 difference".to_owned(),
        (false, count) => format!("{count} differences"),
    }
}
