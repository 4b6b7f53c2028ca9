//! The module of one operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{self, Doc};
use super::object::Struct;
use super::{Emitted, Emitter, RustFile};
use super::{
    description, error_code, imports, literal, object, request, response, said, shared,
    value_type,
};
use crate::ir::{Api, Need, Object, Operation, ValueKind};

pub(super) const EMITTER: Emitter = Emitter {
    name: "operation",
    paths: |api| {
        let operations = api.operations.iter();
        operations
            .map(|operation| format!("src/operations/{}.rs", operation.module))
            .collect()
    },
    emit: |api, position| {
        api.operations.get(position).map(|operation| emit(api, operation))
    },
};

fn emit(api: &Api, operation: &Operation) -> Emitted {
    let mut groups = vec![
        imports::of_operation(api, operation),
        shared::of_operation(api, operation),
        sources(operation),
    ];
    groups.extend(request::emit(api, operation));
    groups.extend(call(operation));
    for value in &operation.types {
        groups.extend(value_type::emit(value, &quote!(PARAMETERS)));
    }
    for inner in &operation.objects {
        groups.extend(object::emit(&Struct {
            name: &inner.name,
            doc: object_doc(inner),
            fields: &inner.fields,
            source: quote!(PARAMETERS),
        }));
    }
    groups.extend(response::emit(operation));
    groups.push(error_code::emit(operation));
    Emitted::Rust(RustFile {
        origin: format!("spec/{}", operation.citation.file),
        doc: doc::text(&operation.title),
        groups,
        text: [error_code::table(api, operation), description::of_operation(operation)]
            .join("\n"),
    })
}

/// What is said of an object within a request.
pub(super) fn object_doc(object: &Object) -> Doc {
    Doc::new(said::summary(&object.words))
        .details(&object.words)
        .unnamed(&object.unnamed)
        .source(&object.citation)
}

/// What violations and rules of the module cite.
fn sources(operation: &Operation) -> TokenStream {
    let page = &operation.title;
    let (parameters, results) = (&operation.section, &operation.code_section);
    let parameters = cites_parameters(operation).then(|| {
        let source = literal::source_of(page, parameters);
        quote!(const PARAMETERS: Source = #source;)
    });
    let results = literal::source_of(page, results);
    quote! {
        #parameters
        const RESULTS: Source = #results;
    }
}

/// Whether anything in the module can be missing, or has a rule of its own.
fn cites_parameters(operation: &Operation) -> bool {
    let inner = operation.objects.iter().flat_map(|object| &object.fields);
    let mut fields = operation.fields.iter().chain(inner);
    let mut types = operation.types.iter();
    fields.any(|field| field.need == Need::Required)
        || types.any(|value| !matches!(value.kind, ValueKind::Flag(_)))
}

/// The client's method, which a client without a key has only for what is not encrypted.
fn call(operation: &Operation) -> [TokenStream; 2] {
    let (name, method) =
        (literal::ident(&operation.name), literal::ident(&operation.module));
    let sent_by = if operation.encrypted {
        quote!(impl SentBy<Encrypting> for #name {})
    } else {
        quote!(impl<K> SentBy<K> for #name {})
    };
    let doc = doc::line(&format!("Sends a [`{name}`]."));
    let method = quote! {
        impl<T, K> Client<T, K>
        where
            #name: SentBy<K>,
        {
            #doc
            pub fn #method(&self, request: #name) -> Call<'_, T, K, #name> {
                self.call(request)
            }
        }
    };
    [sent_by, method]
}
