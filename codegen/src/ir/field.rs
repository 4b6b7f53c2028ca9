//! Fields, their types and their objects.

use super::{
    Citation, Decision, FieldOrigin, Ident, Known, ListStyle, Location, Need, Redact,
    Unnamed, Wire, Words,
};
use crate::checker::{Mismatch, ViolationKind};
use crate::raw::{Limits, key_of};
use crate::shape::Shape;

/// The form and the length of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constraint {
    /// Its limits. A least and a greatest length that are the same are the exact one.
    pub limits: Limits,
    /// Its shape.
    pub shape: Option<Shape>,
    /// Whether the shape rejects values; an inferred one may only be documented.
    pub shape_enforced: bool,
}

impl Constraint {
    /// The key of the rule that a text breaks, length before form: `None` if the client takes it.
    #[must_use]
    pub fn broken(&self, text: &str) -> Option<&'static str> {
        if let Some(broken) = ViolationKind::of_length(self.limits.of_length(), text) {
            return Some(key_of(&broken));
        }
        let shape = self.shape.as_ref().filter(|_| self.shape_enforced)?;
        shape.check(text).err().map(|mismatch| match mismatch {
            Mismatch::Form => "form",
            Mismatch::NoSuchDate => "calendar",
        })
    }
}

/// The type of a header's or a field's value.
#[derive(Debug, Clone)]
pub struct ValueType {
    /// The type's name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// Its descriptions.
    pub words: Words,
    /// The kind of its values.
    pub kind: ValueKind,
    /// How much of it debug output shows.
    pub redact: Redact,
    /// An invented value that keeps every rule.
    pub example: Option<String>,
    /// The decisions about it.
    pub decisions: Vec<Decision>,
    /// Where it is documented first.
    pub citation: Citation,
    /// Where it is documented, for each of its uses.
    pub uses: Vec<Citation>,
    /// The module that it stands in.
    pub module: Module,
}

/// The kind of the values of a [`ValueType`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// Text.
    Text(Constraint),
    /// A day of the calendar, as text.
    Date(Constraint),
    /// A text that the caller configures and that nothing shows.
    Secret(Constraint),
    /// A whole number.
    Number(Limits),
    /// A decimal number.
    Decimal(Limits),
    /// Yes or no.
    Flag(Wire),
    /// A file.
    File(Upload),
}

/// What a file has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The number of its bytes.
    pub limits: Limits,
    /// The media types that it may have; any if there are none.
    pub media_types: Vec<String>,
}

impl Upload {
    /// A media type that it may have.
    #[must_use]
    pub fn example(&self) -> String {
        let first =
            self.media_types.first().map_or("application/octet-stream", String::as_str);
        first.replace('*', "x-example")
    }
}

/// The module that a type is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Module {
    /// The module of the one operation that uses it, by its position; callbacks stand behind the
    /// operations.
    Operation(usize),
    /// The module of the fields that several operations use.
    Fields,
    /// The module of the headers.
    Headers,
}

/// A reference to a type by its claimed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeRef {
    /// A [`ValueType`].
    Value(Ident),
    /// A [`super::CodeTable`].
    Code(Ident),
    /// An [`Object`].
    Object(Ident),
}

impl TypeRef {
    /// The name of the type.
    #[must_use]
    pub fn name(&self) -> &Ident {
        match self {
            Self::Value(name) | Self::Code(name) | Self::Object(name) => name,
        }
    }
}

/// One parameter of a request, or one field of an object in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The Rust name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// Its descriptions.
    pub words: Words,
    /// Where it is sent: in the body, the path, the query or a header.
    pub place: Location,
    /// Whether it has to be sent.
    pub need: Need,
    /// The origin of the value.
    pub origin: FieldOrigin,
    /// Whether it is the idempotency key, which is made where the caller gives none.
    pub idempotency: bool,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// The condition of the need.
    pub condition: Option<String>,
    /// The type of the value, or of each item.
    pub ty: TypeRef,
    /// The list of such values that it is, if it is an array.
    pub list: Option<List>,
    /// How it is written in a query or a form, if it is a list or an object.
    pub style: ListStyle,
    /// How much of it may be shown: what its type says, or for a code what stands at the field.
    /// Of an object its fields say it.
    pub redact: Redact,
    /// An invented value that keeps every rule.
    pub example: Option<String>,
    /// What the page says of the values where a code table lists them, which says more.
    pub of_codes: Option<ValueKind>,
    /// The value that the client sends by itself, where there is no other.
    pub constant: Option<Constant>,
    /// The decisions about its value. A type that several operations share has none of its own.
    pub decisions: Vec<Decision>,
    /// Where it is documented, if not on the page.
    pub cite: Option<Citation>,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
}

/// The one value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// The variant of its code.
    pub variant: Ident,
    /// The code as JSON.
    pub json: String,
}

impl List {
    /// The type of a field that is this list.
    #[must_use]
    pub fn ty(&self) -> &Ident {
        self.rows.as_ref().map_or(&self.name, |rows| &rows.name)
    }
}

impl Field {
    /// Whether it is an object that is written in a query or a form. A list says so itself.
    #[must_use]
    pub fn is_written(&self) -> bool {
        self.list.is_none() && self.style != ListStyle::Repeated
    }

    /// Whether callers can give it with a request.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.constant.is_none() && self.origin != FieldOrigin::Configuration
    }

    /// Whether callers have to give it: it is required, and the client neither makes nor knows its
    /// value.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.need == Need::Required
            && self.constant.is_none()
            && !self.idempotency
            && self.origin == FieldOrigin::Caller
    }
}

/// The list of an array in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The type's name.
    pub name: Ident,
    /// What limits the list itself, and not its items.
    pub limits: Limits,
    /// Whether its items are named, and not numbered.
    pub is_map: bool,
    /// The array of such arrays that it is, if it is one.
    pub rows: Option<Rows>,
    /// The decisions about the limits.
    pub decisions: Vec<Decision>,
    /// Where it is documented.
    pub citation: Citation,
}

/// The sign by which a shape of an object is told from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShapeSign {
    /// The value of a field.
    Value(Tag),
    /// The fields that it has to have.
    Names(Vec<String>),
}

/// The field that tells a shape, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name of the field on the wire.
    pub field: String,
    /// The value as JSON.
    pub json: String,
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.field, self.json)
    }
}

impl std::fmt::Display for ShapeSign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(tag) => tag.fmt(f),
            Self::Names(names) => f.write_str(&names.join(", ")),
        }
    }
}

/// An array of arrays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The type's name.
    pub name: Ident,
    /// How many arrays it has.
    pub limits: Limits,
}

/// An object within a request.
#[derive(Debug, Clone)]
pub struct Object {
    /// The type's name.
    pub name: Ident,
    /// If it is one of several shapes, their signs: each of its fields is such a shape.
    pub shapes: Option<Vec<ShapeSign>>,
    /// What tells that it has this shape, if it is one of several and a field does.
    pub tag: Option<Tag>,
    /// Its descriptions.
    pub words: Words,
    /// How much of its fields is known.
    pub known: Known,
    /// In the page's order.
    pub fields: Vec<Field>,
    /// Fields that the page lists without a name.
    pub unnamed: Vec<Unnamed>,
    /// Where it is documented first.
    pub citation: Citation,
    /// Where it is documented, for each of its uses.
    pub uses: Vec<Citation>,
    /// The module that it stands in.
    pub module: Module,
}

/// An object within an answer.
#[derive(Debug, Clone)]
pub struct AnswerObject {
    /// The type's name.
    pub name: Ident,
    /// If it is one of several shapes, their signs: each of its fields is such a shape.
    pub shapes: Option<Vec<ShapeSign>>,
    /// What tells that it has this shape, if it is one of several and a field does.
    pub tag: Option<Tag>,
    /// Its descriptions.
    pub words: Words,
    /// How much of its fields is known.
    pub known: Known,
    /// In the page's order.
    pub fields: Vec<ResponseField>,
    /// Fields that the page lists without a name.
    pub unnamed: Vec<Unnamed>,
    /// Where it is documented first.
    pub citation: Citation,
    /// Where it is documented, for each of its uses.
    pub uses: Vec<Citation>,
    /// The module that it stands in.
    pub module: Module,
}

/// One field of an answer. Answers are read as they come: no constraint is enforced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseField {
    /// The accessor's name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// Its descriptions.
    pub words: Words,
    /// Whether the page promises it.
    pub need: Need,
    /// The condition of the need.
    pub condition: Option<String>,
    /// How it is read.
    pub reading: Reading,
    /// What the page says of its values, where that is no object.
    pub kind: Option<ValueKind>,
    /// What the page says of the list itself, if it is one, and not of its items.
    pub items: Limits,
    /// If it is an array of such arrays, what the page says of how many.
    pub rows: Option<Limits>,
    /// An invented value.
    pub example: Option<String>,
    /// How much of it debug output shows.
    pub redact: Redact,
    /// Where it is documented, if not on the page.
    pub cite: Option<Citation>,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
}

/// The type that a field of an answer is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// As text.
    Text,
    /// As a whole number.
    Number,
    /// As a decimal number.
    Decimal,
    /// As a decimal number that keeps its digits.
    Written,
    /// As yes or no.
    Flag,
    /// As a code of this table.
    Code(Ident),
    /// As this type.
    Object(Ident),
    /// As an array of texts.
    Texts,
    /// As an array of codes of this table.
    Codes(Ident),
    /// As an array of whole numbers.
    Numbers,
    /// As an array of decimal numbers.
    Decimals,
    /// As a map of texts.
    Map,
    /// As an array of this type.
    Objects(Ident),
}
