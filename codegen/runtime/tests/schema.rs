//! Whether JSON fits a JSON Schema, by the keywords that the schemas here use. What a schema does
//! not name is a fault too: it is to tell all that is printed.

use serde_json::Value;

/// Panics with everything that does not fit.
pub(crate) fn fits(schema: &Value, told: &Value) {
    let found = faults(schema, schema, told, "it");
    assert!(found.is_empty(), "{found:#?} in {told:#}");
}

fn faults(root: &Value, schema: &Value, told: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let is_wrong = match keyword.as_str() {
            "anyOf" | "oneOf" => {
                let mut any = rule.as_array().unwrap().iter();
                !any.any(|rule| faults(root, rule, told, at).is_empty())
            }
            "const" => rule != told,
            "enum" => !rule.as_array().unwrap().contains(told),
            "type" => {
                let mut types = rule.as_array().into_iter().flatten();
                rule != type_of(told) && !types.any(|it| it == type_of(told))
            }
            _ => {
                found.extend(within(root, (schema, keyword, rule), told, at));
                false
            }
        };
        if is_wrong {
            found.push(format!("{at}: {told} does not fit {keyword} {rule}"));
        }
    }
    found
}

fn type_of(told: &Value) -> &'static str {
    match told {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// What does not fit of the parts of a value.
fn within(
    root: &Value,
    (schema, keyword, rule): (&Value, &str, &Value),
    told: &Value,
    at: &str,
) -> Vec<String> {
    let one = |rule: &Value, told: &Value, at: &str| faults(root, rule, told, at);
    let fields = || told.as_object().into_iter().flatten();
    match keyword {
        "$ref" => {
            let name = rule.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
            one(&root["definitions"][name], told, at)
        }
        "allOf" => {
            let all = rule.as_array().unwrap().iter();
            all.flat_map(|rule| one(rule, told, at)).collect()
        }
        "required" => {
            let names = rule.as_array().unwrap().iter().filter_map(Value::as_str);
            let missing = names.filter(|it| told.is_object() && told.get(it).is_none());
            missing.map(|name| format!("{at}: no {name}")).collect()
        }
        "properties" => {
            let field = |(name, value): (&String, &Value)| {
                let rule = rule.get(name).or(schema.get("additionalProperties"));
                match rule.filter(|rule| rule.is_object()) {
                    Some(rule) => one(rule, value, name),
                    None => vec![format!("{at}: {name} is not told of")],
                }
            };
            fields().flat_map(field).collect()
        }
        "additionalProperties" if schema.get("properties").is_none() => {
            fields().flat_map(|(name, value)| one(rule, value, name)).collect()
        }
        "items" => {
            let items = told.as_array().into_iter().flatten();
            items.flat_map(|item| one(rule, item, at)).collect()
        }
        "$schema"
        | "title"
        | "description"
        | "definitions"
        | "minimum"
        | "pattern"
        | "additionalProperties" => Vec::new(),
        other => vec![format!("{at}: the keyword {other} is not checked")],
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema = serde_json::json!({
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": { "type": ["string", "null"] },
            "b": { "enum": ["가"] },
            "c": { "type": "array", "items": { "$ref": "#/definitions/d" } },
        },
        "additionalProperties": false,
        "definitions": { "d": { "anyOf": [{ "type": "boolean" }] } },
    });
    let count = |told: Value| faults(&schema, &schema, &told, "it").len();
    assert_eq!(count(serde_json::json!({ "a": null, "b": "가", "c": [true] })), 0);
    assert_eq!(count(serde_json::json!({ "a": 1, "b": "나", "c": [1] })), 3);
    assert_eq!(count(serde_json::json!({ "d": "가" })), 2);
    assert_eq!(count(serde_json::json!([])), 1);
}
