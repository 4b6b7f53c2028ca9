//! What the gateway answers at its paths.

use super::super::super::description::Vendor;
use super::super::super::route::{self, Route};
use super::super::super::serving::{ProblemDetails, Site, Status, content};
use super::super::outcome::Outcome;
use super::answer;
use super::events::{Events, Line};
use super::live::Live;
use super::metrics::Metrics;
use super::names::{LIVE, METRICS, OPENAPI, READY};
use super::openapi;
use super::request::{self, Refused};
use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Instant;

/// The gateway, as a site.
pub(super) struct Gateway {
    vendor: &'static Vendor,
    live: RwLock<Arc<Live>>,
    pub(super) metrics: Metrics,
    pub(super) events: Events,
    document: OnceLock<Bytes>,
}

impl Gateway {
    pub(super) fn new(vendor: &'static Vendor, live: Live, events: Events) -> Self {
        Self {
            vendor,
            live: RwLock::new(Arc::new(live)),
            metrics: Metrics::default(),
            events,
            document: OnceLock::new(),
        }
    }

    /// Uses another client from now on.
    pub(super) fn renew(&self, live: Live) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(live);
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn is_ready(&self, status: &Status) -> bool {
        !status.is_draining() && self.live().is_usable()
    }

    fn readiness(&self, status: &Status) -> Response<Bytes> {
        if self.is_ready(status) {
            return content(TEXT, "ready\n");
        }
        let why = if status.is_draining() { "stopping\n" } else { "no usable key\n" };
        let mut response = content(TEXT, why);
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response
    }

    /// Makes the call that a request asks for.
    async fn call(&self, request: Request<Bytes>) -> Response<Bytes> {
        let begun = Instant::now();
        let (head, body) = request.into_parts();
        let (description, path) = match route::find(self.vendor, &head.method, &head.uri)
        {
            Route::Operation(description, path) => (description, path),
            Route::OtherMethod => {
                return self.refuse(other_method(self.vendor, &head.uri));
            }
            Route::Nowhere => return self.refuse(nowhere()),
        };
        let (response, outcome) = match request::form(description, &path, &head, &body) {
            Ok(form) => {
                let live = self.live();
                let mut hidden = form.hidden();
                hidden.extend(live.secrets.iter().map(|secret| secret.to_string()));
                let result = live.send(form).await;
                answer::of_call(description, result, &hidden)
            }
            Err(Refused::Violations(violations)) => answer::of_violations(&violations),
            Err(Refused::Problem(problem)) => return self.refuse(problem),
        };
        let took = begun.elapsed();
        self.metrics.called(description.spec.id, outcome.name, took);
        let line = line(description.spec.id, &outcome);
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let line = line.number("status", Some(response.status().as_u16().into()));
        self.events.log(line.number("milliseconds", Some(milliseconds)));
        response
    }

    fn refuse(&self, problem: ProblemDetails) -> Response<Bytes> {
        self.refused(&problem);
        problem.into_response()
    }
}

const TEXT: &str = "text/plain; charset=utf-8";
/// The media type of the text form of Prometheus.
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

impl Site for Gateway {
    fn is_public(&self, path: &str) -> bool {
        matches!(path, LIVE | READY)
    }

    async fn answer(
        self: Arc<Self>,
        request: Request<Bytes>,
        status: Arc<Status>,
    ) -> Response<Bytes> {
        if request.method() != Method::GET {
            return self.call(request).await;
        }
        match request.uri().path() {
            LIVE => content(TEXT, "live\n"),
            READY => self.readiness(&status),
            METRICS => {
                let known = (self.is_ready(&status), self.events.dropped());
                content(PROMETHEUS, self.metrics.text(&status, known))
            }
            OPENAPI => {
                let document = || openapi::document(self.vendor).into();
                content("application/json", self.document.get_or_init(document).clone())
            }
            _ => self.call(request).await,
        }
    }

    fn refused(&self, problem: &ProblemDetails) {
        self.metrics.refused(problem.name);
        let line = Line::new("refused").text("problem", Some(problem.name));
        self.events.log(line.number("status", Some(problem.status.as_u16().into())));
    }
}

/// What the log has of a call: nothing of its data.
fn line(operation: &str, outcome: &Outcome) -> Line {
    Line::new("call")
        .text("operation", Some(operation))
        .text("outcome", Some(outcome.name))
        .text("code", outcome.code.as_deref())
        .text("correlation_id", outcome.ids.correlation_id.as_deref())
        .text("reached", Some(outcome.reached.as_str()))
        .text("remedy", Some(outcome.remedy.as_str()))
        .number("vendor_status", outcome.status.map(u64::from))
}

fn nowhere() -> ProblemDetails {
    let detail = "No documented operation has this path.";
    ProblemDetails::new(StatusCode::NOT_FOUND, "path", "No such path", detail)
}

fn other_method(vendor: &Vendor, uri: &http::Uri) -> ProblemDetails {
    let all = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    let is_known = |method: &&Method| {
        matches!(route::find(vendor, method, uri), Route::Operation(..))
    };
    let known: Vec<_> = all.iter().filter(is_known).map(Method::as_str).collect();
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let detail = "The documented operation at this path has another method.";
    let problem = ProblemDetails::new(status, "method", "Another method", detail);
    match HeaderValue::try_from(known.join(", ")) {
        Ok(known) => problem.header(header::ALLOW, known),
        Err(_) => problem,
    }
}
