//! Every signature of a callback can be verified from what is received.

use super::callback_fields;
use super::read_recipe::read_as;
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{AgeLimit, Callback, CallbackSigning, Signed};
use crate::recipe::{Hashed, Recipe, RecipePart};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L100",
    title: "a callback whose signature cannot be verified",
    text: "A callback that is `signed: yes` is verified by `signing` of `callbacks` in api.yaml, or by the one \
           of its `recipes` that it names. \
           `signs` says what is signed, from what is received: text, {body}, a hash such as \
           {body.sha256.hex}, {field:NAME} (in JSON {field:OBJECT.NAME} too), {header:NAME}, {method}, {key}, \
           {newline} and {time}, which is that of `age` as received. `header` or `field` says where the signature is, and `written` what its value is: {signature} once, and text \
           around it; with a `separator` it is one part of the value among several. A plain hash proves nothing without {key}, a signature by RSA is verified by the vendor's public key, and has none, and every signature covers the body or, where it is in a field, \
           fields that every signed callback has. What `callbacks` says, some callback uses.",
    bad: "signs: \"{header:X-Lantern-Rung}.{time:epoch-seconds}\"",
    good: "signs: \"{header:X-Lantern-Rung}.{body}\"",
};

/// What a signature can be of.
const PARTS: &str = "{body}, {body.sha256.hex}, {field:NAME}, {time}, {header:NAME}, {method}, {key} and {newline}";

fn check(spec: &View<'_>, findings: &mut Findings) {
    let Some(all) = spec.api.located().optional("callbacks", |api| &api.callbacks)
    else {
        return undeclared(spec, findings);
    };
    if spec.callbacks.is_empty() && spec.unreadable.is_empty() {
        let message = "there are no callbacks that this is about".to_owned();
        findings.add(
            error(all.at.key_span(), message)
                .label("no file in callbacks/")
                .help("add the callbacks, or remove these lines"),
        );
    }
    let most = all.optional("signing", |it| &it.signing);
    match most {
        None => undeclared(spec, findings),
        Some(most) if !spec.callbacks.is_empty() && spec.unreadable.is_empty() => {
            if spec.signed_by(most.value).next().is_none() {
                let message = "no callback is signed by this recipe".to_owned();
                findings.add(
                    error(most.at.key_span(), message).label("of no use").help(
                        "write `signed: yes` in the callbacks that are, or remove it",
                    ),
                );
            }
        }
        Some(_) => {}
    }
    let age = all.optional("age", |it| &it.age);
    for signing in spec.callback_recipes() {
        let signed: Vec<_> = spec.signed_by(signing.value).collect();
        of_signing((signing, &signed), age.is_some(), findings);
        if let Some(age) = age {
            beside(signing, age, findings);
        }
    }
}

/// A callback that is signed in a way that is not told.
fn undeclared(spec: &View<'_>, findings: &mut Findings) {
    let mut callbacks = spec.callbacks.iter();
    let unsaid = callbacks.find(|it| it.signed == Signed::Yes && it.signing.is_none());
    if let Some(callback) = unsaid {
        let message = format!("nothing says how `{}` is signed", callback.id);
        findings.add(
            error(callback.located().span_of("signed"), message)
                .label("signed by which recipe?")
                .help(
                    "add `signing` to `callbacks` in api.yaml, or write `signed: unknown`",
                ),
        );
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn of_signing(
    (signing, signed): (Located<'_, CallbackSigning>, &[Located<'_, Callback>]),
    has_age: bool,
    findings: &mut Findings,
) {
    if signing.algorithm.of_token().is_some() {
        let algorithm = signing.algorithm.as_str();
        let message = format!("`{algorithm}` signs a token, which no callback has");
        findings.add(
            error(signing.span_of("algorithm"), message)
                .label("not of callbacks")
                .help("choose the algorithm of the signature, as `hmac-sha256`"),
        );
    }
    let signs = signing.at.key("signs");
    let recipe = if signs.exists() {
        read_as(&EXPLANATION, PARTS, signs, findings)
    } else {
        Some(Recipe::of(RecipePart::Body))
    };
    if let Some(recipe) = recipe {
        of_signs(signing, &recipe, signs.span(), findings);
        callback_fields::check((signing, signed), &recipe, &EXPLANATION, findings);
        if recipe.has(&RecipePart::Sent) && !has_age {
            findings.add(
                error(signs.span(), "nothing says where the time is".to_owned())
                    .label("has `{time}`")
                    .help("add `age` to `callbacks`: the header with the time, and its form"),
            );
        }
    }
    if signing.at.key("written").exists() {
        let at = signing.at.key("written");
        let parts = "{signature} once, and text around it";
        if let Some(written) = read_as(&EXPLANATION, parts, at, findings) {
            of_written(&written, at.span(), findings);
        }
    }
}

fn of_signs(
    signing: Located<'_, CallbackSigning>,
    recipe: &Recipe,
    span: Span,
    findings: &mut Findings,
) {
    let is_received = |part: &RecipePart| {
        matches!(
            part,
            RecipePart::Text(_)
                | RecipePart::Body
                | RecipePart::Hash(Hashed::Body, ..)
                | RecipePart::Header(_)
                | RecipePart::Field(_)
                | RecipePart::Sent
                | RecipePart::Method
                | RecipePart::Key
        )
    };
    if let Some(part) = recipe.parts.iter().find(|part| !is_received(part)) {
        let part = Recipe::of(part.clone());
        findings.add(
            error(span, format!("`{part}` is not known from what is received"))
                .label("not a part of what is received")
                .help(format!("the parts are {PARTS}")),
        );
    }
    let is_own = |part: &RecipePart| match part {
        RecipePart::Header(name) => is_header(&signing, name),
        RecipePart::Field(name) => signing.field.as_ref() == Some(name),
        _ => false,
    };
    let own = signing.header.as_deref().or(signing.field.as_deref());
    if let Some(own) = own.filter(|_| recipe.parts.iter().any(is_own)) {
        let message = format!("`{own}` carries the signature itself");
        findings.add(
            error(span, message).label("cannot be a part of it").help(
                "name another one, or sign `{time}` where its time is in this one",
            ),
        );
    }
    if signing.algorithm.is_rsa() && recipe.has(&RecipePart::Key) {
        let message = "a receiver has no private key".to_owned();
        findings.add(
            error(span, message)
                .label("has `{key}`")
                .related(signing.span_of("algorithm"), "verified by the public key")
                .help("sign what is received alone"),
        );
    }
    if !signing.algorithm.is_keyed() && !recipe.has(&RecipePart::Key) {
        let algorithm = signing.algorithm.as_str();
        findings.add(
            error(span, format!("`{algorithm}` proves nothing without the key"))
                .label("has no `{key}`")
                .related(signing.span_of("algorithm"), "takes no key by itself")
                .help("put `{key}` where the vendor does, or choose `hmac-sha256`"),
        );
    }
}

/// A time in the header of the signature stands apart from it.
fn beside(
    signing: Located<'_, CallbackSigning>,
    age: Located<'_, AgeLimit>,
    findings: &mut Findings,
) {
    let header = &age.header;
    if is_header(&signing, header) && signing.separator.is_none() {
        let message =
            format!("`{header}` has a time and a signature, and nothing between them");
        findings.add(
            error(signing.span_of("header"), message)
                .label("two parts in one value")
                .related(age.span_of("header"), "the time is here too")
                .help("add `separator`: the text between the parts of the value, as `\",\"`"),
        );
    }
}

fn is_header(signing: &CallbackSigning, name: &str) -> bool {
    signing.header.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(name))
}

fn of_written(written: &Recipe, span: Span, findings: &mut Findings) {
    let is_signature = |part: &&RecipePart| **part == RecipePart::Signature;
    let is_plain =
        |part: &RecipePart| matches!(part, RecipePart::Text(_) | RecipePart::Signature);
    let count = written.parts.iter().filter(is_signature).count();
    if count != 1 || !written.parts.iter().all(is_plain) {
        findings.add(
            error(span, "the signature cannot be found in the header".to_owned())
                .label("not `{signature}` once, with text around it")
                .help("write the text of the header with `{signature}` in it, as `v1:{signature}`"),
        );
    }
}
