//! The JSON Schema of the spec's files, from the very types that read them: what an editor needs
//! in order to complete keys, to tell what they mean, and to underline what does not fit. Beside
//! them stand those of what commands print in JSON (`digest.json`, `output-*.json`), from the types
//! that are printed.
//!
//! It is written for draft 07, which editors know best.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, RestrictFormats};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;
use std::borrow::Cow;

use crate::catalog::Listing;
use crate::diagnostic::Finding;
use crate::semver::Document;
use crate::watch::Watched;
use crate::{audit, errata, import, json, raw, reference};

/// The files of the folder `schema` of a spec: name and text of each. Beside the schemas, one is
/// for people.
#[must_use]
pub fn files() -> Vec<(&'static str, String)> {
    vec![
        ("accepted.json", text::<raw::Accepted>()),
        ("api.json", text::<raw::Api>()),
        ("callback.json", text::<raw::Callback>()),
        ("catalog.json", text::<raw::Catalog>()),
        ("decisions.json", text::<raw::Decisions>()),
        ("pages.json", text::<raw::Pages>()),
        ("codes.json", text::<raw::CodeTable>()),
        ("digest.json", printed::<Document<'_>>()),
        ("operation.json", text::<raw::Operation>()),
        ("walkthrough.json", text::<raw::Walkthrough>()),
        ("REFERENCE.md", reference::markdown()),
        ("output-audit.json", printed::<audit::Document<'_>>()),
        ("output-catalog.json", printed::<Listing<'_>>()),
        ("output-errata.json", printed::<Vec<errata::Entry<'_>>>()),
        ("output-import.json", printed::<import::Document<'_>>()),
        ("output-import-rename.json", printed::<import::Names<'_>>()),
        ("output-lint.json", printed::<Vec<Finding<'_>>>()),
        ("output-pages.json", printed::<Watched<'_>>()),
    ]
}

/// What the program prints: every key is there, and what is not known is `null`.
fn printed<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07()
        .with_transform(RestrictFormats::default())
        .for_serialize();
    json::document(&settings.into_generator().into_root_schema_for::<T>())
}

fn text<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07()
        .with_transform(RestrictFormats::default())
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(unwrapped))
        .with_transform(RecursiveTransform(words));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    keys_alone(&mut schema);
    json::document(&schema)
}

/// A key that may be absent is not `null`: lint refuses a key whose value is forgotten.
fn without_null(schema: &mut Schema) {
    let is_null = |value: &Value| value == "null" || value["type"] == "null";
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|value| !is_null(value));
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut choices)) = schema.remove("anyOf") {
        choices.retain(|value| !is_null(value));
        let key = if choices.len() == 1 { "allOf" } else { "anyOf" };
        schema.insert(key.to_owned(), Value::Array(choices));
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}

/// Words as one `enum`: of several schemas, editors show the one that a value fits, and not what the
/// key means.
fn words(schema: &mut Schema) {
    let Some(Value::Array(choices)) = schema.get("oneOf") else { return };
    let part = |name: &str| {
        let parts = choices.iter().map(|choice| choice.get(name).cloned());
        parts.collect::<Option<Vec<_>>>()
    };
    let (Some(words), Some(meanings)) = (part("const"), part("description")) else {
        return;
    };
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), words.into());
    schema.insert("enumDescriptions".to_owned(), meanings.into());
}

/// A description in one line: editors show each line as a paragraph.
fn unwrapped(schema: &mut Schema) {
    if let Some(description) = schema.get_mut("description") {
        *description = reference::sentence(description).into();
    }
}

/// Takes away what types mean: editors would show it in the place of what the key means.
fn keys_alone(schema: &mut Schema) {
    let Some(Value::Object(definitions)) = schema.get_mut("definitions") else { return };
    for definition in definitions.values_mut().filter_map(Value::as_object_mut) {
        definition.remove("description");
    }
}

/// Any number: its digits are kept, and no reader of the schema has to hold them.
impl JsonSchema for raw::Bound {
    fn schema_name() -> Cow<'static, str> {
        "Bound".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number of at most 38 digits, as `12` or `0.05`.",
            "type": "number",
        })
    }
}

impl<T: JsonSchema> JsonSchema for raw::Several<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Several_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (one, more) =
            (generator.subschema_for::<T>(), generator.subschema_for::<Vec<T>>());
        json_schema!({ "anyOf": [one, more] })
    }
}

impl JsonSchema for raw::OwnEnvelope {
    fn schema_name() -> Cow<'static, str> {
        "OwnEnvelope".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let other = generator.subschema_for::<raw::Envelope>();
        json_schema!({ "anyOf": [{ "const": "none" }, other] })
    }
}

impl JsonSchema for raw::Scheme {
    fn schema_name() -> Cow<'static, str> {
        "Scheme".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let known = generator.subschema_for::<raw::KnownScheme>();
        // A text around the credential.
        json_schema!({ "anyOf": [known, { "type": "string", "pattern": "[{]credential[}]" }] })
    }
}

/// A truth value of YAML, or a word.
impl JsonSchema for raw::Encrypted {
    fn schema_name() -> Cow<'static, str> {
        "Encrypted".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Whether a body is encrypted; `unknown` where no capture shows it.",
            "enum": [true, false, "unknown"],
        })
    }
}
