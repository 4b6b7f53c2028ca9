//! Values whose kind is known only at run time, with the rules and violations of the typed ones.

use super::description::{Parameter, ValueKind};
use super::{
    Cited, Decimal, Json, ListRule, Need, Rule, ShapeSign, Source, Violation,
    ViolationKind, Violations,
};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// Checks the JSON value of a field, or its absence.
pub(super) fn check_field(
    parameter: &Parameter,
    raw: Option<&str>,
    source: Source,
) -> Result<(), Violations> {
    let checked = match raw {
        Some("null") if parameter.nullable => Ok(()),
        None | Some("null") if parameter.need == Need::Required => {
            Err(Violation::new(parameter.name, ViolationKind::Missing, source).into())
        }
        Some("null") => {
            Err(Violation::new(parameter.name, ViolationKind::NotNullable, source)
                .into())
        }
        None => Ok(()),
        Some(raw) => check(&parameter.kind, raw, source),
    };
    let cited = match &parameter.cite {
        Some(own) => Cited::Apart(own),
        None => Cited::Here(&source),
    };
    checked.map_err(|wrong| wrong.nested(parameter.name).cited(cited))
}

/// Checks a JSON value.
fn check(kind: &ValueKind, raw: &str, source: Source) -> Result<(), Violations> {
    let other = |broken| Violations::from(Violation::new("value", broken, source));
    match kind {
        ValueKind::Text(rule) | ValueKind::Date(rule) => rule.check(&text(rule, raw)?),
        ValueKind::Code(rule, codes) => {
            let text = text(rule, raw)?;
            let known = codes().iter().any(|row| row.0 == text);
            if known { Ok(()) } else { rule.check(&text) }
        }
        ValueKind::NumberCode(rule, _) => {
            let number = raw.parse().ok().and_then(|number: Decimal| number.whole());
            number.map(drop).ok_or_else(|| rule.violated(ViolationKind::NotANumber))
        }
        ValueKind::Constant(json) => {
            let is_text = string(raw).is_some() && string(raw) == string(json);
            let broken = ViolationKind::NotTheConstant { json };
            if *json == raw || is_text { Ok(()) } else { Err(other(broken)) }
        }
        ValueKind::Number(rule) => rule.read(raw).map(drop),
        ValueKind::Decimal(rule) => rule.read(raw).map(drop),
        ValueKind::Flag(words) => {
            let (yes, no) = words.unwrap_or(("true", "false"));
            let word = if words.is_some() { string(raw) } else { Some(raw.to_owned()) };
            let is_flag = word.is_some_and(|word| word == yes || word == no);
            if is_flag {
                Ok(())
            } else {
                Err(other(ViolationKind::NotAFlag { yes, no }))
            }
        }
        ValueKind::Object(_, source, fields) => {
            let json = Json::from_slice(raw.as_bytes())
                .map_err(|_| other(ViolationKind::NotAnObject))?;
            let wrong = fields.iter().filter_map(|field| {
                check_field(field, json.get(field.name).map(RawValue::get), *source)
                    .err()
            });
            Violations::gather(wrong.flatten().collect())
        }
        ValueKind::OneOf(shapes) => {
            let json = Json::from_slice(raw.as_bytes())
                .map_err(|_| other(ViolationKind::NotAnObject))?;
            match shape(shapes, &json) {
                Some(kind) => check(kind, raw, source),
                None => Err(no_shape(shapes, &json, source)),
            }
        }
        ValueKind::File(_) => Err(other(ViolationKind::NotAFile)),
        ValueKind::Map(rule, kind) => {
            let json = Json::from_slice(raw.as_bytes())
                .map_err(|_| other(ViolationKind::NotAnObject))?;
            // Of several values of one name, the last counts.
            let names: BTreeSet<_> = json.names().collect();
            let values = names.into_iter().filter_map(|name| json.get(name));
            each(rule, kind, &values.collect::<Vec<_>>(), source)
        }
        ValueKind::List(rule, kind) => {
            let items: Vec<&RawValue> =
                serde_json::from_str(raw).map_err(|_| other(ViolationKind::NotAList))?;
            each(rule, kind, &items, source)
        }
    }
}

/// The kind of the shape that an object has, if it has one.
pub(super) fn shape(
    shapes: &'static [(ShapeSign, ValueKind)],
    json: &Json,
) -> Option<&'static ValueKind> {
    let only = ShapeSign::only(json, shapes.iter().map(|(sign, _)| *sign))?;
    shapes.iter().find(|(sign, _)| *sign == only).map(|(_, kind)| kind)
}

/// What is wrong with an object that has the shape of none, or of several.
fn no_shape(
    shapes: &[(ShapeSign, ValueKind)],
    json: &Json,
    source: Source,
) -> Violations {
    match shapes.first() {
        Some((ShapeSign::Value(name, _), _)) => {
            let is_missing = json.get(name).is_none();
            let kind = if is_missing {
                ViolationKind::Missing
            } else {
                ViolationKind::NoSuchShape
            };
            Violations::from(Violation::new(name, kind, source)).nested(name)
        }
        _ => Violation::new("value", ViolationKind::NoSuchShape, source).into(),
    }
}

/// Checks the items of a list or of a map, and their number. Names of a map are the caller's: its
/// items are told by their position in the order of the names.
fn each(
    rule: &ListRule,
    kind: &ValueKind,
    items: &[&RawValue],
    source: Source,
) -> Result<(), Violations> {
    let wrong = items.iter().enumerate().filter_map(|(index, item)| {
        let wrong = check(kind, item.get(), source).err()?;
        Some(wrong.nested(&format!("[{index}]")))
    });
    let wrong = rule.check(items.len()).err().into_iter().chain(wrong);
    Violations::gather(wrong.flatten().collect())
}

fn text(rule: &Rule, raw: &str) -> Result<String, Violations> {
    string(raw).ok_or_else(|| rule.violated(ViolationKind::NotAText))
}

/// Parses a JSON string.
pub(super) fn string(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

/// Writes a text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Converts a text from a path, a query or a command line to JSON.
pub(super) fn json(kind: &ValueKind, text: &str) -> Result<String, Violations> {
    match kind {
        ValueKind::Number(rule) => {
            let number: i128 = text.parse().map_err(|_| rule.not_a_number())?;
            Ok(number.to_string())
        }
        ValueKind::Decimal(rule) => {
            let number: Decimal = text.parse().map_err(|_| rule.not_a_number())?;
            Ok(number.to_string())
        }
        ValueKind::NumberCode(rule, _) => {
            let number: Option<i128> = text.parse().ok();
            let number = number.ok_or_else(|| rule.violated(ViolationKind::NotANumber));
            number.map(|number| number.to_string())
        }
        ValueKind::Constant(json) if !json.starts_with('"') => Ok(text.to_owned()),
        ValueKind::Flag(None)
        | ValueKind::Object(..)
        | ValueKind::OneOf(..)
        | ValueKind::List(..)
        | ValueKind::Map(..) => Ok(text.to_owned()),
        ValueKind::Text(_)
        | ValueKind::Date(_)
        | ValueKind::Code(..)
        | ValueKind::Constant(_)
        | ValueKind::File(_)
        | ValueKind::Flag(Some(_)) => Ok(quoted(text)),
    }
}

/// Converts the texts of one parameter to JSON: several for a list, and `None` for none.
pub(super) fn of_texts(
    kind: &ValueKind,
    texts: &[&str],
) -> Result<Option<String>, Violations> {
    let ValueKind::List(_, item) = kind else {
        return texts.last().map(|text| json(kind, text)).transpose();
    };
    if texts.is_empty() {
        return Ok(None);
    }
    let (mut items, mut wrong) = (Vec::new(), Vec::new());
    for (index, text) in texts.iter().enumerate() {
        match json(item, text) {
            Ok(item) => items.push(item),
            Err(violations) => wrong.extend(violations.nested(&format!("[{index}]"))),
        }
    }
    Violations::gather(wrong)?;
    Ok(Some(format!("[{}]", items.join(","))))
}
