//! The signing of requests is fully declared.

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{BinaryEncoding, Header, HeaderOrigin, Signing};
use crate::recipe::{Recipe, RecipePart};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L036",
    title: "signing that is not fully declared",
    text: "The `signing` section names the header that carries the signature. That header, and no \
           other, has `from: signing`. Its form says where the signature goes: HMAC-SHA-256 has 32 \
           bytes, so `base64of32` is a part of it, or `hex64` with `encoding: hex`. Without a form \
           the value is what `written` says, or else the signature alone.",
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
    let (algorithm, encoding) =
        (signing.algorithm, signing.encoding.unwrap_or_default());
    let bytes = algorithm.length();
    let limited = Limited::of_header(spec, set, header);
    if header.form.is_none() {
        if signing.written.is_none() {
            alone(&limited, encoding.length(bytes), signing, findings);
        }
        return;
    }
    // A form that cannot be read is reported by another rule.
    let Some(shape) = limited.shape() else { return };
    let is_signature = |part: &&RecipePart| **part == RecipePart::Signature;
    let recipe = Recipe::of_form(&shape, encoding, bytes);
    if recipe.is_some_and(|it| it.parts.iter().filter(is_signature).count() == 1) {
        return;
    }
    let (label, help) = match encoding {
        BinaryEncoding::Base64 => (
            format!("has no `base64of{bytes}`"),
            format!("put `base64of{bytes}` where the value has the signature, once"),
        ),
        BinaryEncoding::Hex => (
            format!("has no `hex{}`", bytes * 2),
            format!("put `hex{}` where the value has the signature, once", bytes * 2),
        ),
        BinaryEncoding::Base64Url => (
            "no form has Base64 for URLs".to_owned(),
            "remove the form, and say in `written` what is sent".to_owned(),
        ),
    };
    findings.add(
        error(
            header.span_of("form"),
            format!("the form of `{name}` does not say where the signature goes"),
        )
        .label(label)
        .related(
            signing.span_of("algorithm"),
            format!("gives {bytes} bytes, in {}", encoding.as_str()),
        )
        .help(help),
    );
}

/// A header that is the signature alone is as long as that.
fn alone(
    limited: &Limited<'_>,
    length: u32,
    signing: Located<'_, Signing>,
    findings: &mut Findings,
) {
    for (key, said) in limited.lengths() {
        let is_other = match key {
            "length" => said != length,
            "min_length" => said > length,
            _ => said < length,
        };
        if is_other {
            let message = format!(
                "`{}` is the signature, which has {length} characters, but its `{key}` is {said}",
                limited.name
            );
            findings.add(
                error(limited.at.key(key).span(), message)
                    .label("not the length of the signature")
                    .related(signing.span_of("algorithm"), format!("gives {length} characters"))
                    .help(
                        "correct the length, the algorithm or the encoding, or say in `written` \
                         what else the value has",
                    ),
            );
        }
    }
}
