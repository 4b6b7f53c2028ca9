//! Fields of objects that the documentation does not have.

use super::closest::closest;
use super::description::{Parameter, ValueKind};
use super::values::shape;
use super::{Json, Known, Violation, ViolationKind, Violations};
use serde_json::value::RawValue;

/// Finds the fields of the objects in a value that no documentation has, where every field is
/// known: they are sent by mistake. `at` is the path of the value.
pub(super) fn strays(kind: &ValueKind, raw: &str, at: &str, found: &mut Vec<Violation>) {
    match kind {
        ValueKind::Object(known, source, fields) => {
            let Ok(json) = Json::from_slice(raw.as_bytes()) else { return };
            for name in json.names() {
                let field = fields.iter().find(|field| field.name == name);
                let raw = json.get(name).map(RawValue::get).filter(|raw| *raw != "null");
                match (field, raw) {
                    (Some(Parameter { kind, .. }), Some(raw)) => {
                        strays(kind, raw, &format!("{at}.{name}"), found);
                    }
                    (Some(_), None) => {}
                    (None, _) if *known != Known::Whole => {}
                    (None, _) => {
                        let meant = closest(name, fields.iter().map(|field| field.name));
                        let broken = ViolationKind::NotDocumented { meant };
                        let stray =
                            Violations::from(Violation::new("", broken, *source));
                        found.extend(stray.nested(&format!("{at}.{}", shown(name))));
                    }
                }
            }
        }
        ValueKind::OneOf(shapes) => {
            let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
            if let Some(kind) = shape(shapes, &json) {
                strays(kind, raw, at, found);
            }
        }
        ValueKind::List(_, kind) => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            for (index, item) in items.into_iter().enumerate() {
                strays(kind, item.get(), &format!("{at}[{index}]"), found);
            }
        }
        ValueKind::Text(_)
        | ValueKind::Date(_)
        | ValueKind::Code(..)
        | ValueKind::NumberCode(..)
        | ValueKind::Constant(_)
        | ValueKind::Map(..)
        | ValueKind::Number(_)
        | ValueKind::Decimal(_)
        | ValueKind::Flag(_)
        | ValueKind::File(_) => {}
    }
}

/// A name that is the caller's, and may be anything: it is shortened to the length of a name.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(40).flat_map(char::escape_debug).collect()
}
