//! The description of a vendor in words.

use client::runtime::description::*;
use serde_json::{Value, json};

/// All that the mock server goes by, in words: the same for the same vendor, wherever it is from.
pub fn told(vendor: &Vendor) -> Value {
    let settings = vendor.settings.iter().map(|it| {
        let codes = it.codes.map(|codes| codes()).unwrap_or_default();
        let offsets: Vec<_> =
            codes.iter().map(|row| it.offset.and_then(|of| of(row.0))).collect();
        format!("{} {} {codes:?} {offsets:?}", it.name, it.header)
    });
    let operations = vendor.operations.iter().map(|it| {
        let answers: Vec<_> = it.answer.iter().map(answer_told).collect();
        let parameters: Vec<_> = it.parameters.iter().map(parameter_told).collect();
        json!([
            plain(&it.spec),
            parameters,
            answers,
            plain(&(it.results)()),
            plain(&(it.second_codes)()),
            plain(&it.cases),
        ])
    });
    json!([
        vendor.id,
        plain(vendor.protocol),
        settings.collect::<Vec<_>>(),
        operations.collect::<Vec<_>>(),
    ])
}

/// Without the places in the documentation.
fn plain(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    let mut pieces = text.split("source: Source {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('}').expect("its end").1)
}

fn parameter_told(it: &Parameter) -> Value {
    let Parameter { name, flag, place, made, nullable, need, condition, kind, style, redact, example, cite: _, about: _ } = it;
    json!([
        format!("{name} {flag} {place:?} {made:?} {nullable} {need:?} {condition:?} {style:?} {redact:?} {example:?}"),
        kind_told(kind),
    ])
}

fn kind_told(kind: &ValueKind) -> Value {
    match kind {
        ValueKind::Code(rule, codes) | ValueKind::NumberCode(rule, codes) => json!([plain(rule), plain(&codes())]),
        ValueKind::Object(known, _, fields) => {
            let fields: Vec<_> = fields.iter().map(parameter_told).collect();
            json!([plain(known), fields])
        }
        ValueKind::OneOf(shapes) => shapes.iter().map(|(sign, kind)| json!([plain(sign), kind_told(kind)])).collect(),
        ValueKind::List(rule, kind) | ValueKind::Map(rule, kind) => json!([plain(rule), kind_told(kind)]),
        other => plain(other).into(),
    }
}

fn answer_told(it: &ResponseField) -> Value {
    json!([it.name, plain(&it.redact), response_told(&it.kind)])
}

fn response_told(kind: &ResponseKind) -> Value {
    match kind {
        ResponseKind::Code(codes) | ResponseKind::NumberCode(codes) => plain(&codes()).into(),
        ResponseKind::Object(fields) => fields.iter().map(answer_told).collect(),
        ResponseKind::OneOf(shapes) => {
            let fields = |it: &[ResponseField]| it.iter().map(answer_told).collect::<Value>();
            shapes.iter().map(|(sign, it)| json!([plain(sign), fields(it)])).collect()
        }
        ResponseKind::Map(kind) => json!(["map", response_told(kind)]),
        ResponseKind::List(kind) => json!(["list", response_told(kind)]),
        other => plain(other).into(),
    }
}
