use std::io::{self, IsTerminal as _};
use std::path::Path;

use codegen::diagnostic::Style;
use codegen::load;
use codegen::semver::{self, Digest};

use crate::base;
use crate::cli::{Diff, DigestFormat};
use crate::digest::slashed;
use crate::output::{CommandResult, ExitStatus, findings, print, print_styled, problem};

/// Tells what changed in the spec, for whom, and how badly.
pub(crate) fn run(options: &Diff) -> CommandResult {
    let texts = load::read(&options.spec)?;
    let old_texts = base::texts(&options.base, &options.spec)?;
    let same = load::same(&old_texts, &texts);
    let checked = codegen::check(texts);
    findings(&checked)?;
    let Some(new) = &checked.api else {
        problem(&"nothing is compared until the spec passes lint");
        return Ok(ExitStatus::Findings);
    };
    let version = checked.history.version;
    let (changes, old_version) = if same {
        (Vec::new(), version)
    } else {
        let (old, history) = base::model(&options.base, old_texts)?;
        (semver::diff(&old, new), history.version)
    };
    let folder = slashed(&options.spec);
    let old_folder = if base::is_folder(&options.base) {
        slashed(Path::new(&options.base))
    } else {
        format!("{}:{folder}", options.base)
    };
    let digest = Digest {
        changes: &changes,
        base: &options.base,
        old_folder: &old_folder,
        folder: &folder,
        client: &new.id,
        versions: (old_version, version),
    };
    let style = if io::stdout().is_terminal() { Style::Coloured } else { Style::Plain };
    match options.format {
        DigestFormat::Human => print_styled(&digest.human(style)),
        DigestFormat::Markdown => print(&digest.markdown()),
        DigestFormat::Json => print(&digest.json()),
    }?;
    Ok(if changes.is_empty() { ExitStatus::Success } else { ExitStatus::Findings })
}
