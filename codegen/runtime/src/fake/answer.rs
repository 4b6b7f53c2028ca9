//! Answers of the mock server: documented ones and faults.

use super::super::description::{Description, ResponseField};
use super::super::{
    AnswerBody, Documented, Encryption, Header, Json, Named, Need, Remedy, SecondPlace,
    values,
};
use super::payload::Payload;
use super::received::{Finding, Received};
use super::sample::{object, outcome, sampled};
use super::scenario::{Fault, Scenario};
use super::written::Written;
use super::{invent, result, state::State, token};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

/// The content of an answer.
pub(super) enum Content {
    /// A result, documented or not.
    Result { http: u16, code: String, message: String },
    /// A status with an explanation for people.
    Status(u16, Vec<String>),
}

impl Content {
    fn documented(row: &Documented) -> Self {
        Self::Result {
            http: row.http,
            code: row.code.to_owned(),
            message: row.message.to_owned(),
        }
    }

    /// The answer to an invalid request: the documented code for the problem, if there is one,
    /// and else a bare status. No code is invented.
    pub(super) fn refusal(description: &Description, findings: &[Finding]) -> Self {
        let about_parameters = findings.iter().all(|finding| finding.is_parameter);
        let results = (description.results)();
        let mut fixable = results.iter().filter(|row| row.remedy == Remedy::FixRequest);
        let row = findings.first().filter(|_| about_parameters).and_then(|finding| {
            fixable
                .clone()
                .find(|row| names(row.message, field(&finding.at)))
                .or_else(|| fixable.find(|row| !names_any(row.message, description)))
        });
        let http = if findings.iter().any(|it| it.is_token) { 401 } else { 400 };
        let row = match http {
            401 => results.iter().find(|row| row.http == http),
            _ => row,
        };
        match row {
            Some(row) => Self::documented(row),
            None => {
                Self::Status(http, findings.iter().map(Finding::to_string).collect())
            }
        }
    }

    /// The answer to a valid request.
    pub(super) fn for_scenario(description: &Description, scenario: &Scenario) -> Self {
        match scenario {
            Scenario::Case(position) => {
                let case = position.checked_sub(1);
                let case = case.and_then(|at| description.cases.get(at));
                match case
                    .map(|case| (case, case.code.map(|code| description.result(code))))
                {
                    Some((_, Some(Some(row)))) => Self::documented(&row),
                    Some((case, _)) => {
                        let why =
                            format!("the code of case {position} is not documented");
                        Self::Status(case.http, vec![why])
                    }
                    None => Self::impossible(format!("there is no case {position}")),
                }
            }
            Scenario::SecondCode { second, .. }
                if description.second_code(second).is_none() =>
            {
                let why = "there is no such documented second code";
                Self::impossible(why.to_owned())
            }
            Scenario::Code(code) | Scenario::SecondCode { code: Some(code), .. } => {
                match description.result(code) {
                    Some(row) => Self::documented(&row),
                    None => {
                        Self::impossible("there is no such documented code".to_owned())
                    }
                }
            }
            Scenario::Fault(Fault::UnknownCode) => unknown(description),
            Scenario::Fault(how) if !is_possible(description, *how) => {
                let why = "no header of this operation's answer identifies the call";
                Self::impossible(why.to_owned())
            }
            Scenario::Pending if description.spec.pending.is_none() => {
                let why = "every success of this operation is final";
                Self::impossible(why.to_owned())
            }
            Scenario::Answer(json) if given(json).is_none() => Self::impossible(
                "the fields to answer with are no JSON object".to_owned(),
            ),
            Scenario::Success
            | Scenario::Pending
            | Scenario::Answer(_)
            | Scenario::SecondCode { .. }
            | Scenario::Fault(_) => success(description),
        }
    }

    fn impossible(why: String) -> Self {
        Self::Status(501, vec![why])
    }
}

fn success(description: &Description) -> Content {
    let format = description.spec.answer;
    let results = (description.results)();
    if let Some(row) = results.iter().find(|row| format.is_success(row)) {
        return Content::documented(row);
    }
    let http = format.envelope.and_then(|it| it.success_http.first().copied());
    let code = format.envelope.and_then(|it| it.success_code.first().copied());
    Content::Result {
        http: http.unwrap_or(200),
        code: code.unwrap_or_default().to_owned(),
        message: String::new(),
    }
}

/// Whether this fault of headers is possible for the operation.
fn is_possible(description: &Description, how: Fault) -> bool {
    let mut headers = description.spec.response_headers.iter();
    match how {
        Fault::OtherCallsId => headers.any(|known| !known.echoes.is_empty()),
        Fault::NoId | Fault::MalformedId => {
            headers.any(|known| known.need == Need::Required)
        }
        _ => true,
    }
}

/// An undocumented code of the right form.
fn unknown(description: &Description) -> Content {
    let shape = description.spec.answer.envelope.map(|envelope| envelope.code_shape);
    let code = |digit| match shape {
        Some(shape) if !shape.0.is_empty() => invent::fill(&shape, digit, 3),
        _ => format!("undocumented-{digit}"),
    };
    let mut codes = ('0'..='9').rev().map(code);
    match codes.find(|code| description.result(code).is_none()) {
        Some(code) => Content::Result {
            http: 400,
            code,
            message: "An undocumented code.".to_owned(),
        },
        None => Content::impossible("every code is documented".to_owned()),
    }
}

/// The innermost field of a path: `reader.readerNumber` and `loans[2].days` are about
/// `readerNumber` and `days`.
fn field(path: &str) -> &str {
    let last = path.rsplit('.').next().unwrap_or(path);
    last.split('[').next().unwrap_or(last)
}

/// Whether a message has the words of a field's name.
fn names(message: &str, field: &str) -> bool {
    let (message, name) = (words(message), words(field));
    !name.is_empty() && message.windows(name.len()).any(|words| words == name)
}

fn names_any(message: &str, description: &Description) -> bool {
    description.parameters.iter().any(|parameter| names(message, parameter.name))
}

/// The words of a text in lower case; a name in camel case has several.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut previous_is_small = false;
    for c in text.chars() {
        if previous_is_small && c.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
        previous_is_small = c.is_lowercase() || c.is_numeric();
    }
    let words = spaced.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Builds the answer to a request with this content.
pub(super) fn answer(
    state: &State,
    description: &Description,
    scenario: &Scenario,
    content: &Content,
    received: &Received,
) -> Response<Payload> {
    let asked = *scenario == Scenario::Fault(Fault::EncryptedAnswer);
    let jwe = state.vendor.protocol.encryption;
    let jwe = jwe.filter(|_| {
        asked || description.spec.response_encrypted == Some(Encryption::Yes)
    });
    let plain = body(state, description, scenario, content);
    let media_type = plain.content_type();
    let plain = plain.bytes;
    let sealed = jwe.filter(|_| !plain.is_empty()).and_then(|jwe| {
        let (text, key_id) = state.keys.seal(&jwe, state.named_key(received), &plain)?;
        Some((object(&[(jwe.field, values::quoted(&text))]).into_bytes(), key_id))
    });
    let (bytes, key_id) =
        sealed.map_or((plain, None), |(bytes, key_id)| (bytes, Some(key_id)));
    let mut response = Response::new(Payload::whole(bytes));
    *response.status_mut() = status(content);
    let headers = response.headers_mut();
    headers.extend(media_type.map(|media_type| (header::CONTENT_TYPE, media_type)));
    headers.extend(wait(description, content));
    put_headers(state, description, scenario, received, key_id.as_ref(), headers);
    response
}

/// Puts the headers that answers of an operation have.
pub(super) fn put_headers(
    state: &State,
    description: &Description,
    scenario: &Scenario,
    received: &Received,
    key_id: Option<&HeaderValue>,
    headers: &mut HeaderMap,
) {
    for known in description.spec.response_headers {
        let value = match received.headers.get(known.name) {
            _ if state.names_key(known.name) => key_id.cloned(),
            Some(value) => Some(value.clone()),
            None if known.need == Need::Required => {
                HeaderValue::from_str(&invent::text(&known.rule, "fake")).ok()
            }
            None => None,
        };
        let value = value.and_then(|value| faulty_header(state, known, scenario, value));
        let name = HeaderName::from_bytes(known.name.as_bytes());
        if let (Ok(name), Some(value)) = (name, value) {
            headers.insert(name, value);
        }
    }
}

/// The header that asks to wait, if the vendor has one of its own, where there were too many
/// requests.
fn wait(
    description: &Description,
    content: &Content,
) -> Option<(HeaderName, HeaderValue)> {
    let name = description.spec.answer.retry_after?;
    let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
    let is_asked = status(content) == StatusCode::TOO_MANY_REQUESTS;
    is_asked.then(|| (name, HeaderValue::from_static("1")))
}

/// The faulty value of a header.
fn faulty_header(
    state: &State,
    known: &Header,
    scenario: &Scenario,
    value: HeaderValue,
) -> Option<HeaderValue> {
    let is_required = known.need == Need::Required;
    match scenario {
        Scenario::Fault(Fault::NoId) if is_required => None,
        Scenario::Fault(Fault::MalformedId) if is_required => {
            Some(HeaderValue::from_static("?"))
        }
        Scenario::Fault(Fault::OtherCallsId) if !known.echoes.is_empty() => {
            let invented =
                || HeaderValue::from_str(&invent::text(&known.rule, "another")).ok();
            state.before(known.name, &value).or_else(invented)
        }
        _ => Some(value),
    }
}

fn status(content: &Content) -> StatusCode {
    let (Content::Result { http, .. } | Content::Status(http, _)) = content;
    StatusCode::from_u16(*http).unwrap_or(StatusCode::NOT_IMPLEMENTED)
}

/// The body; none for a status that has no body in HTTP.
fn body(
    state: &State,
    description: &Description,
    scenario: &Scenario,
    content: &Content,
) -> Written {
    let status = status(content);
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return Written::json(Vec::new());
    }
    match content {
        Content::Status(_, why) => Written::json(note(why).into_bytes()),
        Content::Result { http, code, message } => {
            let format = description.spec.answer;
            let has_code = !code.is_empty() && !format.is_of_status(code, *http);
            let succeeded = code.is_empty() || format.succeeds(code, *http);
            let given = match scenario {
                Scenario::Answer(json) => given(json).unwrap_or_default(),
                _ => Json::default(),
            };
            let is_pending = *scenario == Scenario::Pending;
            let mut fields = if succeeded {
                let mut fields = fields(description, &given, is_pending);
                token::issue(state, description, &given, &mut fields);
                fields
            } else {
                Vec::new()
            };
            let place = format.envelope.and_then(|it| it.second);
            let second =
                place.and_then(|it| second(description, scenario, &it, succeeded));
            if let Some(place) = place {
                result::in_rows(&mut fields, &place, &given, second);
            }
            let is_given = place.is_some_and(|it| it.is_in(&given));
            let object = match format.envelope.filter(|_| has_code) {
                Some(envelope) => result::with_result(
                    &fields,
                    envelope,
                    (code, message),
                    second.filter(|_| !is_given),
                ),
                None => match format.body {
                    AnswerBody::Empty if succeeded => return Written::json(Vec::new()),
                    AnswerBody::List(name) if succeeded => {
                        let list = fields.into_iter().find(|(known, _)| *known == name);
                        list.map_or_else(|| "[]".to_owned(), |(_, raw)| raw)
                    }
                    _ => object(&fields),
                },
            };
            Written::new(&format, &object, succeeded)
        }
    }
}

/// The second code of an answer: the one that is asked for, or that of success.
fn second(
    description: &Description,
    scenario: &Scenario,
    place: &SecondPlace,
    succeeded: bool,
) -> Option<Named> {
    let code = match scenario {
        Scenario::SecondCode { second, .. } => second.as_str(),
        _ if succeeded => place.success_code.first()?,
        _ => return None,
    };
    description.second_code(code).map(|(row, _)| row)
}

/// The fields of a successful answer: those that are given, and otherwise invented ones.
fn fields<'a>(
    description: &'a Description,
    given: &'a Json,
    is_pending: bool,
) -> Vec<(&'a str, String)> {
    let is_given = |field: &&ResponseField| given.get(field.name).is_some();
    let invented = description.answer.iter().filter(|field| !is_given(field));
    let values = given.names().filter_map(|name| Some((name, given.get(name)?)));
    let given = values.map(|(name, raw)| (name, raw.get().to_owned()));
    let told_by = description.spec.pending.and_then(|inquiry| inquiry.told_by);
    let invented = invented.map(|field| match told_by {
        Some((name, equals)) if name == field.name => {
            (field.name, outcome(&field.kind, equals, is_pending))
        }
        _ => sampled(field),
    });
    invented.chain(given).collect()
}

/// The fields that an answer is to have, if they are a JSON object.
fn given(json: &str) -> Option<Json> {
    Json::from_slice(json.as_bytes()).ok()
}

/// The mock server's explanation of a refusal, which no vendor sends.
pub(super) fn note(why: &[String]) -> String {
    let why: Vec<_> = why.iter().map(|why| values::quoted(why)).collect();
    object(&[("fake", format!("[{}]", why.join(",")))])
}
