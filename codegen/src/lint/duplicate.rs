//! Names are unique where they have to be.

use std::collections::HashMap;
use std::hash::Hash;

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Spec};
use crate::raw::CodeTable;
use crate::source::{NodeKind, NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L040",
    title: "a duplicate definition",
    text: "Ids, codes, names in a code table, fields beside each other, headers of a set, and the \
           method and path of an operation are unique. Two codes can share a name where one of \
           them has a `variant`.",
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
                let message = format!("{} is defined twice", what());
                let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                    .label("second definition")
                    .related(*first, "first definition")
                    .help("remove one of the two, or correct it");
                findings.add(diagnostic);
            }
        }
    }
}

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (facts, list) in &spec.found.lists {
        let unique = facts.iter().filter_map(|it| it.unique.map(|what| (it.key, what)));
        unique.for_each(|(key, what)| of_list(*list, key, what, findings));
    }
    of_api(spec, findings);
    for table in &spec.codes {
        of_table(table, findings);
    }
    of_operations(spec, findings);
}

/// The items of a list, by a key that is unique.
fn of_list(list: NodeRef<'_>, key: &str, what: &str, findings: &mut Findings) {
    let NodeKind::List(items) = list.kind() else { return };
    let mut seen = Seen::new();
    for at in items.iter().map(|item| item.at(list.file()).key(key)) {
        if let Some(name) = at.text().filter(|_| at.exists()) {
            seen.add(name, at.span(), || format!("{what} `{name}`"), findings);
        }
    }
}

fn of_api(spec: &Spec, findings: &mut Findings) {
    let api = spec.api.located();
    let mut sources = Seen::new();
    // An operation is a source under its id: a source of the same id would hide it.
    for operation in &spec.operations {
        sources.0.insert(operation.id.as_str(), operation.located().span_of("id"));
    }
    for callback in &spec.callbacks {
        let span = callback.located().span_of("id");
        let what = || format!("the operation `{}`", callback.id);
        sources.add(callback.id.as_str(), span, what, findings);
    }
    for it in api.each("sources", |api| &api.sources) {
        let what = || format!("the source `{}`", it.id);
        sources.add(it.value.id.as_str(), it.span_of("id"), what, findings);
    }
    for set in walk::header_sets(spec) {
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
    let mut names = Seen::new();
    for it in table.located().each("codes", |table| &table.codes) {
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
