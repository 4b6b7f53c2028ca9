//! The keys of a server, and which of a file's certificates hold them.

use super::der::{self, Certificate, Kind, Validity, Wrapped};
use super::key_file::{is_private, is_public, rsa, useless};
use super::pem::Block;
use super::{KeyError, KeyFault, KeyPart};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{
    OaepAlgorithm, OaepPublicEncryptingKey, PublicEncryptingKey, PublicKey,
};

/// The keys that requests are encrypted with, each at its time: at least one.
///
/// There are several where a certificate and its successors are in one file. Then they are those
/// of one party, or of times that do not overlap.
pub(super) struct ServerKeys(Vec<ServerKey>);

struct ServerKey {
    key: OaepPublicEncryptingKey,
    validity: Validity,
}

/// What a file holds a public key in.
struct Candidate<'a> {
    label: &'static str,
    key: Wrapped<'a>,
    validity: Validity,
}

impl ServerKeys {
    /// The keys of a server's file.
    ///
    /// A private key is refused even beside a certificate: the vendor's is never handed out, so
    /// the file is the client's own, and encrypting with its key would make what nobody can
    /// read.
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

    /// The last second in which one of them is valid, unless that never ends.
    pub(super) fn expire(&self) -> Option<i64> {
        let ends = self.0.iter().map(|key| key.validity.until);
        ends.max().filter(|until| *until != i64::MAX)
    }

    /// Whether one of them is valid at a time.
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

    /// Encrypts a content key with the one that is valid at a time, and began to be last; or,
    /// where none is, with the one that ends last.
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

/// The library encrypts with keys in X.509 only, and can make that of PKCS#1.
fn encrypting(pkcs1: &[u8]) -> Option<OaepPublicEncryptingKey> {
    let x509: PublicKeyX509Der<'_> = PublicKey::from_der(pkcs1).ok()?.as_der().ok()?;
    let key = PublicEncryptingKey::from_der(x509.as_ref()).ok()?;
    OaepPublicEncryptingKey::new(key).ok()
}

/// The certificates, or else the keys, that may be the server's. Those of issuers are not among
/// them, and of several parties there are none.
fn candidates(blocks: &[Block]) -> Result<Vec<Candidate<'_>>, KeyFault> {
    let (mut certificates, mut bare) = (Vec::new(), Vec::new());
    for block in blocks.iter().filter(|block| is_public(block)) {
        let damaged = || KeyFault::Damaged { found: block.label };
        let bytes = block.bytes.as_deref().ok_or_else(damaged)?;
        match block.kind {
            Kind::Certificate => {
                certificates.push(der::certificate(bytes).ok_or_else(damaged)?);
            }
            kind => bare.push(Candidate {
                label: block.label,
                key: match kind {
                    Kind::Public => der::public_key(bytes).ok_or_else(damaged)?,
                    _ => Wrapped::Rsa(bytes),
                },
                validity: Validity::ALWAYS,
            }),
        }
    }
    // A key may be there more than once, and beside its certificate, but no second one.
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

/// Those that issued none of the others and are not there to issue any; if all did or are, the
/// last in their chain.
fn leaves<'a, 'b>(all: &'a [Certificate<'b>]) -> Vec<&'a Certificate<'b>> {
    // One and its successor, each signed by itself, did not issue one another.
    let issued = |it: &Certificate<'_>| {
        all.iter().any(|of| of.issuer == it.subject && of.subject != it.subject)
    };
    let last: Vec<_> = all.iter().filter(|it| !issued(it)).collect();
    let own = last.iter().copied().filter(|it| !it.is_authority).collect();
    let found = [own, last].into_iter().find(|found: &Vec<_>| !found.is_empty());
    found.unwrap_or_else(|| all.iter().collect())
}

/// Refuses what holds the certificates of two parties at one time: which of them is the vendor,
/// only a person knows.
fn one_party(leaves: &[&Certificate<'_>]) -> Result<(), KeyFault> {
    let strangers = |one: &Certificate<'_>, other: &Certificate<'_>| {
        one.subject != other.subject && one.validity.overlaps(other.validity)
    };
    if !leaves.iter().any(|one| leaves.iter().any(|other| strangers(one, other))) {
        return Ok(());
    }
    Err(KeyFault::SeveralParties { subjects: subjects(leaves) })
}

/// Refuses a chain without the server's own certificate: what is encrypted for its issuer, the
/// vendor cannot read.
fn not_issuers(leaves: &[&Certificate<'_>]) -> Result<(), KeyFault> {
    let is_issuer = |it: &&Certificate<'_>| it.is_authority && it.issuer != it.subject;
    if leaves.iter().all(is_issuer) {
        return Err(KeyFault::OnlyIssuers { subjects: subjects(leaves) });
    }
    Ok(())
}

/// The subjects, each once, as they may be shown.
fn subjects(leaves: &[&Certificate<'_>]) -> Vec<String> {
    let mut subjects: Vec<&[u8]> = Vec::new();
    for leaf in leaves {
        if !subjects.contains(&leaf.subject) {
            subjects.push(leaf.subject);
        }
    }
    subjects.into_iter().map(der::name).collect()
}
