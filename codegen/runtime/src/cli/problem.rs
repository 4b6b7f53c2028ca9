//! Problems with the input, without its values.

use super::super::description::{Description, Parameter, ValueKind};
use super::super::escape::escaped;
use super::super::values::quoted;
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

    /// Codes that no documented table has: each with its path, and with the name that may be meant.
    pub(super) fn of_codes(
        description: &Description,
        reserved: &[String],
        unlisted: Vec<(String, Option<&'static str>)>,
    ) -> Vec<Self> {
        let problems = unlisted.into_iter().map(|(path, meant)| Self {
            given_by: option(description.parameters, reserved, &path),
            what: UNLISTED.to_owned() + &meaning(meant),
            path,
            source: None,
        });
        problems.collect()
    }

    /// Adds the name of a code that may be meant, where a text that was given is near to one.
    pub(super) fn hinted(mut self, near: impl Fn(&str) -> Option<&'static str>) -> Self {
        let meant = self.given_by.as_deref().and_then(near);
        self.what += &meaning(meant);
        self
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

const UNLISTED: &str = "a code that the documentation does not have";

fn meaning(meant: Option<&'static str>) -> String {
    meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
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

/// Problems as a list in JSON.
pub(super) fn machine(problems: &[Problem]) -> String {
    let option = |text: Option<&str>| text.map_or("null".to_owned(), quoted);
    let problems = problems.iter().map(|problem| {
        format!(
            r#"{{"path":{},"option":{},"problem":{},"source":{}}}"#,
            quoted(&problem.path),
            option(problem.given_by.as_deref()),
            quoted(&problem.what),
            option(problem.source.as_deref()),
        )
    });
    format!("[{}]", problems.collect::<Vec<_>>().join(","))
}
