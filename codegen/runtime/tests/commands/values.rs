//! Values to give to a command.

use super::*;
use fake::invented;

/// The kind of the items of a list, or of a list of lists.
fn innermost(kind: ValueKind) -> ValueKind {
    match kind {
        ValueKind::List(_, item) | ValueKind::Map(_, item) => innermost(*item),
        kind => kind,
    }
}

pub fn value(parameter: &Parameter) -> String {
    let item = innermost(parameter.kind);
    planted(parameter).unwrap_or_else(|| {
        parameter.example.map_or_else(|| invented(&item), str::to_owned)
    })
}

/// A valid value of hidden data that nothing else contains; values too short for that are not
/// searched for.
fn planted(parameter: &Parameter) -> Option<String> {
    let item = innermost(parameter.kind);
    let cycle = |text: &str, length: usize| text.chars().cycle().take(length).collect();
    let value: String = match item {
        _ if parameter.redact == Redact::Shown => return None,
        ValueKind::Text(rule) | ValueKind::Date(rule) => {
            let end = |end: Option<u32>| end.map(|end| usize::try_from(end).unwrap());
            let most = end(rule.length.max()).unwrap_or(usize::MAX);
            let length = end(rule.length.min()).unwrap_or(0).max(10).min(most);
            // A length may count bytes, of which Hangul has more.
            // What is shown of one field is in no hidden value of another.
            let hangul =
                if parameter.redact == Redact::LastFour { "끝네자" } else { "감춘값" };
            let free = [hangul, "7391"].map(|text| cycle(text, length));
            let is_valid = |value: &String| rule.check(value).is_ok();
            if rule.shape == Shape::ANY {
                free.into_iter().find(is_valid)?
            } else {
                filled(&rule.shape, length).filter(is_valid)?
            }
        }
        ValueKind::Number(rule) => {
            let digits = rule.digits.max().map_or(12, |most| most.min(12));
            let digits: String = cycle("7391", usize::try_from(digits).unwrap());
            let least = rule.range.min().unwrap_or(0);
            let most = rule.range.max().unwrap_or(i128::MAX).max(least);
            let number = digits.parse::<i128>().unwrap().clamp(least, most);
            let number = number - number % rule.multiple_of.unwrap_or(1);
            let text = number.to_string();
            rule.read(&text).is_ok().then_some(text)?
        }
        _ => return None,
    };
    let is_ascii = value.is_ascii();
    (value.chars().count() >= if is_ascii { 8 } else { 3 }).then_some(value)
}

/// A text of a shape of digits and literals only.
fn filled(shape: &Shape, length: usize) -> Option<String> {
    let mut text = String::new();
    for part in shape.0 {
        let digits = |count: usize| "7391".chars().cycle().take(count);
        match part {
            Part::Year4 => text.push_str("1977"),
            Part::Year2 => text.push_str("77"),
            Part::Month => text.push_str("12"),
            Part::Day => text.push_str("31"),
            Part::Hour => text.push_str("23"),
            Part::Minute | Part::Second => text.push_str("59"),
            Part::Millisecond => text.push_str("977"),
            Part::Hex(count) | Part::Digits(count) => {
                text.extend(digits(usize::try_from(*count).unwrap()));
            }
            Part::Literal(literal) => text.push_str(literal),
            Part::AnyDigits => text.extend(digits(length.saturating_sub(text.len()))),
            _ => return None,
        }
    }
    Some(text)
}

/// The minimum number of items of a list, or one.
pub fn repeated(rule: &ListRule, item: &str) -> Vec<String> {
    let least = rule.items.min().unwrap_or(1).max(1);
    vec![item.to_owned(); usize::try_from(least).unwrap()]
}

/// A value of this kind, as JSON.
pub fn json(kind: &ValueKind, parameter: &Parameter) -> String {
    match kind {
        ValueKind::Object(known, _, fields) => {
            let field = |field: &Parameter| {
                format!("{:?}:{}", field.name, json(&field.kind, field))
            };
            let required = fields.iter().filter(|field| field.need == Need::Required);
            let mut fields: Vec<_> = required.map(field).collect();
            if *known != Known::Whole {
                fields.push(format!("\"undocumented\":{PLANTED:?}"));
            }
            format!("{{{}}}", fields.join(","))
        }
        // As its first shape.
        ValueKind::OneOf(shapes) => json(&shapes[0].1, parameter),
        ValueKind::List(rule, item) => {
            format!("[{}]", repeated(rule, &json(item, parameter)).join(","))
        }
        ValueKind::Map(rule, item) => {
            let entries = repeated(rule, &json(item, parameter)).into_iter().enumerate();
            let entries: Vec<_> =
                entries.map(|(at, item)| format!("\"name{at}\":{item}")).collect();
            format!("{{{}}}", entries.join(","))
        }
        ValueKind::Constant(json) => (*json).to_owned(),
        ValueKind::Number(_)
        | ValueKind::Decimal(_)
        | ValueKind::NumberCode(..)
        | ValueKind::Flag(None) => value(parameter),
        _ => format!("{:?}", value(parameter)),
    }
}

/// All values that a call must not show.
pub fn hidden(parameter: &Parameter, all: &mut Vec<String>) {
    match &parameter.kind {
        ValueKind::OneOf([(_, kind), ..]) | ValueKind::List(_, ValueKind::OneOf([(_, kind), ..])) => {
            hidden(&Parameter { kind: *kind, ..*parameter }, all);
        }
        ValueKind::Object(_, _, fields) | ValueKind::List(_, ValueKind::Object(_, _, fields)) => {
            fields.iter().for_each(|field| hidden(field, all));
        }
        _ => all.extend(planted(parameter)),
    }
}
