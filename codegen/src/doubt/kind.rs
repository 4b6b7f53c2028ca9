//! A kind of doubt, and how kinds are declared.

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
