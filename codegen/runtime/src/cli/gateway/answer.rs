//! What callers are answered.

use super::super::super::description::Description;
use super::super::super::serving::{ProblemDetails, content};
use super::super::super::values::quoted;
use super::super::super::{
    AnswerBody, CallResult, Error, Json, TransportFault, Violations,
};
use super::super::form::Form;
use super::super::outcome::{Outcome, View};
use super::super::output;
use super::super::problem::Problem;
use super::super::shown::last;
use super::names::{
    CODE, CORRELATION_ID, IDEMPOTENCY_KEY, OUTCOME, REACHED, REMEDY, SECOND_CODE,
};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

/// The answer to a call, and its outcome. `hidden` are the texts that must not be shown.
pub(super) fn of_call(
    description: &'static Description,
    result: CallResult<Form>,
    hidden: &[String],
) -> (Response<Bytes>, Outcome) {
    let answer = match &result {
        Ok(reply) => {
            let (status, headers) = (reply.http_status(), reply.http_headers());
            Ok(of_vendor(
                description,
                success(description, reply, headers),
                status,
                headers,
            ))
        }
        Err(Error::Api(it)) => {
            let (status, headers) = (it.answer().status(), it.answer().headers());
            Ok(of_vendor(description, plain(it.json()), status, headers))
        }
        Err(Error::Pending(it)) => {
            let headers = it.answer().headers();
            Ok(of_vendor(description, plain(it.json()), StatusCode::ACCEPTED, headers))
        }
        Err(Error::Transport(it)) => Err(match it.fault() {
            TransportFault::Timeout | TransportFault::ConnectTimeout => {
                StatusCode::GATEWAY_TIMEOUT
            }
            _ => StatusCode::BAD_GATEWAY,
        }),
        Err(Error::Invalid(_)) => Err(StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::Undocumented(_) | Error::Mismatch(_)) => Err(StatusCode::BAD_GATEWAY),
    };
    let outcome = match result {
        Err(Error::Invalid(violations)) => unsent(&violations),
        result => {
            let view = View {
                description,
                hidden,
                all: false,
            };
            Outcome::of(&view, result)
        }
    };
    let mut response = match answer {
        Ok(response) => response,
        Err(status) => problem(&outcome, status).into_response(),
    };
    mark(response.headers_mut(), &outcome);
    (response, outcome)
}

/// The answer to a request that breaks rules, and its outcome.
pub(super) fn of_violations(violations: &Violations) -> (Response<Bytes>, Outcome) {
    let outcome = unsent(violations);
    let problem = problem(&outcome, StatusCode::UNPROCESSABLE_ENTITY);
    let mut response = problem.into_response();
    mark(response.headers_mut(), &outcome);
    (response, outcome)
}

fn unsent(violations: &Violations) -> Outcome {
    let problems = violations.iter().map(|it| Problem::violation(it, None));
    Outcome::unsent(problems.collect())
}

/// An answer of the vendor, with the documented headers of its own.
fn of_vendor(
    description: &Description,
    mut response: Response<Bytes>,
    status: StatusCode,
    headers: &HeaderMap,
) -> Response<Bytes> {
    *response.status_mut() = status;
    let documented = description.spec.response_headers.iter().map(|it| it.lower);
    let named = documented.filter_map(|it| it.parse::<HeaderName>().ok());
    for name in named.filter(|it| !is_of_connection(it)) {
        for value in headers.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}

/// Whether a header is about the connection or the encoding of a body, which are others here.
fn is_of_connection(name: &HeaderName) -> bool {
    [
        header::CONNECTION,
        header::CONTENT_ENCODING,
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
    ]
    .contains(name)
}

/// The body of a success, as its format says.
fn success(
    description: &Description,
    json: &Json,
    headers: &HeaderMap,
) -> Response<Bytes> {
    match description.spec.answer.body {
        AnswerBody::List(name) => match json.get(name) {
            Some(raw) => content(JSON, raw.get().to_owned()),
            None => plain(json),
        },
        AnswerBody::Empty if json.names().next().is_none() => content(JSON, ""),
        body @ AnswerBody::Text(_) => content(TEXT, output::content(body, json)),
        body @ AnswerBody::Bytes => {
            let mut response = content(BYTES, output::content(body, json));
            if let Some(stated) = headers.get(header::CONTENT_TYPE) {
                response.headers_mut().insert(header::CONTENT_TYPE, stated.clone());
            }
            response
        }
        _ => plain(json),
    }
}

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// The fields of an answer, each as it was received.
fn plain(json: &Json) -> Response<Bytes> {
    let fields = last(json).map(|(name, raw)| format!("{}:{}", quoted(name), raw.get()));
    let fields: Vec<_> = fields.collect();
    content(JSON, format!("{{{}}}", fields.join(",")))
}

/// What callers are told if there is no answer that is theirs.
fn problem(outcome: &Outcome, status: StatusCode) -> ProblemDetails {
    let title = match outcome.name {
        "invalid" => "The request breaks rules, and was not sent",
        "mismatch" => "The answer is not that of this request",
        "undocumented" => "The answer is not a documented one",
        _ => "No answer was received",
    };
    let detail = outcome.message().join("\n");
    let mut problem = ProblemDetails::new(status, outcome.name, title, detail)
        .member("outcome", quoted(outcome.name))
        .member("reached", quoted(outcome.reached.as_str()))
        .member("remedy", quoted(outcome.remedy.as_str()))
        .member("advice", quoted(outcome.remedy.advice()));
    let ids = &outcome.ids;
    let texts = [
        ("correlation_id", &ids.correlation_id),
        ("idempotency_key", &ids.idempotency_key),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            problem = problem.member(name, quoted(text));
        }
    }
    if let Some(status) = outcome.status {
        problem = problem.member("vendor_status", status.to_string());
    }
    if let Some(inquiry) = outcome.inquiry {
        problem = problem.member("inquire", quoted(inquiry.operation));
    }
    if outcome.problems.is_empty() {
        return problem;
    }
    let violations = outcome.problems.iter().map(|it| {
        let source = it.source.as_deref().map_or("null".to_owned(), quoted);
        let [path, what] = [&it.path, &it.what].map(|it| quoted(it));
        format!(r#"{{"path":{path},"problem":{what},"source":{source}}}"#)
    });
    let violations: Vec<_> = violations.collect();
    problem.member("violations", format!("[{}]", violations.join(",")))
}

/// Adds what is known of a call as headers.
fn mark(headers: &mut HeaderMap, outcome: &Outcome) {
    let ids = &outcome.ids;
    let wait = outcome.retry_after.map(|wait| wait.as_secs().to_string());
    let texts = [
        (OUTCOME, Some(outcome.name)),
        (REACHED, Some(outcome.reached.as_str())),
        (REMEDY, Some(outcome.remedy.as_str())),
        (CODE, outcome.code.as_deref()),
        (SECOND_CODE, outcome.second.as_ref().map(|it| it.code.as_str())),
        (CORRELATION_ID, ids.correlation_id.as_deref()),
        (IDEMPOTENCY_KEY, ids.idempotency_key.as_deref()),
        (header::RETRY_AFTER, wait.as_deref()),
    ];
    for (name, text) in texts {
        // A key that no header can carry is one that the caller has given.
        let value = text.and_then(|text| HeaderValue::from_str(text).ok());
        headers.extend(value.map(|value| (name, value)));
    }
}
