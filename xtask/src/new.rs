//! `cargo xtask new`

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use codegen::load;
use codegen::shown;
use codegen::skeleton;

use crate::cli::New;
use crate::output::{CommandResult, ExitStatus, print};

/// Creates the file of an operation. An existing file is not changed.
pub(crate) fn run(options: &New) -> CommandResult {
    let loading = load::load(load::read(&options.spec)?);
    // A spec that cannot be read has no header sets to suggest, which does not prevent the
    // skeleton.
    let api = loading.spec.as_ref().map(|spec| spec.api.located().value);
    let text = skeleton::operation(&options.id, api)?;
    let folder = options.spec.join("operations");
    let file = folder.join(format!("{}.yaml", options.id));
    let shown = shown::path(&file);
    fs::create_dir_all(&folder).and_then(|()| create(&file, &text)).map_err(
        |error| match error.kind() {
            ErrorKind::AlreadyExists => {
                format!("{shown} already exists; it is left unchanged")
            }
            _ => format!("cannot write {shown}: {error}"),
        },
    )?;
    print(&format!(
        "wrote {shown}; fill it in from the page: `cargo xtask lint` reports what is missing\n"
    ))?;
    Ok(ExitStatus::Success)
}

/// Writes a new file, all of it or nothing.
fn create(file: &Path, text: &str) -> io::Result<()> {
    let mut new = fs::File::create_new(file)?;
    new.write_all(text.as_bytes()).inspect_err(|_| {
        // No partial file is left; when that fails too, the first error says more.
        let _ = fs::remove_file(file);
    })
}
