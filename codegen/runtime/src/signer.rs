//! Signing by a recipe.

use super::keyed::{Keyed, Sink};
use super::moment::{Piece, hex};
use super::uuid::{UUID, uuid};
use super::{
    BinaryEncoding, HashFunction, Hashed, Method, SecretKey, SignedPart, Signing,
};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256, Sha512};

/// Signs requests by the vendor's recipe.
pub(super) struct Signer {
    signing: &'static Signing,
    keyed: Box<dyn Keyed>,
    key: SecretKey,
    signs: Vec<Step>,
    written: Vec<Step>,
    /// Whether a random value is part of it.
    has_nonce: bool,
}

/// A part of a recipe, with times taken to pieces.
pub(super) enum Step {
    /// A range of [`Moment::digits`](super::Moment::digits).
    Time(usize, usize),
    Text(&'static str),
    Part(SignedPart),
}

/// What a recipe is filled with for one request.
pub(super) struct Signable<'a> {
    pub(super) method: Method,
    /// The path of the base URL.
    pub(super) base: &'a str,
    /// A path with an optional query.
    pub(super) target: &'a str,
    pub(super) body: &'a [u8],
    /// `yyyyMMddHHmmssSSS`.
    pub(super) time: [u8; 17],
    /// Since 1970.
    pub(super) milliseconds: i64,
    pub(super) nonce: u128,
    pub(super) header: &'a dyn Fn(&str) -> Option<&'a [u8]>,
}

/// The name of a header that a recipe needs and a request lacks.
pub(super) struct Lacking(pub(super) &'static str);

impl Signer {
    /// `None` if the key is none for the algorithm, or a time has no form to be written in.
    pub(super) fn new(signing: &'static Signing, key: SecretKey) -> Option<Self> {
        let parts = || signing.signs.iter().chain(signing.written);
        Some(Self {
            signing,
            keyed: (signing.algorithm.keyed)(key.bytes())?,
            key,
            signs: steps(signing.signs)?,
            written: steps(signing.written)?,
            has_nonce: parts().any(|part| *part == SignedPart::Nonce),
        })
    }

    /// The header that the signature goes to.
    #[cfg(feature = "fake")]
    pub(super) const fn header(&self) -> &'static str {
        let super::SignaturePlace::Header(name) = self.signing.place;
        name
    }

    pub(super) const fn has_nonce(&self) -> bool {
        self.has_nonce
    }

    /// The text that is sent, but for what a request adds.
    #[cfg(feature = "fake")]
    pub(super) fn written(&self) -> &[Step] {
        &self.written
    }

    /// The length of the signature in characters.
    pub(super) fn length(&self) -> usize {
        let bytes = self.signing.algorithm.name().length();
        self.signing.encoding.length(bytes).try_into().unwrap_or_default()
    }

    /// The length of the text that is sent, for reserving memory: what only a request knows is
    /// not counted.
    fn room(&self) -> usize {
        let room = |step: &Step| match step {
            Step::Time(from, to) => to - from,
            Step::Text(text) => text.len(),
            Step::Part(SignedPart::Signature) => self.length(),
            Step::Part(_) => UUID,
        };
        self.written.iter().map(room).sum()
    }

    /// Signs a request: the text that carries the signature.
    pub(super) fn sign(&self, request: &Signable<'_>) -> Result<Vec<u8>, Lacking> {
        let mut written = Ok(());
        let signature = self.keyed.sign(&mut |into| {
            written = self.write(&self.signs, request, &[], into);
        });
        written?;
        let mut text = Vec::with_capacity(self.room());
        self.write(&self.written, request, &signature, &mut |it| text.extend(it))?;
        Ok(text)
    }

    fn write(
        &self,
        steps: &[Step],
        request: &Signable<'_>,
        signature: &[u8],
        into: Sink<'_>,
    ) -> Result<(), Lacking> {
        for step in steps {
            match step {
                Step::Time(from, to) => {
                    into(request.time.get(*from..*to).unwrap_or_default());
                }
                Step::Text(text) => into(text.as_bytes()),
                Step::Part(part) => self.part(*part, request, signature, into)?,
            }
        }
        Ok(())
    }

    fn part(
        &self,
        part: SignedPart,
        request: &Signable<'_>,
        signature: &[u8],
        into: Sink<'_>,
    ) -> Result<(), Lacking> {
        match part {
            // `steps` has left none of them.
            SignedPart::Text(_) | SignedPart::Time(_) => {}
            SignedPart::Method => into(request.method.as_str().as_bytes()),
            SignedPart::Path => {
                into(request.base.as_bytes());
                into(request.split().0.as_bytes());
            }
            SignedPart::Query => into(request.split().1.as_bytes()),
            SignedPart::Body => into(request.body),
            SignedPart::Hash(of, function, encoding) => {
                let bytes = match of {
                    Hashed::Body => request.body,
                    Hashed::Query => request.split().1.as_bytes(),
                };
                let hash = match function {
                    HashFunction::Sha256 => Sha256::digest(bytes).to_vec(),
                    HashFunction::Sha512 => Sha512::digest(bytes).to_vec(),
                };
                encode(encoding, &hash, into);
            }
            SignedPart::Header(name) => {
                into((request.header)(name).ok_or(Lacking(name))?);
            }
            SignedPart::EpochSeconds => {
                into(request.milliseconds.div_euclid(1000).to_string().as_bytes());
            }
            SignedPart::EpochMilliseconds => {
                into(request.milliseconds.to_string().as_bytes());
            }
            SignedPart::Nonce => into(&uuid(request.nonce)),
            SignedPart::Key => into(self.key.bytes()),
            SignedPart::Signature => encode(self.signing.encoding, signature, into),
        }
        Ok(())
    }
}

impl Signable<'_> {
    /// Path and query.
    fn split(&self) -> (&str, &str) {
        self.target.split_once('?').unwrap_or((self.target, ""))
    }
}

/// `None` if a time has a part that no clock fills.
fn steps(parts: &[SignedPart]) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for part in parts {
        match part {
            SignedPart::Text(text) => steps.push(Step::Text(text)),
            SignedPart::Time(shape) => {
                for piece in shape.writing()? {
                    steps.push(match piece {
                        Piece::Time(from, to) => Step::Time(from, to),
                        Piece::Text(text) => Step::Text(text),
                        Piece::EpochSeconds => Step::Part(SignedPart::EpochSeconds),
                        Piece::EpochMilliseconds => {
                            Step::Part(SignedPart::EpochMilliseconds)
                        }
                        Piece::Hex(_)
                        | Piece::Digits(_)
                        | Piece::Uuid
                        | Piece::Counter(_) => return None,
                    });
                }
            }
            part => steps.push(Step::Part(*part)),
        }
    }
    Some(steps)
}

fn encode(encoding: BinaryEncoding, bytes: &[u8], into: Sink<'_>) {
    let engine = match encoding {
        BinaryEncoding::Base64 => &STANDARD,
        BinaryEncoding::Base64Url => &URL_SAFE_NO_PAD,
        BinaryEncoding::Hex => {
            return bytes.iter().for_each(|byte| into(&[hex(byte >> 4), hex(*byte)]));
        }
    };
    // Enough for the 64 bytes of the longest hash.
    let mut text = [0; 88];
    let length = engine.encode_slice(bytes, &mut text);
    match length.ok().and_then(|length| text.get(..length)) {
        Some(text) => into(text),
        None => into(engine.encode(bytes).as_bytes()),
    }
}
