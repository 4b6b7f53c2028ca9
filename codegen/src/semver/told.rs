//! The facts of the model in the words of the spec.

use crate::choice::Choice;
use crate::ir::{ContentEncryption, Shape};

/// A fact that a digest can show.
pub(super) trait Told {
    /// The fact in words; absent when there is none.
    fn told(&self) -> Option<String>;
}

impl Told for String {
    fn told(&self) -> Option<String> {
        // One line of the digest is one change.
        Some(self.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> Option<String> {
        self.as_ref().and_then(T::told)
    }
}

impl Told for bool {
    fn told(&self) -> Option<String> {
        Some(if *self { "yes" } else { "no" }.to_owned())
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Told for $number {
            fn told(&self) -> Option<String> {
                Some(self.to_string())
            }
        })*
    };
}

numbers!(u16 i32);

impl Told for crate::ir::Ident {
    fn told(&self) -> Option<String> {
        Some(self.as_str().to_owned())
    }
}

impl Told for crate::ir::Echo {
    fn told(&self) -> Option<String> {
        let of = self.of.join(", ");
        Some(format!("the value of {of} in the request ({})", self.standing.as_str()))
    }
}

impl Told for Shape {
    fn told(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Told for Vec<String> {
    fn told(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.join("; "))
    }
}

impl Told for Vec<ContentEncryption> {
    fn told(&self) -> Option<String> {
        let words: Vec<_> = self.iter().filter_map(Told::told).collect();
        Some(words.join(", "))
    }
}

impl<T: Choice> Told for T {
    fn told(&self) -> Option<String> {
        Some(self.word().to_owned())
    }
}
