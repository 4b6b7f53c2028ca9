//! The headers of requests and answers: each stands once among the components, under the name of
//! its set, and operations refer to it.

use super::node::{Node, Object};
use super::schema;
use crate::emit::doc::Doc;
use crate::emit::doc_text;
use crate::ir::{Api, Header, HeaderOrigin, HeaderSet, Ident, Need, Operation, Redact};

/// The headers that an operation is sent.
pub(super) fn sent<'a>(
    api: &'a Api,
    operation: &Operation,
) -> impl Iterator<Item = &'a Header> {
    let set = api.header_set(operation.request_headers.as_ref());
    set.into_iter().flat_map(|set| &set.headers).filter(|it| !it.only_signed)
}

/// Whether a header is a secret or a signature, which OpenAPI calls a security scheme.
pub(super) fn is_credential(header: &Header) -> bool {
    let is_secret = header.redact == Redact::Hidden;
    let is_secret = header.origin.is_configured() && is_secret;
    !header.only_signed && (header.origin == HeaderOrigin::Signing || is_secret)
}

/// References to the headers of an operation's requests.
pub(super) fn parameters<'a>(
    api: &'a Api,
    operation: &Operation,
) -> impl Iterator<Item = Object> + 'a {
    let set = api.header_set(operation.request_headers.as_ref()).into_iter();
    set.flat_map(|set| of_set(set).map(move |it| reference("parameters", set, it)))
}

/// References to the headers of an operation's answers, by name.
pub(super) fn of_answers(api: &Api, operation: &Operation) -> Object {
    let set = api.header_set(operation.response_headers.as_ref()).into_iter();
    let headers = set.flat_map(|set| set.headers.iter().map(move |it| (set, it)));
    headers
        .map(|(set, it)| (it.wire.clone(), reference("headers", set, it).into()))
        .collect()
}

/// The parameters and headers that operations refer to.
pub(super) fn components(api: &Api, operations: &[&Operation]) -> [Object; 2] {
    let used = |set: &HeaderSet, of: fn(&Operation) -> Option<&Ident>| {
        operations.iter().any(|it| of(it) == Some(&set.name))
    };
    let sets = || api.header_sets.iter();
    let sent = sets().filter(|it| used(it, |it| it.request_headers.as_ref()));
    let received = sets().filter(|it| used(it, |it| it.response_headers.as_ref()));
    [
        sent.flat_map(|set| {
            of_set(set).map(|it| (component(set, it), parameter(api, it).into()))
        })
        .collect(),
        received
            .flat_map(|set| {
                let all = set.headers.iter();
                all.map(|it| (component(set, it), answered(api, it).into()))
            })
            .collect(),
    ]
}

/// The headers that are parameters.
fn of_set(set: &HeaderSet) -> impl Iterator<Item = &Header> {
    set.headers.iter().filter(|it| !it.only_signed && !is_credential(it))
}

/// The name of a component, which has fewer characters than names of headers may have.
fn component(set: &HeaderSet, header: &Header) -> String {
    let is_known = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let name = header.wire.replace(|c| !is_known(c), "_");
    format!("{}.{name}", set.id)
}

fn reference(kind: &str, set: &HeaderSet, header: &Header) -> Object {
    let name = component(set, header);
    Object::new().with("$ref", format!("#/components/{kind}/{name}"))
}

fn parameter(api: &Api, header: &Header) -> Object {
    let doc = Doc::new(doc_text::summary(&header.words)).details(&header.words);
    let doc = doc.condition(header.condition.as_deref());
    Object::new()
        .with("name", header.sent())
        .with("in", "header")
        .with("required", header.need == Need::Required)
        .text("description", doc.into_text())
        .with("schema", schema::of_type(api, &[], &header.ty))
        .with("x-origin", header.origin.as_str())
}

fn answered(api: &Api, header: &Header) -> Object {
    let echo = header.echo.as_ref();
    let echo = echo.map(|it| Node::List(it.of.iter().map(Node::from).collect()));
    Object::new()
        .text("description", doc_text::summary(&header.words))
        .with("required", header.need == Need::Required)
        .with("schema", schema::of_type(api, &[], &header.ty))
        .maybe("x-echo", echo)
}
