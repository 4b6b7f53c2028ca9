//! Requests that are stored, and read again.

use super::entries::{self, Entries, Name};
use super::escape::escaped;
use super::source::NOBODY;
use super::{
    CheckedList, CheckedMap, Content, Date, DecimalNumber, Encryption, FieldState, Flag,
    Fractional, IntoField as _, Json, Listed, Nullable, Number, Numeric, Operation,
    Source, Style, Text, TextRule, UndocumentedFields, Upload, Uploaded, Value,
    Violation, ViolationKind, Violations, Visitor,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::value::RawValue;
use std::{fmt, str::FromStr};

/// A request as it is stored, for example in an outbox: its fields and its idempotency key, so that
/// it can be read and sent again after the process has ended. It has no credentials.
///
/// It holds personal data, as the request does: there is no `Display` and no serialization, and
/// `Debug` shows nothing. Its text is JSON, which `from_stored` of the request reads.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredRequest(String);

impl StoredRequest {
    /// Writes a request.
    ///
    /// # Errors
    ///
    /// Returns a violation if a field cannot be written as JSON.
    pub fn of<O: Operation>(request: &O) -> Result<Self, Violations> {
        let mut storing = Storing::default();
        request.visit(&mut storing);
        let not_json =
            |name| Violation::new(name, ViolationKind::NotJson, O::SPEC.source);
        Violations::gather(storing.wrong.into_iter().map(not_json).collect())?;
        let places = PLACES.iter().zip(storing.places);
        let places = places.filter(|(_, entries)| !entries.is_empty());
        let mut all = vec![
            format!("\"version\":{VERSION}"),
            format!("\"operation\":\"{}\"", O::SPEC.id),
        ];
        let encryption = storing.encryption.map(|it| match it {
            Encryption::Yes => "\"encrypted\":true".to_owned(),
            Encryption::No => "\"encrypted\":false".to_owned(),
        });
        all.extend(encryption);
        all.extend(
            places.map(|(place, it)| format!("\"{place}\":{{{}}}", it.join(","))),
        );
        Ok(Self(format!("{{{}}}", all.join(","))))
    }

    /// Returns the text, with all its personal data.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Shows nothing.
impl fmt::Debug for StoredRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoredRequest(..)")
    }
}

/// The version of the form that is written.
const VERSION: &str = "1";

/// The parts of a request, by their names in the text.
const PLACES: [&str; 4] = ["path", "query", "headers", "fields"];
const PATH: usize = 0;
const QUERY: usize = 1;
const HEADERS: usize = 2;
const FIELDS: usize = 3;

#[derive(Default)]
struct Storing {
    places: [Vec<String>; 4],
    encryption: Option<Encryption>,
    wrong: Vec<&'static str>,
}

impl Storing {
    fn put<T: Content>(&mut self, place: usize, name: &'static str, value: &T) {
        if value.is_absent() {
            return;
        }
        let written = match value.file() {
            Some(file) => serde_json::to_string(&[
                file.name,
                file.media_type,
                &STANDARD.encode(file.bytes),
            ]),
            None => serde_json::to_string(value),
        };
        match written {
            Ok(json) => self.entry(place, name, &json),
            Err(_) => self.wrong.push(name),
        }
    }

    fn entry(&mut self, place: usize, name: &str, json: &str) {
        let name = serde_json::to_string(name).unwrap_or_default();
        if let Some(entries) = self.places.get_mut(place) {
            entries.push(format!("{name}:{json}"));
        }
    }
}

impl Visitor for Storing {
    fn field<T: Content>(&mut self, name: &'static str, value: &T) {
        self.put(FIELDS, name, value);
    }

    fn path<T: Content>(&mut self, name: &'static str, value: &T) {
        self.put(PATH, name, value);
    }

    fn query<T: Content>(&mut self, name: &'static str, value: &T) {
        self.put(QUERY, name, value);
    }

    fn header<T: Content>(&mut self, name: &'static str, value: &T) {
        self.put(HEADERS, name, value);
    }

    fn undocumented(&mut self, fields: &UndocumentedFields) {
        for (name, raw) in fields.iter() {
            self.entry(FIELDS, name, raw.get());
        }
    }

    fn encryption(&mut self, stated: Encryption) {
        self.encryption = Some(stated);
    }
}

/// Reads the request of an operation, and checks it.
///
/// # Errors
///
/// Returns everything that is wrong: the text is not a stored request, it is one of another
/// operation, or its fields break the rules of this client.
pub fn from_stored<O: Operation + RestoredObject>(text: &str) -> Result<O, Violations> {
    let source = O::SPEC.source;
    let broken = |kind| Violations::from(Violation::new("stored request", kind, source));
    let json = Json::from_slice(text.as_bytes());
    let json = json.map_err(|_| broken(ViolationKind::NotStored))?;
    let raw = |name| json.get(name).map(RawValue::get);
    if raw("version") != Some(VERSION) {
        return Err(broken(ViolationKind::NotStored));
    }
    if json.text("operation").value().as_deref() != Some(O::SPEC.id) {
        return Err(broken(ViolationKind::OtherOperation));
    }
    let encryption = match raw("encrypted") {
        Some("true") => Some(Encryption::Yes),
        Some("false") => Some(Encryption::No),
        None => None,
        Some(_) => return Err(broken(ViolationKind::NotStored)),
    };
    let mut stored = StoredFields {
        encryption,
        ..StoredFields::default()
    };
    for (place, name) in PLACES.into_iter().enumerate() {
        if let Some(raw) = json.get(name) {
            stored.read(place, raw).map_err(|_| broken(ViolationKind::NotStored))?;
        }
    }
    O::of_fields(&mut stored)
}

/// The fields of a stored request, or of an object in one. Each is taken once.
#[derive(Default)]
pub struct StoredFields {
    entries: Vec<(usize, String, Box<RawValue>)>,
    encryption: Option<Encryption>,
    wrong: Vec<Violation>,
}

impl StoredFields {
    fn read(&mut self, place: usize, raw: &RawValue) -> Result<(), Violations> {
        let entries = object(raw)?.into_iter();
        self.entries.extend(entries.map(|(Name(name), raw)| (place, name, raw)));
        Ok(())
    }

    fn take(&mut self, place: usize, name: &str) -> Option<Box<RawValue>> {
        let mut entries = self.entries.iter();
        let at = entries.position(|(of, it, _)| *of == place && it == name)?;
        Some(self.entries.remove(at).2)
    }

    /// Takes a field of the body.
    pub fn field(&mut self, name: &str) -> Option<Box<RawValue>> {
        self.take(FIELDS, name)
    }

    /// Takes a parameter of the path.
    pub fn path(&mut self, name: &str) -> Option<Box<RawValue>> {
        self.take(PATH, name)
    }

    /// Takes a parameter of the query.
    pub fn query(&mut self, name: &str) -> Option<Box<RawValue>> {
        self.take(QUERY, name)
    }

    /// Takes a header.
    pub fn header(&mut self, name: &str) -> Option<Box<RawValue>> {
        self.take(HEADERS, name)
    }

    /// Checks that a field of one value has it.
    pub fn constant<T: Content>(
        &mut self,
        name: &'static str,
        raw: Option<&RawValue>,
        value: &T,
    ) {
        let wanted = serde_json::to_string(value).ok();
        if raw.map(RawValue::get) != wanted.as_deref() {
            self.wrong.push(Violation::new(name, ViolationKind::NotStored, NOBODY));
        }
    }

    /// Returns what was stated of the encryption.
    #[must_use]
    pub const fn encryption(&self) -> Option<Encryption> {
        self.encryption
    }

    /// Takes the fields of the body that nobody has taken, as undocumented ones.
    pub fn undocumented(&mut self, fields: &mut UndocumentedFields) {
        for (_, name, raw) in self.entries.extract_if(.., |(place, ..)| *place == FIELDS)
        {
            fields.set(name, raw);
        }
    }

    /// Returns what was built, unless there is something else in the stored text.
    ///
    /// # Errors
    ///
    /// Returns all violations.
    pub fn end<T>(
        &mut self,
        built: Result<T, Violations>,
        source: &Source,
    ) -> Result<T, Violations> {
        let mut wrong = std::mem::take(&mut self.wrong);
        for (_, name, _) in self.entries.drain(..) {
            let kind = ViolationKind::NotDocumented { meant: None };
            let stray = Violations::from(Violation::new("field", kind, *source));
            wrong.extend(stray.nested(&escaped(&name)));
        }
        match built {
            Ok(built) => Violations::gather(wrong).map(|()| built),
            Err(others) => {
                wrong.extend(others);
                Err(Violations::new(wrong))
            }
        }
    }
}

/// A struct of checked fields that can be read from its stored form. Implemented by the macro
/// `checked_struct`.
pub trait RestoredObject: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Returns all violations.
    fn of_fields(stored: &mut StoredFields) -> Result<Self, Violations>;
}

/// A value that can be read from its stored form, and is checked.
pub trait Restored: Sized {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// Returns all violations.
    fn restored(raw: &RawValue) -> Result<Self, Violations>;
}

impl<T: Restored> FieldState<T> {
    /// Sets the field to a stored value, if there is one.
    pub fn restore(&mut self, raw: Option<Box<RawValue>>) {
        self.keep(raw.map(|raw| T::restored(&raw)));
    }
}

impl<T: RestoredObject> Restored for T {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        let mut stored = StoredFields::default();
        stored.read(FIELDS, raw)?;
        Self::of_fields(&mut stored)
    }
}

/// Reads a value from its text.
///
/// # Errors
///
/// Returns all violations.
pub fn scalar<T: FromStr<Err = Violations>>(raw: &RawValue) -> Result<T, Violations> {
    let text = entries::text(raw.get());
    text.ok_or_else(|| violated(ViolationKind::NotAText))?.parse()
}

fn violated(kind: ViolationKind) -> Violations {
    Violation::new("value", kind, NOBODY).into()
}

fn object(raw: &RawValue) -> Result<Vec<(Name, Box<RawValue>)>, Violations> {
    let entries = serde_json::from_str(raw.get()).map(|Entries(entries)| entries);
    entries.map_err(|_| violated(ViolationKind::NotAnObject))
}

/// Returns the shape of an object that has that of one, and of no other.
///
/// # Errors
///
/// Returns a violation if it has that of none, or of several.
pub fn only_shape<T>(
    shapes: impl IntoIterator<Item = Result<T, Violations>>,
) -> Result<T, Violations> {
    let mut shapes = shapes.into_iter().flatten();
    let first = shapes.next().filter(|_| shapes.next().is_none());
    first.ok_or_else(|| violated(ViolationKind::NoSuchShape))
}

macro_rules! scalars {
    ($($type:ident: $rule:path;)*) => {$(
        impl<R: $rule> Restored for $type<R> {
            fn restored(raw: &RawValue) -> Result<Self, Violations> {
                scalar(raw)
            }
        }
    )*};
}

scalars! {
    Text: TextRule;
    Date: TextRule;
    Number: Numeric;
    DecimalNumber: Fractional;
}

impl<S: Style> Restored for Flag<S> {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        let (yes, no) = S::WORDS.unwrap_or(("true", "false"));
        let flag = serde_json::from_str(raw.get());
        flag.map_err(|_| violated(ViolationKind::NotAFlag { yes, no }))
    }
}

impl<T: Restored> Restored for Nullable<T> {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        match raw.get() {
            "null" => Ok(Self::Null),
            _ => T::restored(raw).map(Self::Value),
        }
    }
}

impl<R: Listed, T: Restored + Value> Restored for CheckedList<R, T> {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        let items: Result<Vec<&RawValue>, _> = serde_json::from_str(raw.get());
        let items = items.map_err(|_| violated(ViolationKind::NotAList))?;
        items.into_iter().map(T::restored).collect::<Vec<_>>().into_field()
    }
}

impl<R: Listed, T: Restored + Value> Restored for CheckedMap<R, T> {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        let entries = object(raw)?.into_iter();
        let entries = entries.map(|(Name(name), raw)| (name, T::restored(&raw)));
        entries.collect::<Vec<_>>().into_field()
    }
}

impl<R: Uploaded> Restored for Upload<R> {
    fn restored(raw: &RawValue) -> Result<Self, Violations> {
        let not_a_file = || violated(ViolationKind::NotAFile);
        let parts: Result<[String; 3], _> = serde_json::from_str(raw.get());
        let [name, media_type, base64] = parts.map_err(|_| not_a_file())?;
        let bytes = STANDARD.decode(base64).map_err(|_| not_a_file())?;
        Self::new(name, media_type, bytes)
    }
}
