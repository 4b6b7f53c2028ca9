//! `cargo xtask import`

use std::fmt::Write as _;
use std::fs;

use codegen::escape::escaped;
use codegen::import::{self, ImportReport, PageImport, Status};
use codegen::load;
use codegen::shown;

use crate::capture;
use crate::cli::{Import, ImportMode};
use crate::output::{self, CommandResult, ExitStatus, print};

/// Imports captures of pages into the spec.
pub(crate) fn run(options: &Import) -> CommandResult {
    if options.mode == ImportMode::Rename {
        return rename(options);
    }
    let (input, unreadable) =
        capture::input(&options.spec, &options.pages, options.id.as_ref())?;
    let imported = match import::import(input, options.mode == ImportMode::Accept) {
        Ok(imported) => imported,
        Err(unusable) => {
            output::diagnostics(&unusable.files, &unusable.diagnostics)?;
            return Err(
                "the spec cannot be read, so no page can be imported into it".into()
            );
        }
    };
    if !options.dry_run {
        import::write(&options.spec, &imported.writes)?;
    }
    if options.json {
        print(&import::to_json(&imported))?;
    } else {
        human(options, &imported)?;
    }
    if imported.pages.iter().all(|page| page.status == Status::Refused) {
        return Err("none of the captures could be read; see above".into());
    }
    let found = unreadable || imported.has_findings();
    Ok(if found { ExitStatus::Findings } else { ExitStatus::Success })
}

/// Gives the names that import has made again.
fn rename(options: &Import) -> CommandResult {
    let renaming = import::rename(&load::read(&options.spec)?);
    let folder = shown::path(&options.spec);
    let mut text = String::new();
    for note in &renaming.notes {
        let _ = writeln!(text, "{}", escaped(note));
    }
    if !options.dry_run {
        import::write(&options.spec, &renaming.writes)?;
        for name in renaming.writes.keys() {
            let _ = writeln!(text, "wrote {folder}/{name}");
        }
        for name in &renaming.removes {
            fs::remove_file(options.spec.join(name))?;
            let _ = writeln!(text, "removed {folder}/{name}");
        }
    }
    if renaming.writes.is_empty() {
        let _ = writeln!(text, "every name is as one import of all pages gives it");
    }
    if options.json {
        print(&import::renaming_to_json(&renaming))?;
    } else {
        print(&text)?;
    }
    Ok(ExitStatus::Success)
}

fn human(options: &Import, imported: &ImportReport) -> std::io::Result<()> {
    let mut text = String::new();
    for page in &imported.pages {
        output::diagnostics(&imported.files, &page.findings)?;
        let _ = writeln!(text, "{}", line(page));
        for note in &page.notes {
            let _ = writeln!(text, "  note: {}", escaped(note));
        }
    }
    for (name, content) in &imported.writes {
        let folder = shown::path(&options.spec);
        if options.dry_run {
            let _ = writeln!(text, "\n# {folder}/{name}\n{content}");
        } else {
            let _ = writeln!(text, "wrote {folder}/{name}");
        }
    }
    let open: usize = imported.pages.iter().map(|page| page.to_confirm).sum();
    if open > 0 && !imported.writes.is_empty() && !options.dry_run {
        let _ = writeln!(text, "{open} to be confirmed; `cargo xtask lint` shows each");
    }
    print(&text)
}

fn line(page: &PageImport) -> String {
    let found = page.findings.len();
    match page.status {
        Status::Refused => format!("{}: refused", escaped(&page.page)),
        _ => format!(
            "{}: {} `{}`, {} to be confirmed, {found} findings",
            escaped(&page.page),
            page.status.word(),
            page.id,
            page.to_confirm,
        ),
    }
}
