//! Fields of which null is a value.

use super::{Effect, Group, Kind};
use crate::ir::Field;

/// What it does that `null` is a value, or no longer is.
pub(super) fn changed(new: &Field) -> Effect {
    match (new.nullable, new.is_asked()) {
        (true, true) => Effect {
            group: Group::TypeBreaking,
            ..NULLABLE
        }
        .must_change("`new` takes a value that may be null"),
        (true, false) => NULLABLE,
        (false, _) => NOT_NULLABLE,
    }
}

const NULLABLE: Effect = Effect::of(Kind::C370, Group::Additive);

const NOT_NULLABLE: Effect = Effect::of(Kind::C371, Group::TypeBreaking)
    .depends("it fails where it sends null")
    .must_change("the builder no longer takes null");
