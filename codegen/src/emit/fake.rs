//! The fake vendor, with the API and a client that fits.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitted, Emitter, RustFile};
use super::{client, environment, literal, once};
use crate::ir::Api;

pub(super) const EMITTER: Emitter = Emitter {
    name: "fake",
    paths: |_| once("src/fake.rs"),
    emit: |api, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let groups = vec![
        quote! {
            pub use crate::descriptions::VENDOR;
            pub use crate::runtime::fake::*;
        },
        quote! {
            use crate::client::ClientBuilder;
            use crate::environment::Environment;
            use crate::runtime::*;
        },
        quote! {
            impl Fake {
                /// Starts a fake vendor at a free port of this machine.
                ///
                /// # Errors
                ///
                /// As [`Fake::of`].
                pub fn start() -> Result<Self, FakeError> {
                    Self::of(&VENDOR, 0)
                }
            }
        },
        client(api),
    ];
    Emitted::Rust(RustFile {
        origin: "spec/api.yaml".to_owned(),
        doc: "A fake vendor on this machine, for tests.".to_owned(),
        groups,
    })
}

fn client(api: &Api) -> TokenStream {
    let place = environment::given(api).map_or_else(
        || quote!(Url),
        |environment| {
            let name = literal::ident(&environment.name);
            quote!(#name)
        },
    );
    let settings = client::settings(api).into_iter().map(|setting| {
        let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
        quote!(let builder = builder.#name(credentials.header(#wire));)
    });
    let given =
        (settings.len() > 0).then(|| quote!(let credentials = self.credentials();));
    let signing = api
        .signing
        .as_ref()
        .map(|_| quote!(let builder = builder.secret_key(self.secret_key());));
    let (keys, encryption) = if api.encryption.is_some() {
        (quote!(Encrypting), quote!(builder.encryption(self.crypto_key())))
    } else {
        (quote!(Plain), quote!(builder))
    };
    quote! {
        impl Fake {
            /// Begins a client of this vendor that has everything it needs.
            pub fn client(&self) -> ClientBuilder<#keys> {
                #given
                let place = Environment::#place(self.base_url());
                let builder = Client::builder().environment(place);
                #(#settings)*
                #signing
                #encryption
            }
        }
    }
}
