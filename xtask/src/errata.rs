//! `cargo xtask errata`

use codegen::errata;

use crate::cli::{DigestFormat, Errata};
use crate::output::{CommandResult, ExitStatus, findings, print, problem};

/// Lists what the vendor's documentation leaves open.
pub(crate) fn run(options: &Errata) -> CommandResult {
    let checked = codegen::check_folder(&options.spec)?;
    let Some(api) = &checked.api else {
        findings(&checked)?;
        problem(&"errata are listed only when the spec passes lint");
        return Ok(ExitStatus::Findings);
    };
    let open = errata::collect(api);
    print(&match options.format {
        DigestFormat::Json => errata::to_json(&open),
        DigestFormat::Human | DigestFormat::Markdown => {
            let letter = errata::to_markdown(&api.name, &open);
            if options.readings {
                format!("{letter}\n{}", errata::readings(&open, &api.settled))
            } else {
                letter
            }
        }
    })?;
    Ok(ExitStatus::Success)
}
