//! Objects in requests, and visiting their fields.

use super::escape::escaped;
use super::{Encryption, ListStyle, Minter, UndocumentedFields};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

/// A JSON object in a request. The macro `object` adds `Serialize` and `Debug`.
pub trait Object {
    /// The name in `Debug` output.
    const NAME: &'static str;

    /// Passes every field to `visitor`, in the order of the wire.
    fn visit<V: Visitor>(&self, visitor: &mut V);
}

/// A visitor of an object's fields. A visitor that fails keeps its error until the end, so that a
/// visit is just a list of calls.
pub trait Visitor {
    /// Visits a field of the body.
    fn field<T: Content>(&mut self, name: &'static str, value: &T);

    /// Visits a parameter that replaces `{name}` in the path.
    fn path<T: Content>(&mut self, _name: &'static str, _value: &T) {}

    /// Visits a parameter of the query.
    fn query<T: Content>(&mut self, _name: &'static str, _value: &T) {}

    /// Visits a parameter that is sent as a header.
    fn header<T: Content>(&mut self, _name: &'static str, _value: &T) {}

    /// Returns what makes the values of fields that are made for each call, for a visitor that
    /// writes them.
    fn minter(&self) -> Option<&Minter<'_>> {
        None
    }

    /// Visits the idempotency key, which is also visited at its place.
    fn idempotency_key(&mut self, _key: &str) {}

    /// Visits the fields that the documentation does not have, behind all others.
    fn undocumented(&mut self, _fields: &UndocumentedFields) {}

    /// Visits the caller's statement whether the body is encrypted, where the documentation has
    /// none.
    fn encryption(&mut self, _stated: Encryption) {}
}

/// A value: a text, number, date, flag, code or object, or a list of these.
pub trait Value: Serialize + fmt::Debug {
    /// Writes the `Debug` form without the field's name.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }

    /// Returns how it is written in a query or a form, if it is a list.
    fn list_style(&self) -> ListStyle {
        ListStyle::Repeated
    }

    /// Returns the file, if it is one.
    fn file(&self) -> Option<FilePart<'_>> {
        None
    }
}

/// A file as a part of a body. `Debug` shows the media type and the number of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FilePart<'a> {
    /// The name of the file, without a folder.
    pub name: &'a str,
    /// The media type.
    pub media_type: &'a str,
    /// The content.
    pub bytes: &'a [u8],
}

impl fmt::Debug for FilePart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}, {} bytes)", escaped(self.media_type), self.bytes.len())
    }
}

/// The content of a field: a value or an optional value.
pub trait Content: Serialize {
    /// Writes the `Debug` form.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Returns whether the field is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Returns how it is written in a query or a form, if it is a list.
    fn list_style(&self) -> ListStyle {
        ListStyle::Repeated
    }

    /// Returns the file, if it is one.
    fn file(&self) -> Option<FilePart<'_>> {
        None
    }
}

impl<T: Value> Content for T {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::show(self, f)
    }

    fn list_style(&self) -> ListStyle {
        Value::list_style(self)
    }

    fn file(&self) -> Option<FilePart<'_>> {
        Value::file(self)
    }
}

impl<T: Content> Content for Option<T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.show(f))
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn list_style(&self) -> ListStyle {
        self.as_ref().map_or(ListStyle::Repeated, Content::list_style)
    }

    fn file(&self) -> Option<FilePart<'_>> {
        self.as_ref().and_then(Content::file)
    }
}

/// A value that is hidden in `Debug`, although its type may show it elsewhere.
pub struct Hidden<'a, T>(pub &'a T);

impl<T: Content> Content for Hidden<'_, T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn list_style(&self) -> ListStyle {
        self.0.list_style()
    }

    fn file(&self) -> Option<FilePart<'_>> {
        self.0.file()
    }
}

impl<T: Serialize> Serialize for Hidden<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Serializes an object: the fields of its body, without absent ones.
pub fn serialize<O: Object, S: Serializer>(
    object: &O,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serialize_minted(object, None, serializer)
}

/// Like [`serialize`], with the values that are made for each call.
pub(super) fn serialize_minted<O: Object, S: Serializer>(
    object: &O,
    minter: Option<&Minter<'_>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = Entries {
        minter,
        map: serializer.serialize_map(None)?,
        state: Ok(()),
    };
    object.visit(&mut entries);
    entries.state?;
    entries.map.end()
}

struct Entries<'a, M: SerializeMap> {
    minter: Option<&'a Minter<'a>>,
    map: M,
    state: Result<(), M::Error>,
}

impl<M: SerializeMap> Visitor for Entries<'_, M> {
    fn minter(&self) -> Option<&Minter<'_>> {
        self.minter
    }

    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        if self.state.is_ok() && !value.is_absent() {
            self.state = self.map.serialize_entry(name, value);
        }
    }

    fn undocumented(&mut self, fields: &UndocumentedFields) {
        for (name, value) in fields.iter() {
            if self.state.is_ok() {
                self.state = self.map.serialize_entry(name, value);
            }
        }
    }
}

/// Writes an object's fields for `Debug`, each as far as its rule allows.
///
/// # Errors
///
/// Returns the formatter's errors.
pub fn debug<O: Object>(object: &O, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut fields = Fields(f.debug_struct(O::NAME));
    object.visit(&mut fields);
    fields.0.finish()
}

struct Fields<'a, 'b>(fmt::DebugStruct<'a, 'b>);

impl Visitor for Fields<'_, '_> {
    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        if !value.is_absent() {
            self.0.field(name, &Shown(value));
        }
    }

    fn path<T: Content>(&mut self, name: &'static str, value: &T) {
        self.field(name, value);
    }

    fn query<T: Content>(&mut self, name: &'static str, value: &T) {
        self.field(name, value);
    }

    fn header<T: Content>(&mut self, name: &'static str, value: &T) {
        self.field(name, value);
    }

    fn undocumented(&mut self, fields: &UndocumentedFields) {
        for (name, _) in fields.iter() {
            self.0.field(&escaped(name), &format_args!(".."));
        }
    }

    fn encryption(&mut self, stated: Encryption) {
        self.0.field("encryption", &stated);
    }
}

/// A value in the `Debug` output of its container.
pub(super) struct Shown<'a, T>(pub(super) &'a T);

impl<T: Content> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}
