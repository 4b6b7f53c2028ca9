//! What becomes of the values of an answer where they are read as another type.

use super::types::Differ;
use super::value::keeps;
use super::{Effect, Group, Kind};
use crate::checker::Decimal;
use crate::ir::{CodeTable, Reading, ValueKind, Wire};

impl<'a> Differ<'a> {
    /// What becomes of a field that is read as it was and is another one now. Texts, numbers and
    /// codes are read from a text or a number alike.
    pub(super) fn other_reading(
        &self,
        old: &Reading,
        new: &Reading,
        kind: Option<&ValueKind>,
    ) -> Effect {
        let is_value = |reading: &Reading| match reading {
            Reading::Text
            | Reading::Number
            | Reading::Decimal
            | Reading::Written
            | Reading::Flag
            | Reading::Code(_) => true,
            Reading::Object(_)
            | Reading::Texts
            | Reading::Numbers
            | Reading::Decimals
            | Reading::Map
            | Reading::Codes(_)
            | Reading::Objects(_) => false,
        };
        match (old, new) {
            (old, new) if reads_as_well(old, new) => OTHER_ACCESSOR,
            (Reading::Codes(_), Reading::Texts | Reading::Codes(_))
            | (Reading::Numbers, Reading::Decimals | Reading::Texts)
            | (Reading::Decimals, Reading::Texts) => OTHER_ACCESSOR
                .depends("it finds values unreadable that its type does not have"),
            (old, new) if is_value(old) && is_value(new) => {
                let values = self.values(new, kind);
                if values.is_empty() || values.iter().any(|it| self.reads(old, it)) {
                    let knows = |value: &&str| self.knows(old, value);
                    let all = !values.is_empty() && values.iter().all(knows);
                    let why = "it finds values unreadable that its type does not have";
                    return if all {
                        OTHER_ACCESSOR
                    } else {
                        OTHER_ACCESSOR.depends(why)
                    };
                }
                UNREADABLE
            }
            _ => UNREADABLE,
        }
    }

    /// The values that a field of an answer has, where there are no others.
    fn values(&self, reading: &Reading, kind: Option<&ValueKind>) -> Vec<&'a str> {
        match (reading, kind) {
            (Reading::Flag, Some(ValueKind::Flag(Wire::YesNo))) => vec!["Y", "N"],
            (Reading::Flag, Some(ValueKind::Flag(Wire::OneZero))) => vec!["1", "0"],
            // JSON's own, which are no texts.
            (Reading::Flag, _) => vec!["true", "false"],
            (Reading::Code(table), _) => {
                let table = self.new.tables.get(table).into_iter();
                table.flat_map(|it| &it.codes).map(|it| it.code.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a deployed client reads a value at all.
    fn reads(&self, reading: &Reading, value: &str) -> bool {
        match reading {
            Reading::Text => !["true", "false"].contains(&value),
            Reading::Number => value.parse::<i128>().is_ok(),
            Reading::Decimal | Reading::Written => value.parse::<Decimal>().is_ok(),
            Reading::Flag => ["1", "Y", "true", "0", "N", "false"].contains(&value),
            Reading::Code(table) => {
                let table = self.old.tables.get(table);
                let keeps = |it: &&CodeTable| keeps(value, &it.constraint);
                self.knows(reading, value) || table.is_some_and(keeps)
            }
            Reading::Object(_)
            | Reading::Texts
            | Reading::Numbers
            | Reading::Decimals
            | Reading::Map
            | Reading::Codes(_)
            | Reading::Objects(_) => false,
        }
    }

    /// Whether what it reads is a value that it knows.
    fn knows(&self, reading: &Reading, value: &str) -> bool {
        let Reading::Code(table) = reading else { return self.reads(reading, value) };
        let table = self.old.tables.get(table).into_iter();
        table.flat_map(|it| &it.codes).any(|it| it.code == value)
    }
}

/// Whether whatever is read as the new one is read as the old one too.
const fn reads_as_well(old: &Reading, new: &Reading) -> bool {
    match old {
        Reading::Text => matches!(
            new,
            Reading::Number | Reading::Decimal | Reading::Written | Reading::Code(_)
        ),
        Reading::Decimal => matches!(new, Reading::Number | Reading::Written),
        Reading::Written => matches!(new, Reading::Number | Reading::Decimal),
        Reading::Texts => {
            matches!(new, Reading::Codes(_) | Reading::Numbers | Reading::Decimals)
        }
        Reading::Decimals => matches!(new, Reading::Numbers),
        _ => false,
    }
}

pub(super) const OTHER_ACCESSOR: Effect = Effect::of(Kind::C709, Group::TypeBreaking)
    .must_change("the accessor gives another type");

pub(super) const UNREADABLE: Effect = Effect {
    group: Group::WireBreaking,
    ..OTHER_ACCESSOR
}
.fails("it finds the value unreadable");
