//! Whether a request has reached the vendor.

/// Whether a request has reached the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reached {
    /// It has not: nothing was sent.
    No,
    /// It may have: something was sent, and no answer came.
    Maybe,
    /// It has: an answer came.
    Yes,
}

impl Reached {
    /// `no`, `maybe` or `yes`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Maybe => "maybe",
            Self::Yes => "yes",
        }
    }
}
