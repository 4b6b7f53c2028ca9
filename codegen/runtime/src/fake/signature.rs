//! Checks of signatures: what was received is signed again, as its client should have.

use super::super::description::Description;
use super::super::signer::{Signable, Signer, Step};
use super::super::uuid::UUID;
use super::super::{Method, Part, Shape, SignedPart};
use super::received::Received;
use super::state::State;

/// Whether `value` is what the signer would send for a request.
pub(super) fn is_right(
    state: &State,
    description: &Description,
    value: &str,
    received: &Received,
) -> bool {
    let Some(signer) = &state.signer else { return false };
    let mut known = Known {
        time: times(state, description, received),
        milliseconds: 0,
        nonce: 0,
    };
    let method = Method::ALL.iter().find(|it| it.as_str() == received.method.as_str());
    let (Some(method), Some(())) = (method, known.read(signer, value, received)) else {
        return false;
    };
    let target = received.uri.path_and_query().map_or("", |it| it.as_str());
    let made = signer.sign(&Signable {
        method: *method,
        base: "",
        target,
        body: &received.body,
        time: known.time,
        milliseconds: known.milliseconds,
        nonce: known.nonce,
        header: &|name| Some(received.headers.get(name)?.as_bytes()),
    });
    made.is_ok_and(|made| made == value.as_bytes())
}

/// What a client chose itself, and the text with the signature tells.
struct Known {
    time: [u8; 17],
    milliseconds: i64,
    nonce: u128,
}

impl Known {
    /// Reads the text that carries the signature. `None` if it is not of the form.
    fn read(&mut self, signer: &Signer, text: &str, received: &Received) -> Option<()> {
        let mut rest = text;
        for step in signer.written() {
            rest = match step {
                Step::Text(text) => rest.strip_prefix(text)?,
                Step::Time(from, to) => {
                    let (digits, rest) = rest.split_at_checked(to - from)?;
                    let is_time = digits.bytes().all(|byte| byte.is_ascii_digit());
                    let place = self.time.get_mut(*from..*to).filter(|_| is_time)?;
                    place.copy_from_slice(digits.as_bytes());
                    rest
                }
                Step::Part(SignedPart::Header(name)) => {
                    rest.strip_prefix(received.header(name)?)?
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
                // Compared with the signature that is made again.
                Step::Part(_) => rest.split_at_checked(signer.length())?.1,
            };
        }
        rest.is_empty().then_some(())
    }
}

/// The digits of the times in the headers of a request; `0` for what no header says.
fn times(state: &State, description: &Description, received: &Received) -> [u8; 17] {
    let mut time = *b"20000000000000000";
    for header in description.spec.request_headers {
        let is_configured = state.vendor.protocol.configured.contains(&header.name);
        let Some(value) = received.header(header.name).filter(|_| !is_configured) else {
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
