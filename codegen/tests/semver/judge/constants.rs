//! The constants in the source of a client, as data.

use serde_json::{Map, Value, json};
use syn::Lit;

use super::syntax::text;

/// What a function of the runtime makes of constants.
pub(crate) fn called(function: &str, arguments: Vec<Value>) -> Value {
    let last = function.rsplit("::").next().unwrap();
    let first = || arguments[0].clone();
    match (function, last) {
        ("Some" | "Shape", _) => first(),
        ("Named", _) => arguments.into(),
        ("Decimal::new", _) => decimal(&arguments),
        (_, "between") => json!({ "min": arguments[0], "max": arguments[1] }),
        (_, "exactly") => json!({ "min": arguments[0], "max": arguments[0] }),
        (_, "at_least") => json!({ "min": arguments[0] }),
        (_, "at_most") => json!({ "max": arguments[0] }),
        (_, "any") => json!({}),
        // `ValueKind::Object(known, source, fields)`
        (_, "Object") if arguments.len() == 3 => {
            json!(["Object", arguments[2], arguments[0]])
        }
        (_, "code") => json!({ "code_rule": true }),
        _ if function.contains("Description::of::<") => {
            let ty = function.rsplit_once("::<").unwrap().1;
            json!({ "of": ty.trim_end_matches('>') })
        }
        _ if function.contains("Table::of::<") => Value::Null,
        _ => [Value::from(last)].into_iter().chain(arguments).collect(),
    }
}

/// Numbers of any size are texts.
pub(crate) fn literal(lit: &Lit) -> Value {
    match lit {
        Lit::Str(it) => it.value().into(),
        Lit::Bool(it) => it.value.into(),
        Lit::Int(it) => it.base10_digits().into(),
        other => panic!("{}", text(other)),
    }
}

pub(crate) fn number(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub(crate) fn members(object: Value) -> Map<String, Value> {
    let Value::Object(members) = object else { panic!("{object}") };
    members
}

fn decimal(arguments: &[Value]) -> Value {
    let (units, places) = (number(&arguments[0]), number(&arguments[1]));
    let places: usize = places.parse().unwrap();
    let (sign, digits) = units.strip_prefix('-').map_or(("", units), |it| ("-", it));
    if places == 0 {
        return units.into();
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at(digits.len() - places);
    format!("{sign}{whole}.{rest}").into()
}
