//! The hosts that some operations have, in the client's builder and in its environments.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal;
use crate::ir::Api;

pub(super) fn are_there(api: &Api) -> bool {
    !api.hosts().is_empty()
}

/// The method of the builder.
pub(super) fn setter(api: &Api) -> Option<TokenStream> {
    are_there(api).then(|| {
        quote! {
            /// Sets the base URL of a host that some operations have, by its id in the
            /// specification, where it is not that of the environment.
            pub fn host(mut self, host: &'static str, base_url: impl Into<String>) -> Self {
                self.hosts.push((host, base_url.into()));
                self
            }
        }
    })
}

/// What the builder does with the base URLs.
pub(super) fn applied(api: &Api) -> Option<TokenStream> {
    are_there(api).then(|| {
        quote! {
            let setup = PROTOCOL.hosts.iter().fold(setup, |setup, host| {
                setup.host(host, environment.host(host))
            });
            let setup = self.hosts.iter().fold(setup, |setup, (host, base_url)| {
                setup.host(host, base_url)
            });
        }
    })
}

/// The method for the hosts that some operations have, if there are any.
pub(super) fn method(api: &Api) -> Option<TokenStream> {
    let arms = api.environments.iter().flat_map(|environment| {
        let name = literal::ident(&environment.name);
        environment.hosts.iter().map(move |host| {
            let (id, url) = (&host.id, &host.base_url);
            quote!((Self::#name, #id) => #url,)
        })
    });
    are_there(api).then(|| {
        quote! {
            /// Returns the base URL of a host that some operations have: the documented one, or
            /// else that of all others.
            #[must_use]
            pub fn host(&self, host: &str) -> &str {
                match (self, host) {
                    #(#arms)*
                    _ => self.base_url(),
                }
            }
        }
    })
}
