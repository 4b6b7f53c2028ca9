//! How a vendor's requests are signed and prove who asks, from data.

use super::data::{list, option, text};
use super::shape::shape;
use client::runtime::*;
use serde_json::Value;

pub fn signing(data: &Value) -> Signing {
    let name = text(&data["place"][1]);
    Signing {
        algorithm: algorithm(text(&data["algorithm"])),
        signs: list(&data["signs"], part),
        claims: list(&data["claims"], |it| Claim {
            name: text(&it["name"]),
            value: list(&it["value"], part),
            when: match text(&it["when"]) {
                "Always" => ClaimWhen::Always,
                "Parameters" => ClaimWhen::Parameters,
                other => panic!("{other}"),
            },
        }),
        encoding: encoding(&data["encoding"]),
        place: match text(&data["place"][0]) {
            "Header" => SignaturePlace::Header(name),
            "Query" => SignaturePlace::Query(name, list(&data["place"][2], text)),
            "Field" => SignaturePlace::Field(name, list(&data["place"][2], text)),
            other => panic!("{other}"),
        },
        written: list(&data["written"], part),
        key_form: option(&data["key_form"], |it| KeyForm {
            prefix: text(&it["prefix"]),
            encoding: encoding(&it["encoding"]),
        }),
    }
}

pub fn recipe(data: &Value) -> OperationSigning {
    OperationSigning {
        operations: list(&data["operations"], text),
        signing: signing(&data["signing"]),
    }
}

pub fn authentication(data: &Value) -> Authentication {
    let scheme = |it: &Value| match it.as_str() {
        Some("Bearer") => Scheme::Bearer,
        Some("Basic") => Scheme::Basic,
        Some("BasicUser") => Scheme::BasicUser,
        Some(other) => panic!("{other}"),
        None => Scheme::Text { before: text(&it["before"]), after: text(&it["after"]) },
    };
    Authentication {
        schemes: list(&data["schemes"], |it| (text(&it[0]), scheme(&it[1]))),
        fields: list(&data["fields"], super::data::header),
        only_signed: option(&data["only_signed"], |it| list(it, text)).unwrap_or_default(),
        token: option(&data["token"], |it| TokenHeader {
            header: text(&it["header"]),
            from: option(&it["from"], |it| TokenSource {
                operation: text(&it["operation"]),
                credentials: list(&it["credentials"], text),
                field: list(&it["field"], text),
                expires_in: option(&it["expires_in"], |it| list(it, text)),
            }),
        }),
    }
}

fn algorithm(name: &str) -> Algorithm {
    match name {
        "HMAC_SHA256" => Algorithm::HMAC_SHA256,
        "HMAC_SHA512" => Algorithm::HMAC_SHA512,
        "SHA256" => Algorithm::SHA256,
        "SHA512" => Algorithm::SHA512,
        "JWT_HS256" => Algorithm::JWT_HS256,
        "JWT_HS512" => Algorithm::JWT_HS512,
        other => panic!("{other}"),
    }
}

fn encoding(data: &Value) -> BinaryEncoding {
    match text(data) {
        "Base64" => BinaryEncoding::Base64,
        "Base64Url" => BinaryEncoding::Base64Url,
        "Hex" => BinaryEncoding::Hex,
        other => panic!("{other}"),
    }
}

fn part(data: &Value) -> SignedPart {
    match (data.as_str().or(data[0].as_str()).expect("a part"), &data[1]) {
        ("Method", _) => SignedPart::Method,
        ("Path", _) => SignedPart::Path,
        ("Query", _) => SignedPart::Query,
        ("Body", _) => SignedPart::Body,
        ("Parameters", _) => SignedPart::Parameters,
        ("EpochSeconds", _) => SignedPart::EpochSeconds,
        ("EpochMilliseconds", _) => SignedPart::EpochMilliseconds,
        ("Nonce", _) => SignedPart::Nonce,
        ("Key", _) => SignedPart::Key,
        ("Signature", _) => SignedPart::Signature,
        ("Text", it) => SignedPart::Text(text(it)),
        ("Header", it) => SignedPart::Header(text(it)),
        ("Field", it) => SignedPart::Field(text(it)),
        ("Time", it) => SignedPart::Time(shape(it)),
        ("Hash", it) => SignedPart::Hash(
            match text(it) {
                "Body" => Hashed::Body,
                "Query" => Hashed::Query,
                "Parameters" => Hashed::Parameters,
                other => panic!("{other}"),
            },
            match text(&data[2]) {
                "Sha256" => HashFunction::Sha256,
                "Sha512" => HashFunction::Sha512,
                other => panic!("{other}"),
            },
            encoding(&data[3]),
        ),
        (other, _) => panic!("{other}"),
    }
}
