//! What a capture leaves out.

use crate::page::Page;
use crate::raw::{Known, Operation, Standing};

/// The parts of which the page shows less than the spec knows, by their keys: they are not
/// compared, or not to their end.
pub(super) fn unshown(page: &Page, spec: &Operation) -> Vec<&'static str> {
    let response = spec.response.as_ref().map_or(Known::None, |it| it.known);
    let cases = spec.test_cases.as_ref().map_or(Known::None, |it| it.known);
    let parts = [
        ("request", page.request.known, spec.request.known),
        ("response", page.response.known, response),
        ("response_codes", page.results.known, spec.response_codes.known),
        ("test_cases", page.cases.known, cases),
    ];
    let less =
        parts.into_iter().filter(|(_, shown, known)| shown.extent() < known.extent());
    let is_method_known = spec.method_standing == Standing::Documented;
    let method = (page.method.is_none() && is_method_known).then_some("method");
    method.into_iter().chain(less.map(|(key, ..)| key)).collect()
}
