//! A configured field is one text of a request, the same for all operations.

use std::collections::HashMap;

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Located};
use crate::raw::{Field, FieldOrigin, HeaderOrigin, Redact};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L092",
    title: "a configured field that the client cannot have",
    text: "A field of a request with `from: configuration` has the value that the client is built \
           with, such as a client id and its secret, and nobody is asked for it in a request. It \
           is a text at the top of the request, without a table or values of its own, and no \
           idempotency key. Every operation that has a field of its name has it from the \
           configuration, with the same type; a configured header has another name.",
    bad: "need: optional\nfrom: configuration\nform: yyyyMMdd\nlength: 8",
    good: "need: optional\nform: yyyyMMdd\nlength: 8",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut headers = HashMap::new();
    for (_, header) in walk::headers(spec) {
        if header.from == HeaderOrigin::Configuration {
            headers.entry(header.value.name.as_str()).or_insert(header.span_of("name"));
        }
    }
    let mut first: HashMap<&str, Located<'_, Field>> = HashMap::new();
    for (_, fields) in spec.with_fields() {
        for placed in fields {
            let field = placed.field;
            if field.value.from != FieldOrigin::Configuration {
                continue;
            }
            let name = field.value.name.as_str();
            let known = *first.entry(name).or_insert(field);
            let error = |why: &str| {
                let message = format!("`{name}` is set by configuration, but {why}");
                Diagnostic::error(&EXPLANATION, field.span_of("from"), message)
                    .label("cannot be configured")
            };
            if placed.direction == Direction::Response {
                findings
                    .add(error("it is a field of an answer").help("remove the line"));
            } else if let Some(why) = wrong(field.value, placed.is_top()) {
                findings.add(error(why).help("remove the line"));
            } else if let Some(header) = headers.get(name) {
                findings.add(
                    error("a configured header has the same name")
                        .related(*header, "the header")
                        .help("let the caller give the field: remove the line"),
                );
            } else if known.value.type_name != field.value.type_name {
                findings.add(
                    error("it has another type elsewhere")
                        .related(known.span_of("name"), "the other one")
                        .help("write the same `type_name` in both"),
                );
            }
        }
    }
}

fn wrong(field: &Field, is_top: bool) -> Option<&'static str> {
    if !is_top {
        Some("it is within an object")
    } else if field.is_coded() {
        Some("it is one of the codes of a table or of its own values")
    } else if field.idempotency {
        Some("it is the idempotency key of each request")
    } else if field.redact == Some(Redact::LastFour) {
        Some("a part of it is shown; write `redact: hidden` or `shown`")
    } else {
        None
    }
}
