//! A scheme writes the credential that the caller configures.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Header, Redact};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L091",
    title: "a scheme for what is no credential",
    text: "A header with a `scheme` carries a credential, which the caller configures once \
           (`from: configuration`), or a token (`from: token`), and nothing shows (`redact: hidden`, as when it is absent). Its \
           length and its form are those of the bare credential, and no code table lists it. In \
           a set that answers alone have, a scheme has no effect.",
    bad: "length: 24\nfrom: configuration\nscheme: bearer\nredact: shown",
    good: "length: 24\nfrom: configuration\nredact: hidden",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec).filter(|(_, it)| it.scheme.is_some()) {
        if walk::is_of_answers(spec, set) {
            let message = format!("`{}` is a header of answers alone", header.name);
            findings.add(
                Diagnostic::error(&EXPLANATION, header.span_of("scheme"), message)
                    .label("nothing is written by it")
                    .help("remove the line: the vendor writes it"),
            );
        } else {
            one(header, findings);
        }
    }
}

fn one(header: Located<'_, Header>, findings: &mut Findings) {
    let from = header.from.as_str();
    let (key, why, help) = if !header.from.is_configured() {
        ("from", format!("is `from: {from}`"), "write `from: configuration`")
    } else if header.codes.is_some() {
        ("codes", "is one of the codes of a table".to_owned(), "remove the `scheme`")
    } else if header.redact.is_some_and(|it| it != Redact::Hidden) {
        ("redact", "may be shown".to_owned(), "write `redact: hidden`")
    } else {
        return;
    };
    let message = format!("the credential in `{}` {why}", header.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, header.span_of(key), message)
            .label("not so for a credential")
            .related(header.span_of("scheme"), "the scheme")
            .help(help),
    );
}
