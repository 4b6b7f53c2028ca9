//! How requests are signed.

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
    /// The recipe in words.
    pub about: String,
    /// Where it is documented.
    pub citation: Citation,
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
