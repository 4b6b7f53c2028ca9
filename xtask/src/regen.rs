use std::time::Instant;

use codegen::escape::escaped;
use codegen::shown;
use codegen::tree::{Change, FileChange, Tree, TreeError};

use crate::cli::Regen;
use crate::digest;
use crate::output::{Done, Outcome, findings, print, print_styled, problem};

/// Writes the client, or shows how it differs from the one that is there.
pub(crate) fn run(options: &Regen) -> Done {
    let began = Instant::now();
    let checked = codegen::check_folder(&options.spec)?;
    findings(&checked)?;
    let Some(api) = &checked.api else {
        problem(&format_args!("{} is as it was", shown::path(&options.out)));
        return Ok(Outcome::Findings);
    };
    let tree = codegen::generate(api, &checked.history)?;
    if options.check {
        check(options, &tree, began)
    } else {
        let before = digest::listed(&options.out);
        let outcome = write(options, &tree, began)?;
        if matches!(outcome, Outcome::Fine) {
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

fn write(options: &Regen, tree: &Tree, began: Instant) -> Done {
    let write = if options.force { Tree::write } else { Tree::update };
    let written = match write(tree, &options.out) {
        Err(TreeError::Losses(losses)) => {
            let out = shown::path(&options.out);
            let list = losses.iter().map(|loss| format!("\n  {out}/{loss}"));
            problem(&format_args!(
                "nothing is written, since this would be lost:{}\nmove it elsewhere, or have it \
                 overwritten by `cargo xtask regen --force`; what the client is to do \
                 differently is said in {}",
                list.collect::<String>(),
                shown::path(&options.spec)
            ));
            return Ok(Outcome::Findings);
        }
        written => written?,
    };
    let mut text: String =
        written.changes.iter().map(|change| line(options, change)).collect();
    text.push_str(&summary(&written.changes, written.unchanged, began));
    print(&text).map_err(|error| {
        format!("{} is written, but {error}", shown::path(&options.out))
    })?;
    for leftover in &written.leftovers {
        problem(&format_args!("{} could not be removed", shown::path(leftover)));
    }
    Ok(Outcome::Fine)
}

fn check(options: &Regen, tree: &Tree, began: Instant) -> Done {
    let changes = tree.compare(&options.out)?;
    if changes.is_empty() {
        print(&summary(&changes, tree.len(), began))?;
        return Ok(Outcome::Fine);
    }
    let touched = changes.len() - Change::Removed.count(&changes);
    print(&tree.diff(&options.out, &changes))?;
    print(&summary(&changes, tree.len() - touched, began))?;
    for loss in tree.losses(&options.out, &changes)? {
        problem(&format_args!("{}/{loss}", shown::path(&options.out)));
    }
    problem(&format_args!(
        "{} is not what {} gives; run `cargo xtask regen` and commit the result",
        shown::path(&options.out),
        shown::path(&options.spec)
    ));
    Ok(Outcome::Findings)
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
