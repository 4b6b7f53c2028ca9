//! The catalogue agrees with the operations.

use super::rule::{Findings, Rule, View};
use super::to_confirm;
use super::walk::KnownNames;
use crate::catalog::{self, Matched, without_slash};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::{Loaded, Located};
use crate::raw::{CatalogEntry, Operation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L044",
    title: "a catalogue that disagrees with the operations",
    text: "Each line of the catalogue is one API of the portal's list. It belongs to the \
           operation that it names, else to the operation at its path, else to the operation \
           whose title is its name, if only one line has that name. Line and page must then have \
           the same path: several APIs may share a name, so only the path identifies one. An \
           operation without a line, or with another title than its line, is to be confirmed, see \
           L050.",
    bad: "- name: Find books\n  path: /v2/books\n  operation: find-books",
    good: "- name: Find books\n  operation: find-books",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let Some(matched) = catalog::matched(spec.spec()) else { return };
    for (line, operation) in &matched.lines {
        path_form(line, findings);
        if let Some(operation) = operation {
            agrees(line, operation, findings);
        }
    }
    let known = KnownNames::operations(spec);
    for operation in &matched.unlisted {
        unlisted(operation, &spec.operations, &matched, &known, findings);
    }
}

fn path_form(line: &Located<'_, CatalogEntry>, findings: &mut Findings) {
    if let Some(path) = line.path.as_deref().filter(|path| !path.starts_with('/')) {
        let message = format!("the path of `{}` does not begin with a slash", line.name);
        let diagnostic = Diagnostic::error(&EXPLANATION, line.span_of("path"), message)
            .label("a path below the base URL")
            .help(format!("write `path: /{path}`"));
        findings.add(diagnostic);
    }
}

fn agrees(
    line: &Located<'_, CatalogEntry>,
    operation: &Loaded<Operation>,
    findings: &mut Findings,
) {
    let Operation { id, path, page, .. } = operation.located().value;
    let listed = line.path.as_deref().map_or(path.as_str(), without_slash);
    if listed != without_slash(path) && listed != path {
        let message =
            format!("the path of `{id}` in the catalogue differs from that on its page");
        let diagnostic = Diagnostic::error(&EXPLANATION, line.span_of("path"), message)
            .label("the path in the catalogue")
            .related(operation.located().span_of("path"), "the path on the page")
            .help(
                "remove `operation` from the line if it is another API; otherwise remove the path",
            );
        findings.add(diagnostic);
    }
    if line.name != page.title {
        let message = format!(
            "to be confirmed: the name of `{id}` in the catalogue differs from the title of its \
             page"
        );
        let title = operation.located().at.key("page").key("title").span();
        let diagnostic = Diagnostic::error(
            &to_confirm::EXPLANATION,
            line.span_of("name"),
            message,
        )
        .label("the name in the catalogue")
        .related(title, "the title on the page")
        .help(
            "write both as the portal prints them, or remove `operation` from the line",
        )
        .warning();
        findings.add(diagnostic);
    }
}

/// An operation that no line belongs to: the list does not have it, or has its name several
/// times.
fn unlisted(
    operation: &Loaded<Operation>,
    operations: &[Loaded<Operation>],
    matched: &Matched<'_>,
    known: &KnownNames<'_>,
    findings: &mut Findings,
) {
    let Operation { id, page, path, method, .. } = operation.located().value;
    let title = &page.title;
    // Of two operations with one path, one is to be removed or corrected first.
    let mut others = operations.iter().filter(|it| it.id != *id);
    let is_copy = others.any(|it| it.path == *path && it.method == *method);
    if title.trim().is_empty() || is_copy {
        return;
    }
    let span = operation.located().span_of("id");
    let lines = matched.lines.iter().map(|(line, _)| line);
    let of_name = lines.filter(|line| line.value.name == *title);
    let (named, of_name): (Vec<&Located<'_, CatalogEntry>>, Vec<_>) =
        of_name.partition(|line| line.value.operation.is_some());
    // A misspelt name of an operation is one mistake; another rule reports it.
    if named.iter().any(|line| !known.has(line.operation.as_deref().unwrap_or(""))) {
        return;
    }
    if of_name.is_empty() {
        let message = format!("to be confirmed: the catalogue has no line for `{id}`");
        let listed = matched.lines.iter().map(|(line, _)| line.value.name.as_str());
        let mut diagnostic = Diagnostic::error(&to_confirm::EXPLANATION, span, message)
            .warning()
            .label("its title is not in the portal's list");
        if let Some(guess) = did_you_mean(title, listed) {
            diagnostic = diagnostic.help(guess);
        }
        findings.add(diagnostic.help(format!(
            "check the portal's list: if it has the API by now, add `- name: {title}` with \
             `operation: {id}` to the catalogue"
        )));
        return;
    }
    let count = of_name.len();
    let message =
        format!("to be confirmed: which of {count} lines of the catalogue is `{id}`");
    let mut diagnostic = Diagnostic::error(&to_confirm::EXPLANATION, span, message)
        .warning()
        .label("the title alone is ambiguous")
        .help(format!("add `operation: {id}` to the line of this API"));
    for line in of_name.iter().take(3) {
        diagnostic = diagnostic.related(line.span_of("name"), "one of these lines");
    }
    findings.add(diagnostic);
}
