//! The token that a client fetches.

use super::effect::OTHER_TOKEN;
use super::{Cite, HeaderOrigin};

facts! {
    /// The token that the header with `from: token` carries, where the client fetches it. Absent
    /// where callers give it, for all calls or for each.
    pub struct Token {
        /// The operation that issues it. The client fills its request: with what it is configured
        /// with (`from: configuration`), with fields of one value, and with what is made for each
        /// call.
        operation: String = effect(OTHER_TOKEN), operation;
        /// The field of its answer that holds the token, with a dot before each field within
        /// another, as `data.access_token`.
        field: String = effect(OTHER_TOKEN);
        /// The field of its answer that holds the number of seconds for which it is valid,
        /// likewise. The client fetches another one when a tenth of them is left, and at most a
        /// minute. When absent, it keeps the token until a call is refused with 401.
        expires_in: Option<String> = effect(OTHER_TOKEN);
        /// Notes in our own words.
        about: Option<String> = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the token");
    }
}

impl HeaderOrigin {
    /// Whether the client's builder takes the value: that of a token may also be fetched, or given
    /// for a call.
    #[must_use]
    pub const fn is_configured(self) -> bool {
        matches!(self, Self::Configuration | Self::Token)
    }
}
