//! A struct with checked fields, its constructor and its builder: requests and the objects
//! within them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::doc::{self, Doc};
use super::{literal, said};
use crate::ir::{Field, Ident, Need, Place};

/// What a struct is called and said to be.
pub(super) struct Struct<'a> {
    pub(super) name: &'a Ident,
    pub(super) doc: Doc,
    pub(super) fields: &'a [Field],
    /// The citation that its violations carry.
    pub(super) source: TokenStream,
}

/// Everything about the struct, in groups.
pub(super) fn emit(object: &Struct<'_>) -> Vec<TokenStream> {
    let mut groups = vec![definition(object), construction(object), visit(object)];
    groups.push(completion(object));
    groups.extend(builder(object));
    groups
}

fn completion(object: &Struct<'_>) -> TokenStream {
    let name = literal::ident(object.name);
    quote!(object!(#name);)
}

fn definition(object: &Struct<'_>) -> TokenStream {
    let name = literal::ident(object.name);
    let doc = object.doc.attributes();
    let fields = object.fields.iter().map(|field| {
        let name = literal::ident(&field.name);
        let ty = optional(field, &item_type(field));
        quote!(#name: #ty)
    });
    // A constructor without parameters is what `Default` is for.
    let default = object.fields.iter().all(|field| field.need != Need::Required);
    let default = default.then(|| quote!(, Default));
    quote! {
        #doc
        #[derive(Clone #default)]
        pub struct #name { #(#fields),* }
    }
}

/// The type of a field's value, as a list where it is one.
fn item_type(field: &Field) -> TokenStream {
    let ty = literal::ident(field.ty.name());
    if field.many { quote!(Vec<#ty>) } else { quote!(#ty) }
}

fn optional(field: &Field, ty: &TokenStream) -> TokenStream {
    match field.need {
        Need::Required => quote!(#ty),
        Need::Optional | Need::Conditional => quote!(Option<#ty>),
    }
}

/// What makes a struct stands within that struct, where its name is `Self`: the printer counts
/// the name against the width of a literal, rustfmt does not.
fn construction(object: &Struct<'_>) -> TokenStream {
    let Struct { name, fields, .. } = object;
    let builder = literal::ident(&name.with("Builder"));
    let name = literal::ident(name);
    let required = || fields.iter().filter(|field| field.need == Need::Required);
    let parameters = required().map(|field| {
        let (name, ty) = (literal::ident(&field.name), item_type(field));
        quote!(#name: #ty)
    });
    let values = fields.iter().map(|field| {
        let name = literal::ident(&field.name);
        if field.need == Need::Required { quote!(#name) } else { quote!(#name: None) }
    });
    let too_many = (required().count() > PARAMETERS_AT_ONCE).then(|| {
        quote!(#[expect(
            clippy::too_many_arguments,
            reason = "one for each required field"
        )])
    });
    let all = if required().count() == fields.len() {
        "every field"
    } else {
        "the required fields"
    };
    let new_doc =
        doc::line(&format!("From checked values of {all}, in the page's order."));
    let builder_doc = doc::line("Takes values as they are and checks them all at once.");
    let checked = checked(object);
    quote! {
        impl #name {
            #new_doc
            #too_many
            #[must_use]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
            #builder_doc
            pub fn builder() -> #builder {
                #builder::empty()
            }
            fn checked(from: #builder) -> Result<Self, Violations> {
                #checked
            }
        }
    }
}

/// How many parameters clippy finds few enough.
const PARAMETERS_AT_ONCE: usize = 7;

/// How many slots the runtime takes at once; more of them go in groups.
const SLOTS_AT_ONCE: usize = 12;

/// Takes every slot of the builder `from`, which reports everything that is wrong with any.
fn checked(object: &Struct<'_>) -> TokenStream {
    let Struct { fields, source, .. } = object;
    if fields.is_empty() {
        return quote! {
            drop(from);
            Ok(Self {})
        };
    }
    let names: Vec<_> = fields.iter().map(|field| literal::ident(&field.name)).collect();
    let slots = fields.iter().zip(&names);
    let mut slots: Vec<_> = slots
        .map(|(field, name)| {
            let (name, wire) = (quote!(from.#name), &field.wire);
            match field.need {
                Need::Required => quote!(Slot::required(#name, #wire, &#source)),
                Need::Optional | Need::Conditional => {
                    quote!(Slot::optional(#name, #wire))
                }
            }
        })
        .collect();
    // The printer and rustfmt break a long tuple of one part differently.
    let only = slots.pop_if(|_| names.len() == 1).map(|slot| {
        slots.push(quote!(slot));
        quote!(let slot = #slot;)
    });
    // Of each way to group them: how many slots stand in one place of a group, in how many places.
    let mut levels = Vec::new();
    let mut room = 1;
    while slots.len() > SLOTS_AT_ONCE {
        let groups = slots.len().div_ceil(SLOTS_AT_ONCE);
        // Of one size: rustfmt and the printer do not agree on a group of one group.
        let size = slots.len().div_ceil(groups);
        slots = slots.chunks(size).map(|slots| quote!((#(#slots,)*))).collect();
        levels.push((room, size));
        room *= size;
    }
    levels.push((room, SLOTS_AT_ONCE));
    // Not by a pattern: the printer and rustfmt do not break a long one in the same way.
    let values = names.iter().enumerate().map(|(position, name)| {
        let places = levels.iter().rev();
        let places =
            places.map(|(room, size)| Literal::usize_unsuffixed(position / room % size));
        quote!(#name: taken #(.#places)*)
    });
    quote! {
        #only
        let slots = (#(#slots,)*);
        let taken = slots.take()?;
        Ok(Self { #(#values),* })
    }
}

fn visit(object: &Struct<'_>) -> TokenStream {
    let name = literal::ident(object.name);
    let text = object.name.as_str();
    let visits = object.fields.iter().map(|field| {
        let (name, wire) = (literal::ident(&field.name), &field.wire);
        let place = match field.place {
            Place::Body => quote!(field),
            Place::Path => quote!(path),
            Place::Query => quote!(query),
        };
        quote!(V::#place(visitor, #wire, &self.#name);)
    });
    let parameter = if object.fields.is_empty() { quote!(_) } else { quote!(visitor) };
    quote! {
        impl Object for #name {
            const NAME: &'static str = #text;
            fn visit<V: Visitor>(&self, #parameter: &mut V) {
                #(#visits)*
            }
        }
    }
}

fn builder(object: &Struct<'_>) -> [TokenStream; 2] {
    let Struct { name, fields, .. } = object;
    let builder = literal::ident(&name.with("Builder"));
    let name = literal::ident(name);
    let doc = doc::line(&format!("The builder of [`{name}`]."));
    let slots = fields.iter().map(|field| {
        let (name, ty) = (literal::ident(&field.name), item_type(field));
        quote!(#name: Slot<#ty>)
    });
    let empty = fields.iter().map(|field| {
        let name = literal::ident(&field.name);
        quote!(#name: Slot::EMPTY)
    });
    let setters = fields.iter().map(setter);
    let build_doc = Doc::new(format!("The [`{name}`], if every field keeps its rule."))
        .paragraph("# Errors")
        .paragraph("Every broken rule at once, each with the page and section that it comes from.")
        .attributes();
    let definition = quote! {
        #doc
        #[must_use]
        pub struct #builder { #(#slots),* }
    };
    let methods = quote! {
        impl #builder {
            fn empty() -> Self {
                Self { #(#empty),* }
            }
            #(#setters)*
            #build_doc
            pub fn build(self) -> Result<#name, Violations> {
                #name::checked(self)
            }
        }
    };
    [definition, methods]
}

fn setter(field: &Field) -> TokenStream {
    let (name, ty) = (literal::ident(&field.name), item_type(field));
    let link = field.ty.name();
    let doc = Doc::new(format!("{} See [`{link}`].", said::summary(&field.words)))
        .paragraph(doc::need(field.need, field.condition.as_ref()))
        .details(&field.words)
        .attributes();
    quote! {
        #doc
        pub fn #name(mut self, value: impl IntoField<#ty>) -> Self {
            self.#name.set(value);
            self
        }
    }
}
