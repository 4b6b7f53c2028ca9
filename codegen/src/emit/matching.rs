//! Documentation of how answers are matched to requests.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use crate::ir::{Api, Header, HeaderSet, Operation, Standing};

/// The requirements on answers, in words.
pub(super) fn requirements(api: &Api) -> String {
    let mut requirements: Vec<String> = Vec::new();
    for header in api.header_sets.iter().flat_map(HeaderSet::checked) {
        let check = check(header);
        if !requirements.contains(&check) {
            requirements.push(check);
        }
    }
    requirements.join(", and ")
}

/// The method that accepts other answers.
pub(super) fn accept_unmatched(api: &Api) -> Option<TokenStream> {
    let doc = Doc::new(
        "Accepts answers that do not match their request, for a vendor whose answers lack the \
         documented headers or have ids of their own.",
    )
    .paragraph(format!(
        "By default an answer with a result must have {}, if the operation has these headers; \
         otherwise the call fails with [`Error::Mismatch`]. With this setting, the answer to \
         another call is accepted as this call's.",
        requirements(api)
    ))
    .attributes();
    api.checks_answers().then(|| {
        quote! {
            #doc
            pub fn accept_unmatched_answers(mut self) -> Self {
                self.accept_unmatched_answers = true;
                self
            }
        }
    })
}

/// The requirement on a header of an answer, in words.
fn check(header: &Header) -> String {
    let name = doc::code(&header.wire);
    let Some(echo) = &header.echo else {
        return format!("{name} in the documented form");
    };
    let standing = match echo.standing {
        Standing::Documented => "",
        Standing::Observed => " (observed)",
        Standing::Inferred => " (inferred, and enforced)",
    };
    format!("{name} in the documented form and with the request's value{standing}")
}

/// The requirements on an answer, in sentences.
pub(super) fn of_set(set: &HeaderSet) -> String {
    let headers: Vec<_> = set.checked().map(check).collect();
    if headers.is_empty() {
        return String::new();
    }
    format!(
        "An answer with a result must have {}. Otherwise the call fails with \
         [`Error::Mismatch`], unless the client is built with \
         [`accept_unmatched_answers`](crate::ClientBuilder::\
         accept_unmatched_answers).",
        headers.join(", and ")
    )
}

/// A reference to the requirements on the answer.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> String {
    let name = operation.response_headers.as_ref();
    let set = api.header_set(name).filter(|set| set.checked().next().is_some());
    set.map_or_else(String::new, |set| {
        let name = set.name.constant().with("_HEADERS");
        format!("The headers of the answer are checked; see [`{name}`](crate::headers::{name}).")
    })
}
