//! Every example satisfies the rules of its field.

use std::collections::HashMap;

use super::limits::{Limited, Refusal, refusal};
use super::rule::{Findings, Rule, View};
use super::{range, walk};
use crate::checker::ViolationKind;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located, OperationField};
use crate::raw::{
    CodeTable, Field, FieldType, Header, HeaderOrigin, HeaderSet, Resolution,
};
use crate::resolution;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L027",
    title: "an example that breaks a rule of its field",
    text: "Examples go into the documentation, where people copy them. They must satisfy the \
           field's length, form, range and code table, as adopted by resolutions.",
    bad: "example: P042",
    good: "example: P0042",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let tables = walk::tables(spec);
    for (set, header) in walk::headers(spec) {
        of_header(spec, set, header, &tables, findings);
    }
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields {
            let field = placed.field;
            let Some(example) = &field.example else { continue };
            let refusal = refused_as_adopted(resolutions, placed, example, &tables);
            if let Some(refusal) = refusal {
                let (shown, why) = (example.escape_debug(), &refusal.why);
                let message =
                    format!("the example `{shown}` of `{}`: {why}", field.name);
                let span = field.span_of("example");
                let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                    .label("breaks the rule")
                    .help("invent a value that satisfies the rule, or correct the rule");
                findings.add(refusal.show(diagnostic, field.at));
            }
        }
    }
}

fn of_header(
    spec: &View<'_>,
    set: &HeaderSet,
    header: Located<'_, Header>,
    tables: &HashMap<&str, &Loaded<CodeTable>>,
    findings: &mut Findings,
) {
    let Some(example) = &header.example else { return };
    let error =
        |message| Diagnostic::error(&EXPLANATION, header.span_of("example"), message);
    if header.from != HeaderOrigin::Caller {
        let from = header.from.as_str();
        let message = format!("`{}` has an example, but is `from: {from}`", header.name);
        findings.add(
            error(message)
                .label("no request shows it")
                .help("remove the line, or write `from: caller`"),
        );
        return;
    }
    let limited = Limited::of_header(spec, &set.id, header);
    let text = Field {
        codes: header.codes.clone(),
        ..Field::default()
    };
    if let Some(refusal) = refused(&text, example, &limited, tables) {
        let (shown, why) = (example.escape_debug(), &refusal.why);
        let message = format!("the example `{shown}` of `{}`: {why}", header.name);
        let diagnostic = error(message)
            .label("breaks the rule")
            .help("invent a value that satisfies the rule, or correct the rule");
        findings.add(refusal.show(diagnostic, header.at));
    }
}

/// Why the client refuses a value of a field, after all that is adopted for that.
pub(super) fn refused_as_adopted(
    resolutions: &[Resolution],
    placed: &OperationField<'_>,
    value: &str,
    tables: &HashMap<&str, &Loaded<CodeTable>>,
) -> Option<Refusal> {
    let limited = Limited::of_field(placed, resolutions);
    let adopted = resolution::field(resolutions, &placed.subject, placed.field.value);
    refused(&adopted, value, &limited, tables)
}

/// Why the client refuses an example.
pub(super) fn refused(
    field: &Field,
    example: &str,
    limited: &Limited<'_>,
    tables: &HashMap<&str, &Loaded<CodeTable>>,
) -> Option<Refusal> {
    if !field.values.is_empty() && field.kind.can_be_coded() {
        let known = field.values.iter().any(|value| value.code == example);
        return (!known).then(|| Refusal::new("values", "not one of the values"));
    }
    match field.kind {
        FieldType::String | FieldType::ArrayOfStrings | FieldType::MapOfStrings => {
            // A table says all that there is to say of a value.
            if let Some(table) = field.codes.as_deref().and_then(|id| tables.get(id)) {
                let known = table.codes.iter().any(|code| code.code == example);
                let why = || format!("not a code of `{}`", table.id);
                return (!known).then(|| Refusal::new("codes", why()));
            }
            refusal(limited, example)
        }
        FieldType::Number | FieldType::ArrayOfNumbers => {
            // Nothing fits limits that another rule reports.
            let wrong =
                range::possible(limited.adopted()).check_number(example).err()?;
            wrong.iter().next().map(|violation| Refusal::of(&violation.kind))
        }
        FieldType::Boolean => {
            let word = field.wire.unwrap_or_default().as_str();
            let (yes, no) = word.split_once('/').unwrap_or_default();
            let known = ["true", "false", yes, no].contains(&example);
            (!known).then(|| Refusal::of(&ViolationKind::NotAFlag { yes, no }))
        }
        FieldType::Object
        | FieldType::ArrayOfObjects
        | FieldType::OneOf
        | FieldType::ArrayOfOneOf
        | FieldType::File => None,
    }
}
