//! What is signed is no body of several parts.

use super::rule::{Findings, Rule, View};
use super::signing::is_header;
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Location, Operation, RequestBody, Signing};
use crate::recipe::{Hashed, Recipe, RecipePart};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L111",
    title: "a signature of a body of several parts",
    text: "What separates the parts of a `multipart` body is the client's own, so that two clients \
           write the same fields as different bytes, and no page says how such a body is signed: \
           its bytes, its texts alone, or a hash of its file. So a request with `body: multipart` \
           is signed by a recipe without {body}, {parameters} and fields of the body, or not at \
           all, and no field of it carries the signature.",
    bad: "headers: lending\nbody: multipart\nfields:\n  - name: branch",
    good: "headers: reading\nfields:\n  - name: branch",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let sets = walk::sets_by_id(spec);
    for operation in &spec.operations {
        let request = operation.located().part("request", |it| &it.request);
        if request.body != Some(RequestBody::Multipart) {
            continue;
        }
        let mut recipes = walk::recipes(spec);
        let Some(signing) = recipes.find(|it| it.id == request.signing) else {
            continue;
        };
        let set = request.headers.as_deref().and_then(|id| sets.get(id));
        let mut headers = set.into_iter().flat_map(|set| &set.headers);
        let by_header = headers.any(|it| is_header(&signing, &it.name));
        let carrier = request.fields.iter().find(|it| it.carries(&signing));
        let is_carried_in_body = carrier.is_some_and(|it| it.place == Location::Body);
        let is_signed = by_header || carrier.is_some();
        let what = signed(signing, operation).filter(|_| is_signed);
        let what = if is_carried_in_body {
            Some("carries its signature in a field".to_owned())
        } else {
            what.map(|part| format!("is signed by `{part}`"))
        };
        if let Some(what) = what {
            let message =
                format!("the body of several parts of `{}` {what}", operation.id);
            findings.add(
                Diagnostic::error(&EXPLANATION, request.span_of("body"), message)
                    .label("has no bytes that the page determines")
                    .related(signing.span_of("algorithm"), "what is signed")
                    .help(
                        "take a header set without the signature, if the page says that this \
                         request is not signed; else ask the vendor what it signs",
                    ),
            );
        }
    }
}

/// The part of the recipe that is of the body.
fn signed(signing: Located<'_, Signing>, operation: &Operation) -> Option<Recipe> {
    let mut texts: Vec<_> = signing.claims.iter().map(|it| it.value.as_str()).collect();
    match &signing.signs {
        Some(signs) => texts.push(signs),
        None if texts.is_empty() => texts.push("{body}"),
        None => {}
    }
    // What cannot be read is reported with the recipes.
    let recipes = texts.into_iter().filter_map(|it| Recipe::parse(it).ok());
    let is_of_body = |part: &RecipePart| match part {
        RecipePart::Body
        | RecipePart::Parameters
        | RecipePart::Hash(Hashed::Body | Hashed::Parameters, ..) => true,
        RecipePart::Field(name) => {
            let mut fields = operation.request.fields.iter();
            fields.any(|it| it.name == *name && it.place == Location::Body)
        }
        _ => false,
    };
    recipes.flat_map(|it| it.parts).find(is_of_body).map(Recipe::of)
}
