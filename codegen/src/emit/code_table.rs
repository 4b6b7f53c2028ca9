//! A code table: an enum of the known codes, open to others.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::value_type::rule_fields;
use super::{Emitted, Emitter, RustFile};
use super::{literal, said};
use crate::ir::{Code, CodeTable};

pub(super) const EMITTER: Emitter = Emitter {
    name: "code_table",
    paths: |api| {
        api.code_tables
            .iter()
            .map(|table| format!("src/codes/{}.rs", table.module))
            .collect()
    },
    emit: |api, position| api.code_tables.get(position).map(emit),
};

fn emit(table: &CodeTable) -> Emitted {
    let name = literal::ident(&table.name);
    let doc = Doc::new(said::summary(&table.words))
        .paragraph(doc::codes(&table.constraint))
        .details(&table.words)
        .source(&table.citation)
        .attributes();
    let variants = table.codes.iter().map(variant);
    let rows = table.codes.iter().map(row);
    let redact = quote!(Redact::Shown);
    let source = literal::source(&table.citation);
    let (parts, rule) =
        rule_fields(&name, &table.id, &table.constraint, &redact, &source);
    let groups = vec![
        quote! {
            use crate::runtime::macros::code_table;
            use crate::runtime::*;
        },
        quote! {
            #doc
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                /// A code of the right form that the table does not list.
                Undocumented(Undocumented<Self>),
            }
        },
        parts,
        quote! {
            impl CodeTable for #name {
                type Row = Named;
                const RULE: Rule = #rule;
                const ROWS: &'static [(Self, Named)] = &[#(#rows),*];
            }
        },
        quote!(code_table!(#name);),
        utc_offsets(table),
    ];
    Emitted::Rust(RustFile {
        origin: format!("spec/{}", table.citation.file),
        doc: said::head(&table.words, "Codes of the vendor."),
        groups,
        ..RustFile::default()
    })
}

fn variant(code: &Code) -> TokenStream {
    let variant = literal::ident(&code.variant);
    let doc = Doc::new(format!("{}: {}.", doc::code(&code.code), doc::text(&code.name)))
        .decisions(&code.decisions)
        .confirm(code.confirm.as_deref())
        .attributes();
    quote!(#doc #variant)
}

fn row(row: &Code) -> TokenStream {
    let variant = literal::ident(&row.variant);
    let (code, name) = (&row.code, &row.name);
    quote!((Self::#variant, Named(#code, #name)))
}

/// What the zones of the table are ahead of UTC, where it says so.
fn utc_offsets(table: &CodeTable) -> TokenStream {
    let name = literal::ident(&table.name);
    let mut arms = Vec::new();
    for code in &table.codes {
        if let Some(minutes) = code.utc_offset {
            let variant = literal::ident(&code.variant);
            let minutes = literal::integer(i128::from(minutes));
            arms.push(quote!(Self::#variant => Some(#minutes),));
        }
    }
    if arms.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl #name {
            /// How many minutes the zone is ahead of UTC, where that is known.
            #[must_use]
            pub fn utc_offset(&self) -> Option<i32> {
                match self {
                    #(#arms)*
                    _ => None,
                }
            }
        }
    }
}
