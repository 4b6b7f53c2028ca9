//! The shared types of a subject's operations, re-exported by its module: their path must not
//! depend on whether other operations share them.

use std::collections::BTreeSet;

use crate::ir::{
    AnswerObject, Api, Field, Ident, Object, Operation, Reading, ResponseField, Subject,
    TypeRef, ValueKind, ValueType,
};

/// The types of `fields` that the operations lead to.
pub(super) fn of_subject(api: &Api, subject: &Subject) -> Option<String> {
    let mut found = Found {
        api,
        names: BTreeSet::new(),
    };
    for operation in api.of_subject(subject) {
        found.operation(operation);
    }
    found.exported()
}

/// The types of `fields` that the callbacks lead to.
pub(super) fn of_callbacks(api: &Api) -> Option<String> {
    let mut found = Found {
        api,
        names: BTreeSet::new(),
    };
    for callback in &api.callbacks {
        found.received(&callback.received.fields);
        for answer in &callback.answers {
            found.received(&answer.fields);
        }
    }
    found.exported()
}

struct Found<'a> {
    api: &'a Api,
    names: BTreeSet<Ident>,
}

impl<'a> Found<'a> {
    fn exported(&self) -> Option<String> {
        let names = self.names.iter().map(Ident::as_str).collect::<Vec<_>>();
        match names.as_slice() {
            [] => None,
            names => {
                let names = names.join(", ");
                Some(format!("#[doc(no_inline)]\npub use crate::fields::{{{names}}};\n"))
            }
        }
    }

    fn operation(&mut self, operation: &'a Operation) {
        self.sent(&operation.fields);
        for object in &operation.objects {
            self.sent(&object.fields);
        }
        if let Some(response) = &operation.response {
            self.received(&response.fields);
        }
        for answer in &operation.answers {
            self.received(&answer.fields);
        }
    }

    fn sent(&mut self, fields: &'a [Field]) {
        for field in fields {
            match &field.ty {
                TypeRef::Code(_) => {}
                TypeRef::Value(name) => self.value(name),
                TypeRef::Object(name) => self.object(name),
            }
        }
    }

    fn value(&mut self, name: &Ident) {
        let known = |value: &&ValueType| value.name == *name;
        let Some(value) = self.api.field_types.iter().find(known) else { return };
        self.names.insert(name.clone());
        if !matches!(value.kind, ValueKind::Flag(_)) {
            self.names.insert(name.with("Rule"));
        }
    }

    fn object(&mut self, name: &Ident) {
        let known = |object: &&Object| object.name == *name;
        let Some(object) = self.api.field_objects.iter().find(known) else { return };
        // The shapes that it can have are built.
        if object.shapes.is_none() {
            self.names.insert(name.with("Builder"));
        }
        for list in object.fields.iter().filter_map(|field| field.list.as_ref()) {
            let rows = list.rows.as_ref().map(|rows| &rows.name);
            for name in rows.into_iter().chain([&list.name]) {
                self.names.extend([name.clone(), name.with("Rule")]);
            }
        }
        // An object may hold another of its own kind nowhere, but two may share a third.
        if self.names.insert(name.clone()) {
            self.sent(&object.fields);
        }
    }

    fn received(&mut self, fields: &'a [ResponseField]) {
        for field in fields {
            match &field.reading {
                Reading::Object(name) | Reading::Objects(name) => self.answer(name),
                Reading::Text
                | Reading::Number
                | Reading::Decimal
                | Reading::Written
                | Reading::Flag
                | Reading::Code(_)
                | Reading::Codes(_)
                | Reading::Texts
                | Reading::Numbers
                | Reading::Decimals
                | Reading::Map => {}
            }
        }
    }

    fn answer(&mut self, name: &Ident) {
        let known = |answer: &&AnswerObject| answer.name == *name;
        let Some(answer) = self.api.field_answers.iter().find(known) else { return };
        if self.names.insert(name.clone()) {
            self.received(&answer.fields);
        }
    }
}
