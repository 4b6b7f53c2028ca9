//! The digest for programs is what its schema says.

use std::fs;
use std::path::Path;

use codegen::raw::{Accepted, Exception};
use codegen::semver::{Change, Digest, Kind};
use serde_json::Value;

use super::edits::EDITS;
use super::told::digest;
use super::vendor::changes;

/// A file of the project, by its path from there.
fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path))
        .unwrap()
}

fn schema() -> Value {
    serde_json::from_str(&read("spec/schema/digest.json")).unwrap()
}

#[test]
fn what_the_readme_shows_fits_the_schema() {
    let readme = read("README.md");
    let block = readme.split("```json\n").nth(1).and_then(|it| it.split("```").next());
    let shown: Value = serde_json::from_str(block.unwrap()).unwrap();
    let wrong = faults(&schema(), &schema(), &shown, "README.md");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let change = &shown["changes"][0];
    let kind = Kind::of(change["id"].as_str().unwrap()).unwrap();
    assert!(kind.example().contains(change["fact"].as_str().unwrap()), "{change}");
    let mut blocks = readme.split("```yaml\n").skip(1);
    let exceptions = blocks.find(|it| it.contains("accepted.json")).unwrap();
    let exceptions: Accepted =
        serde_yaml::from_str(exceptions.split("```").next().unwrap()).unwrap();
    let exception = &exceptions.exceptions[0];
    assert_eq!(exception.change, kind.id());
    assert_eq!(change["subject"], exception.subject);
    assert_eq!(change["accepted"]["because"], exception.because);
}

#[test]
fn every_digest_fits_its_schema() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/schema/digest.json");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    for edit in EDITS {
        let changes = changes(edit);
        let exceptions: Vec<_> = changes.iter().take(1).map(exception).collect();
        let told = Digest {
            exceptions: &exceptions,
            ..digest(&changes)
        };
        let json = told.json();
        let told: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(told["schema"], 1);
        let wrong = faults(&schema, &schema, &told, "digest");
        assert!(wrong.is_empty(), "{}: {wrong:#?}", edit.name);
    }
}

fn exception(change: &Change) -> Exception {
    Exception {
        change: change.effect.kind.id().to_owned(),
        subject: change.subject.clone(),
        operation: change.operations.first().cloned(),
        new: change.new.clone(),
        because: "모두 알고 있다.".to_owned(),
        by: "The pilot".to_owned(),
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema = serde_json::json!({
        "type": "object",
        "required": ["a"],
        "properties": { "a": { "type": ["string", "null"] } },
    });
    let faults = |told| faults(&schema, &schema, &told, "it");
    assert_eq!(faults(serde_json::json!({ "a": null })).len(), 0);
    assert_eq!(faults(serde_json::json!({ "a": 1 })).len(), 1);
    assert_eq!(faults(serde_json::json!({ "b": "가" })).len(), 2);
    assert_eq!(faults(serde_json::json!([])).len(), 2);
}

/// What of a value does not fit a schema. What the schema does not name is a fault too: it is to
/// tell all that is printed.
fn faults(root: &Value, schema: &Value, told: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => {
                let (_, name) = rule.as_str().unwrap().rsplit_once('/').unwrap();
                found.extend(faults(root, &root["definitions"][name], told, at));
            }
            "allOf" => {
                let all = rule.as_array().unwrap().iter();
                found.extend(all.flat_map(|rule| faults(root, rule, told, at)));
            }
            "anyOf" => {
                let mut any = rule.as_array().unwrap().iter();
                if !any.any(|rule| faults(root, rule, told, at).is_empty()) {
                    found.push(format!("{at}: {told} fits none"));
                }
            }
            "type" => {
                let is = match told {
                    Value::Null => "null",
                    Value::Bool(_) => "boolean",
                    Value::Number(_) => "integer",
                    Value::String(_) => "string",
                    Value::Array(_) => "array",
                    Value::Object(_) => "object",
                };
                let fits = rule == is
                    || rule.as_array().is_some_and(|it| it.iter().any(|it| it == is));
                if !fits {
                    found.push(format!("{at}: {told} is no {rule}"));
                }
            }
            "required" => {
                let keys = rule.as_array().unwrap().iter().filter_map(Value::as_str);
                let missing = keys.filter(|key| told.get(key).is_none());
                found.extend(missing.map(|key| format!("{at}: no {key}")));
            }
            "properties" => {
                for (key, value) in told.as_object().into_iter().flatten() {
                    match rule.get(key) {
                        Some(rule) => found.extend(faults(root, rule, value, key)),
                        None => found.push(format!("{at}: {key} is not told of")),
                    }
                }
            }
            "items" => {
                let items = told.as_array().into_iter().flatten();
                found.extend(items.flat_map(|item| faults(root, rule, item, at)));
            }
            "minimum" | "pattern" | "$schema" | "title" | "description"
            | "definitions" => {}
            other => panic!("{other} is not checked"),
        }
    }
    found
}
