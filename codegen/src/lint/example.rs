//! An example keeps the rules that it stands for.

use std::collections::HashMap;

use super::limits::{Broken, Limited, breaks};
use super::shapes::is_day;
use super::{Findings, Rule, View, places};
use crate::decimal::Decimal;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Loaded;
use crate::raw::{Bound, CodeTable, Field, FieldType, Wire};
use crate::shape::Shape;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L027",
    title: "an example that breaks a rule of its field",
    text: "Examples go into the documentation, where people copy them. They keep the field's \
           length, form, range and code table, as adopted by resolutions.",
    bad: "example: P042",
    good: "example: P0042",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let tables = places::tables(spec);
    for (operation, fields) in spec.operations() {
        for placed in fields {
            let field = placed.field;
            let Some(example) = &field.example else { continue };
            let limited = Limited::of_field(placed, &operation.resolutions);
            if let Some(broken) = broken(field.value, example, &limited, &tables) {
                let shown = example.escape_debug();
                let message =
                    format!("the example `{shown}` of `{}` {}", field.name, broken.how);
                let span = field.span_of("example");
                let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                    .label("people copy this")
                    .help("invent a value that keeps the rule, or correct the rule");
                findings.add(broken.show(diagnostic, field.at));
            }
        }
    }
}

/// The rule that an example breaks.
fn broken(
    field: &Field,
    example: &str,
    limited: &Limited<'_>,
    tables: &HashMap<&str, &Loaded<CodeTable>>,
) -> Option<Broken> {
    match field.kind {
        FieldType::String | FieldType::ArrayOfStrings => {
            // A table says all that there is to say of a value.
            if let Some(table) = field.codes.as_deref().and_then(|id| tables.get(id)) {
                let known = table.codes.iter().any(|code| code.code == example);
                let how = || format!("is no code of `{}`", table.id);
                return (!known).then(|| Broken { fact: "codes", how: how() });
            }
            breaks(limited, example).or_else(|| {
                let shape = limited.shape().filter(Shape::is_date)?;
                let how = || "is no day of the calendar".to_owned();
                (!is_day(&shape.parts, example))
                    .then(|| Broken { fact: "form", how: how() })
            })
        }
        FieldType::Number => number(field, example),
        FieldType::Boolean => {
            let (yes, no) = match field.wire.unwrap_or_default() {
                Wire::Json => ("true", "false"),
                Wire::YesNo => ("Y", "N"),
                Wire::OneZero => ("1", "0"),
            };
            let how = || "is neither `true` nor `false`".to_owned();
            let known = ["true", "false", yes, no].contains(&example);
            (!known).then(|| Broken { fact: "type", how: how() })
        }
        FieldType::Object | FieldType::ArrayOfObjects => None,
    }
}

fn number(field: &Field, example: &str) -> Option<Broken> {
    let broken = |fact, how| Some(Broken { fact, how });
    let places = field.decimals.unwrap_or(0);
    if !is_plain(example, places > 0) {
        let kind = if places > 0 { "no number" } else { "no whole number" };
        return broken("type", format!("is {kind}"));
    }
    let digits = example.bytes().filter(u8::is_ascii_digit).count();
    if let Some(most) = field.max_digits.filter(|most| digits > *most as usize) {
        return broken("max_digits", format!("has {digits} digits, more than {most}"));
    }
    let Ok(value) = example.parse::<Decimal>() else {
        // Beyond what can be read, a number is beyond every range that can be declared.
        return match (field.min_value, field.max_value) {
            (Some(_), _) if example.starts_with('-') => {
                broken("min_value", "is less than the least".to_owned())
            }
            (_, Some(_)) => broken("max_value", "is more than the most".to_owned()),
            _ => broken("type", "has more digits than 128 bits hold".to_owned()),
        };
    };
    if value.places() > places {
        let how = format!("has {} decimals, more than {places}", value.places());
        return broken("decimals", how);
    }
    match (field.min_value, field.max_value) {
        // Nothing fits a range that another rule reports.
        (Some(min), Some(max)) if min > max => None,
        (Some(Bound(min)), _) if value < min => {
            broken("min_value", format!("is less than {min}"))
        }
        (_, Some(Bound(max))) if value > max => {
            broken("max_value", format!("is more than {max}"))
        }
        _ => None,
    }
}

/// Whether a number is written as people and JSON write it.
fn is_plain(number: &str, may_have_decimals: bool) -> bool {
    let unsigned = number.strip_prefix('-').unwrap_or(number);
    let (whole, decimals) = match unsigned.split_once('.') {
        Some((whole, decimals)) if may_have_decimals => (whole, decimals),
        _ => (unsigned, "0"),
    };
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(decimals) && (whole == "0" || !whole.starts_with('0'))
}
