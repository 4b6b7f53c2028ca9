//! What a module of types takes from its neighbours.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{
    Api, Field, Ident, Object, Operation, Reading, Response, TypeRef, ValueType,
};

/// The imports of an operation's module.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> TokenStream {
    let inner = operation.objects.iter().flat_map(|object| &object.fields);
    let fields: Vec<&Field> = operation.fields.iter().chain(inner).collect();
    let own = own(&operation.types, &operation.objects);
    let reads_codes = operation.response.as_ref().is_some_and(reads_codes);
    let neighbours = neighbours(api, &fields, &own, reads_codes);
    let is_read =
        operation.response.as_ref().is_some_and(|response| !response.fields.is_empty());
    let macros = if is_read {
        quote!(
            use crate::runtime::macros::{codes, object, response};
        )
    } else {
        quote!(
            use crate::runtime::macros::{codes, object};
        )
    };
    quote! {
        #neighbours
        #macros
        use crate::runtime::*;
    }
}

/// The imports of the module of shared fields.
pub(super) fn of_fields(api: &Api) -> TokenStream {
    let fields: Vec<&Field> =
        api.field_objects.iter().flat_map(|object| &object.fields).collect();
    let own = own(&api.field_types, &api.field_objects);
    let neighbours = neighbours(api, &fields, &own, false);
    let object = (!api.field_objects.is_empty()).then(|| {
        quote!(
            use crate::runtime::macros::object;
        )
    });
    quote! {
        #neighbours
        #object
        use crate::runtime::*;
    }
}

fn own<'a>(types: &'a [ValueType], objects: &'a [Object]) -> HashSet<&'a Ident> {
    let types = types.iter().map(|value| &value.name);
    types.chain(objects.iter().map(|object| &object.name)).collect()
}

fn neighbours(
    api: &Api,
    fields: &[&Field],
    own: &HashSet<&Ident>,
    reads_codes: bool,
) -> TokenStream {
    let is_code = |field: &&&Field| matches!(field.ty, TypeRef::Code(_));
    let foreign = || {
        let foreign = fields.iter().filter(|field| !is_code(field));
        foreign.map(|field| field.ty.name()).filter(|name| !own.contains(name))
    };
    let in_headers =
        |name: &Ident| api.header_types.iter().any(|value| value.name == *name);
    let codes = reads_codes || fields.iter().any(|field| is_code(&field));
    let codes = codes.then(|| {
        quote!(
            use crate::codes::*;
        )
    });
    let shared = foreign().any(|name| !in_headers(name)).then(|| {
        quote!(
            use crate::fields::*;
        )
    });
    let headers = foreign().any(in_headers).then(|| {
        quote!(
            use crate::headers::*;
        )
    });
    quote!(#codes #shared #headers)
}

fn reads_codes(response: &Response) -> bool {
    response.fields.iter().any(|field| matches!(field.reading, Reading::Code(_)))
        || response.objects.iter().any(reads_codes)
}
