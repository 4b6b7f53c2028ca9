//! Requests and their parts: one walk over the fields serves every purpose.

use serde::{Serialize, Serializer, ser::SerializeMap};
use std::fmt;

/// A JSON object that is sent. The macro `object` adds `Serialize` and `Debug`.
pub trait Object {
    /// What `Debug` calls it.
    const NAME: &'static str;

    /// Shows every field to `visitor`, in the order of the wire.
    fn visit<V: Visitor>(&self, visitor: &mut V);
}

/// What is to be done with every field of an object. One that fails keeps its error to
/// itself until the walk is over, so that a walk is a list of calls and nothing else.
pub trait Visitor {
    /// A field of the body.
    fn field<T: Content>(&mut self, name: &'static str, value: &T);

    /// A parameter that fills `{name}` in the path.
    fn path<T: Content>(&mut self, _name: &'static str, _value: &T) {}

    /// A parameter of the query.
    fn query<T: Content>(&mut self, _name: &'static str, _value: &T) {}
}

/// One value: a text, number, date, flag, code or object, or a list of such.
pub trait Value: Serialize + fmt::Debug {
    /// Writes what `Debug` may show, without the name that the rule gives it.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)
    }
}

/// What a field may hold: a value, and perhaps nothing.
pub trait Content: Serialize {
    /// Writes what `Debug` may show.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Whether the field is left out.
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Value> Content for T {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Value::show(self, f)
    }
}

impl<T: Content> Content for Option<T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |value| value.show(f))
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// The value of a field of which nothing may be shown, although its type may show it elsewhere.
pub struct Hidden<'a, T>(pub &'a T);

impl<T: Content> Content for Hidden<'_, T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl<T: Serialize> Serialize for Hidden<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Writes an object as JSON: the fields of its body, without those that are absent.
pub fn serialize<O: Object, S: Serializer>(
    object: &O,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entries = Entries {
        map: serializer.serialize_map(None)?,
        state: Ok(()),
    };
    object.visit(&mut entries);
    entries.state?;
    entries.map.end()
}

struct Entries<M: SerializeMap> {
    map: M,
    state: Result<(), M::Error>,
}

impl<M: SerializeMap> Visitor for Entries<M> {
    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        if self.state.is_ok() && !value.is_absent() {
            self.state = self.map.serialize_entry(name, value);
        }
    }
}

/// Writes an object as its fields, each as far as its rule allows.
///
/// # Errors
///
/// The formatter's own.
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
}

/// A value in the `Debug` output of what holds it.
pub(super) struct Shown<'a, T>(pub(super) &'a T);

impl<T: Content> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }
}
