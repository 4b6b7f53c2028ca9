//! The signing of requests is fully declared.

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{BinaryEncoding, Facts as _, Header, HeaderOrigin, Limits, Signing};
use crate::recipe::{Recipe, RecipePart};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L036",
    title: "signing that is not fully declared",
    text: "The `signing` section names the header that carries the signature. That header, and no \
           other, has `from: signing`. Its form says where the signature goes: HMAC-SHA-256 has 32 \
           bytes, so `base64of32` is a part of it, or `hex64` with `encoding: hex`. Without a form \
           the value is what `written` says, or else the signature alone. A field or parameter that \
           carries it has neither limits nor form, default or example: they follow from the recipe.",
    bad: "form: \"'PL2.'yyMMddHHmmss.base64of32\"\nfrom: configuration",
    good: "form: \"'PL2.'yyMMddHHmmss.base64of32\"\nfrom: signing",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let recipes: Vec<_> = walk::recipes(spec).collect();
    for (set, header) in walk::headers(spec) {
        let comes = header.from == HeaderOrigin::Signing;
        let named = recipes.iter().filter(|it| is_header(it, &header.name));
        match named.clone().next() {
            None if comes => {
                findings.add(not_signed(header, recipes.first().copied()));
            }
            Some(first) if !comes => findings.add(elsewhere(header, *first)),
            _ => {}
        }
        for signing in named.filter(|it| spec.is_signed_by(it, set)) {
            carries(spec, &set.id, *signing, header, findings);
        }
    }
    for signing in recipes {
        place(spec, signing, findings);
        rules(spec, signing, findings);
        token(signing, findings);
    }
}

/// Whether a header is the one that carries the signature.
pub(super) fn is_header(signing: &Signing, name: &str) -> bool {
    signing.header.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(name))
}

/// What carries the signature has no rules of its own: the client makes it, by the recipe.
fn rules(spec: &View<'_>, signing: Located<'_, Signing>, findings: &mut Findings) {
    let carriers = spec.each_field().filter(|(operation, it)| {
        let is_signed = operation.is_some_and(|it| it.request.signing == signing.id);
        is_signed && it.is_top() && it.field.carries(&signing)
    });
    let limits = Limits::FACTS.iter().map(|fact| fact.key);
    let keys: Vec<_> = limits.chain(["form", "default", "example"]).collect();
    for (_, carrier) in carriers {
        let name = &carrier.field.name;
        for key in keys.iter().filter(|key| carrier.field.at.key(key).exists()) {
            let message =
                format!("`{name}` carries the signature, so `{key}` has no effect");
            findings.add(
                error(carrier.field.span_of(key), message)
                    .label("follows from the recipe")
                    .help(format!("remove `{key}`")),
            );
        }
    }
}

/// The signature goes to one place, which some operation has.
fn place(spec: &Spec, signing: Located<'_, Signing>, findings: &mut Findings) {
    let places = ["header", "query", "field"];
    let said: Vec<_> =
        places.into_iter().filter(|key| signing.at.key(key).exists()).collect();
    match *said {
        [] => findings.add(
            error(
                signing.span_of("algorithm"),
                "the signature goes nowhere".to_owned(),
            )
            .label("no place is said")
            .help("add the `header`, the parameter of the `query` or the `field` that carries it"),
        ),
        [key] => {
            let mut operations = spec.operations.iter();
            let is_of_most = signing.id.is_none();
            let carries = |it: &crate::raw::Field| it.carries(&signing);
            let name = signing.at.key(key).text().unwrap_or_default();
            // That of some operations is looked for in each of them.
            if key != "header"
                && is_of_most
                && !operations.any(|it| it.request.fields.iter().any(carries))
            {
                let what = if key == "field" { "field of a body" } else { "parameter of a query" };
                findings.add(
                    error(signing.span_of(key), format!("no operation has the {what} `{name}`"))
                        .label("nothing is signed")
                        .help("list it in the operations that are signed, as their pages do"),
                );
            }
        }
        [first, second, ..] => findings.add(
            error(signing.span_of(second), "the signature goes to two places".to_owned())
                .label("another place")
                .related(signing.span_of(first), "one place")
                .help("keep one of them"),
        ),
    }
}

/// A token is its claims, and nothing else has some.
fn token(signing: Located<'_, Signing>, findings: &mut Findings) {
    let span = signing.span_of("algorithm");
    let algorithm = signing.algorithm.as_str();
    if signing.algorithm.of_token().is_none() {
        if !signing.claims.is_empty() {
            findings.add(
                error(signing.span_of("claims"), format!("`{algorithm}` signs no claims"))
                    .label("claims are of JSON Web Tokens")
                    .related(span, "signs what `signs` says")
                    .help("choose `jwt-hs256` or `jwt-hs512`, or say in `signs` what is signed"),
            );
        }
        return;
    }
    if signing.claims.is_empty() {
        findings.add(
            error(span, "a token without claims says nothing".to_owned())
                .label("signs claims")
                .help("add `claims`: the name and the value of each"),
        );
    }
    for key in ["signs", "encoding"] {
        if signing.at.key(key).exists() {
            findings.add(
                error(signing.span_of(key), format!("`{algorithm}` has no `{key}`"))
                    .label("a token is signed and written by its standard")
                    .related(span, "signs `claims`")
                    .help(format!("remove `{key}`")),
            );
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
    let (algorithm, encoding) =
        (signing.algorithm, signing.encoding.unwrap_or_default());
    let limited = Limited::of_header(spec, set, header);
    if algorithm.of_token().is_some() {
        return;
    }
    let Some(bytes) = algorithm.length() else {
        findings.extend(header.form.is_some().then(|| of_a_key(header, signing)));
        return;
    };
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
            format!(
                "the form of `{}` does not say where the signature goes",
                header.name
            ),
        )
        .label(label)
        .related(
            signing.span_of("algorithm"),
            format!("gives {bytes} bytes, in {}", encoding.as_str()),
        )
        .help(help),
    );
}

fn elsewhere(header: Located<'_, Header>, signing: Located<'_, Signing>) -> Diagnostic {
    let name = &header.name;
    let message =
        format!("`{name}` carries the signature, but does not have `from: signing`");
    error(header.span_of("from"), message)
        .label("comes from elsewhere")
        .related(signing.span_of("header"), "the signature's header")
        .help("write `from: signing`")
}

/// A form has a length, and the signature that of the key.
fn of_a_key(header: Located<'_, Header>, signing: Located<'_, Signing>) -> Diagnostic {
    let name = &header.name;
    let message = format!("a form of `{name}` would be that of one length of the key");
    error(header.span_of("form"), message)
        .label("a signature by RSA is as long as the key")
        .related(signing.span_of("algorithm"), "the algorithm")
        .help("remove the form, and say in `written` what is sent")
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
