//! `cargo xtask regen`

use std::time::Instant;

use codegen::escape::escaped;
use codegen::shown;
use codegen::tree::{Change, FileChange, Tree, TreeError};

use crate::cli::Regen;
use crate::digest;
use crate::output::{CommandResult, ExitStatus, findings, print, print_styled, problem};

/// Writes the client, or shows how it differs from the existing one.
pub(crate) fn run(options: &Regen) -> CommandResult {
    let began = Instant::now();
    let checked = codegen::check_folder(&options.spec)?;
    findings(&checked)?;
    let Some(api) = &checked.api else {
        problem(&format_args!("{} is unchanged", shown::path(&options.out)));
        return Ok(ExitStatus::Findings);
    };
    let tree = codegen::generate(api, &checked.history)?;
    if options.check {
        check(options, &tree, began)
    } else {
        let before = digest::listed(&options.out);
        let outcome = write(options, &tree, began)?;
        if matches!(outcome, ExitStatus::Success) {
            print_styled(&digest::of_run(
                &api.id,
                (&checked.history, &checked.exceptions),
                &options.spec,
                &before,
            ))?;
        }
        Ok(outcome)
    }
}

fn write(options: &Regen, tree: &Tree, began: Instant) -> CommandResult {
    let write = if options.force { Tree::write } else { Tree::update };
    let written = match write(tree, &options.out) {
        Err(TreeError::Losses(losses)) => {
            let out = shown::path(&options.out);
            let list = losses.iter().map(|loss| format!("\n  {out}/{loss}"));
            problem(&format_args!(
                "nothing was written, since this would be lost:{}\nmove it elsewhere, or \
                 overwrite it with `cargo xtask regen --force`; to change the client, edit {}",
                list.collect::<String>(),
                shown::path(&options.spec)
            ));
            return Ok(ExitStatus::Findings);
        }
        written => written?,
    };
    let mut text: String =
        written.changes.iter().map(|change| line(options, change)).collect();
    text.push_str(&summary(&written.changes, written.unchanged, began));
    print(&text).map_err(|error| {
        format!("{} was written, but {error}", shown::path(&options.out))
    })?;
    for leftover in &written.leftovers {
        problem(&format_args!("cannot remove {}", shown::path(leftover)));
    }
    Ok(ExitStatus::Success)
}

fn check(options: &Regen, tree: &Tree, began: Instant) -> CommandResult {
    let changes = tree.compare(&options.out)?;
    if changes.is_empty() {
        print(&summary(&changes, tree.len(), began))?;
        return Ok(ExitStatus::Success);
    }
    let touched = changes.len() - Change::Removed.count(&changes);
    print(&tree.diff(&options.out, &changes))?;
    print(&summary(&changes, tree.len() - touched, began))?;
    for loss in tree.losses(&options.out, &changes)? {
        problem(&format_args!("{}/{loss}", shown::path(&options.out)));
    }
    problem(&format_args!(
        "{} is out of date with {}; run `cargo xtask regen` and commit the result",
        shown::path(&options.out),
        shown::path(&options.spec)
    ));
    Ok(ExitStatus::Findings)
}

fn line(options: &Regen, change: &FileChange) -> String {
    let what = match change.change {
        Change::Added => "wrote",
        Change::Changed => "changed",
        Change::Removed => "removed",
    };
    let (out, path, lines) = (shown::path(&options.out), change.slashed(), change.lines);
    let path = escaped(&path);
    format!("{what:>8} {out}/{path} (+{} -{})\n", lines.added, lines.removed)
}

fn summary(changes: &[FileChange], unchanged: usize, began: Instant) -> String {
    let count = |change: Change| change.count(changes);
    let added: usize = changes.iter().map(|change| change.lines.added).sum();
    let removed: usize = changes.iter().map(|change| change.lines.removed).sum();
    format!(
        "{} added, {} changed, {} removed, {unchanged} unchanged; +{added} -{removed} lines; {} ms\n",
        count(Change::Added),
        count(Change::Changed),
        count(Change::Removed),
        began.elapsed().as_millis(),
    )
}
