//! The shapes of a one-of are objects, each with what tells it from the others.

use std::collections::HashSet;

use super::limits::is_json_integer;
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, OperationField};
use crate::raw::{CodeType, Field, FieldType, Known, Need};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);
pub(super) const ALIKE: Rule = Rule::new(&ALIKE_EXPLANATION, alike);

static EXPLANATION: Explanation = Explanation {
    code: "L131",
    title: "a shape that is none, or that nothing tells",
    text: "A field of the type `one-of` is an object of one of several shapes: its `fields` are \
           the shapes, two at least. Each is an object with `need: required`, whose name is not \
           on the wire. If a field of the objects tells the shape, the one-of names it as its \
           `discriminator`, with its `discriminator_type`, and each shape has the value of that \
           field as its `tag`; the shapes do not list the field, which the client sends by itself.",
    bad: "type: object\nneed: required\ntag: reader\nabout: Who borrows.",
    good: "type: object\nneed: required\nabout: Who borrows.",
};

static ALIKE_EXPLANATION: Explanation = Explanation {
    code: "L132",
    title: "shapes that their fields do not tell apart",
    text: "Where no field tells the shape of an object, its fields do: each shape has a required \
           field that none of the others has, or several that no other has together. Otherwise an \
           object could be of two shapes.",
    bad: "- name: remind\n  type: one-of\n  need: optional\n  about: Whether the reader is reminded.\n  fields:\n    - name: one\n      type: object\n      need: required\n      about: One word.\n      fields:\n        - { name: word, type: string, need: required, max_length: 20, redact: shown, example: holiday, about: A word. }\n    - name: two\n      type: object\n      need: required\n      about: Two words.\n      fields:\n        - { name: word, type: string, need: required, max_length: 20, redact: shown, example: holiday, about: A word. }\n        - { name: more, type: string, need: required, max_length: 20, redact: shown, example: family, about: Another one. }",
    good: "- name: remind\n  type: boolean\n  wire: 1/0\n  need: optional\n  redact: shown\n  example: \"false\"\n  about: Whether the reader is reminded.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, fields) in spec.with_fields() {
        let choices = fields.iter().filter(|it| it.field.kind.is_choice());
        let choices: Vec<_> = choices.collect();
        for placed in &choices {
            choice(placed.field, findings);
        }
        let shapes: HashSet<_> = choices
            .iter()
            .flat_map(|it| it.field.each("fields", |field| &field.fields))
            .map(|it| it.at.span())
            .collect();
        for OperationField { field, .. } in fields {
            let tag = field.at.key("tag");
            if tag.exists() && !shapes.contains(&field.at.span()) {
                let message = format!("`{}` has a tag, but is no shape", field.name);
                let help = "remove the line, or make it a shape of a one-of";
                findings.add(error(tag, message).label("nothing to tell").help(help));
            }
        }
    }
}

fn error(at: NodeRef<'_>, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, at.key_span(), message)
}

fn choice(field: Located<'_, Field>, findings: &mut Findings) {
    let name = &field.name;
    let fields = field.at.key("fields");
    let at = if fields.exists() { fields } else { field.at.key("type") };
    if field.value.fields.len() < 2 {
        let message = format!("`{name}` has fewer than two shapes");
        let help = "list the shapes as its `fields`, or make it an object";
        findings.add(error(at, message).label("one of which?").help(help));
    }
    for key in ["known", "unnamed", "tag"].map(|key| field.at.key(key)) {
        if key.exists() {
            let message = format!("`{name}` is one of several shapes, which say this");
            let help = "write the line in its shapes, or remove it";
            findings.add(error(key, message).label("not of a one-of").help(help));
        }
    }
    let mut tags = HashSet::new();
    for shape in field.each("fields", |field| &field.fields) {
        let tag = shape.at.key("tag");
        let at = if tag.exists() { tag } else { shape.at.key("name") };
        let found = wrong(field.value, shape.value, &mut tags);
        findings.extend(found.map(|(why, help)| {
            error(at, format!("the shape `{}` of `{name}` {why}", shape.name))
                .label("no shape that is told")
                .related(field.span_of("type"), "one of several shapes")
                .help(help)
        }));
    }
}

/// What is wrong with a shape, and what to write.
fn wrong<'a>(
    choice: &Field,
    shape: &'a Field,
    tags: &mut HashSet<&'a str>,
) -> Option<(&'static str, &'static str)> {
    let of_type = |tag: &str| match choice.discriminator_type {
        CodeType::Text => true,
        CodeType::Integer => is_json_integer(tag),
        CodeType::Boolean => ["true", "false"].contains(&tag),
    };
    if shape.kind != FieldType::Object {
        return Some(("is no object", "write `type: object`"));
    }
    if shape.need != Need::Required || shape.nullable {
        let help =
            "write `need: required`, and no `nullable`: they are said of the one-of";
        return Some(("has a need of its own", help));
    }
    if shape.name == "undocumented" {
        return Some(("has the name of any other", "give it another name"));
    }
    match (&choice.discriminator, &shape.tag) {
        (None, Some(_)) => {
            Some(("has a tag, but no field tells it", "write the `discriminator`"))
        }
        (Some(_), None) => Some(("has no tag", "write the value of the discriminator")),
        (Some(_), Some(tag)) if !of_type(tag) => {
            Some(("has a tag of another type", "compare it with `discriminator_type`"))
        }
        (Some(name), Some(_)) if shape.fields.iter().any(|it| it.name == *name) => {
            Some(("lists the discriminator", "remove the field: the tag says it"))
        }
        (Some(_), Some(tag)) if !tags.insert(tag) => {
            Some(("has the tag of another one", "compare the tags with the page"))
        }
        _ => None,
    }
}

fn alike(spec: &View<'_>, findings: &mut Findings) {
    for placed in spec.with_fields().flat_map(|(_, fields)| fields) {
        let field = placed.field;
        if !field.kind.is_choice() || field.discriminator.is_some() {
            continue;
        }
        let shapes = &field.value.fields;
        for shape in field.each("fields", |field| &field.fields) {
            let others = shapes.iter().filter(|it| !std::ptr::eq(*it, shape.value));
            let Some(other) = others.into_iter().find(|it| covers(it, shape.value))
            else {
                continue;
            };
            let message = format!(
                "what the shape `{}` of `{}` has to have, `{}` can have too",
                shape.name, field.name, other.name
            );
            findings.add(
                Diagnostic::error(&ALIKE_EXPLANATION, shape.span_of("name"), message)
                    .label("told by nothing")
                    .related(field.span_of("type"), "no discriminator")
                    .help("name the field that tells them as the `discriminator`"),
            );
        }
    }
}

/// Whether a shape can have every field that another one has to have.
fn covers(shape: &Field, other: &Field) -> bool {
    let mut required = other.fields.iter().filter(|it| it.need == Need::Required);
    shape.known != Known::Whole
        || required.all(|it| shape.fields.iter().any(|own| own.name == it.name))
}
