//! What all operations of a vendor have in common, as constants.

use super::{
    ContentEncryption, Header, JweFormat, KeyManagement, MacAlgorithm, Shape, Source,
};

/// How the vendor is talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// What the vendor calls its service.
    pub name: &'static str,
    /// The headers of a request whose operation is not specified, in their order.
    pub headers: &'static [Header],
    /// The headers of the answer to such a request, as those of an operation.
    pub response_headers: &'static [Header],
    /// The names of the headers that the configuration fills. Those that neither it nor
    /// signing nor encryption fills are made for each call, from their shapes.
    pub configured: &'static [&'static str],
    /// How requests are signed, if they are.
    pub signing: Option<Signing>,
    /// How bodies are encrypted, if any are.
    pub encryption: Option<JweEncryption>,
    /// Where answers carry their result. Without it, the status of HTTP says everything.
    pub envelope: Option<Envelope>,
    /// Who says so.
    pub source: Source,
}

/// Signing with a keyed hash of the bytes of the body as they are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signing {
    /// The header that carries the signature. Its shape has a part `Base64` of as many bytes as
    /// the algorithm gives, and may have parts of the time.
    pub header: &'static str,
    /// The keyed hash.
    pub algorithm: MacAlgorithm,
}

/// Encryption of whole bodies as JWE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JweEncryption {
    /// The form of the encrypted text.
    pub format: JweFormat,
    /// How the content key is encrypted.
    pub key_management: KeyManagement,
    /// The one field of the body that is sent: it holds the encrypted body.
    pub field: &'static str,
    /// The header that names the key, sent with encrypted bodies, and read with answers.
    pub key_id_header: Option<&'static str>,
    /// How content is encrypted.
    pub sent: ContentEncryption,
    /// How received content may be encrypted.
    pub accepted: &'static [ContentEncryption],
}

/// Where an answer carries its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The object that holds the result, or `None` when that stands at the top.
    pub object: Option<&'static str>,
    /// The field that holds the code.
    pub code: &'static str,
    /// The form of every code.
    pub code_shape: Shape,
    /// The field that holds the message.
    pub message: Option<&'static str>,
    /// The status of HTTP that comes with success.
    pub success_http: u16,
    /// The code of success.
    pub success_code: &'static str,
}
