//! Lowers descriptions, and what remains to be confirmed.

use crate::ir::{Unnamed, Words};
use crate::raw::{self, Known};

pub(super) fn of_field(field: &raw::Field) -> Words {
    Words {
        about: field.about.clone(),
        wording: field.wording.clone(),
        constraint: field.constraint.clone(),
        default: field.default.clone(),
        known: if field.kind.is_object() { Known::Whole } else { field.known },
        confirm: field.confirm.clone(),
    }
}

pub(super) fn of_header(header: &raw::Header) -> Words {
    Words {
        about: header.about.clone(),
        wording: header.wording.clone(),
        confirm: header.confirm.clone(),
        ..Words::default()
    }
}

pub(super) fn of_table(table: &raw::CodeTable) -> Words {
    Words {
        about: table.about.clone(),
        wording: table.wording.clone(),
        confirm: table.confirm.clone(),
        ..Words::default()
    }
}

/// Those of a field's own values. What is said of one field, its place says.
pub(super) fn of_values(field: &raw::Field) -> Words {
    Words {
        about: field.about.clone(),
        ..Words::default()
    }
}

pub(super) fn of_operation(operation: &raw::Operation) -> Words {
    Words {
        about: operation.about.clone(),
        wording: operation.wording.clone(),
        confirm: operation.confirm.clone(),
        ..Words::default()
    }
}

pub(super) fn of_callback(callback: &raw::Callback) -> Words {
    Words {
        about: callback.about.clone(),
        wording: callback.wording.clone(),
        confirm: callback.confirm.clone(),
        ..Words::default()
    }
}

/// The points to confirm about the page as a whole.
pub(super) fn open(operation: &raw::Operation) -> Vec<String> {
    let cases = operation.test_cases.as_ref();
    let parts = [
        operation.request.confirm.as_ref(),
        operation.response_codes.confirm.as_ref(),
        cases.and_then(|cases| cases.confirm.as_ref()),
    ];
    parts.into_iter().flatten().cloned().collect()
}

pub(super) fn unnamed(fields: &[raw::Unnamed]) -> Vec<Unnamed> {
    let lowered = |field: &raw::Unnamed| Unnamed {
        after: field.after.clone(),
        kind: field.kind,
        need: field.need,
        limits: field.limits(),
        words: Words {
            about: None,
            wording: field.wording.clone(),
            constraint: field.constraint.clone(),
            default: None,
            known: Known::Whole,
            confirm: field.confirm.clone(),
        },
    };
    fields.iter().map(lowered).collect()
}
