//! The macro for requests that are stored.

#![allow(
    unused_imports,
    unused_macros,
    reason = "used only in the crate that this is copied to"
)]

/// Adds to an operation's request how it is stored and read again.
macro_rules! stored {
    ($type:ident) => {
        impl $type {
            /// Returns the request as it is stored, for example in an outbox, with its idempotency
            /// key if it has one. It has all personal data of the request, and no credentials.
            ///
            /// # Errors
            ///
            /// Returns a violation if a field cannot be written as JSON.
            pub fn to_stored(
                &self,
            ) -> Result<$crate::runtime::StoredRequest, $crate::runtime::Violations>
            {
                $crate::runtime::StoredRequest::of(self)
            }

            /// Reads a request that was stored, and checks it by the rules of this client: values
            /// that were made by `unchecked` are refused if they break them.
            ///
            /// # Errors
            ///
            /// Returns all violations, also of a text that is no stored request of this operation.
            pub fn from_stored(text: &str) -> Result<Self, $crate::runtime::Violations> {
                $crate::runtime::stored::from_stored(text)
            }
        }
    };
}

pub(crate) use stored;
