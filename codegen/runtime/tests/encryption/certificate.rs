//! When certificates are valid.

use super::key::{CLIENT, ID, SERVER, crypto_key, der, pem, read};
use crate::runtime::{CryptoKey, KeyError, KeyFault, KeyPart};

#[test]
fn a_certificate_says_when_it_is_valid() {
    let [from, until] = [1_577_836_800, 4_102_444_799];
    let key = crypto_key(SERVER, CLIENT).unwrap();
    assert_eq!(key.expires(), Some(until));
    assert_eq!((key.valid_at(from), key.valid_at(until)), (Ok(()), Ok(())));
    for (at, expected) in [
        (
            from - 1,
            "server's certificate or public key: the certificate is not valid before \
             2020-01-01T00:00:00Z; check the clock, or use the one that is valid now",
        ),
        (
            until + 1,
            "server's certificate or public key: the certificate expired at \
             2099-12-31T23:59:59Z; ask the vendor for the new one",
        ),
    ] {
        assert_eq!(key.valid_at(at).unwrap_err().to_string(), expected);
    }
    let key = crypto_key("server-certificate-expired.pem", CLIENT).unwrap();
    let until = 1_549_166_706;
    let expired = key.valid_at(1_800_000_000).unwrap_err();
    assert_eq!(expired.fault, KeyFault::Expired { until });
    assert!(expired.to_string().contains("at 2019-02-03T04:05:06Z"));
    let key = crypto_key("server-public-spki.pem", CLIENT).unwrap();
    assert_eq!(key.expires(), None);
    assert_eq!((key.valid_at(i64::MIN), key.valid_at(i64::MAX)), (Ok(()), Ok(())));
}

#[test]
fn dates_are_written_as_the_calendar_has_them() {
    for (until, expected) in [
        (0, "1970-01-01T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (951_868_800, "2000-03-01T00:00:00Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
    ] {
        let fault = KeyFault::Expired { until };
        let error = KeyError {
            part: KeyPart::Server,
            file: None,
            fault,
        }
        .to_string();
        assert!(error.contains(expected), "{error}");
    }
}

/// The certificate with another first second. Its signature is not looked at.
fn from(date: &[u8; 13]) -> Result<CryptoKey, KeyError> {
    let mut bytes = der(SERVER);
    let at = bytes.windows(13).position(|window| window == b"200101000000Z").unwrap();
    bytes[at..at + 13].copy_from_slice(date);
    CryptoKey::from_pem(ID, pem("CERTIFICATE", &bytes), read(CLIENT))
}

#[test]
fn two_digits_are_a_year_from_1950_to_2049() {
    for (date, first) in [
        (b"491231235959Z", 2_524_607_999),
        (b"500101000000Z", -631_152_000),
        (b"991231235959Z", 946_684_799),
        (b"000229120000Z", 951_825_600),
    ] {
        let key = from(date).unwrap();
        assert_eq!(key.valid_at(first), Ok(()));
        let early = KeyFault::NotYetValid { from: first };
        assert_eq!(key.valid_at(first - 1).unwrap_err().fault, early);
    }
}

#[test]
fn what_is_no_date_is_damage() {
    for date in [
        b"201301000000Z",
        b"200001000000Z",
        b"200132000000Z",
        b"200100000000Z",
        b"200101240000Z",
        b"200101006000Z",
        b"200101000060Z",
        b"2001010000000",
        b"20010100000-Z",
        b"2001010000+09",
    ] {
        let fault = KeyFault::Damaged { found: "CERTIFICATE" };
        assert_eq!(from(date).unwrap_err().fault, fault);
    }
}
