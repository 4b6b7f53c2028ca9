//! Headers of requests and answers.

use super::{Need, Rule};

/// A header of a request or a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// Its name in the documentation, or one of its own where several are sent by one name.
    pub name: &'static str,
    /// Its name as it is sent, in lower case.
    pub lower: &'static str,
    /// Whether it is required.
    pub need: Need,
    /// In an answer: the request headers, in lower case, whose value it repeats. If the request
    /// had one of them, an answer with another value does not match.
    pub echoes: &'static [&'static str],
    /// The rule of its value.
    pub rule: Rule,
}

/// A header whose value the caller gives for each call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenHeader {
    /// The header.
    pub header: Header,
    /// Whether it has the idempotency key of a request: a value that the client makes if the
    /// caller gives none, and that repeats of the request keep.
    pub idempotency: bool,
}
