//! The client's builder, with the vendor's names of its settings.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, RustFile, once};
use super::settings::{Setting, settings, variable};
use super::{from_env, hosts, literal, matching, signing, token, transports};
use crate::ir::{Api, LocalTimes, TypeRef};

pub(super) const EMITTER: Emitter = Emitter {
    name: "client",
    paths: |_| once("src/client.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let settings = settings(api);
    let codes =
        settings.iter().any(|setting| matches!(setting.header.ty, TypeRef::Code(_)));
    let codes = codes.then(|| {
        quote!(
            use crate::codes::*;
        )
    });
    let types =
        settings.iter().any(|setting| !matches!(setting.header.ty, TypeRef::Code(_)));
    let types = (types && !api.header_types.is_empty()).then(|| {
        quote!(
            use crate::headers::*;
        )
    });
    let fields = (!api.configured_fields.is_empty()).then(|| {
        quote!(
            use crate::fields::*;
        )
    });
    let groups = vec![
        quote! {
            #codes
            use crate::environment::Environment;
            #fields
            #types
            use crate::protocol::PROTOCOL;
            use crate::runtime::*;
        },
        entry(api),
        from_env::emit(api, &settings),
        definition(api, &settings),
        construction(api, &settings),
        keys(api, &settings),
        methods(api, &settings),
        core(api, &settings),
        transports::builds(),
    ];
    RustFile::printed("spec/api.yaml", "The client's builder.", groups)
}

fn entry(api: &Api) -> TokenStream {
    let doc = doc::line(&format!(
        "Returns a builder for a client of {}.",
        doc::text(&api.name)
    ));
    quote! {
        impl Client<Plain, ()> {
            #doc
            pub fn builder() -> ClientBuilder<Plain> {
                ClientBuilder::empty()
            }
        }
    }
}

fn definition(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let fields = settings.iter().map(|setting| {
        let name = literal::ident(&setting.name);
        let ty = literal::ident(setting.header.ty.name());
        quote!(#name: FieldState<#ty>)
    });
    let secret_key =
        api.signing.as_ref().map(|_| quote!(secret_key: FieldState<SecretKey>,));
    let flag = api.checks_answers().then(|| quote!(accept_unmatched_answers: bool,));
    let hosts =
        hosts::are_there(api).then(|| quote!(hosts: Vec<(&'static str, String)>,));
    quote! {
        /// Builder for [`Client`].
        #[must_use]
        pub struct ClientBuilder<K: Keys> {
            environment: FieldState<Environment>,
            #hosts
            plain_http: bool,
            #(#fields,)*
            #secret_key
            keys: K::Config,
            utc_offset: Option<i32>,
            limits: CallLimits,
            #flag
            clock: Box<dyn Clock>,
            ids: Box<dyn Ids>,
        }
    }
}

/// The names of the fields that `encryption` takes over.
fn names(api: &Api, settings: &[Setting<'_>]) -> Vec<TokenStream> {
    let settings = settings.iter().map(|setting| {
        let name = literal::ident(&setting.name);
        quote!(#name)
    });
    let secret_key = api.signing.as_ref().map(|_| quote!(secret_key));
    settings.chain(secret_key).collect()
}

/// The value of every field, or what is wrong with any of them.
fn taken(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let names = names(api, settings);
    let source = quote!(PROTOCOL.source);
    let set_by = |method: &str| {
        let variable = variable(api, method);
        quote!([#method, #variable])
    };
    let fields = settings.iter().map(|setting| {
        let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
        if setting.is_optional() {
            return quote! {
                let #name = self.#name.optional(#wire, Cited::Missing(&#source), &mut wrong);
            };
        }
        let set_by = set_by(setting.name.as_str());
        quote!(let #name = self.#name.setting(#wire, #set_by, &#source, &mut wrong);)
    });
    let secret_key = api.signing.as_ref().map(|_| {
        let set_by = set_by("secret_key");
        quote! {
            let secret_key =
                self.secret_key.setting("secret key", #set_by, &#source, &mut wrong);
        }
    });
    let base_url = variable(api, "base_url");
    let set_environment = quote!(["environment", #base_url]);
    quote! {
        let mut wrong = Vec::new();
        let environment =
            self.environment.setting("environment", #set_environment, &#source, &mut wrong);
        #(#fields)*
        #secret_key
        let (Some(environment), #(Some(#names),)*) = (environment, #(#names,)*) else {
            return Err(Violations::new(wrong));
        };
    }
}

fn construction(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let names = names(api, settings);
    let flag = api.checks_answers().then(|| quote!(accept_unmatched_answers: false,));
    let hosts = hosts::are_there(api).then(|| quote!(hosts: Vec::new(),));
    quote! {
        impl ClientBuilder<Plain> {
            fn empty() -> Self {
                Self {
                    environment: FieldState::EMPTY,
                    #hosts
                    plain_http: false,
                    #(#names: FieldState::EMPTY,)*
                    keys: (),
                    utc_offset: None,
                    limits: CallLimits::default(),
                    #flag
                    clock: Box::new(SystemClock),
                    ids: Box::new(ProcessIds),
                }
            }
        }
    }
}

/// The method that sets a key, which changes the type of the builder and the client.
fn keys(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    if api.encryption.is_none() {
        return TokenStream::new();
    }
    let names = names(api, settings);
    let flag = api
        .checks_answers()
        .then(|| quote!(accept_unmatched_answers: self.accept_unmatched_answers,));
    let hosts = hosts::are_there(api).then(|| quote!(hosts: self.hosts,));
    quote! {
        impl ClientBuilder<Plain> {
            /// Sets the key for encrypting and decrypting bodies, or [`CryptoKeys`]: keep a clone
            /// of them to rotate the keys while the client is in use. Operations that are sent
            /// encrypted require a client with a key.
            pub fn encryption(
                self,
                keys: impl Into<CryptoKeys>,
            ) -> ClientBuilder<Encrypting> {
                ClientBuilder {
                    environment: self.environment,
                    #hosts
                    plain_http: self.plain_http,
                    #(#names: self.#names,)*
                    keys: keys.into(),
                    utc_offset: self.utc_offset,
                    limits: self.limits,
                    #flag
                    clock: self.clock,
                    ids: self.ids,
                }
            }
        }
    }
}

/// What the client does without an offset from UTC.
fn zone(api: &Api) -> String {
    match api.local_times {
        LocalTimes::None => "No request has any.".to_owned(),
        LocalTimes::OfHeader => {
            "Required if that of the configured zone is not documented.".to_owned()
        }
        LocalTimes::At(minutes) => format!("The default is {minutes}."),
        LocalTimes::Unknown => {
            "Required: the documentation does not state it.".to_owned()
        }
    }
}

/// The method that sets a configured header.
fn setter(api: &Api, setting: &Setting<'_>) -> TokenStream {
    let name = literal::ident(&setting.name);
    let ty = literal::ident(setting.header.ty.name());
    let wire = doc::code(&setting.header.wire);
    let kind = if setting.is_field { "value of the field" } else { "header" };
    let doc = Doc::new(format!("Sets the {kind} {wire}. See [`{ty}`]."))
        .paragraph(token::of_setting(api, setting.header).unwrap_or_else(|| {
            doc::need(setting.header.need, setting.header.condition.as_ref())
        }))
        .paragraph(
            setting.header.scheme.as_ref().map(doc::credential).unwrap_or_default(),
        )
        .paragraph(if setting.header.only_signed { doc::ONLY_SIGNED } else { "" })
        .paragraph(
            setting.header.sent_as.as_deref().map(doc::sent_as).unwrap_or_default(),
        )
        .attributes();
    quote! {
        #doc
        pub fn #name(mut self, value: impl IntoField<#ty>) -> Self {
            self.#name.set(value);
            self
        }
    }
}

fn methods(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let setters = settings.iter().map(|setting| setter(api, setting));
    let secret_key = api.signing.as_ref().map(signing::setter);
    let flag = matching::accept_unmatched(api);
    let hosts = hosts::setter(api);
    let zone = format!(
        " Sets the UTC offset of local times in requests, in minutes. {}",
        zone(api)
    );
    quote! {
        impl<K: Keys> ClientBuilder<K> {
            /// Sets the environment of the API.
            pub fn environment(mut self, environment: Environment) -> Self {
                self.environment.set(environment);
                self
            }
            #hosts
            /// Allows a base URL of `http` to another machine, which is refused by default:
            /// anybody on the network path can read access keys, signatures and plain bodies, and
            /// forge answers. `http` to this machine is always allowed.
            pub fn allow_plain_http(mut self) -> Self {
                self.plain_http = true;
                self
            }
            #(#setters)*
            #secret_key
            #flag
            #[doc = #zone]
            pub fn utc_offset(mut self, minutes: i32) -> Self {
                self.utc_offset = Some(minutes);
                self
            }
            /// Sets the default timeouts of calls and the maximum size of answers.
            pub fn limits(mut self, limits: CallLimits) -> Self {
                self.limits = limits;
                self
            }
            /// Replaces the system clock, for tests.
            pub fn clock(mut self, clock: impl Clock) -> Self {
                self.clock = Box::new(clock);
                self
            }
            /// Replaces [`ProcessIds`] as the source of the hexadecimal digits in headers, for
            /// tests.
            pub fn ids(mut self, ids: impl Ids) -> Self {
                self.ids = Box::new(ids);
                self
            }
        }
    }
}

fn core(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let taken = taken(api, settings);
    let zone = settings.iter().find(|setting| setting.zone).map(|setting| {
        let name = literal::ident(&setting.name);
        if setting.is_optional() {
            let table = literal::ident(setting.header.ty.name());
            quote! {
                let of_zone = #name.as_ref();
                let utc_offset = of_zone.and_then(#table::utc_offset);
                let utc_offset = self.utc_offset.or(utc_offset);
            }
        } else {
            quote!(let utc_offset = self.utc_offset.or(#name.utc_offset());)
        }
    });
    let zone = zone.unwrap_or_else(
        || quote!(let utc_offset = self.utc_offset.or(PROTOCOL.utc_offset);),
    );
    let applied = settings.iter().map(apply);
    let (hosts, request) = (hosts::applied(api), token::applied(api));
    let signing =
        api.signing.as_ref().map(|_| quote!(let setup = setup.signing(secret_key);));
    let flag = api.checks_answers().then(|| {
        quote! {
            let setup = if self.accept_unmatched_answers {
                setup.accept_unmatched_answers()
            } else {
                setup
            };
        }
    });
    quote! {
        impl<K: Keys> ClientBuilder<K> {
            /// Builds a [`Core`], which prepares requests and decodes answers without a network.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid.
            pub fn core(self) -> Result<Core<K>, Violations> {
                #taken
                #zone
                let setup = Setup::new(&PROTOCOL, environment.base_url());
                #hosts
                #request
                let setup = setup.allow_plain_http(self.plain_http);
                #(#applied)*
                #signing
                #flag
                let setup = setup.zone(utc_offset).clock(self.clock).ids(self.ids);
                K::apply(setup, self.keys).build()
            }
        }
    }
}

fn apply(setting: &Setting<'_>) -> TokenStream {
    let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
    let value = if setting.secret { quote!(#name) } else { quote!(#name.as_str()) };
    let call = if setting.secret { quote!(secret_header) } else { quote!(header) };
    if setting.is_optional() {
        quote! {
            let setup = match #name {
                Some(#name) => setup.#call(#wire, #value),
                None => setup,
            };
        }
    } else {
        quote!(let setup = setup.#call(#wire, #value);)
    }
}
