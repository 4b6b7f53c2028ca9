//! Objects of one of several shapes.

use super::node::{Node, Object};
use super::schema;
use crate::ir::{Ident, ShapeSign, Tag};

/// The schema of an object that has one of several shapes.
pub(super) fn one_of(shapes: &[(&Ident, &ShapeSign)]) -> Object {
    let refs = shapes.iter().map(|(name, _)| schema::reference(name.as_str()));
    let tags: Vec<_> = shapes
        .iter()
        .filter_map(|(name, sign)| match sign {
            ShapeSign::Value(tag) => Some((name, tag)),
            ShapeSign::Names(_) => None,
        })
        .collect();
    let discriminator = tags.first().map(|(_, tag)| {
        let mapping = tags.iter().map(|(name, tag)| {
            let text = serde_json::from_str(&tag.json);
            let text = text.unwrap_or_else(|_| tag.json.clone());
            (text, Node::from(format!("#/components/schemas/{name}")))
        });
        Object::new()
            .with("propertyName", &tag.field)
            .object("mapping", mapping.collect())
    });
    Object::new().list("oneOf", refs).maybe("discriminator", discriminator)
}

/// The schema of an object with what tells that it has this shape.
pub(super) fn tagged(mut object: Object, tag: Option<&Tag>) -> Object {
    let Some(Tag { field, json }) = tag else { return object };
    let told = Object::new().with("const", Node::Raw(json.clone()));
    let properties =
        Object::new().with(field.to_owned(), told).all(object.inner("properties"));
    object.set("properties", properties);
    object.require(field);
    object
}
