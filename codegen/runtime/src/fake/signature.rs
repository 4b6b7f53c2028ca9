//! Checks of signatures: what was received is signed again, as its client should have.

use super::super::description::Description;
use super::super::moment::Stamp;
use super::super::parameters::{self, Pair};
use super::super::signable::Signable;
use super::super::signer::{Signer, Step};
use super::super::uuid::UUID;
use super::super::{Json, Method, Part, Shape, SignaturePlace, SignedPart};
use super::body::Body;
use super::received::{Finding, Received};
use super::state::State;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::borrow::Cow;

/// The name of the parameter or field that carries the signature of an operation.
pub(super) fn parameter(
    state: &State,
    description: &Description,
) -> Option<&'static str> {
    let signer = state.signers.as_ref()?.of(description.spec.id);
    match signer.place() {
        SignaturePlace::Query(name, _) | SignaturePlace::Field(name, _) => {
            signer.signs(description.spec.id, false).then_some(name)
        }
        SignaturePlace::Header(_) => None,
    }
}

/// What is wrong with the signature of a request. A header that is missing is found by others.
pub(super) fn check(
    state: &State,
    description: &Description,
    body: Option<&Body>,
    received: &Received,
) -> Option<Finding> {
    let signer = state.signers.as_ref()?.of(description.spec.id);
    let encoding = description.spec.body;
    let (plain, uri) = (received.plain.as_deref().unwrap_or_default(), &received.uri);
    let target = uri.path_and_query().map_or("", |it| it.as_str());
    let mut parameters = parameters::of(target, encoding, plain).unwrap_or_default();
    let (name, value, target) = match signer.place() {
        SignaturePlace::Header(name) => {
            (name, received.header(name)?.to_owned(), Cow::Borrowed(target))
        }
        SignaturePlace::Query(name, _) | SignaturePlace::Field(name, _) => {
            parameter(state, description)?;
            // Problems of the body as a whole are reported already.
            let in_field = matches!(signer.place(), SignaturePlace::Field(..));
            if in_field && body.is_none() {
                return None;
            }
            let value = parameters.iter().find(|(it, _)| it == name);
            let Some((_, value)) = value.cloned() else {
                return Some(Finding::new(name, "required but missing"));
            };
            parameters.retain(|(it, _)| it != name);
            (name, value, without(target, name))
        }
    };
    let method =
        Method::ALL.iter().find(|it| it.as_str() == received.method.as_str())?;
    let mut known = Known {
        time: times(state, description, received),
        milliseconds: 0,
        nonce: 0,
        parameters: &parameters,
        received,
        state,
    };
    let wrong = || Some(Finding::new(name, "not the signature of the received bytes"));
    let length = (!signer.signs_tokens()).then(|| signer.length());
    let Some(signature) = known.read(signer.written(), &value, length) else {
        return wrong();
    };
    if signer.signs_tokens() && known.read_claims(signer, &signature).is_none() {
        return wrong();
    }
    let made = signer.sign(&Signable {
        method: *method,
        base: "",
        target: &target,
        body: &received.body,
        parameters: &parameters,
        time: known.time,
        milliseconds: known.milliseconds,
        nonce: known.nonce,
        sent: "",
        header: &|name| known.header(name).map(str::as_bytes),
    });
    let is_right = made.is_ok_and(|made| made == value.as_bytes());
    if is_right { None } else { wrong() }
}

/// A target without one of its parameters.
fn without<'a>(target: &'a str, name: &str) -> Cow<'a, str> {
    let Some((path, query)) = target.split_once('?') else { return target.into() };
    let is_other = |pair: &&str| pair.split('=').next() != Some(name);
    let kept: Vec<_> = query.split('&').filter(is_other).collect();
    if kept.is_empty() {
        path.into()
    } else {
        [path, "?", &kept.join("&")].concat().into()
    }
}

/// What a client chose itself, and the text with the signature tells.
struct Known<'a> {
    time: Stamp,
    milliseconds: i64,
    nonce: u128,
    parameters: &'a [Pair],
    received: &'a Received,
    state: &'a State,
}

impl Known<'_> {
    /// The value of a header: as it was received, or as it was issued if it is signed alone.
    fn header(&self, name: &str) -> Option<&str> {
        let state = self.state;
        if state.vendor.protocol.authentication.is_only_signed(name) {
            return Some(state.credentials.header(name));
        }
        self.received.header(name)
    }

    /// Reads the text of a recipe, and returns the signature in it. `None` if it is not of the
    /// form. A token has no fixed length: nothing that it consists of follows it.
    fn read(
        &mut self,
        steps: &[Step],
        text: &str,
        length: Option<usize>,
    ) -> Option<String> {
        let (mut rest, mut signature) = (text, String::new());
        for step in steps {
            rest = match step {
                Step::Text(text) => rest.strip_prefix(text)?,
                Step::Time(from, to) => {
                    let (time, rest) = rest.split_at_checked(to - from)?;
                    let place = self.time.get_mut(*from..*to)?;
                    let is_time = place.iter().zip(time.bytes()).all(
                        |(sample, byte)| match sample {
                            b'+' | b'-' => matches!(byte, b'+' | b'-'),
                            b':' => byte == b':',
                            _ => byte.is_ascii_digit(),
                        },
                    );
                    if !is_time {
                        return None;
                    }
                    place.copy_from_slice(time.as_bytes());
                    rest
                }
                Step::Part(SignedPart::Header(name)) => {
                    rest.strip_prefix(self.header(name)?)?
                }
                Step::Part(SignedPart::Field(name)) => {
                    let field = self.parameters.iter().find(|(it, _)| it == name)?;
                    rest.strip_prefix(field.1.as_str())?
                }
                Step::Part(SignedPart::Nonce) => {
                    let (nonce, rest) = rest.split_at_checked(UUID)?;
                    let digits = nonce.replace('-', "");
                    self.nonce = u128::from_str_radix(&digits, 16).ok()?;
                    rest
                }
                Step::Part(
                    part @ (SignedPart::EpochSeconds | SignedPart::EpochMilliseconds),
                ) => {
                    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let (digits, rest) = rest.split_at_checked(end)?;
                    let number: i64 = digits.parse().ok()?;
                    let is_seconds = *part == SignedPart::EpochSeconds;
                    let scale = if is_seconds { 1000 } else { 1 };
                    self.milliseconds = number.checked_mul(scale)?;
                    rest
                }
                Step::Part(SignedPart::Signature) => {
                    let is_of_token = |byte: &u8| {
                        byte.is_ascii_alphanumeric() || b"-_.".contains(byte)
                    };
                    let token = || rest.bytes().take_while(is_of_token).count();
                    let (read, rest) =
                        rest.split_at_checked(length.unwrap_or_else(token))?;
                    read.clone_into(&mut signature);
                    rest
                }
                // What a claim is made of: compared with what is made again.
                Step::Part(_) => "",
            };
        }
        rest.is_empty().then_some(signature)
    }

    /// Reads the claims of a token.
    fn read_claims(&mut self, signer: &Signer, token: &str) -> Option<()> {
        let claims = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
        let claims = Json::from_slice(&claims).ok()?;
        for (claim, steps) in signer.claims() {
            if let Some(text) = claims.text(claim.name).value() {
                self.read(steps, &text, None)?;
            }
        }
        Some(())
    }
}

/// The digits of the times in the headers of a request; `0` for what no header says.
fn times(state: &State, description: &Description, received: &Received) -> Stamp {
    let mut time = *b"20000000000000000+00:00";
    for header in description.spec.request_headers {
        let is_configured = state.vendor.protocol.configured.contains(&header.name);
        let Some(value) = received.header(header.lower).filter(|_| !is_configured)
        else {
            continue;
        };
        for (part, piece) in pieces(header.rule.shape, value).unwrap_or_default() {
            let place = match part {
                Part::Year4 => 0..4,
                Part::Year2 => 2..4,
                Part::Month => 4..6,
                Part::Day => 6..8,
                Part::Hour => 8..10,
                Part::Minute => 10..12,
                Part::Second => 12..14,
                Part::Millisecond => 14..17,
                // No offset is written like the others.
                Part::Offset if piece != "Z" => 17..23,
                _ => continue,
            };
            if let Some(digits) = time.get_mut(place) {
                digits.copy_from_slice(piece.as_bytes());
            }
        }
    }
    time
}

/// The parts of a shape with their pieces of `text`, if it has the shape.
pub(super) fn pieces(shape: Shape, text: &str) -> Option<Vec<(Part, &str)>> {
    let (mut rest, mut pieces) = (text, Vec::new());
    for part in shape.0 {
        let (piece, tail) = part.split(rest)?;
        pieces.push((*part, piece));
        rest = tail;
    }
    rest.is_empty().then_some(pieces)
}
