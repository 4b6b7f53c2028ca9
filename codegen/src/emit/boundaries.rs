//! Tests of the client: a table of limits and a few checks of it.

use super::emitter::{Emitted, Emitter, RustFile, once};
use super::limits;
use crate::ir::{Api, Constraint, Ident, Part, Shape, ValueKind, ValueType};
use crate::runtime_files::BOUNDARY_CHECKS;

pub(super) const EMITTER: Emitter = Emitter {
    name: "boundaries",
    paths: |_| once("tests/boundaries.rs"),
    emit: |api, _, _| Some(emit(api)),
};

pub(super) const SUPPORT: Emitter = Emitter {
    name: "boundaries",
    paths: |_| once("tests/boundary/mod.rs"),
    emit: |_, _, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "codegen/runtime/tests/boundary/mod.rs".to_owned(),
            text: BOUNDARY_CHECKS.to_owned(),
        })
    },
};

fn emit(api: &Api) -> Emitted {
    // With the colons, since the client may be called as one of its modules.
    let krate = format!("::{}", api.id.replace('-', "_"));
    let of_operations = api.operations.iter().flat_map(|operation| &operation.types);
    let types = api.header_types.iter().chain(&api.field_types).chain(of_operations);
    let of_operations = api.operations.iter().flat_map(|operation| {
        let objects = operation.objects.iter().flat_map(|object| &object.fields);
        operation.fields.iter().chain(objects)
    });
    let shared = api.field_objects.iter().flat_map(|object| &object.fields);
    let lists = shared.chain(of_operations).filter_map(|field| field.list.as_ref());
    let lists = lists.map(limits::list_row);
    let rows: String = types.map(row).chain(lists).collect();
    let tables = api.code_tables.iter().map(|it| (&it.name, it.codes.len()));
    let results = api.operations.iter().map(|it| (&it.code_type, it.codes.len()));
    let tables = tables.chain(results);
    let tables: String = tables.map(table).collect();
    let text = format!(
        "\
mod boundary;

use boundary::*;
use {krate}::*;
use {krate}::runtime::code;

#[test]
fn every_rule_holds_at_its_limits() {{
{rows}}}

#[test]
fn every_code_round_trips() {{
{tables}}}
"
    );
    Emitted::Rust(RustFile {
        origin: "spec/api.yaml".to_owned(),
        doc: "Every rule at its limits: below the minimum, at both limits, and above the maximum."
            .to_owned(),
        groups: vec![text.into()],
    })
}

fn table((name, known): (&Ident, usize)) -> String {
    format!("    table::<{name}>({known});\n")
}

fn row(value: &ValueType) -> String {
    let rule = value.name.with("Rule");
    match &value.kind {
        // The secret of a form is tried as a text of that form.
        ValueKind::Secret(constraint) if enforced(constraint).is_none() => {
            limits::text_row(&constraint.limits, "secret", rule.as_str())
        }
        ValueKind::Text(constraint) | ValueKind::Secret(constraint) => {
            let check = match enforced(constraint) {
                None => "text",
                Some(shape) if shape.parts == [Part::AnyDigits] => "digit_text",
                Some(shape) if shape.is_decimal() => "decimal_text",
                Some(_) => "shaped",
            };
            limits::text_row(&constraint.limits, check, rule.as_str())
        }
        ValueKind::Date(_) => format!("    date::<{rule}>();\n"),
        ValueKind::Number(it) | ValueKind::Decimal(it) => {
            limits::rows(it, rule.as_str())
        }
        ValueKind::File(it) => limits::file_row(it, rule.as_str()),
        ValueKind::Flag(_) => String::new(),
    }
}

fn enforced(constraint: &Constraint) -> Option<&Shape> {
    constraint.shape.as_ref().filter(|_| constraint.shape_enforced)
}
