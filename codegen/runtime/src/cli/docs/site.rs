//! What the server of the documentation answers at its paths.

use super::super::super::description::{Description, Known, Location, Made, Vendor};
use super::super::super::fake::{Fake, Fault, Scenario};
use super::super::super::serving::{ProblemDetails, Site, Status, content};
use super::super::super::values::quoted;
use super::super::from::name_of;
use super::super::outcome::Outcome;
use super::ask::{Ask, is_stated};
use super::page;
use super::target::{FAKE, Target};
use super::trial::{Trial, Tried};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::spawn_blocking;

const JSON: &str = "application/json";

/// The documentation, as a site.
pub(super) struct Docs {
    vendor: &'static Vendor,
    targets: Vec<Target>,
    /// Locked while a request is sent, which has its own scenario.
    fake: Mutex<Fake>,
}

impl Docs {
    pub(super) const fn new(
        vendor: &'static Vendor,
        fake: Fake,
        targets: Vec<Target>,
    ) -> Self {
        Self {
            vendor,
            targets,
            fake: Mutex::new(fake),
        }
    }

    /// Checks a request, and sends it if that is asked for.
    fn try_out(&self, body: &[u8]) -> Response<Bytes> {
        let ask = match Ask::read(self.vendor, &self.targets, body) {
            Ok(ask) => ask,
            Err(problem) => return problem.into_response(),
        };
        let target = ask.target;
        let is_agreed = !target.needs_consent
            || ask.consent.as_deref() == Some(target.system.base_url.as_str());
        if ask.is_sent && !is_agreed {
            return unconfirmed().into_response();
        }
        let (form, warnings) = match ask.form(self.vendor) {
            Ok(made) => made,
            Err(problems) => {
                return content(JSON, Tried::from(Outcome::unsent(problems)).machine());
            }
        };
        let is_fake = target.id == FAKE;
        let mut trial = Trial {
            vendor: self.vendor,
            description: ask.description,
            system: &target.system,
            form: &form,
            send: None,
            all: ask.all || is_fake,
        };
        let mut tried = if ask.is_sent && is_fake {
            // A panic leaves no inconsistent state, so that a poisoned lock is usable.
            let fake = self.fake.lock().unwrap_or_else(PoisonError::into_inner);
            // A token is fetched before.
            fake.always(Scenario::Success);
            let before = || fake.always(ask.scenario.clone());
            trial.send = Some(&before);
            target.try_out(&trial)
        } else {
            let before = || ();
            trial.send = ask.is_sent.then_some(&before);
            target.try_out(&trial)
        };
        tried.outcome.warnings = warnings;
        content(JSON, tried.machine())
    }

    /// What can be tried, and where.
    fn possibilities(&self) -> String {
        let targets = self.targets.iter().map(|target| {
            let (id, url) = (quoted(target.id), quoted(&target.system.base_url));
            let needs_consent = target.needs_consent;
            format!(r#"{{"id":{id},"url":{url},"needs_consent":{needs_consent}}}"#)
        });
        let faults = Fault::ALL.iter().map(|(name, _)| quoted(name));
        let operations = self.vendor.operations.iter().map(operation);
        format!(
            r#"{{"targets":[{}],"faults":[{}],"operations":{{{}}}}}"#,
            joined(targets),
            joined(faults),
            joined(operations)
        )
    }
}

/// What a person gives a request of an operation.
fn operation(description: &'static Description) -> String {
    let given = description.parameters.iter();
    let given = given.filter(|it| it.made != Some(Made::Configuration));
    let fields = given.map(|parameter| {
        let place = match parameter.place {
            Location::Body => "body",
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
        };
        format!(
            r#"{{"key":{},"name":{},"place":"{place}","made":{}}}"#,
            quoted(name_of(description, parameter)),
            quoted(parameter.name),
            parameter.made.is_some()
        )
    });
    format!(
        r#"{}:{{"fields":[{}],"whole":{},"stated":{},"pending":{}}}"#,
        quoted(description.spec.id),
        joined(fields),
        description.known == Known::Whole,
        is_stated(description),
        description.spec.pending.is_some()
    )
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

impl Site for Docs {
    fn is_public(&self, path: &str) -> bool {
        page::file(path).is_some()
    }

    async fn answer(
        self: Arc<Self>,
        request: Request<Bytes>,
        _: Arc<Status>,
    ) -> Response<Bytes> {
        let (head, body) = request.into_parts();
        match (&head.method, head.uri.path()) {
            (&Method::GET, "/openapi.json") => content(JSON, self.vendor.openapi),
            (&Method::GET, "/try.json") => content(JSON, self.possibilities()),
            (&Method::POST, "/try") => {
                // The client blocks.
                let tried = spawn_blocking(move || self.try_out(&body)).await;
                tried.unwrap_or_else(|_| failed().into_response())
            }
            (&Method::GET, path) => {
                page::file(path).unwrap_or_else(|| nowhere().into_response())
            }
            _ => nowhere().into_response(),
        }
    }

    fn refused(&self, _: &ProblemDetails) {}
}

fn unconfirmed() -> ProblemDetails {
    let status = StatusCode::PRECONDITION_REQUIRED;
    let detail = "This is no system for tests: each request has to be confirmed.";
    ProblemDetails::new(status, "unconfirmed", "Not confirmed", detail)
}

fn nowhere() -> ProblemDetails {
    let detail = "There is nothing at this path.";
    ProblemDetails::new(StatusCode::NOT_FOUND, "path", "No such path", detail)
}

/// Only a panic ends a task, or the end of the process.
fn failed() -> ProblemDetails {
    let detail = "The request was not answered, and it is not known how far it came.";
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    ProblemDetails::new(status, "interrupted", "Interrupted", detail)
}
