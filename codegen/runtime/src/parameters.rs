//! The parameters and fields of a request that is written already, for signing.

use super::pairs::{encoded, encoded_for_form, pairs, texts_of};
use super::{Json, RequestBody};

/// A name and its value as text.
pub(super) type Pair = (String, String);

/// The parameters of the query and the fields of the body, in the order in which they are sent.
/// `None` if they are no text.
pub(super) fn of(target: &str, encoding: RequestBody, body: &[u8]) -> Option<Vec<Pair>> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut all: Vec<Pair> = pairs(query).collect::<Option<_>>()?;
    match encoding {
        RequestBody::Json => all.extend(of_json(body)?),
        RequestBody::Form => {
            let of_form: Option<Vec<Pair>> = pairs(str::from_utf8(body).ok()?).collect();
            all.extend(of_form?);
        }
        RequestBody::Multipart | RequestBody::None => {}
    }
    Some(all)
}

/// The fields of an object; those without a value are left out, and a list has `[]` behind its
/// name.
fn of_json(body: &[u8]) -> Option<Vec<Pair>> {
    let json = Json::from_slice(body).ok()?;
    let mut all = Vec::new();
    for name in json.names() {
        let Some(raw) = json.get(name).filter(|raw| raw.get() != "null") else {
            continue;
        };
        let is_list = raw.get().starts_with('[');
        let name = if is_list { format!("{name}[]") } else { name.to_owned() };
        let texts = texts_of(raw.get()).ok()?;
        all.extend(texts.into_iter().map(|text| (name.clone(), text)));
    }
    Some(all)
}

/// All pairs as one text, not encoded.
pub(super) fn joined(all: &[Pair]) -> String {
    let pairs: Vec<_> =
        all.iter().map(|(name, text)| [name, "=", text].concat()).collect();
    pairs.join("&")
}

/// Appends a field to a body; `None` if the body has no fields.
pub(super) fn append(
    encoding: RequestBody,
    mut body: Vec<u8>,
    name: &str,
    text: &str,
) -> Option<Vec<u8>> {
    match encoding {
        RequestBody::Json => {
            let is_empty = Json::from_slice(&body).ok()?.names().next().is_none();
            let end = body.iter().rposition(|byte| *byte == b'}')?;
            body.truncate(end);
            if !is_empty {
                body.push(b',');
            }
            serde_json::to_writer(&mut body, name).ok()?;
            body.push(b':');
            serde_json::to_writer(&mut body, text).ok()?;
            body.push(b'}');
        }
        RequestBody::Form => {
            let separator = if body.is_empty() { "" } else { "&" };
            let [name, text] = [name, text].map(encoded_for_form);
            body.extend([separator, &name, "=", &text].concat().as_bytes());
        }
        RequestBody::Multipart | RequestBody::None => return None,
    }
    Some(body)
}

/// Appends a parameter to the query of a target.
pub(super) fn append_to_query(target: &str, name: &str, text: &str) -> String {
    let separator = if target.contains('?') { "&" } else { "?" };
    let [name, text] = [name, text].map(encoded);
    [target, separator, &name, "=", &text].concat()
}
