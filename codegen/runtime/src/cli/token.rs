//! The token of a call: given, or fetched before.

use super::super::description::Description;
use super::super::token::{Fetched, HeldToken, TokenCall};
use super::super::{
    Core, Error, Header, Need, Prepared, SentBy, TransportError, TransportFault,
};
use super::call::{Call, Event};
use super::form::Form;
use super::settings::Settings;
use super::terminal::Terminal;
use http::HeaderValue;
use std::sync::Arc;

impl Call<'_, '_> {
    /// A request with its token. In a dry run none is fetched.
    pub(super) fn prepare<'a, K>(
        &self,
        core: &'a Core<K>,
        form: &Form,
    ) -> Result<Prepared<'a, Form>, Error<String>>
    where
        Form: SentBy<K>,
    {
        let mut prepared = core.prepare(form)?;
        let lacking = core.token_source().filter(|_| prepared.needs_token());
        let Some(source) = lacking else { return Ok(prepared) };
        if self.matches.get_flag("dry-run") {
            let mut unknown = HeaderValue::from_static("..");
            unknown.set_sensitive(true);
            prepared.set_token(Arc::new(HeldToken::given(unknown)));
            return Ok(prepared);
        }
        match self.fetch(core, &TokenCall(source)) {
            Ok(token) => {
                prepared.set_token(token);
                Ok(prepared)
            }
            Err(error) => Err(prepared.without_token(error)),
        }
    }

    fn fetch<K>(&self, core: &Core<K>, call: &TokenCall) -> Fetched {
        let asked = core.parts.clock.now();
        let made = core.prepare(call).and_then(Prepared::into_http);
        let result = made.and_then(|(request, sent)| match self.send(request) {
            Event::Answered(Ok(response)) => core.decode(sent, response),
            Event::Answered(Err(error)) => Err(sent.unanswered(error)),
            Event::Stopped => {
                Err(sent.unanswered(TransportError::from(TransportFault::Interrupted)))
            }
        });
        core.keep_token(call, asked, result)
    }
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
