//! What a generated type needs of the language and cannot inherit: one line each.
//!
//! They name this module by where it is copied to, `runtime` at the root of the crate.

#![allow(
    unused_imports,
    unused_macros,
    reason = "only the crate that this is copied to has use for them"
)]

/// Completes an enum that has a variant `Undocumented`, derives `PartialEq` and `Clone`, and
/// implements `CodeTable`. `Debug` shows the code as it is on the wire.
macro_rules! codes {
    ($type:ident) => {
        impl $type {
            /// The code on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                $crate::runtime::code::code(self)
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::code::debug(self, stringify!($type), f)
            }
        }

        impl $crate::runtime::Coded for $type {
            fn undocumented(code: $crate::runtime::Undocumented<Self>) -> Self {
                Self::Undocumented(code)
            }

            fn as_undocumented(&self) -> Option<&$crate::runtime::Undocumented<Self>> {
                if let Self::Undocumented(code) = self { Some(code) } else { None }
            }
        }
    };
}

/// As `codes`, for what a field can hold: it is read from texts and written as one.
macro_rules! code_table {
    ($type:ident) => {
        $crate::runtime::macros::codes!($type);

        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::Violations;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::runtime::code::parse(text)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(
                &self,
                s: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::runtime::code::serialize(self, s)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                d: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::code::deserialize(d)
            }
        }

        impl Eq for $type {}

        impl $crate::runtime::Value for $type {}
    };
}

/// Completes a struct that implements `Object`.
macro_rules! object {
    ($type:ident) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(
                &self,
                s: S,
            ) -> Result<S::Ok, S::Error> {
                $crate::runtime::object::serialize(self, s)
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::object::debug(self, f)
            }
        }

        impl $crate::runtime::Value for $type {}
    };
}

/// Completes a struct that holds a `Json` and nothing else, and has the functions `known`, the
/// names of its fields, and `shown`, of those whose values `Debug` may show.
macro_rules! response {
    ($type:ident) => {
        impl $crate::runtime::Response for $type {
            fn from_json(json: $crate::runtime::Json) -> Self {
                Self(json)
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.show(stringify!($type), Self::known(), Self::shown(), f)
            }
        }
    };
}

pub(crate) use {code_table, codes, object, response};
