//! Server keys, and selecting them from a file's certificates.

use super::der::{self, BlockKind, Certificate, Validity, Wrapped};
use super::key_file::{is_private, is_public, rsa, useless};
use super::pem::Block;
use super::{KeyError, KeyFault, KeyPart};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{
    OaepAlgorithm, OaepPublicEncryptingKey, PublicEncryptingKey, PublicKey,
};

/// The keys that encrypt requests, each for its time: at least one.
///
/// There are several if a file has a certificate and its successors. They belong to one party, or
/// their validity does not overlap.
pub(super) struct ServerKeys(Vec<ServerKey>);

struct ServerKey {
    key: OaepPublicEncryptingKey,
    validity: Validity,
}

/// A public key with its container.
struct Candidate<'a> {
    label: &'static str,
    key: Wrapped<'a>,
    validity: Validity,
}

impl ServerKeys {
    /// Reads the keys of a server's file.
    ///
    /// A private key is refused even next to a certificate: the vendor never hands out its own,
    /// so the file is the client's, and nobody could decrypt what is encrypted with that key.
    pub(super) fn read(blocks: &[Block]) -> Result<Self, KeyFault> {
        if let Some(Block { label: found, .. }) = blocks.iter().find(|b| is_private(b)) {
            return Err(KeyFault::Swapped { found });
        }
        let (mut keys, mut fault) = (Vec::new(), None);
        for candidate in candidates(blocks)? {
            match candidate.key() {
                Ok(key) => keys.push(ServerKey {
                    key,
                    validity: candidate.validity,
                }),
                Err(wrong) => fault = fault.or(Some(wrong)),
            }
        }
        match fault {
            _ if !keys.is_empty() => Ok(Self(keys)),
            Some(fault) => Err(fault),
            None => Err(useless(blocks)),
        }
    }

    /// The last second in which one of them is valid, if there is one.
    pub(super) fn expire(&self) -> Option<i64> {
        let ends = self.0.iter().map(|key| key.validity.until);
        ends.max().filter(|until| *until != i64::MAX)
    }

    /// Checks that one of them is valid at a time.
    pub(super) fn valid_at(&self, time: i64) -> Result<(), KeyError> {
        if self.0.iter().any(|key| key.validity.holds(time)) {
            return Ok(());
        }
        let begins = self.0.iter().map(|key| key.validity.from);
        let fault = match begins.filter(|from| *from > time).min() {
            Some(from) => KeyFault::NotYetValid { from },
            None => KeyFault::Expired {
                until: self.expire().unwrap_or(i64::MAX),
            },
        };
        Err(KeyError::of(KeyPart::Server, fault))
    }

    /// Encrypts a content key with the valid key that began last; if none is valid, with the one
    /// that ends last.
    pub(super) fn wrap(
        &self,
        content_key: &[u8],
        algorithm: &'static OaepAlgorithm,
        time: i64,
    ) -> Result<Vec<u8>, Unspecified> {
        let valid = self.0.iter().filter(|key| key.validity.holds(time));
        let newest = valid.max_by_key(|key| key.validity.from);
        let last = || self.0.iter().max_by_key(|key| key.validity.until);
        let key = &newest.or_else(last).ok_or(Unspecified)?.key;
        let mut wrapped = vec![0; key.ciphertext_size()];
        key.encrypt(algorithm, content_key, &mut wrapped, None)?;
        Ok(wrapped)
    }
}

impl Validity {
    const ALWAYS: Self = Self {
        from: i64::MIN,
        until: i64::MAX,
    };

    const fn holds(self, time: i64) -> bool {
        self.from <= time && time <= self.until
    }

    const fn overlaps(self, other: Self) -> bool {
        self.from <= other.until && other.from <= self.until
    }
}

impl Candidate<'_> {
    fn key(&self) -> Result<OaepPublicEncryptingKey, KeyFault> {
        let pkcs1 = rsa(self.key, false, self.label)?;
        encrypting(pkcs1).ok_or(KeyFault::Inconsistent)
    }
}

/// Converts PKCS#1 to X.509, the only form that the library encrypts with.
fn encrypting(pkcs1: &[u8]) -> Option<OaepPublicEncryptingKey> {
    let x509: PublicKeyX509Der<'_> = PublicKey::from_der(pkcs1).ok()?.as_der().ok()?;
    let key = PublicEncryptingKey::from_der(x509.as_ref()).ok()?;
    OaepPublicEncryptingKey::new(key).ok()
}

/// The certificates, or else the keys, that may be the server's: without issuers, and only of one
/// party.
fn candidates(blocks: &[Block]) -> Result<Vec<Candidate<'_>>, KeyFault> {
    let (mut certificates, mut bare) = (Vec::new(), Vec::new());
    for block in blocks.iter().filter(|block| is_public(block)) {
        let damaged = || KeyFault::Damaged { found: block.label };
        let bytes = block.bytes.as_deref().ok_or_else(damaged)?;
        match block.kind {
            BlockKind::Certificate => {
                certificates.push(der::certificate(bytes).ok_or_else(damaged)?);
            }
            kind => bare.push(Candidate {
                label: block.label,
                key: match kind {
                    BlockKind::Public => der::public_key(bytes).ok_or_else(damaged)?,
                    _ => Wrapped::Rsa(bytes),
                },
                validity: Validity::ALWAYS,
            }),
        }
    }
    // A key may occur more than once, and next to its certificate, but there must be no second
    // one.
    let known = certificates.iter().map(|certificate| certificate.key);
    let mut known: Vec<_> = known.chain(bare.iter().map(|key| key.key)).collect();
    known.truncate(certificates.len().max(1));
    if bare.iter().any(|key| !known.contains(&key.key)) {
        return Err(KeyFault::Several);
    }
    if certificates.is_empty() {
        return Ok(bare);
    }
    let leaves = leaves(&certificates);
    not_issuers(&leaves)?;
    one_party(&leaves)?;
    let candidates = leaves.into_iter().map(|leaf| Candidate {
        label: "CERTIFICATE",
        key: leaf.key,
        validity: leaf.validity,
    });
    Ok(candidates.collect())
}

/// The certificates that neither issued others nor are meant to; if there are none, the last in
/// their chain.
fn leaves<'a, 'b>(all: &'a [Certificate<'b>]) -> Vec<&'a Certificate<'b>> {
    // A self-signed certificate and its self-signed successor did not issue one another.
    let issued = |it: &Certificate<'_>| {
        all.iter().any(|of| of.issuer == it.subject && of.subject != it.subject)
    };
    let last: Vec<_> = all.iter().filter(|it| !issued(it)).collect();
    let own = last.iter().copied().filter(|it| !it.is_authority).collect();
    let found = [own, last].into_iter().find(|found: &Vec<_>| !found.is_empty());
    found.unwrap_or_else(|| all.iter().collect())
}

/// Refuses certificates of two parties that are valid at the same time: only a person knows which
/// is the vendor's.
fn one_party(leaves: &[&Certificate<'_>]) -> Result<(), KeyFault> {
    let strangers = |one: &Certificate<'_>, other: &Certificate<'_>| {
        one.subject != other.subject && one.validity.overlaps(other.validity)
    };
    if !leaves.iter().any(|one| leaves.iter().any(|other| strangers(one, other))) {
        return Ok(());
    }
    Err(KeyFault::SeveralParties { subjects: subjects(leaves) })
}

/// Refuses a chain without the server's own certificate: the vendor could not decrypt what is
/// encrypted for its issuer.
fn not_issuers(leaves: &[&Certificate<'_>]) -> Result<(), KeyFault> {
    let is_issuer = |it: &&Certificate<'_>| it.is_authority && it.issuer != it.subject;
    if leaves.iter().all(is_issuer) {
        return Err(KeyFault::OnlyIssuers { subjects: subjects(leaves) });
    }
    Ok(())
}

/// The distinct subjects, for display.
fn subjects(leaves: &[&Certificate<'_>]) -> Vec<String> {
    let mut subjects: Vec<&[u8]> = Vec::new();
    for leaf in leaves {
        if !subjects.contains(&leaf.subject) {
            subjects.push(leaf.subject);
        }
    }
    subjects.into_iter().map(der::name).collect()
}
