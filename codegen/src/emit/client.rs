//! The builder of the client: it has the vendor's names for what a client is configured with.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{literal, matching, protocol};
use crate::ir::{Api, Header, Ident, Need, Signing, TypeRef};

pub(super) const EMITTER: Emitter = Emitter {
    name: "client",
    paths: |_| once("src/client.rs"),
    emit: |api, _, _| Some(emit(api)),
};

/// A header that the caller configures.
pub(super) struct Setting<'a> {
    /// The name of the builder's field and method.
    pub(super) name: Ident,
    pub(super) header: &'a Header,
    /// The value is never shown.
    pub(super) secret: bool,
    /// The code table that says what a zone adds to UTC.
    pub(super) zone: bool,
}

pub(super) fn settings(api: &Api) -> Vec<Setting<'_>> {
    protocol::configured(api)
        .into_iter()
        .filter_map(|header| {
            let zone = api.code_tables.iter().any(|table| {
                table.name == *header.ty.name()
                    && table.codes.iter().any(|code| code.utc_offset.is_some())
            });
            Some(Setting {
                name: Ident::snake(header.ty.name().as_str()).ok()?,
                header,
                secret: api.is_secret(header.ty.name()),
                zone,
            })
        })
        .collect()
}

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
    let types = types.then(|| {
        quote!(
            use crate::headers::*;
        )
    });
    let groups = vec![
        quote! {
            #codes
            use crate::environment::Environment;
            #types
            use crate::protocol::PROTOCOL;
            use crate::runtime::*;
        },
        entry(api),
        definition(api, &settings),
        construction(api, &settings),
        keys(api, &settings),
        methods(api, &settings),
        core(api, &settings),
        ends(),
    ];
    RustFile::printed("spec/api.yaml", "The builder of the client.", groups)
}

fn entry(api: &Api) -> TokenStream {
    let doc = doc::line(&format!("Begins a client of {}.", doc::text(&api.name)));
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
    let slots = settings.iter().map(|setting| {
        let name = literal::ident(&setting.name);
        let ty = literal::ident(setting.header.ty.name());
        quote!(#name: FieldState<#ty>)
    });
    let secret_key =
        api.signing.as_ref().map(|_| quote!(secret_key: FieldState<SecretKey>,));
    let door = api.checks_answers().then(|| quote!(accept_unmatched_answers: bool,));
    quote! {
        /// Builder for [`Client`].
        #[must_use]
        pub struct ClientBuilder<K: Keys> {
            environment: Option<Environment>,
            plain_http: bool,
            #(#slots,)*
            #secret_key
            keys: K::Held,
            utc_offset: Option<i32>,
            limits: CallLimits,
            #door
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

/// The value of every slot, or what is wrong with any of them.
fn taken(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let names = names(api, settings);
    if names.is_empty() {
        return TokenStream::new();
    }
    let source = quote!(PROTOCOL.source);
    let slots = settings.iter().map(|setting| {
        let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
        if setting.header.need == Need::Optional {
            quote!(let #name = self.#name.optional(#wire, &mut wrong);)
        } else {
            quote!(let #name = self.#name.required(#wire, &#source, &mut wrong);)
        }
    });
    let secret_key = api.signing.as_ref().map(|_| {
        quote! {
            let secret_key =
                self.secret_key.required("secret key", &#source, &mut wrong);
        }
    });
    quote! {
        let mut wrong = Vec::new();
        #(#slots)*
        #secret_key
        let (#(Some(#names),)*) = (#(#names,)*) else {
            return Err(Violations::new(wrong));
        };
    }
}

fn construction(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let names = names(api, settings);
    let door = api.checks_answers().then(|| quote!(accept_unmatched_answers: false,));
    quote! {
        impl ClientBuilder<Plain> {
            fn empty() -> Self {
                Self {
                    environment: None,
                    plain_http: false,
                    #(#names: FieldState::EMPTY,)*
                    keys: (),
                    utc_offset: None,
                    limits: CallLimits::default(),
                    #door
                    clock: Box::new(SystemClock),
                    ids: Box::new(ProcessIds),
                }
            }
        }
    }
}

/// Giving a key makes another type of it: one whose client can be asked to encrypt.
fn keys(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    if api.encryption.is_none() {
        return TokenStream::new();
    }
    let names = names(api, settings);
    let door = api
        .checks_answers()
        .then(|| quote!(accept_unmatched_answers: self.accept_unmatched_answers,));
    quote! {
        impl ClientBuilder<Plain> {
            /// The key that bodies are encrypted and decrypted with, or [`CryptoKeys`], of which
            /// the caller keeps a clone to change them while the client works. An operation that
            /// is sent encrypted can be called on a client that has a key, and on no other.
            pub fn encryption(
                self,
                keys: impl Into<CryptoKeys>,
            ) -> ClientBuilder<Encrypting> {
                ClientBuilder {
                    environment: self.environment,
                    plain_http: self.plain_http,
                    #(#names: self.#names,)*
                    keys: keys.into(),
                    utc_offset: self.utc_offset,
                    limits: self.limits,
                    #door
                    clock: self.clock,
                    ids: self.ids,
                }
            }
        }
    }
}

/// What gives a header of the configuration its value.
fn setter(setting: &Setting<'_>) -> TokenStream {
    let name = literal::ident(&setting.name);
    let ty = literal::ident(setting.header.ty.name());
    let wire = doc::code(&setting.header.wire);
    let doc = Doc::new(format!("The header {wire}. See [`{ty}`]."))
        .paragraph(doc::need(setting.header.need, setting.header.condition.as_ref()))
        .attributes();
    quote! {
        #doc
        pub fn #name(mut self, value: impl IntoField<#ty>) -> Self {
            self.#name.set(value);
            self
        }
    }
}

fn secret_key(signing: &Signing) -> TokenStream {
    let doc = doc::line(&format!(
        "The key that requests are signed with; the vendor calls it {}.",
        doc::text(&signing.key)
    ));
    quote! {
        #doc
        pub fn secret_key(mut self, key: SecretKey) -> Self {
            self.secret_key.set(key);
            self
        }
    }
}

fn methods(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let setters = settings.iter().map(setter);
    let secret_key = api.signing.as_ref().map(secret_key);
    let door = matching::door(api);
    quote! {
        impl<K: Keys> ClientBuilder<K> {
            /// Where the API is reached.
            pub fn environment(mut self, environment: Environment) -> Self {
                self.environment = Some(environment);
                self
            }
            /// Takes a base URL of `http` that leads to another machine, which is refused
            /// otherwise: everybody on the way can read access keys, signatures and plain
            /// bodies, and answer in the vendor's place. To this machine `http` is always taken.
            pub fn allow_plain_http(mut self) -> Self {
                self.plain_http = true;
                self
            }
            #(#setters)*
            #secret_key
            #door
            /// How many minutes the times of a request are ahead of UTC. Needed where the
            /// documentation does not say what the time zone adds.
            pub fn utc_offset(mut self, minutes: i32) -> Self {
                self.utc_offset = Some(minutes);
                self
            }
            /// How long a call may take, and how large an answer may be, unless a call says
            /// otherwise.
            pub fn limits(mut self, limits: CallLimits) -> Self {
                self.limits = limits;
                self
            }
            /// Takes the time from `clock` instead of the machine, so that a test knows what is
            /// sent.
            pub fn clock(mut self, clock: impl Clock) -> Self {
                self.clock = Box::new(clock);
                self
            }
            /// Takes the hexadecimal digits of headers from `ids` instead of [`ProcessIds`], so
            /// that a test knows what is sent.
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
        if setting.header.need == Need::Optional {
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
    let zone =
        zone.unwrap_or_else(|| quote!(let utc_offset = self.utc_offset.or(Some(0));));
    let applied = settings.iter().map(apply);
    let signing =
        api.signing.as_ref().map(|_| quote!(let setup = setup.signing(secret_key);));
    let door = api.checks_answers().then(|| {
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
            /// What makes the requests and reads the answers, for whoever carries them himself.
            ///
            /// # Errors
            ///
            /// Everything that is missing or wrong.
            pub fn core(self) -> Result<Core<K>, Violations> {
                #taken
                #zone
                let base_url = self.environment.as_ref().map_or("", Environment::base_url);
                let setup = Setup::new(&PROTOCOL, base_url);
                let setup = setup.allow_plain_http(self.plain_http);
                #(#applied)*
                #signing
                #door
                let setup = setup.zone(utc_offset).clock(self.clock).ids(self.ids);
                K::give(setup, self.keys).build()
            }
        }
    }
}

fn apply(setting: &Setting<'_>) -> TokenStream {
    let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
    let value = if setting.secret { quote!(#name) } else { quote!(#name.as_str()) };
    let call = if setting.secret { quote!(secret_header) } else { quote!(header) };
    if setting.header.need == Need::Optional {
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

fn ends() -> TokenStream {
    quote! {
        impl<K: Keys> ClientBuilder<K> {
            /// An asynchronous client over `reqwest`.
            ///
            /// # Errors
            ///
            /// Everything that is missing or wrong, or that TLS cannot be set up.
            #[cfg(feature = "reqwest")]
            pub fn build(self) -> Result<Client<K, Reqwest>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, Reqwest::new()?, limits))
            }
            /// A blocking client over `ureq`.
            ///
            /// # Errors
            ///
            /// Everything that is missing or wrong.
            #[cfg(feature = "ureq")]
            pub fn build_blocking(self) -> Result<Client<K, Ureq>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, Ureq::new(), limits))
            }
            /// A client over a transport of one's own.
            ///
            /// # Errors
            ///
            /// Everything that is missing or wrong.
            pub fn build_with<T>(self, transport: T) -> Result<Client<K, T>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, transport, limits))
            }
        }
    }
}
