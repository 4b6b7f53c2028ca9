//! The client from environment variables, which are those of the command line.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::doc::{self, Doc};
use super::settings::{Setting, variable};
use super::{environment, literal};
use crate::ir::{Api, LocalTimes};

/// A setting that is read: its name, the call that reads it, and the statement that gives it to the
/// builder.
struct Read {
    name: Ident,
    call: TokenStream,
    given: TokenStream,
}

impl Read {
    fn new(
        name: &str,
        call: TokenStream,
        given: impl FnOnce(&Ident) -> TokenStream,
    ) -> Self {
        let name = format_ident!("{name}");
        let given = given(&name);
        Self { name, call, given }
    }
}

fn reads(api: &Api, settings: &[Setting<'_>]) -> Vec<Read> {
    let place = environment::given(api).map_or("Url", |it| it.name.as_str());
    let place = format_ident!("{place}");
    let base_url = variable(api, "base_url");
    let mut reads = vec![Read::new(
        "base_url",
        quote!(variables.base_url(#base_url)),
        |name| quote!(let builder = builder.environment(Environment::#place(#name));),
    )];
    reads.extend(utc_offset(api));
    for setting in settings {
        let (name, ty) =
            (setting.name.as_str(), literal::ident(setting.header.ty.name()));
        let variable = variable(api, name);
        let read = if setting.is_optional() { "optional" } else { "required" };
        let read = format_ident!("{read}");
        let read = quote!(variables.#read::<#ty>(#variable));
        let setter = literal::ident(&setting.name);
        reads.push(Read::new(
            name,
            read,
            |name| quote!(let builder = builder.#setter(#name);),
        ));
    }
    if api.signing.is_some() {
        let variable = variable(api, "secret_key");
        let read = quote!(variables.secret_key(#variable));
        reads.push(Read::new(
            "secret_key",
            read,
            |name| quote!(let builder = builder.secret_key(#name);),
        ));
    }
    if api.encryption.is_some() {
        let names = KEY.map(|name| variable(api, name));
        let read = quote!(variables.crypto_key([#(#names),*]));
        reads.push(Read::new(
            "crypto_key",
            read,
            |name| quote!(let builder = builder.encryption(#name);),
        ));
    }
    for host in api.hosts() {
        let name = of_host(host);
        let variable = variable(api, &name);
        let read = quote!(variables.optional_base_url(#variable));
        reads.push(Read::new(&name, read, |name| {
            quote! {
                let builder = match #name {
                    Some(#name) => builder.host(#host, #name),
                    None => builder,
                };
            }
        }));
    }
    reads
}

/// The offset of local times, where the client asks for it.
fn utc_offset(api: &Api) -> Option<Read> {
    let variable = variable(api, UTC_OFFSET);
    let read = || {
        Read::new(
            UTC_OFFSET,
            quote!(variables.utc_offset(#variable)),
            |name| quote!(let builder = builder.utc_offset(#name);),
        )
    };
    (api.local_times == LocalTimes::Unknown).then(read)
}

/// The setting of the base URL of a host.
fn of_host(host: &str) -> String {
    format!("{}_url", host.replace('-', "_"))
}

/// The functions that build a client from the environment.
pub(super) fn emit(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let reads = reads(api, settings);
    let names: Vec<_> = reads.iter().map(|it| &it.name).collect();
    let calls = reads.iter().map(|it| &it.call);
    let given = reads.iter().map(|it| &it.given);
    let is_sealed = api.encryption.is_some();
    let keys = if is_sealed { quote!(Encrypting) } else { quote!(Plain) };
    let feature = is_sealed.then(|| quote!(#[cfg(feature = "encryption")]));
    let doc = documentation(api, settings);
    quote! {
        impl Client<Plain, ()> {
            #doc
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid, each with its variable.
            #feature
            pub fn builder_from_env() -> Result<ClientBuilder<#keys>, VariableErrors> {
                let mut variables = Variables::default();
                #(let #names = #calls;)*
                let (#(Some(#names),)*) = (#(#names,)*) else {
                    return Err(variables.errors());
                };
                let builder = Self::builder();
                #(#given)*
                Ok(builder)
            }
            /// Builds an asynchronous client with the settings of the environment: see
            /// [`builder_from_env`](Self::builder_from_env), whose builder has more to set.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid, each with its variable, or that TLS
            /// cannot be set up.
            #feature
            #[cfg(feature = "reqwest")]
            pub fn from_env() -> Result<Client<#keys>, BuildError> {
                Self::builder_from_env()?.build()
            }
        }
    }
}

/// The setting of the offset of local times.
const UTC_OFFSET: &str = "utc_offset";

/// The settings of the key for encryption.
const KEY: [&str; 3] = ["crypto_key_id", "server_cert", "client_key"];

fn documentation(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let row = |variable: &str, what: &str| format!("\n| `{variable}` | {what} |");
    let mut table = "| variable | setting |\n|---|---|".to_owned();
    table += &row(&variable(api, "base_url"), "the base URL");
    if api.local_times == LocalTimes::Unknown {
        table += &row(
            &variable(api, UTC_OFFSET),
            "the offset of local times from UTC, in minutes",
        );
    }
    for setting in settings {
        let wire = doc::code(&setting.header.wire);
        let optional = if setting.is_optional() { ", if there is one" } else { "" };
        let variable = variable(api, setting.name.as_str());
        table += &row(&variable, &format!("{wire}{optional}"));
    }
    if let Some(signing) = &api.signing {
        table += &row(&variable(api, "secret_key"), &doc::text(&signing.key));
    }
    if api.encryption.is_some() {
        let about = [
            "the id of the key for encryption",
            "the file of the vendor's certificate or public key, in PEM",
            "the file of the client's private key, in PEM",
        ];
        for (name, about) in KEY.into_iter().zip(about) {
            table += &row(&variable(api, name), about);
        }
    }
    for host in api.hosts() {
        let what =
            format!("the base URL of the host {}, if it is another", doc::code(host));
        table += &row(&variable(api, &of_host(host)), &what);
    }
    Doc::new(
        "Returns a builder with the settings of the environment, which has the variables of the \
         command line.",
    )
    .paragraph(table)
    .attributes()
}
