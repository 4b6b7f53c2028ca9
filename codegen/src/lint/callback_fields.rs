//! The place of a callback's signature, and the fields of its body that it covers.

use super::rule::Findings;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{
    Callback, CallbackEncoding, CallbackSigning, Field, FieldType, Known, Need,
};
use crate::recipe::{Hashed, Recipe, RecipePart};
use crate::source::Span;

/// Whether every signed callback has what is signed, and a place for the signature.
pub(super) fn check(
    (signing, signed): (Located<'_, CallbackSigning>, &[Located<'_, Callback>]),
    signs: &Recipe,
    explanation: &'static Explanation,
    findings: &mut Findings,
) {
    let error = |span, message| Diagnostic::error(explanation, span, message);
    place(signing, error, findings);
    covered(signing, signs, error, findings);
    let names = signs.parts.iter().filter_map(|part| match part {
        RecipePart::Field(name) => Some((name, signing.span_of("signs"))),
        _ => None,
    });
    let own = signing.field.iter().map(|name| (name, signing.span_of("field")));
    for (name, span) in names.chain(own) {
        for callback in signed {
            let Some(why) = lacking(callback, name) else { continue };
            let message = format!(
                "`{name}` is needed for the signature, but `{}` {why}",
                callback.id
            );
            findings.add(
                error(span, message)
                    .label("the callback could not be verified")
                    .related(callback.span_of("id"), "this callback is `signed: yes`")
                    .help("name required fields of the body, texts or numbers, that every signed callback has"),
            );
        }
    }
}

/// The signature is in one place.
fn place(
    signing: Located<'_, CallbackSigning>,
    error: impl Fn(Span, String) -> Diagnostic,
    findings: &mut Findings,
) {
    let (span, message, label) = match (&signing.header, &signing.field) {
        (Some(_), None) | (None, Some(_)) => return,
        (None, None) => {
            let message = "nothing says where the signature is".to_owned();
            (signing.span_of("algorithm"), message, "its place is not said")
        }
        (Some(_), Some(_)) => {
            let message = "the signature is in a header and in a field".to_owned();
            (signing.span_of("field"), message, "a second place")
        }
    };
    findings.add(
        error(span, message).label(label).help(
            "write one of `header` and `field`: the one that carries the signature",
        ),
    );
}

/// What is not signed can be changed by anybody.
fn covered(
    signing: Located<'_, CallbackSigning>,
    signs: &Recipe,
    error: impl Fn(Span, String) -> Diagnostic,
    findings: &mut Findings,
) {
    let is_body = |part: &RecipePart| {
        matches!(part, RecipePart::Body | RecipePart::Hash(Hashed::Body, ..))
    };
    let has_body = signs.parts.iter().any(is_body);
    let at = signing.at.key("signs");
    let span = if at.exists() { at.span() } else { signing.span_of("algorithm") };
    if has_body && signing.field.is_some() {
        findings.add(
            error(span, "the body is signed, and has the signature in it".to_owned())
                .label("`{body}` is known only with the signature")
                .related(signing.span_of("field"), "a field of the body")
                .help("sign single fields, as `{field:amount}`"),
        );
    }
    if !has_body && signs.fields_alone().is_empty() {
        findings.add(
            error(span, "the signature does not cover the body".to_owned())
                .label("has no `{body}`")
                .help(
                    "a body that is not signed can be changed by anybody: add `{body}`",
                ),
        );
    }
}

/// Why a field has no text in every delivery of a callback.
fn lacking(callback: &Callback, path: &str) -> Option<&'static str> {
    if callback.encrypted {
        return Some("is encrypted, and its fields are verified before it is decrypted");
    }
    let (mut path, mut fields) = (path, &callback.fields);
    // A form has no objects: there a dot is part of a name.
    while let Some((name, within)) =
        path.split_once('.').filter(|_| callback.body == CallbackEncoding::Json)
    {
        if fields.iter().any(|it| it.name == path) {
            return Some(
                "has a dot in its name, which stands for a field within an object",
            );
        }
        let found = fields.iter().find(|it| it.name == name);
        match found.filter(|it| it.kind == FieldType::Object) {
            Some(it) if unsure(it).is_some() => return unsure(it),
            Some(it) => (path, fields) = (within, &it.fields),
            None => return Some("has no such field"),
        }
    }
    match fields.iter().find(|it| it.name == path) {
        None if callback.known == Known::Whole => Some("has no such field"),
        None => Some("does not list that field"),
        Some(it) if unsure(it).is_some() => unsure(it),
        Some(it) if !matches!(it.kind, FieldType::String | FieldType::Number) => {
            Some("has neither a text nor a number for it")
        }
        Some(_) => None,
    }
}

/// Why a field is not there in every delivery.
fn unsure(field: &Field) -> Option<&'static str> {
    match field {
        it if it.need != Need::Required => Some("need not have it"),
        it if it.nullable => Some("can have null for it"),
        _ => None,
    }
}
