//! Ids are valid, and that of a file is its name.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Loaded;
use crate::name::Ident;
use crate::raw::TextKind;
use crate::runtime_files::DEPENDENCIES;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L014",
    title: "an invalid id, or one that is not the file's name",
    text: "An id begins with a letter from a to z, followed by lower-case letters, digits and \
           hyphens. File names, module names and citations are made of it. The id of an operation, \
           a callback, a code table or a walkthrough is the name of its file, so that either is found by the other. The id \
           of the service is the name of the generated crate.",
    bad: "id: lend_book",
    good: "id: lend-book",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for id in spec.texts(TextKind::Id) {
        plain(id.text().unwrap_or(""), id.span(), findings);
    }
    let service = spec.api.located().part("service", |api| &api.service);
    crate_name(&service.id, service.span_of("id"), findings);
    for table in &spec.codes {
        of_file(table, &table.id, findings);
    }
    for operation in &spec.operations {
        of_file(operation, &operation.id, findings);
    }
    for callback in &spec.callbacks {
        of_file(callback, &callback.id, findings);
    }
    for walkthrough in &spec.walkthroughs {
        of_file(walkthrough, &walkthrough.id, findings);
    }
}

/// What is empty is reported by another rule.
fn plain(id: &str, span: Span, findings: &mut Findings) {
    if !is_id(id) && !id.trim().is_empty() {
        let message = format!("`{}` is not a valid id", id.escape_debug());
        findings.add(
            Diagnostic::error(&EXPLANATION, span, message)
                .label("only a to z, 0 to 9 and hyphens, beginning with a letter")
                .help(suggest_id(id)),
        );
    }
}

/// Whether something can be an id.
pub(crate) fn is_id(id: &str) -> bool {
    let first = id.starts_with(|c: char| c.is_ascii_lowercase());
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    first && id.chars().all(rest)
}

/// What to write in place of an invalid id.
pub(crate) fn suggest_id(id: &str) -> String {
    let id = id.to_lowercase();
    let words = id.split(|c: char| !c.is_ascii_alphanumeric());
    let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let name = name.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    match name {
        "" => "describe it in English words".to_owned(),
        name => format!("write `{name}`"),
    }
}

fn crate_name(id: &str, span: Span, findings: &mut Findings) {
    const TAKEN: [&str; 5] = ["alloc", "core", "proc-macro", "std", "test"];
    let is_keyword = Ident::snake(id).is_ok_and(|name| name.as_str().ends_with('_'));
    let is_needed = DEPENDENCIES.iter().any(|(name, _)| *name == id);
    let label = if is_keyword || TAKEN.contains(&id) {
        "reserved by Rust"
    } else if is_needed {
        "the name of a crate that the client needs"
    } else {
        return;
    };
    if is_id(id) {
        findings.add(
            Diagnostic::error(
                &EXPLANATION,
                span,
                format!("`{id}` cannot be the name of the client's crate"),
            )
            .label(label)
            .help(format!("write `{id}-api`")),
        );
    }
}

fn of_file<T>(file: &Loaded<T>, id: &str, findings: &mut Findings) {
    let span = file.located().span_of("id");
    if is_id(id) && id != file.stem {
        let stem = &file.stem;
        findings.add(
            Diagnostic::error(
                &EXPLANATION,
                span,
                format!("the id `{id}` differs from the name of its file, `{stem}`"),
            )
            .label("not the file's name")
            .help(format!("write `id: {stem}`, or rename the file to `{id}.yaml`")),
        );
    }
}
