//! The forms of texts: how much of what had the old form has the new one.

use super::limits::Relation;
use crate::shape::{Part, Shape, is_time};

/// The characters that can stand at one place.
#[derive(Clone, PartialEq, Eq)]
enum Place {
    /// A bit for each of ASCII.
    Ascii(u128),
    Other(char),
    Any,
}

impl Place {
    fn any(of: &str) -> Self {
        Self::Ascii(of.bytes().fold(0, |set, byte| set | 1 << byte.min(127)))
    }

    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ascii(a), Self::Ascii(b)) => a & b != 0,
            (Self::Any, _) | (_, Self::Any) => true,
            (a, b) => a == b,
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Ascii(a), Self::Ascii(b)) => a & !b == 0,
            (_, Self::Any) => true,
            (a, b) => a == b,
        }
    }
}

/// A form, place by place: never less than what has it.
struct Form {
    places: Vec<Place>,
    /// What may follow, as often as it does, behind any number of digits.
    more: Option<Place>,
    /// Whether everything that fits the places has the form.
    is_exact: bool,
}

const DECIMAL: &str = "0123456789.";
const DIGITS: &str = "0123456789";
const HEX: &str = "0123456789abcdefABCDEF";
const COUNTER: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

impl Form {
    fn of(shape: &Shape) -> Self {
        let mut form = Self {
            places: Vec::new(),
            more: None,
            is_exact: true,
        };
        for part in &shape.parts {
            if form.more.is_some() {
                // What stands behind any number of digits has no place of its own.
                form.more = Some(Place::Any);
                form.is_exact = false;
                break;
            }
            form.push(part);
        }
        form
    }

    fn push(&mut self, part: &Part) {
        let (first, rest) = match part {
            Part::Literal(text) => {
                let place = |c: char| match u8::try_from(c) {
                    Ok(byte @ 0..128) => Place::Ascii(1 << byte),
                    _ => Place::Other(c),
                };
                self.places.extend(text.chars().map(place));
                return;
            }
            Part::AnyDigits => {
                self.more = Some(Place::any(DIGITS));
                (DIGITS, DIGITS)
            }
            Part::Uuid => {
                self.places.extend((0..36).map(|place| match place {
                    8 | 13 | 18 | 23 => Place::any("-"),
                    _ => Place::any(HEX),
                }));
                return;
            }
            Part::Decimal => {
                self.is_exact = false;
                self.more = Some(Place::any(DECIMAL));
                ("-0123456789", DECIMAL)
            }
            // One letter, or six.
            Part::Offset => {
                self.is_exact = false;
                self.more = Some(Place::Any);
                ("+-Z", "+-Z")
            }
            Part::Year4
            | Part::Year2
            | Part::Millisecond
            | Part::EpochSeconds
            | Part::EpochMilliseconds
            | Part::Digits(_) => (DIGITS, DIGITS),
            Part::Counter(_) => (COUNTER, COUNTER),
            // What is configured may be any of them.
            Part::Header(_, count) => {
                self.places.extend((0..*count).map(|_| Place::Any));
                return;
            }
            Part::Hex(_) => (HEX, HEX),
            Part::Base64(_) => (BASE64, BASE64),
            Part::Month => ("01", DIGITS),
            Part::Day => ("0123", DIGITS),
            Part::Hour => ("012", DIGITS),
            Part::Minute | Part::Second => ("012345", DIGITS),
        };
        self.is_exact &= first == rest && !matches!(part, Part::Base64(_));
        let length = crate::checker::length(std::slice::from_ref(part)).unwrap_or(1);
        self.places.push(Place::any(first));
        self.places.extend((1..length).map(|_| Place::any(rest)));
    }

    /// What can stand at a place, if anything can.
    fn at(&self, place: usize) -> Option<Place> {
        self.places.get(place).or(self.more.as_ref()).cloned()
    }

    /// Whether nothing has both forms.
    fn excludes(&self, other: &Self) -> bool {
        let length = self.places.len().max(other.places.len());
        (0..length).any(|place| match (self.at(place), other.at(place)) {
            (Some(a), Some(b)) => !a.meets(&b),
            _ => true,
        })
    }

    /// Whether everything of this form has the other one.
    fn is_within(&self, other: &Self) -> bool {
        let length = self.places.len().max(other.places.len());
        let has_length = self.places.len() >= other.places.len();
        let fits = |place| match (self.at(place), other.at(place)) {
            (Some(a), Some(b)) => a.is_within(&b),
            _ => false,
        };
        let is_long_enough = has_length && (other.more.is_some() || self.more.is_none());
        other.is_exact && is_long_enough && (0..length).all(fits)
    }
}

/// How the texts of one form relate to those of the other; no form has all of them.
pub(super) fn relation(old: Option<&Shape>, new: Option<&Shape>) -> Relation {
    let (old, new) = match (old, new) {
        (None, None) => return Relation::Same,
        (None, Some(_)) => return Relation::Narrower,
        (Some(_), None) => return Relation::Wider,
        (Some(old), Some(new)) if old.parts == new.parts => return Relation::Same,
        (Some(old), Some(new)) => (old, new),
    };
    let (was, is) = (Form::of(old), Form::of(new));
    if was.excludes(&is) {
        Relation::Disjoint
    } else if is_read_otherwise(old, new) {
        Relation::Misread
    } else {
        Relation::of(was.is_within(&is), is.is_within(&was))
    }
}

/// Whether a text that has both forms is another time in each. An offset from UTC is the same
/// whether the form has it as a part or as fixed text.
fn is_read_otherwise(old: &Shape, new: &Shape) -> bool {
    let is_clock = |part: &&Part| is_time(part) && **part != Part::Offset;
    let clock = |shape: &Shape| -> Vec<Part> {
        shape.parts.iter().filter(is_clock).cloned().collect()
    };
    let (old, new) = (clock(old), clock(new));
    !old.is_empty() && !new.is_empty() && old != new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_compared_by_the_texts_that_have_them() {
        use Relation::{Disjoint, Misread, Narrower, Overlapping, Same, Wider};
        for (old, new, expected) in [
            ("digits8", "digits8", Same),
            ("hex4", "xxxx", Same),
            ("digits4", "yyyy", Same),
            ("digits8", "hex8", Wider),
            ("hex8", "digits8", Narrower),
            ("digits8", "digits9", Disjoint),
            ("HH:mm:ss'Z'", "HH:mm:ssXXX", Overlapping),
            ("HH:mm:ssXXX", "HH:mm:ss'Z'", Overlapping),
            ("digits8", "digits", Wider),
            ("digits", "digits8", Narrower),
            ("digits", "hex8", Overlapping),
            ("digits", "'A'digits", Disjoint),
            ("'A'digits", "'A'digits7", Narrower),
            ("digits", "'종'digits", Disjoint),
            ("'종'digits2", "'종'hex2", Wider),
            ("digits2-hex2", "digits-hex2", Overlapping),
            ("yyyyMMdd", "digits8", Wider),
            ("digits8", "yyyyMMdd", Narrower),
            ("yyyyMMdd", "yyyy-MM-dd", Disjoint),
            ("yyyyMMdd", "yyMMdd", Disjoint),
            ("yyyyMMdd", "ddMMyyyy", Misread),
            ("yyMMdd", "HHmmss", Misread),
            ("base64of3", "hex4", Overlapping),
        ] {
            let [a, b] = [old, new].map(|form| Shape::parse(form).unwrap());
            assert_eq!(relation(Some(&a), Some(&b)), expected, "{old} {new}");
        }
        let digits = Shape::parse("digits").unwrap();
        assert_eq!(relation(None, Some(&digits)), Narrower);
        assert_eq!(relation(Some(&digits), None), Wider);
    }
}
