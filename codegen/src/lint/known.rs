//! What is known of a part agrees with what is listed there.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, OperationField};
use crate::raw::Known;
use crate::source::{NodeKind, NodeRef};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L047",
    title: "a part whose contents disagree with what is known of it",
    text: "`known` says how much of a part the captures of the page show: all of it where the \
           line is absent, `part` of it, or `none`. Of what is not known nothing is listed, and a \
           list that is known whole is not empty. A part that the page certainly lacks is left \
           out, or is an empty `fields` of the answer.",
    bad: "section: Try it\nknown: none\ncases:\n  - http: 200\n    text: \"A loan\"",
    good: "section: Try it\ncases:\n  - http: 200\n    text: \"A loan\"",
};

/// The keys of what is listed in a part.
const LISTED: [&str; 4] = ["fields", "unnamed", "codes", "cases"];

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (callback, fields) in spec.callbacks() {
        listed(callback.known, callback.located().at, "the callback", findings);
        of_fields(fields, findings);
    }
    for (operation, fields) in spec.operations() {
        let top = operation.located().at;
        let part = |key| top.key(key);
        listed(operation.request.known, part("request"), "the request", findings);
        if let Some(response) = &operation.response {
            listed(response.known, part("response"), "the response", findings);
        }
        let codes = &operation.response_codes;
        let at = part("response_codes");
        listed(codes.known, at, "the list of response codes", findings);
        empty(codes.known, codes.codes.is_empty(), (at, "codes"), findings);
        if let Some(cases) = &operation.test_cases {
            let at = part("test_cases");
            listed(cases.known, at, "the list of test cases", findings);
            empty(cases.known, cases.cases.is_empty(), (at, "cases"), findings);
        }
        of_fields(fields, findings);
    }
}

/// Of fields that are no objects it is said how much of their description is known.
fn of_fields(fields: &[OperationField<'_>], findings: &mut Findings) {
    let objects = fields.iter().filter(|it| it.field.kind.is_object());
    for OperationField { field, direction, .. } in objects {
        let what = format!("the object `{}`", field.name);
        listed(field.known, field.at, &what, findings);
        if *direction == Direction::Response && field.known == Known::Part {
            part_of_nothing(field.fields.is_empty(), field.at, &what, findings);
        }
    }
}

/// Of what is not known nothing is listed.
fn listed(known: Known, at: NodeRef<'_>, what: &str, findings: &mut Findings) {
    let is_filled = |it: &NodeRef<'_>| match it.kind() {
        NodeKind::List(items) => !items.is_empty(),
        NodeKind::Map(_) | NodeKind::Scalar { .. } => false,
    };
    let mut all = LISTED.iter().map(|key| at.key(key)).filter(|it| it.exists());
    let Some(first) = all.find(is_filled).filter(|_| known == Known::None) else {
        return;
    };
    let message = format!("nothing is known of {what}, but something is listed");
    findings.add(
        Diagnostic::error(&EXPLANATION, at.key("known").span(), message)
            .label("nothing is known")
            .related(first.key_span(), "listed here")
            .help("write `known: part`, or remove the line if this is all"),
    );
}

/// A list that is known whole is not empty.
fn empty(
    known: Known,
    is_empty: bool,
    (at, key): (NodeRef<'_>, &str),
    findings: &mut Findings,
) {
    if known == Known::None || !is_empty {
        return;
    }
    let message = format!("no `{key}` are listed, but some are known");
    findings.add(
        Diagnostic::error(&EXPLANATION, at.span(), message)
            .label("nothing is listed here")
            .help(format!("list the `{key}` of the page, or write `known: none`")),
    );
}

/// What is known in part has some fields.
fn part_of_nothing(
    is_empty: bool,
    at: NodeRef<'_>,
    what: &str,
    findings: &mut Findings,
) {
    if is_empty {
        let message = format!("no field of {what} is listed, but some are known");
        findings.add(
            Diagnostic::error(&EXPLANATION, at.key("known").span(), message)
                .label("some are known")
                .help("list them, or write `known: none`"),
        );
    }
}
