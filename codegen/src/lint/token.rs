//! A token can be fetched, and carried.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located};
use crate::raw::{
    Encrypted, Field, FieldType, Header, HeaderOrigin, Need, Operation, Redact,
    ResponseBody, Token,
};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L093",
    title: "a token that the client cannot fetch or carry",
    text: "One header carries the token (`from: token`): it is required, hidden, and no code of a \
           table. `token` in api.yaml names the operation that issues it, whose request the client \
           fills alone: every required field of it is `from: configuration` or `from: call`, or has \
           one value; it is not encrypted, and has neither a header that callers give nor the token. \
           The fields of its answer that hold the token, a string, and the seconds are there, at its \
           top or within objects. Without `token`, callers give it.",
    bad: "length: 24\nfrom: token\nredact: shown",
    good: "length: 24\nfrom: configuration\nredact: hidden",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut first: Option<Located<'_, Header>> = None;
    for (_, header) in walk::headers(spec) {
        if header.from != HeaderOrigin::Token {
            continue;
        }
        let known = *first.get_or_insert(header);
        if !known.name.eq_ignore_ascii_case(&header.name) {
            let message = format!("`{}` carries a token too", known.name);
            findings.add(
                error(header.span_of("from"), message)
                    .label("another token")
                    .related(known.span_of("from"), "the other one")
                    .help("write `from: configuration` in one of them"),
            );
        }
        findings.extend(carried(header));
    }
    let token = spec.api.located().optional("token", |api| &api.token);
    let Some(token) = token else { return };
    if first.is_none() {
        findings.add(
            error(token.at.key_span(), "no header carries the token".to_owned())
                .label("fetched and not sent")
                .help("write `from: token` in the header that carries it"),
        );
    }
    let mut operations = spec.operations.iter();
    if let Some(operation) = operations.find(|it| it.id == token.operation) {
        asked(spec, token, operation, findings);
        answered(token, operation, findings);
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// What is wrong with the header.
fn carried(header: Located<'_, Header>) -> Option<Diagnostic> {
    let (key, why, help) = if header.need != Need::Required {
        let help =
            "write `need: required`, and leave it out of the sets without a token";
        ("need", "is not required", help)
    } else if header.codes.is_some() {
        ("codes", "is one of the codes of a table", "remove the line")
    } else if header.redact.is_some_and(|it| it != Redact::Hidden) {
        ("redact", "may be shown", "write `redact: hidden`")
    } else {
        return None;
    };
    let message = format!("the token in `{}` {why}", header.name);
    Some(
        error(header.span_of(key), message)
            .label("not so for a token")
            .related(header.span_of("from"), "the token")
            .help(help),
    )
}

/// Whether the client can fill the request alone.
fn asked(
    spec: &View<'_>,
    token: Located<'_, Token>,
    operation: &Loaded<Operation>,
    findings: &mut Findings,
) {
    let located = operation.located();
    let id = &token.value.operation;
    let request = located.part("request", |it| &it.request);
    let by = token.span_of("operation");
    let recipe = walk::recipes(spec).find(|it| it.id == operation.request.signing);
    let is_signature = |field: &Field| recipe.is_some_and(|it| field.carries(&it));
    for field in request.each("fields", |it| &it.fields) {
        if field.value.is_asked() && !is_signature(field.value) {
            let message = format!("`{id}` needs `{}` from its caller", field.name);
            findings.add(
                error(field.span_of("name"), message)
                    .label("the client has no value for it")
                    .related(by, "fetches the token")
                    .help("write `from: configuration`, or list its one value"),
            );
        }
    }
    if operation.request.encrypted != Encrypted::No {
        findings.add(
            error(request.span_of("encrypted"), format!("`{id}` is sent encrypted"))
                .label("a client without keys could not fetch a token")
                .related(by, "fetches the token")
                .help("let callers give the token: remove `token`"),
        );
    }
    let set = operation.request.headers.as_ref();
    for (of, header) in walk::headers(spec) {
        let why = match header.from {
            HeaderOrigin::Token => "carries the token itself",
            HeaderOrigin::Caller if header.need == Need::Required => {
                "is given by the caller of each request"
            }
            _ => continue,
        };
        if Some(&of.id) == set {
            let message = format!("`{}` of `{id}` {why}", header.name);
            findings.add(
                error(request.span_of("headers"), message)
                    .label("not without a caller or a token")
                    .related(by, "fetches the token")
                    .help("give the operation a header set without it"),
            );
        }
    }
}

/// Whether the answer has what is read from it.
fn answered(
    token: Located<'_, Token>,
    operation: &Loaded<Operation>,
    findings: &mut Findings,
) {
    let response = operation.response.as_ref();
    let is_object = response.is_some_and(|it| it.body == ResponseBody::Object);
    let fields = response.map_or(&[][..], |it| &it.fields);
    let texts: &[FieldType] = &[FieldType::String];
    let numbers: &[FieldType] = &[FieldType::Number, FieldType::String];
    let named = [
        ("field", Some(&token.value.field), texts, "a string"),
        ("expires_in", token.value.expires_in.as_ref(), numbers, "a number or a string"),
    ];
    for (key, path, kinds, what) in named {
        let Some(path) = path else { continue };
        let found = found(fields, path).filter(|_| is_object);
        let message = match found {
            Some(field) if kinds.contains(&field.kind) => continue,
            Some(_) => {
                format!("`{path}` in the answer of `{}` is not {what}", operation.id)
            }
            None => format!("the answer of `{}` has no `{path}`", operation.id),
        };
        findings.add(error(token.span_of(key), message).label("nothing to read").help(
            "name a field of the answer, with a dot before each field within an object",
        ));
    }
}

fn found<'a>(fields: &'a [Field], path: &str) -> Option<&'a Field> {
    let (name, within) = path.split_once('.').unwrap_or((path, ""));
    let field = fields.iter().find(|field| field.name == name)?;
    match (within, field.kind) {
        ("", _) => Some(field),
        (_, FieldType::Object) => found(&field.fields, within),
        _ => None,
    }
}
