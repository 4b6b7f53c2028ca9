//! `cargo xtask catalog`

use std::fmt::Write as _;

use codegen::Checked;
use codegen::catalog::{self, Listing, State, Totals};
use codegen::history::History;
use codegen::load::{self, Loading};
use codegen::shown;

use crate::cli::Catalog;
use crate::output::{CommandResult, ExitStatus, findings, print};

/// Lists the portal's APIs and their state.
pub(crate) fn run(options: &Catalog) -> CommandResult {
    let texts = load::read(&options.spec)?;
    let Loading { files, spec, diagnostics } = load::load(texts);
    let outcome =
        if diagnostics.is_empty() { ExitStatus::Success } else { ExitStatus::Findings };
    findings(&Checked {
        files,
        diagnostics,
        api: None,
        history: History::default(),
        exceptions: Vec::new(),
    })?;
    let Some(spec) = spec else { return Ok(outcome) };
    match catalog::list(&spec) {
        Some(listing) if options.json => print(&listing.to_json())?,
        Some(listing) => print(&shown(&listing))?,
        // A catalogue that cannot be read is reported above.
        None if spec.unreadable.iter().any(|id| id == "catalog") => {}
        None => {
            let folder = shown::path(&options.spec);
            let message = format!(
                "{folder} has no catalog.yaml: the portal's list of APIs, as `apis:` with \
                 `- name: …` for each"
            );
            return Err(message.into());
        }
    }
    Ok(outcome)
}

/// A line for each API; the name comes last of what has a column, since letters may be wide.
fn shown(listing: &Listing<'_>) -> String {
    let mut text = String::new();
    for api in &listing.apis {
        let state = match api.state {
            State::Transcribed => "transcribed",
            State::KnownInPart => "known in part",
            State::PathKnown => "path known",
            State::NameOnly => "name only",
        };
        let _ = write!(text, "{:>4}  {state:<13}  {}", api.position, api.name);
        let known = api.operation.into_iter().chain(api.path).collect::<Vec<_>>();
        if !known.is_empty() {
            let _ = write!(text, "  ({})", known.join(", "));
        }
        text.push('\n');
    }
    for id in &listing.unlisted {
        let _ = writeln!(text, "   -  transcribed    {id}, which is not in the list");
    }
    let Totals {
        names,
        distinct,
        transcribed,
        known_in_part,
        path_known,
        name_only,
    } = listing.totals;
    let _ = writeln!(
        text,
        "{names} names, {distinct} of them distinct: {transcribed} transcribed, \
         {known_in_part} known in part, {path_known} with a known path, {name_only} with a name only"
    );
    text
}
