//! Environment of the API.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{doc, hosts, literal};
use crate::ir::{Api, Environment};

pub(super) const EMITTER: Emitter = Emitter {
    name: "environment",
    paths: |_| once("src/environment.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let variants = api.environments.iter().map(variant);
    let arms = api.environments.iter().map(arm);
    let other = given(api).is_none().then(|| {
        quote! {
            /// An undocumented environment, such as a mock server, with its base URL.
            Url(String)
        }
    });
    let other_arm = other.as_ref().map(|_| quote!(Self::Url(base_url) => base_url));
    let host = hosts::method(api);
    let groups = vec![
        quote! {
            use crate::runtime::{IntoField, Violations};
        },
        quote! {
            /// Environment of the API.
            #[derive(Clone, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum Environment { #(#variants,)* #other }
        },
        quote! {
            impl Environment {
                /// Returns the base URL, to which paths are appended.
                #[must_use]
                pub fn base_url(&self) -> &str {
                    match self { #(#arms)* #other_arm }
                }
                #host
            }
        },
        quote! {
            impl IntoField<Self> for Environment {
                fn into_field(self) -> Result<Self, Violations> {
                    Ok(self)
                }
            }
        },
    ];
    RustFile::printed("spec/api.yaml", "Environments of the API.", groups)
}

/// The first environment without a documented base URL.
pub(super) fn given(api: &Api) -> Option<&Environment> {
    api.environments.iter().find(|environment| environment.base_url.is_none())
}

fn variant(environment: &Environment) -> TokenStream {
    let name = literal::ident(&environment.name);
    let given = match &environment.base_url {
        Some(url) => format!("The base URL is {}.", doc::code(url)),
        None => "The base URL is not documented and must be given.".to_owned(),
    };
    let given = if environment.for_tests { given + " For tests." } else { given };
    let doc = Doc::new(given)
        .paragraph(environment.about.as_deref().map(doc::prose).unwrap_or_default())
        .source(&environment.citation)
        .attributes();
    if environment.base_url.is_some() {
        quote!(#doc #name)
    } else {
        quote!(#doc #name(String))
    }
}

fn arm(environment: &Environment) -> TokenStream {
    let name = literal::ident(&environment.name);
    if let Some(url) = &environment.base_url {
        quote!(Self::#name => #url,)
    } else {
        quote!(Self::#name(base_url) => base_url,)
    }
}
