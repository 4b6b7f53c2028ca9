//! Trying a request: making it, and sending it if that is wanted.

use super::super::super::description::{Description, Vendor};
use super::super::super::{
    BlockingTransport as _, CallLimits, Core, Error, SentBy, Ureq, core::Stage,
};
use super::super::form::Form;
use super::super::outcome::{Outcome, View};
use super::super::preview::{CallIds, Preview};
use super::super::{settings, token};
use super::workings::Workings;
use http::Request;
use std::cell::RefCell;
use zeroize::Zeroizing;

/// Where a request goes.
pub(super) struct System {
    pub(super) base_url: String,
    pub(super) secrets: Vec<Zeroizing<String>>,
    pub(super) limits: CallLimits,
}

/// A request to be tried.
pub(super) struct Trial<'a> {
    pub(super) vendor: &'static Vendor,
    pub(super) description: &'static Description,
    pub(super) system: &'a System,
    pub(super) form: &'a Form,
    /// What is done before it is sent; `None` if it is not.
    pub(super) send: Option<&'a dyn Fn()>,
    /// Whether to show the whole answer.
    pub(super) all: bool,
}

/// What became of it.
pub(super) struct Tried {
    pub(super) outcome: Outcome,
    pub(super) workings: Workings,
}

/// Makes a request, and sends it if that is wanted.
pub(super) fn try_out<K>(core: &Core<K>, trial: &Trial<'_>) -> Tried
where
    Form: SentBy<K>,
{
    let Trial { vendor, system, form, .. } = *trial;
    let workings = RefCell::new(Workings::new(&system.secrets));
    let watch = |stage: Stage, bytes: &[u8]| workings.borrow_mut().made(stage, bytes);
    let limits: CallLimits = system.limits;
    let exchange = |request: Request<Vec<u8>>| Ureq::new().send(request, limits);
    let fetch: token::Send<'_> = &exchange;
    let fetch = trial.send.map(|_| fetch);
    let made = token::prepare(core, form, vendor, fetch, Some(&watch));
    let made = made.and_then(|prepared| {
        workings.borrow_mut().hide(token::texts(&prepared));
        prepared.into_http()
    });
    let mut hidden = form.hidden();
    hidden.extend(system.secrets.iter().map(|secret| secret.to_string()));
    let view = View {
        description: trial.description,
        hidden: &hidden,
        all: trial.all,
    };
    let outcome = match made {
        Err(Error::Invalid(wrong)) => Outcome::unsent(settings::problems(&wrong)),
        Err(error) => Outcome::of(&view, Err(error)),
        Ok((request, sent)) => {
            workings.borrow_mut().sent(&request);
            let shown =
                Preview::new(trial.description, &request, form, &system.base_url);
            let ids = CallIds::new(sent.correlation_id(), sent.idempotency_key());
            let mut outcome = match trial.send {
                None => Outcome::dry(ids),
                Some(before) => {
                    before();
                    match exchange(request) {
                        Ok(response) => {
                            if trial.all {
                                workings.borrow_mut().received(&response);
                            }
                            Outcome::of(&view, core.decode(sent, response))
                        }
                        Err(error) => Outcome::of(&view, Err(sent.unanswered(error))),
                    }
                }
            };
            outcome.request = Some(shown);
            outcome
        }
    };
    Tried {
        outcome,
        workings: workings.into_inner(),
    }
}

impl Tried {
    /// As JSON.
    pub(super) fn machine(&self) -> String {
        let (outcome, workings) = (self.outcome.machine(), self.workings.machine());
        format!(r#"{{"outcome":{outcome},"workings":{workings}}}"#)
    }
}

impl From<Outcome> for Tried {
    /// Of a request that could not be made.
    fn from(outcome: Outcome) -> Self {
        Self {
            outcome,
            workings: Workings::new(&[]),
        }
    }
}
