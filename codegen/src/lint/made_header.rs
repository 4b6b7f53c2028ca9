//! Everything that the client makes for each call has a form to make it from.

use std::collections::HashSet;

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Located, OperationField};
use crate::raw::{FieldOrigin, HeaderOrigin, Location};
use crate::shape::Part;
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L038",
    title: "a value that the client cannot make",
    text: "The client makes a header or a field with `from: call` for each call, from its form: \
           times with an offset or without, `epoch-seconds`, `epoch-milliseconds`, `uuid`, random `digits13` and `hex32`, a \
           `counter9` of calls, fixed text. It cannot without a form, or with one of no fixed \
           length. A field that it makes is a parameter of the body or the query, and no idempotency \
           key: that is made once for a request.",
    bad: "length: 24\nfrom: call",
    good: "length: 24\nfrom: configuration",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let sent: HashSet<_> =
        spec.operations.iter().filter_map(|it| it.request.headers.as_deref()).collect();
    for (set, header) in walk::headers(spec) {
        if header.from != HeaderOrigin::Call || !sent.contains(set.id.as_str()) {
            continue;
        }
        let limited = Limited::of_header(spec, &set.id, header);
        of_form(&header.name, header.at, &limited, findings);
    }
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields.iter().filter(|it| it.field.from == FieldOrigin::Call) {
            of_field(placed, &Limited::of_field(placed, resolutions), findings);
        }
    }
}

fn of_field(
    placed: &OperationField<'_>,
    limited: &Limited<'_>,
    findings: &mut Findings,
) {
    let Located { value: field, at } = placed.field;
    let why = if placed.direction == Direction::Response {
        "it is a field of an answer"
    } else if !placed.is_top() || field.place == Location::Path {
        "it is no parameter of the body or the query"
    } else if field.idempotency {
        "a repeated request would have another idempotency key"
    } else if field.codes.is_some() {
        "it is one of the codes of a table"
    } else {
        of_form(&field.name, at, limited, findings);
        return;
    };
    let message =
        format!("`{}` is made by the client for each call, but {why}", field.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, at.key("from").span(), message)
            .label("cannot be made")
            .help("remove the line"),
    );
}

/// A form from which the client can make a value.
fn of_form(name: &str, at: NodeRef<'_>, limited: &Limited<'_>, findings: &mut Findings) {
    let is_makeable =
        |part: &Part| !matches!(part, Part::AnyDigits | Part::Base64(_) | Part::Decimal);
    let why = match limited.shape() {
        Some(shape) if shape.parts.iter().all(is_makeable) => return,
        Some(_) => "its form has a part that the client cannot make",
        // What cannot be read is reported by another rule.
        None if at.key("form").exists() => return,
        None => "it has no form",
    };
    let message = format!("`{name}` is made by the client for each call, but {why}");
    let diagnostic = Diagnostic::error(&EXPLANATION, at.key("from").span(), message)
            .label("cannot be made")
            .help(
                "add a `form` of times, `uuid`, digits and hexadecimal digits, or let the caller give \
                 the value: `from: configuration` or `from: caller`",
            );
    findings.add(diagnostic);
}
