//! The types of fields that several operations use.

use proc_macro2::TokenStream;

use super::object::Struct;
use super::operation::object_doc;
use super::{Emitted, Emitter, RustFile};
use super::{imports, literal, object, once, response, value_type};
use crate::ir::Api;

pub(super) const EMITTER: Emitter = Emitter {
    name: "fields",
    paths: |api| if is_needed(api) { once("src/fields.rs") } else { Vec::new() },
    emit: |api, _| Some(emit(api)),
};

/// Whether there is anything to share.
pub(super) fn is_needed(api: &Api) -> bool {
    !api.field_types.is_empty()
        || !api.field_objects.is_empty()
        || !api.field_answers.is_empty()
}

fn emit(api: &Api) -> Emitted {
    let mut groups: Vec<TokenStream> = vec![imports::of_fields(api)];
    for value in &api.field_types {
        groups.extend(value_type::emit(value, &literal::source(&value.citation)));
    }
    for shared in &api.field_objects {
        groups.extend(object::emit(&Struct {
            name: &shared.name,
            doc: object_doc(shared),
            fields: &shared.fields,
            source: literal::source(&shared.citation),
        }));
    }
    groups.extend(api.field_answers.iter().flat_map(response::object));
    Emitted::Rust(RustFile {
        origin: "spec/operations".to_owned(),
        doc: "Fields that several operations have in common.".to_owned(),
        groups,
        ..RustFile::default()
    })
}
