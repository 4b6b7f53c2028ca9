//! Every path is valid and agrees with the parameters.

use std::collections::{HashMap, HashSet};

use super::rule::{Findings, Rule, View};
use crate::address::{astray, has_stray_percent, is_of_path};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{Location, Method, Operation};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L030",
    title: "an invalid path, or one that disagrees with the parameters",
    text: "A path begins with a slash and has no query, no spaces and no `.` or `..` segments. \
           Something stands between two parameters. Every `{name}` in it is a field with \
           `in: path`, and every such field is in it. A GET has no body, so all its fields have a \
           place in path or query.",
    bad: "path: /v2/branches/{branchCode}/books",
    good: "path: /v2/branches/{branch}/books",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, fields) in spec.operations() {
        text(operation.located(), findings);
        let sent: Vec<_> = fields
            .iter()
            .filter(|placed| placed.direction == Direction::Request)
            .collect();
        parameters(operation, &sent, findings);
        if operation.method == Method::Get {
            without_body(operation, &sent, findings);
        }
    }
}

/// The path as a text.
fn text(operation: Located<'_, Operation>, findings: &mut Findings) {
    let (path, at) = (&operation.path, operation.at.key("path"));
    let shown = path.escape_debug();
    let mut add = |span, message: String, label: &str, help: String| {
        findings.add(error(span, message).label(label).help(help));
    };
    if path.trim().is_empty() {
        return;
    }
    if let Some((_, rest)) = path.split_once("://") {
        let below = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
        let help = format!("write what is below the base URL, as `{below}`");
        add(
            at.span(),
            format!("the path `{shown}` is a whole URL"),
            "begins with a host",
            help,
        );
        return;
    }
    if !path.starts_with('/') {
        let begun = begun(path);
        let help = format!("write `{begun}`");
        add(
            at.span(),
            format!("the path `{shown}` does not begin with a slash"),
            "no `/`",
            help,
        );
        if begun.chars().all(is_allowed) {
            return;
        }
    }
    findings.extend(character(path, at));
    pieces(path, at, findings);
}

/// What is wrong between the slashes of a path.
fn pieces(path: &str, at: NodeRef<'_>, findings: &mut Findings) {
    let shown = path.escape_debug();
    let mut add = |message: String, label: &str, help: &str| {
        findings.add(error(at.span(), message).label(label).help(help));
    };
    if has_stray_percent(path) {
        let message = format!(
            "a `%` of the path `{shown}` is not followed by two hexadecimal digits"
        );
        let help = "write `%25` where the path has a percent sign";
        add(message, "not allowed in a path", help);
    }
    if let Some(part) = astray(path) {
        let what = if part.is_empty() { "two slashes in a row" } else { part };
        let message = format!("the path `{shown}` has {what} in it");
        add(message, "changes when the URL is resolved", "write the path without it");
    }
    if names(path).is_none() {
        let message = format!("unbalanced braces in the path `{shown}`");
        add(message, "braces do not match", "write `{name}`");
    } else if path.contains("}{") {
        let message = format!("two parameters of the path `{shown}` touch each other");
        let help =
            "write what stands between them, or one parameter in the place of both";
        add(message, "nothing tells where one ends", help);
    }
}

/// A path with the slash that it begins with, and without the method that a page prints before it.
fn begun(path: &str) -> String {
    let path = path.trim().replace('／', "/");
    let method = Method::ALL.iter().find_map(|it| path.strip_prefix(it.as_str()));
    let rest = method.map_or(path.as_str(), str::trim_start);
    format!("/{}", rest.trim_start_matches('/'))
}

/// A character that no path has.
fn character(path: &str, at: NodeRef<'_>) -> Option<Diagnostic> {
    let (position, c) = path.chars().enumerate().find(|(_, c)| !is_allowed(*c))?;
    let help = match c {
        '?' | '#' => "write parameters behind the path as fields with `in: query`",
        _ => "write the path as the page shows it; encode other characters as `%XX`",
    };
    let shown = path.escape_debug();
    let message = format!("the path `{shown}` has `{}` in it", c.escape_debug());
    Some(
        error(at.span_of_char(position), message)
            .label("not allowed in a path")
            .help(help),
    )
}

/// A path may have an asterisk, but where a page shows one it stands for something else.
fn is_allowed(c: char) -> bool {
    (is_of_path(c) && c != '*') || matches!(c, '{' | '}')
}

/// The names in braces; `None` where the braces do not match.
fn names(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = behind;
    }
    (!rest.contains('}')).then_some(names)
}

fn parameters(
    operation: &Loaded<Operation>,
    sent: &[&OperationField<'_>],
    findings: &mut Findings,
) {
    let Some(names) = names(&operation.path) else { return };
    let fields: HashMap<_, _> = sent
        .iter()
        .filter(|placed| placed.field.place == Location::Path)
        .map(|placed| (placed.field.value.name.as_str(), placed.field))
        .collect();
    let at = operation.located().at.key("path");
    let mut seen = HashSet::new();
    let (twice, names): (Vec<&str>, Vec<&str>) =
        names.into_iter().partition(|name| !seen.insert(*name));
    for name in twice {
        findings.add(
            error(at.span(), format!("`{{{name}}}` is in the path twice"))
                .label("twice")
                .help("give the second one a name and a field of its own"),
        );
    }
    let in_path: HashSet<_> = names.iter().copied().collect();
    let no_field: Vec<_> =
        names.iter().filter(|name| !fields.contains_key(*name)).collect();
    let mut no_place: Vec<_> =
        fields.values().filter(|field| !in_path.contains(field.name.as_str())).collect();
    no_place.sort_by_key(|field| field.at.span());
    if let ([name], [field]) = (no_field.as_slice(), no_place.as_slice()) {
        // One name without a field and one field without a place: the two are meant to be one.
        findings.add(
            error(
                in_braces(at, name),
                format!("no field of the request is called `{name}`"),
            )
            .label("no field `in: path` has this name")
            .related(field.span_of("name"), "this one is not in the path")
            .help(format!("did you mean `{{{}}}`?", field.name)),
        );
        return;
    }
    for name in no_field {
        findings.add(
            error(
                in_braces(at, name),
                format!("no field of the request is called `{name}`"),
            )
            .label("no field `in: path` has this name")
            .help(format!(
                "add the field `{name}` with `in: path` and `need: required`"
            )),
        );
    }
    for field in no_place {
        let name = &field.name;
        findings.add(
            error(field.span_of("in"), format!("the path has no `{{{name}}}`"))
                .label("not in the path")
                .related(at.span(), "the path")
                .help(format!("put `{{{name}}}` into the path, or correct `in`")),
        );
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// Where a name and its braces stand in the path.
fn in_braces(path: NodeRef<'_>, name: &str) -> Span {
    let braced = format!("{{{name}}}");
    let before =
        path.text().and_then(|text| text.split_once(&braced)).map(|(before, _)| before);
    before.map_or(path.span(), |before| {
        path.span_of_chars(before.chars().count(), braced.chars().count())
    })
}

fn without_body(
    operation: &Loaded<Operation>,
    sent: &[&OperationField<'_>],
    findings: &mut Findings,
) {
    // Fields in an object go where the object goes.
    let top: HashSet<_> =
        operation.request.fields.iter().map(std::ptr::from_ref).collect();
    let in_body = sent.iter().filter(|placed| {
        placed.field.place == Location::Body
            && top.contains(&std::ptr::from_ref(placed.field.value))
    });
    for placed in in_body {
        let name = &placed.field.name;
        let message = format!("`{name}` is in the body, but a GET has none");
        findings.add(
            Diagnostic::error(&EXPLANATION, placed.field.span_of("name"), message)
                .label("in the body, since it has no `in`")
                .related(operation.located().span_of("method"), "sends no body")
                .help("add `in: query`, or `in: path`"),
        );
    }
    if operation.request.encrypted.is_possible() {
        let request = operation.located().part("request", |it| &it.request);
        let message = "the body is encrypted, but a GET has none";
        findings.add(
            Diagnostic::error(&EXPLANATION, request.span_of("encrypted"), message)
                .label("there is nothing to encrypt")
                .related(operation.located().span_of("method"), "sends no body")
                .help("remove the line, or correct the method"),
        );
    }
}
