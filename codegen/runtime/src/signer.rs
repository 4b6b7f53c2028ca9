//! Signing by a recipe.

use super::endpoint::UNTYPED;
use super::keyed::{Keyed, MakeKeyed};
use super::moment::Piece;
use super::signable::{Lacking, Signable, decode, encode};
use super::uuid::UUID;
use super::{
    Claim, ClaimWhen, Hashed, Protocol, SecretKey, SignaturePlace, SignedPart, Signing,
    ViolationKind,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::ops::Deref;
use zeroize::Zeroizing;

impl Signing {
    /// The key that signs; `None` if it is not written in the documented form.
    pub(super) fn decoded(&self, key: SecretKey) -> Option<SecretKey> {
        let Some(form) = self.key_form else { return Some(key) };
        let text = str::from_utf8(key.bytes()).ok()?.strip_prefix(form.prefix)?;
        SecretKey::from_bytes(decode(form.encoding, text)?).ok()
    }

    /// A key as it is written.
    #[cfg(feature = "fake")]
    pub(super) fn encoded(&self, key: &str) -> String {
        let Some(form) = self.key_form else { return key.to_owned() };
        let mut text = form.prefix.as_bytes().to_vec();
        encode(form.encoding, key.as_bytes(), &mut text);
        String::from_utf8(text).unwrap_or_default()
    }
}

/// What is wrong with a key that no signer takes.
pub(super) fn problem(protocol: &Protocol, key: &SecretKey) -> ViolationKind {
    let recipes = protocol.recipes.iter().map(|it| &it.signing);
    let other = protocol
        .signing
        .iter()
        .chain(recipes)
        .find_map(|it| it.key_form.filter(|_| it.decoded(key.clone()).is_none()));
    other.map_or(ViolationKind::NotASigningKey, |it| {
        ViolationKind::OtherKeyForm(it.prefix, it.encoding)
    })
}

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

/// Signs each request by the recipe of its operation.
pub(super) struct Signers {
    most: Signer,
    own: Vec<(&'static [&'static str], Signer)>,
}

impl Signers {
    /// `None` if nothing is signed, or for the reasons of [`Signer::new`].
    pub(super) fn new(protocol: &'static Protocol, key: SecretKey) -> Option<Self> {
        let most = protocol.signing.as_ref()?;
        let own = protocol.recipes.iter().map(|it| {
            let signer = Signer::new(&it.signing, key.clone())?;
            Some((it.operations, signer))
        });
        let own = own.collect::<Option<_>>()?;
        Some(Self {
            most: Signer::new(most, key)?,
            own,
        })
    }

    /// The one for an operation.
    pub(super) fn of(&self, operation: &str) -> &Signer {
        let own = self.own.iter().find(|(of, _)| of.contains(&operation));
        own.map_or(&self.most, |(_, signer)| signer)
    }
}

/// A part of a recipe, with times taken to pieces.
pub(super) enum Step {
    /// A range of a [`Stamp`](super::moment::Stamp).
    Time(usize, usize),
    Text(&'static str),
    Part(SignedPart),
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

/// A signature as bytes, to be encoded, or as text.
enum Signature<'a> {
    Bytes(&'a [u8]),
    Text(&'a [u8]),
}

impl Signer {
    /// `None` if the key is none for the algorithm or not written as it is to be, or a time has no form to be written in.
    pub(super) fn new(signing: &'static Signing, key: SecretKey) -> Option<Self> {
        Self::with(signing, key, signing.algorithm.keyed)
    }

    /// One that verifies, and need not sign: with RSA a public key is enough.
    pub(super) fn verifying(signing: &'static Signing, key: SecretKey) -> Option<Self> {
        Self::with(signing, key, signing.algorithm.verifying)
    }

    fn with(
        signing: &'static Signing,
        key: SecretKey,
        keyed: MakeKeyed,
    ) -> Option<Self> {
        let of_claims = signing.claims.iter().flat_map(|claim| claim.value);
        let parts: Vec<_> =
            signing.signs.iter().chain(of_claims).chain(signing.written).collect();
        let has = |part: &SignedPart| parts.contains(&part);
        let claims = signing.claims.iter();
        let claims: Option<_> =
            claims.map(|claim| Some((*claim, steps(claim.value)?))).collect();
        let written = steps(signing.written)?;
        let key = signing.decoded(key)?;
        let keyed = keyed(key.bytes())?;
        Some(Self {
            signing,
            room: room(signing, &*keyed, &written),
            keyed,
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
        length(self.signing, &*self.keyed)
    }

    /// Signs a request: the text that carries the signature.
    pub(super) fn sign(&self, request: &Signable<'_>) -> Result<Vec<u8>, Lacking> {
        let mut text = Vec::with_capacity(self.room);
        if let Some(name) = self.signing.algorithm.name().of_token() {
            let token = self.token(name, request)?;
            self.write(&self.written, request, &Signature::Text(&token), &mut text)?;
        } else {
            let mut written = Err(Lacking("signature"));
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

    /// The text that is signed, which may contain the key.
    pub(super) fn text(
        &self,
        request: &Signable<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, Lacking> {
        Ok(match self.signing.algorithm.name().of_token() {
            Some(name) => Zeroizing::new(self.claimed(name, request)?.into_bytes()),
            None => Zeroizing::new(self.signed(request)?.to_vec()),
        })
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
        let mut token = self.claimed(name, request)?;
        let mut signature = String::new();
        self.keyed.sign(token.as_bytes(), &mut |bytes| {
            URL_SAFE_NO_PAD.encode_string(bytes, &mut signature);
        });
        token.push('.');
        token.push_str(&signature);
        Ok(token.into_bytes())
    }

    /// A JSON Web Token without its signature.
    fn claimed(&self, name: &str, request: &Signable<'_>) -> Result<String, Lacking> {
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
        Ok(token.join("."))
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

/// The length of a signature in characters, if all have the same.
fn length(signing: &Signing, keyed: &dyn Keyed) -> usize {
    let bytes = keyed.length().try_into().unwrap_or_default();
    signing.encoding.length(bytes).try_into().unwrap_or_default()
}

/// The length of the text that is sent, for reserving memory.
fn room(signing: &Signing, keyed: &dyn Keyed, written: &[Step]) -> usize {
    let room = |step: &Step| match step {
        Step::Time(from, to) => to - from,
        Step::Text(text) => text.len(),
        Step::Part(SignedPart::Signature) => length(signing, keyed),
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
                        | Piece::Counter(_)
                        | Piece::Header(..) => return None,
                    });
                }
            }
            part => steps.push(Step::Part(*part)),
        }
    }
    Some(steps)
}
