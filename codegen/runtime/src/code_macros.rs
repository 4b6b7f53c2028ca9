//! Macros for the parts of code tables that cannot be inherited.

#![allow(
    unused_imports,
    unused_macros,
    reason = "used only in the crate that this is copied to"
)]

/// Completes an enum that has a variant `Undocumented`, derives `PartialEq` and `Clone`, and
/// implements `CodeTable`. `Debug` shows the code as it is on the wire.
macro_rules! codes {
    ($type:ident) => {
        impl $type {
            /// Returns the code on the wire.
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
                match self {
                    Self::Undocumented(code) => Some(code),
                    #[allow(unreachable_patterns, reason = "no code may be documented")]
                    _ => None,
                }
            }
        }
    };
}

/// Like `codes`, for values of fields: adds conversion from and to text.
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

        impl $crate::runtime::Restored for $type {
            fn restored(
                raw: &::serde_json::value::RawValue,
            ) -> Result<Self, $crate::runtime::Violations> {
                $crate::runtime::stored::scalar(raw)
            }
        }

        impl Eq for $type {}

        impl $crate::runtime::Value for $type {}
    };
}

/// Declares an enum of codes, each with its row of the table; `NUMBERS` if they are numbers on the
/// wire. Behind the rule of results stands the type of the codes that may be beside them.
macro_rules! code_enum {
    (
        $(#[$about:meta])*
        pub enum $type:ident: $row:ident $($numbers:ident)?, $rule:expr $(, $second:ty)?;

        $($(#[$doc:meta])* $variant:ident = $data:expr;)*
    ) => {
        $(#[$about])*
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A code that is not documented.
            Undocumented($crate::runtime::Undocumented<Self>),
        }

        impl $crate::runtime::CodeTable for $type {
            type Row = $row;
            const RULE: $crate::runtime::Rule = $rule;
            $(const $numbers: bool = true;)?
            const ROWS: &'static [(Self, $row)] = &[$((Self::$variant, $data)),*];
        }

        $crate::runtime::macros::code_enum!($row $type $($second)?);
    };
    (Named $type:ident) => {
        $crate::runtime::macros::code_table!($type);
    };
    (Documented $type:ident) => {
        $crate::runtime::macros::code_enum!(Documented $type $crate::runtime::NoSecondCode);
    };
    (Documented $type:ident $second:ty) => {
        $crate::runtime::macros::codes!($type);

        impl $crate::runtime::ErrorCode for $type {
            type Second = $second;
        }
    };
}

pub(crate) use {code_enum, code_table, codes};
