//! The forms and lengths of values, and the signs of shapes, from data, and charsets.

use super::data::{list, number, option, text};
use client::runtime::{Charset, Length, Limits, Part, Shape, ShapeSign};
use serde_json::Value;

pub fn shape(data: &Value) -> Shape {
    Shape(list(data, |part| {
        let name = part.as_str().or(part[0].as_str()).expect("a part");
        match name {
            "Year4" => Part::Year4,
            "Year2" => Part::Year2,
            "Month" => Part::Month,
            "Day" => Part::Day,
            "Hour" => Part::Hour,
            "Minute" => Part::Minute,
            "Second" => Part::Second,
            "Millisecond" => Part::Millisecond,
            "AnyDigits" => Part::AnyDigits,
            "Uuid" => Part::Uuid,
            "EpochSeconds" => Part::EpochSeconds,
            "EpochMilliseconds" => Part::EpochMilliseconds,
            "Header" => Part::Header(text(&part[1]), number(&part[2])),
            "Counter" => Part::Counter(number(&part[1])),
            "Decimal" => Part::Decimal,
            "Offset" => Part::Offset,
            "Hex" => Part::Hex(number(&part[1])),
            "Digits" => Part::Digits(number(&part[1])),
            "Base64" => Part::Base64(number(&part[1])),
            "Literal" => Part::Literal(text(&part[1])),
            other => panic!("{other}"),
        }
    }))
}

/// EUC-KR.
pub const EUC_KR: Charset = Charset {
    name: "EUC-KR",
    decode: |bytes| {
        let text =
            encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes);
        text.map(std::borrow::Cow::into_owned)
    },
    encode: |text| {
        let (bytes, _, is_lossy) = encoding_rs::EUC_KR.encode(text);
        (!is_lossy).then(|| bytes.into_owned())
    },
};

/// `["Value", "kind", "\"card\""]` and `["Names", ["fee"]]`
pub fn sign(data: &Value) -> ShapeSign {
    match text(&data[0]) {
        "Value" => ShapeSign::Value(text(&data[1]), text(&data[2])),
        _ => ShapeSign::Names(list(&data[1], text)),
    }
}

pub fn range<T: Copy + std::str::FromStr>(data: &Value) -> Limits<T> {
    Limits::of(option(&data["min"], number), option(&data["max"], number))
}

pub fn length(data: &Value) -> Length {
    let limits = range(data);
    match data["charset"].as_str() {
        None => limits,
        Some("EUC-KR") => limits.bytes_of("EUC-KR", |text| {
            Length::encoded(encoding_rs::EUC_KR.encode(text))
        }),
        Some(_) => limits.bytes_of("UTF-8", |text| Some(text.len())),
    }
}
