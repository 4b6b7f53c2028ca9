//! How kinds of doubts are declared.

/// Declares the kinds, and a function for each sentence.
macro_rules! doubts {
    ($(
        $code:ident $title:literal, $text:literal, $question:literal {$(
            $sentence:ident($($part:ident),*) = $words:literal;
        )*}
    )*) => {
        /// A kind of doubt.
        #[derive(Debug, PartialEq, Eq)]
        pub struct Kind {
            /// Its code as a value.
            pub id: Id,
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

        /// The code of a kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Id {
            $(#[doc = concat!("A doubt about ", $title, ".")] $code,)*
        }

        /// Every kind, in the order of the codes.
        pub const KINDS: &[Kind] = &[$(Kind {
            id: Id::$code,
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
