//! How requests are signed.

use std::fmt;

use super::citation::Citation;
use crate::raw::{BinaryEncoding, ClaimWhen, SigningAlgorithm};
use crate::recipe::Recipe;

/// The signing of requests.
#[derive(Debug)]
pub struct Signing {
    /// The spec's name for it, if it is a recipe of some operations.
    pub id: Option<String>,
    /// The header that carries the signature, if one does.
    pub header: Option<String>,
    /// The parameter of the query that does.
    pub query: Option<String>,
    /// The field of the body that does.
    pub field: Option<String>,
    /// The algorithm.
    pub algorithm: SigningAlgorithm,
    /// What is signed.
    pub signs: Recipe,
    /// The claims of a token.
    pub claims: Vec<Claim>,
    /// How the signature is written.
    pub encoding: BinaryEncoding,
    /// The value of the header.
    pub written: Recipe,
    /// Whether the form of the header says it.
    pub is_formed: bool,
    /// The vendor's name of the key.
    pub key: String,
    /// How the key is written, where the bytes sign that it stands for.
    pub key_form: Option<KeyForm>,
    /// The recipe in words.
    pub about: String,
    /// Where it is documented.
    pub citation: Citation,
}

/// How a key is written: text, and the encoding of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyForm {
    /// The text before the key, which is no part of it.
    pub prefix: String,
    /// The encoding.
    pub encoding: BinaryEncoding,
}

impl KeyForm {
    /// Reads a form such as `sk_{base64}`; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (prefix, word) = text.strip_suffix('}')?.split_once('{')?;
        let encoding = BinaryEncoding::ALL.iter().find(|it| it.as_str() == word)?;
        let is_plain = prefix.chars().all(|c| c.is_ascii_graphic() && c != '}');
        is_plain.then(|| Self {
            prefix: prefix.to_owned(),
            encoding: *encoding,
        })
    }
}

/// As it is written in a spec.
impl fmt::Display for KeyForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{{{}}}", self.prefix, self.encoding.as_str())
    }
}

/// A claim of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Recipe,
    /// When the token has it.
    pub when: ClaimWhen,
}

impl Signing {
    /// The name of what carries the signature.
    #[must_use]
    pub fn carrier(&self) -> &str {
        let places = [&self.header, &self.query, &self.field];
        places.into_iter().flatten().next().map_or("", String::as_str)
    }
}
