//! A code table: an enum of the known codes, open to others.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, RustFile};
use super::{code_example, doc_text, literal, value_type};
use crate::ir::{Api, Code, CodeTable};

pub(super) const EMITTER: Emitter = Emitter {
    name: "code_table",
    paths: |api| {
        api.code_tables
            .iter()
            .map(|table| format!("src/codes/{}.rs", table.module))
            .collect()
    },
    emit: |api, _, position| api.code_tables.get(position).map(|table| emit(api, table)),
};

fn emit(api: &Api, table: &CodeTable) -> Emitted {
    let name = &table.name;
    let doc = Doc::new(doc_text::summary(&table.words))
        .paragraph(doc::codes(&table.constraint))
        .details(&table.words)
        .paragraph(code_example::of_table(api, table))
        .decisions(&table.decisions)
        .source(&table.citation)
        .comment("    ");
    let source = literal::source(&table.citation);
    let rule = value_type::rule(&table.id, &table.constraint, &source);
    let numbers = if table.numbers { " NUMBERS" } else { "" };
    let rows: String = table.codes.iter().map(row).collect();
    let declaration = format!(
        "\
code_enum! {{
{doc}    pub enum {name}: Named{numbers}, {rule};
{rows}}}
"
    );
    let imports = quote! {
        use crate::runtime::macros::*;
        use crate::runtime::*;
    };
    Emitted::Rust(RustFile {
        origin: format!("spec/{}", table.citation.file),
        doc: doc_text::head(&table.words, "Codes of the vendor."),
        groups: vec![
            imports.into(),
            declaration.into(),
            utc_offsets(table).into(),
            remedies(table).into(),
        ],
    })
}

fn row(row: &Code) -> String {
    let about = format!("{}: {}.", doc::code(&row.code), doc::text(&row.name));
    let about = Doc::new(about)
        .paragraph(row.about.as_deref().map(doc::prose).unwrap_or_default())
        .paragraph(row.remedy.map(code_example::remedy).unwrap_or_default())
        .decisions(&row.decisions)
        .confirm(row.confirm.as_deref())
        .cited(row.cite.as_ref())
        .comment("    ");
    let variant = &row.variant;
    let (code, name) = (literal::quoted(&row.code), literal::quoted(&row.name));
    format!(
        "
{about}    {variant} = Named({code}, {name});
"
    )
}

/// The UTC offsets of the table's zones, if it has them.
fn utc_offsets(table: &CodeTable) -> TokenStream {
    let name = literal::ident(&table.name);
    let mut arms = Vec::new();
    for code in &table.codes {
        if let Some(minutes) = code.utc_offset {
            let variant = literal::ident(&code.variant);
            let minutes = Literal::i32_unsuffixed(minutes);
            arms.push(quote!(Self::#variant => Some(#minutes),));
        }
    }
    if arms.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl #name {
            /// Returns the UTC offset of the zone in minutes, if it is known.
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

/// What to do about each code, if the table is one of second codes.
fn remedies(table: &CodeTable) -> TokenStream {
    let name = literal::ident(&table.name);
    let arms = table.codes.iter().filter_map(|code| {
        let (variant, remedy) = (literal::ident(&code.variant), code.remedy?);
        let remedy = format_ident!("{remedy:?}");
        Some(quote!(Self::#variant => Remedy::#remedy,))
    });
    let arms: Vec<_> = arms.collect();
    if arms.is_empty() {
        return TokenStream::new();
    }
    quote! {
        impl Remedied for #name {
            fn remedy(&self) -> Remedy {
                match self {
                    #(#arms)*
                    Self::Undocumented(_) => Remedy::Unknown,
                }
            }
        }
    }
}
