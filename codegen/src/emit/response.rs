//! The answer of an operation, and the objects within it.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::{doc_text, incomplete, limits, literal};
use crate::ir::{AnswerObject, Ident, Known, Operation, Reading, Redact, ResponseField};

/// The types of the response and its objects.
pub(super) fn emit(operation: &Operation) -> Vec<TokenStream> {
    let name = operation.name.with("Response");
    let Some(response) = &operation.response else {
        let doc = Doc::new(format!("Response of [`{}`].", operation.name))
            .paragraph(
                "Its fields are not documented; the JSON is available as received.",
            )
            .source(&operation.citation);
        return vec![untyped(&name, &doc)];
    };
    let doc = Doc::new(format!("Response of [`{}`].", operation.name));
    if response.fields.is_empty() {
        let fields = match response.known {
            Known::Whole => "The page lists no fields besides the result; ",
            Known::Part | Known::None => "None of its fields are known; ",
        };
        let doc = doc
            .paragraph(format!("{fields}the JSON is available as received."))
            .unnamed(&response.unnamed)
            .confirm(response.confirm.as_deref());
        return vec![untyped(&name, &doc.source(&response.citation))];
    }
    let doc = doc.paragraph(
        "Fields are read as received: no rules are enforced, and unknown fields are kept.",
    );
    let doc = doc.paragraph(incomplete::read(response.known));
    let doc = doc.unnamed(&response.unnamed).confirm(response.confirm.as_deref());
    let mut groups = answer(&name, &doc.source(&response.citation), &response.fields);
    groups.extend(operation.answers.iter().flat_map(object));
    groups
}

/// A response without documented fields.
fn untyped(name: &Ident, doc: &Doc) -> TokenStream {
    let (name, doc) = (literal::ident(name), doc.attributes());
    quote!(#doc pub type #name = Json;)
}

/// The type of an object within an answer.
pub(super) fn object(object: &AnswerObject) -> Vec<TokenStream> {
    let doc = Doc::new(doc_text::summary(&object.words))
        .details(&object.words)
        .paragraph(incomplete::read(object.known))
        .unnamed(&object.unnamed)
        .sources(&object.uses);
    answer(&object.name, &doc, &object.fields)
}

fn answer(name: &Ident, doc: &Doc, fields: &[ResponseField]) -> Vec<TokenStream> {
    let doc = doc.attributes();
    let name = literal::ident(name);
    // The raw object may contain more than its own fields may show.
    let is_object = |field: &&ResponseField| {
        matches!(field.reading, Reading::Object(_) | Reading::Objects(_))
    };
    let shown = fields.iter().filter(|field| field.redact == Redact::Shown);
    let shown = shown.filter(|field| !is_object(field)).map(|field| &field.wire);
    let known = fields.iter().map(|field| &field.wire);
    let json_doc = doc::line("Returns the raw JSON object.");
    let accessors = fields.iter().map(accessor);
    vec![
        quote! {
            #doc
            #[derive(Clone)]
            pub struct #name(Json);
        },
        quote!(response!(#name);),
        quote! {
            impl #name {
                fn known() -> &'static [&'static str] {
                    &[#(#known),*]
                }
                fn shown() -> &'static [&'static str] {
                    &[#(#shown),*]
                }
                #json_doc
                #[must_use]
                pub fn json(&self) -> &Json {
                    &self.0
                }
                #(#accessors)*
            }
        },
    ]
}

fn accessor(field: &ResponseField) -> TokenStream {
    let (name, wire) = (literal::ident(&field.name), &field.wire);
    let example = field.example.as_deref();
    let example = example.map(|it| format!("For example {}.", doc::code(it)));
    let doc = Doc::new(format!(
        "{} {} on the wire.",
        doc_text::summary(&field.words),
        doc::code(wire)
    ))
    .paragraph(doc::need(field.need, field.condition.as_ref()))
    .paragraph(field.kind.as_ref().and_then(doc::expected).unwrap_or_default())
    .paragraph(limits::expected_items(&field.items).unwrap_or_default())
    .paragraph(example.unwrap_or_default())
    .details(&field.words)
    .cited(field.cite.as_ref())
    .attributes();
    let text = quote!(std::borrow::Cow<'_, str>);
    let (reader, ty) = match &field.reading {
        Reading::Text => (quote!(text), quote!(Reading<'_, #text>)),
        Reading::Number => (quote!(integer), quote!(Reading<'_, i128>)),
        Reading::Decimal => (quote!(decimal), quote!(Reading<'_, Decimal>)),
        Reading::Written => (quote!(written), quote!(Reading<'_, WrittenDecimal>)),
        Reading::Flag => (quote!(flag), quote!(Reading<'_, bool>)),
        Reading::Numbers => (quote!(integers), quote!(ListReading<'_, i128>)),
        Reading::Decimals => (quote!(decimals), quote!(ListReading<'_, Decimal>)),
        Reading::Map => (quote!(map), quote!(MapReading<'_, #text>)),
        Reading::Texts => (quote!(texts), quote!(ListReading<'_, #text>)),
        Reading::Code(table) => {
            let table = literal::ident(table);
            (quote!(code), quote!(Reading<'_, #table>))
        }
        Reading::Codes(table) => {
            let table = literal::ident(table);
            (quote!(codes), quote!(ListReading<'_, #table>))
        }
        Reading::Object(object) => {
            let object = literal::ident(object);
            (quote!(object), quote!(Reading<'_, #object>))
        }
        Reading::Objects(object) => {
            let object = literal::ident(object);
            (quote!(list), quote!(ListReading<'_, #object>))
        }
    };
    quote! {
        #doc
        #[must_use]
        pub fn #name(&self) -> #ty {
            self.0.#reader(#wire)
        }
    }
}
