//! Every fact has a citation.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Loaded;
use crate::raw::{Known, Operation};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L001",
    title: "a fact without a citation",
    text: "A citation says on which page and under which heading a fact can be checked. Blocks of \
           api.yaml, code tables and the catalogue have a `cite`; blocks of an operation have a \
           `section`, since their page is the operation's own; resolutions have `evidence`.",
    bad: "- id: live\n  about: The host comes with the library card.",
    good: "- id: live\n  about: The host comes with the library card.\n  \
           cite: { source: readers-guide, section: Hosts }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (what, at) in &spec.found.uncited {
        let id = at.key("id");
        let name = id.text().filter(|_| id.exists()).map(|id| format!(" `{id}`"));
        findings.add(uncited(&format!("{what}{}", name.unwrap_or_default()), at.span()));
    }
    let lines = spec.catalog.iter().map(Loaded::located);
    for line in lines.flat_map(|it| it.each("apis", |catalog| &catalog.apis)) {
        // The path of an operation is cited there.
        if let (Some(path), None, None) =
            (&line.value.path, &line.value.operation, &line.value.cite)
        {
            let what = format!("the path `{path}` in the catalogue");
            findings.add(uncited(&what, line.span_of("path")));
        }
    }
    for operation in &spec.operations {
        sections(operation, findings);
    }
    for callback in &spec.callbacks {
        let located = callback.located();
        if !located.at.key("section").exists() {
            findings.add(without_section("the callback", located.span_of("id")));
        }
    }
    for resolution in walk::resolutions(spec).iter().filter(|it| it.evidence.is_empty())
    {
        let message = format!("the resolution `{}` has no evidence", resolution.id);
        let diagnostic =
            Diagnostic::error(&EXPLANATION, resolution.span_of("id"), message)
                .label("no source supports it")
                .help("add `evidence: [<id of a source>, …]`");
        findings.add(diagnostic);
    }
}

fn uncited(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, format!("{what} has no citation"))
        .label("no source is given")
        .help("add `cite: { source: <id of a source>, section: <heading> }`")
}

fn without_section(what: &str, span: Span) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, format!("{what} has no `section`"))
        .label("no heading is given")
        .help("add `section: <heading on the page>`")
}

fn sections(operation: &Loaded<Operation>, findings: &mut Findings) {
    let located = operation.located();
    let mut section = |block: NodeRef<'_>, span: Span, what: &str| {
        // What is there and empty is reported by another rule.
        if !block.key("section").exists() {
            findings.add(without_section(what, span));
        }
    };
    section(located.at, located.span_of("path"), "the operation's path");
    let mut block = |key, what| section(located.at.key(key), located.span_of(key), what);
    let request = &operation.request;
    let is_shown = request.known != Known::None || !request.fields.is_empty();
    if is_shown && (request.headers.is_some() || !request.fields.is_empty()) {
        block("request", "the request");
    }
    if operation.response.as_ref().is_some_and(|it| it.known != Known::None) {
        block("response", "the response");
    }
    if operation.response_codes.known != Known::None {
        block("response_codes", "the list of response codes");
    }
    if operation.test_cases.as_ref().is_some_and(|it| it.known != Known::None) {
        block("test_cases", "the list of test cases");
    }
}
