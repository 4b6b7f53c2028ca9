//! The origins of headers.

use super::HeaderOrigin;

impl HeaderOrigin {
    /// Whether the client's builder takes the value: that of a token may also be fetched, or given
    /// for a call.
    #[must_use]
    pub const fn is_configured(self) -> bool {
        matches!(self, Self::Configuration | Self::Token)
    }
}
