//! Every reference leads to something in the spec.

use super::rule::{Findings, Rule, View};
use super::walk::{self, KnownNames};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::Spec;
use crate::raw::{TextKind, UNSORTED};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L003",
    title: "an unresolved reference",
    text: "The spec has no header set, recipe, code table, header, subject or operation of the name that \
           is referred to. Names are case-sensitive, except those of headers.",
    bad: "min_length: 3\nmax_length: 4\ncodes: zone",
    good: "min_length: 3\nmax_length: 4\ncodes: zones",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let tables = ReferenceKind {
        what: "code table",
        known: KnownNames::tables(spec),
        place: "as codes/<id>.yaml",
    };
    let sets = ReferenceKind {
        what: "header set",
        known: KnownNames::names(spec.api.header_sets.iter().map(|set| set.id.as_str())),
        place: "to `header_sets` in api.yaml",
    };
    let declared = spec.api.subjects.iter().map(|subject| subject.id.as_str());
    let recipes = ReferenceKind {
        what: "recipe",
        known: KnownNames::names(
            spec.api.recipes.iter().filter_map(|it| it.id.as_deref()),
        ),
        place: "to `recipes` in api.yaml",
    };
    let of_callbacks = ReferenceKind {
        what: "recipe of callbacks",
        known: KnownNames::names(
            spec.callback_recipes().filter_map(|it| it.value.id.as_deref()),
        ),
        place: "to `recipes` of `callbacks` in api.yaml",
    };
    let subjects = ReferenceKind {
        what: "subject",
        known: KnownNames::names(declared.chain([UNSORTED])),
        place: "to `subjects` in api.yaml",
    };
    let operations = ReferenceKind {
        what: "operation",
        known: KnownNames::operations(spec),
        place: "as operations/<id>.yaml",
    };
    for (kind, target) in [
        (TextKind::Table, tables),
        (TextKind::Set, sets),
        (TextKind::Recipe, recipes),
        (TextKind::CallbackRecipe, of_callbacks),
        (TextKind::Subject, subjects),
        (TextKind::Operation, operations),
    ] {
        spec.texts(kind).for_each(|at| target.named(at.text(), at, findings));
    }
    headers(spec, findings);
}

/// A kind of item that can be referred to, with the names that exist.
struct ReferenceKind<'a> {
    what: &'static str,
    known: KnownNames<'a>,
    /// Where another one of them is added.
    place: &'static str,
}

impl ReferenceKind<'_> {
    fn named(&self, name: Option<&str>, at: NodeRef<'_>, findings: &mut Findings) {
        if let Some(name) = name.filter(|name| !self.known.has(name)) {
            findings.add(self.unknown(name, at.span()));
        }
    }

    fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let Self { what, known, place } = self;
        let message = format!("there is no {what} `{name}`");
        let diagnostic =
            Diagnostic::error(&EXPLANATION, span, message).label("not in this spec");
        match did_you_mean(name, known.listed()) {
            Some(guess) => diagnostic.help(guess),
            None => diagnostic.help(format!("add it {place}, or name one that exists")),
        }
    }
}

/// The headers that signing and encryption name. The case of a header's name means nothing.
fn headers(spec: &Spec, findings: &mut Findings) {
    let target = ReferenceKind {
        what: "header",
        known: KnownNames::names(
            walk::headers(spec).map(|(_, it)| it.value.name.as_str()),
        ),
        place: "to a header set in api.yaml",
    };
    let at = spec.api.located().at;
    let signing =
        walk::recipes(spec).map(|it| (it.value.header.as_deref(), it.at.key("header")));
    let encryption = spec.api.encryption.as_ref();
    let key_id = encryption.and_then(|it| it.key_id_header.as_deref());
    let key_id = (key_id, at.key("encryption").key("key_id_header"));
    for (name, place) in signing.chain([key_id]) {
        let same = |(_, header): (_, crate::load::Located<'_, crate::raw::Header>)| {
            name.is_some_and(|name| header.name.eq_ignore_ascii_case(name))
        };
        if !walk::headers(spec).any(same) {
            target.named(name, place, findings);
        }
    }
}
