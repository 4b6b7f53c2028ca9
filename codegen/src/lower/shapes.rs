//! Objects of one of several shapes: how each shape is told.

use crate::ir::{ShapeSign, Tag};
use crate::raw::{Field, Need};

/// The signs of the shapes of a field, if it has shapes.
pub(super) fn signs(field: &Field) -> Option<Vec<ShapeSign>> {
    let sign = |shape: &Field| match tag(Some(field), shape) {
        Some(tag) => ShapeSign::Value(tag),
        None => ShapeSign::Names(required(shape)),
    };
    field.kind.is_choice().then(|| field.fields.iter().map(sign).collect())
}

/// What tells that an object has this shape of the field that it belongs to.
pub(super) fn tag(choice: Option<&Field>, shape: &Field) -> Option<Tag> {
    let (field, json) = choice?.told(shape)?;
    Some(Tag { field, json })
}

/// The names of the fields that a shape has to have.
fn required(shape: &Field) -> Vec<String> {
    let fields = shape.fields.iter().filter(|it| it.need == Need::Required);
    fields.map(|it| it.name.clone()).collect()
}
