//! The facts that are known of a page.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

#[derive(Deserialize)]
pub(super) struct Known {
    pub(super) path: String,
    pub(super) title_en: Option<String>,
    pub(super) title_ko: Option<String>,
    pub(super) version: Option<String>,
    pub(super) mode: Option<String>,
    pub(super) method: Option<String>,
    #[serde(deserialize_with = "flag")]
    pub(super) request_encrypted: Option<bool>,
    #[serde(deserialize_with = "flag")]
    pub(super) response_encrypted: Option<bool>,
    #[serde(deserialize_with = "flag")]
    pub(super) request_complete: Option<bool>,
    #[serde(deserialize_with = "flag")]
    pub(super) response_complete: Option<bool>,
    #[serde(deserialize_with = "flag")]
    pub(super) codes_complete: Option<bool>,
    #[serde(default)]
    pub(super) request: Option<Vec<KnownField>>,
    #[serde(default)]
    pub(super) response: Option<Vec<KnownField>>,
    #[serde(default)]
    pub(super) codes: Option<Vec<KnownRow>>,
}

#[derive(Deserialize)]
pub(super) struct KnownField {
    pub(super) name: Option<String>,
    pub(super) parent: Option<String>,
    #[serde(default)]
    pub(super) parent_certain: bool,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) need: Option<String>,
    pub(super) constraint: Option<String>,
    pub(super) format: Option<String>,
    pub(super) default: Option<String>,
    #[serde(default)]
    pub(super) values: Vec<KnownValue>,
    /// Where the fact does not come from any capture.
    pub(super) source: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct KnownValue {
    pub(super) value: String,
    pub(super) meaning: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct KnownRow {
    pub(super) http: String,
    pub(super) code: String,
    pub(super) message: Option<String>,
    pub(super) description_ko: Option<String>,
    pub(super) description_en_own_words: Option<String>,
    pub(super) source: Option<String>,
}

/// Yes, no, or anything else for what is not known.
fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Ok(Value::deserialize(from)?.as_bool())
}
