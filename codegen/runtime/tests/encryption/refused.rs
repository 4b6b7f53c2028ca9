//! What has to be refused although it could be read.

use super::forged::{BODY, BOTH, Forged, RSA, public_key, round, wrap};
use super::key::crypto_key;
use crate::runtime::{ContentEncryption, JweError, KeyManagement};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, Pkcs1PublicEncryptingKey,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

fn malformed(reason: &'static str) -> JweError {
    JweError::Malformed { reason }
}

#[test]
fn a_forgery_with_nothing_wrong_is_read() {
    assert_eq!(Forged::default().open().unwrap(), BODY);
    let header = r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#;
    let forged = Forged {
        header,
        content_key: &[7; 32],
        ..Forged::default()
    };
    assert_eq!(forged.open().unwrap(), BODY);
    // What says nothing about the cryptography is passed over.
    let header = r#" {"kid":"1", "typ":"JWE", "enc":"A128GCM", "alg":"RSA-OAEP-256"} "#;
    assert_eq!(
        Forged {
            header,
            ..Forged::default()
        }
        .open()
        .unwrap(),
        BODY
    );
}

#[test]
fn a_short_tag_is_refused() {
    for tag in 0..16 {
        let forged = Forged { tag, ..Forged::default() };
        let reason = "an authentication tag that is not 128 bits";
        assert_eq!(forged.open(), Err(malformed(reason)), "{tag}");
    }
}

#[test]
fn a_long_tag_is_refused() {
    let [header, wrapped, nonce, text, tag] = Forged::default().parts();
    // The same bytes, with the border between text and tag moved by three and back.
    let (moved, rest) = text.split_at(text.len() - 4);
    for parts in [
        [&header, &wrapped, &nonce, moved, &format!("{rest}{tag}")],
        [&header, &wrapped, &nonce, &format!("{text}AAAA"), &tag[4..]],
        [&header, &wrapped, &nonce, &text, &format!("AAAA{tag}")],
    ] {
        assert!(round().decrypt(&parts.join("."), RSA, &BOTH).is_err());
    }
}

#[test]
fn a_nonce_of_another_length_is_refused() {
    for length in [0, 1, 8, 11, 13, 16] {
        let forged = Forged {
            nonce: &[0; 16][..length],
            ..Forged::default()
        };
        let reason = "an initialization vector that is not 96 bits";
        assert_eq!(forged.open(), Err(malformed(reason)), "{length}");
    }
}

#[test]
fn other_algorithms_are_refused() {
    for (header, member, found) in [
        (r#"{"alg":"RSA1_5","enc":"A128GCM"}"#, "alg", Some("RSA1_5")),
        (r#"{"alg":"RSA-OAEP","enc":"A128GCM"}"#, "alg", Some("RSA-OAEP")),
        (r#"{"alg":"dir","enc":"A128GCM"}"#, "alg", Some("dir")),
        (r#"{"alg":"none","enc":"A128GCM"}"#, "alg", None),
        (r#"{"alg":"rsa-oaep-256","enc":"A128GCM"}"#, "alg", None),
        (r#"{"alg":"","enc":"A128GCM"}"#, "alg", None),
        (
            r#"{"alg":"RSA-OAEP-256","enc":"A128CBC-HS256"}"#,
            "enc",
            Some("A128CBC-HS256"),
        ),
        (r#"{"alg":"RSA-OAEP-256","enc":"A192GCM"}"#, "enc", Some("A192GCM")),
        (r#"{"alg":"RSA-OAEP-256","enc":"planted"}"#, "enc", None),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","zip":"DEF"}"#, "zip", None),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","zip":null}"#, "zip", None),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","crit":["exp"]}"#, "crit", None),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","crit":[]}"#, "crit", None),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","\u007aip":"DEF"}"#, "zip", None),
    ] {
        let error = Forged {
            header,
            ..Forged::default()
        }
        .open()
        .unwrap_err();
        assert_eq!(error, JweError::Unsupported { member, found }, "{header}");
        assert!(!error.to_string().contains("planted"));
    }
}

#[test]
fn a_content_key_that_travels_in_another_way_is_refused() {
    for (sent, expected) in [
        (KeyManagement::RsaOaep, KeyManagement::RsaOaep256),
        (KeyManagement::RsaOaep256, KeyManagement::RsaOaep),
    ] {
        let compact = round().encrypt(BODY, sent, ContentEncryption::A256Gcm).unwrap();
        let found = Some(sent.as_str());
        let unsupported = JweError::Unsupported { member: "alg", found };
        assert_eq!(round().decrypt(&compact, expected, &BOTH), Err(unsupported));
    }
}

#[test]
fn what_the_specification_does_not_accept_is_refused() {
    let compact = round().encrypt(BODY, RSA, ContentEncryption::A256Gcm).unwrap();
    for accepted in [&[ContentEncryption::A128Gcm][..], &[]] {
        let found = Some("A256GCM");
        let unsupported = JweError::Unsupported { member: "enc", found };
        assert_eq!(round().decrypt(&compact, RSA, accepted), Err(unsupported));
    }
}

#[test]
fn a_broken_header_is_refused() {
    let twice = "a header with a duplicate member";
    let no_object = "a header that is not a JSON object";
    let without = "a header without `alg` or `enc`";
    let long = format!(r#"{{"kid":"{}"}}"#, "a".repeat(4096));
    for (header, reason) in [
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","enc":"A128GCM"}"#, twice),
        (r#"{"alg":"dir","alg":"RSA-OAEP-256","enc":"A128GCM"}"#, twice),
        (r#"{"alg":"RSA-OAEP-256","a\u006cg":"dir","enc":"A128GCM"}"#, twice),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","kid":"1","kid":"1"}"#, twice),
        ("", no_object),
        ("null", no_object),
        ("[]", no_object),
        (r#""RSA-OAEP-256""#, no_object),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM"}{}"#, no_object),
        (r#"{"alg":"RSA-OAEP-256","enc":"A128GCM""#, no_object),
        ("{}", without),
        (r#"{"enc":"A128GCM"}"#, without),
        (r#"{"alg":"RSA-OAEP-256"}"#, without),
        (r#"{"alg":["RSA-OAEP-256"],"enc":"A128GCM"}"#, without),
        (r#"{"alg":null,"enc":"A128GCM"}"#, without),
        (&long, "a header longer than 4096 characters"),
    ] {
        let forged = Forged {
            header,
            ..Forged::default()
        };
        assert_eq!(forged.open(), Err(malformed(reason)), "{header}");
    }
}

#[test]
fn a_header_that_was_not_authenticated_is_refused() {
    let [_, rest @ ..] = Forged::default().parts();
    for header in [
        r#"{"enc":"A128GCM","alg":"RSA-OAEP-256"}"#,
        r#"{"alg":"RSA-OAEP-256", "enc":"A128GCM"}"#,
        r#"{"alg":"RSA-OAEP-256","enc":"A128GCM","kid":"1"}"#,
        r#"{"alg":"RSA-OAEP-256","enc":"A\u003128GCM"}"#,
        r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#,
    ] {
        let compact = [URL_SAFE_NO_PAD.encode(header), rest.join(".")].join(".");
        let error = round().decrypt(&compact, RSA, &BOTH);
        assert_eq!(error, Err(JweError::Undecryptable), "{header}");
    }
}

#[test]
fn another_number_of_parts_is_refused() {
    let compact = Forged::default().parts().join(".");
    let fewer = compact.rsplit_once('.').unwrap().0.to_owned();
    let (few, many) = ("fewer than five parts", "more than five parts");
    for (text, reason) in [
        (fewer, few),
        (String::new(), few),
        (compact.clone() + ".", many),
        (compact.clone() + ".AAAA", many),
        (".".repeat(100), many),
    ] {
        assert_eq!(round().decrypt(&text, RSA, &BOTH), Err(malformed(reason)), "{text}");
    }
    let reason = "a header that is not a JSON object";
    assert_eq!(round().decrypt("....", RSA, &BOTH), Err(malformed(reason)));
}

#[test]
fn a_content_key_of_the_wrong_length_is_refused() {
    // The text is encrypted under the beginning of what is wrapped: whoever cuts a key that is
    // too long, or fills one that is too short, reads it.
    let long = wrap(&OAEP_SHA256_MGF1SHA256, &[7; 32]);
    let short = wrap(&OAEP_SHA256_MGF1SHA256, &[0; 16]);
    let empty = wrap(&OAEP_SHA256_MGF1SHA256, b"");
    let header = r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#;
    let forged = Forged::default;
    for forged in [
        Forged {
            wrapped: Some(long),
            ..forged()
        },
        Forged {
            header,
            content_key: &[0; 32],
            wrapped: Some(short),
            ..forged()
        },
        Forged {
            content_key: &[0; 16],
            wrapped: Some(empty),
            ..forged()
        },
        // A key of 256 bits, used as one, where 128 are announced.
        Forged {
            content_key: &[7; 32],
            ..forged()
        },
    ] {
        assert_eq!(forged.open(), Err(JweError::Undecryptable));
    }
}

#[test]
fn a_content_key_that_is_wrapped_otherwise_is_refused() {
    let pkcs1 = Pkcs1PublicEncryptingKey::new(public_key()).unwrap();
    let mut wrapped = vec![0; pkcs1.ciphertext_size()];
    pkcs1.encrypt(&[7; 16], &mut wrapped).unwrap();
    for wrapped in [
        wrapped,
        wrap(&OAEP_SHA1_MGF1SHA1, &[7; 16]),
        vec![],
        vec![0; 255],
        vec![0; 256],
        vec![0xFF; 256],
        vec![1; 257],
        vec![7; 16],
    ] {
        let forged = Forged {
            wrapped: Some(wrapped),
            ..Forged::default()
        };
        assert_eq!(forged.open(), Err(JweError::Undecryptable));
    }
}

#[test]
fn another_key_does_not_decrypt_and_does_not_say_why() {
    let compact = round().encrypt(BODY, RSA, ContentEncryption::A128Gcm).unwrap();
    let error = |file| {
        let key = crypto_key("client-public-spki.pem", file).unwrap();
        key.decrypt(&compact, RSA, &BOTH).unwrap_err()
    };
    assert_eq!(error("server-private-pkcs8.pem"), JweError::Undecryptable);
    // A longer modulus.
    assert_eq!(error("client-private-4096.pem"), JweError::Undecryptable);
}

#[test]
fn only_one_text_stands_for_some_bytes() {
    const ALPHABET: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let parts = Forged::default().parts();
    for (index, part) in parts.iter().enumerate() {
        let last = part.len() - 1;
        let value = ALPHABET.iter().position(|c| *c == part.as_bytes()[last]).unwrap();
        let mut wrong: Vec<_> = ["=", "==", "\n", " ", "+", "/", "é", "\0", "\u{FEFF}"]
            .iter()
            .flat_map(|extra| [format!("{part}{extra}"), format!("{extra}{part}")])
            .collect();
        // The same bytes, and a bit that is none of theirs.
        if part.len() % 4 != 0 {
            let spare = char::from(ALPHABET[value ^ 1]);
            wrong.push(format!("{}{spare}", &part[..last]));
        }
        for wrong in wrong {
            let mut parts = parts.clone();
            parts[index].clone_from(&wrong);
            let reason = "a part that is not Base64url";
            let found = round().decrypt(&parts.join("."), RSA, &BOTH);
            assert_eq!(found, Err(malformed(reason)), "{wrong}");
        }
    }
}

#[test]
fn what_is_too_long_is_refused_unread() {
    let reason = "longer than 16 MiB";
    let long = ".".repeat((16 << 20) + 1);
    assert_eq!(round().decrypt(&long, RSA, &BOTH), Err(malformed(reason)));
}
