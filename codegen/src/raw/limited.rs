//! How structs that limit a value are declared: each limit stands once for all of them.

/// Declares a struct that limits a value, with these keys in the place of `limits`.
macro_rules! limited {
    ($($declaration:tt)*) => {
        limited_by! {
            [
                /// The exact length, in characters or in `length_unit`.
                length: u32 = applied, TEXTS, Exact "character" of "length",
                    "for the digits of a number write `max_digits`; else remove the line";
                /// The least length, in characters or in `length_unit`.
                min_length: u32 = applied, TEXTS, Least "character" of "length",
                    "for a number write `min_value`; else remove the line";
                /// The greatest length, in characters or in `length_unit`.
                max_length: u32 = applied, TEXTS, Most "character" of "length",
                    "for a number write `max_value` or `max_digits`; else remove the line";
                /// The unit of a length; characters when absent.
                length_unit: crate::raw::LengthUnit = applied, TEXTS,
                    "lengths are those of texts; remove the line";
                /// The least value of a number.
                min_value: Bound = applied, NUMBERS, Least "" of "value",
                    "for a text write `min_length`; else remove the line";
                /// The greatest value of a number.
                max_value: Bound = applied, NUMBERS, Most "" of "value",
                    "for a text write `max_length`; else remove the line";
                /// The greatest number of digits of a number.
                max_digits: u32 = applied, NUMBERS, Most "digit" of "max_digits",
                    "for a text write `max_length`; else remove the line";
                /// The greatest number of decimals of a number; it is a whole number when absent.
                decimals: u32 = applied, NUMBERS, Most "decimal" of "decimals",
                    "make the field a number, or remove the line";
                /// The number that a value is a multiple of: amounts in units of 10 have 10.
                multiple_of: Bound = applied, NUMBERS, Step "" of "multiple_of",
                    "make the field a number, or remove the line";
                /// The greatest number of bytes of a file.
                max_bytes: u32 = applied, FILES, Most "byte" of "bytes",
                    "for a text write `max_length` and `length_unit`; else remove the line";
                /// The least number of items of an array.
                min_items: u32 = applied, LISTS, Least "item" of "items",
                    "make the field an array, or remove the line";
                /// The greatest number of items of an array.
                max_items: u32 = applied, LISTS, Most "item" of "items",
                    "make the field an array, or remove the line";
            ]
            $($declaration)*
        }
    };
}

macro_rules! limited_by {
    (
        [$(
            $(#[$doc:meta])*
            $limit:ident: $ty:ty = $resolvable:ident, $types:ident,
                $($side:ident $unit:literal of $measure:literal,)? $help:literal;
        )*]
        $(#[$meta:meta])*
        pub struct $Struct:ident { $($before:tt)* } limits { $($after:tt)* }
    ) => {
        facts! {
            $(#[$meta])*
            pub struct $Struct {
                $($before)*
                $($(#[$doc])* $limit: Option<$ty> = by_use, limit, $resolvable, of($types, $help);)*
                $($after)*
            }
        }

        impl $Struct {
            /// The limits of the value.
            #[must_use]
            pub const fn limits(&self) -> Limits {
                Limits { $($limit: self.$limit,)* }
            }

            /// Limits its value otherwise.
            pub const fn set_limits(&mut self, limits: Limits) {
                $(self.$limit = limits.$limit;)*
            }
        }
    };
    (
        [$(
            $(#[$doc:meta])*
            $limit:ident: $ty:ty = $resolvable:ident, $types:ident,
                $($side:ident $unit:literal of $measure:literal,)? $help:literal;
        )*]
        $(#[$meta:meta])*
        pub struct Limits;
    ) => {
        facts! {
            $(#[$meta])*
            #[derive(Copy, PartialEq, Eq, Default)]
            pub struct Limits {
                $($(#[$doc])* $limit: Option<$ty> = by_use, limit, $resolvable, of($types, $help);)*
            }
        }

        impl Limits {
            /// Those alone whose keys are such.
            #[must_use]
            pub fn only(&self, is_such: impl Fn(&$crate::raw::Fact) -> bool) -> Self {
                let mut such = <Self as $crate::raw::Facts>::FACTS.iter().map(is_such);
                let mut limits = *self;
                $(
                    if such.next() != Some(true) {
                        limits.$limit = None;
                    }
                )*
                limits
            }

            /// Sets the limit of a key to a value as a resolution writes it, or removes it.
            ///
            /// # Errors
            /// When there is no such limit, or it has no such value.
            pub fn adopt(
                &mut self,
                key: &str,
                text: Option<&str>,
            ) -> Result<(), $crate::raw::NotAdopted> {
                match key {
                    $(stringify!($limit) => {
                        let value = text.map(|text| {
                            let value = <$ty as $crate::raw::Stated>::stated(text);
                            value.ok_or($crate::raw::NotAdopted)
                        });
                        self.$limit = value.transpose()?;
                    })*
                    _ => return Err($crate::raw::NotAdopted),
                }
                Ok(())
            }

            /// Every limit that is a number, set or not, in the order of their declaration.
            #[must_use]
            pub fn all(&self) -> Vec<$crate::raw::Limit> {
                vec![$($($crate::raw::Limit {
                    key: stringify!($limit),
                    side: $crate::raw::Side::$side,
                    unit: $unit,
                    measure: $measure,
                    number: self.$limit.map(Into::into),
                },)?)*]
            }
        }
    };
}
