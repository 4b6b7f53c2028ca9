//! Lists and objects in queries and forms are written in a way that can carry them.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, OperationField};
use crate::raw::{Encrypted, Field, ListStyle, Location, Operation, RequestBody};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L146",
    title: "a list or an object that cannot be written so",
    text: "A query or a form is a list of names and texts. A list of texts or numbers in it has the \
           `list_style` `repeated`, `brackets`, `comma` or `json`; an object and a list of objects \
           has `brackets`, where `card[number]=1` and `items[0][name]=a` are sent, `dots`, where \
           `card.number=1` and `items[0].name=a` are, or `json`. The object says so for all that is \
           in it, and by brackets and dots that can be neither null nor an array of arrays, and no \
           name in it has a bracket or a dot. What is in JSON has no `list_style`.",
    bad: "- name: remind\n  type: array-of-numbers\n  list_style: brackets\n  need: optional\n  redact: shown\n  example: \"1\"\n  about: Whether the reader is reminded.",
    good: "- name: remind\n  type: boolean\n  wire: 1/0\n  need: optional\n  redact: shown\n  example: \"false\"\n  about: Whether the reader is reminded.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut above = None;
    for (operation, placed) in spec.each_field() {
        if placed.is_top() {
            above = Some(placed.field.value);
        }
        of_field(operation, (above, placed), findings);
    }
}

/// A field, and the one of the request or the answer that it is or is in.
type Within<'a> = (Option<&'a Field>, &'a OperationField<'a>);

fn of_field(
    operation: Option<&Operation>,
    (above, placed): Within<'_>,
    findings: &mut Findings,
) {
    let Some(above) = above else { return };
    let (field, at) = (placed.field.value, placed.field.at);
    let stated = at.key("list_style");
    let is_pairs = placed.direction == Direction::Request && is_pairs(operation, above);
    let mut add = |span: Span, why: &str, label: &str, help: &str| {
        let message = format!("`{}` {why}", field.name);
        findings
            .add(Diagnostic::error(&EXPLANATION, span, message).label(label).help(help));
    };
    if !is_pairs {
        if stated.exists() {
            let help = "remove the line: a list in JSON is an array";
            let why = "is in JSON, and has a `list_style`";
            add(stated.key_span(), why, "only in a query or a form", help);
        }
    } else if placed.is_top() {
        if let Some((why, help)) = of_whole(field) {
            let span =
                if stated.exists() { stated.span() } else { at.key("type").span() };
            add(span, why, "cannot be written so", help);
        }
    } else {
        if stated.exists() {
            let help = "remove the line, and correct that of the object if it is wrong";
            let why = "is within an object, whose `list_style` is that of all in it";
            add(stated.key_span(), why, "only beside the object", help);
        }
        let wrong = of_inner(field).filter(|_| above.list_style != ListStyle::Json);
        if let Some((key, why)) = wrong {
            let help = "write `list_style: json` if the page has the object as JSON, or correct \
                        the field";
            add(at.key(key).span(), why, "cannot be written so", help);
        }
    }
}

/// Whether it is in a query or a form.
fn is_pairs(operation: Option<&Operation>, field: &Field) -> bool {
    // What is encrypted is JSON.
    let plain = operation.filter(|it| it.request.encrypted == Encrypted::No);
    let body = plain.and_then(|it| it.request.body);
    match field.place {
        Location::Query => true,
        Location::Body => {
            matches!(body, Some(RequestBody::Form | RequestBody::Multipart))
        }
        Location::Path | Location::Header => false,
    }
}

/// What is wrong with the style of a list or an object.
fn of_whole(field: &Field) -> Option<(&'static str, &'static str)> {
    let is_object = field.kind.is_object() || field.kind.is_map();
    match field.list_style {
        ListStyle::Repeated | ListStyle::Comma if is_object => Some((
            "is an object in a query or a form, and no `list_style` says how its values are written",
            "write `list_style: brackets` for `card[number]=1`, `dots` for `card.number=1`, or \
             `json`, as the page shows it",
        )),
        ListStyle::Dots if !is_object => Some((
            "is a list without names in it, and is written by dots",
            "write `repeated`, `brackets`, `comma` or `json`",
        )),
        _ => None,
    }
}

/// What is wrong with a field in an object of which each value has a name of its own: the key, and
/// why.
fn of_inner(field: &Field) -> Option<(&'static str, &'static str)> {
    if field.name.contains(['[', ']', '.']) {
        Some(("name", "has a bracket or a dot, which is read as the way to a value"))
    } else if field.nullable {
        Some(("nullable", "can be null, which no query or form has"))
    } else if field.rows.is_some() {
        Some(("rows", "is an array of arrays, which no query or form has"))
    } else {
        None
    }
}
