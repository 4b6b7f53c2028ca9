//! Requests of callers, which are plain JSON.

use super::super::super::closest::closest;
use super::super::super::description::{
    Description, Location, Made, Parameter, ValueKind,
};
use super::super::super::media_type::is_one_of;
use super::super::super::pairs::pairs;
use super::super::super::serving::ProblemDetails;
use super::super::super::stray::shown;
use super::super::super::values::quoted;
use super::super::super::{
    Encryption, Json, Known, ProcessIds, RequestBody, UndocumentedFields, Violation,
    ViolationKind, Violations, route,
};
use super::super::form::Form;
use super::super::given::minted;
use super::names::ENCRYPTION;
use http::{StatusCode, header, request::Parts};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// Why a request is not sent.
pub(super) enum Refused {
    /// It cannot be read.
    Problem(ProblemDetails),
    /// It breaks rules.
    Violations(Violations),
}

impl From<Violations> for Refused {
    fn from(violations: Violations) -> Self {
        Self::Violations(violations)
    }
}

/// A request of an operation, with the texts that fill its path.
///
/// # Errors
///
/// Returns everything that is missing or invalid.
pub(super) fn form(
    description: &'static Description,
    path: &[(String, String)],
    head: &Parts,
    body: &[u8],
) -> Result<Form, Refused> {
    let json = self::body(description, head, body)?;
    let query = query(head)?;
    let (undocumented, mut wrong) = undocumented(description, &json, &query);
    let encryption = encryption(head)?;
    let form = Form::new(description, BTreeMap::new(), |parameter| {
        let raw = match parameter.place {
            _ if parameter.made == Some(Made::Configuration) => None,
            Location::Body => json.get(parameter.name).map(|it| it.get().to_owned()),
            Location::Path => route::value(parameter, path)?,
            Location::Query => route::value(parameter, &query)?,
            Location::Header => route::value(parameter, &of_header(parameter, head)?)?,
        };
        let constant = match parameter.kind {
            ValueKind::Constant(json) => Some(json.to_owned()),
            _ => None,
        };
        Ok(raw.or(constant).or_else(|| minted(parameter, &ProcessIds)))
    });
    match form {
        Ok(form) if wrong.is_empty() => Ok(form.completed(undocumented, encryption)?),
        Ok(_) => Err(Violations::new(wrong).into()),
        Err(violations) => {
            wrong.splice(0..0, violations);
            Err(Violations::new(wrong).into())
        }
    }
}

/// The body of a request, which is an object of JSON if there is one.
fn body(description: &Description, head: &Parts, body: &[u8]) -> Result<Json, Refused> {
    if description.spec.body == RequestBody::None {
        let nothing = body.is_empty().then(Json::default);
        return nothing.ok_or_else(|| malformed("This operation has no body."));
    }
    let media_type = head.headers.get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|it| it.to_str().ok()).unwrap_or_default();
    if !is_one_of(media_type, &["application/json"]) {
        return Err(Refused::Problem(ProblemDetails::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "Not JSON",
            "The body has the Content-Type application/json.",
        )));
    }
    let json = Json::from_slice(body).map_err(|it| malformed(it.to_string()))?;
    if let Some(name) = json.names().find(|name| json.only(name).is_err()) {
        let name = shown(name);
        let detail = format!("The field {name} has several values, which differ.");
        return Err(malformed(detail));
    }
    Ok(json)
}

/// The parameters of the query.
fn query(head: &Parts) -> Result<Vec<(String, String)>, Refused> {
    let pairs = pairs(head.uri.query().unwrap_or_default());
    let pairs: Option<Vec<_>> = pairs.collect();
    pairs.ok_or_else(|| malformed("The query is not percent-encoded UTF-8."))
}

/// The values of a header, under the name of its parameter.
fn of_header(
    parameter: &Parameter,
    head: &Parts,
) -> Result<Vec<(String, String)>, Violations> {
    let values = head.headers.get_all(parameter.name).iter();
    let texts = values.map(|value| {
        let text =
            value.to_str().map(|text| (parameter.name.to_owned(), text.to_owned()));
        text.map_err(|_| {
            violation(parameter.name, ViolationKind::NotForAHeader, parameter)
        })
    });
    texts.collect()
}

fn violation(name: &str, kind: ViolationKind, parameter: &Parameter) -> Violations {
    let source = parameter.cite.unwrap_or(super::super::super::source::NOBODY);
    Violations::from(Violation::new("value", kind, source)).nested(name)
}

/// Whether the caller states that the body is encrypted.
fn encryption(head: &Parts) -> Result<Option<Encryption>, Refused> {
    let stated = head.headers.get(ENCRYPTION);
    match stated.map(http::HeaderValue::as_bytes) {
        None => Ok(None),
        Some(b"yes") => Ok(Some(Encryption::Yes)),
        Some(b"no") => Ok(Some(Encryption::No)),
        Some(_) => Err(malformed("The header Gateway-Encryption is `yes` or `no`.")),
    }
}

/// The fields that the documentation does not have, and those of them that are sent by mistake:
/// every one, where all are known, and values that are set by configuration.
fn undocumented(
    description: &Description,
    json: &Json,
    query: &[(String, String)],
) -> (UndocumentedFields, Vec<Violation>) {
    let (mut fields, mut wrong) = (UndocumentedFields::NONE, Vec::new());
    let is_whole = description.known == Known::Whole;
    let is_known = |place, name: &str| {
        let is_configured =
            |it: &Parameter| it.name == name && it.made == Some(Made::Configuration);
        let is_configured = description.parameters.iter().any(is_configured);
        // The body is JSON here, in which each parameter has the name that it is documented by.
        let is_known = match place {
            Location::Body => {
                let mut parameters = description.parameters.iter();
                parameters.any(|it| it.place == place && it.name == name)
            }
            _ => route::knows(description, place, name),
        };
        (is_known, is_configured)
    };
    let mut stray = |name: &str| {
        let known = description.parameters.iter();
        let known = known.filter(|it| it.made != Some(Made::Configuration));
        let meant = closest(name, known.map(|it| it.name));
        let kind = ViolationKind::NotDocumented { meant };
        let stray = Violations::from(Violation::new("", kind, description.source));
        wrong.extend(stray.nested(&shown(name)));
    };
    for name in json.names() {
        match (is_known(Location::Body, name), json.get(name)) {
            ((true, false), _) => {}
            ((false, false), Some(raw)) if !is_whole => fields.set(name, raw),
            _ => stray(name),
        }
    }
    for (name, text) in query {
        match is_known(Location::Query, name) {
            (true, false) => {}
            // What has no body has its further fields in the query.
            (false, false)
                if !is_whole && description.spec.body == RequestBody::None =>
            {
                if let Ok(raw) = RawValue::from_string(quoted(text)) {
                    fields.set(name, raw);
                }
            }
            _ => stray(name),
        }
    }
    (fields, wrong)
}

fn malformed(detail: impl Into<String>) -> Refused {
    let status = StatusCode::BAD_REQUEST;
    Refused::Problem(ProblemDetails::new(status, "malformed", "Not readable", detail))
}
