//! The fields of answers as data, for the mock server and the command line.

use super::super::{Download, Json, Named, Redact, ShapeSign};

/// A field of an answer.
#[derive(Clone, Copy, Debug)]
pub struct ResponseField {
    /// The name on the wire.
    pub name: &'static str,
    /// How much of it may be shown. The fields of an object have their own setting.
    pub redact: Redact,
    /// The kind of its value.
    pub kind: ResponseKind,
}

/// How the value of an answer's field is read.
#[derive(Clone, Copy, Debug)]
pub enum ResponseKind {
    /// As a text.
    Text,
    /// As a whole number.
    Number,
    /// As a decimal number that is a text.
    Written,
    /// As a boolean, written as these texts for true and false, or as JSON's own.
    Flag(Option<(&'static str, &'static str)>),
    /// As one of these codes.
    Code(fn() -> Vec<Named>),
    /// As one of these codes, which are numbers.
    NumberCode(fn() -> Vec<Named>),
    /// As an object.
    Object(&'static [ResponseField]),
    /// As an object of one of several shapes, each with its sign and its fields.
    OneOf(&'static [(ShapeSign, &'static [ResponseField])]),
    /// As a list.
    List(&'static Self),
    /// As a map with values like this.
    Map(&'static Self),
}

/// A response type with a description.
pub trait DescribedResponse {
    /// The fields of the response.
    const FIELDS: &'static [ResponseField];
}

/// An object of one of several shapes in a response.
pub trait DescribedShapes {
    /// How it is read.
    const KIND: ResponseKind;
}

/// An answer without documented fields.
impl DescribedResponse for Json {
    const FIELDS: &'static [ResponseField] = &[];
}

/// A file has no fields.
impl DescribedResponse for Download {
    const FIELDS: &'static [ResponseField] = &[];
}
