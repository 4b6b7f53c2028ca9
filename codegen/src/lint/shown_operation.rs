//! The documentation of the client shows an operation that is known whole.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::{Encrypted, Field, FieldType, Known, Operation, Signing};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L058",
    title: "no operation to show, or one that cannot be shown",
    text: "The README and the documentation of the client show one operation as an example. Where \
           there are several, `example` of the service names it. It is one whose request and \
           answer are known whole, and every required field has an example.",
    bad: "# example: nobody has chosen one",
    good: "example: lend-book",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let service = spec.api.located().part("service", |api| &api.service);
    let Some(id) = &service.value.example else {
        if spec.operations.len() > 1 {
            let message = "no operation is named for the README to show";
            findings.add(
                Diagnostic::error(&EXPLANATION, service.span_of("id"), message)
                    .warning()
                    .label("the line `example: …` is missing")
                    .help("name the operation that callers would look for first"),
            );
        }
        return;
    };
    // Another rule reports an operation that is not there.
    let operation = spec.operations.iter().find(|it| it.id == *id);
    if let Some(why) = operation.and_then(|it| unfit(it, spec.signing_of(it))) {
        let message = format!("`{id}` cannot be shown: {why}");
        findings.add(
            Diagnostic::error(&EXPLANATION, service.span_of("example"), message)
                .label("not a whole example")
                .help("name an operation that is known whole, or complete this one"),
        );
    }
}

/// Why an operation is no good example.
fn unfit(operation: &Operation, signing: Option<&Signing>) -> Option<String> {
    let Operation { request, response, .. } = operation;
    let is_in_part = |fields: &[Field]| fields.iter().any(is_known_in_part);
    if request.known != Known::Whole || is_in_part(&request.fields) {
        return Some("its request is not known whole".to_owned());
    }
    if request.encrypted == Encrypted::Unknown {
        return Some("it is not known whether its request is encrypted".to_owned());
    }
    let response = response.as_ref();
    if response.is_some_and(|it| it.known != Known::Whole || is_in_part(&it.fields)) {
        return Some("its answer is not known whole".to_owned());
    }
    let is_given = |field: &&Field| signing.is_none_or(|it| !field.carries(it));
    let field = without_example(request.fields.iter().filter(is_given))?;
    Some(format!("the required field `{field}` has no example"))
}

fn is_known_in_part(field: &Field) -> bool {
    field.known != Known::Whole || field.fields.iter().any(is_known_in_part)
}

fn without_example<'a>(mut fields: impl Iterator<Item = &'a Field>) -> Option<&'a str> {
    fields.find_map(|field| match field.kind {
        // A file is invented.
        FieldType::File => None,
        _ if !field.is_asked() => None,
        // The first shape is shown.
        kind if kind.is_choice() => field.fields.first().and_then(|shape| {
            without_example(Box::new(shape.fields.iter()) as Box<dyn Iterator<Item = _>>)
        }),
        kind if kind.is_object() => {
            without_example(Box::new(field.fields.iter()) as Box<dyn Iterator<Item = _>>)
        }
        _ => field.example.is_none().then_some(field.name.as_str()),
    })
}
