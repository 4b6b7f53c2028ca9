//! JSON whose keys stay in order and whose numbers keep their digits.

use crate::checker::Decimal;
use crate::ir::Ident;
use crate::json;
use std::borrow::Cow;

/// A value of JSON.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// `true` or `false`.
    Bool(bool),
    /// A number, in its digits, or any other value that is JSON already.
    Raw(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object.
    Object(Object),
}

/// An object of JSON, built key by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object(Vec<(Key, Node)>);

/// Most are known before a run.
type Key = Cow<'static, str>;

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a key.
    pub(super) fn with(mut self, key: impl Into<Key>, value: impl Into<Node>) -> Self {
        self.0.push((key.into(), value.into()));
        self
    }

    /// Adds a key, if there is a value.
    pub(super) fn maybe(
        self,
        key: &'static str,
        value: Option<impl Into<Node>>,
    ) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a key, unless the text is empty.
    pub(super) fn text(self, key: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { self } else { self.with(key, text) }
    }

    /// Adds a list, unless it is empty.
    pub(super) fn list<T: Into<Node>>(
        self,
        key: &'static str,
        items: impl IntoIterator<Item = T>,
    ) -> Self {
        let items: Vec<Node> = items.into_iter().map(Into::into).collect();
        if items.is_empty() { self } else { self.with(key, Node::List(items)) }
    }

    /// Adds an object, unless it is empty.
    pub(super) fn object(self, key: &'static str, object: Self) -> Self {
        if object.0.is_empty() { self } else { self.with(key, object) }
    }

    /// Adds every key of another object.
    pub(super) fn all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Sets a key, in its place if there is one.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        match self.0.iter_mut().find(|(name, _)| name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.to_owned().into(), value)),
        }
    }

    /// Sets keys of every object in the list behind a key.
    pub(super) fn set_in_rows(&mut self, key: &str, fields: &Self) {
        let list = self.0.iter_mut().find(|(name, _)| name == key);
        let Some((_, Node::List(rows))) = list else { return };
        for row in rows {
            if let Node::Object(row) = row {
                for (name, value) in &fields.0 {
                    row.set(name, value.clone());
                }
            }
        }
    }

    /// The value of the first key.
    pub(super) fn first(self) -> Option<Node> {
        self.0.into_iter().next().map(|(_, value)| value)
    }

    /// Adds a name before those that an object has to have.
    pub(super) fn require(&mut self, name: &str) {
        match self.0.iter_mut().find(|(key, _)| key == "required") {
            Some((_, Node::List(names))) => names.insert(0, name.into()),
            _ => self.set("required", Node::List(vec![name.into()])),
        }
    }

    /// The object behind a key; an empty one, if there is none.
    pub(super) fn inner(&self, key: &str) -> Self {
        match self.0.iter().find(|(name, _)| name == key) {
            Some((_, Node::Object(object))) => object.clone(),
            _ => Self::new(),
        }
    }
}

impl<K: Into<Key>> FromIterator<(K, Node)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, Node)>>(entries: I) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Node {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Ident> for Node {
    fn from(name: &Ident) -> Self {
        Self::Text(name.to_string())
    }
}

impl From<bool> for Node {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Raw(number.to_string())
    }
}

impl From<u16> for Node {
    fn from(number: u16) -> Self {
        Self::Raw(number.to_string())
    }
}

impl From<Decimal> for Node {
    fn from(number: Decimal) -> Self {
        Self::Raw(number.to_string())
    }
}

impl Node {
    /// Writes it as `serde_json` does, which takes several times as long.
    fn write(&self, indent: &str, json: &mut String) {
        match self {
            Self::Bool(value) => json.push_str(if *value { "true" } else { "false" }),
            Self::Raw(value) => json.push_str(value),
            Self::Text(text) => json::push_text(text, json),
            Self::List(items) => block(['[', ']'], items, indent, json, Self::write),
            Self::Object(object) => object.write(indent, json),
        }
    }
}

impl Object {
    /// The object as a document.
    pub(super) fn document(&self) -> String {
        let mut json = String::new();
        self.write("\n", &mut json);
        json + "\n"
    }

    fn write(&self, indent: &str, json: &mut String) {
        block(['{', '}'], &self.0, indent, json, |(key, value), indent, json| {
            json::push_text(key, json);
            json.push_str(": ");
            value.write(indent, json);
        });
    }
}

/// A list or an object, an entry in a line. The indent begins with the line's break.
fn block<T>(
    [begin, end]: [char; 2],
    entries: &[T],
    indent: &str,
    json: &mut String,
    write: impl Fn(&T, &str, &mut String),
) {
    let inner = format!("{indent}  ");
    json.push(begin);
    for (position, entry) in entries.iter().enumerate() {
        if position > 0 {
            json.push(',');
        }
        json.push_str(&inner);
        write(entry, &inner, json);
    }
    if !entries.is_empty() {
        json.push_str(indent);
    }
    json.push(end);
}
