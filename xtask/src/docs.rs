//! `cargo xtask docs`

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use codegen::emit::pages;
use codegen::print::MARKER;
use codegen::shown;

use crate::cli::Docs;
use crate::output::{CommandResult, ExitStatus, findings, print, problem};

/// The marker stands so far from the beginning of a file at most, in bytes.
const HEAD: u64 = 200;

/// Writes the documentation as pages for a web server.
pub(crate) fn run(options: &Docs) -> CommandResult {
    let checked = codegen::check_folder(&options.spec)?;
    let Some(api) = &checked.api else {
        findings(&checked)?;
        problem(&"the pages are made only when the spec passes lint");
        return Ok(ExitStatus::Findings);
    };
    let tree = codegen::generate(api, &checked.history)?;
    let out = &options.out;
    let wrong =
        |path: &Path, error: &io::Error| format!("{}: {error}", shown::path(path));
    let foreign = foreign(out, |name| pages(&tree).any(|(known, _)| known == name));
    let foreign = foreign.map_err(|error| wrong(out, &error))?;
    if !foreign.is_empty() {
        problem(&format_args!(
            "nothing was written: {} has files that are no pages of the documentation: {}; give \
             `--out` another folder",
            shown::path(out),
            foreign.join(", ")
        ));
        return Ok(ExitStatus::Findings);
    }
    fs::create_dir_all(out).map_err(|error| wrong(out, &error))?;
    let mut count = 0_usize;
    for (name, content) in pages(&tree) {
        let path = out.join(name);
        fs::write(&path, content).map_err(|error| wrong(&path, &error))?;
        count += 1;
    }
    print(&format!(
        "{count} files in {}; a web server that serves them shows the documentation\n",
        shown::path(out)
    ))?;
    Ok(ExitStatus::Success)
}

/// What of a folder is no page that was written before, by name.
fn foreign(folder: &Path, is_page: impl Fn(&str) -> bool) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let is_known = entry.file_name().to_str().is_some_and(&is_page);
        if !is_known || !is_marked(&entry.path())? {
            found.push(shown::path(Path::new(&entry.file_name())));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file begins as those that are generated.
fn is_marked(path: &Path) -> io::Result<bool> {
    if !path.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).contains(MARKER))
}
