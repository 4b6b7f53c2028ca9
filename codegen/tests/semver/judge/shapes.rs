//! Objects of one of several shapes: what to send of them, and which of them was read.

use codegen::ir::{AnswerObject, ShapeSign};
use serde_json::{Value, json};

use super::seen::items;
use super::tries::objects;

/// The positions of the shape that was sent and of the one that has the same sign in a new state.
pub(crate) fn pair(
    (old, new): (&Value, &Value),
    sent: &Value,
) -> Option<(usize, usize)> {
    let at = position(sent)?;
    Some((at, items(&new[1]).position(|it| it[0] == old[1][at][0])?))
}

/// The position of the shape that was sent, or read.
pub(crate) fn position(object: &Value) -> Option<usize> {
    object["shape"].as_u64().and_then(|at| usize::try_from(at).ok())
}

/// Each shape that the old state has, with one field after another as it is tried.
pub(crate) fn tries(old: &Value, new: Option<&Value>) -> Vec<Value> {
    let shapes = old[1].as_array().unwrap().iter().enumerate();
    let of = |(at, shape): (usize, &Value)| {
        let shapes = new.filter(|it| it[0] == "OneOf").map(|it| items(&it[1]));
        let now = shapes.and_then(|mut it| it.find(|it| it[0] == shape[0]));
        let objects = objects(&shape[1], now.map(|it| &it[1])).into_iter();
        objects.map(move |it| json!({ "shape": at, "of": it }))
    };
    shapes.flat_map(of).collect()
}

/// An object with the field that tells its shape.
pub(crate) fn with_sign(mut object: Value, sign: &ShapeSign) -> Value {
    if let ShapeSign::Value(tag) = sign {
        object[&tag.field] = serde_json::from_str(&tag.json).unwrap();
    }
    object
}

/// The position of the only shape that an object has, if it has one.
pub(crate) fn shape_of(of: &AnswerObject, object: &Value) -> Option<usize> {
    let is_of = |sign: &ShapeSign| match sign {
        ShapeSign::Value(tag) => {
            let told: Value = serde_json::from_str(&tag.json).unwrap();
            object[&tag.field] == told
        }
        ShapeSign::Names(names) => names.iter().all(|name| !object[name].is_null()),
    };
    let mut found = of.shapes.as_ref()?.iter().enumerate().filter(|(_, it)| is_of(it));
    let (at, _) = found.next()?;
    found.next().is_none().then_some(at)
}
