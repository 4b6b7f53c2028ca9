//! The values of parameters, as a caller gives them.

use super::super::description::{Made, Parameter, ValueKind};
use super::super::values::{self, json, of_texts};
use super::super::{Ids, Need, Redact, ViolationKind, Violations, date, mint};
use super::terminal::Ask;
use super::{codes, options};
use clap::ArgMatches;

/// The JSON of a parameter's options, if there are any.
pub(super) fn given(
    parameter: &Parameter,
    name: &str,
    matches: &ArgMatches,
    ask: Option<Ask<'_>>,
) -> Result<Option<String>, Violations> {
    if let ValueKind::Constant(json) = parameter.kind {
        return Ok(Some(json.to_owned()));
    }
    // Files are read before.
    let is_file = matches!(parameter.kind, ValueKind::File(_));
    if is_file || parameter.made == Some(Made::Configuration) {
        return Ok(None);
    }
    if parameter.nullable && is_null(name, matches) {
        return Ok(Some("null".to_owned()));
    }
    let of_field = |wrong: Violations| wrong.nested(parameter.name);
    let given = matches.get_many::<String>(name).unwrap_or_default();
    let told = ask.filter(|_| given.len() == 0 && is_secretly_required(parameter));
    let told = told.and_then(|ask| answered(name, ask));
    let texts = given.chain(told.as_ref()).map(|text| lenient(&parameter.kind, text));
    let texts: Vec<_> = texts.collect::<Result<_, _>>().map_err(of_field)?;
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let raw = match (&parameter.kind, &*texts) {
        (ValueKind::Object(_, _, fields), []) => {
            let ask = ask.filter(|_| parameter.need == Need::Required);
            object(fields, name, parameter, (matches, ask))
        }
        // A whole list, or one item per option.
        (ValueKind::List(_, item), [text])
            if is_compound(item) && is_whole(item, text) =>
        {
            json(&parameter.kind, text).map(Some)
        }
        (kind, texts) => of_texts(kind, texts),
    };
    raw.map_err(of_field)
}

/// Whether a person may be asked for it: it has to be given, as one text, and is not shown.
fn is_secretly_required(parameter: &Parameter) -> bool {
    let is_one_text = matches!(
        parameter.kind,
        ValueKind::Text(_)
            | ValueKind::Date(_)
            | ValueKind::Number(_)
            | ValueKind::Decimal(_)
            | ValueKind::Code(..)
            | ValueKind::NumberCode(..)
    );
    is_one_text
        && parameter.need == Need::Required
        && parameter.made.is_none()
        && parameter.redact != Redact::Shown
}

/// What a person answers, if it is anything.
fn answered(name: &str, ask: Ask<'_>) -> Option<String> {
    let answer = ask(&format!("--{name} (not shown): ")).ok()?;
    Some(answer).filter(|it| !it.is_empty())
}

/// Whether `null` is given.
fn is_null(name: &str, matches: &ArgMatches) -> bool {
    let given = matches.try_get_one::<bool>(&options::null(name));
    given.ok().flatten().copied().unwrap_or(false)
}

/// The JSON of an idempotency key that is not given.
pub(super) fn minted(parameter: &Parameter, ids: &dyn Ids) -> Option<String> {
    match parameter.kind {
        ValueKind::Text(rule) if parameter.made == Some(Made::Request) => {
            Some(values::quoted(&mint::unique(&rule, ids)))
        }
        _ => None,
    }
}

/// Whether a text is a whole list, and not an item of it.
fn is_whole(item: &ValueKind, text: &str) -> bool {
    let inner = text.trim_start().strip_prefix('[').map(str::trim_start);
    inner.is_some_and(|inner| match item {
        ValueKind::List(..) => inner.starts_with(['[', ']']),
        _ => true,
    })
}

fn is_compound(kind: &ValueKind) -> bool {
    matches!(kind, ValueKind::Object(..) | ValueKind::OneOf(..) | ValueKind::List(..))
}

/// An object from the options of its fields. A required object without any is empty, so that its
/// required fields are reported.
fn object(
    fields: &[Parameter],
    name: &str,
    parameter: &Parameter,
    (matches, ask): (&ArgMatches, Option<Ask<'_>>),
) -> Result<Option<String>, Violations> {
    let (mut given_fields, mut wrong) = (Vec::new(), Vec::new());
    let mut is_given = false;
    for field in fields {
        match given(field, &options::nested(name, field.flag, &[]), matches, ask) {
            Ok(Some(raw)) => {
                // What the client adds by itself makes no object.
                is_given |= !matches!(field.kind, ValueKind::Constant(_));
                given_fields.push(format!("{}:{raw}", values::quoted(field.name)));
            }
            Ok(None) => {}
            Err(violations) => wrong.extend(violations),
        }
    }
    Violations::gather(wrong)?;
    // Of one whose fields are not known, nothing can be reported but that it is missing.
    let is_reported = parameter.need == Need::Required && !fields.is_empty();
    let is_there = is_given || is_reported;
    Ok(is_there.then(|| format!("{{{}}}", given_fields.join(","))))
}

/// Converts convenient forms to the wire form.
fn lenient(kind: &ValueKind, text: &str) -> Result<String, Violations> {
    match kind {
        ValueKind::Date(rule) => match date::from_iso(rule, text) {
            Err(wrong)
                if wrong.iter().any(|it| it.kind == ViolationKind::NoSuchDate) =>
            {
                Err(wrong)
            }
            wire => Ok(wire.unwrap_or_else(|_| text.to_owned())),
        },
        ValueKind::Flag(words) => {
            let (yes, no) = words.unwrap_or(("true", "false"));
            Ok(match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "y" | "1" => yes.to_owned(),
                "false" | "no" | "n" | "0" => no.to_owned(),
                _ => text.to_owned(),
            })
        }
        ValueKind::Code(_, codes) | ValueKind::NumberCode(_, codes) => {
            Ok(codes::named(&codes(), text))
        }
        ValueKind::List(_, item) if !is_compound(item) => lenient(item, text),
        _ => Ok(text.to_owned()),
    }
}
