//! Callbacks: their types, and what they share.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, Group, RustFile};
use super::{
    callback_protocol, description, doc_text, imports, incomplete, literal, request,
    response, shared, signing,
};
use crate::ir::{
    AgeLimit, Api, Callback, CallbackAnswer, CallbackEncoding, CallbackSigning,
    RecipePart, Signed,
};

pub(super) const EMITTER: Emitter = Emitter {
    name: "callback",
    paths: |api| {
        let callbacks = api.callbacks.iter();
        callbacks.map(|it| format!("src/callbacks/{}.rs", it.module)).collect()
    },
    emit: |api, _, position| {
        api.callbacks.get(position).map(|callback| emit(api, callback))
    },
};

pub(super) const SHARED: Emitter = Emitter {
    name: "callback",
    paths: |api| {
        let is_needed = !api.callbacks.is_empty();
        is_needed.then(|| "src/callbacks/mod.rs".to_owned()).into_iter().collect()
    },
    emit: |api, _, _| Some(module(api)),
};

fn emit(api: &Api, callback: &Callback) -> Emitted {
    let name = &callback.name;
    let fields = &callback.received.fields;
    let mut groups: Vec<Group> = vec![imports::of_callback(api, callback).into()];
    let answer = response::answer(name, &documentation(callback), (fields, None), None);
    groups.extend(answer.into_iter().map(Group::Text));
    groups.push(spec(api, callback).into());
    let objects = callback.answers.iter().flat_map(response::object);
    groups.extend(objects.map(Group::Text));
    groups.push(description::of_callback(api, callback).into());
    Emitted::Rust(RustFile {
        origin: format!("spec/{}", callback.citation.file),
        doc: doc::text(&callback.title),
        groups,
    })
}

fn documentation(callback: &Callback) -> Doc {
    let received = &callback.received;
    let proof = match callback.signed {
        Signed::Yes => {
            "It is signed: [`CallbackReceiver::decode`] verifies and decodes it."
        }
        Signed::No => {
            "It is not signed: [`UnverifiedCallback::decode`] decodes it, and nothing proves that the \
             vendor sent it."
        }
        Signed::Unknown => {
            "Whether it is signed is not documented: [`UnverifiedCallback::decode`] decodes it, and \
             nothing proves that the vendor sent it."
        }
    };
    let event = match &callback.event {
        Some(event) => format!(
            "Deliveries of one event have the same {}, which [`event_key`](CallbackBody::event_key) \
             returns.",
            doc::code(event)
        ),
        None => "No documented field tells repeated deliveries of one event.".to_owned(),
    };
    let body = match (callback.encrypted, callback.body) {
        (true, _) => {
            "Its body is encrypted: [`CallbackReceiver::decrypting`] and \
             [`UnverifiedCallback::decrypt`] take the keys."
        }
        (false, CallbackEncoding::Form) => "Its body is a form, whose values are texts.",
        (false, CallbackEncoding::Json) => "",
    };
    let page =
        request::of_page(callback.mode, &callback.versions, callback.version.as_ref());
    Doc::new(doc::text(&callback.title))
        .paragraph(doc_text::summary(&callback.words))
        .details(&callback.words)
        .paragraph(format!("{page}Sent as {}.", callback.method.as_str()))
        .paragraph(proof)
        .paragraph(callback.signing.as_ref().map(own_recipe).unwrap_or_default())
        .paragraph(body)
        .paragraph(event)
        .paragraph(incomplete::read(received.known))
        .paragraph(incomplete::page(&callback.urls, callback.copy).unwrap_or_default())
        .unnamed(&received.unnamed)
        .decisions(&callback.decisions)
        .source(&received.citation)
}

/// The recipe of a callback that has one of its own.
fn own_recipe(signing: &CallbackSigning) -> String {
    let (about, steps) = (doc::prose(&signing.about), signing::of_callbacks(signing));
    format!("{about}\n\nIts recipe is its own:\n\n{steps}")
}

fn spec(api: &Api, callback: &Callback) -> TokenStream {
    let (name, id) = (literal::ident(&callback.name), &callback.id);
    let method = callback.method;
    let method = format_ident!("{method:?}");
    let is_signed = callback.signed == Signed::Yes;
    let event = callback_protocol::option(callback.event.as_ref());
    let protocol = callback_protocol::of(api, callback);
    let is_encrypted = callback.encrypted;
    let body = match callback.body {
        CallbackEncoding::Json => quote!(Object),
        CallbackEncoding::Form => quote!(Form),
    };
    let proof =
        if is_signed { quote!(SignedCallback) } else { quote!(UnsignedCallback) };
    quote! {
        impl CallbackBody for #name {
            const SPEC: CallbackSpec = CallbackSpec {
                id: #id,
                method: Method::#method,
                signed: #is_signed,
                encrypted: #is_encrypted,
                body: AnswerBody::#body,
                event: #event,
                protocol: #protocol,
            };

            fn json(&self) -> &Json {
                &self.0
            }
        }

        impl #proof for #name {}
    }
}

fn module(api: &Api) -> Emitted {
    let mut modules: Vec<_> = api.callbacks.iter().map(|it| &it.module).collect();
    modules.sort();
    let declared = modules.iter().map(|module| format!("mod {module};\n"));
    let exported = modules.iter().map(|module| format!("pub use {module}::*;\n"));
    let layout = "pub use crate::runtime::layout::callbacks::*;\n".to_owned();
    let groups = [
        Group::Text(declared.collect()),
        Group::Text(exported.collect::<String>() + &layout),
    ];
    let shared = shared::of_callbacks(api).map(Group::Text);
    // The types of the protocol itself are exported, and thereby there.
    let protocol = &api.callback_protocol;
    let is_encrypted = callback_protocol::are_encrypted(api);
    let has_more = protocol.signing.is_some() || protocol.age.is_some() || is_encrypted;
    let imports = has_more.then(|| {
        Group::Tokens(quote!(
            use crate::runtime::*;
        ))
    });
    Emitted::Rust(RustFile {
        origin: "spec/callbacks".to_owned(),
        doc: module_documentation(api),
        groups: groups
            .into_iter()
            .chain(shared)
            .chain(imports)
            .chain([Group::Tokens(callback_protocol::shared(api))])
            .collect(),
    })
}

/// What is said of all callbacks, as Markdown.
fn module_documentation(api: &Api) -> String {
    let mut text = format!(
        "Callbacks: what {} sends to a server of yours.\n\n{}",
        doc::text(&api.name),
        table(api)
    );
    let all = &api.callback_protocol;
    let (signing, age, answer) =
        (all.signing.as_ref(), all.age.as_ref(), all.answer.as_ref());
    let doc = Doc::new(text.trim_end());
    let doc = signing.into_iter().fold(doc, |doc, it| {
        doc.paragraph("# How they are signed")
            .paragraph(doc::prose(&it.about))
            .paragraph(signing::of_callbacks(it))
            .paragraph(otherwise(api))
            .source(&it.citation)
    });
    let doc = age.into_iter().fold(doc, |doc, it| {
        doc.paragraph("# How old they may be")
            .paragraph(it.about.as_deref().map(doc::prose).unwrap_or_default())
            .paragraph(aged(it, api))
            .source(&it.citation)
    });
    let doc = doc.paragraph("# What to answer");
    let doc = match answer {
        Some(it) => doc.paragraph(answered(it)).source(&it.citation),
        None => doc.paragraph("The documentation does not say: 200 without a body."),
    };
    text = doc.paragraph(handler(api).unwrap_or_default()).into_text();
    text
}

/// The callbacks: their types, the vendor's titles, and what proves that the vendor sent them.
pub(super) fn table(api: &Api) -> String {
    let mut text = "| callback | title | signed |\n|---|---|---|\n".to_owned();
    for callback in &api.callbacks {
        let (name, title) = (&callback.name, doc::text(&callback.title));
        let signed = match callback.signed {
            Signed::Yes => "yes",
            Signed::No => "no",
            Signed::Unknown => "not documented",
        };
        let _ = writeln!(text, "| `{name}` | {title} | {signed} |");
    }
    text
}

/// Which callbacks are signed by recipes of their own.
fn otherwise(api: &Api) -> String {
    let own = api.callbacks.iter().filter(|it| it.signing.is_some());
    let own: Vec<_> = own.map(|it| doc::code(it.name.as_str())).collect();
    if own.is_empty() {
        return String::new();
    }
    format!(
        "Others have a recipe of their own, which is told with them: {}.",
        own.join(", ")
    )
}

fn aged(age: &AgeLimit, api: &Api) -> String {
    let (before, behind) = age.written.around(&RecipePart::Sent);
    let header = doc::code(&age.header);
    let place = if api.callback_recipes().any(|it| age.is_beside(it)) {
        format!("A part of {header} is")
    } else {
        format!("{header} has")
    };
    let around = if before.is_empty() && behind.is_empty() {
        String::new()
    } else {
        format!(" and written {}", doc::code(&age.written.to_string()))
    };
    let offset = age.offset.map_or_else(String::new, |minutes| {
        format!(" with the offset {} from UTC", doc::code(&offset(minutes)))
    });
    let limit = age.seconds.map_or_else(
        || "The documentation does not say how old one may be.".to_owned(),
        |seconds| {
            format!(
                "One that is more than {seconds} s old is refused, and so is one whose time is that \
                 far ahead."
            )
        },
    );
    let form = doc::code(&age.form.to_string());
    format!(
        "{place} the time at which a callback was sent, as {form}{offset}{around}. {limit}"
    )
}

/// Minutes as `+09:00`.
pub(super) fn offset(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn answered(answer: &CallbackAnswer) -> String {
    let body = match (&answer.body, &answer.content_type) {
        (Some(body), Some(kind)) => format!("{} ({})", doc::code(body), doc::text(kind)),
        _ => "no body".to_owned(),
    };
    format!("The vendor takes status {} with {body} for \"received\".", answer.http)
}

/// What a server does with a callback, as an example: one that is signed, if there is one.
pub(super) fn handler(api: &Api) -> Option<String> {
    let is_signed = |it: &&Callback| it.signed == Signed::Yes;
    let callback =
        api.callbacks.iter().find(is_signed).or_else(|| api.callbacks.first())?;
    let (krate, name) = (api.id.replace('-', "_"), &callback.name);
    let (receiver, imported, decoded) = match callback.signed {
        Signed::Yes => (
            "receiver: &CallbackReceiver,\n    headers: &http::HeaderMap,\n    ",
            "CallbackReceiver",
            format!("receiver.decode::<{name}>(headers, body)"),
        ),
        Signed::No | Signed::Unknown => (
            "",
            "UnverifiedCallback",
            format!(
                "UnverifiedCallback::<{name}>::decode(body).map(UnverifiedCallback::trust)"
            ),
        ),
    };
    Some(format!(
        "What a server does with the headers and the body, as they were received:\n\n\
         ```rust\n\
         use {krate}::callbacks::{{CallbackBody, {imported}, {name}}};\n\
         \n\
         fn handle(\n    {receiver}body: &[u8],\n) -> http::Response<&'static str> {{\n    \
             match {decoded} {{\n        \
                 Ok(callback) => {{\n            \
                     // Deliveries may be repeated: `event_key` is the same for one event.\n            \
                     println!(\"received {{callback:?}}\");\n            \
                     {name}::answer().into_response()\n        \
                 }}\n        \
                 Err(refused) => {{\n            \
                     eprintln!(\"{{refused}}\");\n            \
                     refused.answer().into_response()\n        \
                 }}\n    \
             }}\n\
         }}\n\
         ```"
    ))
}
