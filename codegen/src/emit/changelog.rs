//! The client's changelog: one line for each change, so that branches meet in few places.

use std::fmt::Write as _;

use super::doc;
use super::emitter::{Emitted, Emitter, once};
use crate::history::{History, entry};
use crate::semver::{Change, Part};

pub(super) const EMITTER: Emitter = Emitter {
    name: "changelog",
    paths: |_| once("CHANGELOG.md"),
    emit: |_, history, _| {
        Some(Emitted::Text {
            comment: "<!--",
            origin: "spec/released".to_owned(),
            text: text(history),
        })
    },
};

const HEAD: &str = "\
# Changelog

Changes by their effect: *wire-breaking*, deployed clients no longer
work with the vendor; *type-breaking*, callers must change their code; *behaviour*, other
values are refused or shown, or values are interpreted differently; *additive*, something was
added; *documentation only*, only texts changed. Those of the *public interface of the client* and
of *what the client sends* come from its generator, all others from the spec.
";

fn text(history: &History) -> String {
    let History {
        // It follows from what is listed.
        version: _,
        unreleased,
        unrecorded,
        releases,
    } = history;
    if releases.is_empty() {
        return format!("{HEAD}\nNothing is released yet.\n");
    }
    let lines: Vec<_> = unreleased.iter().map(entry).collect();
    let mut text = format!("{HEAD}\n## Unreleased\n\n{}", list(&lines, "No change."));
    if let Some(last) = releases.first().filter(|_| *unrecorded) {
        let _ = write!(
            text,
            "\nThe client's own interface is not recorded for {}: changes of it are not listed.\n",
            last.version
        );
    }
    for release in releases {
        let (version, date) = (release.version, doc::text(&release.date));
        let list = list(&release.changes, "The first release.");
        let _ = write!(text, "\n## {version} ({date})\n\n{list}");
    }
    text
}

/// The line of the changelog that lists a change.
#[must_use]
pub fn changelog_line(change: &Change) -> String {
    let entry = entry(change);
    let part = change.effect.kind.part();
    line(rest(&entry, part).unwrap_or(&entry))
}

/// One entry as Markdown.
fn line(entry: &str) -> String {
    format!("- {}", doc::text(entry))
}

/// What an entry says, if it is one of a part of the client's own code: the heading has the part.
fn rest(entry: &str, part: Part) -> Option<&str> {
    let rest = entry.strip_prefix(part.name())?;
    rest.strip_prefix(", ").or_else(|| rest.strip_prefix(": "))
}

/// The changes of the spec, and below headings of their own those of the client's own code.
fn list(entries: &[String], none: &str) -> String {
    if entries.is_empty() {
        return format!("{none}\n");
    }
    let own = [Part::Interface, Part::Sent];
    let of = |part| entries.iter().filter_map(move |entry| rest(entry, part));
    let is_of_spec =
        |entry: &&String| own.iter().all(|part| rest(entry, *part).is_none());
    let mut text: String =
        entries.iter().filter(is_of_spec).map(|entry| line(entry) + "\n").collect();
    for part in own.into_iter().filter(|part| of(*part).next().is_some()) {
        let blank = if text.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{blank}### {}\n\n", heading(part));
        text.extend(of(part).map(|entry| line(entry) + "\n"));
    }
    text
}

const fn heading(part: Part) -> &'static str {
    match part {
        Part::Spec => "Spec",
        Part::Interface => "Public interface of the client",
        Part::Sent => "What the client sends",
    }
}
