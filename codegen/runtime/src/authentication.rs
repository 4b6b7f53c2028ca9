//! How requests prove who asks: credentials, and how they are written.

use super::secret::sensitive;
use super::{Content, Header, Minter, Scheme, ViolationKind};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::HeaderValue;
use serde::{Serialize, Serializer};
use std::fmt;
use zeroize::Zeroizing;

/// How requests prove who asks, beside their signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authentication {
    /// The headers that carry a credential, by name, and how it is written in them.
    pub schemes: &'static [(&'static str, Scheme)],
    /// The fields of requests whose values are set by configuration, each once, described like
    /// headers.
    pub fields: &'static [Header],
    /// The header that carries a token, if one does.
    pub token: Option<TokenHeader>,
    /// The headers that are never sent: what they are set to is signed alone.
    pub only_signed: &'static [&'static str],
}

/// The header that carries a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHeader {
    /// Its name.
    pub header: &'static str,
    /// How the client fetches a token; `None` if callers give it.
    pub from: Option<TokenSource>,
}

/// How the client fetches a token: through an operation, with what it is configured with.
///
/// It keeps the token until shortly before it ends: until a tenth of its time is left, and at most
/// a minute. All calls that need another one wait for the same request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenSource {
    /// The operation's id in the specification.
    pub operation: &'static str,
    /// The configured fields that it needs.
    pub credentials: &'static [&'static str],
    /// The field of its answer that has the token, behind the objects that it is within.
    pub field: &'static [&'static str],
    /// The field that has the seconds for which the token is valid, likewise. Without it, or where
    /// an answer has no number there, the token is kept until the vendor refuses it.
    pub expires_in: Option<&'static [&'static str]>,
}

impl Authentication {
    /// Nothing but headers that are sent as they are given, and signatures.
    pub const NONE: Self = Self {
        schemes: &[],
        fields: &[],
        token: None,
        only_signed: &[],
    };

    /// Whether a header carries a token.
    pub(super) fn is_token(&self, header: &str) -> bool {
        self.token.is_some_and(|token| token.header == header)
    }

    /// Whether a header is signed and never sent.
    pub(super) fn is_only_signed(&self, header: &str) -> bool {
        self.only_signed.contains(&header)
    }

    /// Whether a field's value is set by configuration.
    pub(super) fn has_field(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// How the credential in a header is written; `None` if the header is sent as it is given.
    pub(super) fn scheme(&self, header: &str) -> Option<Scheme> {
        let mut schemes = self.schemes.iter();
        schemes.find(|(name, _)| *name == header).map(|(_, scheme)| *scheme)
    }

    /// The value of the header that carries a token.
    pub(super) fn of_token(
        &self,
        token: Zeroizing<String>,
    ) -> Result<HeaderValue, ViolationKind> {
        let name = self.token.map_or("", |it| it.header);
        let text = match self.scheme(name) {
            Some(scheme) => match scheme.problem(&token) {
                Some(problem) => return Err(problem),
                None => scheme.written(&token),
            },
            None => token,
        };
        sensitive(text).ok_or(ViolationKind::NotForAHeader)
    }
}

/// The values of configured fields, by name.
pub(super) type ConfiguredFields = Vec<(&'static str, Zeroizing<String>)>;

/// The value of a field that is set by configuration. `Debug` never shows it; without a client,
/// and where the client has none, there is none.
pub struct Configured(Option<Zeroizing<String>>);

impl Configured {
    /// The value that the client which makes a request has for a field.
    #[must_use]
    pub fn of(field: &str, minter: Option<&Minter<'_>>) -> Self {
        Self(minter.and_then(|minter| minter.configured(field)).cloned())
    }
}

impl Serialize for Configured {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().map(|text| text.as_str()).serialize(serializer)
    }
}

impl Content for Configured {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl Scheme {
    /// What is wrong with a credential, if anything is. A colon ends a user name, a token has
    /// neither spaces nor the name of the scheme before it, and no credential has the text that the
    /// client writes around it.
    pub(super) fn problem(self, credential: &str) -> Option<ViolationKind> {
        let is_of_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        let is_right = match self {
            Self::Bearer => credential.chars().all(is_of_token),
            Self::Basic => credential.contains(':'),
            Self::BasicUser => !credential.contains(':'),
            Self::Text { before, after } => {
                let has = |text: &str, is_there: bool| !text.is_empty() && is_there;
                let (name, end) = (before.trim_end(), after.trim_start());
                let is_blank = credential.trim() != credential;
                !is_blank
                    && !has(name, credential.starts_with(name))
                    && !has(end, credential.ends_with(end))
            }
        };
        let is_right = is_right && !credential.is_empty();
        (!is_right).then_some(ViolationKind::NotACredential { scheme: self })
    }

    /// The value of a header that carries a credential.
    pub(super) fn written(self, credential: &str) -> Zeroizing<String> {
        let (before, after) = self.around();
        let end = if self == Self::BasicUser { ":" } else { "" };
        // Room for everything: what is moved elsewhere would leave a copy.
        let room = (credential.len() + end.len()).div_ceil(3) * 4;
        let room = before.len() + room + after.len();
        let mut text = Zeroizing::new(String::with_capacity(room));
        text.push_str(before);
        if matches!(self, Self::Bearer | Self::Text { .. }) {
            text.push_str(credential);
        } else {
            let mut plain = Zeroizing::new(String::with_capacity(credential.len() + 1));
            plain.push_str(credential);
            plain.push_str(end);
            STANDARD.encode_string(plain.as_bytes(), &mut text);
        }
        text.push_str(after);
        text
    }

    /// The credential in the value of a header; `None` if it is not written so.
    #[cfg(feature = "fake")]
    pub(super) fn read(self, value: &str) -> Option<String> {
        let (before, after) = self.around();
        let (name, rest) = value.split_at_checked(before.len())?;
        let rest = rest.strip_suffix(after)?;
        if let Self::Text { .. } = self {
            return (name == before).then(|| rest.to_owned());
        }
        if !name.eq_ignore_ascii_case(before) {
            return None;
        }
        if self == Self::Bearer {
            return Some(rest.to_owned());
        }
        let plain = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        match self {
            Self::BasicUser => Some(plain.strip_suffix(':')?.to_owned()),
            _ => Some(plain),
        }
    }
}
