//! The module of one operation.

use super::doc;
use super::emitter::{Emitted, Emitter, Group, RustFile};
use super::object::PARAMETERS;
use super::{
    description, error_code, imports, literal, object, protocol, request, response,
    value_type,
};
use crate::ir::{Api, Encrypted, Operation, ValueType};

pub(super) const EMITTER: Emitter = Emitter {
    name: "operation",
    paths: |api| {
        let operations = api.operations.iter();
        operations.map(|it| format!("src/{}/{}.rs", it.subject, it.module)).collect()
    },
    emit: |api, _, position| {
        api.operations.get(position).map(|operation| emit(api, operation))
    },
};

fn emit(api: &Api, operation: &Operation) -> Emitted {
    let mut groups: Vec<Group> =
        vec![imports::of_operation(api, operation).into(), sources(operation).into()];
    groups.extend(request::emit(api, operation).map(Group::Text));
    groups.push(call(operation).into());
    for value in &operation.types {
        groups.push(value_type::emit(value, &source_of(operation, value)).into());
    }
    for inner in &operation.objects {
        groups.push(object::nested(api, inner, PARAMETERS).into());
    }
    groups.extend(response::emit(api, operation).into_iter().map(Group::Text));
    groups.extend(protocol::of_operation(operation).map(Group::Tokens));
    groups.extend(protocol::of_rows(api, operation).map(Group::Tokens));
    groups.push(error_code::emit(api, operation).into());
    groups.push(description::of_operation(api, operation).into());
    Emitted::Rust(RustFile {
        origin: format!("spec/{}", operation.citation.file),
        doc: doc::text(&operation.title),
        groups,
    })
}

/// The sources of the module's violations and rules.
fn sources(operation: &Operation) -> String {
    let page = &operation.title;
    let constant = |name: &str, section: &str| {
        format!("const {name}: Source = {};\n", literal::source_of(page, section))
    };
    constant(PARAMETERS, &operation.section)
        + &constant("RESULTS", &operation.code_section)
}

/// The source of a type that no other operation has.
fn source_of(operation: &Operation, value: &ValueType) -> String {
    let own = value
        .uses
        .first()
        .filter(|it| (&it.page, &it.section) != (&operation.title, &operation.section));
    own.map_or_else(|| PARAMETERS.to_owned(), literal::source)
}

/// The client's method. A client without a key can call it only for operations that are not
/// encrypted: the bound is the method's own, since the compiler says why one of a method does not
/// hold, and not why one of its block.
fn call(operation: &Operation) -> String {
    let (name, method) = (&operation.name, &operation.module);
    let (any, sent_by) = match operation.encrypted {
        Encrypted::Yes => ("", "Encrypting"),
        // Whether the client has a key is checked when the caller has said that it is needed.
        Encrypted::No | Encrypted::Unknown => ("<K>", "K"),
    };
    format!(
        "\
impl{any} SentBy<{sent_by}> for {name} {{}}

impl<K, T> Client<K, T> {{
    /// Sends a [`{name}`].
    pub fn {method}(&self, request: {name}) -> Call<'_, K, T, {name}>
    where
        {name}: SentBy<K>,
    {{
        self.call(request)
    }}
}}
"
    )
}
