//! What an operation is sent: parameters, headers and body, as they are on the wire.

use super::extension;
use super::headers::{self, is_credential};
use super::node::{Node, Object};
use super::{schema, shapes};
use crate::emit::doc::Doc;
use crate::emit::doc_text;
use crate::ir::Object as Nested;
use crate::ir::{
    Api, Encrypted, Encryption, Field, FieldOrigin, HeaderOrigin, Known, KnownScheme,
    ListStyle, Location, Need, Operation, Scheme, TypeRef, ValueKind, ValueType,
};

/// The parameters in path and query, and references to the headers.
pub(super) fn parameters(api: &Api, operation: &Operation) -> Vec<Object> {
    let fields = operation.fields.iter().filter_map(|field| {
        let place = match field.place {
            // Headers are those of their set.
            Location::Body | Location::Header => return None,
            Location::Path => "path",
            Location::Query => "query",
        };
        Some(parameter(api, operation, field, place))
    });
    fields.chain(headers::parameters(api, operation)).collect()
}

fn parameter(api: &Api, operation: &Operation, field: &Field, place: &str) -> Object {
    let is_required = field.need == Need::Required || place == "path";
    let schema = schema::of_field(api, &operation.types, field);
    Object::new()
        .with("name", &field.wire)
        .with("in", place)
        .with("required", is_required)
        .text("description", description(field))
        .all(style(field).unwrap_or_default())
        .with("schema", schema)
        .maybe("example", example(api, &operation.types, field))
        .all(extension::field(field))
}

const JSON: &str = "application/json";

/// How a list or an object is written in a query or a form. OpenAPI knows of an object in brackets
/// alone, and nothing of the rest: `x-style` has the word of the spec.
fn style(field: &Field) -> Option<Object> {
    let style = field.style;
    let name = match (&field.list, style) {
        (None, _) if !field.is_written() => return None,
        (None, ListStyle::Brackets) => "deepObject",
        _ => "form",
    };
    let is_apart = matches!(style, ListStyle::Repeated | ListStyle::Brackets);
    let known = Object::new().with("style", name).with("explode", is_apart);
    Some(known.with("x-style", style.as_str()))
}

/// The credentials that a request has, as the names of security schemes.
pub(super) fn security(api: &Api, operation: &Operation) -> Node {
    let sent = || headers::sent(api, operation);
    let names = sent().filter(|header| is_credential(header));
    let all: Object =
        names.map(|header| (header.wire.clone(), Node::List(Vec::new()))).collect();
    let is_empty = sent().all(|header| !is_credential(header));
    Node::List(if is_empty { Vec::new() } else { vec![all.into()] })
}

/// The security schemes of the vendor.
pub(super) fn schemes(api: &Api) -> Object {
    let mut schemes = Object::new();
    let sets = api.header_sets.iter().filter(|set| {
        let mut operations = api.operations.iter();
        operations.any(|it| it.request_headers.as_ref() == Some(&set.name))
    });
    for header in sets.flat_map(|set| &set.headers).filter(|it| is_credential(it)) {
        let key = || {
            let key = Object::new().with("type", "apiKey").with("in", "header");
            key.with("name", &header.wire)
        };
        let scheme = match &header.scheme {
            Some(Scheme::Known(known)) => Object::new().with("type", "http").with(
                "scheme",
                if *known == KnownScheme::Bearer { "bearer" } else { "basic" },
            ),
            // OpenAPI wants registered names for schemes of HTTP.
            Some(Scheme::Text(text)) => key().with("x-written", text),
            None => key(),
        };
        let token = api.token.as_ref().filter(|_| header.origin == HeaderOrigin::Token);
        let scheme = scheme
            .text("description", doc_text::summary(&header.words))
            .maybe("x-token", token.map(extension::token));
        schemes.set(&header.wire, scheme);
    }
    schemes
}

/// The body of a request, if it has one.
pub(super) fn body(api: &Api, operation: &Operation) -> Option<Object> {
    let media = operation.encoding().media_type()?;
    let plain = schema::reference(operation.name.as_str());
    let schema = encrypted(api.encryption.as_ref(), operation.encrypted, plain);
    let fields = operation.fields.iter().filter(|it| it.place == Location::Body);
    let encodings = fields
        .filter(|_| media != JSON)
        .filter_map(|it| Some((it.wire.clone(), Node::from(encoding(api, it)?))));
    let content =
        Object::new().with("schema", schema).object("encoding", encodings.collect());
    let content = Object::new().with(media, content);
    Some(Object::new().with("required", true).with("content", content))
}

/// How a list or a file is written in a form.
fn encoding(api: &Api, field: &Field) -> Option<Object> {
    match api.upload(field.ty.name()) {
        Some(upload) if upload.media_types.is_empty() => None,
        Some(upload) => {
            Some(Object::new().with("contentType", upload.media_types.join(", ")))
        }
        None => style(field),
    }
}

/// The schema of a request's body before it is encrypted.
pub(super) fn plain(api: &Api, operation: &Operation) -> Object {
    let fields: Vec<_> =
        operation.fields.iter().filter(|it| it.place == Location::Body).collect();
    let types = &operation.types;
    object(api, types, &fields, operation.known)
        .list("examples", [examples(api, operation, |_| true)])
        .with("x-source", extension::source(&operation.citation))
}

/// The examples of what a caller gives the body of a request.
pub(super) fn given(api: &Api, operation: &Operation) -> Object {
    examples(api, operation, |field| field.origin == FieldOrigin::Caller)
}

/// The examples of those fields of a body.
fn examples(
    api: &Api,
    operation: &Operation,
    is_told: impl Fn(&Field) -> bool,
) -> Object {
    let fields = operation.fields.iter().filter(|it| it.place == Location::Body);
    let told = fields.filter(|field| is_told(field)).filter_map(|field| {
        Some((field.wire.clone(), example(api, &operation.types, field)?))
    });
    told.collect()
}

/// A body as it is on the wire: encrypted, plain, or either where that is not known.
pub(super) fn encrypted(
    encryption: Option<&Encryption>,
    is_encrypted: Encrypted,
    plain: Object,
) -> Object {
    let Some(encryption) = encryption else { return plain };
    let sealed = |plain: Object| {
        let text = Object::new()
            .with("type", "string")
            .with("description", "The body, encrypted as JWE in its compact form.")
            .with("contentMediaType", "application/json")
            .with("contentSchema", plain);
        Object::new()
            .with("type", "object")
            .list("required", [&encryption.field])
            .with("properties", Object::new().with(encryption.field.clone(), text))
    };
    match is_encrypted {
        Encrypted::No => plain,
        Encrypted::Yes => sealed(plain),
        Encrypted::Unknown => {
            Object::new().list("anyOf", [plain.clone(), sealed(plain)])
        }
    }
}

/// The schema of an object in a request. Where all of its fields are known, nothing else is sent.
fn object(api: &Api, types: &[ValueType], fields: &[&Field], known: Known) -> Object {
    let properties = fields.iter().map(|field| {
        let schema = schema::of_field(api, types, field)
            .text("description", description(field))
            .all(extension::field(field));
        (field.wire.clone(), Node::from(schema))
    });
    let required = fields.iter().filter(|field| field.need == Need::Required);
    let schema = Object::new()
        .with("type", "object")
        .list("required", required.map(|field| &field.wire))
        .object("properties", properties.collect());
    match known {
        Known::Whole => schema.with("additionalProperties", false),
        known => schema.with("x-known", known.as_str()),
    }
}

/// The schema of an object within requests.
pub(super) fn nested(api: &Api, types: &[ValueType], nested: &Nested) -> Object {
    let fields: Vec<_> = nested.fields.iter().collect();
    let doc = Doc::new(doc_text::summary(&nested.words)).details(&nested.words);
    let object = if let Some(signs) = &nested.shapes {
        let names = nested.fields.iter().map(|it| it.ty.name());
        shapes::one_of(&names.zip(signs).collect::<Vec<_>>())
    } else {
        let object = object(api, types, &fields, nested.known);
        shapes::tagged(object, nested.tag.as_ref())
    };
    object
        .text("description", doc.unnamed(&nested.unnamed).into_text())
        .list("x-sources", nested.uses.iter().map(extension::source))
}

fn description(field: &Field) -> String {
    let doc = Doc::new(doc_text::summary(&field.words)).details(&field.words);
    doc.condition(field.condition.as_deref()).into_text()
}

/// The invented value of a field; for an object, those of its fields.
fn example(api: &Api, types: &[ValueType], field: &Field) -> Option<Node> {
    if let Some(constant) = &field.constant {
        return Some(Node::Raw(constant.json.clone()));
    }
    let one = match &field.ty {
        TypeRef::Object(name) => {
            let own = api.operations.iter().flat_map(|it| &it.objects);
            let nested = own.chain(&api.field_objects).find(|it| it.name == *name)?;
            let types = api.operations.iter().flat_map(|it| &it.types);
            let types: Vec<_> = types.cloned().collect();
            if nested.shapes.is_some() {
                return nested.fields.first().and_then(|it| example(api, &types, it));
            }
            let fields = nested.fields.iter().filter_map(|inner| {
                Some((inner.wire.clone(), example(api, &types, inner)?))
            });
            let tag = nested
                .tag
                .as_ref()
                .map(|it| (it.field.clone(), Node::Raw(it.json.clone())));
            tag.into_iter().chain(fields).collect::<Object>().into()
        }
        TypeRef::Code(table) => schema::coded(api, table, field.example.as_deref()?),
        TypeRef::Value(name) => {
            let mut known = types.iter().chain(&api.field_types);
            let found = known.find(|value| value.name == *name);
            schema::example(kind(found), field.example.as_deref()?)
        }
    };
    Some(match &field.list {
        Some(list) if list.is_map => {
            [("name1".to_owned(), one)].into_iter().collect::<Object>().into()
        }
        Some(list) => {
            let row = Node::List(vec![one]);
            if list.rows.is_some() { Node::List(vec![row]) } else { row }
        }
        None => one,
    })
}

fn kind(value: Option<&ValueType>) -> Option<&ValueKind> {
    value.map(|value| &value.kind)
}
