//! The client that sends what callers ask for, which is replaced when its settings change.

use super::super::super::{
    CallResult, Client, CryptoKeys, Draft, Endpoint as _, Minter, Protocol, Reqwest,
    TokenRequest, Violations, description::Description,
};
use super::super::form::Form;
#[cfg(not(feature = "encryption"))]
use super::super::keyless::are_usable;
#[cfg(feature = "encryption")]
use super::super::keys::are_usable;
use super::super::problem::Problem;
use super::super::settings::{self, Configured, Settings};
use super::super::terminal::Terminal;
use super::super::token;
use std::pin::Pin;
use zeroize::Zeroizing;

/// A client, and what must not be shown of it.
pub(super) struct Live {
    client: Box<dyn Sends>,
    keys: Option<CryptoKeys>,
    pub(super) secrets: Vec<Zeroizing<String>>,
}

/// What becomes of a call.
type Sending<'a> = Pin<Box<dyn Future<Output = CallResult<Form>> + Send + 'a>>;

/// A client, with keys or without.
trait Sends: Send + Sync {
    fn send(&self, form: Form) -> Sending<'_>;
}

impl<K: 'static> Sends for Client<K, Reqwest> {
    fn send(&self, form: Form) -> Sending<'_> {
        self.call(form).into_future()
    }
}

impl Live {
    /// Creates a client from the settings, or returns everything that is wrong with them.
    pub(super) fn new(
        settings: &Settings<'_>,
        transport: Reqwest,
        terminal: &Terminal<'_>,
    ) -> Result<Self, Vec<Problem>> {
        let vendor = settings.vendor;
        let Configured {
            mut setup, keys, secrets, ..
        } = settings.configure(vendor.operations, terminal)?;
        let token = vendor.protocol.authentication.token.and_then(|it| it.from);
        let issuing = token.and_then(|source| vendor.operation(source.operation));
        if let Some(description) = issuing {
            setup = setup.token_request(TokenRequest::described(description, draft));
        }
        let limits = settings::limits(settings.matches);
        let wrong = |wrong| settings::problems(&wrong);
        let client: Box<dyn Sends> = match keys.clone() {
            Some(keys) => {
                let core = setup.encryption(keys).build().map_err(wrong)?;
                Box::new(Client::new(core, transport, limits))
            }
            None => {
                Box::new(Client::new(setup.build().map_err(wrong)?, transport, limits))
            }
        };
        Ok(Self { client, keys, secrets })
    }

    /// Whether its keys can be used now: certificates expire.
    pub(super) fn is_usable(&self) -> bool {
        self.keys.as_ref().is_none_or(are_usable)
    }

    pub(super) async fn send(&self, form: Form) -> CallResult<Form> {
        self.client.send(form).await
    }
}

fn draft(
    description: &'static Description,
    protocol: &'static Protocol,
    minter: &Minter<'_>,
) -> Result<Draft, Violations> {
    token::form(description)?.draft(protocol, minter)
}
