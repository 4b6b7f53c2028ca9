//! The methods that build a client over a transport.

use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn builds() -> TokenStream {
    quote! {
        impl<K: Keys> ClientBuilder<K> {
            /// Builds an asynchronous client over `reqwest`.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid, or that TLS cannot be set up.
            #[cfg(feature = "reqwest")]
            pub fn build(self) -> Result<Client<K, Reqwest>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, Reqwest::new()?, limits))
            }
            /// Builds a blocking client over `ureq`.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid.
            #[cfg(feature = "ureq")]
            pub fn build_blocking(self) -> Result<Client<K, Ureq>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, Ureq::new(), limits))
            }
            /// Builds a client over a custom transport.
            ///
            /// # Errors
            ///
            /// Returns everything that is missing or invalid.
            pub fn build_with<T>(self, transport: T) -> Result<Client<K, T>, BuildError> {
                let limits = self.limits;
                Ok(Client::new(self.core()?, transport, limits))
            }
        }
    }
}
