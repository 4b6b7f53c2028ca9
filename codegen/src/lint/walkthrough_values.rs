//! The values of worked examples satisfy the rules of their fields.

use std::collections::{HashMap, HashSet};

use super::example::refused_as_adopted;
use super::rule::{Findings, Rule, View};
use super::steps::{self, Call, Origin};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{CodeTable, FieldType, Given, Walkthrough};

use crate::source::Span;

/// What the values of fields are checked by.
struct Rules<'v, 'a> {
    spec: &'v View<'a>,
    /// The code tables by their ids.
    tables: HashMap<&'a str, &'a Loaded<CodeTable>>,
}

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L056",
    title: "a value of a worked example that does not fit its field",
    text: "The values of a worked example satisfy the rules of each field that they are given to \
           or taken from, as examples of fields do: the example is run as a test. A yes or no is \
           given to a field of that kind alone. The invented value of an answer is no other value \
           of the example, so that the test can tell where it comes from.",
    bad: "- { name: \"loans[0].days\", value: \"29\" }",
    good: "- { name: \"loans[0].days\", value: \"21\" }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let rules = Rules {
        spec,
        tables: walk::tables(spec),
    };
    for walkthrough in &spec.walkthroughs {
        let calls = steps::calls(spec, walkthrough);
        let origins = steps::origins(walkthrough, &calls);
        let mut refused = HashSet::new();
        for call in &calls {
            for taken in call.takes() {
                let found = call.find(Direction::Response, &taken.value.read);
                let Ok(field) = found else { continue };
                let (value, span) = (&taken.value.example, taken.span_of("example"));
                if let Some(finding) = unfit(call, field, value, span, &rules) {
                    refused.insert(taken.value.name.as_str());
                    findings.add(finding);
                }
            }
        }
        for call in &calls {
            // One mistake, one finding.
            let is_refused = |given: &Located<'_, Given>| {
                given.from.as_deref().is_some_and(|it| refused.contains(it))
            };
            for given in call.fields().filter(|given| !is_refused(given)) {
                findings.extend(of_field(call, given, &origins, &rules));
            }
        }
        same(walkthrough, &calls, findings);
    }
}

/// What is wrong with the value of a field.
fn of_field(
    call: &Call<'_, '_>,
    given: Located<'_, Given>,
    origins: &HashMap<&str, Origin<'_, '_>>,
    rules: &Rules<'_, '_>,
) -> Option<Diagnostic> {
    let field = call.find(Direction::Request, &given.value.name).ok()?;
    if let Some(value) = &given.value.value {
        return unfit(call, field, value, given.span_of("value"), rules);
    }
    let span = given.span_of("from");
    match *origins.get(given.from.as_deref()?)? {
        Origin::Input(it) => unfit(call, field, &it.value.example, span, rules),
        Origin::Taken(it, taken) => taken
            .and_then(|taken| other_kind(taken, field, span))
            .or_else(|| unfit(call, field, &it.value.example, span, rules)),
    }
}

fn unfit(
    call: &Call<'_, '_>,
    field: &OperationField<'_>,
    value: &str,
    span: Span,
    rules: &Rules<'_, '_>,
) -> Option<Diagnostic> {
    let (operation, _) = call.operation?;
    let refusal = refused_as_adopted(
        rules.spec.resolutions(operation),
        field,
        value,
        &rules.tables,
    )?;
    let (shown, why) = (value.escape_debug(), &refusal.why);
    let message = format!("the value `{shown}` of `{}`: {why}", field.field.name);
    let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
        .label("breaks the rule")
        .help("invent a value that satisfies the rule of each field that has it");
    Some(refusal.show(diagnostic, field.field.at))
}

/// A yes or no that is given to another field, or another value that is given to such a field.
fn other_kind(
    taken: &OperationField<'_>,
    field: &OperationField<'_>,
    span: Span,
) -> Option<Diagnostic> {
    let is_flag = |field: &OperationField<'_>| field.field.kind == FieldType::Boolean;
    (is_flag(taken) != is_flag(field)).then(|| {
        let (from, to) = (&taken.field, &field.field);
        let kinds = (from.kind.as_str(), to.kind.as_str());
        let message = format!(
            "`{}` is a {}, and `{}` is a {}",
            from.name, kinds.0, to.name, kinds.1
        );
        Diagnostic::error(&EXPLANATION, span, message)
            .label("has a value of another kind")
            .help("take another field, or give a `value`")
    })
}

/// Values of answers that another value is the same as: a test could not tell them apart.
fn same(
    walkthrough: &Loaded<Walkthrough>,
    calls: &[Call<'_, '_>],
    findings: &mut Findings,
) {
    let inputs = walkthrough.inputs.iter().map(|it| it.example.as_str());
    let literals = walkthrough.steps.iter().flat_map(|it| &it.fields);
    let literals = literals.filter_map(|it| it.value.as_deref());
    let taken = walkthrough.steps.iter().flat_map(|it| &it.takes);
    let all: Vec<_> =
        inputs.chain(literals).chain(taken.map(|it| it.example.as_str())).collect();
    for call in calls {
        for taken in call.takes() {
            // Of the one kind there are but two.
            let is_distinct =
                |field: &OperationField<'_>| field.field.kind != FieldType::Boolean;
            if !call.find(Direction::Response, &taken.value.read).is_ok_and(is_distinct)
            {
                continue;
            }
            let example = taken.value.example.as_str();
            if all.iter().filter(|it| **it == example).count() > 1 {
                let shown = example.escape_debug();
                let message = format!("`{shown}` is another value of the example too");
                let diagnostic =
                    Diagnostic::error(&EXPLANATION, taken.span_of("example"), message);
                findings.add(
                    diagnostic
                        .label("cannot be told from the other")
                        .help("invent a value that nothing else in the example has"),
                );
            }
        }
    }
}
