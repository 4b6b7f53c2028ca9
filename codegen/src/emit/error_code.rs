//! The results of an operation: an enum of the documented codes, open to others.
//!
//! Its table is most of an operation's text and always looks the same, so it is written as text,
//! at a tenth of the price of tokens.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::literal;
use crate::ir::{Api, Operation, Remedy, ResponseCode};

/// The enum.
pub(super) fn emit(operation: &Operation) -> TokenStream {
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
    quote! {
        #doc
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A code that the page does not list.
            Undocumented(Undocumented<Self>),
        }
    }
}

/// The table of the enum, and its completion.
pub(super) fn table(api: &Api, operation: &Operation) -> String {
    let name = &operation.code_type;
    let rows = match operation.codes.as_slice() {
        [] => "&[]".to_owned(),
        [only] => format!("&[{}]", row(only, 1)),
        rows => {
            let rows = rows.iter().map(|code| format!("        {},\n", row(code, 2)));
            format!("&[\n{}    ]", rows.collect::<String>())
        }
    };
    format!(
        "impl CodeTable for {name} {{\n    \
             type Row = Documented;\n    \
             const RULE: Rule = {};\n    \
             const ROWS: &'static [(Self, Documented)] = {rows};\n\
         }}\n\n\
         codes!({name});\n",
        rule(api),
    )
}

/// A code has the form that the envelope declares; without an envelope, any.
fn rule(api: &Api) -> String {
    let envelope = api.envelope.as_ref();
    let field = envelope.map_or("code", |envelope| envelope.code.as_str());
    let has_shape = envelope.is_some_and(|envelope| envelope.code_shape.is_some());
    let shape = if has_shape { "super::CODE_SHAPE" } else { "Shape::ANY" };
    format!(
        "Rule {{\n        \
             field: {field:?},\n        \
             length: Length::any(),\n        \
             shape: {shape},\n        \
             redact: Redact::Shown,\n        \
             source: RESULTS,\n    \
         }}"
    )
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

/// A row, so many levels deep.
fn row(row: &ResponseCode, depth: usize) -> String {
    let outer = "    ".repeat(depth);
    let remedy = match row.remedy {
        Remedy::None => "None",
        Remedy::FixRequest => "FixRequest",
        Remedy::AskUser => "AskUser",
        Remedy::RetryLater => "RetryLater",
        Remedy::CheckOutcome => "CheckOutcome",
        Remedy::ContactVendor => "ContactVendor",
        Remedy::Unknown => "Unknown",
    };
    let description = row.description.as_deref().unwrap_or("");
    let mut text = format!("(\n{outer}    Self::{},\n", row.variant);
    let _ = write!(
        text,
        "{outer}    Documented {{\n\
         {outer}        code: {},\n\
         {outer}        http: {},\n\
         {outer}        message: {},\n\
         {outer}        description: {},\n\
         {outer}        remedy: Remedy::{remedy},\n\
         {outer}    }},\n\
         {outer})",
        literal::quoted(&row.code),
        row.http,
        literal::quoted(&row.message),
        literal::quoted(description),
    );
    text
}
