//! The places of an operation's file at which doubts stand.

use crate::raw::{Field, Operation, Unnamed};

/// Visits every `confirm` of an operation, with the subject that it is about.
pub(super) fn each(
    operation: &mut Operation,
    visit: &mut dyn FnMut(&str, &mut Option<String>),
) {
    visit("operation", &mut operation.confirm);
    let request = &mut operation.request;
    visit("request", &mut request.confirm);
    fields("request", &mut request.fields, &mut request.unnamed, visit);
    if let Some(response) = &mut operation.response {
        visit("response", &mut response.confirm);
        fields("response", &mut response.fields, &mut response.unnamed, visit);
    }
    let results = &mut operation.response_codes;
    visit("response_codes", &mut results.confirm);
    for code in &mut results.codes {
        visit(&format!("response_codes.{}", code.name()), &mut code.confirm);
    }
    if let Some(cases) = &mut operation.test_cases {
        visit("test_cases", &mut cases.confirm);
    }
    for resolution in &mut operation.resolutions {
        visit(&resolution.subject, &mut resolution.confirm);
    }
}

fn fields(
    above: &str,
    fields: &mut [Field],
    unnamed: &mut [Unnamed],
    visit: &mut dyn FnMut(&str, &mut Option<String>),
) {
    for field in fields {
        let subject = format!("{above}.{}", field.name);
        visit(&subject, &mut field.confirm);
        self::fields(&subject, &mut field.fields, &mut field.unnamed, visit);
    }
    for field in unnamed {
        visit(above, &mut field.confirm);
    }
}
