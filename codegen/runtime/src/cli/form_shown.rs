//! The values of a request, as far as they may be shown.

use super::super::description::{Parameter, ValueKind};
use super::super::redacted::Redacted;
use super::super::values::string;
use super::super::{FilePart, Json, Redact};
use super::tree::seen;
use serde_json::value::RawValue;
use std::fmt;

/// A JSON value, as far as its field allows.
pub(super) struct Shown<'a> {
    pub(super) redact: Redact,
    pub(super) kind: &'a ValueKind,
    pub(super) raw: &'a str,
    pub(super) file: Option<FilePart<'a>>,
}

impl<'a> Shown<'a> {
    fn of(parameter: &'a Parameter, raw: &'a RawValue) -> Self {
        Self {
            redact: parameter.redact,
            kind: &parameter.kind,
            raw: raw.get(),
            file: None,
        }
    }

    /// Its fields, if it is an object.
    fn fields<'j>(
        json: &'j Json,
        fields: &'j [Parameter],
    ) -> impl Iterator<Item = (&'static str, Shown<'j>)> {
        fields.iter().filter_map(|field| {
            Some((field.name, Shown::of(field, json.get(field.name)?)))
        })
    }

    /// Its items, if it is a list.
    fn items(&self, kind: &'a ValueKind) -> impl Iterator<Item = Self> {
        let items: Vec<&RawValue> = serde_json::from_str(self.raw).unwrap_or_default();
        let redact = self.redact;
        let item = move |raw: &'a RawValue| Self {
            redact,
            kind,
            raw: raw.get(),
            file: None,
        };
        items.into_iter().map(item)
    }

    fn json(&self) -> Json {
        Json::from_slice(self.raw.as_bytes()).unwrap_or_default()
    }

    fn text(&self) -> String {
        string(self.raw).unwrap_or_else(|| self.raw.to_owned())
    }

    /// Collects all texts in it that must not be shown. A boolean's words are left out: they
    /// reveal nothing elsewhere.
    pub(super) fn hidden(&self, all: &mut Vec<String>) {
        match self.kind {
            ValueKind::Object(_, _, fields) => {
                Shown::fields(&self.json(), fields).for_each(|(_, it)| it.hidden(all));
            }
            ValueKind::List(_, kind) => {
                self.items(kind).for_each(|item| item.hidden(all));
            }
            // Names are the caller's, and may be anything.
            ValueKind::Map(..) => texts(self.raw, all),
            ValueKind::Flag(_) | ValueKind::Constant(_) | ValueKind::File(_) => {}
            _ if self.redact == Redact::Shown => {}
            _ => all.push(self.text()),
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            return fmt::Debug::fmt(file, f);
        }
        match self.kind {
            ValueKind::Constant(json) => f.write_str(json),
            _ if self.redact == Redact::Hidden => f.write_str(".."),
            ValueKind::Object(_, _, fields) => {
                let json = self.json();
                let mut map = f.debug_map();
                for (name, shown) in Shown::fields(&json, fields) {
                    map.entry(&format_args!("{name}"), &format_args!("{shown}"));
                }
                map.finish()
            }
            ValueKind::Map(..) => {
                write!(f, "{{{} entries ..}}", self.json().names().count())
            }
            ValueKind::List(_, kind) => {
                let mut list = f.debug_list();
                for item in self.items(kind) {
                    list.entry(&format_args!("{item}"));
                }
                list.finish()
            }
            _ if self.redact == Redact::Shown => f.write_str(&seen(self.raw)),
            _ => write!(f, "{}", Redacted(self.redact, &self.text())),
        }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// All texts and numbers in JSON of which no documentation tells how much may be shown.
pub(super) fn texts(json: &str, all: &mut Vec<String>) {
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
        for item in items {
            texts(item.get(), all);
        }
    } else if let Ok(object) = Json::from_slice(json.as_bytes()) {
        let values = object.names().filter_map(|name| object.get(name));
        values.for_each(|it| texts(it.get(), all));
    } else if !matches!(json, "true" | "false" | "null") {
        all.push(string(json).unwrap_or_else(|| json.to_owned()));
    }
}
