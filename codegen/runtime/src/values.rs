//! Values whose kind is known when the program runs: the same rules and the same violations as
//! those of the types.

use super::description::{Kind, Parameter};
use super::{Decimal, Json, Need, Rule, Source, Violation, ViolationKind, Violations};
use serde_json::value::RawValue;

/// Everything that is wrong with the value of a field, which is JSON, or with its absence.
pub(super) fn check_field(
    parameter: &Parameter,
    raw: Option<&str>,
    source: Source,
) -> Result<(), Violations> {
    let checked = match raw {
        None | Some("null") if parameter.need == Need::Required => {
            Err(Violation::new(parameter.name, ViolationKind::Missing, source).into())
        }
        None | Some("null") => Ok(()),
        Some(raw) => check(&parameter.kind, raw, source),
    };
    checked.map_err(|wrong| wrong.nested(parameter.name))
}

/// Everything that is wrong with a value, which is JSON.
fn check(kind: &Kind, raw: &str, source: Source) -> Result<(), Violations> {
    let other = |broken| Violations::from(Violation::new("value", broken, source));
    match kind {
        Kind::Text(rule) | Kind::Date(rule) => rule.check(&text(rule, raw)?),
        Kind::Code(rule, codes) => {
            let text = text(rule, raw)?;
            let known = codes().iter().any(|row| row.0 == text);
            if known { Ok(()) } else { rule.check(&text) }
        }
        Kind::Number(rule) => rule.read(raw).map(drop),
        Kind::Decimal(rule) => rule.read(raw).map(drop),
        Kind::Flag(words) => {
            let (yes, no) = words.unwrap_or(("true", "false"));
            let word = if words.is_some() { string(raw) } else { Some(raw.to_owned()) };
            let is_flag = word.is_some_and(|word| word == yes || word == no);
            if is_flag {
                Ok(())
            } else {
                Err(other(ViolationKind::NotAFlag { yes, no }))
            }
        }
        Kind::Object(source, fields) => {
            let json = Json::from_slice(raw.as_bytes())
                .map_err(|_| other(ViolationKind::NotAnObject))?;
            let wrong = fields.iter().filter_map(|field| {
                check_field(field, json.get(field.name).map(RawValue::get), *source)
                    .err()
            });
            Violations::gather(wrong.flatten().collect())
        }
        Kind::List(rule, kind) => {
            let items: Vec<&RawValue> =
                serde_json::from_str(raw).map_err(|_| other(ViolationKind::NotAList))?;
            let count = rule.check(items.len()).err();
            let wrong = items.iter().enumerate().filter_map(|(index, item)| {
                let wrong = check(kind, item.get(), source).err()?;
                Some(wrong.nested(&format!("[{index}]")))
            });
            let wrong = count.into_iter().chain(wrong);
            Violations::gather(wrong.flatten().collect())
        }
    }
}

fn text(rule: &Rule, raw: &str) -> Result<String, Violations> {
    string(raw).ok_or_else(|| rule.violated(ViolationKind::NotAText))
}

/// A text that is written as JSON.
pub(super) fn string(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The JSON that a text, which stands in a path, a query or on a command line, means.
pub(super) fn json(kind: &Kind, text: &str) -> Result<String, Violations> {
    match kind {
        Kind::Number(rule) => {
            let number: i128 = text.parse().map_err(|_| rule.not_a_number())?;
            Ok(number.to_string())
        }
        Kind::Decimal(rule) => {
            let number: Decimal = text.parse().map_err(|_| rule.not_a_number())?;
            Ok(number.to_string())
        }
        Kind::Flag(None) | Kind::Object(..) | Kind::List(..) => Ok(text.to_owned()),
        Kind::Text(_) | Kind::Date(_) | Kind::Code(..) | Kind::Flag(Some(_)) => {
            Ok(quoted(text))
        }
    }
}

/// The JSON that the texts of one parameter mean, which are several for a list. No texts mean
/// nothing.
pub(super) fn of_texts(
    kind: &Kind,
    texts: &[&str],
) -> Result<Option<String>, Violations> {
    let Kind::List(_, item) = kind else {
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
