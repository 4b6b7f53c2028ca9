//! Fields of requests that the documentation does not have.

use super::{Source, Violation, ViolationKind, Violations};
use serde::Serialize;
use serde_json::value::RawValue;

/// Fields that a caller adds by name to a request, or to an object in one, of which the
/// documentation is known only in part. They are sent behind the documented fields, and nothing
/// checks their values. `Debug` shows their names and hides their values.
#[derive(Clone, Default)]
pub struct UndocumentedFields(Vec<(String, Option<Box<RawValue>>)>);

impl UndocumentedFields {
    /// No fields.
    pub const NONE: Self = Self(Vec::new());

    /// Adds a field, replacing an earlier one of the same name.
    pub fn set(&mut self, name: impl Into<String>, value: impl Serialize) {
        let (name, value) = (name.into(), serde_json::value::to_raw_value(&value).ok());
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }

    /// Returns the fields, unless one has the name of a documented field or cannot be written as
    /// JSON: then it adds the violations to `wrong`.
    pub fn checked(
        self,
        documented: &[&str],
        source: &Source,
        wrong: &mut Vec<Violation>,
    ) -> Option<Self> {
        let known = wrong.len();
        for (name, value) in &self.0 {
            let kind = match value {
                _ if documented.contains(&name.as_str()) => ViolationKind::Documented,
                None => ViolationKind::NotJson,
                Some(_) => continue,
            };
            let of_field = Violations::from(Violation::new("field", kind, *source));
            wrong.extend(of_field.nested(name));
        }
        (wrong.len() == known).then_some(self)
    }

    /// Iterates over the names and the JSON of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), &**value.as_ref()?)))
    }
}
