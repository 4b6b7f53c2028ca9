//! Fields of builders, and the values that they can be set to.

use super::{
    Cited, Decimal, DecimalNumber, Flag, Fractional, Number, Numeric, Source, Value,
    Violation, ViolationKind, Violations, source::NOBODY,
};
use std::{fmt, str::FromStr};

/// A field of a builder. A value is checked when it is set; violations are reported when the
/// builder is finished. Only then do they get the field's name: a builder is moved once per
/// field, so fields are kept small.
#[derive(Clone)]
pub struct FieldState<T>(State<T>);

/// `None` before it is set.
type State<T> = Option<Result<T, Violations>>;

impl<T> FieldState<T> {
    /// A field that is not set.
    pub const EMPTY: Self = Self(None);

    /// Sets the field, replacing an earlier value. `None` leaves it unset.
    pub fn set(&mut self, value: impl IntoField<T>) {
        self.0 = value.into_state();
    }

    /// Sets the field to a value that was checked, if there is one.
    pub(super) fn keep(&mut self, state: Option<Result<T, Violations>>) {
        self.0 = state;
    }

    /// Returns the value of a required field. If it is missing or invalid, adds the violations to
    /// `wrong`, under the field's wire name `name` and its `source`.
    pub fn required(
        self,
        name: &'static str,
        source: Cited<'_>,
        wrong: &mut Vec<Violation>,
    ) -> Option<T> {
        let (Cited::Here(cited) | Cited::Apart(cited) | Cited::Missing(cited)) = source;
        let missing =
            || Err(Violation::new(name, ViolationKind::Missing, *cited).into());
        taken(self.0.unwrap_or_else(missing), name, source, wrong)
    }

    /// Returns the value of a required setting of a client. If it is missing or invalid, adds the
    /// violations to `wrong`, under its name. `set_by` are the method and the environment variable
    /// that set it.
    pub fn setting(
        self,
        name: &'static str,
        set_by: [&'static str; 2],
        source: &Source,
        wrong: &mut Vec<Violation>,
    ) -> Option<T> {
        if self.0.is_none() {
            wrong.push(Violation::new(name, ViolationKind::not_set(set_by), *source));
        }
        taken(self.0?, name, Cited::Missing(source), wrong)
    }

    /// Returns the value of an optional field. If it is invalid, adds the violations to `wrong`,
    /// under the field's wire name `name` and its `source`.
    pub fn optional(
        self,
        name: &'static str,
        source: Cited<'_>,
        wrong: &mut Vec<Violation>,
    ) -> Option<Option<T>> {
        taken(self.0.transpose(), name, source, wrong)
    }
}

fn taken<T>(
    state: Result<T, Violations>,
    name: &'static str,
    source: Cited<'_>,
    wrong: &mut Vec<Violation>,
) -> Option<T> {
    let cited = |violations: Violations| violations.nested(name).cited(source);
    state.map_err(|violations| wrong.extend(cited(violations))).ok()
}

/// Shows neither the value nor whether there is one.
impl<T> fmt::Debug for FieldState<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FieldState(..)")
    }
}

/// Conversion into a checked field value of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a field of type `{T}`",
    label = "not a value of this field",
    note = "a field takes its own type, its text as `&str` or `String`, the `Result` of its \
            constructor, and an `Option` of these; a number also takes integers, a flag `bool`, a \
            list `Vec` and arrays, and a nullable field `Null`"
)]
pub trait IntoField<T>: Sized {
    /// Converts and checks the value.
    ///
    /// # Errors
    ///
    /// Returns all violations of the value.
    fn into_field(self) -> Result<T, Violations>;

    /// Like [`into_field`](Self::into_field), for a builder; `None` leaves the field unset.
    fn into_state(self) -> Option<Result<T, Violations>> {
        Some(self.into_field())
    }
}

/// A value that there may be: `None` leaves the field unset. Among the items of a list it is
/// missing.
impl<T, V: IntoField<T>> IntoField<T> for Option<V> {
    fn into_field(self) -> Result<T, Violations> {
        let missing = || Violation::new("value", ViolationKind::Missing, NOBODY).into();
        self.map_or_else(|| Err(missing()), V::into_field)
    }

    fn into_state(self) -> Option<Result<T, Violations>> {
        self.and_then(V::into_state)
    }
}

/// A checked value.
impl<T: Value> IntoField<T> for T {
    fn into_field(self) -> Result<T, Violations> {
        Ok(self)
    }
}

/// The result of a constructor or builder: its violations join those of the whole request.
impl<T: Value> IntoField<T> for Result<T, Violations> {
    fn into_field(self) -> Result<T, Violations> {
        self
    }
}

/// A text, date, number or code in its wire form.
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
