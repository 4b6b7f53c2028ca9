//! How requests are signed, as data.

use super::keyed::{Digested, Mac, MakeKeyed};
use super::{BinaryEncoding, ClaimWhen, HashFunction, Shape, SigningAlgorithm};
use hmac::Hmac;
use sha2::{Sha256, Sha512};
use std::{fmt, marker::PhantomData};

/// The recipe by which requests are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signing {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// What is signed, in order. Of a JSON Web Token its claims are signed instead.
    pub signs: &'static [SignedPart],
    /// The claims of a JSON Web Token, in order.
    pub claims: &'static [Claim],
    /// How the bytes of the signature are written.
    pub encoding: BinaryEncoding,
    /// Where the signature goes.
    pub place: SignaturePlace,
    /// The text that is sent there: [`SignedPart::Signature`], and what stands around it.
    pub written: &'static [SignedPart],
    /// How a key is written whose bytes sign; `None` if its text does.
    pub key_form: Option<KeyForm>,
}

/// How a key is written, of which the bytes sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyForm {
    /// The text before it, which is no part of the key.
    pub prefix: &'static str,
    /// The encoding.
    pub encoding: BinaryEncoding,
}

/// The recipe of some operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationSigning {
    /// Their ids.
    pub operations: &'static [&'static str],
    /// The recipe.
    pub signing: Signing,
}

/// Where a signature goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignaturePlace {
    /// Into this header, in requests that have it.
    Header(&'static str),
    /// Into the parameter of this name at the end of the query, in these operations and in
    /// untyped requests.
    Query(&'static str, &'static [&'static str]),
    /// Into the field of this name at the end of the body, in these operations and in untyped
    /// requests. An encrypted body is encrypted with it.
    Field(&'static str, &'static [&'static str]),
}

/// A claim of a JSON Web Token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The name.
    pub name: &'static str,
    /// The value, a text.
    pub value: &'static [SignedPart],
    /// When the token has it.
    pub when: ClaimWhen,
}

/// A part of what is signed, or of the text that carries the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedPart {
    /// This text.
    Text(&'static str),
    /// The HTTP method, in capital letters.
    Method,
    /// The path of the URL as sent, with that of the base URL and without the query.
    Path,
    /// The query of the URL as sent, without `?`.
    Query,
    /// The bytes of the body as sent.
    Body,
    /// A hash, in this encoding.
    Hash(Hashed, HashFunction, BinaryEncoding),
    /// The value of this header, as sent.
    Header(&'static str),
    /// The value of this field of the body or parameter of the query, before it is encoded. Of a
    /// callback in JSON, a dot stands before each field within an object.
    Field(&'static str),
    /// All parameters of the query, and all fields of the body, in the order in which they are
    /// sent: `name=value`, joined by `&` and not encoded.
    Parameters,
    /// The time of the request in this form. Every time in a request is the same instant.
    Time(Shape),
    /// The time of the request in seconds since 1970.
    EpochSeconds,
    /// The time of the request in milliseconds since 1970.
    EpochMilliseconds,
    /// A random UUID (version 4), the same wherever it occurs in a request.
    Nonce,
    /// The time at which a callback was sent, as it was received. Requests have none.
    Sent,
    /// The key. It is signed and never sent.
    Key,
    /// The signature: in the text that carries it, and nowhere else.
    Signature,
}

/// What a hash is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hashed {
    /// The bytes of the body as sent.
    Body,
    /// The query of the URL as sent, without `?`.
    Query,
    /// [`SignedPart::Parameters`].
    Parameters,
}

/// An algorithm, with the code that computes it.
#[derive(Clone, Copy)]
pub struct Algorithm {
    name: SigningAlgorithm,
    pub(super) keyed: MakeKeyed,
    /// The same with a key that need not sign.
    pub(super) verifying: MakeKeyed,
}

impl Algorithm {
    /// HMAC with SHA-256.
    pub const HMAC_SHA256: Self =
        Self::hmac::<Hmac<Sha256>>(SigningAlgorithm::HmacSha256);
    /// HMAC with SHA-512.
    pub const HMAC_SHA512: Self =
        Self::hmac::<Hmac<Sha512>>(SigningAlgorithm::HmacSha512);
    /// HMAC with SHA-256 of a JSON Web Token.
    pub const JWT_HS256: Self = Self::hmac::<Hmac<Sha256>>(SigningAlgorithm::JwtHs256);
    /// HMAC with SHA-512 of a JSON Web Token.
    pub const JWT_HS512: Self = Self::hmac::<Hmac<Sha512>>(SigningAlgorithm::JwtHs512);
    /// SHA-256.
    pub const SHA256: Self = Self::plain::<Sha256>(SigningAlgorithm::Sha256);
    /// SHA-512.
    pub const SHA512: Self = Self::plain::<Sha512>(SigningAlgorithm::Sha512);

    #[cfg(feature = "encryption")]
    /// RSA with SHA-256 (PKCS#1 v1.5).
    pub const RSA_SHA256: Self = Self::rsa(super::rsa::keyed, super::rsa::verifying);
    #[cfg(not(feature = "encryption"))]
    /// RSA with SHA-256 (PKCS#1 v1.5), which needs the feature `encryption`.
    pub const RSA_SHA256: Self = Self::rsa(|_| None, |_| None);

    const fn rsa(keyed: MakeKeyed, verifying: MakeKeyed) -> Self {
        Self {
            name: SigningAlgorithm::RsaSha256,
            keyed,
            verifying,
        }
    }

    /// The algorithm of this name, computed by `M`, such as `Hmac<Sha1>` of the crates `hmac` and
    /// `sha1`.
    #[must_use]
    pub const fn hmac<M>(name: SigningAlgorithm) -> Self
    where
        M: hmac::Mac + hmac::KeyInit + Clone + Send + Sync + 'static,
    {
        Self {
            name,
            keyed: Mac::<M>::keyed,
            verifying: Mac::<M>::keyed,
        }
    }

    const fn plain<D: sha2::Digest + 'static>(name: SigningAlgorithm) -> Self {
        let keyed: MakeKeyed = |_| Some(Box::new(Digested::<D>(PhantomData)));
        Self {
            name,
            keyed,
            verifying: keyed,
        }
    }

    /// Returns the name.
    #[must_use]
    pub const fn name(self) -> SigningAlgorithm {
        self.name
    }
}

/// An algorithm is what its name says.
impl PartialEq for Algorithm {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Algorithm {}

impl fmt::Debug for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}
