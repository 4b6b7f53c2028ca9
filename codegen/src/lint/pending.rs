//! A success that is not final can be told, and its outcome be learned.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{Field, FieldType, Known, Operation, Pending, Response, Wire};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L048",
    title: "a success that is not final and cannot be told or inquired",
    text: "`pending` of a response names a text, number or boolean among its fields, and the value \
           by which that tells that the outcome follows; without both, every success is one. \
           `inquire` is another operation. Each name in `with` is a parameter of it, and a field \
           of this request or its answer, unless `renamed` says which field has its value. \
           Where a part is not known whole, its fields may lack the name.",
    bad: "headers: reading\nencrypted: true\npending: { field: due, equals: \"P\", inquire: find-books }\nfields:",
    good: "headers: reading\nencrypted: true\nfields:",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, fields) in spec.operations() {
        let top = operation.located();
        let Some(response) = top.optional("response", |it| &it.response) else {
            continue;
        };
        let Some(pending) = response.optional("pending", |it| &it.pending) else {
            continue;
        };
        told(spec, pending, response.value, findings);
        let inquired = spec.operations().find(|(it, _)| it.id == pending.inquire);
        // One that is not there is reported by another rule.
        let Some((inquired, parameters)) = inquired else { continue };
        if inquired.id == operation.id {
            let message = format!("`{}` inquires about itself", operation.id);
            findings.add(
                error(pending.span_of("inquire"), message)
                    .label("the operation itself")
                    .help("name the operation that tells the outcome: calling this one again repeats it"),
            );
            continue;
        }
        with(pending, (operation, fields), (inquired, parameters), findings);
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// The field is there, and can have the value.
fn told(
    spec: &View<'_>,
    pending: Located<'_, Pending>,
    response: &Response,
    findings: &mut Findings,
) {
    let (name, equals) = match (&pending.field, &pending.equals) {
        (Some(name), Some(equals)) => (name.as_str(), equals.as_str()),
        // Every success is one.
        (None, None) => return,
        (one, _) => {
            let (has, lacks) =
                if one.is_some() { ("field", "equals") } else { ("equals", "field") };
            findings.add(
                error(pending.span_of(has), format!("`{has}` without `{lacks}`"))
                    .label("only one of two")
                    .help("name the field and its value, or neither where every success is one"),
            );
            return;
        }
    };
    let Some(field) = response.fields.iter().find(|it| it.name == name) else {
        let names = response.fields.iter().map(|it| it.name.as_str());
        let message = format!("the answer has no field `{name}`");
        let found = error(pending.span_of("field"), message).label("not in the answer");
        let found = match did_you_mean(name, names) {
            Some(guess) => found.help(guess),
            None => found.help("name a field of the answer, or list it there"),
        };
        findings.add(found);
        return;
    };
    let is_value =
        matches!(field.kind, FieldType::Boolean | FieldType::String | FieldType::Number);
    if !is_value {
        let message = format!("`{name}` is neither a text, a number nor a boolean");
        findings.add(
            error(pending.span_of("field"), message)
                .label("has no value to compare")
                .help("name a field whose value tells that the outcome follows"),
        );
    } else if let Some(expected) = expected(spec, field, equals) {
        let message = format!("`{name}` is never `{}`", equals.escape_debug());
        findings.add(
            error(pending.span_of("equals"), message)
                .label("no value of the field")
                .help(format!("write {expected}")),
        );
    }
}

/// The values of the field, if the one that is told is none of them.
fn expected(spec: &View<'_>, field: &Field, equals: &str) -> Option<String> {
    let values: Vec<&str> = match (field.kind, &field.codes) {
        (FieldType::Boolean, _) => match field.wire.unwrap_or_default() {
            Wire::TrueFalse => vec!["true", "false"],
            Wire::YesNo => vec!["Y", "N"],
            Wire::OneZero => vec!["1", "0"],
        },
        (FieldType::Number, _) if equals.parse::<i128>().is_err() => {
            return Some("a whole number".to_owned());
        }
        (_, Some(id)) => {
            let table = *walk::tables(spec).get(id.as_str())?;
            table.codes.iter().map(|code| code.code.as_str()).collect()
        }
        _ => return None,
    };
    let words: Vec<_> = values.iter().map(|it| format!("`\"{it}\"`")).collect();
    (!values.contains(&equals)).then(|| format!("one of {}", words.join(", ")))
}

type WithFields<'a, 'b> = (&'a Loaded<Operation>, &'b [OperationField<'a>]);

/// Each name leads from here to there.
fn with(
    pending: Located<'_, Pending>,
    (operation, fields): WithFields<'_, '_>,
    (inquired, parameters): WithFields<'_, '_>,
    findings: &mut Findings,
) {
    let at = pending.at.key("with");
    let response = operation.response.as_ref().map_or(Known::Whole, |it| it.known);
    let is_whole =
        [operation.request.known, response].iter().all(|it| *it == Known::Whole);
    for (position, renamed) in pending.renamed.iter().enumerate() {
        if !pending.with.contains(&renamed.name) {
            let message = format!("`with` has no `{}`", renamed.name);
            findings.add(
                error(
                    pending.at.key("renamed").item(position).key("name").span(),
                    message,
                )
                .label("no parameter of `with`")
                .help("list the parameter there too, or remove this line"),
            );
        }
    }
    for (position, name) in pending.with.iter().enumerate() {
        let from = pending.field_of(name);
        let has_field = fields.iter().any(|it| it.field.name == *from);
        let has_parameter = parameters
            .iter()
            .any(|it| it.direction == Direction::Request && it.field.name == *name);
        let (lacks, name) = if !has_field && is_whole {
            ("neither this request nor its answer has".to_owned(), from)
        } else if !has_parameter && inquired.request.known == Known::Whole {
            (format!("`{}` has no parameter", inquired.id), name.as_str())
        } else {
            continue;
        };
        let message = format!("{lacks} `{name}`");
        findings.add(
            error(at.item(position).span(), message)
                .label("does not lead from one to the other")
                .help("name a field that is in this request or its answer, and a parameter there"),
        );
    }
}
