//! The fields and parameters that a recipe signs.

use super::rule::Findings;
use crate::diagnostic::Diagnostic;
use crate::raw::{Location, Need, Operation, RequestBody, Signing};
use crate::recipe::{Hashed, Recipe, RecipePart};

/// Whether every field of a recipe is in every request.
pub(super) fn single(
    recipe: &Recipe,
    (operations, signing): (&[&Operation], &Signing),
    error: impl Fn(String) -> Diagnostic,
    findings: &mut Findings,
) {
    for part in &recipe.parts {
        let RecipePart::Field(name) = part else { continue };
        for operation in operations {
            let mut fields = operation.request.fields.iter();
            let field = fields.find(|it| it.name == *name && it.place != Location::Path);
            let why = match field {
                None => "has no such field",
                Some(it) if it.carries(signing) => "carries the signature in it",
                Some(it) if it.need != Need::Required => "need not have it",
                Some(it) if it.nullable => "can send null for it",
                Some(it) if it.kind.is_object() || it.kind.is_list() => {
                    "has no single value for it"
                }
                Some(_) => continue,
            };
            let id = &operation.id;
            findings.add(
                error(format!("`{{field:{name}}}` is signed, but `{id}` {why}"))
                    .label("a request could not be signed")
                    .help(
                        "sign required fields of the body or parameters of the query that \
                         every signed operation has",
                    ),
            );
        }
    }
}

/// Whether every parameter has a text, where all of them are signed.
pub(super) fn all(
    recipe: &Recipe,
    operations: &[&Operation],
    error: impl Fn(String) -> Diagnostic,
    findings: &mut Findings,
) {
    let are_signed = recipe.parts.iter().any(|part| {
        matches!(part, RecipePart::Parameters | RecipePart::Hash(Hashed::Parameters, ..))
    });
    let operations = operations.iter().filter(|_| are_signed);
    for (operation, field) in
        operations.flat_map(|it| it.request.fields.iter().map(move |field| (it, field)))
    {
        // Null is no text, and neither is an array in an array, nor an object in JSON. In a query
        // or a form each value in an object has a name of its own.
        let has_others = field.nullable || field.rows.is_some();
        let is_json = field.place == Location::Body
            && matches!(operation.request.body, None | Some(RequestBody::Json));
        let is_object = field.kind.is_object() || field.kind.is_map();
        if has_others || is_json && is_object {
            let message = format!(
                "`{{parameters}}` is signed, but `{}` of `{}` has no text in it",
                field.name, operation.id
            );
            findings.add(
                error(message)
                    .label("a request could not be signed")
                    .help("sign the `{body}` or its hash, or single fields"),
            );
        }
    }
}
