//! The request of an operation.

use super::doc::{self, Doc};
use super::{doc_text, example, literal, matching, object};
use crate::ir::{Api, Ident, Location, Method, Mode, Operation, Repeat};

/// The struct, its builder, and its `Operation`.
pub(super) fn emit(api: &Api, operation: &Operation) -> [String; 2] {
    let request = object::emit(&object::Struct {
        name: &operation.name,
        doc: documentation(api, operation),
        fields: &operation.fields,
        source: "PARAMETERS",
        api,
    });
    [request, description(operation)]
}

fn documentation(api: &Api, operation: &Operation) -> Doc {
    let page = Doc::new(doc::text(&operation.title))
        .paragraph(doc_text::summary(&operation.words))
        .details(&operation.words)
        .paragraph(facts(operation));
    let page = if operation.rows_hidden {
        page.paragraph("The page hides further results; expect undocumented ones.")
    } else {
        page
    };
    let page = operation.open.iter().fold(page, |page, why| page.confirm(Some(why)));
    page.paragraph(matching::of_operation(api, operation))
        .paragraph(example::request(api, operation).unwrap_or_default())
        .unnamed(&operation.unnamed)
        .decisions(&operation.decisions)
        .source(&operation.citation)
}

fn facts(operation: &Operation) -> String {
    let encrypted = if operation.encrypted { "encrypted" } else { "not encrypted" };
    let mode = match operation.mode {
        Some(Mode::Sync) => "The page calls it synchronous. ",
        Some(Mode::Async) => "The page calls it asynchronous. ",
        None => "",
    };
    let offered: Vec<_> = operation.versions.iter().map(|it| doc::text(it)).collect();
    let offered = match offered.join(", ") {
        versions if versions.is_empty() => versions,
        versions => format!("The page offers the versions {versions}. "),
    };
    let version = operation.version.as_ref().map_or_else(String::new, |version| {
        format!("Page version {}. ", doc::text(version))
    });
    let repeat = match operation.repeat {
        Repeat::Safe => "It is documented as safe to repeat.",
        Repeat::Unsafe => "Repeating it has a second effect.",
        Repeat::Unknown => "It is not documented whether it is safe to repeat.",
    };
    format!(
        "`{} {}`, the body is {encrypted}. {version}{offered}{mode}{repeat}",
        operation.method.as_str(),
        operation.path,
    )
}

fn description(operation: &Operation) -> String {
    let (name, code) = (&operation.name, &operation.code_type);
    let [id, title, path] =
        [&operation.id, &operation.title, &operation.path].map(|it| literal::quoted(it));
    let (method, repeat) = (operation.method, operation.repeat);
    let encrypted = operation.encrypted;
    let answer_encrypted = operation.response.as_ref().is_some_and(|r| r.encrypted);
    // Requests that change something have a body, which may be an empty object.
    let has_body = operation.fields.iter().any(|field| field.place == Location::Body)
        || !matches!(operation.method, Method::Get | Method::Delete);
    let sent = headers(operation.request_headers.as_ref());
    let received = headers(operation.response_headers.as_ref());
    let source = literal::source(&operation.citation);
    format!(
        "\
impl Operation for {name} {{
    const SPEC: Spec = Spec {{
        id: {id},
        title: {title},
        method: Method::{method:?},
        path: {path},
        has_body: {has_body},
        request_headers: {sent},
        response_headers: {received},
        request_encrypted: {encrypted},
        response_encrypted: {answer_encrypted},
        repeat: Repeat::{repeat:?},
        source: {source},
    }};
    type Response = {name}Response;
    type Code = {code};
}}
"
    )
}

fn headers(set: Option<&Ident>) -> String {
    set.map_or_else(
        || "&[]".to_owned(),
        |set| format!("&crate::headers::{}", set.constant().with("_HEADERS")),
    )
}
