//! The types of header values, and the sets of headers that operations send and receive.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::emitter::{Emitted, Emitter, Group, RustFile, once};
use super::{doc, doc_text, literal, matching, value_type};
use crate::ir::{
    Answered, Api, Header, HeaderSet, Redact, TypeRef, ValueKind, ValueType,
};

pub(super) const EMITTER: Emitter = Emitter {
    name: "headers",
    paths: |api| {
        if api.header_sets.is_empty() { Vec::new() } else { once("src/headers.rs") }
    },
    emit: |api, _, _| Some(emit(api)),
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
    let is_ruled = |value: &ValueType| !matches!(value.kind, ValueKind::Flag(_));
    let macros = api.header_types.iter().any(is_ruled).then(|| {
        quote!(
            use crate::runtime::macros::*;
        )
    });
    let imports = quote! {
        #codes
        #macros
        use crate::runtime::*;
    };
    let types = api.header_types.iter();
    let types =
        types.map(|value| value_type::emit(value, &literal::source(&value.citation)));
    let sets = api.header_sets.iter().map(|it| set(api, it));
    let texts = types.chain(sets).map(Group::Text);
    let accessors = accessors(api).into_iter().map(Group::Tokens);
    let exported = "pub use crate::runtime::layout::headers::*;\n".to_owned();
    Emitted::Rust(RustFile {
        origin: "spec/api.yaml".to_owned(),
        doc: "Headers: the types of their values, and the header sets of operations."
            .to_owned(),
        groups: [Group::Text(exported), imports.into()]
            .into_iter()
            .chain(texts)
            .chain(accessors)
            .collect(),
    })
}

fn set(api: &Api, set: &HeaderSet) -> String {
    let name = set.name.constant().with("_HEADERS");
    let about = Doc::new(format!("The header set {}.", doc::code(&set.id)))
        .paragraph(matching::of_set(set));
    let about =
        set.headers.iter().fold(about, |doc, header| of_header(api, doc, header));
    let about = about.source(&set.citation).comment("");
    let count = set.headers.len();
    let headers: String = set.headers.iter().map(header).collect();
    // A static has one address, by which the runtime knows the set again.
    format!(
        "\
{about}pub static {name}: [Header; {count}] = [
{headers}];
"
    )
}

/// What its type does not document about a header.
fn of_header(api: &Api, doc: Doc, header: &Header) -> Doc {
    let wire = doc::code(&header.wire);
    let condition = header.condition.as_ref();
    let condition = condition.map(|it| doc::need(header.need, Some(it)));
    let words = api.own_words(header);
    let says = [
        header.only_signed.then(|| doc::ONLY_SIGNED.to_owned()),
        header.sent_as.as_deref().map(doc::sent_as),
        words.map(doc_text::summary),
        condition,
        header.of_codes.as_ref().and_then(doc::expected),
    ];
    let says: Vec<_> = says.into_iter().flatten().collect();
    if says.is_empty() {
        return doc;
    }
    let doc = doc.paragraph(format!("{wire}: {}", says.join(" ")));
    words.into_iter().fold(doc, Doc::details)
}

fn header(header: &Header) -> String {
    let name = literal::quoted(&header.wire);
    let lower = literal::quoted(&header.sent().to_ascii_lowercase());
    let need = header.need;
    let echoes = header.echo.iter().flat_map(|echo| &echo.of);
    let echoes: Vec<_> =
        echoes.map(|name| literal::quoted(&name.to_ascii_lowercase())).collect();
    let (echoes, rule) = (echoes.join(", "), shown(header));
    format!(
        "    Header {{ name: {name}, lower: {lower}, need: Need::{need:?}, echoes: &[{echoes}], rule: {rule} }},\n"
    )
}

/// The rule of a header's value. A header may hide what its table shows.
fn shown(header: &Header) -> String {
    let rule = rule(&header.ty);
    match header.ty {
        TypeRef::Code(_) if header.redact != Redact::Shown => {
            let redact = header.redact;
            format!("Rule {{ redact: Redact::{redact:?}, ..{rule} }}")
        }
        _ => rule,
    }
}

fn rule(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Code(table) => format!("<{table} as CodeTable>::RULE"),
        TypeRef::Value(name) | TypeRef::Object(name) => format!("{name}Rule::RULE"),
    }
}

/// The methods that read the headers of answers.
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
    let rule: TokenStream = rule.parse().unwrap_or_default();
    let doc = Doc::new(format!("Reads the header {} of the answer.", doc::code(wire)));
    let doc = if *echoes {
        doc.paragraph(
            "[`Reply::correlation_id`] and the errors have the value that was sent.",
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
