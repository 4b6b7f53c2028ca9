//! Values near the limits of a kind, and what the client's own check says of them.

use codegen::checker::{Decimal, PartOf};
use codegen::ir::{Constraint, ValueKind, Wire};
use codegen::raw::{Limits, key_of};
use serde_json::value::RawValue;

/// Numbers by chance, always the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.below(all.len())).copied()
    }
}

/// The values that are tried.
pub(super) fn values(kind: &ValueKind, number: usize) -> Vec<String> {
    let mut chance = Chance(u64::try_from(number).unwrap_or_default() + 1);
    match kind {
        ValueKind::Text(constraint)
        | ValueKind::Date(constraint)
        | ValueKind::Secret(constraint) => {
            (0..24).map(|_| text(constraint, &mut chance)).collect()
        }
        ValueKind::Number(limits) => numbers(limits, &["", ".5"]),
        ValueKind::Decimal(limits) => numbers(limits, &["", ".5", ".05", ".123456"]),
        ValueKind::Flag(_) => {
            ["true", "false", "Y", "N", "1", "0", "y"].map(str::to_owned).to_vec()
        }
        // A file is no value of JSON.
        ValueKind::File(_) => Vec::new(),
    }
}

const ALPHABETS: [&str; 6] = [
    "0123456789",
    "0123456789abcdefABCDEF",
    "한글가힣똠",
    "aZ-_.~ /+=",
    "\u{1F642}é",
    "\n\t\"\\",
];

/// A text of a length near a limit; of its form, or not quite.
fn text(constraint: &Constraint, chance: &mut Chance) -> String {
    if let Some(shape) = constraint.shape.as_ref().filter(|_| chance.below(3) > 0) {
        let parts = shape.parts.iter().map(|part| piece(part, chance));
        let mut chars: Vec<char> = parts.collect::<String>().chars().collect();
        let at = chance.below(chars.len());
        match (chance.below(4), chars.get_mut(at)) {
            (0, Some(c)) => *c = 'x',
            (1, Some(_)) => drop(chars.remove(at)),
            _ => {}
        }
        return chars.into_iter().collect();
    }
    let limits = &constraint.limits;
    let ends = [limits.length, limits.min_length, limits.max_length];
    let ends: Vec<usize> =
        ends.into_iter().flatten().map(|end| end.min(4000) as usize).collect();
    let near = chance.of(&ends).unwrap_or(3);
    let length = (near + chance.below(3)).saturating_sub(1) / (1 + chance.below(3));
    let letters: Vec<char> = chance.of(&ALPHABETS).unwrap_or_default().chars().collect();
    (0..length).filter_map(|_| chance.of(&letters)).collect()
}

/// A piece of a form; its dates need not exist.
fn piece(part: &PartOf<String>, chance: &mut Chance) -> String {
    let mut digits = |count: u32, letters: &[u8]| {
        let digits = (0..count).filter_map(|_| chance.of(letters)).map(char::from);
        digits.collect::<String>()
    };
    match part {
        PartOf::Year4 => digits(4, b"0123456789"),
        PartOf::Year2 => digits(2, b"0123456789"),
        PartOf::Month | PartOf::Hour => digits(1, b"01") + &digits(1, b"0123"),
        PartOf::Day => digits(1, b"0123") + &digits(1, b"0189"),
        PartOf::Minute | PartOf::Second => {
            digits(1, b"0356") + &digits(1, b"0123456789")
        }
        PartOf::Millisecond => digits(3, b"0123456789"),
        PartOf::Hex(count) => digits(*count, b"0123456789abcdefABCDEF"),
        PartOf::Digits(count) => digits(*count, b"0123456789"),
        PartOf::AnyDigits => digits(7, b"0123456789"),
        PartOf::EpochSeconds => digits(10, b"0123456789"),
        PartOf::EpochMilliseconds => digits(13, b"0123456789"),
        PartOf::Counter(count) => digits(*count, b"0123456789AZ"),
        PartOf::Header(_, count) => digits(*count, b"!0Az~"),
        PartOf::Uuid => [8, 4, 4, 4, 12]
            .map(|count| digits(count, b"0123456789abcdefABCDEF"))
            .join("-"),
        PartOf::Decimal => {
            digits(3, b"0123456789") + &digits(1, b".5") + &digits(2, b"0123456789")
        }
        PartOf::Offset => {
            digits(1, b"+-Z") + &digits(2, b"019") + ":" + &digits(2, b"0359")
        }
        PartOf::Base64(bytes) => {
            let rest = match bytes % 3 {
                0 => "",
                1 => "==",
                _ => "=",
            };
            let count =
                bytes.div_ceil(3) * 4 - u32::try_from(rest.len()).unwrap_or_default();
            digits(count, b"AQgwABCDEFabcdef0123456789+/") + rest
        }
        PartOf::Literal(text) => text.clone(),
    }
}

/// Numbers at their limits and beside them.
fn numbers(limits: &Limits, ends: &[&str]) -> Vec<String> {
    let value = limits.of_value();
    let most = limits.max_digits.map(|digits| "9".repeat(digits.min(30) as usize));
    let bounds = [value.min(), value.max()].into_iter().flatten();
    let bounds = bounds.filter_map(|bound| bound.whole());
    let bounds = bounds.chain(most.iter().filter_map(|most| most.parse::<i128>().ok()));
    let bounds: Vec<i128> = bounds.chain([0, 10, 12]).collect();
    let near = bounds
        .iter()
        .flat_map(|bound| [-1, 0, 1].map(|step| bound.saturating_add(step)));
    near.flat_map(|number| ends.iter().map(move |end| format!("{number}{end}")))
        .collect()
}

/// Why the client refuses a value: the key of the rule that it breaks.
pub(super) fn refused(kind: &ValueKind, text: &str) -> Option<&'static str> {
    match kind {
        ValueKind::Text(constraint)
        | ValueKind::Date(constraint)
        | ValueKind::Secret(constraint) => constraint.broken(text),
        ValueKind::Number(limits) | ValueKind::Decimal(limits) => {
            let violations = limits.check_number(text).err()?;
            violations.iter().next().map(|violation| key_of(&violation.kind))
        }
        ValueKind::Flag(wire) => {
            let texts = match wire {
                Wire::TrueFalse => ["true", "false"],
                Wire::YesNo => ["Y", "N"],
                Wire::OneZero => ["1", "0"],
            };
            (!texts.contains(&text)).then_some("wire")
        }
        ValueKind::File(_) => None,
    }
}

/// The value as it is on the wire.
pub(super) fn json(kind: &ValueKind, text: &str) -> Box<RawValue> {
    let is_plain = match kind {
        ValueKind::Number(_) | ValueKind::Decimal(_) => text.parse::<Decimal>().is_ok(),
        ValueKind::Flag(Wire::TrueFalse) => ["true", "false"].contains(&text),
        _ => false,
    };
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let json = if is_plain { text.to_owned() } else { quoted };
    RawValue::from_string(json).unwrap_or_default()
}
