//! Random edits of the fields of requests that are hardly drawn else.

use proptest::sample::Index;
use serde_yaml::{Mapping, Value};

use super::joined::{Scene, operation};
use crate::drawn::Spec;

/// The plain texts among the fields of a request.
fn texts(fields: &mut Value) -> Vec<&mut Mapping> {
    let fields = fields.as_sequence_mut().into_iter().flatten();
    let fields = fields.filter_map(Value::as_mapping_mut);
    fields.filter(|it| it["type"] == "string" && it.get("in").is_none()).collect()
}

/// A text that is the idempotency key from now on.
pub(super) fn idempotency_key(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let file = operation(scene, draw[0])?;
    let operation = spec.get_mut(file)?;
    let mut keys = texts(&mut operation["request"]["fields"]);
    // Long enough for what is made.
    keys.retain(|it| {
        it.get("codes").is_none()
            && it.get("max_length").is_some_and(|it| it.as_u64() > Some(36))
    });
    let at = draw[1].index(keys.len().max(1));
    let key = keys.get_mut(at)?;
    key.insert("idempotency".into(), true.into());
    key.insert("redact".into(), "shown".into());
    let told = format!("{:?} of {file}", key["name"]);
    if draw[2].index(2) == 0 {
        operation["repeat"] = "safe-with-key".into();
    }
    Some(told)
}

/// A text with one value, which is no longer asked for.
pub(super) fn constant(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let file = operation(scene, draw[0])?;
    let mut fields = texts(&mut spec.get_mut(file)?["request"]["fields"]);
    let at = draw[1].index(fields.len().max(1));
    let field = fields.get_mut(at)?;
    let told = format!("{:?} of {file}", field["name"]);
    let mut new = Mapping::new();
    for key in ["name", "type", "redact", "about"] {
        new.insert(key.into(), field.get(key)?.clone());
    }
    new.insert("need".into(), "required".into());
    let value = [("code", "7"), ("name", "Seven"), ("variant", "Seven")];
    let value: Mapping =
        value.map(|(key, value)| (key.into(), value.into())).into_iter().collect();
    new.insert("values".into(), vec![Value::from(value)].into());
    **field = new;
    Some(told)
}

/// Another name of a field whose type keeps its own.
pub(super) fn name(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let file = operation(scene, draw[0])?;
    let mut fields = texts(&mut spec.get_mut(file)?["request"]["fields"]);
    fields.retain(|it| ["type_name", "codes"].iter().any(|key| it.contains_key(*key)));
    let at = draw[1].index(fields.len().max(1));
    let field = fields.get_mut(at)?;
    let told = format!("{:?} of {file}", field["name"]);
    field.insert("name".into(), "other".into());
    Some(told)
}

/// A number of a request that has decimals, or none any more.
pub(super) fn decimals(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let file = operation(scene, draw[0])?;
    let fields = spec.get_mut(file)?["request"]["fields"].as_sequence_mut()?;
    let numbers = fields.iter_mut().filter(|it| it["type"] == "number");
    let mut numbers: Vec<_> = numbers.filter_map(Value::as_mapping_mut).collect();
    let at = draw[1].index(numbers.len().max(1));
    let number = numbers.get_mut(at)?;
    if number.remove("decimals").is_none() {
        number.insert("decimals".into(), 2.into());
    }
    Some(format!("{:?} of {file}", number["name"]))
}
