//! Examples from the spec's invented values. They are compiled and run as tests.

use std::fmt::Write as _;

use crate::ir::{Api, Field, Need, Operation, ValueKind};

/// A function that builds the request, as a code block; absent where a required field has no
/// example.
pub(super) fn request(api: &Api, operation: &Operation) -> Option<String> {
    let mut calls = String::new();
    for field in &operation.fields {
        match &field.example {
            Some(value) => {
                let value = literal(api, operation, field, value);
                let value = if field.many { format!("[{value}]") } else { value };
                let _ = write!(calls, "\n        .{}({value})", field.name);
            }
            None if field.need == Need::Required => return None,
            None => {}
        }
    }
    let (module, name) = (api.id.replace('-', "_"), &operation.name);
    Some(format!(
        "```rust\n\
         use {module}::{{{name}, Violations}};\n\
         \n\
         fn request() -> Result<{name}, Violations> {{\n    \
             {name}::builder(){calls}\n        \
                 .build()\n\
         }}\n\
         # request().expect(\"the example keeps every rule\");\n\
         ```"
    ))
}

/// The value as a caller would write it: a number as a number, yes or no as a boolean whatever it
/// is on the wire, anything else as a text.
fn literal(api: &Api, operation: &Operation, field: &Field, value: &str) -> String {
    let mut types = operation.types.iter().chain(&api.field_types);
    let kind = types.find(|ty| ty.name == *field.ty.name()).map(|ty| &ty.kind);
    match kind {
        Some(ValueKind::Number { .. }) if value.parse::<u64>().is_ok() => {
            format!("{value}_u64")
        }
        Some(ValueKind::Flag(_)) => ["true", "Y", "1"].contains(&value).to_string(),
        _ => format!("{value:?}"),
    }
}
