//! The signing of requests is fully declared.

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{Header, HeaderOrigin, Signing};
use crate::shape::Part;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L036",
    title: "signing that is not fully declared",
    text: "The `signing` section names the header that carries the signature. That header, and no \
           other, has `from: signing`. Its form says where the hash goes: HMAC-SHA256 has 32 \
           bytes, so `base64of32` is a part of it; HMAC-SHA512 has 64.",
    bad: "form: \"'PL2.'yyMMddHHmmss.base64of32\"\nfrom: configuration",
    good: "form: \"'PL2.'yyMMddHHmmss.base64of32\"\nfrom: signing",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let signing = spec.api.located().optional("signing", |api| &api.signing);
    for (set, header) in walk::headers(spec) {
        let named =
            signing.is_some_and(|it| it.header.eq_ignore_ascii_case(&header.name));
        let comes = header.from == HeaderOrigin::Signing;
        if let Some(signing) = signing.filter(|_| named) {
            carries(spec, &set.id, signing, header, findings);
        } else if comes {
            findings.add(not_signed(header, signing));
        }
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn not_signed(
    header: Located<'_, Header>,
    signing: Option<Located<'_, Signing>>,
) -> Diagnostic {
    let name = &header.name;
    let span = header.span_of("from");
    match signing {
        None => error(
            span,
            format!("`{name}` has `from: signing`, but api.yaml has no `signing`"),
        )
        .label("no signing is declared")
        .help("add the section `signing` to api.yaml, or correct `from`"),
        Some(signing) => error(
            span,
            format!("`{name}` has `from: signing`, but does not carry the signature"),
        )
        .label("not the signature's header")
        .related(signing.span_of("header"), "the signature's header")
        .help("correct `from`: one header carries the signature"),
    }
}

fn carries(
    spec: &Spec,
    set: &str,
    signing: Located<'_, Signing>,
    header: Located<'_, Header>,
    findings: &mut Findings,
) {
    let name = &header.name;
    if header.from != HeaderOrigin::Signing {
        findings.add(
            error(
                header.span_of("from"),
                format!(
                    "`{name}` carries the signature, but does not have `from: signing`"
                ),
            )
            .label("comes from elsewhere")
            .related(signing.span_of("header"), "the signature's header")
            .help("write `from: signing`"),
        );
    }
    let bytes = signing.algorithm.length();
    let shape = Limited::of_header(spec, set, header).shape();
    let is_hash = |part: &&Part| **part == Part::Base64(bytes);
    // A form that cannot be read is reported by another rule.
    if header.form.is_none()
        || shape.is_some_and(|it| it.parts.iter().filter(is_hash).count() != 1)
    {
        findings.add(
            error(
                header.span_of(if header.form.is_some() { "form" } else { "name" }),
                format!("the form of `{name}` does not say where the hash goes"),
            )
            .label(format!("has no `base64of{bytes}`"))
            .related(signing.span_of("algorithm"), format!("gives {bytes} bytes"))
            .help(format!("put `base64of{bytes}` where the value has the hash")),
        );
    }
}
