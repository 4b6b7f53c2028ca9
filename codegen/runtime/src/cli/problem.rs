//! Problems with the input, without its values.

use super::super::description::{Description, Parameter, ValueKind};
use super::super::escape::escaped;
use super::super::{Violation, ViolationKind, Violations};
use super::terminal::{End, Terminal};
use super::{arguments, options};
use std::fmt;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// The option or environment variable of the value.
    pub(super) given_by: Option<String>,
    /// The path in the request, in wire names.
    pub(super) path: String,
    /// What is wrong with it.
    pub(super) what: String,
    /// The source of the rule, if it is documented.
    pub(super) source: Option<String>,
}

impl Problem {
    pub(super) fn new(given_by: &str, path: &str, what: impl fmt::Display) -> Self {
        Self {
            given_by: Some(given_by.to_owned()),
            path: path.to_owned(),
            what: what.to_string(),
            source: None,
        }
    }

    pub(super) fn violation(violation: &Violation, given_by: Option<String>) -> Self {
        Self {
            given_by,
            path: violation.path.to_string(),
            what: violation.kind.to_string(),
            source: Some(violation.source.to_string()),
        }
    }

    /// The violations of an operation's parameters.
    pub(super) fn of_parameters(
        description: &Description,
        reserved: &[String],
        violations: &Violations,
    ) -> Vec<Self> {
        let problems = violations.iter().map(|violation| {
            let option = option(description.parameters, reserved, &violation.path);
            Self::violation(violation, option)
        });
        problems.collect()
    }

    /// The violations of what the documentation does not show.
    pub(super) fn of_undocumented(violations: &Violations) -> Vec<Self> {
        let problems = violations.iter().map(|violation| {
            let option = match violation.kind {
                ViolationKind::EncryptionUnstated => arguments::ENCRYPTION,
                _ => arguments::EXTRA,
            };
            Self::violation(violation, Some(format!("--{option}")))
        });
        problems.collect()
    }

    /// The violations of a value from one source.
    pub(super) fn of(given_by: &str, violations: &Violations) -> Vec<Self> {
        let one = |it| Self::violation(it, Some(given_by.to_owned()));
        violations.iter().map(one).collect()
    }
}

/// The option of a path in wire names: `--reader.full-name` for `reader.fullName`.
fn option(parameters: &[Parameter], reserved: &[String], path: &str) -> Option<String> {
    let mut fields = parameters;
    let mut option = String::new();
    for segment in path.split('.') {
        let name = segment.split('[').next().unwrap_or(segment);
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            // A field that is not documented has the option of its object.
            break;
        };
        option = options::nested(&option, field.flag, reserved);
        match field.kind {
            ValueKind::Object(_, _, inner) => fields = inner,
            // The contents of a list have the option of the list.
            _ => break,
        }
    }
    (!option.is_empty()).then(|| format!("--{option}"))
}

/// `--bank-account (bankAccount): 21 characters, at most 20 are allowed (Page, Section)`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            given_by,
            path,
            what,
            source,
        } = self;
        let [path, what] = [path, what].map(|text| escaped(text));
        match given_by {
            Some(given_by) if *given_by != path => {
                write!(f, "{given_by} ({path}): {what}")
            }
            _ => write!(f, "{path}: {what}"),
        }?;
        source.as_ref().map_or(Ok(()), |source| write!(f, " ({source})"))
    }
}

/// Writes all problems.
pub(super) fn report(problems: &[Problem], terminal: &mut Terminal<'_>) -> End {
    for problem in problems {
        let _ = writeln!(terminal.err, "error: {problem}");
    }
    End::Invalid
}
