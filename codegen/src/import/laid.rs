//! Lays what another capture of a page says, or the spec, over an operation.

use std::collections::HashSet;

use super::copies::{Contradiction, Copies, Known, Other};
use super::copies_fields;
use super::merging::add;
use crate::draft::{Draft, is_of_page};
use crate::page::has_hangul;
use crate::raw::{Encrypted, Operation, Resolution, ResponseCode};

/// Lays the other side over a draft: what they say otherwise is a contradiction.
pub(super) fn lay(
    draft: &mut Draft,
    side: &Other<'_>,
    known: &Known,
) -> Vec<Contradiction> {
    let Draft {
        operation, tables, unsure, ..
    } = draft;
    let other = side.operation;
    let mut copies = Copies::new(operation, (tables, unsure), side, known);
    head(&mut copies, operation, other);
    copies_fields::lay(&mut copies, operation, other);
    rows(&mut copies, operation, other);
    cases(operation, other);
    let found = copies.finish(operation);
    if !known.is_spec {
        differences(operation, other, [unsure, side.unsure]);
    }
    found
}

fn head(copies: &mut Copies<'_>, operation: &mut Operation, other: &Operation) {
    if !copies.is_unsure("operation.wording") {
        copies.words(&mut operation.wording, other.wording.as_ref());
    }
    let modes = operation.page.mode.zip(other.page.mode);
    if let Some((new, known)) = modes.filter(|(new, known)| new != known)
        && copies.differ("page", "mode", (new.as_str(), known.as_str()))
    {
        operation.page.mode = Some(known);
    }
    let (new, known) = (&operation.page.title, &other.page.title);
    let is_one = new == known || has_hangul(new) != has_hangul(known);
    if !is_one && copies.differ("page", "title", (new, known)) {
        operation.page.title.clone_from(known);
    }
    let request = &mut operation.request.encrypted;
    encrypted(copies, "request", request, other.request.encrypted);
    if let (Some(new), Some(known)) = (&mut operation.response, &other.response) {
        encrypted(copies, "response", &mut new.encrypted, known.encrypted);
    }
}

fn encrypted(
    copies: &mut Copies<'_>,
    part: &str,
    new: &mut Encrypted,
    known: Encrypted,
) {
    let is_shown = [*new, known].iter().all(|it| *it != Encrypted::Unknown);
    if is_shown
        && *new != known
        && copies.differ(part, "encrypted", (new.as_str(), known.as_str()))
    {
        *new = known;
    }
}

fn rows(copies: &mut Copies<'_>, operation: &mut Operation, other: &Operation) {
    for new in &mut operation.response_codes.codes {
        let mut rows = other.response_codes.codes.iter();
        let Some(known) = rows.find(|it| it.code == new.code) else { continue };
        let owner = format!("response_codes.{}", new.name());
        let is_whole = known.known == crate::raw::Known::Whole;
        if is_whole && known.cite.is_none() && !copies.is_unsure(&owner) {
            row(copies, &owner, new, known);
        }
    }
}

fn row(
    copies: &mut Copies<'_>,
    owner: &str,
    new: &mut ResponseCode,
    known: &ResponseCode,
) {
    let statuses = (new.http.to_string(), known.http.to_string());
    if new.http != known.http && copies.differ(owner, "http", (&statuses.0, &statuses.1))
    {
        new.http = known.http;
    }
    let is_said = !new.message.is_empty() && !known.message.is_empty();
    if is_said
        && new.message != known.message
        && copies.differ(owner, "message", (&new.message, &known.message))
    {
        new.message.clone_from(&known.message);
    }
    let said = new.description.as_deref().zip(known.description.as_deref());
    if let Some(texts) = said.filter(|(new, known)| new != known)
        && copies.differ(owner, "description", texts)
    {
        new.description.clone_from(&known.description);
    }
}

/// What one copy prints of a shared header, or of a code that it lists twice, and the other one does
/// not, which shows all of that part.
fn differences(
    operation: &mut Operation,
    other: &Operation,
    [own_unsure, unsure]: [&HashSet<String>; 2],
) {
    let is_shown = |unsure: &HashSet<String>, subject: &str| {
        !unsure.iter().any(|part| {
            let rest = subject.strip_prefix(part.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    };
    let lacks = |all: &[Resolution], it: &Resolution| {
        all.iter().all(|known| known.subject != it.subject)
    };
    let mut resolutions = operation.resolutions.clone();
    for it in &mut resolutions {
        it.copies |= is_of_page(it, operation)
            && lacks(&other.resolutions, it)
            && is_shown(unsure, &it.subject);
    }
    for it in other.resolutions.iter().filter(|it| is_of_page(it, other)) {
        if lacks(&resolutions, it) {
            let copies = is_shown(own_unsure, &it.subject);
            add(&mut resolutions, Resolution { copies, ..it.clone() });
        }
    }
    operation.resolutions = resolutions;
}

/// Takes over codes of test cases, which follow from the statuses of the rows.
fn cases(operation: &mut Operation, other: &Operation) {
    let (Some(new), Some(known)) = (&mut operation.test_cases, &other.test_cases) else {
        return;
    };
    for case in new.cases.iter_mut().filter(|it| it.code.is_none()) {
        let mut same = known.cases.iter();
        let same = same.find(|it| it.http == case.http && it.text == case.text);
        case.code = same.and_then(|it| it.code.clone());
    }
}
