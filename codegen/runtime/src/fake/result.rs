//! Results in answers of the mock server.

use super::super::{CodeType, Envelope, Json, Named, SecondPlace, values};
use super::sample::object;
use serde_json::value::RawValue;

/// An answer with these fields, this result and this second code.
pub(super) fn with_result(
    fields: &[(&str, String)],
    envelope: &Envelope,
    (code, message): (&str, &str),
    second: Option<Named>,
) -> String {
    let code = match envelope.code_type {
        CodeType::Text => values::quoted(code),
        CodeType::Integer | CodeType::Boolean => code.to_owned(),
    };
    let message = envelope.message.map(|name| (name, values::quoted(message)));
    let result: Vec<_> = [(envelope.code, code)].into_iter().chain(message).collect();
    let mut all = within(fields, envelope.object, &result);
    if let Some(place) = envelope.second.filter(|place| place.rows.is_none()) {
        let parts = parts(&place, second);
        if !parts.is_empty() {
            all = within(&all, &[envelope.object, place.object].concat(), &parts);
        }
    }
    object(&all)
}

/// Puts a second code into the rows that have one, unless they are given. Where it means failure,
/// a success does not have its fields.
pub(super) fn in_rows(
    fields: &mut Vec<(&str, String)>,
    place: &SecondPlace,
    given: &Json,
    code: Option<Named>,
) {
    let is_given = |name: &str| given.get(name).is_some();
    match place.rows {
        Some(list) => {
            let lists = fields.iter_mut().filter(|(name, _)| *name == list);
            for (_, raw) in lists.filter(|(name, _)| !is_given(name)) {
                *raw = rows(raw, place, code);
            }
        }
        None => {
            fields.retain(|(name, _)| !place.is_for_failures(name) || is_given(name));
        }
    }
}

impl SecondPlace {
    /// Whether a field of the answer has a part of a second code that no success has as it is.
    fn is_for_failures(&self, name: &str) -> bool {
        match self.object {
            [] => self.has(name),
            [first, ..] => name == *first && self.success_code.is_empty(),
        }
    }

    /// Whether an answer that was asked for has the second code.
    pub(super) fn is_in(&self, given: &Json) -> bool {
        given.get(self.object.first().unwrap_or(&self.code)).is_some()
    }

    fn has(&self, name: &str) -> bool {
        name == self.code || Some(name) == self.message
    }
}

/// The fields that hold a second code and its message.
fn parts(place: &SecondPlace, code: Option<Named>) -> Vec<(&'static str, String)> {
    let Some(Named(code, name)) = code else { return Vec::new() };
    let message = place.message.map(|field| (field, values::quoted(name)));
    [(place.code, values::quoted(code))].into_iter().chain(message).collect()
}

/// A list of objects, each with this second code.
fn rows(raw: &str, place: &SecondPlace, code: Option<Named>) -> String {
    let rows: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
    let rows = rows.into_iter().map(|row| {
        let json = Json::from_slice(row.get().as_bytes()).unwrap_or_default();
        let others = json.names().filter(|name| !place.has(name));
        let others =
            others.filter_map(|name| Some((name, json.get(name)?.get().to_owned())));
        object(&others.chain(parts(place, code)).collect::<Vec<_>>())
    });
    format!("[{}]", rows.collect::<Vec<_>>().join(","))
}

/// These fields, and the result in the objects of these names.
fn within<'a>(
    fields: &[(&'a str, String)],
    objects: &[&'static str],
    result: &[(&'a str, String)],
) -> Vec<(&'a str, String)> {
    let mut all = fields.to_vec();
    let mut put = |name, raw| {
        all.retain(|(known, _)| *known != name);
        all.push((name, raw));
    };
    match objects {
        [] => result.iter().for_each(|(name, raw)| put(name, raw.clone())),
        [first, rest @ ..] => {
            let around = fields.iter().find(|(name, _)| name == first);
            let around =
                around.and_then(|(_, raw)| Json::from_slice(raw.as_bytes()).ok());
            let around = around.unwrap_or_default();
            let inner = around
                .names()
                .filter_map(|name| Some((name, around.get(name)?.get().to_owned())));
            let inner = within(&inner.collect::<Vec<_>>(), rest, result);
            put(first, object(&inner));
        }
    }
    all
}
