//! What a builder is made of: a field that may be empty or wrong until everything is said.

use super::{
    Broken, Decimal, DecimalNumber, Flag, Fractional, Number, Numeric, Source, Value,
    Violation, Violations,
};
use std::{fmt, str::FromStr};

/// A field of a builder. What it is set to is checked at once, and reported when everything is
/// taken; only then it has a name, since a builder is moved as often as it has fields.
#[derive(Clone)]
pub struct Slot<T>(State<T>);

/// Nothing before it is set.
type State<T> = Option<Result<T, Violations>>;

/// A field that has to be set, with its name.
pub struct RequiredSlot<T> {
    name: &'static str,
    source: &'static Source,
    state: State<T>,
}

/// A field that may be left out, with its name.
pub struct OptionalSlot<T> {
    name: &'static str,
    state: State<T>,
}

impl<T> Slot<T> {
    /// Not set yet.
    pub const EMPTY: Self = Self(None);

    /// Fills the field. The last time counts.
    pub fn set(&mut self, value: impl IntoField<T>) {
        self.0 = Some(value.into_field());
    }

    /// A field of that name on the wire, with the place that says it is required.
    pub fn required(
        self,
        name: &'static str,
        source: &'static Source,
    ) -> RequiredSlot<T> {
        RequiredSlot {
            name,
            source,
            state: self.0,
        }
    }

    /// A field of that name on the wire.
    pub fn optional(self, name: &'static str) -> OptionalSlot<T> {
        OptionalSlot { name, state: self.0 }
    }
}

/// Shows no value, and not even whether there is one.
impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot(..)")
    }
}

/// A slot, or a tuple of up to twelve, which may be tuples again. Taking it reports everything
/// that is wrong with any of them, in their order.
///
/// One tuple costs the compiler less than as many `?` as there are fields.
pub trait Take: Sized {
    /// What the slots hold.
    type Taken;

    /// What the slots hold, or `None` when that is wrong, which `wrong` then says.
    fn take_or(self, wrong: &mut Vec<Violation>) -> Option<Self::Taken>;

    /// What the slots hold.
    ///
    /// # Errors
    ///
    /// Everything that is missing or breaks its rule.
    fn take(self) -> Result<Self::Taken, Violations> {
        let mut wrong = Vec::new();
        self.take_or(&mut wrong).ok_or_else(|| Violations::new(wrong))
    }
}

impl<T> Take for RequiredSlot<T> {
    type Taken = T;

    fn take_or(self, wrong: &mut Vec<Violation>) -> Option<T> {
        let missing = || Violation::new(self.name, Broken::Missing, *self.source);
        let state = self.state.unwrap_or_else(|| Err(missing().into()));
        state.map_err(|violations| wrong.extend(violations.nested(self.name))).ok()
    }
}

impl<T> Take for OptionalSlot<T> {
    type Taken = Option<T>;

    fn take_or(self, wrong: &mut Vec<Violation>) -> Option<Option<T>> {
        let state = self.state.transpose();
        state.map_err(|violations| wrong.extend(violations.nested(self.name))).ok()
    }
}

macro_rules! tuples {
    ($first:ident $($rest:ident)*) => {
        impl<$first: Take, $($rest: Take),*> Take for ($first, $($rest,)*) {
            type Taken = ($first::Taken, $($rest::Taken,)*);

            #[expect(non_snake_case, reason = "each variable is named after its type")]
            fn take_or(self, wrong: &mut Vec<Violation>) -> Option<Self::Taken> {
                let ($first, $($rest,)*) = self;
                // All of them are taken, and then the first that is wrong ends it.
                let ($first, $($rest,)*) = ($first.take_or(wrong), $($rest.take_or(wrong),)*);
                Some(($first?, $($rest?,)*))
            }
        }

        tuples!($($rest)*);
    };
    () => {};
}

tuples!(A B C D E F G H I J K L);

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

/// A list of whatever an element can be set to.
impl<T, I: IntoField<T>> IntoField<Vec<T>> for Vec<I> {
    fn into_field(self) -> Result<Vec<T>, Violations> {
        let (mut list, mut all) = (Vec::with_capacity(self.len()), Vec::new());
        for (index, item) in self.into_iter().enumerate() {
            match item.into_field() {
                Ok(value) => list.push(value),
                Err(wrong) => all.extend(wrong.nested(&format!("[{index}]"))),
            }
        }
        Violations::gather(all).map(|()| list)
    }
}

/// As `Vec`.
impl<T, I: IntoField<T>, const N: usize> IntoField<Vec<T>> for [I; N] {
    fn into_field(self) -> Result<Vec<T>, Violations> {
        Vec::from(self).into_field()
    }
}
