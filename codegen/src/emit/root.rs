//! The root of the client crate.

use std::fmt::Write as _;

use proc_macro2::{Ident as Token, Span, TokenStream};
use quote::quote;

use super::contents::{self, Place};
use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{fields, front, signing};
use crate::ir::{Api, Envelope, SecondCode};

pub(super) const EMITTER: Emitter = Emitter {
    name: "root",
    paths: |_| once("src/lib.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let modules = modules(api);
    let exported = modules.iter().filter(|module| module.exported);
    let exported = exported.map(|module| {
        let name = Token::new(module.name, Span::call_site());
        quote! {
            #[doc(hidden)]
            pub use #name::*;
        }
    });
    let declared = modules.iter().map(declaration);
    let crypto_key = api.encryption.as_ref().map(|_| quote!(CryptoKey,));
    RustFile::printed(
        "spec/api.yaml",
        documentation(api),
        vec![
            quote!(#(#declared)*),
            quote! {
                pub use client::ClientBuilder;
                pub use environment::Environment;
                #[doc(inline)]
                pub use runtime::layout::*;
            },
            quote! {
                #[doc(no_inline)]
                pub use error::{Error, Reached, Remedy, Violations};
                #[doc(no_inline)]
                pub use keys::{#crypto_key SecretKey};
            },
            quote! {
                #(#exported)*
                #[doc(hidden, no_inline)]
                pub use runtime::*;
            },
            client(api),
            readme(api),
        ],
    )
}

/// The README's examples, as doctests.
fn readme(api: &Api) -> TokenStream {
    let encryption = api.encryption.as_ref().map(|_| quote!(feature = "encryption",));
    quote! {
        #[cfg(all(doctest, #encryption feature = "reqwest"))]
        #[doc = include_str!("../README.md")]
        struct Readme;
    }
}

/// Without encryption a client never has a key.
fn client(api: &Api) -> TokenStream {
    if api.encryption.is_some() {
        return TokenStream::new();
    }
    quote! {
        /// The asynchronous client.
        pub type Client<
            K = keys::Plain,
            #[cfg(feature = "reqwest")] T = transport::Reqwest,
            #[cfg(not(feature = "reqwest"))] T = (),
        > = runtime::Client<K, T>;

        /// The blocking client.
        #[cfg(feature = "ureq")]
        pub mod blocking {
            /// A blocking client.
            pub type Client<K = crate::keys::Plain, T = crate::transport::Ureq> =
                crate::runtime::Client<K, T>;
        }
    }
}

struct Module<'a> {
    name: &'a str,
    is_public: bool,
    /// Whether its items can be named at the root too.
    exported: bool,
}

/// The modules that there are, in the order of their names.
fn modules(api: &Api) -> Vec<Module<'_>> {
    let fixed = [
        ("callbacks", true, true, !api.callbacks.is_empty()),
        ("client", false, false, true),
        ("codes", true, true, !api.code_tables.is_empty()),
        ("descriptions", false, false, true),
        ("environment", false, false, true),
        ("fake", true, false, true),
        ("fields", true, true, fields::is_needed(api)),
        ("headers", true, true, !api.header_sets.is_empty()),
        ("protocol", false, false, true),
        ("runtime", true, false, true),
    ];
    let fixed = fixed.into_iter().filter(|(.., present)| *present);
    let fixed =
        fixed.map(|(name, is_public, exported, _)| Module { name, is_public, exported });
    let subjects = api.subjects.iter().map(|subject| Module {
        name: subject.module.as_str(),
        is_public: true,
        exported: true,
    });
    let mut modules: Vec<_> = fixed.chain(subjects).collect();
    modules.sort_by_key(|module| module.name);
    modules
}

fn declaration(module: &Module<'_>) -> TokenStream {
    let only = match module.name {
        "descriptions" | "fake" => quote!(#[cfg(feature = "fake")]),
        "runtime" => quote!(#[doc(hidden)]),
        _ => quote!(),
    };
    let name = Token::new(module.name, Span::call_site());
    if module.is_public {
        quote!(#only pub mod #name;)
    } else {
        quote!(#only mod #name;)
    }
}

/// The modules, by the terms that a reader would search for.
fn contents(api: &Api) -> String {
    let mut rows = vec![
        "- The client: [`Client`], built by [`Client::builder`]; with the feature `ureq`, also \
         the blocking `blocking::Client`"
            .to_owned(),
    ];
    rows.extend(api.subjects.iter().map(|subject| {
        let (module, title) = (&subject.module, doc::text(&subject.title));
        format!("- {title}: [`{module}`]")
    }));
    let keys = if api.encryption.is_some() {
        "- Secrets and encryption keys: [`keys`]"
    } else {
        "- Secrets: [`keys`]"
    };
    rows.extend(
        [
            "- Errors, and what to do about them: [`error`]",
            keys,
            "- Code tables and rules of fields: [`codes`], [`validation`]",
            "- Calls of operations without types: [`operation`]",
            "- Requests and answers without a network: [`request`], [`response`]",
            "- Tests: fixed clocks and ids in [`testing`]; with the feature `fake`, the mock \
             server in `fake`",
        ]
        .map(str::to_owned),
    );
    let krate = api.id.replace('-', "_");
    rows.push(format!(
        "\nEach item is documented in its module; `use {krate}::*` imports the items of all \
         modules."
    ));
    rows.join("\n")
}

/// The worked examples, which stand in the modules of their subjects.
fn walkthroughs(api: &Api) -> String {
    let list = contents::walkthroughs(api, Place::Crate);
    if list.is_empty() {
        list
    } else {
        format!("# Worked examples\n\n{}", list.trim_end())
    }
}

/// The operations by subject.
fn operations(api: &Api) -> String {
    let mut text = "# Operations".to_owned();
    for subject in &api.subjects {
        let title = doc::text(&subject.title);
        let table = contents::operations(api, subject, Place::Crate);
        let _ = write!(text, "\n\n{title}:\n\n{}", table.trim_end());
    }
    text
}

fn documentation(api: &Api) -> String {
    let doc = Doc::new(format!("Client for {}.", doc::text(&api.name)))
        .paragraph(doc::prose(&api.about))
        .paragraph(
            "Requests are validated before they are sent: a violation names the field, the rule \
             and the page that the rule comes from, and never the value.",
        )
        .decisions(&api.decisions);
    let doc = front::sections(api).iter().fold(doc, Doc::paragraph);
    let doc = doc
        .paragraph("# Modules")
        .paragraph(contents(api))
        .paragraph(walkthroughs(api))
        .paragraph(operations(api));
    let doc = match (&api.signing, signing::in_words(api)) {
        (Some(it), Some(words)) => doc
            .paragraph("# How requests are signed")
            .paragraph(doc::prose(&it.about))
            .paragraph(words)
            .source(&it.citation),
        _ => doc,
    };
    let doc = match &api.encryption {
        Some(encryption) => doc
            .paragraph("# How bodies are encrypted")
            .paragraph(doc::prose(&encryption.about))
            .paragraph(format!("Field {}.", doc::code(&encryption.field)))
            .source(&encryption.citation),
        None => doc,
    };
    let doc = match &api.envelope {
        Some(envelope) => doc
            .paragraph("# Where answers carry their result")
            .paragraph(doc::prose(&envelope.about))
            .paragraph(success(envelope))
            .decisions(&envelope.decisions)
            .source(&envelope.citation),
        None => doc,
    };
    doc.into_text()
}

/// What success is, in a sentence.
pub(super) fn success(envelope: &Envelope) -> String {
    let either = |all: Vec<String>| all.join(" or ");
    let http = either(envelope.success_http.iter().map(u16::to_string).collect());
    let code = envelope.code.as_str();
    let place: Vec<_> =
        envelope.object.iter().map(String::as_str).chain([code]).collect();
    let place = doc::code(&place.join("."));
    let second = envelope.second.as_ref().map_or_else(String::new, second_code);
    if envelope.success_code.is_empty() {
        return format!(
            "Success is HTTP {http} without a code. A failure has its code in {place}.{second}"
        );
    }
    let codes = envelope.success_code.iter().map(|code| doc::code(code)).collect();
    format!("Success is HTTP {http} with the code {} in {place}.{second}", either(codes))
}

/// What the second code says about a success.
fn second_code(second: &SecondCode) -> String {
    let place: Vec<_> =
        second.object.iter().map(String::as_str).chain([&*second.code]).collect();
    let place = doc::code(&place.join("."));
    let codes: Vec<_> = second.success_code.iter().map(|code| doc::code(code)).collect();
    let success = if codes.is_empty() {
        format!("no {place}")
    } else {
        format!("{} in {place}", codes.join(" or "))
    };
    match &second.rows {
        None => format!(
            " It has {success} too: a request that only one of both refuses has failed."
        ),
        Some(list) => format!(
            " Each row of {} is a success of its own by {success}.",
            doc::code(list)
        ),
    }
}
