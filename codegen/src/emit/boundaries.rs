//! Tests of the client: a table of limits, which a few checks walk along.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitted, Emitter, RustFile};
use super::{literal, once};
use crate::ir::{Api, Bounds, Constraint, Part, Shape, ValueKind, ValueType};
use crate::runtime_files::BOUNDARY_CHECKS;

pub(super) const EMITTER: Emitter = Emitter {
    name: "boundaries",
    paths: |_| once("tests/boundaries.rs"),
    emit: |api, _| Some(emit(api)),
};

pub(super) const SUPPORT: Emitter = Emitter {
    name: "boundaries",
    paths: |_| once("tests/boundary/mod.rs"),
    emit: |_, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "codegen/runtime/tests/boundary/mod.rs".to_owned(),
            text: BOUNDARY_CHECKS.to_owned(),
        })
    },
};

fn emit(api: &Api) -> Emitted {
    let krate = proc_macro2::Ident::new(
        &api.id.replace('-', "_"),
        proc_macro2::Span::call_site(),
    );
    let of_operations = api.operations.iter().flat_map(|operation| &operation.types);
    let types = api.header_types.iter().chain(&api.field_types).chain(of_operations);
    let rows = types.map(row);
    let tables = api.code_tables.iter().map(|table| {
        let name = literal::ident(&table.name);
        let known = Literal::usize_unsuffixed(table.codes.len());
        quote!(table::<#name>(#known);)
    });
    let results = api.operations.iter().map(|operation| {
        let name = literal::ident(&operation.code_type);
        let known = Literal::usize_unsuffixed(operation.codes.len());
        quote!(table::<#name>(#known);)
    });
    let groups = vec![
        quote!(
            mod boundary;
        ),
        quote!(
            use boundary::*;
        ),
        // With the colons, since the client may be called as one of its modules.
        quote!(
            use ::#krate::*;
            use ::#krate::runtime::code;
        ),
        quote! {
            #[test]
            fn every_rule_holds_at_its_limits() {
                #(#rows)*
            }
        },
        quote! {
            #[test]
            fn every_code_is_itself_and_no_other() {
                #(#tables)*
                #(#results)*
            }
        },
    ];
    Emitted::Rust(RustFile {
        origin: "spec/api.yaml".to_owned(),
        doc: "Every rule at its limits: one less, the least, the most, one more."
            .to_owned(),
        groups,
        ..RustFile::default()
    })
}

fn row(value: &ValueType) -> TokenStream {
    let rule = literal::ident(&value.name.with("Rule"));
    match &value.kind {
        // The secret of a form is tried as a text of that form.
        ValueKind::Secret(constraint) if enforced(constraint).is_none() => {
            let length = length(constraint);
            quote!(secret::<#rule>(#length);)
        }
        ValueKind::Text(constraint) | ValueKind::Secret(constraint) => {
            text(&rule, constraint)
        }
        ValueKind::Date(_) => quote!(date::<#rule>();),
        ValueKind::Number { value, max_digits } => {
            let range = range(*value, literal::integer);
            let digits = max_digits.map(|n| {
                let n = literal::count(n);
                quote!(digits::<#rule>(#n);)
            });
            quote!(number::<#rule>(#range); #digits)
        }
        ValueKind::Decimal { value, places } => {
            let range = range(*value, |end| {
                let end = end.to_string();
                quote!(#end)
            });
            let places = literal::count(*places);
            quote!(decimal::<#rule>(#places, #range);)
        }
        ValueKind::Flag(_) => quote!(),
    }
}

fn text(rule: &proc_macro2::Ident, constraint: &Constraint) -> TokenStream {
    let length = length(constraint);
    match enforced(constraint) {
        None => quote!(text::<#rule>(#length);),
        Some(shape) if shape.parts == [Part::AnyDigits] => {
            quote!(digit_text::<#rule>(#length);)
        }
        Some(_) => quote!(shaped::<#rule>(#length);),
    }
}

fn enforced(constraint: &Constraint) -> Option<&Shape> {
    constraint.shape.as_ref().filter(|_| constraint.shape_enforced)
}

/// The limits of a text, as far as a text at the limit is worth its memory.
fn length(constraint: &Constraint) -> TokenStream {
    const LONGEST: u32 = 1_000_000;
    let tried = |end: Option<u32>| end.filter(|end| *end <= LONGEST);
    let Bounds { min, max } = constraint.length;
    let tried = Bounds {
        min: tried(min),
        max: tried(max),
    };
    range(tried, |n| {
        let n = literal::count(n);
        quote!(#n)
    })
}

fn range<T: Copy>(bounds: Bounds<T>, value: fn(T) -> TokenStream) -> TokenStream {
    let min = bounds.min.map(value);
    if let Some(max) = bounds.max.map(value) {
        quote!(#min..=#max)
    } else {
        quote!(#min..)
    }
}
