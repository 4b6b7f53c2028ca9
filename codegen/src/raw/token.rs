//! The token that a client fetches.

use super::Cite;
use super::effect::OTHER_TOKEN;

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
