//! Small changes of bytes that are right.

use super::Chance;
use std::ops::Range;

/// In bytes: as long as an input becomes by itself.
const LONGEST: usize = 1 << 16;

/// `bytes` with none to four changes. `tokens` are what means something in them.
#[must_use]
pub fn mutated(mut bytes: Vec<u8>, tokens: &[&[u8]], chance: &mut Chance) -> Vec<u8> {
    for _ in 0..chance.pick(&[0, 1, 1, 1, 2, 2, 3, 4]) {
        change(&mut bytes, tokens, chance);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, tokens: &[&[u8]], chance: &mut Chance) {
    let range = range(bytes.len(), chance);
    let at = range.start;
    let token = chance.pick(tokens);
    match chance.below(14) {
        0 => flip(bytes, at, 1 << chance.below(8)),
        1 => flip(bytes, at, chance.byte()),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(..at)),
        4 => drop(bytes.drain(range)),
        5 => {
            let piece = bytes.get(range).unwrap_or_default().to_vec();
            insert(bytes, at, &piece);
        }
        6 => {
            let piece: Vec<u8> = bytes.drain(range).collect();
            let at = chance.below(bytes.len() + 1);
            insert(bytes, at, &piece);
        }
        7 | 8 => insert(bytes, at, token),
        9 => drop(bytes.splice(range, token.iter().copied())),
        10 | 11 => exchange(bytes, chance.pick(tokens), token, chance),
        12 => repeat(bytes, at, token, 1 << chance.below(16)),
        _ => {
            insert(bytes, 0, token);
            bytes.extend(chance.pick(tokens));
        }
    }
}

/// A piece, mostly a short one. The ends are where most forms say what they are.
fn range(length: usize, chance: &mut Chance) -> Range<usize> {
    let start = match chance.below(4) {
        0 => chance.below(length.min(32) + 1),
        1 => length - chance.below(length.min(4) + 1),
        _ => chance.below(length + 1),
    };
    let longest = if chance.below(4) == 0 { length } else { 8 };
    start..(start + chance.below(longest + 1)).min(length)
}

fn flip(bytes: &mut [u8], at: usize, bits: u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= bits;
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    if bytes.len() + piece.len() <= LONGEST {
        bytes.splice(at..at, piece.iter().copied());
    }
}

/// Nests deep, or makes a number huge.
fn repeat(bytes: &mut Vec<u8>, at: usize, token: &[u8], times: usize) {
    let times = times.min(LONGEST / token.len().max(1));
    insert(bytes, at, &token.repeat(times));
}

/// Puts `other` where `token` is: at one of its places, the first ones rather than the last.
fn exchange(bytes: &mut Vec<u8>, token: &[u8], other: &[u8], chance: &mut Chance) {
    let mut places = bytes.windows(token.len().max(1)).enumerate();
    let mut places = places.by_ref().filter(|(_, window)| *window == token);
    if let Some((at, _)) = places.nth(chance.below(3)) {
        bytes.splice(at..at + token.len(), other.iter().copied());
    }
}
