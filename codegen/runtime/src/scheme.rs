//! How credentials are written in headers.

use std::fmt;

/// How a credential is written in a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `Bearer` and the token.
    Bearer,
    /// `Basic` and the Base64 of `user:password`.
    Basic,
    /// The same with a user name alone, and an empty password: the Base64 of `user:`.
    BasicUser,
    /// The credential with text around it.
    Text {
        /// The text before it, with the space that ends it.
        before: &'static str,
        /// The text behind it.
        after: &'static str,
    },
}

impl Scheme {
    /// The texts around what is made of a credential.
    pub(super) const fn around(self) -> (&'static str, &'static str) {
        match self {
            Self::Bearer => ("Bearer ", ""),
            Self::Basic | Self::BasicUser => ("Basic ", ""),
            Self::Text { before, after } => (before, after),
        }
    }

    /// Writes what a text is not that is no bare credential.
    pub(super) fn tell_bare(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bearer => {
                "not the bare token, without `Bearer` before it and without spaces"
            }
            Self::Basic => "not `user:password`, which the client writes in Base64",
            Self::BasicUser => {
                "not the bare user name or key, which has no colon; the client writes it in Base64"
            }
            Self::Text { .. } => {
                return write!(
                    f,
                    "not the bare credential, which the client writes as `{self}`"
                );
            }
        })
    }
}

/// As it is written, with `…` for what is made of the credential.
impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.around();
        write!(f, "{before}…{after}")
    }
}
