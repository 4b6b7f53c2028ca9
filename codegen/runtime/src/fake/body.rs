//! Bodies of requests.

use super::super::description::{Description, Parameter};
use super::super::{Encryption, Json, Reading, RequestBody, Violations, route};
use super::multipart::{self, Part};
use super::received::{Finding, Received};
use super::state::State;
use http::header::CONTENT_TYPE;

/// The fields of a body.
pub(super) enum Body {
    Json(Json),
    Form(Vec<(String, String)>),
    Parts(Vec<Part>),
}

impl Body {
    /// The JSON of a field, if it is there.
    pub(super) fn value(
        &self,
        parameter: &Parameter,
    ) -> Result<Option<String>, Violations> {
        match self {
            Self::Json(json) => {
                Ok(json.get(parameter.name).map(|raw| raw.get().to_owned()))
            }
            Self::Form(pairs) => route::value(parameter, pairs),
            Self::Parts(parts) => {
                let pairs: Vec<_> = parts.iter().filter_map(Part::pair).collect();
                route::value(parameter, &pairs)
            }
        }
    }

    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Self::Json(json) => json.names().collect(),
            Self::Form(pairs) => pairs.iter().map(|(name, _)| name.as_str()).collect(),
            Self::Parts(parts) => parts.iter().map(|part| part.name.as_str()).collect(),
        }
    }
}

/// Reads the body, decrypted if necessary. `None` if there is none, or it cannot be read.
pub(super) fn read(
    state: &State,
    description: &Description,
    received: &mut Received,
    findings: &mut Vec<Finding>,
) -> Option<Body> {
    let encoding = description.spec.body;
    if encoding == RequestBody::None {
        if !received.body.is_empty() {
            findings.push(Finding::new("body", "this operation has no body"));
        }
        return None;
    }
    let plain = plain(state, description, received, findings);
    received.plain.clone_from(&plain);
    let body = plain?;
    let read = match encoding {
        RequestBody::Form => route::form(&body)
            .map(Body::Form)
            .ok_or_else(|| "not a form, percent-encoded as UTF-8".to_owned()),
        RequestBody::Multipart => {
            let media_type = received.header(CONTENT_TYPE.as_str()).unwrap_or_default();
            multipart::parts(media_type, &body).map(Body::Parts).map_err(str::to_owned)
        }
        _ => Json::from_slice(&body).map(Body::Json).map_err(|wrong| wrong.to_string()),
    };
    read.map_err(|wrong| findings.push(Finding::new("body", wrong))).ok()
}

/// The body, decrypted if it must be or may be encrypted.
fn plain(
    state: &State,
    description: &Description,
    received: &Received,
    all: &mut Vec<Finding>,
) -> Option<Vec<u8>> {
    let Some(jwe) = state.vendor.protocol.encryption else {
        return Some(received.body.clone());
    };
    let sealed = Json::from_slice(&received.body).ok().and_then(|json| {
        let alone = json.names().count() == 1;
        let text = match json.text(jwe.field) {
            Reading::Value(text) if alone => Some(text.into_owned()),
            _ => None,
        };
        text.filter(|_| json.get(jwe.field).is_some())
    });
    match (sealed, description.spec.request_encrypted) {
        (None, None | Some(Encryption::No)) => Some(received.body.clone()),
        (None, Some(Encryption::Yes)) => {
            all.push(Finding::new("body", "must be encrypted"));
            None
        }
        (Some(_), Some(Encryption::No)) => {
            all.push(Finding::new("body", "must not be encrypted"));
            None
        }
        (Some(text), None | Some(Encryption::Yes)) => {
            // An unknown key has been reported with the header that names it.
            let opened = state.keys.open(&jwe, state.named_key(received), &text)?;
            opened
                .map_err(|error| all.push(Finding::new(jwe.field, error.to_string())))
                .ok()
        }
    }
}
