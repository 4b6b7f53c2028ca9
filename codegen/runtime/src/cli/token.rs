//! The token of a call: given, or fetched before.

use super::super::core::Watch;
use super::super::description::{Description, ValueKind, Vendor};
use super::super::held_token::{Fetched, HeldToken};
use super::super::{
    Core, Error, Header, Need, Prepared, SentBy, TokenSource, TransportError, Violations,
};
use super::form::Form;
use super::settings::Settings;
use super::terminal::Terminal;
use http::{HeaderValue, Request, Response};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What sends requests.
pub(super) type Send<'a> =
    &'a dyn Fn(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError>;

/// A request with its token, which is fetched before. Without something to send with, as in a dry
/// run, it is not.
pub(super) fn prepare<'a, K>(
    core: &'a Core<K>,
    form: &Form,
    vendor: &'static Vendor,
    send: Option<Send<'_>>,
    watch: Watch<'_>,
) -> Result<Prepared<'a, Form>, Error<String>>
where
    Form: SentBy<K>,
{
    let mut prepared = core.prepare_watched(form, watch)?;
    let source = core.token_source().filter(|_| prepared.needs_token());
    let issuing = source.and_then(|it| Some((it, vendor.operation(it.operation)?)));
    let Some((source, description)) = issuing else { return Ok(prepared) };
    let Some(send) = send else {
        let mut unknown = HeaderValue::from_static("..");
        unknown.set_sensitive(true);
        prepared.set_token(Arc::new(HeldToken::given(unknown)));
        return Ok(prepared);
    };
    match fetch(core, &source, description, send) {
        Ok(token) => {
            prepared.set_token(token);
            Ok(prepared)
        }
        Err(error) => Err(prepared.without_token(error)),
    }
}

fn fetch<K>(
    core: &Core<K>,
    source: &TokenSource,
    description: &'static Description,
    send: Send<'_>,
) -> Fetched
where
    Form: SentBy<K>,
{
    let asked = core.parts.clock.now();
    let made = form(description).map_err(Error::Invalid);
    let made = made.and_then(|form| core.prepare(&form)?.into_http());
    let result = made.and_then(|(request, sent)| match send(request) {
        Ok(response) => core.decode(sent, response),
        Err(error) => Err(sent.unanswered(error)),
    });
    core.keep_token(source, &|code| description.result(code), asked, result)
}

/// The request for a token, of which the client has all fields.
pub(super) fn form(description: &'static Description) -> Result<Form, Violations> {
    Form::new(description, BTreeMap::new(), |parameter| {
        Ok(match parameter.kind {
            ValueKind::Constant(json) => Some(json.to_owned()),
            _ => None,
        })
    })
}

/// The token of a request, as its header carries it and bare.
pub(super) fn texts(prepared: &Prepared<'_, Form>) -> Vec<String> {
    let value = prepared.token().and_then(|token| token.value.to_str().ok());
    let bare = value.and_then(|value| value.rsplit(' ').next());
    value.into_iter().chain(bare).map(str::to_owned).collect()
}

impl Settings<'_> {
    /// Whether a call needs the value of a header, or of a configured field: for the token, and for
    /// fetching it, only if it has one that is not given.
    pub(super) fn is_needed(
        &self,
        description: &Description,
        header: &Header,
        terminal: &Terminal<'_>,
    ) -> bool {
        let Some(token) = self.vendor.protocol.authentication.token else {
            return header.need != Need::Optional;
        };
        let mut headers = description.spec.request_headers.iter();
        let has_token = headers.any(|it| it.name == token.header);
        let credentials = token.from.map_or(&[][..], |it| it.credentials);
        if header.name == token.header {
            return has_token && token.from.is_none();
        }
        if !credentials.contains(&header.name) {
            return header.need != Need::Optional;
        }
        let is_issued = token.from.is_some_and(|it| it.operation == description.spec.id);
        let mut settings = self.vendor.settings.iter();
        let setting = settings.find(|it| it.header == token.header);
        let is_given = setting.is_some_and(|it| self.named(it.name, terminal).is_some());
        header.need != Need::Optional || is_issued || has_token && !is_given
    }
}
