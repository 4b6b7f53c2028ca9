//! The options of an operation, from the description of its parameters.

use super::super::description::{Made, Parameter, ValueKind};
use super::super::{Known, Need};
use super::codes::AnyCode;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

/// The option name of a parameter, within an object or at the top level, where it must not be
/// that of an option for every operation.
pub(super) fn nested(object: &str, flag: &str, reserved: &[String]) -> String {
    if !object.is_empty() {
        return format!("{object}.{flag}");
    }
    let is_taken = reserved.iter().any(|name| name == flag);
    if is_taken { format!("field.{flag}") } else { flag.to_owned() }
}

/// The option that sends `null`.
pub(super) fn null(name: &str) -> String {
    format!("{name}.null")
}

pub(super) fn parameters(
    mut command: Command,
    reserved: &[String],
    parameters: &'static [Parameter],
    object: &str,
) -> Command {
    for parameter in parameters.iter().filter(|it| is_asked(it)) {
        let name = nested(object, parameter.flag, reserved);
        if let ValueKind::Object(_, _, inner) = parameter.kind {
            command = self::parameters(command, reserved, inner, &name);
        }
        if parameter.nullable {
            command = command.arg(
                Arg::new(null(&name))
                    .long(null(&name))
                    .action(ArgAction::SetTrue)
                    .conflicts_with_all(options(parameter, name.clone()))
                    .help("Sends null instead, which is a value of its own."),
            );
        }
        command = command.arg(argument(parameter, name));
    }
    command
}

/// Whether callers give it.
fn is_asked(parameter: &Parameter) -> bool {
    let is_known = matches!(parameter.kind, ValueKind::Constant(_));
    !is_known && parameter.made != Some(Made::Configuration)
}

/// Whether any option gives a parameter a value.
pub(super) fn is_given(parameter: &Parameter, name: &str, matches: &ArgMatches) -> bool {
    let null = parameter.nullable.then(|| null(name));
    let all = options(parameter, name.to_owned()).into_iter().chain(null);
    let is_there =
        |it: String| matches.value_source(&it) == Some(ValueSource::CommandLine);
    is_asked(parameter) && all.into_iter().any(is_there)
}

/// The options that give a parameter a value: its own, and those of its fields.
fn options(parameter: &Parameter, name: String) -> Vec<String> {
    let mut all = Vec::new();
    if let ValueKind::Object(_, _, fields) = parameter.kind {
        for field in fields.iter().filter(|it| is_asked(it)) {
            let name = nested(&name, field.flag, &[]);
            all.extend(field.nullable.then(|| null(&name)));
            all.extend(options(field, name));
        }
    }
    all.push(name);
    all
}

fn argument(parameter: &Parameter, name: String) -> Arg {
    let need = match (parameter.need, parameter.condition) {
        _ if parameter.made == Some(Made::Call) => {
            "Made for each call if it is not given.".to_owned()
        }
        _ if parameter.made == Some(Made::Request) => {
            "The idempotency key: made if it is not given; give it to send the same request again."
                .to_owned()
        }
        (Need::Required, _) => "Required.".to_owned(),
        (_, Some(condition)) => condition.to_owned(),
        (_, None) => "Optional.".to_owned(),
    };
    let example =
        parameter.example.map(|it| format!(" Example: {it}.")).unwrap_or_default();
    let kind = match &parameter.kind {
        ValueKind::Date(_) => "DATE",
        ValueKind::Number(_) | ValueKind::Decimal(_) => "NUMBER",
        ValueKind::Flag(_) => "YES|NO",
        ValueKind::Code(..) | ValueKind::NumberCode(..) => "CODE",
        ValueKind::Object(..)
        | ValueKind::OneOf(..)
        | ValueKind::Map(..)
        | ValueKind::List(
            _,
            ValueKind::Object(..) | ValueKind::OneOf(..) | ValueKind::List(..),
        ) => "JSON",
        ValueKind::File(_) => "FILE",
        ValueKind::Text(_) | ValueKind::Constant(_) | ValueKind::List(..) => "TEXT",
    };
    let more = match &parameter.kind {
        ValueKind::Date(_) => " As 1990-01-31 or in the wire format.",
        ValueKind::Object(Known::None, ..) => {
            " As JSON: no documentation shows its fields."
        }
        ValueKind::Object(..) => " As JSON, instead of the options for its fields.",
        ValueKind::OneOf(..) => " As JSON of one of the documented shapes.",
        ValueKind::List(..) => " May be repeated.",
        ValueKind::Map(..) => " As a JSON object of any names.",
        ValueKind::File(_) => {
            " The path of a file; `;type=TYPE` behind it states its media type."
        }
        _ => "",
    };
    let is_list = matches!(parameter.kind, ValueKind::List(..));
    let hint = match parameter.kind {
        ValueKind::File(_) => ValueHint::FilePath,
        _ => ValueHint::Unknown,
    };
    let arg = Arg::new(name.clone());
    let arg = match AnyCode::of(&parameter.kind) {
        Some(codes) => arg.value_parser(codes).hide_possible_values(true),
        None => arg,
    };
    arg.long(name)
        .value_name(kind)
        .value_hint(hint)
        .action(if is_list { ArgAction::Append } else { ArgAction::Set })
        .allow_hyphen_values(true)
        .help(format!("{} {need}{more}{example}", parameter.about).trim().to_owned())
}
