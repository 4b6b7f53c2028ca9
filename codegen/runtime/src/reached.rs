//! Whether a request has reached the vendor.

/// Whether a request has reached the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reached {
    /// Nothing was sent.
    No,
    /// It was sent at least in part, but no answer was received.
    Maybe,
    /// An answer was received.
    Yes,
}

impl Reached {
    /// Returns `no`, `maybe` or `yes`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Maybe => "maybe",
            Self::Yes => "yes",
        }
    }
}
