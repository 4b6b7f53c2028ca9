//! A request takes all its fields at once, however many it has.

use quote::ToTokens;

use super::support::file;
use super::yaml::{Operation, entry, vendor};

/// The longest tuple that the runtime takes.
const LONGEST: usize = 12;

#[test]
fn every_field_is_taken_from_its_own_slot() {
    for count in [1, 12, 13, 25, 144, 145, 300] {
        let checked = checked(count);
        let [locals @ .., _] = checked.block.stmts.as_slice() else { panic!("{count}") };
        let local = |name: &str| {
            let mut locals = locals.iter().filter_map(|local| match local {
                syn::Stmt::Local(local) => Some(local),
                _ => None,
            });
            let is_it =
                |local: &&syn::Local| local.pat.to_token_stream().to_string() == name;
            locals.find(is_it).map(|local| &*local.init.as_ref().unwrap().expr)
        };
        let slots = local("slots").unwrap();
        let Some(syn::Stmt::Expr(syn::Expr::Call(ok), _)) = checked.block.stmts.last()
        else {
            panic!("{count}")
        };
        let syn::Expr::Struct(all) = &ok.args[0] else { panic!("{count}") };
        assert_eq!(all.fields.len(), count);
        for field in &all.fields {
            let syn::Member::Named(name) = &field.member else { panic!("{count}") };
            // One alone has a name of its own.
            let slot = local("slot").unwrap_or_else(|| slot(slots, &field.expr));
            let slot = slot.to_token_stream().to_string();
            let need = if name.to_string().ends_with(['0', '2', '4', '6', '8']) {
                "required"
            } else {
                "optional"
            };
            let expected = format!("Slot :: {need} (from . {name} , ");
            assert!(slot.starts_with(&expected), "of {count}: {slot}");
        }
    }
}

/// The slot that `taken.1.4` comes from.
fn slot<'e>(slots: &'e syn::Expr, taken: &syn::Expr) -> &'e syn::Expr {
    let syn::Expr::Field(field) = taken else { return slots };
    let syn::Member::Unnamed(place) = &field.member else {
        panic!("{}", taken.to_token_stream())
    };
    let syn::Expr::Tuple(tuple) = slot(slots, &field.base) else {
        panic!("{}", taken.to_token_stream())
    };
    assert!(tuple.elems.len() <= LONGEST, "a tuple of {}", tuple.elems.len());
    &tuple.elems[place.index as usize]
}

/// The function of a request with so many fields that takes them all.
fn checked(count: usize) -> syn::ImplItemFn {
    let field = |number: usize| {
        entry(&[
            ("name", format!("line{number}")),
            ("type", "string".to_owned()),
            ("need", ["required", "optional"][number % 2].to_owned()),
            ("max_length", "9".to_owned()),
            ("redact", "shown".to_owned()),
            ("about", "A line.".to_owned()),
        ])
    };
    let fields = (0..count).map(field).collect();
    let operation = Operation {
        fields,
        ..Operation::default()
    };
    let tree = vendor("slots", "", vec![operation.write("op")]).generate();
    let file = syn::parse_file(file(&tree, "src/operations/op.rs")).unwrap();
    let items = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Impl(it) => Some(it.items),
        _ => None,
    });
    let mut functions = items.flatten().filter_map(|item| match item {
        syn::ImplItem::Fn(function) if function.sig.ident == "checked" => Some(function),
        _ => None,
    });
    functions.next().unwrap()
}
