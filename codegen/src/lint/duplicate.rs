//! What has a name has it alone.

use std::collections::HashMap;
use std::hash::Hash;

use super::{Findings, Rule, View, places};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located, Spec};
use crate::raw::{CodeTable, Field, Operation};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L040",
    title: "the same thing twice",
    text: "Ids, codes, names in a code table, fields beside each other, headers of a set, \
           method and path of an operation: each of them stands once. Two codes of one name are \
           possible where one of them has a `variant`.",
    bad: "- { code: \"07\", name: 언덕 도서관, variant: HillBranch }\n\
          - { code: \"07\", name: Old Tower }",
    good: "- { code: \"07\", name: 언덕 도서관, variant: HillBranch }\n\
           - { code: \"08\", name: Old Tower }",
};

/// The places where keys stood first.
struct Seen<K>(HashMap<K, Span>);

impl<K: Hash + Eq> Seen<K> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    fn add(
        &mut self,
        key: K,
        span: Span,
        what: impl FnOnce() -> String,
        findings: &mut Findings,
    ) {
        match self.0.get(&key) {
            None => {
                self.0.insert(key, span);
            }
            Some(first) => {
                let message = format!("{} stands twice", what());
                let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                    .label("for the second time")
                    .related(*first, "for the first time")
                    .help("remove one of the two, or correct it");
                findings.add(diagnostic);
            }
        }
    }
}

fn check(spec: &View<'_>, findings: &mut Findings) {
    of_api(spec, findings);
    for table in &spec.codes {
        of_table(table, findings);
    }
    of_operations(spec, findings);
    resolutions(spec, findings);
    catalog(spec, findings);
}

fn of_api(spec: &Spec, findings: &mut Findings) {
    let api = spec.api.located();
    let mut sources = Seen::new();
    // An operation is a source under its id: a source of the same id would hide it.
    for operation in &spec.operations {
        sources.0.insert(operation.id.as_str(), operation.located().span_of("id"));
    }
    for it in api.each("sources", |api| &api.sources) {
        let what = || format!("the source `{}`", it.id);
        sources.add(it.value.id.as_str(), it.span_of("id"), what, findings);
    }
    let mut environments = Seen::new();
    for it in api.each("environments", |api| &api.environments) {
        let what = || format!("the environment `{}`", it.id);
        environments.add(it.value.id.as_str(), it.span_of("id"), what, findings);
    }
    let mut sets = Seen::new();
    for set in places::header_sets(spec) {
        let what = || format!("the header set `{}`", set.id);
        sets.add(set.value.id.as_str(), set.span_of("id"), what, findings);
        let mut headers = Seen::new();
        for it in set.each("headers", |set| &set.headers) {
            let what = || format!("the header `{}`", it.name);
            headers.add(
                it.name.to_ascii_lowercase(),
                it.span_of("name"),
                what,
                findings,
            );
        }
    }
}

fn of_table(table: &Loaded<CodeTable>, findings: &mut Findings) {
    let (mut codes, mut names) = (Seen::new(), Seen::new());
    for it in table.located().each("codes", |table| &table.codes) {
        let what = || format!("the code `{}`", it.code);
        codes.add(it.value.code.as_str(), it.span_of("code"), what, findings);
        if it.variant.is_none() {
            let what = || format!("the name `{}`", it.name);
            names.add(it.value.name.as_str(), it.span_of("name"), what, findings);
        }
    }
}

fn of_operations(spec: &Spec, findings: &mut Findings) {
    let (mut ids, mut paths) = (Seen::new(), Seen::new());
    for operation in &spec.operations {
        let top = operation.located();
        let what = || format!("the operation `{}`", operation.id);
        ids.add(operation.id.as_str(), top.span_of("id"), what, findings);
        let call = (operation.method as u8, without_names(&operation.path));
        let what = || format!("the same method with `{}`", operation.path);
        paths.add(call, top.span_of("path"), what, findings);
        let mut codes = Seen::new();
        for it in places::response_codes(operation) {
            let what = || format!("the response code `{}`", it.code);
            codes.add(it.value.code.as_str(), it.span_of("code"), what, findings);
        }
        of_fields(operation, findings);
    }
}

/// A path, whatever its parameters are called.
fn without_names(path: &str) -> String {
    let mut in_name = false;
    let keep = |c: &char| {
        let keep = !in_name || *c == '}';
        in_name = (in_name || *c == '{') && *c != '}';
        keep
    };
    path.chars().filter(keep).collect()
}

fn of_fields(operation: &Loaded<Operation>, findings: &mut Findings) {
    let top = operation.located();
    let request = top.part("request", |it| &it.request);
    siblings(request.each("fields", |it| &it.fields), findings);
    if let Some(response) = top.optional("response", |it| &it.response) {
        siblings(response.each("fields", |it| &it.fields), findings);
    }
}

fn siblings<'a>(
    fields: impl Iterator<Item = Located<'a, Field>>,
    findings: &mut Findings,
) {
    let mut names = Seen::new();
    for it in fields {
        let what = || format!("the field `{}`", it.name);
        names.add(it.value.name.as_str(), it.span_of("name"), what, findings);
        if !it.fields.is_empty() {
            siblings(
                it.each("fields", |it| &it.fields).collect::<Vec<_>>().into_iter(),
                findings,
            );
        }
    }
}

fn resolutions(spec: &Spec, findings: &mut Findings) {
    let (mut ids, mut subjects) = (Seen::new(), Seen::new());
    for it in places::resolutions(spec) {
        let what = || format!("the resolution `{}`", it.id);
        ids.add((it.at.file(), it.value.id.as_str()), it.span_of("id"), what, findings);
        let what = || format!("a resolution of `{}`", it.subject);
        let subject = (it.at.file(), it.value.subject.as_str());
        subjects.add(subject, it.span_of("subject"), what, findings);
    }
}

fn catalog(spec: &Spec, findings: &mut Findings) {
    let Some(catalog) = &spec.catalog else { return };
    let (mut paths, mut operations) = (Seen::new(), Seen::new());
    for it in catalog.located().each("apis", |catalog| &catalog.apis) {
        if let Some(path) = it.value.path.as_deref() {
            let what = || format!("the path `{path}`");
            paths.add(path, it.span_of("path"), what, findings);
        }
        if let Some(operation) = it.value.operation.as_deref() {
            let what = || format!("the operation `{operation}`");
            operations.add(operation, it.span_of("operation"), what, findings);
        }
    }
}
