//! Signing by a recipe.

use super::endpoint::UNTYPED;
use super::keyed::Keyed;
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
use std::ops::Deref;
use zeroize::Zeroizing;

/// Signs requests by the vendor's recipe.
pub(super) struct Signer {
    signing: &'static Signing,
    keyed: Box<dyn Keyed>,
    key: SecretKey,
    signs: Vec<Step>,
    claims: Vec<(Claim, Vec<Step>)>,
    written: Vec<Step>,
    /// The length of the text that is sent, for reserving memory: what only a request knows is
    /// not counted.
    room: usize,
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

/// What is signed.
enum Signed<'a> {
    Body(&'a [u8]),
    Text(Zeroizing<Vec<u8>>),
}

impl Deref for Signed<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Body(bytes) => bytes,
            Self::Text(bytes) => bytes,
        }
    }
}

/// The bytes reserved for what is signed beside path and body. A vector that grows leaves a copy
/// behind that nothing wipes.
const SIGNED: usize = 1024;

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
        let written = steps(signing.written)?;
        Some(Self {
            signing,
            room: room(signing, &written),
            keyed: (signing.algorithm.keyed)(key.bytes())?,
            key,
            signs: steps(signing.signs)?,
            claims: claims?,
            written,
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
    #[cfg(feature = "fake")]
    pub(super) fn length(&self) -> usize {
        length(self.signing)
    }

    /// Signs a request: the text that carries the signature.
    pub(super) fn sign(&self, request: &Signable<'_>) -> Result<Vec<u8>, Lacking> {
        let mut text = Vec::with_capacity(self.room);
        if let Some(name) = self.signing.algorithm.name().of_token() {
            let token = self.token(name, request)?;
            self.write(&self.written, request, &Signature::Text(&token), &mut text)?;
        } else {
            let mut written = Ok(());
            self.keyed.sign(&self.signed(request)?, &mut |signature| {
                let signature = Signature::Bytes(signature);
                written = self.write(&self.written, request, &signature, &mut text);
            });
            written?;
        }
        Ok(text)
    }

    /// What is signed. It may contain the key, and is wiped; a body alone is not copied.
    fn signed<'a>(&self, request: &Signable<'a>) -> Result<Signed<'a>, Lacking> {
        if let [Step::Part(SignedPart::Body)] = self.signs.as_slice() {
            return Ok(Signed::Body(request.body));
        }
        let room = SIGNED + 2 * (request.target.len() + request.body.len());
        let mut text = Zeroizing::new(Vec::with_capacity(room));
        self.write(&self.signs, request, &Signature::Bytes(&[]), &mut text)?;
        Ok(Signed::Text(text))
    }

    /// Whether a signature is that of what was received, compared in constant time.
    pub(super) fn verifies(
        &self,
        received: &Signable<'_>,
        signature: &[u8],
    ) -> Result<bool, Lacking> {
        Ok(self.keyed.verify(&self.signed(received)?, signature))
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
            self.write(value, request, &Signature::Bytes(&[]), &mut text)?;
            let text = String::from_utf8(text).map_err(|_| Lacking(claim.name))?;
            claims.insert(claim.name.to_owned(), text.into());
        }
        let head = format!(r#"{{"alg":"{name}","typ":"JWT"}}"#);
        let claims = serde_json::Value::Object(claims).to_string();
        let token = [URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims)];
        let mut token = token.join(".");
        let mut signature = String::new();
        self.keyed.sign(token.as_bytes(), &mut |bytes| {
            URL_SAFE_NO_PAD.encode_string(bytes, &mut signature);
        });
        token.push('.');
        token.push_str(&signature);
        Ok(token.into_bytes())
    }

    fn write(
        &self,
        steps: &[Step],
        request: &Signable<'_>,
        signature: &Signature<'_>,
        text: &mut Vec<u8>,
    ) -> Result<(), Lacking> {
        for step in steps {
            match step {
                Step::Time(from, to) => {
                    text.extend(request.time.get(*from..*to).unwrap_or_default());
                }
                Step::Text(fixed) => text.extend(fixed.as_bytes()),
                Step::Part(SignedPart::Key) => text.extend(self.key.bytes()),
                Step::Part(SignedPart::Signature) => match signature {
                    Signature::Bytes(bytes) => {
                        encode(self.signing.encoding, bytes, text);
                    }
                    Signature::Text(token) => text.extend(*token),
                },
                Step::Part(part) => request.write(*part, text)?,
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

    fn write(&self, part: SignedPart, text: &mut Vec<u8>) -> Result<(), Lacking> {
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

/// The length of a signature in characters, if all have the same.
fn length(signing: &Signing) -> usize {
    let bytes = signing.algorithm.name().length();
    signing.encoding.length(bytes).try_into().unwrap_or_default()
}

/// The length of the text that is sent, for reserving memory.
fn room(signing: &Signing, written: &[Step]) -> usize {
    let room = |step: &Step| match step {
        Step::Time(from, to) => to - from,
        Step::Text(text) => text.len(),
        Step::Part(SignedPart::Signature) => length(signing),
        Step::Part(_) => UUID,
    };
    written.iter().map(room).sum()
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

fn encode(encoding: BinaryEncoding, bytes: &[u8], into: &mut Vec<u8>) {
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
