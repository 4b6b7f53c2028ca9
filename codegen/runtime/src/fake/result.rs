//! Results in answers of the mock server.

use super::super::{CodeType, Envelope, Json, values};
use super::sample::object;

/// An answer with these fields and this result.
pub(super) fn with_result(
    fields: &[(&str, String)],
    envelope: &Envelope,
    code: &str,
    message: &str,
) -> String {
    let code = match envelope.code_type {
        CodeType::Text => values::quoted(code),
        CodeType::Integer | CodeType::Boolean => code.to_owned(),
    };
    let message = envelope.message.map(|name| (name, values::quoted(message)));
    let result: Vec<_> = [(envelope.code, code)].into_iter().chain(message).collect();
    within(fields, envelope.object, &result)
}

/// An object with these fields, and the result in the objects of these names.
fn within(
    fields: &[(&str, String)],
    objects: &[&'static str],
    result: &[(&str, String)],
) -> String {
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
            put(first, within(&inner.collect::<Vec<_>>(), rest, result));
        }
    }
    object(&all)
}
