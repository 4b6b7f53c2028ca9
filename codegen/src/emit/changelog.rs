//! The client's changelog: one line for each change, so that branches meet in few places.

use std::fmt::Write as _;

use super::{Emitted, Emitter, doc, once};
use crate::ir::Api;
use crate::release::{History, entry};

pub(super) const EMITTER: Emitter = Emitter {
    name: "changelog",
    paths: |_| once("CHANGELOG.md"),
    emit: |api, _| {
        Some(Emitted::Text {
            comment: "<!--",
            origin: "spec/released".to_owned(),
            text: text(api),
        })
    },
};

const HEAD: &str = "\
# Changelog

What changed in the spec, by what it does: *wire-breaking*, a client that is deployed no longer
works against the vendor; *type-breaking*, callers must change their code; *behaviour*, other
values are refused, shown or read in another sense; *additive*, there is more than before;
*documentation only*, words.
";

fn text(api: &Api) -> String {
    let History {
        // It follows from what is listed.
        version: _,
        unreleased,
        releases,
    } = &api.history;
    if releases.is_empty() {
        return format!("{HEAD}\nNothing is released yet.\n");
    }
    let lines: Vec<_> = unreleased.iter().map(entry).collect();
    let mut text = format!("{HEAD}\n## Unreleased\n\n{}", list(&lines, "No change."));
    for release in releases {
        let (version, date) = (release.version, doc::text(&release.date));
        let list = list(&release.changes, "The first release.");
        let _ = write!(text, "\n## {version} ({date})\n\n{list}");
    }
    text
}

/// One entry as Markdown.
pub(crate) fn line(entry: &str) -> String {
    format!("- {}", doc::text(entry))
}

fn list(lines: &[String], none: &str) -> String {
    if lines.is_empty() {
        return format!("{none}\n");
    }
    lines.iter().map(|entry| line(entry) + "\n").collect()
}
