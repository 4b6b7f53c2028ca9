//! `cargo xtask diff`

use std::io;
use std::sync::OnceLock;

use codegen::interface;
use codegen::load;
use codegen::semver::{self, Digest};

use crate::base::{self, Compared};
use crate::cli::{Diff, DigestFormat};
use crate::output::{
    self, CommandResult, ExitStatus, errors, print, print_styled, problem,
};

/// Reports what changed in the spec and in the client's own interface, and whom it breaks.
pub(crate) fn run(options: &Diff) -> CommandResult {
    let compared = Compared::of(&options.base);
    let (texts, folder) = compared.new_state(&options.spec)?;
    let old = compared.old_state(&options.spec)?;
    let same = load::same(&old.texts, &texts);
    let new_interface = OnceLock::new();
    let interface =
        || new_interface.get_or_init(|| compared.interface(&options.spec)).as_ref();
    let checked = codegen::check_with(texts, || interface().cloned());
    errors(&checked)?;
    let Some(new) = &checked.api else {
        problem(&"nothing was compared: the spec must pass lint first");
        return Ok(ExitStatus::Findings);
    };
    let version = checked.history.version;
    let was = old.interface.as_ref();
    let own = was.and_then(|was| Some(interface::diff(was, interface()?)));
    let unrecorded = own.is_none();
    let mut changes = own.unwrap_or_default();
    let old_version = if same && changes.is_empty() {
        version
    } else {
        let (model, history) = base::model(&options.base, old.texts, old.interface)?;
        changes.extend(semver::diff(&model, new));
        semver::sort(&mut changes);
        history.version
    };
    let digest = Digest {
        changes: &changes,
        exceptions: &checked.exceptions,
        base: &old.shown,
        old_folder: &old.folder,
        folder: &folder,
        unrecorded,
        client: &new.id,
        versions: (old_version, version),
    };
    match options.format {
        DigestFormat::Human => print_styled(&digest.human(output::style(&io::stdout()))),
        DigestFormat::Markdown => print(&digest.markdown()),
        DigestFormat::Json => print(&digest.json()),
    }?;
    let found = options.fail_on.is_some_and(|mildest| digest.has(mildest));
    Ok(if found { ExitStatus::Findings } else { ExitStatus::Success })
}
