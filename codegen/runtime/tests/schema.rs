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
    let mut check = |fits: bool, what: &str| {
        if !fits {
            found.push(format!("{at}: {told} {what}"));
        }
    };
    let one = |rule, told, at: &str| faults(root, rule, told, at);
    let mut within = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => {
                let name =
                    rule.as_str().unwrap().strip_prefix("#/definitions/").unwrap();
                within.extend(one(&root["definitions"][name], told, at));
            }
            "allOf" => {
                let all = rule.as_array().unwrap().iter();
                within.extend(all.flat_map(|rule| one(rule, told, at)));
            }
            "anyOf" | "oneOf" => {
                let mut any = rule.as_array().unwrap().iter();
                check(any.any(|rule| one(rule, told, at).is_empty()), "fits none");
            }
            "const" => check(rule == told, "is not this"),
            "enum" => check(rule.as_array().unwrap().contains(told), "is none of these"),
            "type" => {
                let is = match told {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let mut types = rule.as_array().into_iter().flatten();
                check(rule == is || types.any(|it| it == is), "is of another type");
            }
            "required" => {
                let names = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                let missing = names.filter(|_| told.is_object());
                for name in missing.filter(|name| told.get(name).is_none()) {
                    check(false, &format!("has no {name}"));
                }
            }
            "properties" => {
                for (name, value) in told.as_object().into_iter().flatten() {
                    let rule = rule.get(name).or(schema.get("additionalProperties"));
                    match rule {
                        Some(Value::Object(_)) => {
                            within.extend(one(rule.unwrap(), value, name));
                        }
                        _ => check(false, &format!("has {name}, which is not told of")),
                    }
                }
            }
            "additionalProperties" if schema.get("properties").is_none() => {
                let values = told.as_object().into_iter().flatten();
                within.extend(values.flat_map(|(name, value)| one(rule, value, name)));
            }
            "items" => {
                let items = told.as_array().into_iter().flatten();
                within.extend(items.flat_map(|item| one(rule, item, at)));
            }
            "$schema"
            | "title"
            | "description"
            | "definitions"
            | "additionalProperties" => {}
            other => panic!("{other} is not checked"),
        }
    }
    found.extend(within);
    found
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
