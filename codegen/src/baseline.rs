//! The model of an earlier state of a spec: of a commit, or of the last release.
//!
//! It is not linted. It was when it was written, and a rule that has come since must not keep
//! anybody from comparing.

use std::fmt;

use crate::diagnostic::{self, Diagnostic, Severity, Style};
use crate::ir::Api;
use crate::load::{self, FORMAT, SourceText};
use crate::lower;
use crate::source::Files;

/// Why an earlier state cannot be compared with.
#[derive(Debug)]
pub enum BaselineError {
    /// It has no `api.yaml`.
    NoSpec,
    /// It is written in another version of the spec's format.
    Format(String),
    /// It cannot be read, which is told here.
    Unreadable(Files, Vec<Diagnostic>),
}

/// The model of an earlier state, without its history.
pub(crate) fn model(mut texts: Vec<SourceText>) -> Result<Api, BaselineError> {
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    let api = texts.iter().find(|text| text.name == "api.yaml");
    let api = api.ok_or(BaselineError::NoSpec)?;
    let current = FORMAT.to_string();
    if let Some(format) = format(&api.bytes).filter(|format| *format != current) {
        return Err(BaselineError::Format(format));
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

/// The format that an `api.yaml` claims, whatever else is in it: a file of another format need
/// not have the structure of this one.
fn format(api: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(api);
    let mut lines = text.lines();
    let value = lines.find_map(|line| line.strip_prefix("format:"))?;
    let value = value.split('#').next().unwrap_or_default();
    Some(value.trim().trim_matches(['"', '\'']).to_owned())
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpec => f.write_str("it has no api.yaml"),
            Self::Format(format) => write!(
                f,
                "it is written in the format {format}, and this generator reads the format \
                 {FORMAT}; compare with the generator of that time"
            ),
            Self::Unreadable(files, diagnostics) => {
                let told = diagnostic::render_all(files, diagnostics, Style::Plain);
                write!(f, "this generator cannot read it:\n\n{}", told.trim_end())
            }
        }
    }
}

impl std::error::Error for BaselineError {}
