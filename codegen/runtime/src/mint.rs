//! Values that the client makes.

use super::moment::{Moment, Piece, Stamp, hex};
use super::uuid::uuid;
use super::{
    Ids, Rule,
    clock::{milliseconds, since_1970},
};
use std::time::SystemTime;
use zeroize::Zeroizing;

/// What the values of one call are made from: all of them at the same instant, and with the same
/// configuration.
pub struct Minter<'a> {
    time: Stamp,
    /// Since 1970.
    milliseconds: i64,
    /// The number of the call; none where nothing is counted.
    id: Option<u64>,
    ids: &'a dyn Ids,
    /// The values of configured fields.
    fields: &'a [(&'static str, Zeroizing<String>)],
}

impl<'a> Minter<'a> {
    /// For a call at `now`, where clocks are `offset` minutes ahead of UTC.
    pub(super) fn new(
        now: SystemTime,
        offset: i32,
        ids: &'a dyn Ids,
        fields: &'a [(&'static str, Zeroizing<String>)],
    ) -> Self {
        let since = since_1970(now);
        Self {
            time: Moment::of(since, offset).stamp(offset),
            milliseconds: milliseconds(since).max(0),
            id: Some(ids.next()),
            ids,
            fields,
        }
    }

    pub(super) const fn time(&self) -> Stamp {
        self.time
    }

    pub(super) const fn milliseconds(&self) -> i64 {
        self.milliseconds
    }

    pub(super) fn random(&self) -> u128 {
        self.ids.random()
    }

    /// The configured value of a field or of a header.
    pub(super) fn configured(&self, field: &str) -> Option<&Zeroizing<String>> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// A value of the rule's form; a UUID without a form.
    pub(super) fn text(&self, rule: &Rule) -> Option<String> {
        let uuid = [Piece::Uuid];
        let form = rule.shape.writing().filter(|_| !rule.shape.0.is_empty());
        let pieces = form.as_deref().unwrap_or(&uuid);
        let (mut text, mut writing) = (Vec::new(), self.writing(is_counted(pieces)));
        for piece in pieces {
            writing.piece(*piece, &mut text)?;
        }
        String::from_utf8(text).ok()
    }

    /// Begins to write a value, whose hexadecimal digits are counted or random.
    pub(super) fn writing(&self, is_counted: bool) -> Writing<'_> {
        Writing {
            minter: self,
            random: Random::new(self.ids),
            counted: self.id.filter(|_| is_counted),
        }
    }
}

/// Whether the number of the call has as many hexadecimal digits as these pieces.
pub(super) fn is_counted(pieces: &[Piece]) -> bool {
    let digits = pieces.iter().map(|piece| match piece {
        Piece::Hex(count) => *count,
        _ => 0,
    });
    digits.sum::<u32>() <= u64::BITS / 4
}

/// A value that is being written.
pub(super) struct Writing<'a> {
    minter: &'a Minter<'a>,
    random: Random<'a>,
    /// The source of its hexadecimal digits, if the number of the call has so many; else they are
    /// random.
    counted: Option<u64>,
}

impl Writing<'_> {
    /// Writes a piece, unless no value fills it.
    pub(super) fn piece(&mut self, piece: Piece, bytes: &mut Vec<u8>) -> Option<()> {
        match piece {
            Piece::Time(from, to) => bytes.extend(self.minter.time.get(from..to)?),
            Piece::Text(text) => bytes.extend(text.as_bytes()),
            Piece::Hex(count) => {
                for _ in 0..count {
                    bytes.push(self.hex());
                }
            }
            Piece::Digits(count) => {
                bytes.extend((0..count).map(|_| b'0' + self.random.below(10)));
            }
            Piece::Uuid => bytes.extend(uuid(self.minter.ids.random())),
            Piece::EpochSeconds => {
                bytes.extend(format!("{:010}", self.minter.milliseconds / 1000).bytes());
            }
            Piece::EpochMilliseconds => {
                bytes.extend(format!("{:013}", self.minter.milliseconds).bytes());
            }
            Piece::Counter(count) => match self.minter.id {
                Some(id) => bytes.extend(counter(id, count)),
                None => bytes.extend((0..count).map(|_| letter(self.random.below(36)))),
            },
            Piece::Header(name, _) => {
                bytes.extend(self.minter.configured(name)?.bytes());
            }
        }
        Some(())
    }

    fn hex(&mut self) -> u8 {
        let Some(id) = &mut self.counted else { return hex(self.random.below(16)) };
        let [low, ..] = id.to_le_bytes();
        *id = id.rotate_right(4);
        hex(low)
    }
}

/// The digit of a number below 36.
const fn letter(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'A' + number - 10 }
}

/// The last digits of a number, to the base of 36.
fn counter(mut number: u64, count: u32) -> Vec<u8> {
    let mut digits: Vec<u8> = (0..count)
        .map(|_| {
            let [digit, ..] = (number % 36).to_le_bytes();
            number /= 36;
            letter(digit)
        })
        .collect();
    digits.reverse();
    digits
}

/// A value of the rule's form that no other has: random digits and fixed text, or a UUID without
/// a form.
pub(super) fn unique(rule: &Rule, ids: &dyn Ids) -> String {
    let minter = Minter {
        time: [b'0'; 23],
        milliseconds: 0,
        id: None,
        ids,
        fields: &[],
    };
    // A spec whose form has other parts is refused.
    let of_form = minter.text(rule);
    of_form.unwrap_or_else(|| String::from_utf8_lossy(&uuid(ids.random())).into_owned())
}

/// Random digits, from as many random numbers as they take.
struct Random<'a> {
    ids: &'a dyn Ids,
    bits: u128,
    /// At least so many values may the bits still have.
    left: u128,
}

impl<'a> Random<'a> {
    const fn new(ids: &'a dyn Ids) -> Self {
        Self { ids, bits: 0, left: 0 }
    }

    /// A number below `count`.
    fn below(&mut self, count: u8) -> u8 {
        // So many more are left than are taken that no number is likelier than another.
        if self.left < 1 << 40 {
            self.bits = self.ids.random();
            self.left = u128::MAX;
        }
        let count = u128::from(count);
        let [taken, ..] = (self.bits % count).to_le_bytes();
        self.bits /= count;
        self.left /= count;
        taken
    }
}
