//! `cargo xtask release`

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use codegen::history::History;
use codegen::load;
use codegen::release::{self, ACCEPTED, FOLDER};
use codegen::shown;
use codegen::tree::Tree;

use crate::cli::{Regen, Release};
use crate::digest::{LastRelease, slashed};
use crate::output::{
    self, CommandResult, ExitStatus, findings, print, print_styled, problem,
};
use crate::regen;

/// Records a release, from which later versions, changelogs and verdicts start.
pub(crate) fn run(options: &Release) -> CommandResult {
    let texts = load::read(&options.spec)?;
    let checked = codegen::check(texts.clone());
    findings(&checked)?;
    let Some(api) = &checked.api else {
        problem(&"nothing was released: the spec must pass lint first");
        return Ok(ExitStatus::Findings);
    };
    let History { version, unreleased, .. } = &checked.history;
    let Some(state) = release::state(texts, &checked.history, &today()) else {
        problem(&format_args!("nothing has changed since {version}"));
        return Ok(ExitStatus::Findings);
    };
    let mut tree = Tree::new(release::MARKER);
    for (name, bytes) in state {
        tree.insert(name, bytes)?;
    }
    let folder = slashed(&options.spec);
    let style = output::style(&io::stdout());
    let last = LastRelease::of(&checked.history, &folder);
    let digest = last.as_ref().map(|last| {
        last.digest(&api.id, *version, &folder, unreleased, &checked.exceptions)
            .human(style)
    });
    tree.write(&options.spec.join(FOLDER))?;
    print_styled(&digest.unwrap_or_default())?;
    print(&format!("released {} {version} into {folder}/{FOLDER}\n", api.id))?;
    end_exceptions(&options.spec)?;
    regen::run(&Regen {
        spec: options.spec.clone(),
        out: options.out.clone(),
        check: false,
        force: false,
    })
}

/// Removes the accepted exceptions: they end with the release.
fn end_exceptions(spec: &Path) -> Result<(), String> {
    let file = spec.join(ACCEPTED);
    let shown = shown::path(&file);
    match fs::remove_file(&file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => {
            Err(format!("cannot remove {shown}, whose exceptions have ended: {error}"))
        }
        Ok(()) => {
            print(&format!("removed {shown}: its exceptions end with the release\n"))
                .map_err(|error| error.to_string())
        }
    }
}

/// The day in UTC, as `2026-01-31`.
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date(since.as_secs() / 86_400)
}

/// A day of the Gregorian calendar, counted from 1970. A cycle of 400 years has 146,097 days and
/// is reckoned from a first of March, so that the leap day is its last.
fn date(days: u64) -> String {
    let days = days + 719_468;
    let day_of_cycle = days % 146_097;
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460 + day_of_cycle / 36_524
        - day_of_cycle / 146_096)
        / 365;
    let day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = days / 146_097 * 400 + year_of_cycle + u64::from(month < 3);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_have_their_dates() {
        let known = [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (19_782, "2024-02-29"),
            (20_781, "2026-11-24"),
            (20_818, "2026-12-31"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ];
        for (days, expected) in known {
            assert_eq!(date(days), expected);
        }
    }
}
