//! The vendor's API as an OpenAPI 3.1 document: the wire as it is, with signatures and encrypted
//! bodies, and as `x-` keys what OpenAPI has no words for.

mod answers;
mod callbacks;
mod extension;
mod headers;
mod node;
mod request;
mod samples;
mod schema;
mod shapes;

use node::Object;

use super::doc::{self, Doc};
use super::doc_text;
use super::emitter::{Emitted, Emitter, once};
use crate::history::History;
use crate::ir::{Api, Operation, RequestBody, Subject, ValueKind};
use std::collections::HashMap;

pub(super) const EMITTER: Emitter = Emitter {
    name: "openapi/mod",
    paths: |_| once("openapi.json"),
    emit: |api, history, _| {
        Some(Emitted::Json {
            origin: "spec".to_owned(),
            text: document(api, history, None),
        })
    },
};

/// The document, of all operations or of those of a subject.
#[must_use]
pub fn document(api: &Api, history: &History, subject: Option<&Subject>) -> String {
    let is_told = |operation: &&Operation| {
        subject.is_none_or(|subject| operation.subject == subject.module)
    };
    let operations: Vec<_> = api.operations.iter().filter(is_told).collect();
    let paths = Paths::of(&operations);
    let items = paths.operations.iter();
    let path_items: Object = items
        .map(|(path, same)| ((*path).to_owned(), path_item(api, same).into()))
        .collect();
    let document = Object::new()
        .with("openapi", "3.1.0")
        .with("info", info(api, history))
        .list("servers", servers(api))
        .list("tags", tags(api, subject))
        .with("paths", path_items)
        .object("webhooks", callbacks::webhooks(api, subject))
        .with("components", components(api, &operations))
        .all(extension::api(api))
        .list("x-not-a-path", paths.unreachable.iter().map(|it| &it.id));
    document.document()
}

/// The schema of a value, as JSON.
#[must_use]
pub fn value(kind: &ValueKind) -> String {
    schema::of_kind(kind).document()
}

fn info(api: &Api, history: &History) -> Object {
    let license = Object::new()
        .with("name", "MIT OR Apache-2.0")
        .with("identifier", "MIT OR Apache-2.0");
    Object::new()
        .with("title", &api.name)
        .with("version", history.version.to_string())
        .with("description", doc::prose(&api.about))
        .with("license", license)
}

/// The environments of which a URL is known.
fn servers(api: &Api) -> Vec<Object> {
    let server = |environment: &crate::ir::Environment| {
        let about = environment.about.as_deref().map(doc::prose);
        Some(
            Object::new()
                .with("url", environment.base_url.as_ref()?)
                .with("description", about.unwrap_or_else(|| environment.id.clone())),
        )
    };
    api.environments.iter().filter_map(server).collect()
}

/// The URLs of an operation's host, if it is not the one of most.
fn own_servers(api: &Api, operation: &Operation) -> Vec<Object> {
    let hosts = api.environments.iter().flat_map(|environment| {
        environment.hosts.iter().map(move |host| (environment, host))
    });
    let own = hosts.filter(|(_, host)| Some(&host.id) == operation.host.as_ref());
    let server = |(environment, host): (&crate::ir::Environment, &crate::ir::Host)| {
        Object::new()
            .with("url", &host.base_url)
            .with("description", format!("{}, {}", environment.id, host.id))
    };
    own.map(server).collect()
}

fn tags(api: &Api, only: Option<&Subject>) -> Vec<Object> {
    let is_told = |subject: &&Subject| only.is_none_or(|it| it.id == subject.id);
    let tag = |subject: &Subject| {
        Object::new()
            .with("name", &subject.id)
            .with("description", doc::prose(&subject.about))
            .with("x-displayName", &subject.title)
    };
    api.subjects.iter().filter(is_told).map(tag).collect()
}

/// The operations by path, which is written as its first operation writes it.
///
/// OpenAPI has one operation for a method and a path: the first one, if there are several. The
/// others are unreachable.
#[derive(Default)]
struct Paths<'a> {
    operations: Vec<(&'a str, Vec<&'a Operation>)>,
    unreachable: Vec<&'a Operation>,
}

impl<'a> Paths<'a> {
    fn of(operations: &[&'a Operation]) -> Self {
        let mut paths = Self::default();
        let mut positions = HashMap::new();
        for operation in operations {
            let next = paths.operations.len();
            let position = *positions.entry(route(&operation.path)).or_insert(next);
            if position == next {
                paths.operations.push((&operation.path, Vec::new()));
            }
            match paths.operations.get_mut(position) {
                Some((_, same))
                    if same.iter().all(|it| it.method != operation.method) =>
                {
                    same.push(operation);
                }
                _ => paths.unreachable.push(operation),
            }
        }
        paths
    }
}

/// A path in which parameters have no names.
fn route(path: &str) -> String {
    let mut route = String::new();
    for (position, part) in path.split('{').enumerate() {
        let rest = part.split_once('}').map_or(part, |(_, rest)| rest);
        route.push_str(if position == 0 { part } else { rest });
        if position > 0 {
            route.push('\0');
        }
    }
    route
}

/// The operations of a path by method.
fn path_item(api: &Api, operations: &[&Operation]) -> Object {
    let by_method =
        |it: &&Operation| (it.method.as_str().to_lowercase(), operation(api, it).into());
    operations.iter().map(by_method).collect()
}

fn operation(api: &Api, operation: &Operation) -> Object {
    let doc = Doc::new(doc_text::summary(&operation.words)).details(&operation.words);
    let page = operation.urls.first().map(|url| {
        Object::new().with("url", url).with("description", "The vendor's page.")
    });
    let subjects = api.subjects.iter().filter(|it| it.module == operation.subject);
    Object::new()
        .with("operationId", &operation.id)
        .with("summary", &operation.title)
        .text("description", doc.unnamed(&operation.unnamed).into_text())
        .list("tags", subjects.map(|subject| &subject.id))
        .maybe("externalDocs", page)
        .list("servers", own_servers(api, operation))
        .list("parameters", request::parameters(api, operation))
        .maybe("requestBody", request::body(api, operation))
        .with("responses", answers::responses(api, operation))
        .with("security", request::security(api, operation))
        .all(extension::operation(operation))
        .list("x-codeSamples", samples::of(api, operation))
}

/// The schemas of objects and code tables, the headers, and the credentials.
fn components(api: &Api, operations: &[&Operation]) -> Object {
    let mut schemas = Object::new();
    let tables = api.code_tables.iter();
    let tables = tables.map(|table| (&table.name, schema::of_table(table)));
    let shared = api.field_objects.iter();
    let shared = shared.map(|it| (&it.name, request::nested(api, &[], it)));
    let answers = api.field_answers.iter();
    let answers = answers.map(|it| (&it.name, answers::nested(it)));
    for (name, schema) in tables.chain(shared).chain(answers) {
        schemas = schemas.with(name.to_string(), schema);
    }
    if let Some(envelope) = &api.envelope {
        schemas = schemas.with(answers::ENVELOPE, answers::envelope(envelope));
    }
    schemas = schemas.all(callbacks::schemas(api));
    for operation in operations {
        if operation.encoding() != RequestBody::None {
            let body = request::plain(api, operation);
            schemas = schemas.with(operation.name.to_string(), body);
        }
        if let Some(response) = &operation.response {
            let answer = answers::response(api, operation, response);
            schemas = schemas.with(response.name.to_string(), answer);
        }
        for object in &operation.objects {
            let schema = request::nested(api, &operation.types, object);
            schemas = schemas.with(object.name.to_string(), schema);
        }
        for object in &operation.answers {
            schemas = schemas.with(object.name.to_string(), answers::nested(object));
        }
    }
    let [parameters, headers] = headers::components(api, operations);
    Object::new()
        .object("schemas", schemas)
        .object("parameters", parameters)
        .object("headers", headers)
        .object("securitySchemes", request::schemes(api))
}
