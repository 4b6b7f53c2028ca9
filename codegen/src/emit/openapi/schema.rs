//! Schemas of values: what JSON Schema can say of a rule as its keywords, all else as `x-` keys.

use super::extension;
use super::node::{Node, Object};
use crate::checker::{Decimal, PartOf};
use crate::emit::doc_text;
use crate::ir::{
    Api, Code, CodeTable, Constraint, Field, Ident, Reading, ResponseField, Shape,
    TypeRef, Upload, ValueKind, ValueType, Wire,
};
use crate::raw::Limits;

/// The schema of a value.
pub(super) fn of_kind(kind: &ValueKind) -> Object {
    match kind {
        ValueKind::Text(constraint) | ValueKind::Date(constraint) => text(constraint),
        ValueKind::Secret(constraint) => text(constraint).with("format", "password"),
        ValueKind::Number(limits) => whole(limits),
        ValueKind::Decimal(limits) => decimal(limits),
        ValueKind::Flag(wire) => flag(*wire),
        ValueKind::File(upload) => file(upload),
    }
}

/// A file: the length of binary data is that in bytes.
fn file(upload: &Upload) -> Object {
    let only = match upload.media_types.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    Object::new()
        .with("type", "string")
        .with("format", "binary")
        .maybe("contentMediaType", only)
        .maybe("maxLength", upload.limits.max_bytes)
        .list("x-media-types", &upload.media_types)
}

/// The schema of a text of a shape.
pub(super) fn of_shape(shape: Option<&Shape>) -> Object {
    let pattern = shape.map(pattern);
    Object::new().with("type", "string").maybe("pattern", pattern)
}

fn text(constraint: &Constraint) -> Object {
    let Constraint {
        limits,
        shape,
        shape_enforced,
    } = constraint;
    let schema = length(Object::new().with("type", "string"), limits);
    let Some(shape) = shape else { return schema };
    let is_dated = *shape_enforced && shape.parts.contains(&PartOf::Day);
    schema
        .maybe("pattern", shape_enforced.then(|| pattern(shape)))
        .with("x-form", shape.to_string())
        .maybe("x-calendar", is_dated.then_some(true))
}

/// Lengths. JSON Schema counts characters; of a length in bytes it can say that there are at most
/// so many characters.
fn length(schema: Object, limits: &Limits) -> Object {
    let (least, most) =
        (limits.length.or(limits.min_length), limits.length.or(limits.max_length));
    match limits.length_unit {
        None => schema.maybe("minLength", least).maybe("maxLength", most),
        Some(unit) => schema.maybe("maxLength", most).object(
            "x-length",
            Object::new()
                .with("charset", unit.charset())
                .maybe("minBytes", least)
                .maybe("maxBytes", most),
        ),
    }
}

/// A whole number: its digits bound it too.
fn whole(limits: &Limits) -> Object {
    let most = limits.max_digits.map(|digits| "9".repeat(digits as usize));
    let least = most.as_ref().map(|most| Node::Raw(format!("-{most}")));
    let least = limits.min_value.map(|bound| Node::from(Decimal::from(bound))).or(least);
    let most = limits
        .max_value
        .map(|bound| Node::from(Decimal::from(bound)))
        .or_else(|| most.map(Node::Raw));
    Object::new()
        .with("type", "integer")
        .maybe("minimum", least)
        .maybe("maximum", most)
        .maybe("multipleOf", limits.multiple_of.map(Decimal::from))
        .maybe("x-max-digits", limits.max_digits)
}

/// A decimal number. Its decimals and its step are `x-` keys, since readers of `multipleOf`
/// calculate with binary fractions, by which 1.1 is no multiple of 0.01.
fn decimal(limits: &Limits) -> Object {
    Object::new()
        .with("type", "number")
        .maybe("minimum", limits.min_value.map(Decimal::from))
        .maybe("maximum", limits.max_value.map(Decimal::from))
        .maybe("x-decimals", limits.decimals)
        .maybe("x-multiple-of", limits.multiple_of.map(Decimal::from))
        .maybe("x-max-digits", limits.max_digits)
}

fn flag(wire: Wire) -> Object {
    match texts(wire) {
        None => Object::new().with("type", "boolean"),
        Some(texts) => Object::new().with("type", "string").list("enum", texts),
    }
}

/// The texts for true and false, where they are no booleans of JSON.
fn texts(wire: Wire) -> Option<[&'static str; 2]> {
    match wire {
        Wire::TrueFalse => None,
        Wire::YesNo => Some(["Y", "N"]),
        Wire::OneZero => Some(["1", "0"]),
    }
}

/// The regular expression of a shape, in what the dialects have in common.
fn pattern(shape: &Shape) -> String {
    let parts = shape.parts.iter().map(|part| match part {
        PartOf::Year4 => "[0-9]{4}".to_owned(),
        PartOf::Year2 => "[0-9]{2}".to_owned(),
        PartOf::Month => "(0[1-9]|1[0-2])".to_owned(),
        PartOf::Day => "(0[1-9]|[12][0-9]|3[01])".to_owned(),
        PartOf::Hour => "([01][0-9]|2[0-3])".to_owned(),
        PartOf::Minute | PartOf::Second => "[0-5][0-9]".to_owned(),
        PartOf::Millisecond => "[0-9]{3}".to_owned(),
        PartOf::Hex(count) => format!("[0-9A-Fa-f]{{{count}}}"),
        PartOf::Digits(count) => format!("[0-9]{{{count}}}"),
        PartOf::AnyDigits => "[0-9]+".to_owned(),
        PartOf::Uuid => {
            let groups = [8, 4, 4, 4, 12].map(|count| format!("[0-9A-Fa-f]{{{count}}}"));
            groups.join("-")
        }
        PartOf::EpochSeconds => "[0-9]{10}".to_owned(),
        PartOf::EpochMilliseconds => "[0-9]{13}".to_owned(),
        PartOf::Header(_, count) => format!("[!-~]{{{count}}}"),
        PartOf::Counter(count) => format!("[0-9A-Z]{{{count}}}"),
        PartOf::Decimal => "-?[0-9]+(\\.[0-9]+)?".to_owned(),
        PartOf::Offset => "(Z|[+-][01][0-9]:[0-5][0-9])".to_owned(),
        PartOf::Base64(bytes) => base64(*bytes),
        PartOf::Literal(text) => literal(text),
    });
    format!("^{}$", parts.collect::<String>())
}

fn base64(bytes: u32) -> String {
    let (whole, rest) = (bytes / 3, bytes % 3);
    let whole = if whole == 0 {
        String::new()
    } else {
        format!("([A-Za-z0-9+/]{{4}}){{{whole}}}")
    };
    let rest = match rest {
        0 => "",
        1 => "[A-Za-z0-9+/]{2}==",
        _ => "[A-Za-z0-9+/]{3}=",
    };
    whole + rest
}

fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\^$.|?*+()[]{}/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// The schema of a field in a request.
pub(super) fn of_field(api: &Api, types: &[ValueType], field: &Field) -> Object {
    let value = of_value(api, types, field);
    if !field.nullable {
        return value;
    }
    let null = Object::new().with("type", "null");
    Object::new().list("anyOf", [value, null])
}

/// The schema of its value that is not null.
fn of_value(api: &Api, types: &[ValueType], field: &Field) -> Object {
    if let Some(constant) = &field.constant {
        return Object::new().with("const", Node::Raw(constant.json.clone()));
    }
    let item = of_type(api, types, &field.ty);
    let item = match (&field.ty, &field.of_codes) {
        (TypeRef::Code(_), Some(kind)) => {
            Object::new().list("allOf", [item, of_kind(kind)])
        }
        _ => item,
    };
    match &field.list {
        Some(list) if list.is_map => map(item, &list.limits),
        Some(list) => {
            let row = array(item, &list.limits);
            match &list.rows {
                Some(rows) => array(row, &rows.limits),
                None => row,
            }
        }
        None => item,
    }
}

fn map(item: Object, limits: &Limits) -> Object {
    Object::new()
        .with("type", "object")
        .with("additionalProperties", item)
        .maybe("minProperties", limits.min_items)
        .maybe("maxProperties", limits.max_items)
}

fn array(item: Object, limits: &Limits) -> Object {
    Object::new()
        .with("type", "array")
        .with("items", item)
        .maybe("minItems", limits.min_items)
        .maybe("maxItems", limits.max_items)
}

/// The schema of a type, which components have where it is a table or an object.
pub(super) fn of_type(api: &Api, types: &[ValueType], ty: &TypeRef) -> Object {
    match ty {
        TypeRef::Value(name) => {
            let known = types.iter().chain(&api.field_types).chain(&api.header_types);
            let found = known.into_iter().find(|value| value.name == *name);
            found.map_or_else(Object::new, |value| of_kind(&value.kind))
        }
        TypeRef::Code(name) | TypeRef::Object(name) => reference(name.as_str()),
    }
}

/// The schema of a field in an answer. No constraint is enforced on answers: they are what the
/// page says of its values.
pub(super) fn of_answer(field: &ResponseField) -> Object {
    let of_kind = || field.kind.as_ref().map_or_else(Object::new, of_kind);
    match &field.reading {
        Reading::Text
        | Reading::Number
        | Reading::Decimal
        | Reading::Written
        | Reading::Flag => of_kind(),
        Reading::Code(name) | Reading::Object(name) => reference(name.as_str()),
        Reading::Texts | Reading::Numbers | Reading::Decimals => {
            let row = array(of_kind(), &field.items);
            match &field.rows {
                Some(rows) => array(row, rows),
                None => row,
            }
        }
        Reading::Map => map(of_kind(), &field.items),
        Reading::Codes(name) | Reading::Objects(name) => {
            array(reference(name.as_str()), &field.items)
        }
    }
}

/// The schema of a component.
pub(super) fn reference(name: &str) -> Object {
    Object::new().with("$ref", format!("#/components/schemas/{name}"))
}

/// A code on the wire.
fn of_code(is_number: bool, code: &str) -> Node {
    if is_number { Node::Raw(code.to_owned()) } else { code.into() }
}

/// The schema of a code table. Vendors add codes, and the client sends and reads those too.
pub(super) fn of_table(table: &CodeTable) -> Object {
    let code = |code: &Code| {
        Object::new()
            .with("const", of_code(table.numbers, &code.code))
            .text("title", &code.name)
            .maybe("description", code.about.as_ref())
            .maybe("x-utc-offset", code.utc_offset.map(|it| Node::Raw(it.to_string())))
    };
    let known = match table.codes.as_slice() {
        [only] => code(only),
        codes => {
            Object::new().with("title", "Listed").list("oneOf", codes.iter().map(code))
        }
    };
    let other = if table.numbers {
        Object::new().with("type", "integer")
    } else {
        text(&table.constraint)
    };
    let other = other.with("title", "Not listed");
    Object::new()
        .list("anyOf", [known, other])
        .text("description", doc_text::summary(&table.words))
        .with("x-source", extension::source(&table.citation))
        .list("x-decisions", table.decisions.iter().map(extension::decision))
}

/// A code of a table as a value of JSON.
pub(super) fn coded(api: &Api, table: &Ident, code: &str) -> Node {
    let is_number =
        api.code_tables.iter().find(|it| it.name == *table).is_some_and(|it| it.numbers);
    of_code(is_number, code)
}

/// An example as a value of JSON.
pub(super) fn example(kind: Option<&ValueKind>, example: &str) -> Node {
    match kind {
        Some(ValueKind::Number(_) | ValueKind::Decimal(_)) => {
            match example.parse::<Decimal>() {
                Ok(number) => number.into(),
                Err(_) => example.into(),
            }
        }
        Some(ValueKind::Flag(wire)) => {
            let is_true = example == "true";
            match texts(*wire) {
                None => is_true.into(),
                Some([yes, no]) => if is_true { yes } else { no }.into(),
            }
        }
        _ => example.into(),
    }
}
