//! Lists in requests, and what a field is that may be one.

use super::describe::Describe as _;
use super::log::{At, Log};
use super::types::Known;
use super::users::Ways;
use super::value::with_facts;
use super::{Effect, limits};
use crate::ir::{Field, List};

impl Log {
    pub(super) fn array(
        &mut self,
        at: At<'_>,
        (old, new): (Option<&List>, Option<&List>),
        array: Effect,
    ) {
        self.fact(at, "array", &old.is_some(), &new.is_some(), array);
        if let (Some(old), Some(new)) = (old, new) {
            let (was, is) = (old.rows.is_some(), new.rows.is_some());
            self.fact(at, "array of arrays", &was, &is, array);
            self.list(at, (old, new), array);
        }
    }

    fn list(&mut self, at: At<'_>, (old, new): (&List, &List), other: Effect) {
        let List {
            // Made from the names of the field and of its struct.
            name: _,
            is_map,
            rows,
            limits,
            decisions,
            // Told of the field.
            citation: _,
        } = old;
        self.fact(at, "map", is_map, &new.is_map, other);
        self.limits(at, limits, &new.limits, Ways::GIVEN);
        if let (Some(old), Some(new)) = (rows, &new.rows) {
            self.limits(at, &old.limits, &new.limits, Ways::GIVEN);
        }
        self.decisions(at, decisions, &new.decisions);
    }
}

/// What a field is, in a few words.
pub(super) fn summary(field: &Field, known: &Known<'_>) -> String {
    let need = field.need.describe().unwrap_or_default();
    let list = field.list.as_ref().map(|list| {
        let limits: Vec<_> = limits::describe(&list.limits).collect();
        let array = with_facts("array", &limits) + " of ";
        let rows = list.rows.as_ref().map(|rows| {
            let limits: Vec<_> = limits::describe(&rows.limits).collect();
            with_facts("array", &limits) + " of "
        });
        rows.unwrap_or_default() + &array
    });
    let kind = known.in_words(&field.ty).unwrap_or_default();
    let null = if field.nullable { "null or " } else { "" };
    format!("{need}, {null}{}{kind}", list.unwrap_or_default())
}
