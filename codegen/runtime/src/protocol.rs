//! The protocol that all operations of a vendor share, as constants.

use super::{
    ContentEncryption, GivenHeader, Header, JweFormat, KeyManagement, Shape, Signing,
    Source,
};

/// The vendor's protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The name of the vendor's service.
    pub name: &'static str,
    /// The hosts that some operations have instead of the one of most.
    pub hosts: &'static [&'static str],
    /// The headers of an untyped request, in order.
    pub headers: &'static [Header],
    /// The headers of the answer to an untyped request.
    pub response_headers: &'static [Header],
    /// The names of the headers that are set by configuration. Headers that are set neither by it
    /// nor by signing or encryption are generated for each call from their shapes.
    pub configured: &'static [&'static str],
    /// The headers whose values callers give for each call.
    pub given: &'static [GivenHeader],
    /// How requests are signed, if they are.
    pub signing: Option<Signing>,
    /// How bodies are encrypted, if any are.
    pub encryption: Option<JweEncryption>,
    /// The location of the result in answers. Without it, only the HTTP status counts.
    pub envelope: Option<Envelope>,
    /// The source in the documentation.
    pub source: Source,
}

/// Encryption of whole bodies as JWE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JweEncryption {
    /// The format of the encrypted text.
    pub format: JweFormat,
    /// The encryption of the content key.
    pub key_management: KeyManagement,
    /// The only field of the sent body, which holds the encrypted text.
    pub field: &'static str,
    /// The header that names the key, in requests with encrypted bodies and in answers.
    pub key_id_header: Option<&'static str>,
    /// The encryption of sent content.
    pub sent: ContentEncryption,
    /// The accepted encryptions of received content.
    pub accepted: &'static [ContentEncryption],
}

/// The location of the result in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The object that holds the result, or `None` at the top level.
    pub object: Option<&'static str>,
    /// The field that holds the code.
    pub code: &'static str,
    /// The form of every code.
    pub code_shape: Shape,
    /// The field that holds the message.
    pub message: Option<&'static str>,
    /// The HTTP status of success.
    pub success_http: u16,
    /// The code of success.
    pub success_code: &'static str,
}
