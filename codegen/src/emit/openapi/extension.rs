//! What OpenAPI has no words for, as `x-` keys.

use super::node::{Node, Object};
use crate::ir::{
    Api, Citation, Decision, Field, Operation, Pending, SecondCode, Signing, TestCase,
    Token,
};

/// Where something is documented.
pub(super) fn source(citation: &Citation) -> Object {
    Object::new()
        .text("page", &citation.page)
        .text("section", &citation.section)
        .maybe("url", citation.url.as_ref())
        .with("standing", citation.standing.as_str())
}

/// A contradiction, and how it was decided.
pub(super) fn decision(decision: &Decision) -> Object {
    let elsewhere = decision
        .elsewhere
        .as_ref()
        .map(|(source, says)| Object::new().with("source", source).with("says", says));
    Object::new()
        .with("fact", &decision.fact)
        .maybe("page_says", decision.page_says.as_ref())
        .maybe("elsewhere", elsewhere)
        .with("adopted", &decision.adopted)
        .with("because", &decision.because)
        .list("evidence", &decision.evidence)
        .with("standing", decision.standing.as_str())
        .maybe("confirm", decision.confirm.as_ref())
}

/// What is said of a field beside its schema.
pub(super) fn field(field: &Field) -> Object {
    Object::new()
        .with("x-need", field.need.as_str())
        .with("x-redact", field.redact.as_str())
        .list("x-decisions", field.decisions.iter().map(decision))
        .maybe("x-source", field.cite.as_ref().map(source))
}

/// How a token is fetched.
pub(super) fn token(token: &Token) -> Object {
    Object::new()
        .with("operation", &token.operation)
        .with("field", &token.field)
        .maybe("expires_in", token.expires_in.as_ref())
        .text("description", token.about.as_deref().unwrap_or_default())
        .with("x-source", source(&token.citation))
}

/// What is said of an operation.
pub(super) fn operation(operation: &Operation) -> Object {
    let response = operation.response.as_ref();
    let known = Object::new()
        .with("request", operation.known.as_str())
        .maybe("response", response.map(|it| it.known.as_str()))
        .with("codes", operation.codes_known.as_str())
        .with("cases", operation.cases_known.as_str());
    let pending = response.and_then(|it| it.pending.as_ref()).map(self::pending);
    Object::new()
        .with("x-source", source(&operation.citation))
        .list("x-pages", &operation.urls)
        .maybe("x-version", operation.version.as_ref())
        .list("x-versions", &operation.versions)
        .maybe("x-mode", operation.mode.map(crate::ir::Mode::as_str))
        .maybe("x-copy", operation.copy.map(crate::ir::PageCopy::as_str))
        .with("x-method-standing", operation.method_standing.as_str())
        .with("x-repeat", operation.repeat.as_str())
        .maybe("x-signing", operation.signing.as_ref().map(signing))
        .with("x-encrypted", operation.encrypted.as_str())
        .with("x-known", known)
        .with("x-rows-hidden", operation.rows_hidden)
        .maybe("x-pending", pending)
        .list("x-open", &operation.open)
        .list("x-cases", operation.test_cases.iter().map(case))
        .list("x-decisions", operation.decisions.iter().map(decision))
        .with("x-rust", format!("{}::{}", operation.subject, operation.name))
}

/// A test case of the vendor's test system. One without a known code is no example of an answer.
fn case(case: &TestCase) -> Object {
    Object::new()
        .with("http", case.http)
        .with("text", &case.text)
        .maybe("code", case.code.as_ref())
}

/// How requests are signed.
fn signing(signing: &Signing) -> Object {
    Object::new()
        .maybe("header", signing.header.as_ref())
        .maybe("query", signing.query.as_ref())
        .maybe("field", signing.field.as_ref())
        .with("algorithm", signing.algorithm.as_str())
        .with("signs", signing.signs.to_string())
        .with("encoding", signing.encoding.as_str())
        .with("written", signing.written.to_string())
        .with("key", &signing.key)
        .maybe("keyForm", signing.key_form.as_ref().map(ToString::to_string))
        .with("about", &signing.about)
        .with("source", source(&signing.citation))
}

/// How an answer tells a success that is not final.
fn pending(pending: &Pending) -> Object {
    Object::new()
        .maybe("field", pending.field.as_ref())
        .maybe("equals", pending.equals.as_ref())
        .with("inquire", &pending.inquire)
        .list("with", &pending.with)
        .list(
            "renamed",
            pending
                .renamed
                .iter()
                .map(|it| Object::new().with("name", &it.name).with("from", &it.from)),
        )
        .maybe("about", pending.about.as_ref())
}

/// What is said of the vendor as a whole.
pub(super) fn api(api: &Api) -> Object {
    let signing = api.signing.as_ref().map(self::signing);
    let encryption = api.encryption.as_ref().map(|encryption| {
        Object::new()
            .with("format", encryption.format.as_str())
            .with("key_management", encryption.key_management.as_str())
            .with("content_sent", encryption.content_sent.as_str())
            .list(
                "content_accepted",
                encryption.content_accepted.iter().map(|it| it.as_str()),
            )
            .with("field", &encryption.field)
            .maybe("key_id_header", encryption.key_id_header.as_ref())
            .with("about", &encryption.about)
            .with("source", source(&encryption.citation))
    });
    let envelope = api.envelope.as_ref().map(|envelope| {
        Object::new()
            .text("object", envelope.object.join("."))
            .with("code", &envelope.code)
            .maybe("message", envelope.message.as_ref())
            .with("code_type", envelope.code_type.as_str())
            .list("success_http", envelope.success_http.iter().copied())
            .list("success_code", &envelope.success_code)
            .maybe("second", envelope.second.as_ref().map(second_code))
            .with("about", &envelope.about)
            .list("decisions", envelope.decisions.iter().map(decision))
            .with("source", source(&envelope.citation))
    });
    let unreached = api.environments.iter().filter(|it| it.base_url.is_none());
    let unreached = unreached.map(|environment| {
        Object::new()
            .with("id", &environment.id)
            .maybe("about", environment.about.as_ref())
    });
    Object::new()
        .list("x-environments-without-url", unreached.map(Node::from))
        .maybe("x-signing", signing)
        .maybe("x-encryption", encryption)
        .maybe("x-envelope", envelope)
        .list("x-decisions", api.decisions.iter().map(decision))
}

fn second_code(second: &SecondCode) -> Object {
    Object::new()
        .text("object", second.object.join("."))
        .with("code", &second.code)
        .maybe("message", second.message.as_ref())
        .list("success_code", &second.success_code)
        .with("codes", second.codes.as_str())
        .maybe("rows", second.rows.as_ref())
}
