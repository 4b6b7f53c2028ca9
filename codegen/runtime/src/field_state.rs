//! What a builder is made of: a field that may be empty or wrong until everything is said.

use super::{
    Decimal, DecimalNumber, Flag, Fractional, Number, Numeric, Source, Value, Violation,
    ViolationKind, Violations,
};
use std::{fmt, str::FromStr};

/// A field of a builder. What it is set to is checked at once, and reported when everything is
/// taken; only then it has a name, since a builder is moved as often as it has fields.
#[derive(Clone)]
pub struct FieldState<T>(State<T>);

/// Nothing before it is set.
type State<T> = Option<Result<T, Violations>>;

impl<T> FieldState<T> {
    /// Not set yet.
    pub const EMPTY: Self = Self(None);

    /// Fills the field. The last time counts.
    pub fn set(&mut self, value: impl IntoField<T>) {
        self.0 = Some(value.into_field());
    }

    /// What a field of that name on the wire holds, which `source` says is required. What is
    /// wrong with it joins `wrong`.
    pub fn required(
        self,
        name: &'static str,
        source: &'static Source,
        wrong: &mut Vec<Violation>,
    ) -> Option<T> {
        let missing =
            || Err(Violation::new(name, ViolationKind::Missing, *source).into());
        taken(self.0.unwrap_or_else(missing), name, wrong)
    }

    /// What a field of that name on the wire holds, if anything. What is wrong with it joins
    /// `wrong`.
    pub fn optional(
        self,
        name: &'static str,
        wrong: &mut Vec<Violation>,
    ) -> Option<Option<T>> {
        taken(self.0.transpose(), name, wrong)
    }
}

fn taken<T>(
    state: Result<T, Violations>,
    name: &'static str,
    wrong: &mut Vec<Violation>,
) -> Option<T> {
    state.map_err(|violations| wrong.extend(violations.nested(name))).ok()
}

/// Shows no value, and not even whether there is one.
impl<T> fmt::Debug for FieldState<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FieldState(..)")
    }
}

/// What a field of type `T` can be set to.
pub trait IntoField<T> {
    /// The value, if it keeps its rule.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    fn into_field(self) -> Result<T, Violations>;
}

/// Every value is itself.
impl<T: Value> IntoField<T> for T {
    fn into_field(self) -> Result<T, Violations> {
        Ok(self)
    }
}

/// What a constructor or a builder returns: its violations join those of the whole request.
impl<T: Value> IntoField<T> for Result<T, Violations> {
    fn into_field(self) -> Result<T, Violations> {
        self
    }
}

/// A text, date, number or code in the form of the wire.
impl<T: FromStr<Err = Violations>> IntoField<T> for &str {
    fn into_field(self) -> Result<T, Violations> {
        self.parse()
    }
}

/// As `&str`.
impl<T: FromStr<Err = Violations>> IntoField<T> for &String {
    fn into_field(self) -> Result<T, Violations> {
        self.parse()
    }
}

/// As `&str`.
impl<T: FromStr<Err = Violations>> IntoField<T> for String {
    fn into_field(self) -> Result<T, Violations> {
        self.parse()
    }
}

impl<S> IntoField<Flag<S>> for bool {
    fn into_field(self) -> Result<Flag<S>, Violations> {
        Ok(self.into())
    }
}

impl<R: Fractional> IntoField<DecimalNumber<R>> for Decimal {
    fn into_field(self) -> Result<DecimalNumber<R>, Violations> {
        DecimalNumber::new(self)
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(impl<R: Numeric> IntoField<Number<R>> for $integer {
            fn into_field(self) -> Result<Number<R>, Violations> {
                Number::new(self)
            }
        }

        impl<R: Fractional> IntoField<DecimalNumber<R>> for $integer {
            fn into_field(self) -> Result<DecimalNumber<R>, Violations> {
                DecimalNumber::new(self)
            }
        })*
    };
}

integers!(u8 u16 u32 u64 i8 i16 i32 i64 i128);
