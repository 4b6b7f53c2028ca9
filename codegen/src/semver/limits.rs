//! What limits a value: how much of what was allowed still is.

use super::describe::Describe;
use super::log::{At, Log};
use super::users::{Received, Ways};
use super::{Callers, Effect, Group, Kind};
use crate::checker::{Decimal, Length, Limits as Ends};
use crate::raw::{LengthUnit, Limits, Side};

/// What all limits of one thing leave of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    measure: &'static str,
    unit: &'static str,
    /// What a length counts, if not characters.
    bytes: Option<LengthUnit>,
    ends: Ends<Decimal>,
    step: Option<Decimal>,
}

impl Extent {
    /// Each thing that can be limited, in the order of the declaration.
    fn all(limits: &Limits) -> Vec<Self> {
        let (bytes, limits) = (limits.bytes(), limits.all());
        let parts = limits.chunk_by(|a, b| a.measure == b.measure);
        let extent = |part: &[crate::raw::Limit]| {
            let number = |side| part.iter().find(|it| it.side == side)?.number;
            let exact = number(Side::Exact);
            let ends =
                Ends::of(exact.or(number(Side::Least)), exact.or(number(Side::Most)));
            part.first().map(|it| Self {
                measure: it.measure,
                unit: it.unit,
                bytes: bytes.filter(|_| it.measure == "length"),
                ends,
                step: number(Side::Step),
            })
        };
        parts.filter_map(extent).collect()
    }

    /// How the values of one side relate to those of the other.
    fn relation(&self, new: &Self) -> Relation {
        let is_part = |step: Option<Decimal>, of: Option<Decimal>| {
            of.is_none_or(|of| step.is_some_and(|step| step.is_multiple_of(of)))
        };
        let (is_wider, is_narrower) =
            (is_part(self.step, new.step), is_part(new.step, self.step));
        let (was, becomes) = (self.counted_as(new), new.counted_as(self));
        let (old, new) = (self.ends, new.ends);
        let above = |max: Option<Decimal>, min: Option<Decimal>| {
            max.zip(min).is_some_and(|(max, min)| max < min)
        };
        let within = |outer: Ends<Decimal>, inner: Ends<Decimal>| {
            let min =
                outer.min().is_none_or(|it| inner.min().is_some_and(|min| it <= min));
            min && outer.max().is_none_or(|it| inner.max().is_some_and(|max| it >= max))
        };
        if above(was.ends.max(), new.min()) || above(new.max(), was.ends.min()) {
            return Relation::Disjoint;
        }
        let is_wider = is_wider && was.is_whole && within(new, was.ends);
        Relation::of(
            is_wider,
            is_narrower && becomes.is_whole && within(old, becomes.ends),
        )
    }

    /// The lengths that values of this extent have in the unit of another.
    fn counted_as(&self, other: &Self) -> Counted {
        use LengthUnit::{EucKrBytes, Utf8Bytes};
        // How many there are of it, at the least and at the most, for how many of this one.
        let (least, most, each) = match (self.bytes, other.bytes) {
            (None, Some(Utf8Bytes)) => (1, 4, 1),
            (None, Some(EucKrBytes)) => (1, 2, 1),
            (Some(Utf8Bytes), None) => (1, 4, 4),
            (Some(EucKrBytes), None) => (1, 2, 2),
            (Some(Utf8Bytes), Some(EucKrBytes)) => (2, 3, 3),
            (Some(EucKrBytes), Some(Utf8Bytes)) => (2, 3, 2),
            (None, None)
            | (Some(Utf8Bytes), Some(Utf8Bytes))
            | (Some(EucKrBytes), Some(EucKrBytes)) => {
                return Counted {
                    ends: self.ends,
                    is_whole: true,
                };
            }
        };
        let counted = |end: Option<Decimal>, factor: i128, rest: i128| {
            Some(Decimal::from((end?.whole()?.saturating_mul(factor) + rest) / each))
        };
        let (min, max) = (self.ends.min(), self.ends.max());
        Counted {
            ends: Ends::of(counted(min, least, each - 1), counted(max, most, 0)),
            is_whole: other.bytes != Some(EucKrBytes),
        }
    }
}

impl Describe for Extent {
    fn describe(&self) -> Option<String> {
        if let Some(step) = self.step {
            return Some(format!("multiples of {step}"));
        }
        let range = match (self.ends.min(), self.ends.max()) {
            (None, None) => return None,
            (Some(min), Some(max)) if min == max => min.to_string(),
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
        };
        let plural = if range.ends_with(" 1") || range == "1" { "" } else { "s" };
        Some(match (self.unit, self.bytes) {
            (_, Some(unit)) => format!("{range} byte{plural} of {}", unit.charset()),
            ("", None) => range,
            (unit, None) => format!("{range} {unit}{plural}"),
        })
    }
}

/// The length of a header.
impl Describe for Length {
    fn describe(&self) -> Option<String> {
        let limits = Limits {
            min_length: self.min(),
            max_length: self.max(),
            ..Limits::default()
        };
        describe(&limits).next()
    }
}

/// What is limited, in words.
pub(super) fn describe(limits: &Limits) -> impl Iterator<Item = String> + use<> {
    Extent::all(limits).into_iter().filter_map(|extent| extent.describe())
}

/// Lengths in another unit.
struct Counted {
    ends: Ends<Decimal>,
    /// Whether that can express every value.
    is_whole: bool,
}

/// How the values of one side relate to those of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    Wider,
    Narrower,
    Overlapping,
    Disjoint,
    /// What is of both means something else in each.
    Misread,
}

impl Relation {
    /// Whether the old values are among the new ones, and the new ones among the old.
    pub(super) const fn of(is_wider: bool, is_narrower: bool) -> Self {
        match (is_wider, is_narrower) {
            (true, true) => Self::Same,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (false, false) => Self::Overlapping,
        }
    }

    /// What that does, by what becomes of the values.
    pub(super) fn effect(self, ways: Ways) -> Effect {
        let given = match self {
            Self::Same => return Effect::WORDS,
            Self::Wider => LOOSENED,
            Self::Narrower => TIGHTENED,
            Self::Overlapping => SHIFTED,
            Self::Disjoint => OTHER_VALUES,
            Self::Misread => MISREAD,
        };
        let minted = if self == Self::Wider { LOOSENED } else { MINTED };
        let received = match self {
            Self::Same | Self::Narrower => LOOSENED,
            Self::Wider | Self::Overlapping => PARTLY_UNREADABLE,
            Self::Disjoint | Self::Misread => UNREADABLE,
        };
        let effects =
            [(ways.given, given), (ways.minted, minted), (ways.is_received(), received)];
        let effects = effects.into_iter().filter(|(is_such, _)| *is_such);
        let effects = effects.map(|(_, effect)| effect);
        effects.reduce(Effect::and).unwrap_or_else(|| {
            if ways.received == Received::Unmet { LOOSENED } else { given.of_callers() }
        })
    }
}

/// The limits that differ, each with what that does.
pub(super) fn compared(
    old: &Limits,
    new: &Limits,
    ways: Ways,
) -> impl Iterator<Item = (Extent, Extent, Effect)> + use<> {
    let pairs = Extent::all(old).into_iter().zip(Extent::all(new));
    pairs
        .filter(|(old, new)| old != new)
        .map(move |(old, new)| (old, new, old.relation(&new).effect(ways)))
}

impl Log {
    pub(super) fn limits(&mut self, at: At<'_>, old: &Limits, new: &Limits, ways: Ways) {
        for (old, new, effect) in compared(old, new, ways) {
            self.fact(at, old.measure, &old, &new, effect);
        }
    }
}

const LOOSENED: Effect = Effect::of(Kind::C501, Group::Behaviour);

const TIGHTENED: Effect = Effect::of(Kind::C502, Group::Behaviour)
    .depends("it fails with a value that the new rule refuses")
    .callers(Callers::Compile, "`build` refuses such a value");

const SHIFTED: Effect = Effect::of(Kind::C503, Group::Behaviour)
    .depends("it fails with a value that the new rule refuses")
    .callers(Callers::Compile, "`build` refuses some values and takes others");

const OTHER_VALUES: Effect = Effect::of(Kind::C504, Group::WireBreaking)
    .fails("what it sends is refused")
    .refused("every old value is refused");

const MISREAD: Effect = Effect::of(Kind::C514, Group::WireBreaking)
    .harms("what it sends is refused, or taken for another value")
    .callers(Callers::Differs, "an old text is refused, or taken for another value");

const MINTED: Effect =
    Effect::of(Kind::C505, Group::WireBreaking).fails("it makes the old form");

const PARTLY_UNREADABLE: Effect = Effect::of(Kind::C707, Group::Behaviour)
    .depends("it finds some of the new values unreadable");

const UNREADABLE: Effect = Effect::of(Kind::C710, Group::WireBreaking)
    .fails("it finds the new values unreadable");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raw::Bound;

    /// What a change is, and how it is told.
    fn change(old: Limits, new: Limits) -> (Effect, [Option<String>; 2]) {
        let pairs = Extent::all(&old).into_iter().zip(Extent::all(&new));
        let (old, new) = pairs.into_iter().find(|(old, new)| old != new).unwrap();
        (old.relation(&new).effect(Ways::GIVEN), [old.describe(), new.describe()])
    }

    fn multiple(of: i32) -> Limits {
        Limits {
            multiple_of: Some(Bound(of.into())),
            ..Limits::default()
        }
    }

    fn characters(min: u32, max: u32) -> Limits {
        Limits {
            min_length: Some(min),
            max_length: Some(max),
            ..Limits::default()
        }
    }

    fn bytes(unit: LengthUnit, min: u32, max: u32) -> Limits {
        Limits {
            length_unit: Some(unit),
            ..characters(min, max)
        }
    }

    #[test]
    fn another_unit_is_judged_by_the_texts_that_it_leaves() {
        use LengthUnit::{EucKrBytes as EucKr, Utf8Bytes as Utf8};
        let none = Limits::default();
        for (old, new, effect) in [
            (characters(1, 20), bytes(Utf8, 1, 20), TIGHTENED),
            (characters(1, 20), bytes(Utf8, 1, 80), LOOSENED),
            (characters(1, 20), bytes(Utf8, 1, 79), SHIFTED),
            (characters(1, 20), bytes(Utf8, 2, 80), SHIFTED),
            (characters(2, 20), bytes(Utf8, 5, 20), TIGHTENED),
            (characters(2, 20), bytes(Utf8, 4, 20), SHIFTED),
            (characters(1, 20), bytes(Utf8, 81, 90), OTHER_VALUES),
            (bytes(Utf8, 1, 20), characters(1, 20), LOOSENED),
            (bytes(Utf8, 1, 20), characters(1, 5), TIGHTENED),
            (bytes(Utf8, 1, 20), characters(1, 6), SHIFTED),
            (bytes(Utf8, 1, 20), characters(21, 30), OTHER_VALUES),
            // No length lets emoji through where the charset has none.
            (characters(1, 20), bytes(EucKr, 1, 20), TIGHTENED),
            (characters(1, 20), bytes(EucKr, 1, 40), SHIFTED),
            (bytes(EucKr, 1, 20), characters(1, 20), LOOSENED),
            (bytes(EucKr, 1, 20), bytes(Utf8, 1, 30), LOOSENED),
            (bytes(EucKr, 1, 21), bytes(Utf8, 1, 31), LOOSENED),
            (bytes(EucKr, 1, 20), bytes(Utf8, 1, 20), SHIFTED),
            (bytes(Utf8, 1, 30), bytes(EucKr, 1, 20), TIGHTENED),
            (bytes(Utf8, 1, 20), bytes(EucKr, 1, 20), SHIFTED),
            (bytes(EucKr, 1, 20), bytes(EucKr, 1, 21), LOOSENED),
            (none, bytes(EucKr, 1, 20), TIGHTENED),
            (bytes(EucKr, 1, 20), none, LOOSENED),
        ] {
            assert_eq!(change(old, new).0, effect, "{old:?} {new:?}");
        }
    }

    #[test]
    fn a_change_is_as_wide_as_the_values_that_it_leaves() {
        let none = Limits::default();
        for (old, new, effect) in [
            (multiple(10), multiple(5), LOOSENED),
            (multiple(10), none, LOOSENED),
            (multiple(10), multiple(20), TIGHTENED),
            (none, multiple(10), TIGHTENED),
            (multiple(10), multiple(15), SHIFTED),
            (characters(1, 4), characters(1, 5), LOOSENED),
            (characters(1, 4), characters(2, 4), TIGHTENED),
            (characters(1, 4), characters(2, 5), SHIFTED),
            (characters(1, 4), characters(5, 5), OTHER_VALUES),
        ] {
            assert_eq!(change(old, new).0, effect, "{old:?} {new:?}");
        }
    }

    #[test]
    fn a_limit_is_told_with_what_it_counts() {
        let told = |old, new| change(old, new).1.map(Option::unwrap_or_default);
        assert_eq!(told(multiple(10), Limits::default()), ["multiples of 10", ""]);
        let (some, one) = (characters(1, 4), characters(1, 1));
        assert_eq!(told(some, one), ["1 to 4 characters", "1 character"]);
        let (some, one) =
            (bytes(LengthUnit::EucKrBytes, 1, 4), bytes(LengthUnit::Utf8Bytes, 1, 1));
        assert_eq!(told(some, one), ["1 to 4 bytes of EUC-KR", "1 byte of UTF-8"]);
    }
}
