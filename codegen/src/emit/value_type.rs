//! Types of header and field values: a rule as data, and the name that it goes by.

use proc_macro2::{Ident as Token, TokenStream};
use quote::quote;

use super::doc::{self, Doc};
use super::{literal, said};
use crate::checker::Decimal;
use crate::ir::{Bounds, Constraint, Part, Shape, ValueKind, ValueType, Wire};

/// The rule and the type, in two groups. `source` stands for the citation.
pub(super) fn emit(value: &ValueType, source: &TokenStream) -> Vec<TokenStream> {
    let name = literal::ident(&value.name);
    let rule = literal::ident(&value.name.with("Rule"));
    let doc = Doc::new(said::summary(&value.words))
        .paragraph(doc::limits(value))
        .details(&value.words)
        .decisions(&value.decisions)
        .source(&value.citation)
        .attributes();
    let about_rule = doc::line(&format!("The rule of [`{name}`]."));
    let (generic, rule_impl) = match &value.kind {
        ValueKind::Flag(wire) => {
            let style = style(*wire);
            return vec![quote!(#doc pub type #name = Flag<#style>;)];
        }
        ValueKind::Text(constraint) => {
            (quote!(Text), text_rule(value, constraint, source))
        }
        ValueKind::Date(constraint) => {
            (quote!(Date), text_rule(value, constraint, source))
        }
        ValueKind::Secret(constraint) => {
            let mut groups = text_rule(value, constraint, source);
            let text = value.name.as_str();
            groups.push(quote! {
                impl SecretRule for #rule {
                    const TYPE: &'static str = #text;
                }
            });
            (quote!(Secret), groups)
        }
        ValueKind::Number { value: range, max_digits } => {
            (quote!(Number), vec![number_rule(value, *range, *max_digits, source)])
        }
        ValueKind::Decimal { value: range, places } => {
            (quote!(DecimalNumber), vec![decimal_rule(value, *range, *places, source)])
        }
    };
    let mut groups = vec![
        quote!(#doc pub type #name = #generic<#rule>;),
        quote!(#about_rule pub enum #rule {}),
    ];
    groups.extend(rule_impl);
    groups
}

fn text_rule(
    value: &ValueType,
    constraint: &Constraint,
    source: &TokenStream,
) -> Vec<TokenStream> {
    let rule = literal::ident(&value.name.with("Rule"));
    let redact = literal::redact(value.redact);
    let (parts, form) = rule_fields(&rule, &value.wire, constraint, &redact, source);
    let rule = quote! {
        impl TextRule for #rule {
            const RULE: Rule = #form;
        }
    };
    vec![parts, rule]
}

/// The rule of a text as data, and what has to stand before it: a shape of several parts is a
/// function of the type `owner`.
pub(super) fn rule_fields(
    owner: &Token,
    field: &str,
    constraint: &Constraint,
    redact: &TokenStream,
    source: &TokenStream,
) -> (TokenStream, TokenStream) {
    let length = literal::length(constraint.length);
    let enforced = constraint.shape.as_ref().filter(|_| constraint.shape_enforced);
    let (parts, shape) = shape(owner, enforced);
    let rule = quote! {
        Rule {
            field: #field,
            length: #length,
            shape: #shape,
            redact: #redact,
            source: #source,
        }
    };
    (parts, rule)
}

/// A shape, and the function that gives its parts where it has any.
pub(super) fn shape(owner: &Token, shape: Option<&Shape>) -> (TokenStream, TokenStream) {
    let Some(shape) = shape else { return (quote!(), quote!(Shape::ANY)) };
    if shape.parts == [Part::AnyDigits] {
        return (quote!(), quote!(Shape::DIGITS));
    }
    let parts = shape.parts.iter().map(literal::part);
    let function = quote! {
        impl #owner {
            const fn parts() -> &'static [Part] {
                &[#(#parts),*]
            }
        }
    };
    (function, quote!(Shape(Self::parts())))
}

fn number_rule(
    value: &ValueType,
    range: Bounds<i128>,
    max_digits: Option<u32>,
    source: &TokenStream,
) -> TokenStream {
    let rule = literal::ident(&value.name.with("Rule"));
    let field = &value.wire;
    let range = literal::bounds(range, literal::integer);
    let digits = literal::length(Bounds { min: None, max: max_digits });
    let redact = literal::redact(value.redact);
    quote! {
        impl Numeric for #rule {
            const RULE: NumberRule = NumberRule {
                field: #field,
                range: Range::#range,
                digits: #digits,
                redact: #redact,
                source: #source,
            };
        }
    }
}

fn decimal_rule(
    value: &ValueType,
    range: Bounds<Decimal>,
    places: u32,
    source: &TokenStream,
) -> TokenStream {
    let rule = literal::ident(&value.name.with("Rule"));
    let field = &value.wire;
    let range = literal::bounds(range, literal::decimal);
    let places = literal::count(places);
    let redact = literal::redact(value.redact);
    quote! {
        impl Fractional for #rule {
            const RULE: DecimalRule = DecimalRule {
                field: #field,
                range: Limits::#range,
                places: #places,
                redact: #redact,
                source: #source,
            };
        }
    }
}

fn style(wire: Wire) -> TokenStream {
    match wire {
        Wire::Json => quote!(TrueFalse),
        Wire::YesNo => quote!(YesNo),
        Wire::OneZero => quote!(OneZero),
    }
}
