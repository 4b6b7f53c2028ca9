//! The token of the mock server: what its operation issues, and what all others need.

use super::super::description::{Description, ResponseField, ResponseKind};
use super::super::{Json, values};
use super::received::Finding;
use super::sample::object;
use super::state::State;

/// The seconds for which an issued token is said to be valid. It is accepted for longer.
const VALID: &str = "3600";

/// Puts the token into the answer of the operation that issues it, unless the answer is given one.
pub(super) fn issue(
    state: &State,
    description: &Description,
    given: &Json,
    fields: &mut [(&str, String)],
) {
    let Some(header) = state.vendor.protocol.authentication.token else { return };
    let source = header.from.filter(|it| it.operation == description.spec.id);
    let Some(source) = source else { return };
    let token = values::quoted(state.credentials.header(header.header));
    let life = source.expires_in.map(|path| (path, VALID.to_owned()));
    for (path, value) in [(source.field, token)].into_iter().chain(life) {
        let Some((name, within)) = path.split_first() else { continue };
        let field = description.answer.iter().find(|field| field.name == *name);
        let place = fields.iter_mut().find(|(known, _)| known == name);
        if let (Some(field), Some((_, raw)), None) = (field, place, given.get(name)) {
            *raw = with(field, within, &value, raw);
        }
    }
}

/// The value of a field that has another one at the end of a path.
fn with(field: &ResponseField, path: &[&str], value: &str, raw: &str) -> String {
    match (path.split_first(), &field.kind) {
        (None, ResponseKind::Text) if !value.starts_with('"') => values::quoted(value),
        (None, _) => value.to_owned(),
        (Some((name, within)), ResponseKind::Object(fields)) => {
            let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
            let fields = fields.iter().filter_map(|it| {
                let raw = json.get(it.name)?.get();
                let is_it = it.name == *name;
                let raw =
                    if is_it { with(it, within, value, raw) } else { raw.to_owned() };
                Some((it.name, raw))
            });
            object(&fields.collect::<Vec<_>>())
        }
        (Some(_), _) => raw.to_owned(),
    }
}

/// Marks what is wrong with the token of a request.
pub(super) fn mark(state: &State, findings: &mut [Finding]) {
    let authentication = &state.vendor.protocol.authentication;
    for finding in findings {
        finding.is_token = authentication.is_token(&finding.at);
    }
}
