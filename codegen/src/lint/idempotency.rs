//! An idempotency key is a value of one request, which its repeats keep.

use std::collections::HashMap;

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{
    Field, Header, HeaderOrigin, HeaderSet, Location, Operation, Redact, Remedy, Repeat,
};
use crate::shape::Part;
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L071",
    title: "an idempotency key that is not one of a request",
    text: "By its idempotency key the vendor knows a repeated request and does it once. Two \
           requests that share a key are taken for one, and a repeat with another key is done \
           again. So a header with the key is `from: caller` and has `idempotency: true`: callers \
           give it, or the client makes one for each request, which its repeats keep. The client \
           makes a UUID, or a value of the `form`, which has at least 16 random digits. An \
           operation has one key at most, and one that is `repeat: safe-with-key` has one.",
    bad: "path: /v2/loans\nsection: Lend a book\nrepeat: safe-with-key",
    good: "path: /v2/loans\nsection: Lend a book\nrepeat: unsafe",
};

/// The characters of a UUID.
const UUID: u32 = 36;

/// Fewer random digits could come twice.
const DIGITS: u32 = 16;

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec) {
        let limited = Limited::of_header(spec, &set.id, header);
        if header.idempotency && walk::is_of_answers(spec, set) {
            findings.add(
                error(
                    header.at.key("idempotency").key_span(),
                    format!("`{}` is a header of answers alone", header.name),
                )
                .label("has no effect here")
                .help("remove the line: the key is one of the request"),
            );
        } else {
            of_header(header, &limited, findings);
        }
    }
    let sets = walk::sets_by_id(spec);
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields.iter().filter(|it| it.field.idempotency) {
            let limited = Limited::of_field(placed, resolutions);
            of_field(placed, &limited, findings);
        }
    }
    for (operation, fields) in spec.operations() {
        of_operation((operation, fields), &sets, findings);
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn of_header(
    header: Located<'_, Header>,
    limited: &Limited<'_>,
    findings: &mut Findings,
) {
    let name = &header.name;
    let is_called = name.to_ascii_lowercase().contains("idempot");
    let from = header.from.as_str();
    if header.from == HeaderOrigin::Caller {
        if header.idempotency {
            makeable(
                (header.at, header.redact),
                limited,
                header.codes.is_some(),
                findings,
            );
        }
    } else if header.idempotency {
        findings.add(
            error(
                header.span_of("from"),
                format!("`{name}` is the idempotency key, but is `from: {from}`"),
            )
            .label("not of each request")
            .related(header.span_of("idempotency"), "the idempotency key")
            .help("write `from: caller`"),
        );
    } else if is_called
        && matches!(header.from, HeaderOrigin::Configuration | HeaderOrigin::Call)
    {
        let why = match header.from {
            HeaderOrigin::Call => {
                "a repeated request would have another one, and be done again"
            }
            _ => {
                "all requests would have the same one, and be taken for repeats of the first"
            }
        };
        findings.add(
            error(header.span_of("from"), format!("`{name}` is `from: {from}`: {why}"))
                .label("not of each request")
                .help("write `from: caller` and `idempotency: true`"),
        );
    }
}

fn of_field(
    placed: &OperationField<'_>,
    limited: &Limited<'_>,
    findings: &mut Findings,
) {
    let Located { value: field, at } = placed.field;
    if placed.direction == Direction::Response
        || !placed.is_top()
        || field.place == Location::Path
    {
        let message =
            format!("`{}` is no parameter of the body or the query", field.name);
        findings.add(
            error(at.key("idempotency").key_span(), message)
                .label("cannot be the idempotency key")
                .help("remove the line"),
        );
        return;
    }
    let has_codes = field.codes.is_some() || !field.values.is_empty();
    makeable((at, field.redact), limited, has_codes, findings);
}

/// The client can make a key that no other request has, and may show it.
fn makeable(
    (at, redact): (NodeRef<'_>, Option<Redact>),
    limited: &Limited<'_>,
    has_codes: bool,
    findings: &mut Findings,
) {
    let length = limited.adopted().of_length();
    let fits = |length: u32, min: Option<u32>, max: Option<u32>| {
        min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max)
    };
    let shape = limited.shape();
    let random = |part: &Part| match part {
        Part::Hex(count) | Part::Digits(count) => Some(*count),
        Part::Uuid => Some(32),
        Part::Literal(_) => Some(0),
        _ => None,
    };
    let digits: Option<u32> =
        shape.as_ref().and_then(|shape| shape.parts.iter().map(random).sum());
    let (key, why, help) = if has_codes {
        ("codes", "it is one of few codes", "remove the table")
    } else if redact != Some(Redact::Shown) {
        ("redact", "callers have to see it, to store it", "write `redact: shown`")
    } else if shape.is_some() && digits.is_none_or(|digits| digits < DIGITS) {
        (
            "form",
            "its form does not have 16 random digits, or has others",
            "write a form of `uuid`, `hex32`, `digits20` and fixed text, or remove it where any text does",
        )
    } else if shape.is_none() && !fits(UUID, length.min(), length.max()) {
        (
            "idempotency",
            "a UUID does not fit into its length",
            "add a `form`, such as `hex32`",
        )
    } else {
        return;
    };
    let span =
        if at.key(key).exists() { at.key(key).span() } else { at.key("name").span() };
    findings.add(
        error(span, format!("`{}` is the idempotency key, but {why}", limited.name))
            .label("cannot be made for a request")
            .help(help),
    );
}

fn of_operation(
    (operation, fields): (&Loaded<Operation>, &[OperationField<'_>]),
    sets: &HashMap<&str, &HeaderSet>,
    findings: &mut Findings,
) {
    let set = operation.request.headers.as_deref().and_then(|id| sets.get(id));
    let headers = set.into_iter().flat_map(|set| &set.headers);
    let headers = headers.filter(|it| it.idempotency).map(|it| it.name.as_str());
    let is_key = |field: &&Field| field.idempotency;
    let of_request = fields.iter().filter(|it| it.direction == Direction::Request);
    let fields =
        of_request.map(|it| it.field.value).filter(is_key).map(|it| it.name.as_str());
    let keys: Vec<_> = headers.chain(fields).collect();
    let top = operation.located();
    if let [first, second, ..] = keys.as_slice() {
        let message = format!(
            "`{}` has two idempotency keys, `{first}` and `{second}`",
            operation.id
        );
        findings.add(
            error(top.span_of("id"), message)
                .label("two keys")
                .help("remove `idempotency` from one of them"),
        );
    }
    if !keys.is_empty() {
        return;
    }
    if operation.repeat == Repeat::SafeWithKey {
        let message = format!("`{}` has no idempotency key", operation.id);
        findings.add(
            error(top.span_of("repeat"), message).label("with which key?").help(
                "declare the header or the field that has it with `idempotency: true`",
            ),
        );
    }
    for code in walk::response_codes(operation) {
        if code.remedy == Remedy::RetryWithKey {
            let message = format!("`{}` has no idempotency key", operation.id);
            findings.add(
                error(code.span_of("remedy"), message)
                    .label("with which key?")
                    .help("write another remedy, or declare the key"),
            );
        }
    }
}
