//! What callbacks share, as constants: how they are signed, how old they may be, what is answered.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{protocol, signing, value_type};
use crate::ir::{AgeLimit, Api, Callback, CallbackAnswer, CallbackSigning, RecipePart};

/// What all callbacks share.
pub(super) fn shared(api: &Api) -> TokenStream {
    let all = &api.callback_protocol;
    let (signing, age) = proved(api, all.signing.as_ref());
    let encryption = api.encryption.as_ref().filter(|_| are_encrypted(api));
    let encryption = encryption.map_or_else(|| quote!(None), protocol::encryption);
    let answer =
        all.answer.as_ref().map_or_else(|| quote!(CallbackAnswer::OK), of_answer);
    quote! {
        /// What all callbacks share.
        pub(crate) const CALLBACKS: CallbackProtocol = CallbackProtocol {
            signing: #signing,
            age: #age,
            encryption: #encryption,
            answer: #answer,
        };
    }
}

/// What a callback goes by: that of all, with its own recipe if it has one.
pub(super) fn of(api: &Api, callback: &Callback) -> TokenStream {
    let Some(own) = api.signing_of(callback).filter(|it| it.id.is_some()) else {
        return quote!(&super::CALLBACKS);
    };
    let (signing, age) = proved(api, Some(own));
    quote! {
        &CallbackProtocol {
            signing: #signing,
            age: #age,
            ..super::CALLBACKS
        }
    }
}

/// How callbacks are signed by a recipe, and how old they may be.
fn proved(api: &Api, signing: Option<&CallbackSigning>) -> (TokenStream, TokenStream) {
    let age = api.callback_protocol.age.as_ref().map_or_else(
        || quote!(None),
        |age| of_age(age, signing.filter(|it| age.is_beside(it))),
    );
    (signing.map_or_else(|| quote!(None), of_signing), age)
}

/// Whether the body of some callback is encrypted.
pub(super) fn are_encrypted(api: &Api) -> bool {
    api.callbacks.iter().any(|it| it.encrypted)
}

fn of_signing(signing: &CallbackSigning) -> TokenStream {
    let name = signing.carrier();
    let place = if signing.header.is_some() {
        quote!(SignaturePlace::Header(#name))
    } else {
        quote!(SignaturePlace::Field(#name, &[]))
    };
    let recipe = signing::recipe(
        signing.algorithm,
        (&signing.signs, &signing.written),
        &[],
        (signing.encoding, signing.key_form.as_ref()),
        &place,
    );
    let separator = option(signing.separator.as_ref());
    quote! {
        Some(CallbackSigning {
            recipe: #recipe,
            separator: #separator,
        })
    }
}

fn of_age(age: &AgeLimit, signing: Option<&CallbackSigning>) -> TokenStream {
    let header = &age.header;
    let separator = option(signing.and_then(|it| it.separator.as_ref()));
    let (before, behind) = age.written.around(&RecipePart::Sent);
    // Written by this crate, so it is valid Rust.
    let form: TokenStream =
        value_type::shape(Some(&age.form)).parse().unwrap_or_default();
    let offset = Literal::i32_unsuffixed(age.offset.unwrap_or_default());
    let limit = age.seconds.map(u64::from).map_or_else(
        || quote!(None),
        |seconds| quote!(Some(::std::time::Duration::from_secs(#seconds))),
    );
    quote! {
        Some(CallbackAge {
            header: #header,
            separator: #separator,
            around: (#before, #behind),
            form: #form,
            offset: #offset,
            limit: #limit,
        })
    }
}

fn of_answer(answer: &CallbackAnswer) -> TokenStream {
    let body = answer.body.as_deref().unwrap_or_default();
    let content_type = option(answer.content_type.as_ref());
    let status = answer.http;
    quote! {
        CallbackAnswer {
            status: #status,
            content_type: #content_type,
            body: #body,
        }
    }
}

pub(super) fn option(text: Option<&String>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
