//! Findings as JSON.

use serde::Serialize;

use super::finding::{Diagnostic, Severity};
use crate::json;
use crate::source::{Files, Position, Span};

/// A finding in JSON output.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Finding<'a> {
    /// Its code, which `cargo xtask explain` explains.
    code: &'a str,
    /// The kind of doubt, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    /// `error` or `warning`.
    severity: &'a str,
    /// What is wrong.
    message: &'a str,
    #[serde(flatten)]
    place: Location<'a>,
    /// What is said of the place.
    label: &'a str,
    /// What to do.
    help: &'a [String],
    /// Other places that it is about.
    related: Vec<Related<'a>>,
}

/// A place that a finding is about too.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Related<'a> {
    #[serde(flatten)]
    place: Location<'a>,
    /// What is said of the place.
    label: &'a str,
}

/// A place in a file, counted from 1.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Location<'a> {
    /// The path.
    file: &'a str,
    /// The line of its beginning.
    line: u32,
    /// The column of its beginning.
    column: u32,
    /// The line of its end.
    end_line: u32,
    /// The column behind its end.
    end_column: u32,
}

/// Findings for editors and CI: an array of objects, lines and columns counted from 1.
#[must_use]
pub fn to_json(files: &Files, diagnostics: &[Diagnostic]) -> String {
    json::document(&findings(files, diagnostics))
}

/// Findings, as a part of JSON output.
pub(crate) fn findings<'a>(
    files: &'a Files,
    diagnostics: &'a [Diagnostic],
) -> Vec<Finding<'a>> {
    diagnostics.iter().map(|diagnostic| finding(files, diagnostic)).collect()
}

fn finding<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| Related {
            place: place(files, *span),
            label,
        })
        .collect();
    Finding {
        code: diagnostic.explanation.code,
        kind: diagnostic.kind().map(|kind| kind.code),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        place: place(files, diagnostic.span),
        label: &diagnostic.label,
        help: &diagnostic.help,
        related,
    }
}

fn place(files: &Files, span: Span) -> Location<'_> {
    let Position { line, column } = files.position(span);
    let end = files.position(Span { start: span.end, ..span });
    Location {
        file: files.get(span.file).map_or("", |file| file.path.as_str()),
        line,
        column,
        end_line: end.line,
        end_column: end.column,
    }
}
