//! Credentials of the mock server: invented values and generated keys.

use super::super::description::Vendor;
use super::super::{Scheme, SecretKey};
use super::error::FakeError;
use super::{Issued, invent};
use std::fmt;

const SECRET_KEY: &str = "fake-secret-key-0123456789";

/// Credentials for calling the mock server.
#[derive(Clone)]
pub struct Credentials {
    pub(super) settings: Vec<(&'static str, String)>,
    pub(super) secret_key: String,
    pub(super) keys: Issued,
}

impl Credentials {
    pub(super) fn invented(vendor: &Vendor) -> Result<Self, FakeError> {
        let mut settings = Vec::new();
        for setting in vendor.settings {
            let Some(header) = vendor.header(setting.header) else { continue };
            let codes = setting.codes.map(|codes| codes()).unwrap_or_default();
            // A zone with a known UTC offset, if there is one.
            let known = |code: &str| setting.offset.is_some_and(|of| of(code).is_some());
            let zone = codes.iter().find(|row| known(row.0));
            let scheme = vendor.protocol.authentication.scheme(setting.header);
            let user = if scheme == Some(Scheme::Basic) { "fake:" } else { "" };
            let word = format!("{user}fake-{}", setting.name);
            let value = zone.or(codes.first()).map_or_else(
                || invent::text(&header.rule, &word),
                |row| row.0.to_owned(),
            );
            let is_wrong = |scheme: Scheme| scheme.problem(&value).is_some();
            if header.rule.check(&value).is_err() || scheme.is_some_and(is_wrong) {
                return Err(FakeError::Uninventable(setting.header));
            }
            settings.push((setting.header, value));
        }
        let keys = Issued::try_from(vendor)?;
        let secret_key = match vendor.protocol.signing {
            Some(signing) if signing.algorithm.name().is_rsa() => keys.signing_key(),
            Some(signing) => signing.encoded(SECRET_KEY),
            None => SECRET_KEY.to_owned(),
        };
        Ok(Self { settings, secret_key, keys })
    }

    /// Returns the required value of a configured header.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let mut settings = self.settings.iter();
        settings.find(|(header, _)| *header == name).map_or("", |(_, value)| value)
    }

    /// Returns the key for signing requests.
    #[must_use]
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    pub(super) fn signing(&self) -> Result<SecretKey, FakeError> {
        SecretKey::new(self.secret_key.as_str()).map_err(|_| FakeError::Keys)
    }
}

/// Shows no value, like real credentials.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}
