//! The kind of values, after resolution.

use crate::ir::{self, ValueKind};
use crate::raw::{self, Facts as _, FieldType};
use crate::resolution;

/// Whether a key is about a list, and not about its items.
pub(super) fn is_of_lists(key: &str) -> bool {
    raw::Field::FACTS.iter().any(|fact| fact.key == key && fact.is_of_lists())
}

/// The kind of the values of a field, or of the items of its list.
pub(super) fn kind(
    resolutions: &[raw::Resolution],
    owner: &str,
    field: &raw::Field,
) -> ValueKind {
    let limits = field.limits().only(|fact| !fact.is_of_lists());
    match field.kind {
        FieldType::Number | FieldType::ArrayOfNumbers if field.decimals.is_some() => {
            ValueKind::Decimal(limits)
        }
        FieldType::Number | FieldType::ArrayOfNumbers => ValueKind::Number(limits),
        FieldType::File => ValueKind::File(ir::Upload {
            limits,
            media_types: field.media_types.clone(),
        }),
        FieldType::Boolean => ValueKind::Flag(field.wire.unwrap_or_default()),
        _ => {
            let form = field.form.as_deref();
            let constraint = constraint(resolutions, owner, limits, form);
            let is_date = constraint.shape_enforced
                && constraint.shape.as_ref().is_some_and(crate::shape::Shape::is_date);
            if is_date {
                ValueKind::Date(constraint)
            } else {
                ValueKind::Text(constraint)
            }
        }
    }
}

/// The form and the length of a text, after resolution.
pub(super) fn constraint(
    resolutions: &[raw::Resolution],
    owner: &str,
    limits: raw::Limits,
    form: Option<&str>,
) -> ir::Constraint {
    let told_only = |fact| {
        resolution::adopted(resolutions, owner, fact)
            .is_some_and(resolution::is_told_only)
    };
    let limits = resolution::enforced(resolutions, owner, limits);
    let (min, max) = (limits.min_length, limits.max_length);
    let exact = limits.length.or(min.filter(|_| min == max));
    let form = resolution::form(resolutions, owner, form);
    let shape = form.and_then(|form| ir::Shape::parse(form).ok());
    ir::Constraint {
        limits: raw::Limits {
            length: exact,
            min_length: min.filter(|_| exact.is_none()),
            max_length: max.filter(|_| exact.is_none()),
            ..limits
        },
        shape,
        shape_enforced: !told_only("form"),
    }
}
