//! Callbacks, which OpenAPI calls webhooks.

use super::node::Object;
use super::{answers, extension, schema};
use crate::emit::doc::Doc;
use crate::emit::{callback, doc_text, signing};
use crate::ir::{Api, Callback, CallbackAnswer, CallbackEncoding, Subject};

/// The callbacks by their ids; those of a subject there are none.
pub(super) fn webhooks(api: &Api, subject: Option<&Subject>) -> Object {
    let mut webhooks = Object::new();
    for callback in api.callbacks.iter().filter(|_| subject.is_none()) {
        let method = callback.method.as_str().to_lowercase();
        let item = Object::new().with(method, webhook(api, callback));
        webhooks = webhooks.with(callback.id.clone(), item);
    }
    webhooks
}

/// The schemas of the bodies of callbacks, and of the objects in them.
pub(super) fn schemas(api: &Api) -> Object {
    let mut schemas = Object::new();
    for callback in &api.callbacks {
        let body = answers::received(&callback.received);
        schemas = schemas.with(callback.name.to_string(), body);
        for object in &callback.answers {
            schemas = schemas.with(object.name.to_string(), answers::nested(object));
        }
    }
    schemas
}

fn webhook(api: &Api, callback: &Callback) -> Object {
    let doc = Doc::new(doc_text::summary(&callback.words)).details(&callback.words);
    let page = callback.urls.first().map(|url| {
        Object::new().with("url", url).with("description", "The vendor's page.")
    });
    let schema = schema::reference(callback.name.as_str());
    let media_type = match callback.body {
        CallbackEncoding::Json => "application/json",
        CallbackEncoding::Form => "application/x-www-form-urlencoded",
    };
    let content = Object::new().with(media_type, Object::new().with("schema", schema));
    let all = &api.callback_protocol;
    let signing = api.signing_of(callback);
    let age = all.age.as_ref().filter(|_| signing.is_some());
    let parameters = signing.iter().filter_map(|it| it.header.as_ref());
    let own = age.filter(|age| !signing.is_some_and(|it| age.is_beside(it)));
    let parameters = parameters.chain(own.iter().map(|it| &it.header)).map(|name| {
        Object::new()
            .with("name", name)
            .with("in", "header")
            .with("required", true)
            .with("schema", Object::new().with("type", "string"))
    });
    let age = age.map(|it| {
        Object::new()
            .with("header", &it.header)
            .with("written", it.written.to_string())
            .with("form", it.form.to_string())
            .maybe("offset", it.offset.map(callback::offset))
            .maybe(
                "seconds",
                it.seconds.map(|it| super::node::Node::Raw(it.to_string())),
            )
    });
    Object::new()
        .with("operationId", &callback.id)
        .with("summary", &callback.title)
        .text("description", doc.unnamed(&callback.received.unnamed).into_text())
        .maybe("externalDocs", page)
        .list("parameters", parameters)
        .with(
            "requestBody",
            Object::new().with("required", true).with("content", content),
        )
        .with("responses", responses(all.answer.as_ref()))
        .with("x-signed", callback.signed.as_str())
        .maybe(
            "x-encrypted",
            callback.encrypted.then(|| super::node::Node::Raw("true".to_owned())),
        )
        .maybe("x-signature", signing.map(signing::of_callbacks))
        .maybe("x-age-limit", age)
        .maybe("x-event", callback.event.as_ref())
        .with("x-source", extension::source(&callback.citation))
}

/// The answer that the vendor takes for "received".
fn responses(answer: Option<&CallbackAnswer>) -> Object {
    let status = answer.map_or(200, |it| it.http).to_string();
    let response = Object::new().with("description", "Received.");
    let content = answer.and_then(|it| {
        let body = Object::new().with("example", it.body.as_ref()?);
        Some(Object::new().with(it.content_type.clone()?, body))
    });
    Object::new().with(status, response.maybe("content", content))
}
