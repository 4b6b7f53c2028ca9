use serde::Deserialize;

use super::{Cite, Need, Redact, Resolution, Standing};

/// `api.yaml`: the vendor as a whole.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Api {
    /// The version of the spec's own format.
    pub format: u32,
    /// Who the vendor is.
    pub service: Service,
    /// What facts are cited from.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Where the API is reached.
    #[serde(default)]
    pub environments: Vec<Environment>,
    /// Headers that operations share.
    #[serde(default)]
    pub header_sets: Vec<HeaderSet>,
    /// How a request is signed; absent when it is not.
    pub signing: Option<Signing>,
    /// How a body is encrypted; absent when none is.
    pub encryption: Option<Encryption>,
    /// Where an answer carries its result; absent when the HTTP status alone tells.
    pub envelope: Option<Envelope>,
    /// Contradictions about the facts of this file.
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
}

/// The vendor.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name of the generated crate.
    pub id: String,
    /// The vendor's name for its service.
    pub name: String,
    /// What it is, in our own words.
    pub about: String,
}

/// Something that facts are cited from.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What citations call it.
    pub id: String,
    /// Its nature.
    pub kind: SourceKind,
    /// Its title.
    pub title: String,
}

/// The nature of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// An API page of the vendor.
    Page,
    /// Another text of the vendor.
    Guide,
    /// Something seen on the wire or in public code.
    Observation,
}

/// One place where the API is reached.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Its name.
    pub id: String,
    /// What documented paths are appended to; absent when the caller has to give it.
    pub base_url: Option<String>,
    /// What is to be known of it.
    pub about: Option<String>,
    /// Where that is said.
    pub cite: Option<Cite>,
}

/// Headers that operations share.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderSet {
    /// What operations call it.
    pub id: String,
    /// Where the headers are documented.
    pub cite: Option<Cite>,
    /// In the page's order.
    pub headers: Vec<Header>,
}

/// One header.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its name on the wire.
    pub name: String,
    /// The name of its Rust type, where the wire's name gives a poor one.
    pub type_name: Option<String>,
    /// Whether it is sent.
    pub need: Need,
    /// What the need depends on, in a sentence.
    pub condition: Option<String>,
    /// Its exact length in characters, as the page says.
    pub length: Option<u32>,
    /// Its least length in characters.
    pub min_length: Option<u32>,
    /// Its greatest length in characters.
    pub max_length: Option<u32>,
    /// The form of its value, as the page says.
    pub form: Option<String>,
    /// The code table that lists its values.
    pub codes: Option<String>,
    /// Who provides the value.
    pub from: HeaderOrigin,
    /// In answers: whether it repeats what the request had in its header of that type, if the
    /// client made that for the call. `inferred` when absent.
    pub echo: Option<Echo>,
    /// How it shows itself in debug output.
    pub redact: Option<Redact>,
    /// What it is, in our own words.
    pub about: Option<String>,
    /// What the page says of it, as it is printed.
    pub wording: Option<String>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// Who provides a header's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HeaderOrigin {
    /// The caller, once, when the client is built.
    Configuration,
    /// The client, for each call, from its form.
    Call,
    /// The signing.
    Signing,
    /// The encryption.
    Encryption,
}

/// Whether a header of an answer repeats one of the request. Where it does, an answer with another
/// value is refused, however certain it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Echo {
    /// The vendor says that it does.
    Documented,
    /// It was seen on the wire to do so.
    Observed,
    /// It is concluded from other facts.
    Inferred,
    /// It does not: the vendor gives a value of its own.
    Never,
}

/// How a request is signed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// The header that carries the signature; its form says where the hash goes.
    pub header: String,
    /// The keyed hash.
    pub algorithm: MacAlgorithm,
    /// The vendor's name of the key.
    pub key: String,
    /// The recipe, in our own words.
    pub about: String,
    /// Where it is described.
    pub cite: Option<Cite>,
    /// How certain it is.
    #[serde(default)]
    pub standing: Standing,
}

/// A keyed hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum MacAlgorithm {
    /// HMAC with SHA-256.
    HmacSha256,
}

/// How a body is encrypted.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// The format of the encrypted text.
    pub format: JweFormat,
    /// How the content key travels.
    pub key_management: KeyManagement,
    /// How the client encrypts.
    pub content_sent: ContentEncryption,
    /// What the client accepts in answers.
    pub content_accepted: Vec<ContentEncryption>,
    /// The field of the body that holds the encrypted text.
    pub field: String,
    /// The header that names the key.
    pub key_id_header: Option<String>,
    /// What is to be known of it, in our own words.
    pub about: String,
    /// Where it is described.
    pub cite: Option<Cite>,
    /// How certain it is.
    #[serde(default)]
    pub standing: Standing,
}

/// The format of an encrypted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum JweFormat {
    /// Five base64url parts joined by dots.
    JweCompact,
}

/// How a content key travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum KeyManagement {
    /// RSA with OAEP and SHA-256.
    #[serde(rename = "RSA-OAEP-256")]
    RsaOaep256,
}

/// How content is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ContentEncryption {
    /// AES-GCM with a 128-bit key.
    #[serde(rename = "A128GCM")]
    A128Gcm,
    /// AES-GCM with a 256-bit key.
    #[serde(rename = "A256GCM")]
    A256Gcm,
}

/// Where an answer carries its result.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The object that holds the result; absent when it stands at the top.
    pub object: Option<String>,
    /// The field that holds the code.
    pub code: String,
    /// The form of a code.
    pub code_form: Option<String>,
    /// The field that holds the message.
    pub message: Option<String>,
    /// The HTTP status of success.
    pub success_http: u16,
    /// The code of success.
    pub success_code: String,
    /// What is to be known of it, in our own words.
    pub about: String,
    /// Where it is described.
    pub cite: Option<Cite>,
    /// How certain it is.
    #[serde(default)]
    pub standing: Standing,
}
