//! Enums whose variants are words of the format.

/// An enum whose variants are words of the format.
pub(crate) trait Choice {
    /// The word that the spec has for it.
    fn word(&self) -> &'static str;
}

/// Declares such enums; the client's runtime has a macro of this name, which reads the same files.
/// Here they are also read from a spec, and listed in its schema.
macro_rules! words {
    ($(
        $(#[$about:meta])*
        pub enum $choice:ident {$(
            $(#[$doc:meta])*
            $variant:ident = $word:literal,
        )*}
    )*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $choice {$(
            $(#[$doc])*
            #[serde(rename = $word)]
            $variant,
        )*}

        impl $choice {
            /// Every one, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word that the spec has for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl $crate::choice::Choice for $choice {
            fn word(&self) -> &'static str {
                self.as_str()
            }
        }
    )*};
}
