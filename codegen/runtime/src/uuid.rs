//! UUIDs.

use super::moment::hex;

/// The length of a UUID in characters.
pub(super) const UUID: usize = 36;

/// The UUID of version 4 that has these random bits: all but six are used.
pub(super) fn uuid(random: u128) -> [u8; UUID] {
    let bits = random & !(0xF << 76 | 0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let mut digits = (0..32).rev().map(|place| {
        let [low, ..] = (bits >> (place * 4)).to_le_bytes();
        hex(low)
    });
    let mut text = [b'-'; UUID];
    for (place, letter) in text.iter_mut().enumerate() {
        if !matches!(place, 8 | 13 | 18 | 23) {
            *letter = digits.next().unwrap_or(b'0');
        }
    }
    text
}
