//! Imports of modules of types.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    AnswerObject, Api, Callback, Field, FieldOrigin, Ident, Object, Operation, Reading,
    ResponseField, TypeRef, ValueKind, ValueType,
};

/// The contents of a module that name other types.
struct Module<'a> {
    types: &'a [ValueType],
    objects: &'a [Object],
    answers: &'a [AnswerObject],
    /// The fields of requests in the module.
    sent: &'a [Field],
    /// The fields of answers in the module.
    received: &'a [ResponseField],
}

/// The imports of an operation's module.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> TokenStream {
    let response = operation.response.as_ref();
    let module = Module {
        types: &operation.types,
        objects: &operation.objects,
        answers: &operation.answers,
        sent: &operation.fields,
        received: response.map_or(&[], |response| &response.fields),
    };
    let neighbours = module.neighbours(api, api.second_of(operation).is_some());
    quote! {
        #neighbours
        use crate::runtime::macros::*;
        use crate::runtime::*;
    }
}

/// The imports of a callback's module.
pub(super) fn of_callback(api: &Api, callback: &Callback) -> TokenStream {
    let module = Module {
        types: &[],
        objects: &[],
        answers: &callback.answers,
        sent: &[],
        received: &callback.received.fields,
    };
    let neighbours = module.neighbours(api, false);
    quote! {
        #neighbours
        use crate::runtime::macros::*;
        use crate::runtime::*;
    }
}

/// The imports of the module of shared fields.
pub(super) fn of_fields(api: &Api) -> TokenStream {
    let module = Module {
        types: &api.field_types,
        objects: &api.field_objects,
        answers: &api.field_answers,
        sent: &[],
        received: &[],
    };
    let neighbours = module.neighbours(api, false);
    let is_ruled = |value: &ValueType| !matches!(value.kind, ValueKind::Flag(_));
    let is_declared = module.types.iter().any(is_ruled)
        || !module.objects.is_empty()
        || !module.answers.is_empty();
    let macros = is_declared.then(|| {
        quote!(
            use crate::runtime::macros::*;
        )
    });
    quote! {
        #neighbours
        #macros
        use crate::runtime::*;
    }
}

impl<'a> Module<'a> {
    fn neighbours(&self, api: &Api, has_second: bool) -> TokenStream {
        let own = self.own();
        let (mut codes, mut fields, mut headers) = (has_second, false, false);
        let in_headers =
            |name: &Ident| api.header_types.iter().any(|value| value.name == *name);
        for used in self.used() {
            match used {
                Used::Code => codes = true,
                Used::Type(name) if own.contains(name) => {}
                Used::Type(name) if in_headers(name) => headers = true,
                Used::Type(_) => fields = true,
            }
        }
        let import = |is_needed: bool, import: TokenStream| is_needed.then_some(import);
        let codes = import(
            codes,
            quote!(
                use crate::codes::*;
            ),
        );
        let fields = import(
            fields,
            quote!(
                use crate::fields::*;
            ),
        );
        let headers = import(
            headers,
            quote!(
                use crate::headers::*;
            ),
        );
        quote!(#codes #fields #headers)
    }

    fn own(&self) -> HashSet<&'a Ident> {
        let types = self.types.iter().map(|value| &value.name);
        let objects = self.objects.iter().map(|object| &object.name);
        let answers = self.answers.iter().map(|answer| &answer.name);
        types.chain(objects).chain(answers).collect()
    }

    fn used(&self) -> impl Iterator<Item = Used<'a>> {
        let inner = self.objects.iter().flat_map(|object| &object.fields);
        let sent = self.sent.iter().chain(inner);
        let sent = sent.filter(|field| field.origin != FieldOrigin::Configuration);
        let sent = sent.map(|field| match &field.ty {
            TypeRef::Code(_) => Used::Code,
            TypeRef::Value(name) | TypeRef::Object(name) => Used::Type(name),
        });
        let inner = self.answers.iter().flat_map(|answer| &answer.fields);
        let received = self.received.iter().chain(inner);
        let received = received.filter_map(|field| match &field.reading {
            Reading::Code(_) | Reading::Codes(_) => Some(Used::Code),
            Reading::Object(name) | Reading::Objects(name) => Some(Used::Type(name)),
            Reading::Text
            | Reading::Number
            | Reading::Decimal
            | Reading::Written
            | Reading::Flag
            | Reading::Texts
            | Reading::Numbers
            | Reading::Decimals
            | Reading::Map => None,
        });
        sent.chain(received)
    }
}

/// A type that a field names.
enum Used<'a> {
    Code,
    Type(&'a Ident),
}
