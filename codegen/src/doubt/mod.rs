//! The doubts that import writes into `confirm`: each is a sentence of a kind.
//!
//! A kind has a code that is never given to another one, as decisions name it. Its sentences are
//! found again in a `confirm` by their words: what people write there in their own words is a
//! question of no kind. Words that change here make questions of people's own of those that were
//! written before.

mod decided;
mod places;
mod split;

pub use decided::{open, settle};
pub use split::{Doubt, split};

/// A kind of doubt.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The stable code.
    pub code: &'static str,
    /// What is doubtful, in a few words.
    pub title: &'static str,
    /// What it means, and how it is read until somebody decides it.
    pub text: &'static str,
    /// The question to the vendor, about all places at once.
    pub question: &'static str,
    /// The sentences that state it, with names in braces for what differs.
    pub sentences: &'static [&'static str],
}

impl Kind {
    /// The kind with this code, in either case.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.code.eq_ignore_ascii_case(code))
    }
}

/// Whether a `confirm` is about what a capture does not show: another one may show it.
#[must_use]
pub fn is_of_capture(confirm: &str) -> bool {
    let kinds = split(confirm).into_iter().filter_map(|it| it.kind);
    kinds.into_iter().any(|kind| kind.code.starts_with("Q04"))
}

/// Declares the kinds, and a function for each sentence.
macro_rules! doubts {
    ($(
        $code:ident $title:literal, $text:literal, $question:literal {$(
            $sentence:ident($($part:ident),*) = $words:literal;
        )*}
    )*) => {
        /// Every kind, in the order of the codes.
        pub const KINDS: &[Kind] = &[$(Kind {
            code: stringify!($code),
            title: $title,
            text: $text,
            question: $question,
            sentences: &[$($words),*],
        },)*];

        $($(
            pub(crate) fn $sentence($($part: &str),*) -> String {
                format!($words)
            }
        )*)*
    };
}

mod kinds;

pub use kinds::*;
