//! `call --untyped PATH`: a request of no documented operation.

use super::super::description::{Description, Vendor};
use super::super::{Encryption, Json, Method, RequestBody, UndocumentedFields, Untyped};
use super::arguments::{ENCRYPTION, METHOD, UNTYPED};
use super::form::Form;
use super::problem::Problem;
use clap::ArgMatches;
use serde_json::value::RawValue;

const NOT_JSON: &str = "not JSON";
const NO_BODY: &str = "GET has no body, so there is nothing to be read `--from`";

/// The description of the request that is asked for, if one is. It lives as long as the process,
/// which makes one call.
pub(super) fn description(
    vendor: &Vendor,
    matches: &ArgMatches,
    has_body: bool,
) -> Option<&'static Description> {
    matches.try_get_one::<String>(UNTYPED).ok().flatten()?;
    let body = if has_body { RequestBody::Json } else { RequestBody::None };
    Some(Box::leak(Box::new(Description::untyped(vendor.protocol, body))))
}

/// The request, with the body that is given.
pub(super) fn form(
    description: &'static Description,
    matches: &ArgMatches,
    body: Option<&[u8]>,
) -> Result<Form, Vec<Problem>> {
    let wrong = |option: &str, what: &str| vec![Problem::new(option, "request", what)];
    let path = matches.get_one::<String>(UNTYPED).map_or("", String::as_str);
    let method = matches.get_one::<String>(METHOD).map(String::as_str);
    let method = method
        .and_then(|it| Method::ALL.iter().copied().find(|known| known.as_str() == it));
    let stated = matches.try_get_one::<String>(ENCRYPTION).ok().flatten();
    let stated = stated.is_some_and(|it| it == "yes");
    let encryption = if stated { Encryption::Yes } else { Encryption::No };
    let mut fields = UndocumentedFields::NONE;
    let request = match body {
        None => Untyped::get(path).with_method(method.unwrap_or(Method::Get)),
        Some(_) if method == Some(Method::Get) => return Err(wrong("--from", NO_BODY)),
        Some(body) => {
            let raw: Result<&RawValue, _> = serde_json::from_slice(body);
            let raw = raw.map_err(|_| wrong("--from", NOT_JSON))?;
            if let Ok(json) = Json::from_slice(body) {
                for name in json.names() {
                    fields.set(name, json.get(name));
                }
            } else {
                fields.set("(body)", raw);
            }
            let post = Untyped::post(path, raw, encryption);
            post.with_method(method.unwrap_or(Method::Post))
        }
    };
    Ok(Form::untyped(description, request, fields, encryption))
}
