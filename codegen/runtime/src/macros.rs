//! Macros for the parts of generated types that cannot be inherited.
//!
//! They refer to this module as `runtime` at the root of the crate, where it is copied to.

#![allow(
    unused_imports,
    unused_macros,
    reason = "used only in the crate that this is copied to"
)]

/// Declares enums of the specification's words.
macro_rules! words {
    ($(
        $(#[$about:meta])*
        pub enum $type:ident {$(
            $(#[$doc:meta])*
            $variant:ident = $word:literal,
        )*}
    )*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// All variants, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the word of the specification.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    )*};
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

/// Completes a struct that wraps a `Json` and has the functions `known`, the names of its fields,
/// and `shown`, the names of those whose values `Debug` may show.
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

/// Declares the type of a field's value and its rule. Anything that the rule does not state is
/// not limited.
macro_rules! value_type {
    (
        $(#[$about:meta])*
        pub type $type:ident = $generic:ident<$rule:ident $(, $item:ident)?>: $trait:ident =
            $data:ident { $($key:ident: $value:expr,)* }
    ) => {
        $(#[$about])*
        pub type $type = $generic<$rule $(, $item)?>;

        #[doc = concat!("The rule of [`", stringify!($type), "`].")]
        pub enum $rule {}

        impl $trait for $rule {
            const RULE: $data = {
                let mut rule = $data::ANY;
                $(rule.$key = $value;)*
                rule
            };
        }
    };
}

/// Declares a struct that is sent, and its builder: each field with its type, location and wire
/// name, `minted` if it is the idempotency key, which is made where the caller gives none,
/// `called` if its value is made for each call where the caller gives none, and `hidden` if
/// `Debug` must not show what its type would, or `written` in its style if it is an object in a
/// form; `$cite` is the source of a field that has one of
/// its own. A `constant` field is sent without being asked for, and is documented at the struct; so is
/// one that is `configured`, whose value the client has.
/// `$source` is the source of all others. What is known only in
/// part is `open $open` to undocumented fields, and a body of which no documentation shows whether
/// it is encrypted has its `encryption $sealed` stated by the caller.
macro_rules! checked_struct {
    (
        $(#[$about:meta])*
        pub struct $type:ident, $builder:ident: $source:expr
            $(, open $open:ident)? $(, encryption $sealed:ident)?;

        $(
            $(#[$doc:meta])*
            $field:ident: $(required($required:ty))? $(optional($optional:ty))?
                $(minted($minted:ty))? $(called($called:ty))? $(constant($constant:expr))?
                $(configured($configured:literal))?,
                $place:ident $wire:literal $($how:ident $(($style:ident))?)? $(, cited $cite:expr)?;
        )*
    ) => {
        $(#[$about])*
        pub struct $type {
            $(
                $($field: $required,)?
                $($field: Option<$optional>,)?
                $($field: $minted,)?
                $($field: Option<$called>,)?
            )*
            $($sealed: $crate::runtime::Encryption,)?
            $($open: $crate::runtime::UndocumentedFields,)?
        }

        impl $type {
            /// Creates a request from checked values of the required fields, in the page's order.
            #[allow(clippy::too_many_arguments, reason = "one for each required field")]
            #[must_use]
            pub fn new(
                $($sealed: $crate::runtime::Encryption,)?
                $($($field: $required,)?)*
            ) -> Self {
                Self {
                    $(
                        $($field: $crate::runtime::macros::of_type!($field, $required),)?
                        $($field: None::<$optional>,)?
                        $($field: <$minted>::mint(),)?
                        $($field: None::<$called>,)?
                    )*
                    $($sealed,)?
                    $($open: $crate::runtime::UndocumentedFields::NONE,)?
                }
            }

            /// Returns a builder, which checks all values at once.
            pub fn builder() -> $builder {
                $builder {
                    $(
                        $($field: $crate::runtime::FieldState::<$required>::EMPTY,)?
                        $($field: $crate::runtime::FieldState::<$optional>::EMPTY,)?
                        $($field: $crate::runtime::FieldState::<$minted>::EMPTY,)?
                        $($field: $crate::runtime::FieldState::<$called>::EMPTY,)?
                    )*
                    $($sealed: None,)?
                    $($open: $crate::runtime::UndocumentedFields::NONE,)?
                }
            }

            $($(
                /// Returns the idempotency key: store it before the request is sent, to send the
                /// same request again. Clones of the request have the same key.
                #[must_use]
                pub fn $field(&self) -> &$minted {
                    &self.$field
                }
            )?)*
        }

        impl $crate::runtime::Object for $type {
            const NAME: &'static str = stringify!($type);

            #[allow(unused_variables, reason = "there may be no field")]
            fn visit<V: $crate::runtime::Visitor>(&self, visitor: &mut V) {
                $(
                    $(let value: &$required = &self.$field;)?
                    $(let value: &Option<$optional> = &self.$field;)?
                    $(let value: &$minted = &self.$field;)?
                    $(let value = &<$called>::or_minted(
                        Option::as_ref(&self.$field),
                        visitor.minter(),
                    );)?
                    $(let value = &$constant;)?
                    $(let value =
                        &$crate::runtime::Configured::of($configured, visitor.minter());)?
                    let shown = $crate::runtime::macros::shown!(value $(, $how $(($style))?)?);
                    V::$place(visitor, $wire, shown);
                    $(visitor.idempotency_key(<$minted>::as_str(&self.$field));)?
                )*
                $(visitor.encryption(self.$sealed);)?
                $(visitor.undocumented(&self.$open);)?
            }
        }

        $crate::runtime::macros::object!($type);

        impl $crate::runtime::RestoredObject for $type {
            #[allow(unused_mut, unused_variables, reason = "there may be no field")]
            fn of_fields(
                stored: &mut $crate::runtime::StoredFields,
            ) -> Result<Self, $crate::runtime::Violations> {
                let mut builder = Self::builder();
                $(
                    $($crate::runtime::FieldState::<$required>::restore(
                        &mut builder.$field,
                        stored.$place($wire),
                    );)?
                    $($crate::runtime::FieldState::<$optional>::restore(
                        &mut builder.$field,
                        stored.$place($wire),
                    );)?
                    $($crate::runtime::FieldState::<$minted>::restore(
                        &mut builder.$field,
                        stored.$place($wire),
                    );)?
                    $($crate::runtime::FieldState::<$called>::restore(
                        &mut builder.$field,
                        stored.$place($wire),
                    );)?
                    $(
                        let raw = stored.$place($wire);
                        stored.constant($wire, raw.as_deref(), &$constant);
                    )?
                )*
                $(builder.$sealed = stored.encryption();)?
                $(stored.undocumented(&mut builder.$open);)?
                stored.end(builder.build(), &$source)
            }
        }

        #[doc = concat!("Builder for [`", stringify!($type), "`].")]
        #[must_use]
        pub struct $builder {
            $(
                $($field: $crate::runtime::FieldState<$required>,)?
                $($field: $crate::runtime::FieldState<$optional>,)?
                $($field: $crate::runtime::FieldState<$minted>,)?
                $($field: $crate::runtime::FieldState<$called>,)?
            )*
            $($sealed: Option<$crate::runtime::Encryption>,)?
            $($open: $crate::runtime::UndocumentedFields,)?
        }

        impl $builder {
            $(
                $(#[$doc])*
                $(pub fn $field(
                    mut self,
                    value: impl $crate::runtime::IntoField<$required>,
                ) -> Self {
                    self.$field.set(value);
                    self
                })?
                $(pub fn $field(
                    mut self,
                    value: impl $crate::runtime::IntoField<$optional>,
                ) -> Self {
                    self.$field.set(value);
                    self
                })?
                $(pub fn $field(
                    mut self,
                    value: impl $crate::runtime::IntoField<$minted>,
                ) -> Self {
                    self.$field.set(value);
                    self
                })?
                $(pub fn $field(
                    mut self,
                    value: impl $crate::runtime::IntoField<$called>,
                ) -> Self {
                    self.$field.set(value);
                    self
                })?
            )*

            $(
                /// Required: whether the body is encrypted, which the documentation does not
                /// show.
                pub fn $sealed(mut self, stated: $crate::runtime::Encryption) -> Self {
                    self.$sealed = Some(stated);
                    self
                }
            )?

            $(
                /// Adds a field that the documentation does not have, of which only a part is
                /// known. It is sent behind the documented fields, and nothing checks its value,
                /// which `Debug` hides. Another field of the same name is replaced.
                pub fn $open(
                    mut self,
                    name: impl Into<String>,
                    value: impl ::serde::Serialize,
                ) -> Self {
                    self.$open.set(name, value);
                    self
                }
            )?

            #[doc = concat!("Builds the [`", stringify!($type), "`], if every field is valid.")]
            ///
            /// # Errors
            ///
            /// Returns all violations at once, each with the page and section of its rule.
            #[allow(
                unused_mut,
                unused_variables,
                irrefutable_let_patterns,
                reason = "there may be no field, and nothing that is not known"
            )]
            pub fn build(self) -> Result<$type, $crate::runtime::Violations> {
                let mut wrong = Vec::new();
                $(
                    let source = $crate::runtime::macros::source!($source $(, $cite)?);
                    $(let $field: Option<$required> =
                        self.$field.required($wire, source, &mut wrong);)?
                    $(let $field: Option<Option<$optional>> =
                        self.$field.optional($wire, source, &mut wrong);)?
                    $(let $field: Option<Option<$called>> =
                        self.$field.optional($wire, source, &mut wrong);)?
                    $(let $field: Option<$minted> = self
                        .$field
                        .optional($wire, source, &mut wrong)
                        .map(|given| given.unwrap_or_else(<$minted>::mint));)?
                    $(let $field = Some($constant);)?
                    $(let $field = Some($configured);)?
                )*
                $(let $sealed =
                    $crate::runtime::Encryption::stated(self.$sealed, &$source, &mut wrong);)?
                let documented: &[&str] = &[$($wire),*];
                $(let $open = self.$open.checked(documented, &$source, &mut wrong);)?
                let ($(Some($field),)* $(Some($sealed),)? $(Some($open),)?) =
                    ($($field,)* $($sealed,)? $($open,)?)
                else {
                    return Err($crate::runtime::Violations::new(wrong));
                };
                Ok($type {
                    $(
                        $($field: $crate::runtime::macros::of_type!($field, $required),)?
                        $($field: $crate::runtime::macros::of_type!($field, $optional),)?
                        $($field: $crate::runtime::macros::of_type!($field, $minted),)?
                        $($field: $crate::runtime::macros::of_type!($field, $called),)?
                    )*
                    $($sealed,)?
                    $($open,)?
                })
            }
        }
    };
}

pub(crate) use super::choice_macros::{received_shapes, sent_shapes};
pub(crate) use super::code_macros::{code_enum, code_table, codes};
pub(crate) use super::field_macros::{of_type, shown, source};
pub(crate) use super::stored_macros::stored;
pub(crate) use {checked_struct, object, response, value_type};
