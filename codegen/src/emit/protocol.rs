//! The vendor's protocol as data.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::fmt::Debug;

use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{literal, signing, value_type};
use crate::ir::{Api, Encryption, Envelope, Header, HeaderOrigin, HeaderSet, Shape};

pub(super) const EMITTER: Emitter = Emitter {
    name: "protocol",
    paths: |_| once("src/protocol.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let name = &api.name;
    let headers = headers(sent(api));
    let response_headers = headers_of_answers(api);
    let configured = configured(api).into_iter().map(|header| &header.wire);
    let signing = signing::of(api);
    let encryption = api.encryption.as_ref().map_or_else(|| quote!(None), encryption);
    let envelope = api.envelope.as_ref().map_or_else(|| quote!(None), envelope);
    let groups = vec![
        quote! {
            use crate::runtime::*;
        },
        quote! {
            /// The vendor's protocol.
            pub(crate) static PROTOCOL: Protocol = Protocol {
                name: #name,
                headers: #headers,
                response_headers: #response_headers,
                configured: &[#(#configured),*],
                signing: #signing,
                encryption: #encryption,
                envelope: #envelope,
                source: Source { document: #name, section: "no page" },
            };
        },
    ];
    let code = (!api.operations.is_empty()).then(|| code(api));
    let groups = groups.into_iter().chain(code);
    RustFile::printed("spec/api.yaml", "The vendor's protocol as data.", groups)
}

/// The form of every result, which the envelope declares; without an envelope, any.
fn code(api: &Api) -> TokenStream {
    let envelope = api.envelope.as_ref();
    let field = envelope.map_or("code", |envelope| envelope.code.as_str());
    let shape = shape_of(envelope.and_then(|it| it.code_shape.as_ref()));
    quote! {
        /// The rule of a result's code.
        pub(crate) const fn code(source: Source) -> Rule {
            Rule {
                field: #field,
                length: Length::any(),
                shape: #shape,
                redact: Redact::Shown,
                source,
            }
        }
    }
}

fn shape_of(shape: Option<&Shape>) -> TokenStream {
    // Formatted above, so it is valid Rust.
    value_type::shape(shape).parse().unwrap_or_default()
}

fn headers(set: Option<&HeaderSet>) -> TokenStream {
    let Some(set) = set else { return quote!(&[]) };
    let set = literal::ident(&set.name.constant().with("_HEADERS"));
    quote!(&crate::headers::#set)
}

/// The headers of the answer to a request that no operation specifies: those that the first
/// answer has. That of another vendor may have none.
fn headers_of_answers(api: &Api) -> TokenStream {
    let named =
        api.operations.iter().find_map(|operation| operation.response_headers.as_ref());
    headers(api.header_sets.iter().find(|set| Some(&set.name) == named))
}

/// The headers of a request that no operation specifies: those that the first one sends, or
/// else the first set.
pub(super) fn sent(api: &Api) -> Option<&HeaderSet> {
    let named =
        api.operations.iter().find_map(|operation| operation.request_headers.as_ref());
    let named =
        named.and_then(|name| api.header_sets.iter().find(|set| set.name == *name));
    named.or(api.header_sets.first())
}

/// The configured headers of requests, each once, those of [`sent`] first.
pub(super) fn configured(api: &Api) -> Vec<&Header> {
    let used = |set: &&HeaderSet| {
        let mut operations = api.operations.iter();
        operations.any(|operation| operation.request_headers.as_ref() == Some(&set.name))
    };
    let sets = sent(api).into_iter().chain(api.header_sets.iter().filter(used));
    let mut headers: Vec<&Header> = Vec::new();
    for header in sets.flat_map(|set| &set.headers) {
        let is_new = headers.iter().all(|known| known.wire != header.wire);
        if is_new && header.origin == HeaderOrigin::Configuration {
            headers.push(header);
        }
    }
    headers
}

fn encryption(encryption: &Encryption) -> TokenStream {
    let field = &encryption.field;
    let header = option(encryption.key_id_header.as_ref());
    let format = variant("JweFormat", encryption.format);
    let key_management = variant("KeyManagement", encryption.key_management);
    let content = |content: &_| variant("ContentEncryption", content);
    let sent = content(&encryption.content_sent);
    let accepted = encryption.content_accepted.iter().map(content);
    quote! {
        Some(JweEncryption {
            format: #format,
            key_management: #key_management,
            field: #field,
            key_id_header: #header,
            sent: #sent,
            accepted: &[#(#accepted),*],
        })
    }
}

/// A word that the client knows too: the variant has the same name there.
fn variant(of: &str, word: impl Debug) -> TokenStream {
    let (of, word) = (format_ident!("{of}"), format_ident!("{word:?}"));
    quote!(#of::#word)
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let (object, message) =
        (option(envelope.object.as_ref()), option(envelope.message.as_ref()));
    let (code, success) = (&envelope.code, &envelope.success_code);
    let http = Literal::u16_unsuffixed(envelope.success_http);
    let shape = shape_of(envelope.code_shape.as_ref());
    quote! {
        Some(Envelope {
            object: #object,
            code: #code,
            code_shape: #shape,
            message: #message,
            success_http: #http,
            success_code: #success,
        })
    }
}

fn option(text: Option<&String>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
