//! The fields of a request from a file or the standard input: other users of a machine can see
//! arguments, and shells keep them.

use super::super::closest::closest;
use super::super::description::{Description, Made, Parameter, ValueKind};
use super::super::file::{self, FileFault};
use super::super::stray::shown;
use super::super::{Json, Known, UndocumentedFields, ViolationKind};
use super::arguments::FROM;
use super::problem::Problem;
use super::terminal::Terminal;
use clap::ArgMatches;
use serde_json::value::RawValue;
use std::io::Read as _;
use std::path::Path;

/// What stands for the standard input.
const STANDARD: &str = "-";

/// In bytes.
const LARGEST: u64 = 16 << 20;

const NOT_AN_OBJECT: &str = "not a JSON object of the request's fields";
const TWICE: &str = "there more than once";
const GIVEN: &str = "given by an option too";
const CONFIGURED: &str = "set by configuration, and not by the request";
const TOO_LARGE: &str = "larger than 16 MiB; check that it is the right file";

/// The text that `--from` names, if it is given.
pub(super) fn text(
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> Result<Option<Vec<u8>>, Problem> {
    let Some(path) = matches.get_one::<String>(FROM) else { return Ok(None) };
    let wrong = |what: String| Problem::new("--from", path, what);
    if path != STANDARD {
        let read = file::read_all(Path::new(path), LARGEST);
        return read.map(Some).map_err(|fault| match fault {
            FileFault::TooLarge => wrong(TOO_LARGE.to_owned()),
            fault => wrong(fault.to_string()),
        });
    }
    let mut bytes = Vec::new();
    let read = (&mut *terminal.input).take(LARGEST + 1).read_to_end(&mut bytes);
    match read {
        Ok(count) if u64::try_from(count).is_ok_and(|it| it <= LARGEST) => {
            Ok(Some(bytes))
        }
        Ok(_) => Err(wrong(TOO_LARGE.to_owned())),
        Err(error) => Err(wrong(error.kind().to_string())),
    }
}

/// The fields, as JSON in the form of the wire.
#[derive(Default)]
pub(super) struct GivenFields(Json);

impl GivenFields {
    /// Reads them.
    pub(super) fn read(text: &[u8]) -> Result<Self, Problem> {
        let json = Json::from_slice(text);
        json.map(Self).map_err(|malformed| {
            Problem::new("--from", "request", format!("{NOT_AN_OBJECT}: {malformed}"))
        })
    }

    /// The JSON of a parameter, if it is there.
    pub(super) fn value(
        &self,
        description: &Description,
        parameter: &Parameter,
    ) -> Option<String> {
        let raw = self.0.get(name_of(description, parameter))?;
        Some(raw.get().to_owned())
    }

    /// What is wrong with the names: each is that of one parameter that no option gives.
    pub(super) fn problems(
        &self,
        description: &Description,
        is_given: impl Fn(&Parameter) -> bool,
    ) -> Vec<Problem> {
        let mut wrong = Vec::new();
        for name in self.0.names() {
            let mut refuse = |what: &str| {
                wrong.push(Problem::new("--from", &shown(name), what));
            };
            if self.0.only(name).is_err()
                || self.0.names().filter(|it| *it == name).count() > 1
            {
                refuse(TWICE);
                continue;
            }
            let parameters = description.parameters;
            let known = parameters.iter().find(|it| name_of(description, it) == name);
            match known {
                Some(it) if it.made == Some(Made::Configuration) => refuse(CONFIGURED),
                Some(it)
                    if !matches!(it.kind, ValueKind::Constant(_)) && is_given(it) =>
                {
                    refuse(GIVEN);
                }
                Some(_) => {}
                None if description.known != Known::Whole => {}
                None => {
                    let names = parameters.iter().map(|it| name_of(description, it));
                    let meant = closest(name, names);
                    refuse(&ViolationKind::NotDocumented { meant }.to_string());
                }
            }
        }
        wrong
    }

    /// Adds the fields that no parameter has.
    pub(super) fn undocumented(
        &self,
        description: &Description,
        fields: &mut UndocumentedFields,
    ) {
        let is_known = |name: &str| {
            let mut parameters = description.parameters.iter();
            parameters.any(|it| name_of(description, it) == name)
        };
        for name in self.0.names().filter(|name| !is_known(name)) {
            let raw: Option<&RawValue> = self.0.get(name);
            fields.set(name, raw);
        }
    }
}

/// The name of a parameter: that on the wire, or that of its option, where several have one on the
/// wire.
pub(super) fn name_of(description: &Description, parameter: &Parameter) -> &'static str {
    let of_name = description.parameters.iter().filter(|it| it.name == parameter.name);
    if of_name.count() > 1 { parameter.flag } else { parameter.name }
}
