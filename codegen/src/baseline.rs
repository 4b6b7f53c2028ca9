//! The model of an earlier state of a spec: of a commit, or of the last release.
//!
//! It is not linted: it was when it was written, and a newer rule must not prevent a comparison.
//! For the same reason it may have an earlier version of the format.

use std::fmt;

use crate::diagnostic::{self, Diagnostic, Severity, Style};
use crate::ir::Api;
use crate::load::{self, SourceText};
use crate::lower;
use crate::raw::FORMAT;
use crate::source::Files;

/// Why an earlier state cannot be compared with.
#[derive(Debug)]
pub enum BaselineError {
    /// It has no `api.yaml`.
    NoSpec,
    /// It is written in a version of the spec's format that is not known.
    Format(String),
    /// It cannot be read; the findings say why.
    Unreadable(Files, Vec<Diagnostic>),
}

/// The model of an earlier state, without its history.
pub(crate) fn model(mut texts: Vec<SourceText>) -> Result<Api, BaselineError> {
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    let api = texts.iter().find(|text| text.name == "api.yaml");
    let api = api.ok_or(BaselineError::NoSpec)?;
    let text = String::from_utf8_lossy(&api.bytes);
    if let Some((format, _)) =
        load::format(&text).filter(|(it, _)| !load::is_readable(it))
    {
        return Err(BaselineError::Format(format.to_owned()));
    }
    let load::Loading {
        files,
        spec,
        mut diagnostics,
    } = load::load(texts);
    let mut model = None;
    if let Some(spec) = spec {
        let (api, names) = lower::lower(&files, &spec);
        diagnostics.extend(names);
        model = Some(api);
    }
    let sound = !diagnostics.iter().any(|d| d.severity == Severity::Error);
    model.filter(|_| sound).ok_or_else(|| {
        diagnostic::sort(&mut diagnostics);
        BaselineError::Unreadable(files, diagnostics)
    })
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpec => f.write_str("it has no api.yaml"),
            Self::Format(format) => write!(
                f,
                "its format version is {format}, and this generator reads versions 1 to {FORMAT}; \
                 compare with a generator that reads it"
            ),
            Self::Unreadable(files, diagnostics) => {
                let told = diagnostic::render_all(files, diagnostics, Style::Plain);
                write!(f, "this generator cannot read it:\n\n{}", told.trim_end())
            }
        }
    }
}

impl std::error::Error for BaselineError {}
