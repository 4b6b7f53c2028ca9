//! `cargo xtask new`

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use codegen::load;
use codegen::shown;
use codegen::skeleton;

use crate::cli::{New, Skeleton};
use crate::output::{CommandResult, ExitStatus, print};

/// Creates the file of an operation, or that of a vendor. An existing file is not changed.
pub(crate) fn run(options: &New) -> CommandResult {
    let spec = shown::path(&options.spec);
    let of_spec = if spec == "spec" { String::new() } else { format!(" --spec {spec}") };
    let (file, text, then) = match &options.what {
        Skeleton::Vendor(id) => {
            let then = format!(
                "fill it in from the vendor's documentation, then begin its operations with \
                 `cargo xtask new ID{of_spec}` or `cargo xtask import PAGE{of_spec}`"
            );
            (options.spec.join("api.yaml"), skeleton::vendor(id)?, then)
        }
        Skeleton::Operation(id) => {
            let loading = load::load(load::read(&options.spec)?);
            // A spec that cannot be read has no header sets to suggest, which does not prevent
            // the skeleton.
            let api = loading.spec.as_ref().map(|spec| spec.api.located().value);
            let file = options.spec.join("operations").join(format!("{id}.yaml"));
            let text = skeleton::operation(id, api)?;
            (file, text, "fill it in from the page".to_owned())
        }
    };
    let shown = shown::path(&file);
    let folder = file.parent().unwrap_or(&options.spec);
    fs::create_dir_all(folder).and_then(|()| create(&file, &text)).map_err(|error| {
        match error.kind() {
            ErrorKind::AlreadyExists => {
                format!("{shown} already exists; it is left unchanged")
            }
            _ => format!("cannot write {shown}: {error}"),
        }
    })?;
    print(&format!(
        "wrote {shown}; {then}: `cargo xtask lint{of_spec}` reports what is missing\n"
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
