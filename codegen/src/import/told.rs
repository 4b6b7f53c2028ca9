//! What the captures of a page contradict: each other, and the spec. Each is told once, at both
//! places.

use std::collections::HashSet;

use super::copies::{Contradiction, Known, Other};
use super::laid;
use super::lists;
use crate::diagnostic::Diagnostic;
use crate::draft::{Draft, PageContext};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::{Operation, Resolution};
use crate::resolution;
use crate::source::{FileId, Span};

/// A contradiction, told at the line of a capture.
pub(super) struct Told {
    subject: String,
    /// The capture.
    pub(super) file: FileId,
    pub(super) finding: Diagnostic,
}

/// Lays each of several captures over the page that they show together.
pub(super) fn captures(
    context: &PageContext,
    pages: &[Page],
    draft: &mut Draft,
) -> Vec<Told> {
    let mut told = Vec::new();
    if pages.len() < 2 {
        return told;
    }
    for page in pages {
        let capture = Draft::of(page, context);
        let other = Other {
            operation: &capture.operation,
            tables: capture.tables.iter().collect(),
            unsure: &capture.unsure,
        };
        let found = laid::lay(draft, &other, &Known::default());
        for contradiction in found {
            let subject = &contradiction.subject;
            let (here, there) = (place(&capture, subject), place(draft, subject));
            let (Some(here), Some(there)) = (here, there) else { continue };
            let [before, own] = &contradiction.says;
            let finding =
                contradiction.show([own, before], "another capture", (here, there));
            if contradiction.is_other {
                draft.places.insert(subject.clone(), here);
            }
            told.push(Told {
                subject: contradiction.subject,
                file: here.file,
                finding,
            });
        }
    }
    told
}

/// Lays what the spec says over a page.
pub(super) fn spec(
    context: &PageContext,
    existing: &Loaded<Operation>,
    draft: &mut Draft,
    is_accepted: bool,
) -> Vec<Told> {
    let known = Known {
        resolutions: context.spec.resolutions(existing),
        is_accepted,
        is_spec: true,
    };
    let none = HashSet::new();
    let other = Other {
        operation: existing,
        tables: context.spec.codes.iter().map(|it| &**it).collect(),
        unsure: &none,
    };
    let found = laid::lay(draft, &other, &known);
    let tell = |contradiction: Contradiction| {
        let subject = &contradiction.subject;
        let here = place(draft, subject)?;
        let there = in_spec(existing, subject);
        let [own, other] = &contradiction.says;
        let finding = contradiction.show([own, other], "the spec", (here, there));
        Some(Told {
            subject: contradiction.subject,
            file: here.file,
            finding,
        })
    };
    found.into_iter().filter_map(tell).collect()
}

/// Takes away what the spec has recorded already.
pub(super) fn only_new(told: &mut Vec<Told>, before: &[Resolution], now: &[Resolution]) {
    told.retain(|told| {
        let is_it = |it: &&Resolution| it.subject == told.subject;
        let [before, now] =
            [before, now].map(|it| it.iter().find(is_it).map(lists::says));
        before.is_none() || before != now
    });
}

/// The line of a page that says the fact, as well as it is known.
fn place(draft: &Draft, subject: &str) -> Option<Span> {
    let (owner, key) = subject.rsplit_once('.')?;
    let other = match key {
        key if resolution::is_limit(key) => format!("{owner}.limit"),
        key => format!("{owner}.wording.{key}"),
    };
    let places = &draft.places;
    let mut found = places.get(subject).or_else(|| places.get(&other));
    let mut name = subject;
    while let (None, Some((owner, _))) = (found, name.rsplit_once('.')) {
        found = places.get(owner);
        name = owner;
    }
    found.or_else(|| places.get("page.title")).copied()
}

/// Where the spec says the fact.
fn in_spec(existing: &Loaded<Operation>, subject: &str) -> Span {
    let top = existing.located();
    let (owner, key) = subject.rsplit_once('.').unwrap_or((subject, ""));
    let fields = existing.fields();
    let field = fields.iter().find(|it| it.subject == owner).map(|it| it.field.at);
    let results = top.part("response_codes", |it| &it.response_codes);
    let mut rows = results.each("codes", |it| &it.codes);
    let mut row = || rows.find(|it| format!("response_codes.{}", it.name()) == owner);
    let at = field.or_else(|| row().map(|it| it.at)).unwrap_or(top.at.key(owner));
    if at.key(key).exists() { at.key(key).span() } else { at.span() }
}
