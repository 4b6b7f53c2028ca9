//! Every fact says where it comes from.

use super::{Findings, Rule, View, places};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Loaded;
use crate::raw::Operation;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L001",
    title: "a fact without a citation",
    text: "Whoever doubts a fact has to find the page and the heading under which it stands. \
           Blocks of api.yaml, code tables and the catalogue have a `cite`; blocks of an \
           operation have a `section`, since their page is the operation's own; resolutions \
           have `evidence`.",
    bad: "- id: live\n  about: The host comes with the library card.",
    good: "- id: live\n  about: The host comes with the library card.\n  \
           cite: { source: readers-guide, section: Hosts }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for block in places::cited_blocks(spec).iter().filter(|block| block.cite.is_none()) {
        let message = format!("{} has no citation", block.what);
        findings.add(
            Diagnostic::error(&EXPLANATION, block.at.span(), message)
                .label("nothing says where this comes from")
                .help("add `cite: { source: <id of a source>, section: <heading> }`"),
        );
    }
    for operation in &spec.operations {
        sections(operation, findings);
    }
    for resolution in
        places::resolutions(spec).iter().filter(|it| it.evidence.is_empty())
    {
        let message = format!("the resolution `{}` has no evidence", resolution.id);
        let diagnostic =
            Diagnostic::error(&EXPLANATION, resolution.span_of("id"), message)
                .label("no source supports it")
                .help("add `evidence: [<id of a source>, …]`");
        findings.add(diagnostic);
    }
}

fn sections(operation: &Loaded<Operation>, findings: &mut Findings) {
    let located = operation.located();
    let mut section = |section: &Option<String>, span: Span, what: &str| {
        if section.is_none() {
            findings.add(
                Diagnostic::error(
                    &EXPLANATION,
                    span,
                    format!("{what} has no `section`"),
                )
                .label("under which heading of the page?")
                .help("add `section: <heading on the page>`"),
            );
        }
    };
    section(&operation.section, located.span_of("path"), "the operation's path");
    let request = &operation.request;
    if request.headers.is_some() || !request.fields.is_empty() {
        section(&request.section, located.span_of("request"), "the request");
    }
    if let Some(response) = &operation.response {
        section(&response.section, located.span_of("response"), "the response");
    }
    let codes = &operation.response_codes.section;
    section(codes, located.span_of("response_codes"), "the list of response codes");
    if let Some(cases) = &operation.test_cases {
        section(&cases.section, located.span_of("test_cases"), "the list of test cases");
    }
}
