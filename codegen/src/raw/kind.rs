//! How a kind of change is declared.

/// Declares the kinds: the id, what has changed, whom it concerns, and how one looks.
macro_rules! kinds {
    ($($Id:ident $title:literal, $text:literal, $example:literal;)*) => {
        /// A kind of change. An id is never given to another kind: digests, `explain` and
        /// `accepted.yaml` name it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $(#[doc = concat!("What has changed: ", $title, ".")] $Id,)*
        }

        impl Kind {
            /// Every kind, in the order of the ids.
            pub const ALL: &'static [Self] = &[$(Self::$Id,)*];

            /// The id: `C304`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$Id => stringify!($Id),)*
                }
            }

            /// The kind with this id, in either case.
            #[must_use]
            pub fn of(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.id().eq_ignore_ascii_case(id))
            }

            /// What has changed, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$Id => $title,)*
                }
            }

            /// What it means, and whom it concerns.
            #[must_use]
            pub const fn text(self) -> &'static str {
                match self {
                    $(Self::$Id => $text,)*
                }
            }

            /// How one looks in a digest.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self {
                    $(Self::$Id => $example,)*
                }
            }
        }
    };
}
