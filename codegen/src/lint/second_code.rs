//! A second code can be told from others and has a remedy.

use super::rule::{Findings, Rule, View};
use super::{code_rows, walk};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{Code, CodeTable, Envelope, OwnEnvelope, SecondCode};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L052",
    title: "a second code that nobody can act on",
    text: "An answer that has a second code is a success by both codes alone, and a refusal has the \
           remedy of the second one. So every code of the table that `second` names has a `remedy`, \
           each code of success is in the table, and no other table has remedies: nothing would read \
           them. The second code stands in a field of its own, beside the first one or in \
           an `object`. Where it is there on success, so is \
           the first one, in `success_code`. \
           `rows` names a list of objects, a field of the answer itself: every operation with such \
           an envelope has the list, and others have an envelope of their own.",
    bad: "- { code: \"UTC\", name: UTC, utc_offset: \"+00:00\", remedy: none }",
    good: "- { code: \"UTC\", name: UTC, utc_offset: \"+00:00\" }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let envelopes = envelopes(spec);
    for envelope in &envelopes {
        if let Some(second) = envelope.optional("second", |it| &it.second) {
            fields(*envelope, second, findings);
            codes(spec, second, findings);
        }
    }
    code_rows::check(spec, &EXPLANATION, findings);
    let named: Vec<&String> = envelopes
        .iter()
        .filter_map(|it| Some(&it.value.second.as_ref()?.codes))
        .collect();
    for table in spec.codes.iter().filter(|table| !named.contains(&&table.id)) {
        let codes = table.located().each("codes", |table| &table.codes);
        codes.filter_map(unread).for_each(|it| findings.add(it));
    }
    for (_, placed) in spec.each_field() {
        let values = placed.field.each("values", |field| &field.values);
        values.filter_map(unread).for_each(|it| findings.add(it));
    }
}

/// A remedy of a code that is no second one.
fn unread(code: Located<'_, Code>) -> Option<Diagnostic> {
    code.remedy?;
    let message = format!("the remedy of `{}` is never advised", code.value.code);
    Some(
        error(code.span_of("remedy"), message)
            .label("no answer has it for its second code")
            .help("remove it, or name its table in `second` of an envelope"),
    )
}

/// The envelope of all answers, and those of operations.
fn envelopes(spec: &Spec) -> Vec<Located<'_, Envelope>> {
    let own = spec.operations.iter().filter_map(|operation| {
        let response = operation.located().optional("response", |it| &it.response)?;
        let own = response.optional("envelope", |it| &it.envelope)?;
        match own.value {
            OwnEnvelope::None => None,
            OwnEnvelope::Other(value) => Some(Located {
                value: &**value,
                at: own.at,
            }),
        }
    });
    walk::envelope(spec).into_iter().chain(own).collect()
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn fields(
    envelope: Located<'_, Envelope>,
    second: Located<'_, SecondCode>,
    findings: &mut Findings,
) {
    let first = [Some(&envelope.value.code), envelope.value.message.as_ref()];
    for (key, name) in
        [("code", Some(&second.value.code)), ("message", second.value.message.as_ref())]
    {
        let is_beside = second.value.rows.is_none() && second.value.object.is_none();
        let is_of_first = is_beside && first.contains(&name);
        let is_both = key == "message" && name == Some(&second.value.code);
        if let Some(name) = name.filter(|_| is_of_first || is_both) {
            findings.add(
                error(
                    second.span_of(key),
                    format!("`{name}` has another part of the result"),
                )
                .label("the same field")
                .help("name the field that the second code has alone"),
            );
        }
    }
    let is_in_rows = second.value.rows.is_some() && second.value.object.is_some();
    if is_in_rows {
        let message = "a second code has both `rows` and an `object`".to_owned();
        findings.add(
            error(second.span_of("object"), message)
                .label("not in rows")
                .related(second.span_of("rows"), "the rows")
                .help("remove the line: it stands in the rows themselves"),
        );
    }
    let has_code = |codes: &[String]| !codes.is_empty();
    let is_alone = has_code(&second.value.success_code.0)
        && !has_code(&envelope.value.success_code.0)
        && second.value.rows.is_none();
    if is_alone {
        let message = "a success has a second code, and no first one".to_owned();
        findings.add(
            error(second.span_of("success_code"), message)
                .label("the second code of success")
                .related(envelope.span_of("code"), "the first one is in failures alone")
                .help("make it the `code` of the envelope, or give the first one's `success_code`"),
        );
    }
}

fn codes(spec: &Spec, second: Located<'_, SecondCode>, findings: &mut Findings) {
    let table = spec.codes.iter().find(|table| table.id == second.value.codes);
    // One that is not there is reported by another rule.
    let Some(table) = table else { return };
    for code in &second.value.success_code.0 {
        if !has(table, code) {
            let message = format!("the table has no code `{code}`");
            findings.add(
                error(second.span_of("success_code"), message)
                    .label("the second code of success")
                    .related(table.located().span_of("id"), "the table")
                    .help("add the code to the table, with `remedy: none`"),
            );
        }
    }
    for code in table.located().each("codes", |table| &table.codes) {
        if code.remedy.is_none() {
            let message = format!("the second code `{}` has no remedy", code.value.code);
            findings.add(
                error(code.span_of("code"), message)
                    .label("a refusal with it has no advice")
                    .related(second.span_of("codes"), "its table is named here")
                    .help(
                        "add `remedy:`, `unknown` where the documentation does not say",
                    ),
            );
        }
    }
}

fn has(table: &CodeTable, code: &str) -> bool {
    table.codes.iter().any(|it| it.code == code)
}
