//! The vendor's protocol as data.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::fmt::Debug;

use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{charset, literal, signing, token, value_type};
use crate::ir::{
    Api, Encryption, Envelope, HeaderOrigin, HeaderSet, LocalTimes, Operation,
    OwnEnvelope, ResponseBody, Scheme, SecondCode, Shape,
};

pub(super) const EMITTER: Emitter = Emitter {
    name: "protocol",
    paths: |_| once("src/protocol.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let name = &api.name;
    let headers = headers(api.sent());
    let response_headers = headers_of_answers(api);
    let configured = api.configured().into_iter().map(|header| &header.wire);
    let authentication = authentication(api);
    let (given, hosts) = (given(api), api.hosts());
    let utc_offset = utc_offset(api);
    let (signing, recipes) = (signing::of(api), signing::own(api));
    let encryption = api.encryption.as_ref().map_or_else(|| quote!(None), encryption);
    let envelope = api.envelope.as_ref().map_or_else(
        || quote!(None),
        |it| {
            let envelope = envelope(it);
            quote!(Some(&#envelope))
        },
    );
    let retry_after = api.retry_after.as_ref().map(|name| {
        quote!(
            retry_after: Some(#name),
        )
    });
    let answer = quote! {
        /// How answers are read, unless an operation has its own way.
        pub(crate) const ANSWER: AnswerFormat = AnswerFormat {
            envelope: #envelope,
            #retry_after
            ..AnswerFormat::PLAIN
        };
    };
    let groups = vec![
        quote! {
            use crate::runtime::*;
        },
        quote! {
            /// The vendor's protocol.
            pub(crate) static PROTOCOL: Protocol = Protocol {
                name: #name,
                hosts: &[#(#hosts),*],
                headers: #headers,
                response_headers: #response_headers,
                configured: &[#(#configured),*],
                given: #given,
                authentication: #authentication,
                signing: #signing,
                utc_offset: #utc_offset,
                recipes: #recipes,
                encryption: #encryption,
                answer: ANSWER,
                source: Source { document: #name, section: "no page" },
            };
        },
    ];
    let is_shared = |it: &Operation| matches!(it.envelope, OwnEnvelope::Shared);
    let is_used = api.operations.iter().any(is_shared);
    let code = is_used.then(|| code(api.envelope.as_ref()));
    let groups =
        groups.into_iter().chain([answer]).chain(code).chain(charset::emit(api));
    RustFile::printed("spec/api.yaml", "The vendor's protocol as data.", groups)
}

/// The offset of local times; 0 where no request has any, or a header says their zone.
fn utc_offset(api: &Api) -> TokenStream {
    match api.local_times {
        LocalTimes::Unknown => quote!(None),
        LocalTimes::At(minutes) => {
            let minutes = Literal::i32_unsuffixed(minutes);
            quote!(Some(#minutes))
        }
        LocalTimes::None | LocalTimes::OfHeader => quote!(Some(0)),
    }
}

/// The form of every result, which the envelope declares; without an envelope, any.
fn code(envelope: Option<&Envelope>) -> TokenStream {
    let rule = rule(envelope, &quote!(source));
    quote! {
        /// The rule of a result's code.
        pub(crate) const fn code(source: Source) -> Rule {
            #rule
        }
    }
}

fn rule(envelope: Option<&Envelope>, source: &TokenStream) -> TokenStream {
    let field = envelope.map_or("code", |envelope| envelope.code.as_str());
    let shape = shape_of(envelope.and_then(|it| it.code_shape.as_ref()));
    quote! {
        Rule {
            field: #field,
            length: Length::any(),
            shape: #shape,
            redact: Redact::Shown,
            #source,
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
    headers(api.header_set(named))
}

/// The headers of requests that callers give for each call, each once.
fn given(api: &Api) -> TokenStream {
    let mut names: Vec<&str> = Vec::new();
    let mut all = Vec::new();
    for set in api.sent_sets() {
        let constant = literal::ident(&set.name.constant().with("_HEADERS"));
        for (position, header) in set.headers.iter().enumerate() {
            let is_new = !names.contains(&header.wire.as_str());
            if is_new && header.origin == HeaderOrigin::Caller {
                names.push(&header.wire);
                let (idempotency, position) =
                    (header.idempotency, Literal::usize_unsuffixed(position));
                all.push(quote! {
                    GivenHeader {
                        header: crate::headers::#constant[#position],
                        idempotency: #idempotency,
                    }
                });
            }
        }
    }
    quote!(&[#(#all),*])
}

/// How requests prove who asks, beside their signatures.
fn authentication(api: &Api) -> TokenStream {
    let schemes = api.configured().into_iter().filter_map(|header| {
        let (name, scheme) = (&header.wire, scheme(header.scheme.as_ref()?));
        Some(quote!((#name, #scheme)))
    });
    let schemes: Vec<_> = schemes.collect();
    let fields = api.configured_fields.iter().map(|field| {
        let (name, need) = (&field.wire, variant("Need", field.need));
        let lower = name.to_ascii_lowercase();
        let rule = literal::ident(&field.ty.name().with("Rule"));
        quote! {
            Header {
                name: #name,
                lower: #lower,
                need: #need,
                echoes: &[],
                rule: crate::fields::#rule::RULE,
            }
        }
    });
    let fields: Vec<_> = fields.collect();
    let token = token::of(api);
    let schemes = (!schemes.is_empty()).then(|| quote!(schemes: &[#(#schemes),*],));
    let fields = (!fields.is_empty()).then(|| quote!(fields: &[#(#fields),*],));
    let signed = api.configured().into_iter().filter(|header| header.only_signed);
    let signed: Vec<_> = signed.map(|header| &header.wire).collect();
    let signed = (!signed.is_empty()).then(|| quote!(only_signed: &[#(#signed),*],));
    match (&schemes, &fields, &token, &signed) {
        (None, None, None, None) => quote!(Authentication::NONE),
        (Some(_), Some(_), Some(_), Some(_)) => {
            quote!(Authentication { #schemes #fields #token #signed })
        }
        _ => quote! {
            Authentication { #schemes #fields #token #signed ..Authentication::NONE }
        },
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    match scheme {
        Scheme::Known(known) => variant("Scheme", known),
        Scheme::Text(_) => {
            let (before, after) = scheme.around().unwrap_or_default();
            quote!(Scheme::Text { before: #before, after: #after })
        }
    }
}

pub(super) fn encryption(encryption: &Encryption) -> TokenStream {
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

/// A constant envelope.
fn envelope(envelope: &Envelope) -> TokenStream {
    let message = option(envelope.message.as_ref());
    let (object, code) = (&envelope.object, &envelope.code);
    let (code_type, success) =
        (variant("CodeType", envelope.code_type), &envelope.success_code);
    let http = envelope.success_http.iter().map(|http| Literal::u16_unsuffixed(*http));
    let shape = shape_of(envelope.code_shape.as_ref());
    let second = envelope.second.as_ref().map_or_else(
        || quote!(None),
        |it| {
            let second = second_code(it);
            quote!(Some(#second))
        },
    );
    quote! {
        Envelope {
            object: &[#(#object),*],
            code: #code,
            code_type: #code_type,
            code_shape: #shape,
            message: #message,
            success_http: &[#(#http),*],
            success_code: &[#(#success),*],
            second: #second,
        }
    }
}

/// The place of a second code.
fn second_code(second: &SecondCode) -> TokenStream {
    let (object, code) = (&second.object, &second.code);
    let success = &second.success_code;
    let [message, rows] = [&second.message, &second.rows].map(|it| option(it.as_ref()));
    quote! {
        SecondPlace {
            object: &[#(#object),*],
            code: #code,
            message: #message,
            success_code: &[#(#success),*],
            rows: #rows,
        }
    }
}

/// How the answers of an operation are read.
pub(super) fn answer(operation: &Operation) -> String {
    let envelope = match &operation.envelope {
        OwnEnvelope::Shared => None,
        OwnEnvelope::None => Some("envelope: None"),
        OwnEnvelope::Other(_) => Some("envelope: Some(&ENVELOPE)"),
    };
    let statuses = operation.codes.iter().filter(|row| row.is_status);
    let statuses: Vec<_> = statuses.map(|row| row.http.to_string()).collect();
    let statuses = statuses.join(", ");
    let statuses = (!statuses.is_empty()).then(|| format!("statuses: &[{statuses}]"));
    let response = operation.response.as_ref();
    let body = match response.map(|it| (it.body, it.fields.first())) {
        Some((ResponseBody::List, Some(list))) => {
            Some(format!("body: AnswerBody::List({})", literal::quoted(&list.wire)))
        }
        Some((ResponseBody::Text, Some(text))) => {
            Some(format!("body: AnswerBody::Text({})", literal::quoted(&text.wire)))
        }
        Some((ResponseBody::Empty, _)) => Some("body: AnswerBody::Empty".to_owned()),
        Some((ResponseBody::Form, _)) => Some("body: AnswerBody::Form".to_owned()),
        Some((ResponseBody::Lines, _)) => Some("body: AnswerBody::Lines".to_owned()),
        Some((ResponseBody::Bytes, _)) => Some("body: AnswerBody::Bytes".to_owned()),
        _ => None,
    };
    let media_types = response.filter(|it| !it.media_types.is_empty()).map(|it| {
        let listed: Vec<_> =
            it.media_types.iter().map(|it| literal::quoted(it)).collect();
        format!("media_types: &[{}]", listed.join(", "))
    });
    let envelope = envelope.map(str::to_owned);
    let all = [envelope, statuses, body, charset::of(operation), media_types];
    let own: Vec<_> = all.iter().flatten().map(String::as_str).collect();
    match (own.len(), own.join(", ")) {
        (0, _) => "crate::protocol::ANSWER".to_owned(),
        (_, own) => format!("AnswerFormat {{ {own}, ..crate::protocol::ANSWER }}"),
    }
}

/// The rule of the codes of an operation.
pub(super) const fn code_rule(operation: &Operation) -> &'static str {
    match &operation.envelope {
        OwnEnvelope::Shared => "crate::protocol::code(RESULTS)",
        OwnEnvelope::None | OwnEnvelope::Other(_) => "CODE",
    }
}

/// The envelope of an operation, and the rule of its codes, if they are its own.
pub(super) fn of_operation(operation: &Operation) -> Option<TokenStream> {
    let own = match &operation.envelope {
        OwnEnvelope::Shared => return None,
        OwnEnvelope::None => None,
        OwnEnvelope::Other(envelope) => Some(&**envelope),
    };
    let constant = own.map(|own| {
        let own = envelope(own);
        quote!(const ENVELOPE: Envelope = #own;)
    });
    let rule = rule(own, &quote!(source: RESULTS));
    Some(quote! {
        #constant
        const CODE: Rule = #rule;
    })
}

/// The place of the codes in the rows of the answers of an operation.
pub(super) fn of_rows(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let second = api.second_of(operation).filter(|it| it.rows.is_some())?;
    let second = second_code(second);
    Some(quote!(const ROWS: SecondPlace = #second;))
}

fn option(text: Option<&String>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
