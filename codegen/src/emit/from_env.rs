//! The client from environment variables, which are those of the command line.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::call_site::variable;
use super::client::Setting;
use super::doc::{self, Doc};
use super::{environment, literal};
use crate::ir::Api;

/// The functions that build a client from the environment.
pub(super) fn emit(api: &Api, settings: &[Setting<'_>]) -> TokenStream {
    let place = environment::given(api).map_or("Url", |it| it.name.as_str());
    let place = format_ident!("{place}");
    let base_url = variable(api, "base_url");
    let reads = settings.iter().map(|setting| {
        let (name, ty) =
            (literal::ident(&setting.name), literal::ident(setting.header.ty.name()));
        let variable = variable(api, setting.name.as_str());
        let read = if setting.is_optional() { "optional" } else { "required" };
        let read = format_ident!("{read}");
        quote!(let #name = variables.#read::<#ty>(#variable);)
    });
    let hosts: Vec<_> = api
        .hosts()
        .into_iter()
        .map(|host| {
            let name = format_ident!("{}_url", host.replace('-', "_"));
            (host, variable(api, &name.to_string()), name)
        })
        .collect();
    let host_reads = hosts.iter().map(|(_, variable, name)| {
        quote!(let #name = variables.optional_base_url(#variable);)
    });
    let secret_key = api.signing.as_ref().map(|_| {
        let variable = variable(api, "secret_key");
        quote!(let secret_key = variables.secret_key(#variable);)
    });
    let crypto_key = api.encryption.as_ref().map(|_| {
        let names = KEY.map(|name| variable(api, name));
        quote!(let crypto_key = variables.crypto_key([#(#names),*]);)
    });
    let mut names: Vec<_> =
        settings.iter().map(|setting| literal::ident(&setting.name)).collect();
    let mut calls: Vec<_> = names.iter().map(|name| quote!(.#name(#name))).collect();
    if secret_key.is_some() {
        names.push(format_ident!("secret_key"));
        calls.push(quote!(.secret_key(secret_key)));
    }
    if crypto_key.is_some() {
        names.push(format_ident!("crypto_key"));
        calls.push(quote!(.encryption(crypto_key)));
    }
    let host_names = hosts.iter().map(|(_, _, name)| name);
    names.extend(host_names.cloned());
    let of_hosts = hosts.iter().map(|(host, _, name)| {
        quote! {
            let builder = match #name {
                Some(#name) => builder.host(#host, #name),
                None => builder,
            };
        }
    });
    let built = quote! {
        Self::builder().environment(Environment::#place(base_url)) #(#calls)*
    };
    let built = if hosts.is_empty() {
        quote!(Ok(#built))
    } else {
        quote! {
            let builder = #built;
            #(#of_hosts)*
            Ok(builder)
        }
    };
    let is_sealed = api.encryption.is_some();
    let keys = if is_sealed { quote!(Encrypting) } else { quote!(Plain) };
    let feature = is_sealed.then(|| quote!(#[cfg(feature = "encryption")]));
    let features = if is_sealed {
        quote!(#[cfg(all(feature = "encryption", feature = "reqwest"))])
    } else {
        quote!(#[cfg(feature = "reqwest")])
    };
    let doc = documentation(api, settings, &hosts);
    quote! {
        impl Client<Plain, ()> {
            #doc
            #[doc = "# Errors\n\nReturns everything that is missing or invalid, each with its variable."]
            #feature
            pub fn builder_from_env() -> Result<ClientBuilder<#keys>, VariableErrors> {
                let mut variables = Variables::default();
                let base_url = variables.base_url(#base_url);
                #(#reads)*
                #secret_key
                #crypto_key
                #(#host_reads)*
                let (Some(base_url), #(Some(#names),)*) = (base_url, #(#names,)*) else {
                    return Err(variables.errors());
                };
                #built
            }
            /// Builds an asynchronous client with the settings of the environment: see
            /// [`builder_from_env`](Self::builder_from_env), which has what to build otherwise.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid, each with its variable, or that TLS
            /// cannot be set up.
            #features
            pub fn from_env() -> Result<Client<#keys>, BuildError> {
                Self::builder_from_env()?.build()
            }
        }
    }
}

/// The settings of the key for encryption.
const KEY: [&str; 3] = ["crypto_key_id", "server_cert", "client_key"];

fn documentation(
    api: &Api,
    settings: &[Setting<'_>],
    hosts: &[(&str, String, proc_macro2::Ident)],
) -> TokenStream {
    let row = |variable: &str, what: &str| format!("\n| `{variable}` | {what} |");
    let mut table = "| variable | setting |\n|---|---|".to_owned();
    table += &row(&variable(api, "base_url"), "the base URL");
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
    for (host, variable, _) in hosts {
        let what =
            format!("the base URL of the host {}, if it is another", doc::code(host));
        table += &row(variable, &what);
    }
    Doc::new(
        "Returns a builder with the settings of the environment, which has the variables of the \
         command line.",
    )
    .paragraph(table)
    .attributes()
}
