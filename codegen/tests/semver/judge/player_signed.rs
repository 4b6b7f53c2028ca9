//! How a vendor's requests are signed and prove who asks, from data.

use super::data::{list, shape, text};
use client::runtime::*;
use serde_json::Value;

pub fn signing(data: &Value) -> Signing {
    Signing {
        algorithm: match text(&data["algorithm"]) {
            "HMAC_SHA256" => Algorithm::HMAC_SHA256,
            "HMAC_SHA512" => Algorithm::HMAC_SHA512,
            other => panic!("{other}"),
        },
        signs: list(&data["signs"], part),
        claims: &[],
        encoding: match text(&data["encoding"]) {
            "Base64" => BinaryEncoding::Base64,
            "Hex" => BinaryEncoding::Hex,
            other => panic!("{other}"),
        },
        place: SignaturePlace::Header(text(&data["place"][1])),
        written: list(&data["written"], part),
    }
}

pub fn authentication(data: &Value) -> Authentication {
    let scheme = |it: &Value| match text(it) {
        "Bearer" => Scheme::Bearer,
        "Basic" => Scheme::Basic,
        "BasicUser" => Scheme::BasicUser,
        other => panic!("{other}"),
    };
    Authentication {
        schemes: list(&data["schemes"], |it| (text(&it[0]), scheme(&it[1]))),
    }
}

fn part(data: &Value) -> SignedPart {
    match (data.as_str().or(data[0].as_str()).expect("a part"), &data[1]) {
        ("Body", _) => SignedPart::Body,
        ("Signature", _) => SignedPart::Signature,
        ("Text", it) => SignedPart::Text(text(it)),
        ("Time", it) => SignedPart::Time(shape(it)),
        (other, _) => panic!("{other}"),
    }
}
