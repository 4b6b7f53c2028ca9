//! `cargo xtask schema`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::process::Stdio;

use codegen::shown;

use crate::cli::Schema;
use crate::output::{CommandResult, ExitStatus, print, problem};
use crate::process;

/// Writes the JSON Schemas of the spec's files, or reports which of them are out of date.
pub(crate) fn run(options: &Schema) -> CommandResult {
    if !options.spec.is_dir() {
        return Err(format!("there is no folder {}", shown::path(&options.spec)).into());
    }
    let folder = options.spec.join("schema");
    let wanted = wanted()?;
    let mut stale = Vec::new();
    for (name, text) in &wanted {
        if fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text) {
            stale.push(name.clone());
        }
    }
    let orphans = orphans(&folder, &wanted)?;
    if options.check {
        return check(&folder, wanted.len(), &[stale, orphans].concat());
    }
    let mut text = String::new();
    for name in &stale {
        write(&folder, name, wanted.get(name).map_or("", String::as_str))?;
        let _ = writeln!(text, "   wrote {}", shown::path(&folder.join(name)));
    }
    for name in &orphans {
        fs::remove_file(folder.join(name))?;
        let _ = writeln!(text, " removed {}", shown::path(&folder.join(name)));
    }
    let unchanged = wanted.len() - stale.len();
    print(&format!("{text}{} written, {unchanged} unchanged\n", stale.len()))?;
    Ok(ExitStatus::Success)
}

fn check(folder: &Path, count: usize, stale: &[String]) -> CommandResult {
    if stale.is_empty() {
        print(&format!("{count} files are up to date\n"))?;
        return Ok(ExitStatus::Success);
    }
    problem(&format_args!(
        "out of date in {}: {}; run `cargo xtask schema` and commit the result",
        shown::path(folder),
        stale.join(", ")
    ));
    Ok(ExitStatus::Findings)
}

/// The schemas by their file names. A separate program makes them, so that the other commands are
/// built without the code for it.
fn wanted() -> Result<BTreeMap<String, String>, Box<dyn std::error::Error>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = process::command(cargo);
    command.args([
        "run",
        "--package",
        "codegen",
        "--features",
        "schema",
        "--bin",
        "schema",
    ]);
    command.arg("--manifest-path");
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("Cargo.toml"));
    if !io::stderr().is_terminal() {
        command.arg("--quiet");
    }
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(
            "the schemas could not be built: see the output of cargo above".into()
        );
    }
    Ok(codegen::editor::schemas(&output.stdout)?)
}

/// Schemas in the folder that no kind of file has.
fn orphans(folder: &Path, wanted: &BTreeMap<String, String>) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut orphans = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_schema = Path::new(&name).extension().is_some_and(|it| it == "json");
        if is_schema && !wanted.contains_key(&name) {
            orphans.push(name);
        }
    }
    orphans.sort();
    Ok(orphans)
}

/// Replaces a file atomically.
fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let (file, new) = (folder.join(name), folder.join(format!(".{name}.new")));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&new, text))
        .and_then(|()| fs::rename(&new, &file))
        .map_err(|error| {
            // No partial file is left; when it cannot be removed, the first error says more.
            let _ = fs::remove_file(&new);
            format!("cannot write {}: {error}", shown::path(&file))
        })
}
