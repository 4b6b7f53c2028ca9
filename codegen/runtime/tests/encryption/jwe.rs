//! Bodies that are encrypted come back, and nothing else does.

use super::forged::{BODY, BOTH, Forged, HEADER, RSA, round};
use super::key::{SERVER, crypto_key};
use crate::runtime::{ContentEncryption, KeyManagement};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;

#[test]
fn what_is_encrypted_comes_back() {
    let servers = [
        "client-public-spki.pem",
        "server-public-spki.pem",
        "server-public-pkcs1.pem",
        "server-certificate.pem",
        "server-certificate-chain.pem",
        "server-certificate-v1.pem",
        "server-certificate-expired.pem",
    ];
    let long = vec![0xFF; 100_000];
    for server in servers {
        let client = crypto_key(server, "client-private-pkcs1.pem").unwrap();
        let side = server.split_once('-').unwrap().0;
        for format in ["pkcs8", "pkcs1"] {
            let private = format!("{side}-private-{format}.pem");
            let vendor = crypto_key("client-public-spki.pem", &private).unwrap();
            let all =
                KeyManagement::ALL.iter().flat_map(|alg| BOTH.map(|enc| (*alg, enc)));
            for (alg, enc) in all {
                for body in [b"".as_slice(), b"{}", BODY, &long] {
                    let compact = client.encrypt(body, alg, enc).unwrap();
                    assert_eq!(vendor.decrypt(&compact, alg, &[enc]).unwrap(), body);
                }
            }
        }
    }
}

#[test]
fn larger_keys_work() {
    let key = crypto_key("server-public-4096.pem", "client-private-4096.pem").unwrap();
    let compact = key.encrypt(BODY, RSA, ContentEncryption::A256Gcm).unwrap();
    assert_eq!(key.decrypt(&compact, RSA, &BOTH).unwrap(), BODY);
}

#[test]
fn the_form_is_the_standards() {
    for (alg, header) in [
        (KeyManagement::RsaOaep, r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#),
        (KeyManagement::RsaOaep256, r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#),
    ] {
        let compact = round().encrypt(BODY, alg, ContentEncryption::A256Gcm).unwrap();
        let parts = compact.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap());
        let parts: Vec<_> = parts.collect();
        assert_eq!(parts[0], header.as_bytes());
        let lengths: Vec<_> = parts[1..].iter().map(Vec::len).collect();
        assert_eq!(lengths, [256, 12, BODY.len(), 16]);
    }
}

/// RFC 7516, appendix A.1.
#[test]
fn the_example_of_the_standard_is_read() {
    const EXAMPLE: [&str; 5] = [
        "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ",
        "OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe\
         ipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9jwQRb23nfa6c9d-StnImGyFDb\
         Sv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaV\
         mqgfwX7XWRxv2322i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je8\
         1860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWTIy3brGPi\
         6UklfCpIMfIjf7iGdXKHzg",
        "48V1_ALb6US04U3b",
        "5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji\
         SdiwkIr3ajwQzaBtQD_A",
        "XFBoMYUZodetZdvTiFvSkQ",
    ];
    let key = crypto_key(SERVER, "rfc7516-private.pem").unwrap();
    let text = key.decrypt(&EXAMPLE.join("."), KeyManagement::RsaOaep, &BOTH).unwrap();
    assert_eq!(text, b"The true sign of intelligence is not knowledge but imagination.");
}

#[test]
fn nothing_is_used_twice() {
    let [one, two] = [(); 2]
        .map(|()| round().encrypt(BODY, RSA, ContentEncryption::A128Gcm).unwrap());
    let different = one.split('.').zip(two.split('.')).map(|(one, two)| one != two);
    assert_eq!(different.collect::<Vec<_>>(), [false, true, true, true, true]);
}

#[test]
fn every_flipped_bit_is_noticed() {
    let (key, bytes) = (round(), Forged::default().parts().join(".").into_bytes());
    for index in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[index] ^= 1 << bit;
            // What is not UTF-8 does not even come here.
            if let Ok(text) = std::str::from_utf8(&flipped) {
                assert!(
                    key.decrypt(text, RSA, &BOTH).is_err(),
                    "bit {bit} of byte {index}"
                );
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn anything_is_refused_without_a_panic(text in any::<String>()) {
        prop_assert!(round().decrypt(&text, RSA, &BOTH).is_err());
    }

    #[test]
    fn five_parts_of_anything_are_refused_without_a_panic(
        parts in prop::array::uniform4("[A-Za-z0-9_-]{0,400}"),
        header in "[ -~]{0,100}",
    ) {
        for header in [HEADER, &header] {
            let header = URL_SAFE_NO_PAD.encode(header);
            let text = [&header, &parts.join(".")].map(String::as_str).join(".");
            prop_assert!(round().decrypt(&text, RSA, &BOTH).is_err());
        }
    }

    #[test]
    fn any_part_replaced_is_noticed(
        index in 0_usize..5,
        part in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let mut parts = Forged::default().parts();
        parts[index] = URL_SAFE_NO_PAD.encode(part);
        prop_assert!(round().decrypt(&parts.join("."), RSA, &BOTH).is_err());
    }

    #[test]
    fn any_body_comes_back(body in prop::collection::vec(any::<u8>(), 0..600)) {
        let compact = round().encrypt(&body, RSA, ContentEncryption::A128Gcm).unwrap();
        prop_assert_eq!(round().decrypt(&compact, RSA, &BOTH).unwrap(), body);
    }
}
