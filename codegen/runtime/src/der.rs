//! The part of DER that is needed to find an RSA key in common containers, and to tell a server's
//! certificate from those of its issuers.

use super::clock::{number, seconds};
use super::escape::escaped;

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const BMP_STRING: u8 = 0x1E;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// The version of a certificate, which version 1 leaves out.
const VERSION: u8 = 0xA0;
/// The optional unique ids of issuer and subject.
const UNIQUE_IDS: [u8; 2] = [0x81, 0x82];
const EXTENSIONS: u8 = 0xA3;

const BASIC_CONSTRAINTS: &[u8] = b"\x55\x1D\x13";
const KEY_USAGE: &[u8] = b"\x55\x1D\x0F";
/// Bits in the first byte of a key's usage.
const ENCRYPTS: u8 = 0b0011_0000;
const SIGNS_CERTIFICATES: u8 = 0b0000_0100;

/// The attributes of a name that people recognize.
const NAMED: [(&[u8], &str); 3] =
    [(b"\x55\x04\x03", "CN"), (b"\x55\x04\x0A", "O"), (b"\x55\x04\x0B", "OU")];
/// In characters; longer names are cut.
const LONGEST_NAME: usize = 80;

const RSA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";

/// Other key algorithms.
const OTHERS: [(&[u8], &str); 9] = [
    (b"\x2A\x86\x48\xCE\x3D\x02\x01", "EC"),
    (b"\x2B\x65\x70", "Ed25519"),
    (b"\x2B\x65\x71", "Ed448"),
    (b"\x2B\x65\x6E", "X25519"),
    (b"\x2B\x65\x6F", "X448"),
    (b"\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A", "RSA-PSS"),
    (b"\x2A\x86\x48\x86\xF7\x0D\x01\x01\x07", "RSA-OAEP"),
    (b"\x2A\x86\x48\xCE\x38\x04\x01", "DSA"),
    (b"\x2A\x86\x48\x86\xF7\x0D\x01\x03\x01", "Diffie-Hellman"),
];

/// The kind of a PEM block, by its contents, or by its label if these are not conclusive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Certificate,
    /// A public key of any kind, in X.509.
    Public,
    /// An RSA public key, in PKCS#1.
    RsaPublic,
    /// A private key of any kind, in PKCS#8.
    Private,
    /// An RSA private key, in PKCS#1.
    RsaPrivate,
    /// A private key of any kind that is encrypted with a passphrase.
    Encrypted,
    /// A private key of another algorithm.
    OtherPrivate(&'static str),
    Other,
}

/// A key inside its container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapped<'a> {
    /// An RSA key in PKCS#1.
    Rsa(&'a [u8]),
    /// A key of another algorithm, by name.
    Other(&'static str),
}

/// The validity of a certificate, in seconds since the Unix epoch, both ends included.
#[derive(Clone, Copy)]
pub(super) struct Validity {
    pub(super) from: i64,
    pub(super) until: i64,
}

/// The relevant parts of an X.509 certificate.
pub(super) struct Certificate<'a> {
    pub(super) issuer: &'a [u8],
    pub(super) subject: &'a [u8],
    pub(super) validity: Validity,
    pub(super) key: Wrapped<'a>,
    /// Whether it is meant to issue others and its key not to encrypt. A self-signed server
    /// certificate often claims that it may issue others, and no more.
    pub(super) is_authority: bool,
}

/// Parses an X.509 certificate.
///
/// The signature is not checked: the certificate is trusted because the caller supplied it.
pub(super) fn certificate(der: &[u8]) -> Option<Certificate<'_>> {
    let mut body = Der(Der(der).only(SEQUENCE)?);
    let mut signed = Der(body.take(SEQUENCE)?);
    // Skips version, serial number and algorithm.
    let _ = signed.take(VERSION);
    signed.take(INTEGER)?;
    signed.take(SEQUENCE)?;
    let issuer = signed.take(SEQUENCE)?;
    let mut validity = Der(signed.take(SEQUENCE)?);
    let validity = Validity {
        from: validity.time()?,
        until: validity.time()?,
    };
    let subject = signed.take(SEQUENCE)?;
    let key = key_info(Der(signed.take(SEQUENCE)?))?;
    for id in UNIQUE_IDS {
        let _ = signed.take(id);
    }
    let (is_issuing, usage) = match signed.take(EXTENSIONS) {
        Some(extensions) => authority(Der(Der(extensions).only(SEQUENCE)?))?,
        None => (false, None),
    };
    let signs = usage
        .is_some_and(|usage| usage & SIGNS_CERTIFICATES != 0 && usage & ENCRYPTS == 0);
    Some(Certificate {
        issuer,
        subject,
        validity,
        key,
        is_authority: is_issuing && (signs || issuer != subject),
    })
}

/// Whether extensions allow a certificate to issue others, and the key usages that they allow.
fn authority(mut extensions: Der<'_>) -> Option<(bool, Option<u8>)> {
    let (mut issues, mut usage) = (false, None);
    while !extensions.0.is_empty() {
        let mut extension = Der(extensions.take(SEQUENCE)?);
        let id = extension.take(OBJECT_ID)?;
        // The critical flag.
        let _ = extension.take(BOOLEAN);
        let value = Der(extension.take(OCTET_STRING)?);
        if id == BASIC_CONSTRAINTS {
            let issuing = Der(value.only(SEQUENCE)?).take(BOOLEAN);
            issues = issuing.is_some_and(|yes| yes != [0]);
        } else if id == KEY_USAGE {
            usage = value.only(BIT_STRING)?.get(1).copied();
        }
    }
    Some((issues, usage))
}

/// A name for display: `CN=…, O=…`.
pub(super) fn name(der: &[u8]) -> String {
    let (mut sets, mut parts) = (Der(der), Vec::new());
    while let Some(set) = sets.take(SET) {
        let Some(mut pair) = Der(set).take(SEQUENCE).map(Der) else { continue };
        let id = pair.take(OBJECT_ID);
        let known = NAMED.iter().find(|(known, _)| id == Some(*known));
        if let (Some((_, known)), Some((tag, text))) = (known, pair.next()) {
            parts.push(format!("{known}={}", string(tag, text)));
        }
    }
    let name = parts.join(", ");
    match name.char_indices().nth(LONGEST_NAME) {
        _ if name.is_empty() => "one without a name".to_owned(),
        Some((end, _)) => {
            escaped(name.get(..end).unwrap_or_default()).into_owned() + ".."
        }
        None => escaped(&name).into_owned(),
    }
}

fn string(tag: u8, text: &[u8]) -> String {
    if tag != BMP_STRING {
        return String::from_utf8_lossy(text).into_owned();
    }
    let (units, _) = text.as_chunks();
    let units: Vec<_> = units.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

/// The kind of DER data, by its structure.
pub(super) fn kind(der: &[u8]) -> Option<BlockKind> {
    let mut body = Der(Der(der).only(SEQUENCE)?);
    if body.take(SEQUENCE).is_some() {
        // The algorithm of a key.
        return match body.next()? {
            (BIT_STRING, _) if body.0.is_empty() => Some(BlockKind::Public),
            (OCTET_STRING, _) if body.0.is_empty() => Some(BlockKind::Encrypted),
            _ => certificate(der).map(|_| BlockKind::Certificate),
        };
    }
    // The version, or in a public key the modulus.
    body.take(INTEGER)?;
    match body.next()? {
        (SEQUENCE, _) => body.take(OCTET_STRING).map(|_| BlockKind::Private),
        (OCTET_STRING, _) => Some(BlockKind::OtherPrivate("EC")),
        (INTEGER, _) if body.0.is_empty() => Some(BlockKind::RsaPublic),
        // Two primes, two exponents and a coefficient follow the three numbers of the key.
        (INTEGER, _) => {
            (0..7).try_for_each(|_| body.take(INTEGER).map(drop))?;
            Some(BlockKind::RsaPrivate)
        }
        _ => None,
    }
}

/// The key in a `SubjectPublicKeyInfo` of X.509.
pub(super) fn public_key(der: &[u8]) -> Option<Wrapped<'_>> {
    key_info(Der(Der(der).only(SEQUENCE)?))
}

/// The key in a `PrivateKeyInfo` of PKCS#8.
pub(super) fn private_key(der: &[u8]) -> Option<Wrapped<'_>> {
    let mut info = Der(Der(der).only(SEQUENCE)?);
    // The version. Attributes may follow the key.
    info.take(INTEGER)?;
    let algorithm = info.algorithm()?;
    let key = info.take(OCTET_STRING)?;
    Some(wrapped(algorithm, key))
}

/// The number of bits in the modulus of an RSA key in PKCS#1.
pub(super) fn modulus_bits(der: &[u8], private: bool) -> Option<usize> {
    let mut key = Der(Der(der).only(SEQUENCE)?);
    if private {
        // The version.
        key.take(INTEGER)?;
    }
    let modulus = key.take(INTEGER)?;
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let first = modulus.get(zeros)?;
    let first_bits = usize::try_from(first.ilog2()).ok()? + 1;
    Some((modulus.len() - zeros - 1) * 8 + first_bits)
}

fn key_info(mut info: Der<'_>) -> Option<Wrapped<'_>> {
    let algorithm = info.algorithm()?;
    // The first byte counts the unused bits of the last one.
    let (0, key) = info.take(BIT_STRING)?.split_first()? else { return None };
    Some(wrapped(algorithm, key))
}

fn wrapped<'a>(algorithm: &[u8], key: &'a [u8]) -> Wrapped<'a> {
    if algorithm == RSA {
        return Wrapped::Rsa(key);
    }
    let other = OTHERS.iter().find(|(id, _)| *id == algorithm);
    Wrapped::Other(other.map_or("unknown", |(_, name)| name))
}

/// The bytes that remain to be read.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The tag and the contents of the next element.
    fn next(&mut self) -> Option<(u8, &'a [u8])> {
        let (tag, rest) = self.0.split_first()?;
        let (length, rest) = length(rest)?;
        let (contents, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*tag, contents))
    }

    /// The contents of the next element, if it has this tag.
    fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.0.first().filter(|found| **found == tag)?;
        self.next().map(|(_, contents)| contents)
    }

    /// The contents of the next element, if it has this tag and nothing follows.
    fn only(mut self, tag: u8) -> Option<&'a [u8]> {
        self.take(tag).filter(|_| self.0.is_empty())
    }

    /// The algorithm of an `AlgorithmIdentifier`. Its parameters do not matter here.
    fn algorithm(&mut self) -> Option<&'a [u8]> {
        Der(self.take(SEQUENCE)?).take(OBJECT_ID)
    }

    fn time(&mut self) -> Option<i64> {
        if let Some(text) = self.take(UTC_TIME) {
            let (year, rest) = number(text, 2)?;
            return seconds(if year < 50 { 2000 } else { 1900 } + year, rest);
        }
        let (year, rest) = number(self.take(GENERALIZED_TIME)?, 4)?;
        seconds(year, rest)
    }
}

/// The length of an element, and the bytes after it.
fn length(der: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = der.split_first()?;
    let Some(count) = first.checked_sub(0x80) else {
        return Some(((*first).into(), rest));
    };
    if !(1..=4).contains(&count) {
        return None;
    }
    let (digits, rest) = rest.split_at_checked(count.into())?;
    let length = digits.iter().try_fold(0_usize, |length, digit| {
        length.checked_mul(256)?.checked_add((*digit).into())
    })?;
    Some((length, rest))
}
