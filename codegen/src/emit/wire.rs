//! Tests of the client against the mock server: a request of each operation, one per line, for
//! every documented test case.

use std::fmt::Write as _;

use super::emitter::{Emitted, Emitter, once};
use super::{at_work, example, limits, literal};
use crate::ir::{Api, Encrypted, Field, Ident, Known, Object, Operation, TypeRef};
use crate::runtime_files::CASES;

pub(super) const EMITTER: Emitter = Emitter {
    name: "wire",
    paths: |_| once("tests/wire.rs"),
    emit: |api, _, _| Some(emit(api)),
};

pub(super) const SUPPORT: Emitter = Emitter {
    name: "wire",
    paths: |_| once("tests/cases/mod.rs"),
    emit: |_, _, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "codegen/runtime/tests/cases/mod.rs".to_owned(),
            text: CASES.to_owned(),
        })
    },
};

/// The name of a field that no page has, for requests that are known in part.
const UNDOCUMENTED: &str = "undocumented";

fn emit(api: &Api) -> Emitted {
    let krate = api.id.replace('-', "_");
    let request = |operation| {
        let of = Of { api, operation };
        let stated = operation.encrypted == Encrypted::Unknown;
        of.builder(&operation.name, (stated, operation.known), &operation.fields, 0)
    };
    let requests: Vec<_> = api.operations.iter().filter_map(request).collect();
    let invents = requests.iter().any(|request| request.contains("(invent::<"));
    let invent = if invents { ", invent" } else { "" };
    let mut text = format!(
        "//! Every documented test case on the mock server, over both transports.\n\n\
         mod cases;\n\n\
         use ::{krate}::fake::{{Fake, VENDOR{invent}}};\n\
         use ::{krate}::*;\n\n\
         #[test]\n\
         fn every_documented_case_is_answered() {{\n    \
             let cases = cases::Cases::start(Fake::client);\n"
    );
    for request in requests {
        let _ = writeln!(text, "    cases.run({request});");
    }
    text.push_str("}\n");
    let shown = api.shown().and_then(request);
    text.push_str(&at_work::tests(api, shown.as_deref()));
    Emitted::Text {
        comment: "//",
        origin: "spec/operations".to_owned(),
        text,
    }
}

/// An operation, and where the types of its fields are found.
struct Of<'a> {
    api: &'a Api,
    operation: &'a Operation,
}

impl Of<'_> {
    /// An expression that builds the struct of these fields. `None` where an object holds
    /// itself.
    fn builder(
        &self,
        name: &Ident,
        (stated, known): (bool, Known),
        fields: &[Field],
        depth: u32,
    ) -> Option<String> {
        if depth > 16 {
            return None;
        }
        let mut calls = String::new();
        if stated {
            calls.push_str(".encryption(Encryption::Yes)");
        }
        for field in fields.iter().filter(|field| field.is_given()) {
            if let Some(value) = self.value(field, depth)? {
                let value = match &field.list {
                    Some(list) => limits::filled(&value, list),
                    None => value,
                };
                let _ = write!(calls, ".{}({value})", field.name);
            }
        }
        let is_taken = fields.iter().any(|field| field.wire == UNDOCUMENTED);
        if known != Known::Whole && !is_taken {
            let _ = write!(calls, ".with_undocumented({UNDOCUMENTED:?}, \"값\")");
        }
        Some(format!("{name}::builder(){calls}.build()"))
    }

    fn object(&self, name: &Ident) -> Option<&Object> {
        let shared = self.api.field_objects.iter();
        let mut objects = self.operation.objects.iter().chain(shared);
        objects.find(|object| object.name == *name)
    }

    /// An object, or the first shape of it.
    fn nested(&self, object: &Object, depth: u32) -> Option<String> {
        let Some(shape) = object.shapes.as_ref().and(object.fields.first()) else {
            let known = (false, object.known);
            return self.builder(&object.name, known, &object.fields, depth);
        };
        let inner = self.nested(self.object(shape.ty.name())?, depth)?;
        let variant = literal::variant(&shape.name);
        Some(format!("{inner}.map({}::{variant})", object.name))
    }

    /// The example of a field, or an invented value where there has to be one.
    #[expect(clippy::option_option, reason = "the outer one ends the whole request")]
    fn value(&self, field: &Field, depth: u32) -> Option<Option<String>> {
        let required = field.is_asked();
        let text = |name: &Ident| match &field.example {
            Some(example) => Some(format!("{example:?}")),
            None if required => Some(format!("invent::<{name}>()")),
            None => None,
        };
        Some(match &field.ty {
            TypeRef::Object(name) if required => {
                let object = self.object(name)?;
                Some(self.nested(object, depth + 1)?)
            }
            TypeRef::Object(_) => None,
            TypeRef::Value(name) if self.api.upload(name).is_some() => {
                self.api.upload(name).filter(|_| required).map(example::file)
            }
            TypeRef::Value(name) if self.api.is_flag(name) => {
                let example = field.example.as_deref();
                let is_on = example.is_none_or(|it| ["true", "Y", "1"].contains(&it));
                (required || example.is_some()).then(|| is_on.to_string())
            }
            TypeRef::Value(name) | TypeRef::Code(name) => text(name),
        })
    }
}
