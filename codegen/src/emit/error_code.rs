//! The results of an operation: an enum of the documented codes, open to others.

use proc_macro2::{Ident as Token, Span, TokenStream};
use quote::quote;

use super::doc::{self, Doc};
use super::literal;
use crate::ir::{Api, Operation, Remedy, ResponseCode};

/// The enum, its table, and its completion.
pub(super) fn emit(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let name = literal::ident(&operation.code_type);
    let doc =
        Doc::new(format!("What the vendor says became of [`{}`].", operation.name));
    let doc = if operation.rows_hidden {
        doc.paragraph("The page hides further rows: expect undocumented codes.")
    } else {
        doc
    };
    let doc = doc
        .paragraph(format!(
            "Source: {}, {}.",
            doc::text(&operation.title),
            doc::text(&operation.code_section)
        ))
        .attributes();
    let variants = operation.codes.iter().map(variant);
    // A row of its own stands outside of the table, where it cannot say `Self`.
    let owner = if operation.codes.len() == 1 { quote!(#name) } else { quote!(Self) };
    let rows: Vec<_> = operation.codes.iter().map(|code| row(&owner, code)).collect();
    let (before, rows) = literal::rows(
        &quote!((#name, Documented)),
        &Token::new("ONLY", Span::call_site()),
        &quote!(),
        &rows,
    );
    let rule = rule(api);
    vec![
        quote! {
            #doc
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                /// A code that the page does not list.
                Undocumented(Undocumented<Self>),
            }
        },
        before,
        quote! {
            impl CodeTable for #name {
                type Row = Documented;
                const RULE: Rule = #rule;
                const ROWS: &'static [(Self, Documented)] = #rows;
            }
        },
        quote!(codes!(#name);),
    ]
}

/// A code has the form that the envelope declares; without an envelope, any.
fn rule(api: &Api) -> TokenStream {
    let envelope = api.envelope.as_ref();
    let field = envelope.map_or("code", |envelope| envelope.code.as_str());
    let has_shape = envelope.is_some_and(|envelope| envelope.code_shape.is_some());
    let shape = if has_shape { quote!(super::CODE_SHAPE) } else { quote!(Shape::ANY) };
    quote! {
        Rule {
            field: #field,
            length: Length::any(),
            shape: #shape,
            redact: Redact::Shown,
            source: RESULTS,
        }
    }
}

/// The form of every code, which all tables of results share.
pub(super) fn shape(api: &Api) -> Vec<TokenStream> {
    let shape = api.envelope.as_ref().and_then(|envelope| envelope.code_shape.as_ref());
    let Some(shape) = shape else { return Vec::new() };
    let parts = shape.parts.iter().map(literal::part);
    vec![
        quote! {
            use crate::runtime::{Part, Shape};
        },
        quote! {
            const CODE_SHAPE: Shape = Shape(code_parts());
        },
        quote! {
            const fn code_parts() -> &'static [Part] {
                &[#(#parts),*]
            }
        },
    ]
}

fn variant(code: &ResponseCode) -> TokenStream {
    let variant = literal::ident(&code.variant);
    let doc =
        Doc::new(format!("{}: {}", doc::code(&code.code), doc::text(&code.message)));
    let description = code.description.as_deref().filter(|text| *text != code.message);
    let doc = doc
        .paragraph(description.map(doc::text).unwrap_or_default())
        .confirm(code.confirm.as_deref())
        .attributes();
    quote!(#doc #variant)
}

fn row(owner: &TokenStream, row: &ResponseCode) -> TokenStream {
    let ResponseCode { code, message, http, .. } = row;
    let variant = literal::ident(&row.variant);
    let http = literal::count(u32::from(*http));
    let description = row.description.as_deref().unwrap_or("");
    let remedy = match row.remedy {
        Remedy::None => quote!(Remedy::None),
        Remedy::FixRequest => quote!(Remedy::FixRequest),
        Remedy::AskUser => quote!(Remedy::AskUser),
        Remedy::RetryLater => quote!(Remedy::RetryLater),
        Remedy::CheckOutcome => quote!(Remedy::CheckOutcome),
        Remedy::ContactVendor => quote!(Remedy::ContactVendor),
        Remedy::Unknown => quote!(Remedy::Unknown),
    };
    quote! {
        (
            #owner::#variant,
            Documented {
                code: #code,
                http: #http,
                message: #message,
                description: #description,
                remedy: #remedy,
            },
        )
    }
}
