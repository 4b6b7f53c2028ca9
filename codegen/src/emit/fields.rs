//! The types of fields that several operations use.

use super::emitter::{Emitted, Emitter, Group, RustFile, once};
use super::{imports, literal, object, response, value_type};
use crate::ir::Api;

pub(super) const EMITTER: Emitter = Emitter {
    name: "fields",
    paths: |api| if is_needed(api) { once("src/fields.rs") } else { Vec::new() },
    emit: |api, _, _| Some(emit(api)),
};

/// Whether there is anything to share.
pub(super) fn is_needed(api: &Api) -> bool {
    !api.field_types.is_empty()
        || !api.field_objects.is_empty()
        || !api.field_answers.is_empty()
}

fn emit(api: &Api) -> Emitted {
    let mut groups: Vec<Group> = vec![imports::of_fields(api).into()];
    for value in &api.field_types {
        let source = literal::source(&value.citation);
        groups.push(value_type::emit(value, &source).into());
    }
    for shared in &api.field_objects {
        let source = literal::source(&shared.citation);
        groups.push(object::nested(api, shared, &source).into());
    }
    let answers = api.field_answers.iter().flat_map(response::object);
    groups.extend(answers.map(Group::Text));
    Emitted::Rust(RustFile {
        origin: "spec/operations".to_owned(),
        doc: "Types of fields that several operations share.".to_owned(),
        groups,
    })
}
