//! JWEs: what is encrypted is decrypted, and nothing else is.

use super::{Chance, Fault, Held, must, mutated, plain_json, shows_nothing};
use crate::runtime::{ContentEncryption, CryptoKey, JweError, KeyError, KeyManagement};
use aws_lc_rs::aead::{
    AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const BOTH: [ContentEncryption; 2] =
    [ContentEncryption::A128Gcm, ContentEncryption::A256Gcm];

/// What is encrypted in [`known`].
pub(super) const BODIES: [&[u8]; 4] = [
    br#"{"result":{"code":"E0","text":"ok"},"name":"planted"}"#,
    br#"{"result":{"code":"E1","text":"planted"}}"#,
    "{\"result\":{\"code\":\"E0\"},\"이름\":\"홍길동\"}".as_bytes(),
    b"",
];

const HEADER: &str = r#"{"alg":"RSA-OAEP-256","enc":"A128GCM"}"#;
const LONG_HEADER: &str = r#"{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"1"}"#;

/// A key that decrypts what it encrypts, which no real one does.
pub(super) fn key() -> Result<CryptoKey, KeyError> {
    static KEY: LazyLock<Result<CryptoKey, KeyError>> = LazyLock::new(|| {
        let public = include_bytes!("../keys/client-public-spki.pem");
        CryptoKey::from_pem(
            "1",
            public,
            include_bytes!("../keys/client-private-pkcs8.pem"),
        )
    });
    KEY.clone()
}

/// The content keys of all JWEs here, 16 and 32 times the byte 7, wrapped for [`key`] by OpenSSL:
/// whoever wraps one gets another text each time.
const WRAPPED: [&str; 2] =
    [include_str!("wrapped-128.txt"), include_str!("wrapped-256.txt")];

/// A JWE with any header, of which everything else is right.
fn sealed(header: &[u8], large: bool, nonce: u8, body: &[u8]) -> Result<String, Fault> {
    let content_key = [7; 32];
    let (cipher, length, [short, long]) =
        if large { (&AES_256_GCM, 32, WRAPPED) } else { (&AES_128_GCM, 16, WRAPPED) };
    let content_key = content_key.get(..length).unwrap_or_default();
    let cipher = LessSafeKey::new(UnboundKey::new(cipher, content_key)?);
    let header = URL_SAFE_NO_PAD.encode(header);
    let wrapped = if large { long } else { short }.trim();
    let (nonce, mut text) = ([nonce; NONCE_LEN], body.to_vec());
    let unique = Nonce::assume_unique_for_key(nonce);
    let tag =
        cipher.seal_in_place_separate_tag(unique, Aad::from(&header), &mut text)?;
    let [nonce, text, tag] =
        [&nonce[..], &text, tag.as_ref()].map(|part| URL_SAFE_NO_PAD.encode(part));
    Ok([header.as_str(), wrapped, &nonce, &text, &tag].join("."))
}

/// JWEs that are right, with what is in them.
pub(super) fn known() -> &'static [(String, &'static [u8])] {
    static KNOWN: LazyLock<Vec<(String, &'static [u8])>> = LazyLock::new(|| {
        let headers = [(HEADER, false), (LONG_HEADER, true)];
        let all = headers.into_iter().flat_map(|(header, large)| {
            (1..).zip(BODIES).filter_map(move |(nonce, body)| {
                Some((sealed(header.as_bytes(), large, nonce, body).ok()?, body))
            })
        });
        all.collect()
    });
    &KNOWN
}

/// What is in a JWE that is right.
pub(super) fn content(compact: &str) -> Option<&'static [u8]> {
    known().iter().find(|(known, _)| known == compact).map(|(_, body)| *body)
}

const TOKENS: &[&[u8]] = &[
    b".",
    b"..",
    b"=",
    b"A",
    b"AAAA",
    b"_",
    b"-",
    b"+",
    b"/",
    b"\n",
    b" ",
    b"e30",
    b"eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0",
    b"eyJhbGciOiJSU0EtT0FFUC0yNTYiLCJlbmMiOiJBMjU2R0NNIn0",
    b"\xEF\xBB\xBF",
    b"\xC8\xAB",
    b"\0",
];

const HEADER_TOKENS: &[&[u8]] = &[
    b"\"",
    b"{",
    b"}",
    b"[",
    b",",
    b":",
    b" ",
    b"\\u007a",
    b"null",
    b"1",
    b"\"alg\"",
    b"\"enc\"",
    b"\"zip\":\"DEF\",",
    b"\"crit\":[],",
    b"\"kid\":\"1\",",
    b"\"alg\":\"dir\",",
    b"RSA-OAEP-256",
    b"RSA-OAEP",
    b"A128GCM",
    b"A256GCM",
    b"A192GCM",
    b"\xEF\xBB\xBF",
    b"\t",
    b"\xC8\xAB",
    b"\\ud800",
    b"1e999",
];

const MEMBERS: &[&str] = &[
    r#""kid":"1""#,
    r#""typ":"JWE""#,
    r#""zip":"DEF""#,
    r#""\u007aip":"DEF""#,
    r#""zip":null"#,
    r#""crit":["exp"]"#,
    r#""crit":[]"#,
    r#""alg":"RSA-OAEP-256""#,
    r#""alg":"dir""#,
    r#""enc":"A256GCM""#,
    r#""enc":"A128GCM""#,
    r#""e\u006ec":"A128GCM""#,
    r#""cty":{"alg":"dir"}"#,
];

/// A JWE, a header of one, or a body.
pub fn make(chance: &mut Chance) -> Vec<u8> {
    let way = chance.byte();
    let mut input = vec![way];
    let known = known().get(chance.below(known().len()));
    let compact = known.map(|(compact, _)| compact.as_str()).unwrap_or_default();
    input.extend(match way % 8 {
        0 => mutated(chance.pick(&[HEADER, LONG_HEADER]).into(), HEADER_TOKENS, chance),
        1 => members(chance).into_bytes(),
        2 => mutated(chance.pick(&BODIES).to_vec(), TOKENS, chance),
        3 | 4 => parts_changed(compact, chance).into_bytes(),
        _ => mutated(compact.into(), TOKENS, chance),
    });
    input
}

/// A header of members that are right, and of some that are not.
fn members(chance: &mut Chance) -> String {
    let mut members = vec![r#""alg":"RSA-OAEP-256""#, r#""enc":"A256GCM""#];
    for _ in 0..chance.below(3) {
        let at = chance.below(members.len() + 1);
        members.insert(at, chance.pick(MEMBERS));
    }
    if chance.below(4) == 0 {
        members.remove(chance.below(members.len()));
    }
    format!("{{{}}}", members.join(","))
}

/// Changes the bytes of parts and not their Base64, or takes parts from another JWE.
fn parts_changed(compact: &str, chance: &mut Chance) -> String {
    let other =
        known().get(chance.below(known().len())).map(|(compact, _)| compact.as_str());
    let other: Vec<_> = other.unwrap_or_default().split('.').collect();
    let parts =
        compact.split('.').enumerate().map(|(index, part)| match chance.below(8) {
            0 => other.get(index).copied().unwrap_or_default().to_owned(),
            1 => {
                let bytes = URL_SAFE_NO_PAD.decode(part).unwrap_or_default();
                URL_SAFE_NO_PAD.encode(mutated(bytes, HEADER_TOKENS, chance))
            }
            // Bits that no byte has, or letters of another alphabet.
            2 => {
                let mut part = part.to_owned();
                part.pop();
                part.push(char::from(chance.pick(b"AEIMQUYcgkosw048BCDz/+=")));
                part
            }
            _ => part.to_owned(),
        });
    parts.collect::<Vec<_>>().join(".")
}

/// A JWE is decrypted if it is one that was made, to what it was made of, and by its header alone
/// as far as that is a documented one.
///
/// # Errors
///
/// It does not hold.
pub fn hold(input: &[u8]) -> Held {
    let [way, rest @ ..] = input else { return Ok("nothing") };
    match way % 8 {
        0 | 1 => header_holds(rest, way % 8 == 1),
        2 => comes_back(rest, way / 8 % 2 == 1),
        _ => nothing_else_is_read(&String::from_utf8_lossy(rest), way / 8 % 4),
    }
}

fn told(error: JweError) -> &'static str {
    match error {
        JweError::Malformed { .. } => "malformed",
        JweError::Unsupported { .. } => "unsupported",
        JweError::Undecryptable => "undecryptable",
        _ => "another error",
    }
}

fn nothing_else_is_read(compact: &str, accepted: u8) -> Held {
    let accepted = match accepted {
        0 => &BOTH[..1],
        1 => &BOTH[1..],
        _ => &BOTH,
    };
    let expected = content(compact);
    match key()?.decrypt(compact, KeyManagement::RsaOaep256, accepted) {
        Ok(plain) => {
            must(expected == Some(&plain), || {
                "a JWE that nobody made is decrypted".into()
            })?;
            Ok("decrypted")
        }
        Err(error) => {
            let refused = expected.is_some() && accepted.len() == BOTH.len();
            must(!refused, || format!("a JWE that is right is refused: {error}"))?;
            shows_nothing(&format!("{error} {error:?}"), "planted")?;
            Ok(told(error))
        }
    }
}

fn comes_back(body: &[u8], large: bool) -> Held {
    let [small_content, large_content] = BOTH;
    let content = if large { large_content } else { small_content };
    let compact = key()?.encrypt(body, KeyManagement::RsaOaep256, content)?;
    let plain = key()?.decrypt(&compact, KeyManagement::RsaOaep256, &[content])?;
    must(plain == body, || "what was encrypted does not come back".into())?;
    let url_safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    must(compact.chars().all(url_safe), || "it is not in its compact form".into())?;
    Ok("came back")
}

/// Members that the header holds, unless one is there twice.
struct Members(Map<String, Value>, bool);

fn header_holds(header: &[u8], large: bool) -> Held {
    let body = BODIES.first().copied().unwrap_or_default();
    let compact = sealed(header, large, 9, body)?;
    match key()?.decrypt(&compact, KeyManagement::RsaOaep256, &BOTH) {
        Ok(plain) => {
            must(plain == body, || "another body is decrypted".into())?;
            let read = plain_json::lenient(header).ok_or("its header is none")?;
            let Members(members, twice) = read;
            let is = |name: &str, value: &str| {
                members.get(name).is_some_and(|it| it == value)
            };
            let documented = is("alg", "RSA-OAEP-256")
                && is("enc", if large { "A256GCM" } else { "A128GCM" })
                && !members.contains_key("zip")
                && !members.contains_key("crit")
                && !twice;
            must(documented, || "its header asks for something else".into())?;
            Ok("decrypted by its header")
        }
        Err(error) => {
            let is_usual =
                header == HEADER.as_bytes() || header == LONG_HEADER.as_bytes();
            let fits = (header == LONG_HEADER.as_bytes()) == large;
            must(!(is_usual && fits), || {
                format!("the usual header is refused: {error}")
            })?;
            shows_nothing(&format!("{error} {error:?}"), "planted")?;
            Ok(told(error))
        }
    }
}

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Members, A::Error> {
                let (mut members, mut names, mut twice) =
                    (Map::new(), BTreeSet::new(), false);
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    twice |= !names.insert(name.clone());
                    members.insert(name, value);
                }
                Ok(Members(members, twice))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}
