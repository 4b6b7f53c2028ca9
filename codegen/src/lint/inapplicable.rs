//! Every key applies to the type, need and place of its field.

use super::limits::{Limited, NAMELESS};
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Located, OperationField};
use crate::raw::{Fact, Facts, Field, FieldType, Known, Limit, Location, Need, Unnamed};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L024",
    title: "a key that does not apply to the field's type, need or place",
    text: "Lengths, forms and code tables apply to texts, a `length_unit` to a length without \
           form and table; limits of values apply to numbers, `max_digits` to whole numbers and \
           `decimals` to others; `wire` applies to booleans, and `fields` to objects. A \
           conditional field has a `condition`, unless it is to be confirmed; a required one has \
           none. A path parameter is required and not an object, and only request fields are `in: \
           path` or `in: query`; a header stands in a header set.",
    bad: "type: number\nneed: optional\nmin_length: 1\nmax_value: 28",
    good: "type: number\nneed: optional\nmin_value: 1\nmax_value: 28",
};

const fn kind(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "a string",
        FieldType::ArrayOfStrings => "an array of strings",
        FieldType::ArrayOfNumbers => "an array of numbers",
        FieldType::MapOfStrings => "a map of strings",
        FieldType::File => "a file",
        FieldType::Number => "a number",
        FieldType::Boolean => "a boolean",
        FieldType::Object => "an object",
        FieldType::ArrayOfObjects => "an array of objects",
        FieldType::OneOf => "one of several shapes",
        FieldType::ArrayOfOneOf => "an array of one of several shapes",
    }
}

/// More digits are more likely a typo than a number.
const MAX_DIGITS: u32 = 38;
const MAX_DECIMALS: u32 = 18;

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, header) in walk::headers(spec) {
        let is_open = header.at.key("confirm").exists();
        condition((header.at, is_open), &header.name, header.need, findings);
    }
    for Located { value: field, at } in spec.unnamed() {
        of_type((NAMELESS, field.kind), Unnamed::FACTS, at, findings);
    }
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields {
            let Located { value: field, at } = placed.field;
            let is_open = spec.is_open(at, &["Q020", "Q040"]);
            condition((at, is_open), &field.name, field.need, findings);
            let is_checked =
                |fact: &&Fact| fact.key != "fields" || !field.fields.is_empty();
            let facts = Field::FACTS.iter().filter(is_checked);
            of_type((&field.name, field.kind), facts, at, findings);
            digits(field, at, findings);
            decimals(field, at, findings);
            object(placed, findings);
            unit(&Limited::of_field(placed, resolutions), placed, findings);
            place(placed, findings);
        }
    }
}

fn condition(
    (at, is_open): (NodeRef<'_>, bool),
    name: &str,
    need: Need,
    findings: &mut Findings,
) {
    let stated = at.key("condition");
    let error = |span, message| Diagnostic::error(&EXPLANATION, span, message);
    match (need, stated.exists()) {
        // What the page leaves open is reported by a rule of its own.
        (Need::Conditional, false) if is_open => {}
        (Need::Conditional, false) => findings.add(
            error(
                at.key("need").span(),
                format!("`{name}` is conditional, but has no condition"),
            )
            .label("missing condition")
            .help("add `condition: <what the page says, in a sentence>`"),
        ),
        (Need::Required, true) => findings.add(
            error(
                stated.key_span(),
                format!("`{name}` is required, but has a condition"),
            )
            .label("not on a required field")
            .related(at.key("need").span(), "required")
            .help("write `need: conditional`, or remove the condition"),
        ),
        _ => {}
    }
}

fn of_type(
    (name, of): (&str, FieldType),
    facts: impl IntoIterator<Item = &'static Fact>,
    at: NodeRef<'_>,
    findings: &mut Findings,
) {
    let kind = kind(of);
    for Fact { key, types, .. } in facts {
        let Some((_, help)) = types.filter(|(types, _)| !types.contains(&of)) else {
            continue;
        };
        let stated = at.key(key);
        if stated.exists() {
            let message = format!("`{name}` is {kind}, which has no `{key}`");
            let diagnostic = Diagnostic::error(&EXPLANATION, stated.key_span(), message)
                .label(format!("not on {kind}"))
                .related(at.key("type").span(), "its type")
                .help(help);
            findings.add(diagnostic);
        }
    }
}

fn digits(field: &Field, at: NodeRef<'_>, findings: &mut Findings) {
    let name = &field.name;
    if let Some(digits) = field.max_digits.filter(|it| !(1..=MAX_DIGITS).contains(it)) {
        let message = format!("`{name}` has {digits} digits at most");
        let diagnostic =
            Diagnostic::error(&EXPLANATION, at.key("max_digits").span(), message)
                .label(format!("must be from 1 to {MAX_DIGITS}"))
                .help("write the number of digits, or make the field a string");
        findings.add(diagnostic);
    }
}

/// A number is whole, or its limits have no more decimals than it may have.
fn decimals(field: &Field, at: NodeRef<'_>, findings: &mut Findings) {
    let name = &field.name;
    let places = field.decimals.unwrap_or(0);
    let error = |key, message: String| {
        Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
    };
    for Limit { key, number, .. } in field.limits().all() {
        let finer = number.map_or(0, |it| it.places());
        if finer <= places {
            continue;
        }
        let (message, label) = match field.decimals {
            None => (
                format!("`{name}` is a whole number, but its `{key}` is not"),
                "has decimals".to_owned(),
            ),
            Some(_) => (
                format!(
                    "the `{key}` of `{name}` has {finer} decimals, more than {places}"
                ),
                format!("{finer} decimals"),
            ),
        };
        findings.add(error(key, message).label(label).help(format!(
            "write `decimals: {finer}` if the page says so, or correct the limit"
        )));
    }
    if let Some(places) = field.decimals.filter(|it| !(1..=MAX_DECIMALS).contains(it)) {
        let message = format!("`{name}` has {places} decimals at most");
        findings.add(
            error("decimals", message)
                .label(format!("must be from 1 to {MAX_DECIMALS}"))
                .help("write the number of decimals, or remove the line from a whole number"),
        );
    }
    if field.decimals.is_some() && field.max_digits.is_some() {
        let message = format!("`{name}` has both `decimals` and `max_digits`");
        findings.add(
            error("max_digits", message)
                .label("ambiguous beside `decimals`")
                .related(at.key("decimals").span(), "a number with decimals")
                .help("state the greatest number as `max_value`"),
        );
    }
}

/// A unit of length is that of some length, and counts otherwise than in characters.
fn unit(limited: &Limited<'_>, placed: &OperationField<'_>, findings: &mut Findings) {
    let (field, stated) = (placed.field.value, placed.field.at.key("length_unit"));
    let is_text = matches!(
        field.kind,
        FieldType::String | FieldType::ArrayOfStrings | FieldType::MapOfStrings
    );
    if field.length_unit.is_none() || !is_text {
        return;
    }
    let (message, label, help) = if field.is_coded() {
        ("a code table", "the table determines the codes", "remove the line")
    } else if limited.shape().is_some() {
        ("a form", "the form determines the length", "remove the line")
    } else if limited.adopted().bytes().is_none() {
        let help = "write the length that the page states, or remove the line";
        ("no length", "there is no length to count", help)
    } else {
        return;
    };
    let message = format!("`{}` has a `length_unit`, and {message}", field.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, stated.key_span(), message)
            .label(label)
            .help(help),
    );
}

fn object(placed: &OperationField<'_>, findings: &mut Findings) {
    let Located { value: field, at } = placed.field;
    let is_object = field.kind.is_object();
    let is_open = field.confirm.is_some()
        || !field.unnamed.is_empty()
        || field.known != Known::Whole;
    let is_sent = placed.direction == Direction::Request;
    if is_object && field.fields.is_empty() && is_sent && !is_open {
        let message = format!("the object `{}` has no fields", field.name);
        let diagnostic = Diagnostic::error(&EXPLANATION, at.key("name").span(), message)
            .label("no fields")
            .help(
                "add `fields:`; on the page, the fields of an object follow it without \
                 indentation. If no page prints them, write `known: none`",
            );
        findings.add(diagnostic);
    }
}

fn place(placed: &OperationField<'_>, findings: &mut Findings) {
    let Located { value: field, at } = placed.field;
    let word = match field.place {
        Location::Body => return,
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    let nested = placed.subject.split('.').count() > field.name.split('.').count() + 1;
    let is_list = field.kind.is_list();
    let is_object = field.kind.is_map() || field.kind.is_object();
    let (key, message, help) = if placed.direction == Direction::Response {
        (
            "in",
            "a response field cannot be in",
            "remove the line: responses have a body only",
        )
    } else if field.place == Location::Header {
        (
            "in",
            "a field cannot be in",
            "declare the header in a header set, with `from: caller`",
        )
    } else if nested {
        ("in", "the field of an object cannot be in", "remove the line")
    } else if field.place == Location::Path && (is_object || is_list) {
        (
            "type",
            "an object or a list cannot be in",
            "write the type that the page gives",
        )
    } else if field.place == Location::Path && field.need != Need::Required {
        ("need", "an optional field cannot be in", "write `need: required`")
    } else {
        return;
    };
    let message = format!("`{}`: {message} the {word}", field.name);
    let diagnostic = Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
        .label(format!("not in the {word}"))
        .help(help);
    findings.add(diagnostic);
}
