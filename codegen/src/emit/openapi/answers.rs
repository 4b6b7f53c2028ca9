//! What an operation answers: a response for each documented status.

use std::collections::BTreeMap;

use super::node::{Node, Object};
use super::{extension, headers, request, schema, shapes};
use crate::emit::doc::{self, Doc};
use crate::emit::doc_text;
use crate::ir::{
    AnswerObject, Api, Charset, CodeType, Encrypted, Envelope, Ident, Known, Operation,
    OwnEnvelope, Reading, Response, ResponseBody, ResponseCode, ResponseField,
    SecondCode, TestCase,
};

/// The responses by status, and what any other answer looks like.
pub(super) fn responses(api: &Api, operation: &Operation) -> Object {
    let mut by_status: BTreeMap<u16, (Vec<&ResponseCode>, Vec<&TestCase>)> =
        BTreeMap::new();
    if let Some(http) = api.envelope_of(operation).and_then(|it| it.success_http.first())
    {
        by_status.entry(*http).or_default();
    }
    for code in &operation.codes {
        by_status.entry(code.http).or_default().0.push(code);
    }
    for case in &operation.test_cases {
        by_status.entry(case.http).or_default().1.push(case);
    }
    let documented = by_status.iter().map(|(status, (codes, cases))| {
        let response = of_status(api, operation, *status, codes, cases);
        (status.to_string(), Node::from(response))
    });
    let other = ("default".to_owned(), Node::from(other(api, operation)));
    documented.chain([other]).collect()
}

fn is_success(api: &Api, operation: &Operation, status: u16) -> bool {
    match api.envelope_of(operation) {
        Some(envelope) => envelope.success_http.contains(&status),
        None => (200..300).contains(&status) || operation.codes.is_empty(),
    }
}

fn of_status(
    api: &Api,
    operation: &Operation,
    status: u16,
    codes: &[&ResponseCode],
    cases: &[&TestCase],
) -> Object {
    let succeeds = is_success(api, operation, status);
    let schema = body(api, operation, succeeds);
    let rows = codes.iter().map(|row| {
        let summary = if row.message.is_empty() { &row.code } else { &row.message };
        (row.variant.to_string(), example(api, operation, row, summary))
    });
    let cases = cases.iter().enumerate().filter_map(|(at, case)| {
        let mut rows = operation.codes.iter();
        let row = rows.find(|row| Some(&row.code) == case.code.as_ref())?;
        Some((format!("case-{}", at + 1), example(api, operation, row, &case.text)))
    });
    let examples: Object = rows.chain(cases).collect();
    let media = Object::new().with("schema", schema);
    // Of an encrypted answer the examples would be what is not on the wire.
    let media = match encrypted(operation) {
        Encrypted::Yes => media.object("x-plain-examples", examples),
        Encrypted::No | Encrypted::Unknown => media.object("examples", examples),
    };
    Object::new()
        .with("description", summary(codes))
        .object("headers", headers::of_answers(api, operation))
        .with("content", content(operation, succeeds, &media))
        .list("x-results", codes.iter().map(|row| result(row)))
}

/// The same for each media type that it may have.
fn content(operation: &Operation, succeeds: bool, media: &Object) -> Object {
    let listed = operation.response.as_ref().map(|it| &it.media_types);
    match listed.filter(|it| succeeds && !it.is_empty()) {
        Some(listed) => listed.iter().fold(Object::new(), |content, media_type| {
            content.with(media_type.clone(), media.clone())
        }),
        None => Object::new().with(media_type(operation, succeeds), media.clone()),
    }
}

/// An answer that no row describes.
fn other(api: &Api, operation: &Operation) -> Object {
    let schema = body(api, operation, false);
    let media = Object::new().with("schema", schema);
    Object::new()
        .with("description", "An answer that is not documented.")
        .with("content", Object::new().with(media_type(operation, false), media))
}

/// Names with values are so in failures too; what has no place for a code is JSON there.
fn media_type(operation: &Operation, succeeds: bool) -> &'static str {
    match operation.response.as_ref().map(|it| it.body) {
        Some(ResponseBody::Form) => "application/x-www-form-urlencoded",
        Some(ResponseBody::Lines) => "text/plain",
        Some(ResponseBody::Text) if succeeds => "text/plain",
        Some(ResponseBody::Bytes) if succeeds => "application/octet-stream",
        _ => "application/json",
    }
}

fn summary(codes: &[&ResponseCode]) -> String {
    let lines = codes.iter().map(|row| {
        let about = row.about.as_deref().map(doc::prose).unwrap_or_default();
        let described = row.description.as_deref().map(doc::text).unwrap_or_default();
        let texts = [doc::text(&row.message), about, described];
        let texts: Vec<_> = texts.into_iter().filter(|it| !it.is_empty()).collect();
        format!("- {}: {}", doc::code(&row.code), texts.join(" "))
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() { "Success.".to_owned() } else { lines.join("\n") }
}

fn result(row: &ResponseCode) -> Object {
    Object::new()
        .with("code", &row.code)
        .text("message", &row.message)
        .maybe("description", row.description.as_ref())
        .maybe("about", row.about.as_ref())
        .with("remedy", row.remedy.as_str())
        .with("variant", &row.variant)
        .maybe("confirm", row.confirm.as_ref())
        .maybe("source", row.cite.as_ref().map(extension::source))
}

fn encrypted(operation: &Operation) -> Encrypted {
    operation.response.as_ref().map_or(Encrypted::No, |it| it.encrypted)
}

/// The schema of an answer's body: of a success its fields, of all else the result alone.
fn body(api: &Api, operation: &Operation, succeeds: bool) -> Object {
    let response = operation.response.as_ref().filter(|_| succeeds);
    let schema = match (response, envelope_of(api, operation)) {
        (Some(response), _) => schema::reference(response.name.as_str()),
        (None, Some(envelope)) => envelope,
        (None, None) => Object::new().with("type", "object"),
    };
    request::encrypted(api.encryption.as_ref(), encrypted(operation), schema)
}

/// The component of the result that answers carry. No type of a client has this name, which is
/// one of its runtime.
pub(super) const ENVELOPE: &str = "Envelope";

/// The schema of the result that answers of an operation carry, if they carry one.
fn envelope_of(api: &Api, operation: &Operation) -> Option<Object> {
    match &operation.envelope {
        OwnEnvelope::Shared => {
            api.envelope.as_ref().map(|_| schema::reference(ENVELOPE))
        }
        OwnEnvelope::None => None,
        OwnEnvelope::Other(own) => Some(envelope(own)),
    }
}

/// The schema of the result that answers carry.
pub(super) fn envelope(envelope: &Envelope) -> Object {
    let code = match envelope.code_type {
        CodeType::Text => schema::of_shape(envelope.code_shape.as_ref()),
        CodeType::Integer => Object::new().with("type", "integer"),
        CodeType::Boolean => Object::new().with("type", "boolean"),
    };
    let result = Object::new().with(envelope.code.clone(), code);
    let text = Object::new().with("type", "string");
    let result = match &envelope.message {
        Some(message) => result.with(message.clone(), text),
        None => result,
    };
    let result = result.all(second_code(envelope));
    let result = Object::new()
        .with("type", "object")
        .list("required", required(envelope, &envelope.code))
        .with("properties", result);
    envelope.object.iter().rev().fold(result, |inner, name| {
        Object::new()
            .with("type", "object")
            .list("required", required(envelope, name))
            .with("properties", Object::new().with(name.clone(), inner))
    })
}

/// The fields of the second code beside the first one.
fn second_code(envelope: &Envelope) -> Object {
    let Some(second) = envelope.second.as_ref().filter(|it| it.rows.is_none()) else {
        return Object::new();
    };
    let fields = Object::new()
        .with(second.code.clone(), schema::reference(second.codes.as_str()));
    let fields = match &second.message {
        Some(message) => {
            fields.with(message.clone(), Object::new().with("type", "string"))
        }
        None => fields,
    };
    second.object.iter().rev().fold(fields, |inner, name| {
        let object = Object::new().with("type", "object").with("properties", inner);
        Object::new().with(name.clone(), object)
    })
}

/// What is required on the way to a code, if every answer has one.
fn required<'a>(envelope: &Envelope, name: &'a String) -> Option<&'a String> {
    (!envelope.success_code.is_empty()).then_some(name)
}

/// The schema of a successful answer.
pub(super) fn response(api: &Api, operation: &Operation, response: &Response) -> Object {
    if response.body == ResponseBody::Bytes {
        // A file, as binary content is described: by no type.
        return Object::new().with("x-source", extension::source(&response.citation));
    }
    let is_alone = matches!(response.body, ResponseBody::List | ResponseBody::Text);
    if let (true, Some(list)) = (is_alone, response.fields.first()) {
        return schema::of_answer(list)
            .text("description", doc_text::summary(&list.words))
            .with("x-source", extension::source(&response.citation));
    }
    let result = envelope_of(api, operation);
    object(&response.fields, response.known)
        .list("allOf", result)
        .maybe("x-charset", charset(response))
        .maybe("x-confirm", response.confirm.as_ref())
        .with("x-source", extension::source(&response.citation))
}

/// The schema of what a callback has in its body.
pub(super) fn received(received: &Response) -> Object {
    object(&received.fields, received.known)
        .with("x-source", extension::source(&received.citation))
}

/// The charset, if it is not that of all others.
fn charset(response: &Response) -> Option<&'static str> {
    (response.charset != Charset::Utf8).then(|| response.charset.as_str())
}

/// The schema of an object in an answer. Vendors add fields: others are allowed.
fn object(fields: &[ResponseField], known: Known) -> Object {
    let properties = fields.iter().map(|field| {
        let doc = Doc::new(doc_text::summary(&field.words)).details(&field.words);
        let doc = doc.condition(field.condition.as_deref());
        let schema = schema::of_answer(field)
            .text("description", doc.into_text())
            .with("x-need", field.need.as_str())
            .with("x-redact", field.redact.as_str())
            .maybe("x-source", field.cite.as_ref().map(extension::source));
        (field.wire.clone(), Node::from(schema))
    });
    let schema =
        Object::new().with("type", "object").object("properties", properties.collect());
    if known == Known::Whole { schema } else { schema.with("x-known", known.as_str()) }
}

/// The schema of an object within answers.
pub(super) fn nested(nested: &AnswerObject) -> Object {
    let doc = Doc::new(doc_text::summary(&nested.words)).details(&nested.words);
    let object = if let Some(signs) = &nested.shapes {
        let names = nested.fields.iter().zip(signs).filter_map(|(field, sign)| {
            let Reading::Object(name) = &field.reading else { return None };
            Some((name, sign))
        });
        shapes::one_of(&names.collect::<Vec<_>>())
    } else {
        let object = object(&nested.fields, nested.known);
        shapes::tagged(object, nested.tag.as_ref())
    };
    object
        .text("description", doc.unnamed(&nested.unnamed).into_text())
        .list("x-sources", nested.uses.iter().map(extension::source))
}

/// An answer with the code of a row.
fn example(api: &Api, operation: &Operation, row: &ResponseCode, summary: &str) -> Node {
    let envelope = api.envelope_of(operation);
    let has_success_code =
        envelope.is_none_or(|it| row.is_status || it.success_code.contains(&row.code));
    let succeeds = is_success(api, operation, row.http) && has_success_code;
    let mut value = match &operation.response {
        Some(response) if succeeds => values(api, &response.fields),
        _ => Object::new(),
    };
    if let Some(envelope) = envelope.filter(|_| !row.is_status) {
        let code = match envelope.code_type {
            CodeType::Text => Node::from(&row.code),
            CodeType::Integer | CodeType::Boolean => Node::Raw(row.code.clone()),
        };
        let mut result = Object::new().with(envelope.code.clone(), code);
        if let Some(message) = &envelope.message {
            result = result.with(message.clone(), &row.message);
        }
        if succeeds && let Some(second) = &envelope.second {
            result = result.all(done(api, second, &mut value));
        }
        value = within(value, &envelope.object, result);
    }
    Object::new().with("summary", summary).with("value", value).into()
}

/// The fields that say that a request was done by its second code, which the rows of `value` get.
fn done(api: &Api, second: &SecondCode, value: &mut Object) -> Object {
    let Some(code) = second.success_code.first() else { return Object::new() };
    let table = api.code_tables.iter().find(|it| it.name == second.codes);
    let row = table.and_then(|it| it.codes.iter().find(|it| it.code == *code));
    let fields = Object::new().with(second.code.clone(), code);
    let fields = match (&second.message, row) {
        (Some(message), Some(row)) => fields.with(message.clone(), &row.name),
        _ => fields,
    };
    let Some(list) = &second.rows else {
        let around = second.object.iter().rev();
        return around
            .fold(fields, |inner, name| Object::new().with(name.clone(), inner));
    };
    value.set_in_rows(list, &fields);
    Object::new()
}

/// An object with a result, which the objects of these names in it hold.
fn within(mut value: Object, objects: &[String], result: Object) -> Object {
    match objects {
        [] => value.all(result),
        [first, rest @ ..] => {
            let inner = within(value.inner(first), rest, result);
            value.set(first, inner);
            value
        }
    }
}

/// The invented values of an object, or of its first shape.
fn of_nested(api: &Api, nested: &AnswerObject) -> Node {
    let fields = values(api, &nested.fields);
    if nested.shapes.is_some() {
        return fields.first().unwrap_or_else(|| Object::new().into());
    }
    let tag = nested.tag.as_ref();
    let tag = tag.map(|it| (it.field.clone(), Node::Raw(it.json.clone())));
    tag.into_iter().collect::<Object>().all(fields).into()
}

/// The invented values of an answer's fields.
fn values(api: &Api, fields: &[ResponseField]) -> Object {
    let value = |field: &ResponseField| {
        let of_object = |name: &Ident| {
            let own = api.operations.iter().flat_map(|it| &it.answers);
            let nested = own.chain(&api.field_answers).find(|it| it.name == *name);
            nested.map(|it| of_nested(api, it))
        };
        let one = || {
            let example = field.example.as_deref()?;
            Some(schema::example(field.kind.as_ref(), example))
        };
        let node = match &field.reading {
            Reading::Object(name) => of_object(name)?,
            Reading::Objects(name) => Node::List(vec![of_object(name)?]),
            Reading::Texts if field.rows.is_some() => {
                Node::List(vec![Node::List(vec![one()?])])
            }
            Reading::Texts => Node::List(vec![one()?]),
            _ => one()?,
        };
        Some((field.wire.clone(), node))
    };
    fields.iter().filter_map(value).collect()
}
