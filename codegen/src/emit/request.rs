//! The request of an operation.

use super::doc::{self, Doc};
use super::object::PARAMETERS;
use super::{
    doc_text, example, incomplete, literal, matching, object, protocol, signing,
};
use crate::ir::{Api, Encrypted, Ident, Mode, Operation, Pending, Repeat, RequestBody};

/// The struct, its builder, and its `Operation`.
pub(super) fn emit(api: &Api, operation: &Operation) -> [String; 2] {
    let request = object::emit(&object::Struct {
        name: &operation.name,
        doc: documentation(api, operation),
        fields: &operation.fields,
        source: PARAMETERS,
        known: operation.known,
        tag: None,
        encrypted: operation.encrypted,
        api,
    });
    [request, description(operation)]
}

fn documentation(api: &Api, operation: &Operation) -> Doc {
    let page = Doc::new(doc::text(&operation.title))
        .paragraph(doc_text::summary(&operation.words))
        .details(&operation.words)
        .paragraph(facts(operation));
    let page = object::with_constants(page, &operation.fields);
    let page = match &operation.signing {
        Some(own) => page.paragraph(signing::of_operation(own)).source(&own.citation),
        None => page,
    };
    let page = match &operation.signature {
        Some(name) => page.paragraph(format!(
            "The client adds {}, the signature of the request.",
            doc::code(name)
        )),
        None => page,
    };
    let page = if operation.rows_hidden {
        page.paragraph("The page hides further results; expect undocumented ones.")
    } else {
        page
    };
    let page =
        incomplete::of_operation(api, operation).iter().fold(page, Doc::paragraph);
    let page = operation.open.iter().fold(page, |page, why| page.confirm(Some(why)));
    page.paragraph(matching::of_operation(api, operation))
        .paragraph(format!(
            "Its results, and what to do about each: [`{}`].",
            operation.code_type
        ))
        .paragraph(example::request(api, operation).unwrap_or_default())
        .unnamed(&operation.unnamed)
        .decisions(&operation.decisions)
        .source(&operation.citation)
}

fn facts(operation: &Operation) -> String {
    let body = match operation.body {
        Some(RequestBody::Json) | None => "",
        Some(RequestBody::Form) => ", the body is a form",
        Some(RequestBody::Multipart) => ", the body is a form of several parts",
        Some(RequestBody::None) => ", without a body",
    };
    let encrypted = match operation.encrypted {
        _ if !matches!(operation.body, Some(RequestBody::Json) | None) => "",
        Encrypted::Yes => ", the body is encrypted",
        Encrypted::No => ", the body is not encrypted",
        Encrypted::Unknown => "",
    };
    let page = of_page(operation.mode, &operation.versions, operation.version.as_ref());
    let repeat = match operation.repeat {
        Repeat::Safe => "It is documented as safe to repeat.",
        Repeat::SafeWithKey => {
            "It is documented as safe to repeat with the same idempotency key: the same request \
             is done once."
        }
        Repeat::Unsafe => "Repeating it has a second effect.",
        Repeat::Unknown => "It is not documented whether it is safe to repeat.",
    };
    let host = operation
        .host
        .as_ref()
        .map_or_else(String::new, |host| format!(" of the host {}", doc::code(host)));
    format!(
        "`{} {}`{host}{body}{encrypted}. {page}{repeat}",
        operation.method.as_str(),
        operation.path,
    )
}

/// The version and the mode of a page, in sentences.
pub(super) fn of_page(
    mode: Option<Mode>,
    versions: &[String],
    version: Option<&String>,
) -> String {
    let mode = match mode {
        Some(Mode::Sync) => "The page calls it synchronous. ",
        Some(Mode::Async) => "The page calls it asynchronous. ",
        None => "",
    };
    let offered: Vec<_> = versions.iter().map(|it| doc::text(it)).collect();
    let offered = match offered.join(", ") {
        versions if versions.is_empty() => versions,
        versions => format!("The page offers the versions {versions}. "),
    };
    let version = version.map_or_else(String::new, |version| {
        format!("Page version {}. ", doc::text(version))
    });
    format!("{version}{offered}{mode}")
}

fn description(operation: &Operation) -> String {
    let (name, code) = (&operation.name, &operation.code_type);
    let [id, title, path] =
        [&operation.id, &operation.title, &operation.path].map(|it| literal::quoted(it));
    let (method, repeat) = (operation.method, operation.repeat);
    let response = operation.response.as_ref();
    let encrypted = self::encrypted(operation.encrypted);
    let answer_encrypted =
        self::encrypted(response.map_or(Encrypted::No, |it| it.encrypted));
    let answer = protocol::answer(operation);
    let pending = pending(response.and_then(|it| it.pending.as_ref()));
    let body = operation.encoding();
    let host = operation.host.as_ref();
    let host =
        host.map_or("None".to_owned(), |it| format!("Some({})", literal::quoted(it)));
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
        host: {host},
        body: RequestBody::{body:?},
        request_headers: {sent},
        response_headers: {received},
        request_encrypted: {encrypted},
        response_encrypted: {answer_encrypted},
        repeat: Repeat::{repeat:?},
        answer: {answer},
        pending: {pending},
        source: {source},
    }};
    type Response = {name}Response;
    type Code = {code};
}}

stored!({name});
"
    )
}

fn encrypted(encrypted: Encrypted) -> &'static str {
    match encrypted {
        Encrypted::Yes => "Some(Encryption::Yes)",
        Encrypted::No => "Some(Encryption::No)",
        Encrypted::Unknown => "None",
    }
}

fn pending(pending: Option<&Pending>) -> String {
    let Some(pending) = pending else { return "None".to_owned() };
    let pair = |(one, other): (&str, &str)| {
        format!("({}, {})", literal::quoted(one), literal::quoted(other))
    };
    let told_by = pending.told_by();
    let told_by =
        told_by.map_or_else(|| "None".to_owned(), |it| format!("Some({})", pair(it)));
    let operation = literal::quoted(&pending.inquire);
    let with = pending.with.iter().map(|it| pair((it, pending.field_of(it))));
    let with = with.collect::<Vec<_>>().join(", ");
    format!(
        "Some(Inquiry {{ told_by: {told_by}, operation: {operation}, with: &[{with}] }})"
    )
}

fn headers(set: Option<&Ident>) -> String {
    set.map_or_else(
        || "&[]".to_owned(),
        |set| format!("&crate::headers::{}", set.constant().with("_HEADERS")),
    )
}
