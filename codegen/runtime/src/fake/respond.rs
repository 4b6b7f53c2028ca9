//! Handling of requests.

use super::super::description::Description;
use super::super::route::{self, Route};
use super::answer::{self, Content};
use super::check::check;
use super::payload::Payload;
use super::received::{Finding, Received};
use super::scenario::{Fault, Scenario};
use super::state::State;
use super::untyped;
use http::{HeaderValue, Response, StatusCode, header, request::Parts};

/// Records a request and returns the answer, or `None` to close the connection.
pub(super) fn respond(
    state: &State,
    scenario: &Scenario,
    head: Parts,
    body: Vec<u8>,
) -> Option<Response<Payload>> {
    let mut received = Received::new(head, body);
    let response = match scenario {
        Scenario::Fault(fault) => match improper(state, *fault) {
            Some(answer) => answer.map(|it| refused(state, scenario, &received, it)),
            None => Some(proper(state, scenario, &mut received)),
        },
        _ => Some(proper(state, scenario, &mut received)),
    };
    if let (Some(response), None) = (&response, &received.answered) {
        received.answered = Some((response.status().as_u16(), None));
    }
    state.keep(received);
    if *scenario == Scenario::Fault(Fault::HangUpWhileAnswering) {
        return response.map(|response| response.map(Payload::broken));
    }
    response
}

/// An answer that a documentation may list by its status alone: it has the headers of others.
fn refused(
    state: &State,
    scenario: &Scenario,
    received: &Received,
    mut response: Response<Payload>,
) -> Response<Payload> {
    let found = route::find(state.vendor, &received.method, &received.uri);
    if let (StatusCode::TOO_MANY_REQUESTS, Route::Operation(description, _)) =
        (response.status(), found)
    {
        let headers = response.headers_mut();
        answer::put_headers(state, description, scenario, received, None, headers);
    }
    response
}

fn proper(
    state: &State,
    scenario: &Scenario,
    received: &mut Received,
) -> Response<Payload> {
    let (status, what) = match route::find(state.vendor, &received.method, &received.uri)
    {
        Route::Operation(description, path) => {
            return checked(state, scenario, (description, &path), received);
        }
        Route::OtherMethod => (StatusCode::METHOD_NOT_ALLOWED, "method"),
        Route::Nowhere => (StatusCode::NOT_FOUND, "path"),
    };
    let Some(answer) = state.untyped(received) else {
        return nowhere(received, status, what);
    };
    let description = untyped::description(state.vendor, received);
    let scenario = match scenario {
        Scenario::Success => &Scenario::Answer(answer),
        other => other,
    };
    checked(state, scenario, (&description, &[]), received)
}

/// The answer to a request of this operation, with the texts that fill its path.
fn checked(
    state: &State,
    scenario: &Scenario,
    (description, path): (&Description, &[(String, String)]),
    received: &mut Received,
) -> Response<Payload> {
    received.operation = Some(description.spec.id);
    check(state, description, path, received);
    let content = if received.findings.is_empty() {
        Content::for_scenario(description, scenario)
    } else {
        Content::refusal(description, &received.findings)
    };
    received.answered = Some(match &content {
        Content::Result { http, code, .. } => (*http, Some(code.clone())),
        Content::Status(http, _) => (*http, None),
    });
    answer::answer(state, description, scenario, &content, received)
}

/// The answer of a fault: `None` if the fault has a regular answer, `Some(None)` to close the
/// connection.
#[expect(clippy::option_option, reason = "one is about what, the other about whether")]
fn improper(state: &State, fault: Fault) -> Option<Option<Response<Payload>>> {
    let with = |status, media, body: &'static [u8]| {
        let mut response = Response::new(Payload::whole(body));
        *response.status_mut() = status;
        let media = HeaderValue::from_static(media);
        response.headers_mut().insert(header::CONTENT_TYPE, media);
        Some(Some(response))
    };
    let (ok, json) = (StatusCode::OK, "application/json");
    match fault {
        Fault::HangUpBeforeReading | Fault::HangUpAfterReading => Some(None),
        Fault::ServerError => with(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain",
            b"the mock server is out of order\n",
        ),
        Fault::TooManyRequests => {
            let body = b"too many requests for the mock server\n";
            let answer = with(StatusCode::TOO_MANY_REQUESTS, "text/plain", body).flatten();
            Some(answer.map(|mut response| {
                let wait = HeaderValue::from_static("1");
                response.headers_mut().insert(header::RETRY_AFTER, wait);
                response
            }))
        }
        Fault::Html => with(
            ok,
            "text/html",
            b"<!DOCTYPE html><html><body>The mock server is under maintenance.</body></html>",
        ),
        Fault::Garbage => with(ok, json, b"\xff\xfe{\x00\x80garbage"),
        Fault::Empty => with(ok, json, b""),
        Fault::HugeBody => {
            let spaces: &'static [u8] = &[b' '; 1 << 14];
            let huge = with(ok, json, spaces).flatten();
            Some(huge.map(|response| response.map(|body| body.repeated(1 << 12))))
        }
        Fault::EncryptedAnswer if state.vendor.protocol.encryption.is_none() => with(
            StatusCode::NOT_IMPLEMENTED,
            "text/plain",
            b"this vendor does not encrypt\n",
        ),
        Fault::Delay(_)
        | Fault::HangUpWhileAnswering
        | Fault::UnknownCode
        | Fault::EncryptedAnswer
        | Fault::OtherCallsId
        | Fault::NoId
        | Fault::MalformedId => None,
    }
}

fn nowhere(
    received: &mut Received,
    status: StatusCode,
    what: &str,
) -> Response<Payload> {
    let finding = Finding::new(what, "no documented operation uses it");
    let body = answer::note(&[finding.to_string()]);
    received.findings.push(finding);
    let mut response = Response::new(Payload::whole(body));
    *response.status_mut() = status;
    response
}
