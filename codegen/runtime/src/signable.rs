//! What a recipe is filled with, and how bytes are written in it.

use super::moment::{Stamp, hex};
use super::parameters::{self, Pair};
use super::uuid::uuid;
use super::{BinaryEncoding, HashFunction, Hashed, Method, SignedPart};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256, Sha512};

/// What a recipe is filled with for one request.
pub(super) struct Signable<'a> {
    pub(super) method: Method,
    /// The path of the base URL.
    pub(super) base: &'a str,
    /// A path with an optional query.
    pub(super) target: &'a str,
    pub(super) body: &'a [u8],
    /// Those of query and body, if the signer has a use for them.
    pub(super) parameters: &'a [Pair],
    pub(super) time: Stamp,
    /// Since 1970.
    pub(super) milliseconds: i64,
    pub(super) nonce: u128,
    /// The time of a callback as it was received.
    pub(super) sent: &'a str,
    pub(super) header: &'a dyn Fn(&str) -> Option<&'a [u8]>,
}

/// The name of what a recipe needs and a request lacks.
pub(super) struct Lacking(pub(super) &'static str);

impl<'a> Signable<'a> {
    /// What a callback can be signed by: its method, its headers, its body with the fields that
    /// are signed, and its time.
    pub(super) fn of_callback(
        method: Method,
        (body, parameters): (&'a [u8], &'a [Pair]),
        sent: &'a str,
        header: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    ) -> Self {
        Self {
            method,
            base: "",
            target: "",
            body,
            parameters,
            time: [b'0'; 23],
            milliseconds: 0,
            nonce: 0,
            sent,
            header,
        }
    }
}

impl Signable<'_> {
    /// Path and query.
    fn split(&self) -> (&str, &str) {
        self.target.split_once('?').unwrap_or((self.target, ""))
    }

    pub(super) fn write(
        &self,
        part: SignedPart,
        text: &mut Vec<u8>,
    ) -> Result<(), Lacking> {
        match part {
            // The signer has them, and `steps` has left no text and no time.
            SignedPart::Key
            | SignedPart::Signature
            | SignedPart::Text(_)
            | SignedPart::Time(_) => {}
            SignedPart::Method => text.extend(self.method.as_str().as_bytes()),
            SignedPart::Path => {
                text.extend(self.base.as_bytes());
                text.extend(self.split().0.as_bytes());
            }
            SignedPart::Query => text.extend(self.split().1.as_bytes()),
            SignedPart::Body => text.extend(self.body),
            SignedPart::Hash(of, function, encoding) => {
                self.hash(of, function, encoding, text);
            }
            SignedPart::Header(name) => {
                text.extend((self.header)(name).ok_or(Lacking(name))?);
            }
            SignedPart::Field(name) => {
                let field = self.parameters.iter().find(|(it, _)| it == name);
                text.extend(field.ok_or(Lacking(name))?.1.as_bytes());
            }
            SignedPart::Parameters => {
                text.extend(parameters::joined(self.parameters).as_bytes());
            }
            SignedPart::EpochSeconds => {
                text.extend(self.milliseconds.div_euclid(1000).to_string().as_bytes());
            }
            SignedPart::EpochMilliseconds => {
                text.extend(self.milliseconds.to_string().as_bytes());
            }
            SignedPart::Nonce => text.extend(&uuid(self.nonce)),
            SignedPart::Sent => text.extend(self.sent.as_bytes()),
        }
        Ok(())
    }

    fn hash(
        &self,
        of: Hashed,
        function: HashFunction,
        encoding: BinaryEncoding,
        text: &mut Vec<u8>,
    ) {
        let joined;
        let bytes = match of {
            Hashed::Body => self.body,
            Hashed::Query => self.split().1.as_bytes(),
            Hashed::Parameters => {
                joined = parameters::joined(self.parameters);
                joined.as_bytes()
            }
        };
        let hash = match function {
            HashFunction::Sha256 => Sha256::digest(bytes).to_vec(),
            HashFunction::Sha512 => Sha512::digest(bytes).to_vec(),
        };
        encode(encoding, &hash, text);
    }
}

/// The bytes of a text in this encoding.
pub(super) fn decode(encoding: BinaryEncoding, text: &str) -> Option<Vec<u8>> {
    match encoding {
        BinaryEncoding::Base64 => STANDARD.decode(text).ok(),
        BinaryEncoding::Base64Url => URL_SAFE_NO_PAD.decode(text).ok(),
        BinaryEncoding::Hex => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
                [high, low] => u8::try_from(digit(high)? << 4 | digit(low)?).ok(),
                _ => None,
            });
            pairs.collect()
        }
    }
}

pub(super) fn encode(encoding: BinaryEncoding, bytes: &[u8], into: &mut Vec<u8>) {
    let engine = match encoding {
        BinaryEncoding::Base64 => &STANDARD,
        BinaryEncoding::Base64Url => &URL_SAFE_NO_PAD,
        BinaryEncoding::Hex => {
            return bytes
                .iter()
                .for_each(|byte| into.extend([hex(byte >> 4), hex(*byte)]));
        }
    };
    // Enough for the 64 bytes of the longest hash.
    let mut text = [0; 88];
    let length = engine.encode_slice(bytes, &mut text);
    match length.ok().and_then(|length| text.get(..length)) {
        Some(text) => into.extend(text),
        None => into.extend(engine.encode(bytes).as_bytes()),
    }
}
