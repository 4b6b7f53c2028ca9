//! The steps of a worked example give every required field.

use super::rule::{Findings, Rule, View};
use super::steps::{self, Call};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Direction;
use crate::raw::{Field, FieldOrigin, FieldType};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L055",
    title: "a step of a worked example without a required field",
    text: "The client refuses a request without a required field, and one with an object without \
           its required fields. The items of a list are counted from 0, without gaps.",
    bad: "- { name: reader.birthDate, from: birth-date }",
    good: "- { name: reader.birthDate, from: birth-date }\n\
           - { name: reader.fullName, value: 김 }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for walkthrough in &spec.walkthroughs {
        for call in steps::calls(spec, walkthrough).iter().filter(|call| call.is_sound())
        {
            let Some((operation, _)) = call.operation else { continue };
            made(call, findings);
            let mut missing = Vec::new();
            left_out(call, &operation.request.fields, "", &mut missing);
            if !missing.is_empty() {
                findings.add(finding(call, &missing));
            }
        }
    }
}

fn finding(call: &Call<'_, '_>, missing: &[String]) -> Diagnostic {
    let names: Vec<_> = missing.iter().map(|path| format!("`{path}`")).collect();
    let (operation, names) = (&call.step.operation, names.join(", "));
    let message = format!("the request of `{operation}` needs {names}");
    Diagnostic::error(&EXPLANATION, call.step.span_of("operation"), message)
        .label("the client refuses it without")
        .help("add it to the `fields` of the step")
}

/// Values of fields that the client sends by itself.
fn made(call: &Call<'_, '_>, findings: &mut Findings) {
    for given in call.fields() {
        let Ok(field) = call.find(Direction::Request, &given.value.name) else {
            continue;
        };
        let kind = field.field.kind;
        let what = if kind.is_map() { "a map" } else { "a file" };
        if kind.is_map() || kind == FieldType::File {
            findings.add(
                Diagnostic::error(
                    &EXPLANATION,
                    given.span_of("name"),
                    format!(
                        "`{}` is {what}, which a worked example cannot give",
                        field.field.name
                    ),
                )
                .label(what)
                .help(
                    "remove it from the `fields` of the step, or show another operation",
                ),
            );
        }
        if field.field.value.from == FieldOrigin::Configuration {
            findings.add(
                Diagnostic::error(
                    &EXPLANATION,
                    given.span_of("name"),
                    format!("`{}` is set when the client is built", given.value.name),
                )
                .label("no field of a request")
                .help("remove it from the `fields` of the step"),
            );
        }
        let Some(code) = field.field.value.constant() else { continue };
        let (name, code) = (&given.value.name, &code.code);
        let message = format!("the client sends `{name}` by itself");
        findings.add(
            Diagnostic::error(&EXPLANATION, given.span_of("name"), message)
                .label(format!("it is always `{}`", code.escape_debug()))
                .help("remove it from the `fields` of the step"),
        );
    }
}

/// The required fields below a path that are not given.
fn left_out(
    call: &Call<'_, '_>,
    fields: &[Field],
    above: &str,
    missing: &mut Vec<String>,
) {
    let is_given = |path: &str| {
        call.step.value.fields.iter().any(|given| {
            let rest = given.name.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    for field in fields {
        let path = format!("{above}{}", field.name);
        if !is_given(&path) {
            if field.is_asked() {
                missing.push(if field.kind.is_list() {
                    format!("{path}[0]")
                } else {
                    path
                });
            }
            continue;
        }
        let paths = if field.kind.is_list() { items(call, &path) } else { vec![path] };
        for path in paths {
            match field.kind {
                kind if kind.is_object() => {
                    left_out(call, &field.fields, &format!("{path}."), missing);
                }
                _ if !is_given(&path) => missing.push(path),
                _ => {}
            }
        }
    }
}

/// The items of a list up to the last one that is given.
fn items(call: &Call<'_, '_>, path: &str) -> Vec<String> {
    let list = format!("{path}[");
    let given = call.step.value.fields.iter().filter_map(|given| {
        let (item, _) = given.name.strip_prefix(&list)?.split_once(']')?;
        item.parse::<usize>().ok()
    });
    let count = given.max().map_or(0, |last| last.saturating_add(1).min(MOST_ITEMS));
    (0..count).map(|item| format!("{list}{item}]")).collect()
}

/// More items than any example has.
const MOST_ITEMS: usize = 100;
