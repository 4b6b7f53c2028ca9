//! The headers of requests and answers.

use super::{
    Citation, HeaderOrigin, Ident, Need, Redact, Scheme, Standing, TypeRef, ValueKind,
    Words,
};

/// Headers that operations share.
#[derive(Debug)]
pub struct HeaderSet {
    /// The constant's name.
    pub name: Ident,
    /// The spec's name.
    pub id: String,
    /// In the page's order.
    pub headers: Vec<Header>,
    /// Whether answers have them: those that are required are checked.
    pub received: bool,
    /// Where they are documented.
    pub citation: Citation,
}

/// One header.
#[derive(Debug)]
pub struct Header {
    /// The name on the wire, unless it is sent by another name.
    pub wire: String,
    /// The name by which it is sent, where that is not its own.
    pub sent_as: Option<String>,
    /// Its descriptions.
    pub words: Words,
    /// The type of its value.
    pub ty: TypeRef,
    /// Whether it is sent.
    pub need: Need,
    /// The condition of the need.
    pub condition: Option<String>,
    /// The origin of the value.
    pub origin: HeaderOrigin,
    /// How the credential that it carries is written.
    pub scheme: Option<Scheme>,
    /// Whether it is signed and never sent.
    pub only_signed: bool,
    /// Whether it has the idempotency key.
    pub idempotency: bool,
    /// The request header that it repeats, where answers are checked for that.
    pub echo: Option<Echo>,
    /// How much of it may be shown: what its type says, or for a code what stands at the header.
    pub redact: Redact,
    /// What is said of the values where a code table lists them, which says more.
    pub of_codes: Option<ValueKind>,
    /// The length in characters, after resolution.
    pub length: crate::checker::Length,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
}

/// A header of an answer that must repeat a value of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Echo {
    /// The headers of requests whose value it is, by their names on the wire.
    pub of: Vec<String>,
    /// How certain it is.
    pub standing: Standing,
}

impl HeaderSet {
    /// The headers that an answer has to have.
    pub fn checked(&self) -> impl Iterator<Item = &Header> {
        let headers = self.headers.iter().filter(|_| self.received);
        headers.filter(|header| header.need == Need::Required)
    }
}

impl Header {
    /// The name on the wire.
    #[must_use]
    pub fn sent(&self) -> &str {
        self.sent_as.as_ref().unwrap_or(&self.wire)
    }
}
