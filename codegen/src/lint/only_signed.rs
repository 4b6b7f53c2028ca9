//! What is signed and never sent is signed.

use super::limits::limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{Header, HeaderOrigin, HeaderSet};
use crate::recipe::{Recipe, RecipePart};
use crate::shape::Part;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L121",
    title: "a header that is neither sent nor signed",
    text: "A header with `only_signed: true` is what the client is built with, such as a key id in a \
           claim of a token, or the code of the caller with which transaction numbers begin. It is in \
           the recipe of `signing` as {header:NAME}, in a set that carries the signature, or in the \
           form of a value with `from: call` as {header:NAME:10}; and nowhere is it sent: it has no \
           `scheme`, no answer has it, and no other set sends a header of its name.",
    bad: "length: 24\nfrom: configuration\nonly_signed: true",
    good: "length: 24\nfrom: configuration",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec).filter(|(_, it)| it.only_signed) {
        if let Some((why, help)) = wrong(spec, set, header) {
            let message = format!("`{}` is signed alone, but {why}", header.name);
            findings.add(
                Diagnostic::error(&EXPLANATION, header.span_of("only_signed"), message)
                    .label("not sent")
                    .help(help),
            );
        }
    }
}

fn wrong(
    spec: &View<'_>,
    set: &HeaderSet,
    header: Located<'_, Header>,
) -> Option<(&'static str, &'static str)> {
    let is_named_so = |name: &str| name.eq_ignore_ascii_case(&header.name);
    let mut others = walk::headers(spec);
    let is_sent = others.any(|(_, it)| is_named_so(&it.name) && !it.only_signed);
    let mut operations = spec.operations.iter().map(|it| it.located().value);
    let is_received = operations.any(|it| {
        let response = it.response.as_ref();
        response.and_then(|it| it.headers.as_ref()) == Some(&set.id)
    });
    if header.from != HeaderOrigin::Configuration {
        Some((
            "it is not of the configuration",
            "write `from: configuration`, or remove the line",
        ))
    } else if header.scheme.is_some() {
        Some(("it has a scheme, by which it is sent", "remove one of the two lines"))
    } else if is_sent {
        Some(("another set sends it", "write the line there too, or remove it here"))
    } else if is_received {
        Some(("answers have its set", "give answers a set of their own"))
    } else if !is_signed(spec, &is_named_so) && !is_in_form(spec, &is_named_so) {
        Some((
            "no recipe signs it, and no form has it",
            "add `{header:NAME}` to `signs` or to a claim, or `{header:NAME:10}` to a form, or \
             remove the line",
        ))
    } else {
        None
    }
}

/// Whether a form has a header.
fn is_in_form(spec: &View<'_>, is_it: &impl Fn(&str) -> bool) -> bool {
    limited(spec).filter_map(|it| it.shape()).any(|shape| {
        shape.parts.iter().any(|part| matches!(part, Part::Header(it, _) if is_it(it)))
    })
}

/// Whether the recipe has a header.
fn is_signed(spec: &Spec, is_it: &impl Fn(&str) -> bool) -> bool {
    let texts = walk::recipes(spec).flat_map(|it| {
        let Located { value: signing, .. } = it;
        let claims = signing.claims.iter().map(|it| &it.value);
        signing.signs.iter().chain(&signing.written).chain(claims)
    });
    // What is no recipe is reported by another rule.
    texts.filter_map(|text| Recipe::parse(text).ok()).any(|recipe| {
        recipe
            .parts
            .iter()
            .any(|part| matches!(part, RecipePart::Header(it) if is_it(it)))
    })
}
