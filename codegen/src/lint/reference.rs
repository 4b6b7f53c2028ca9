//! What is named exists.

use super::places::{self, Known};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::Spec;
use crate::raw::{Text, UNSORTED};
use crate::source::{At, Span};

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L003",
    title: "an unknown reference",
    text: "The spec has no header set, code table, header, subject or operation of the name that \
           is referred to. Names are case-sensitive, except those of headers.",
    bad: "min_length: 3\nmax_length: 4\ncodes: zone",
    good: "min_length: 3\nmax_length: 4\ncodes: zones",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let tables = Target {
        what: "code table",
        known: Known::tables(spec),
        place: "as codes/<id>.yaml",
    };
    let sets = Target {
        what: "header set",
        known: Known::names(spec.api.header_sets.iter().map(|set| set.id.as_str())),
        place: "to `header_sets` in api.yaml",
    };
    let declared = spec.api.subjects.iter().map(|subject| subject.id.as_str());
    let subjects = Target {
        what: "subject",
        known: Known::names(declared.chain([UNSORTED])),
        place: "to `subjects` in api.yaml",
    };
    let operations = Target {
        what: "operation",
        known: Known::operations(spec),
        place: "as operations/<id>.yaml",
    };
    for (kind, target) in [
        (Text::Table, tables),
        (Text::Set, sets),
        (Text::Subject, subjects),
        (Text::Operation, operations),
    ] {
        spec.texts(kind).for_each(|at| target.named(at.text(), at, findings));
    }
    headers(spec, findings);
}

/// A kind of thing that can be named.
struct Target<'a> {
    what: &'static str,
    known: Known<'a>,
    /// Where another one of them is added.
    place: &'static str,
}

impl Target<'_> {
    fn named(&self, name: Option<&str>, at: At<'_>, findings: &mut Findings) {
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
    let target = Target {
        what: "header",
        known: Known::names(places::headers(spec).map(|(_, it)| it.value.name.as_str())),
        place: "to a header set in api.yaml",
    };
    let at = spec.api.located().at;
    let signing = spec.api.signing.as_ref().map(|it| it.header.as_str());
    let encryption = spec.api.encryption.as_ref();
    let key_id = encryption.and_then(|it| it.key_id_header.as_deref());
    for (name, place) in [
        (signing, at.key("signing").key("header")),
        (key_id, at.key("encryption").key("key_id_header")),
    ] {
        let same = |(_, header): (_, crate::load::Located<'_, crate::raw::Header>)| {
            name.is_some_and(|name| header.name.eq_ignore_ascii_case(name))
        };
        if !places::headers(spec).any(same) {
            target.named(name, place, findings);
        }
    }
}
