//! Signing by a recipe.

use super::endpoint::UNTYPED;
use super::keyed::{Keyed, Sink};
use super::moment::{Piece, hex};
use super::parameters::{self, Pair};
use super::uuid::{UUID, uuid};
use super::{
    BinaryEncoding, Claim, ClaimWhen, HashFunction, Hashed, Method, SecretKey,
    SignaturePlace, SignedPart, Signing,
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
    claims: Vec<(Claim, Vec<Step>)>,
    written: Vec<Step>,
    /// Whether a random value is part of it.
    has_nonce: bool,
    /// Whether parameters and fields are part of it, beside query and body as sent.
    has_parameters: bool,
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
    /// Those of query and body, if the signer has a use for them.
    pub(super) parameters: &'a [Pair],
    /// `yyyyMMddHHmmssSSS`.
    pub(super) time: [u8; 17],
    /// Since 1970.
    pub(super) milliseconds: i64,
    pub(super) nonce: u128,
    /// The time of a callback as it was received.
    pub(super) sent: &'a str,
    pub(super) header: &'a dyn Fn(&str) -> Option<&'a [u8]>,
}

/// The name of what a recipe needs and a request lacks.
pub(super) struct Lacking(pub(super) &'static str);

/// A signature as bytes, to be encoded, or as text.
enum Signature<'a> {
    Bytes(&'a [u8]),
    Text(&'a [u8]),
}

impl Signer {
    /// `None` if the key is none for the algorithm, or a time has no form to be written in.
    pub(super) fn new(signing: &'static Signing, key: SecretKey) -> Option<Self> {
        let of_claims = signing.claims.iter().flat_map(|claim| claim.value);
        let parts: Vec<_> =
            signing.signs.iter().chain(of_claims).chain(signing.written).collect();
        let has = |part: &SignedPart| parts.contains(&part);
        let claims = signing.claims.iter();
        let claims: Option<_> =
            claims.map(|claim| Some((*claim, steps(claim.value)?))).collect();
        Some(Self {
            signing,
            keyed: (signing.algorithm.keyed)(key.bytes())?,
            key,
            signs: steps(signing.signs)?,
            claims: claims?,
            written: steps(signing.written)?,
            has_nonce: has(&SignedPart::Nonce),
            has_parameters: parts.iter().any(|part| {
                matches!(
                    part,
                    SignedPart::Field(_)
                        | SignedPart::Parameters
                        | SignedPart::Hash(Hashed::Parameters, ..)
                )
            }) || signing
                .claims
                .iter()
                .any(|it| it.when == ClaimWhen::Parameters),
        })
    }

    /// Where the signature goes.
    pub(super) const fn place(&self) -> SignaturePlace {
        self.signing.place
    }

    /// Whether the requests of an operation are signed; a header says it by being there.
    pub(super) fn signs(&self, operation: &str, has_header: bool) -> bool {
        match self.signing.place {
            SignaturePlace::Header(_) => has_header,
            SignaturePlace::Query(_, of) | SignaturePlace::Field(_, of) => {
                operation == UNTYPED || of.contains(&operation)
            }
        }
    }

    pub(super) const fn has_nonce(&self) -> bool {
        self.has_nonce
    }

    pub(super) const fn has_parameters(&self) -> bool {
        self.has_parameters
    }

    /// The text that is sent, but for what a request adds.
    #[cfg(feature = "fake")]
    pub(super) fn written(&self) -> &[Step] {
        &self.written
    }

    #[cfg(feature = "fake")]
    pub(super) fn claims(&self) -> &[(Claim, Vec<Step>)] {
        &self.claims
    }

    /// Whether a JSON Web Token is what is signed.
    #[cfg(feature = "fake")]
    pub(super) fn signs_tokens(&self) -> bool {
        self.signing.algorithm.name().of_token().is_some()
    }

    /// The length of the signature in characters, if all have the same.
    pub(super) fn length(&self) -> usize {
        let bytes = self.keyed.length().try_into().unwrap_or_default();
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
        let mut text = Vec::with_capacity(self.room());
        let into: Sink<'_> = &mut |bytes| text.extend(bytes);
        if let Some(name) = self.signing.algorithm.name().of_token() {
            let token = self.token(name, request)?;
            self.write(&self.written, request, &Signature::Text(&token), into)?;
        } else {
            let mut written = Ok(());
            let signature = self.keyed.sign(&mut |into| {
                written = self.write(&self.signs, request, &Signature::Bytes(&[]), into);
            });
            written?;
            self.write(&self.written, request, &Signature::Bytes(&signature), into)?;
        }
        Ok(text)
    }

    /// Whether a signature is that of what was received, compared in constant time.
    pub(super) fn verifies(
        &self,
        received: &Signable<'_>,
        signature: &[u8],
    ) -> Result<bool, Lacking> {
        let mut written = Ok(());
        let mut write = |into: Sink<'_>| {
            written = self.write(&self.signs, received, &Signature::Bytes(&[]), into);
        };
        let is_right = self.keyed.verify(&mut write, signature);
        written.map(|()| is_right)
    }

    /// A JSON Web Token in its compact form (RFC 7515).
    fn token(&self, name: &str, request: &Signable<'_>) -> Result<Vec<u8>, Lacking> {
        let mut claims = serde_json::Map::new();
        for (claim, value) in &self.claims {
            let is_left_out = request.parameters.is_empty();
            if claim.when == ClaimWhen::Parameters && is_left_out {
                continue;
            }
            let mut text = Vec::new();
            let into: Sink<'_> = &mut |bytes| text.extend(bytes);
            self.write(value, request, &Signature::Bytes(&[]), into)?;
            let text = String::from_utf8(text).map_err(|_| Lacking(claim.name))?;
            claims.insert(claim.name.to_owned(), text.into());
        }
        let head = format!(r#"{{"alg":"{name}","typ":"JWT"}}"#);
        let claims = serde_json::Value::Object(claims).to_string();
        let token = [URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims)];
        let mut token = token.join(".");
        let mac = self.keyed.sign(&mut |into| into(token.as_bytes()));
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(mac));
        Ok(token.into_bytes())
    }

    fn write(
        &self,
        steps: &[Step],
        request: &Signable<'_>,
        signature: &Signature<'_>,
        into: Sink<'_>,
    ) -> Result<(), Lacking> {
        for step in steps {
            match step {
                Step::Time(from, to) => {
                    into(request.time.get(*from..*to).unwrap_or_default());
                }
                Step::Text(text) => into(text.as_bytes()),
                Step::Part(SignedPart::Key) => into(self.key.bytes()),
                Step::Part(SignedPart::Signature) => match signature {
                    Signature::Bytes(bytes) => {
                        encode(self.signing.encoding, bytes, into);
                    }
                    Signature::Text(text) => into(text),
                },
                Step::Part(part) => request.write(*part, into)?,
            }
        }
        Ok(())
    }
}

impl<'a> Signable<'a> {
    /// What a callback can be signed by: its method, its headers, its body and its time.
    pub(super) fn of_callback(
        method: Method,
        body: &'a [u8],
        sent: &'a str,
        header: &'a dyn Fn(&str) -> Option<&'a [u8]>,
    ) -> Self {
        Self {
            method,
            base: "",
            target: "",
            body,
            parameters: &[],
            time: *b"00000000000000000",
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

    fn write(&self, part: SignedPart, into: Sink<'_>) -> Result<(), Lacking> {
        match part {
            // The signer has them, and `steps` has left no text and no time.
            SignedPart::Key
            | SignedPart::Signature
            | SignedPart::Text(_)
            | SignedPart::Time(_) => {}
            SignedPart::Method => into(self.method.as_str().as_bytes()),
            SignedPart::Path => {
                into(self.base.as_bytes());
                into(self.split().0.as_bytes());
            }
            SignedPart::Query => into(self.split().1.as_bytes()),
            SignedPart::Body => into(self.body),
            SignedPart::Hash(of, function, encoding) => {
                self.hash(of, function, encoding, into);
            }
            SignedPart::Header(name) => {
                into((self.header)(name).ok_or(Lacking(name))?);
            }
            SignedPart::Field(name) => {
                let field = self.parameters.iter().find(|(it, _)| it == name);
                into(field.ok_or(Lacking(name))?.1.as_bytes());
            }
            SignedPart::Parameters => {
                into(parameters::joined(self.parameters).as_bytes());
            }
            SignedPart::EpochSeconds => {
                into(self.milliseconds.div_euclid(1000).to_string().as_bytes());
            }
            SignedPart::EpochMilliseconds => {
                into(self.milliseconds.to_string().as_bytes());
            }
            SignedPart::Nonce => into(&uuid(self.nonce)),
            SignedPart::Sent => into(self.sent.as_bytes()),
        }
        Ok(())
    }

    fn hash(
        &self,
        of: Hashed,
        function: HashFunction,
        encoding: BinaryEncoding,
        into: Sink<'_>,
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
        encode(encoding, &hash, into);
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
