//! The types of header values, and the sets of headers that operations send and receive.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::{Emitted, Emitter, RustFile};
use super::{doc, literal, matching, once, value_type};
use crate::ir::{Answered, Api, Header, HeaderSet, TypeRef};

pub(super) const EMITTER: Emitter = Emitter {
    name: "headers",
    paths: |api| {
        if api.header_sets.is_empty() { Vec::new() } else { once("src/headers.rs") }
    },
    emit: |api, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let codes = api
        .header_sets
        .iter()
        .flat_map(|set| &set.headers)
        .any(|header| matches!(header.ty, TypeRef::Code(_)))
        .then(|| {
            quote!(
                use crate::codes::*;
            )
        });
    let mut groups = vec![quote! {
        #codes
        use crate::runtime::*;
    }];
    for value in &api.header_types {
        groups.extend(value_type::emit(value, &literal::source(&value.citation)));
    }
    groups.extend(api.header_sets.iter().map(set));
    groups.extend(accessors(api));
    Emitted::Rust(RustFile {
        origin: "spec/api.yaml".to_owned(),
        doc: "Headers: the types of their values, and the sets that operations use."
            .to_owned(),
        groups,
        ..RustFile::default()
    })
}

fn set(set: &HeaderSet) -> TokenStream {
    let name = literal::ident(&set.name.constant().with("_HEADERS"));
    let doc = Doc::new(format!("The header set {}.", doc::code(&set.id)))
        .paragraph(matching::of_set(set))
        .source(&set.citation)
        .attributes();
    let headers: Vec<_> = set.headers.iter().map(header).collect();
    let count = proc_macro2::Literal::usize_unsuffixed(headers.len());
    // A static has one address, by which the runtime knows the set again.
    quote! {
        #doc
        pub static #name: [Header; #count] = [#(#headers),*];
    }
}

fn header(header: &Header) -> TokenStream {
    let (wire, lower) = (&header.wire, header.wire.to_ascii_lowercase());
    let need = literal::need(header.need);
    let echoes = header.echo.iter().flat_map(|echo| &echo.of);
    let echoes = echoes.map(|name| name.to_ascii_lowercase());
    let rule = rule(&header.ty);
    quote! {
        Header {
            name: #wire,
            lower: #lower,
            need: #need,
            echoes: &[#(#echoes),*],
            rule: #rule,
        }
    }
}

fn rule(ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Code(table) => {
            let table = literal::ident(table);
            quote!(<#table as CodeTable>::RULE)
        }
        TypeRef::Value(name) | TypeRef::Object(name) => {
            let rule = literal::ident(&name.with("Rule"));
            quote!(#rule::RULE)
        }
    }
}

/// What reads the headers that answers have.
fn accessors(api: &Api) -> Option<TokenStream> {
    let accessors: Vec<_> = api.answer_headers.iter().map(accessor).collect();
    (!accessors.is_empty()).then(|| {
        quote! {
            impl AnswerHeaders<'_> {
                #(#accessors)*
            }
        }
    })
}

fn accessor(header: &Answered) -> TokenStream {
    let Answered { name, wire, ty, echoes } = header;
    let (lower, rule) = (wire.to_ascii_lowercase(), rule(ty));
    let doc =
        Doc::new(format!("The header {} of the answer, as it came.", doc::code(wire)));
    let doc = if *echoes {
        doc.paragraph(
            "What was sent is told by [`Reply::correlation_id`] and the errors.",
        )
    } else {
        doc
    };
    let (doc, name, ty) =
        (doc.attributes(), literal::ident(name), literal::ident(ty.name()));
    quote! {
        #doc
        #[must_use]
        pub fn #name(self) -> Option<Result<#ty, Violations>> {
            self.read(#lower, &#rule)
        }
    }
}
