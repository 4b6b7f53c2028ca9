//! As much of DER as it takes to find an RSA key in what people store it in.

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
/// The version of a certificate, which version 1 leaves out.
const VERSION: u8 = 0xA0;

const RSA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";

/// What else a key may be for.
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

/// A key within its wrapping.
#[derive(Clone, Copy)]
pub(super) enum Wrapped<'a> {
    /// An RSA key, as PKCS#1 writes it.
    Rsa(&'a [u8]),
    /// A key that is not RSA, by its name.
    Other(&'static str),
}

/// When a certificate is valid, in seconds since 1970 began in UTC, both ends included.
#[derive(Clone, Copy)]
pub(super) struct Validity {
    pub(super) from: i64,
    pub(super) until: i64,
}

/// The public key of an X.509 certificate, and when it is valid.
///
/// The signature is not looked at: who trusts the certificate has been given it by hand.
pub(super) fn certificate(der: &[u8]) -> Option<(Wrapped<'_>, Validity)> {
    let mut body = Der(Der(der).only(SEQUENCE)?);
    let mut signed = Der(body.take(SEQUENCE)?);
    // No version, no serial number, no algorithm, no issuer.
    let _ = signed.take(VERSION);
    signed.take(INTEGER)?;
    signed.take(SEQUENCE)?;
    signed.take(SEQUENCE)?;
    let mut validity = Der(signed.take(SEQUENCE)?);
    let validity = Validity {
        from: validity.time()?,
        until: validity.time()?,
    };
    // The subject.
    signed.take(SEQUENCE)?;
    Some((key_info(Der(signed.take(SEQUENCE)?))?, validity))
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

/// How many bits the modulus of an RSA key in PKCS#1 has.
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
    // The first byte counts the bits that the last one has too many.
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

/// What is still to be read.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The contents of the next element, if it has this tag.
    fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (found, rest) = self.0.split_first()?;
        let (length, rest) = length(rest)?;
        let (contents, rest) = rest.split_at_checked(length)?;
        (*found == tag).then(|| self.0 = rest)?;
        Some(contents)
    }

    /// The same, if nothing follows it.
    fn only(mut self, tag: u8) -> Option<&'a [u8]> {
        self.take(tag).filter(|_| self.0.is_empty())
    }

    /// What an `AlgorithmIdentifier` names. Its parameters say nothing that matters here.
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

/// The length of an element, and what follows it.
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

/// The seconds from 1970 to `MMddHHmmssZ` of `year`.
fn seconds(year: i64, text: &[u8]) -> Option<i64> {
    let (month, text) = number(text, 2)?;
    let (day, text) = number(text, 2)?;
    let (hour, text) = number(text, 2)?;
    let (minute, text) = number(text, 2)?;
    let (second, text) = number(text, 2)?;
    let exists = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60
        && text == b"Z";
    exists.then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// The days from 1970 to a day. A year is counted from March, so that the day that only some
/// years have is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) =
        if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719,468 days lie between March of the year 0 and 1970.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

fn number(text: &[u8], digits: usize) -> Option<(i64, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let number = number.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    })?;
    Some((number, rest))
}
