//! The mock server of the client's API, and its client.

use proc_macro2::TokenStream;
use quote::quote;

use super::emitter::{Emitted, Emitter, RustFile, once};
use super::{environment, literal, settings};
use crate::ir::{Api, LocalTimes};

pub(super) const EMITTER: Emitter = Emitter {
    name: "fake",
    paths: |_| once("src/fake.rs"),
    emit: |api, _, _| Some(emit(api)),
};

fn emit(api: &Api) -> Emitted {
    let groups = vec![
        quote! {
            pub use crate::descriptions::VENDOR;
            pub use crate::runtime::layout::fake::*;
        },
        quote! {
            use crate::client::ClientBuilder;
            use crate::environment::Environment;
            use crate::runtime::*;
        },
        quote! {
            impl Fake {
                /// Starts a mock server on a free port of this machine.
                ///
                /// # Errors
                ///
                /// Returns the errors of [`Fake::of`].
                pub fn start() -> Result<Self, FakeError> {
                    Self::of(&VENDOR, 0)
                }
            }
        },
        client(api),
    ];
    RustFile::printed("spec/api.yaml", documentation(api), groups)
}

fn documentation(api: &Api) -> String {
    let krate = api.id.replace('-', "_");
    format!(
        "A mock server for tests: an HTTP server on this machine that checks every request \
         against the documentation, and answers as documented or with a fault.\n\n\
         ```rust\n\
         use {krate}::fake::{{Fake, Fault, Scenario}};\n\
         # fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
         let fake = Fake::start()?;\n\
         # #[cfg(feature = \"ureq\")]\n\
         let client = fake.client().build_blocking()?;\n\n\
         fake.next(Scenario::Case(1)); // the first test case of the operation's page\n\
         fake.next(Fault::HangUpAfterReading);\n\
         # Ok(())\n\
         # }}\n\
         ```\n\n\
         After the calls, `fake.received()` returns the requests, and `findings()` the problems \
         of each."
    )
}

fn client(api: &Api) -> TokenStream {
    let place = environment::given(api).map_or_else(
        || quote!(Url),
        |environment| {
            let name = literal::ident(&environment.name);
            quote!(#name)
        },
    );
    let settings = settings::settings(api);
    let given =
        (!settings.is_empty()).then(|| quote!(let credentials = self.credentials();));
    let settings = settings.into_iter().map(|setting| {
        let (name, wire) = (literal::ident(&setting.name), &setting.header.wire);
        quote!(#name(credentials.header(#wire)))
    });
    let signing = api.signing.as_ref().map(|_| quote!(secret_key(self.secret_key())));
    let unknown = api.local_times == LocalTimes::Unknown;
    let utc_offset = unknown.then(|| quote!(utc_offset(0)));
    let encryption =
        api.encryption.as_ref().map(|_| quote!(encryption(self.crypto_key())));
    let keys = if encryption.is_some() { quote!(Encrypting) } else { quote!(Plain) };
    let place = quote!(environment(Environment::#place(self.base_url())));
    let mut steps: Vec<_> = [place]
        .into_iter()
        .chain(utc_offset)
        .chain(settings)
        .chain(signing)
        .chain(encryption)
        .collect();
    let last = steps.pop();
    quote! {
        impl Fake {
            /// Returns a client's builder with the base URL and credentials of this mock server.
            pub fn client(&self) -> ClientBuilder<#keys> {
                #given
                let builder = Client::builder();
                #(let builder = builder.#steps;)*
                builder.#last
            }
        }
    }
}
