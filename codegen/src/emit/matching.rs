//! What is said of how an answer is known to be the one to its request.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use crate::ir::{Api, Header, HeaderSet, Operation, Standing};

/// What answers are held to, in words.
pub(super) fn held(api: &Api) -> String {
    let mut held: Vec<String> = Vec::new();
    for header in api.header_sets.iter().flat_map(HeaderSet::checked) {
        let check = check(header);
        if !held.contains(&check) {
            held.push(check);
        }
    }
    held.join(", and ")
}

/// The method that takes answers that are not so.
pub(super) fn door(api: &Api) -> Option<TokenStream> {
    let doc = Doc::new(
        "Takes answers that are not known to be those to their requests, for a vendor whose \
         answers turn out not to carry what tells, or ids of their own.",
    )
    .paragraph(format!(
        "Otherwise an answer with a result has to have {}, as far as the headers of its \
         operation have that, and ends in [`Error::Mismatch`] where it has not. With this, the \
         answer to another call is taken for this one's.",
        held(api)
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

/// What a header of an answer is held to, in words.
fn check(header: &Header) -> String {
    let name = doc::code(&header.wire);
    let Some(echo) = &header.echo else { return format!("{name} in its form") };
    let standing = match echo.standing {
        Standing::Documented => "",
        Standing::Observed => " (observed)",
        Standing::Inferred => " (inferred, and enforced)",
    };
    format!("{name} in its form and with the value that the request had{standing}")
}

/// What an answer is held to, in sentences.
pub(super) fn of_set(set: &HeaderSet) -> String {
    let headers: Vec<_> = set.checked().map(check).collect();
    if headers.is_empty() {
        return String::new();
    }
    format!(
        "An answer with a result has to have {}. One that has not ends in [`Error::Mismatch`], \
         unless the client is built with [`accept_unmatched_answers`](crate::ClientBuilder::\
         accept_unmatched_answers).",
        headers.join(", and ")
    )
}

/// Where it stands what the answer is held to.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> String {
    let name = operation.response_headers.as_ref();
    let mut sets = api.header_sets.iter();
    let set = sets.find(|set| Some(&set.name) == name && set.checked().next().is_some());
    set.map_or_else(String::new, |set| {
        let name = set.name.constant().with("_HEADERS");
        format!("The headers of its answer are checked: see [`{name}`](crate::headers::{name}).")
    })
}
