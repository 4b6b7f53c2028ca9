use std::io::{self, IsTerminal as _};

use codegen::diagnostic::Style;
use codegen::load;
use codegen::semver::{self, Digest};

use crate::base::{self, Compared};
use crate::cli::{Diff, DigestFormat};
use crate::output::{Done, Outcome, errors, print, print_styled, problem};

/// Tells what changed in the spec, for whom, and how badly.
pub(crate) fn run(options: &Diff) -> Done {
    let compared = Compared::of(&options.base);
    let (texts, folder) = compared.new_state(&options.spec)?;
    let old = compared.old_state(&options.spec)?;
    let same = load::same(&old.texts, &texts);
    let checked = codegen::check(texts);
    errors(&checked)?;
    let Some(new) = &checked.api else {
        problem(&"nothing is compared until the spec passes lint");
        return Ok(Outcome::Findings);
    };
    let version = checked.history.version;
    let (changes, old_version) = if same {
        (Vec::new(), version)
    } else {
        let (old, history) = base::model(&options.base, old.texts)?;
        (semver::diff(&old, new), history.version)
    };
    let digest = Digest {
        changes: &changes,
        exceptions: &checked.exceptions,
        base: &old.shown,
        old_folder: &old.folder,
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
    let found = options.fail_on.is_some_and(|mildest| digest.has(mildest));
    Ok(if found { Outcome::Findings } else { Outcome::Fine })
}
