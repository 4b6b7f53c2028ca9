//! The public items of one file, a line each: a function of the file's text alone.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Attribute, Fields, File, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, ItemTrait,
    TraitItem, UseTree, Visibility,
};

use super::line::Line;
use super::macros;
use super::signature::{self, Bounds};
use super::text::tidy;

/// The public items of a file, in their order.
pub(super) fn list(file: &File) -> Vec<Line> {
    let mut list = List::default();
    list.items(&file.items);
    list.lines
}

#[derive(Default)]
struct List {
    lines: Vec<Line>,
    /// The module within the file: `error::`.
    module: String,
}

impl List {
    fn line(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.lines.push(Line {
            key: key.into(),
            value: value.into(),
        });
    }

    fn bounds(&mut self, key: &str, bounds: Bounds) {
        for (of, bound) in bounds {
            self.line(format!("bound {key} {of}"), bound);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            if !is_hidden(attributes(item)) {
                self.item(item);
            }
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Use(item) if is_public(&item.vis) => {
                self.uses(&item.tree, "", &condition(&item.attrs));
            }
            Item::Mod(item) if is_public(&item.vis) => self.module(item),
            Item::Struct(item) => self.structure(item),
            Item::Enum(item) => self.enumeration(item),
            Item::Trait(item) => self.definition(item),
            Item::Impl(item) => self.implementation(item),
            Item::Type(item) if is_public(&item.vis) => {
                let generics = signature::generics(&item.generics);
                let value = format!("{generics} = {}", tidy(item.ty.to_token_stream()));
                self.line(
                    format!("type {}{}", self.module, item.ident),
                    value + &condition(&item.attrs),
                );
            }
            Item::Const(item) if is_public(&item.vis) => {
                self.constant(
                    &format!("{}{}", self.module, item.ident),
                    &item.attrs,
                    (item.ty.to_token_stream(), Some(item.expr.to_token_stream())),
                );
            }
            Item::Static(item) if is_public(&item.vis) => {
                self.constant(
                    &format!("{}{}", self.module, item.ident),
                    &item.attrs,
                    (item.ty.to_token_stream(), Some(item.expr.to_token_stream())),
                );
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let key = format!("fn {}{}", self.module, item.sig.ident);
                self.function(&key, &item.sig, &item.attrs);
            }
            Item::Macro(item) => {
                let lines = match &item.ident {
                    Some(name) => macros::defined(&name.to_string(), &item.mac.tokens),
                    None => self.invoked(&item.mac),
                };
                self.lines.extend(lines);
            }
            _ => {}
        }
    }

    /// What a macro is given: items where it is written like them, as words of the format are.
    fn invoked(&self, mac: &syn::Macro) -> Vec<Line> {
        if let Ok(file) = syn::parse2::<File>(mac.tokens.clone()) {
            let mut inner = Self {
                module: self.module.clone(),
                ..Self::default()
            };
            inner.items(&file.items);
            if !inner.lines.is_empty() {
                let types = file.items.iter().filter_map(|item| match item {
                    Item::Enum(item) => Some(&item.ident),
                    Item::Struct(item) => Some(&item.ident),
                    _ => None,
                });
                let name = macros::name(mac);
                let made = types.map(|of| Line {
                    key: format!("made {of}"),
                    value: name.clone(),
                });
                inner.lines.extend(made);
                return inner.lines;
            }
        }
        macros::invoked(mac)
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let name = format!("{}{}", self.module, item.ident);
        self.line(format!("mod {name}"), condition(&item.attrs).trim_start());
        if let Some((_, items)) = &item.content {
            let outer = std::mem::replace(&mut self.module, format!("{name}::"));
            self.items(items);
            self.module = outer;
        }
    }

    fn uses(&mut self, tree: &UseTree, path: &str, condition: &str) {
        let at = |name: &str| {
            if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
        };
        match tree {
            UseTree::Path(tree) => {
                self.uses(&tree.tree, &at(&tree.ident.to_string()), condition);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.uses(tree, path, condition);
                }
            }
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                let value = format!("{}{condition}", at(&name));
                self.line(format!("use {}{name}", self.module), value);
            }
            UseTree::Rename(name) => {
                let value = format!("{}{condition}", at(&name.ident.to_string()));
                self.line(format!("use {}{}", self.module, name.rename), value);
            }
            UseTree::Glob(_) => {
                self.line(format!("use {}*", self.module), format!("{path}{condition}"));
            }
        }
    }

    fn structure(&mut self, item: &ItemStruct) {
        let name = item.ident.to_string();
        if !is_public(&item.vis) {
            return self.line(format!("private {name}"), "");
        }
        let fields = item.fields.iter();
        let (public, private): (Vec<_>, Vec<_>) =
            fields.enumerate().partition(|(_, field)| is_public(&field.vis));
        // Of fields that nobody can name, the form is nobody's concern either.
        let form = match &item.fields {
            _ if public.is_empty() && !private.is_empty() => "",
            Fields::Named(_) => " {}",
            Fields::Unnamed(_) => " ()",
            Fields::Unit => "",
        };
        let rest = if private.is_empty() { "" } else { " with private fields" };
        let key = format!("struct {name}");
        let value = format!("{}{form}{rest}", signature::generics(&item.generics));
        self.line(&key, value.trim().to_owned() + &condition(&item.attrs));
        self.bounds(&key, signature::bounds(&item.generics));
        for (position, field) in public {
            let field_name =
                field.ident.as_ref().map_or(position.to_string(), ToString::to_string);
            let value = tidy(field.ty.to_token_stream()) + &condition(&field.attrs);
            self.line(format!("field {name}.{field_name}"), value);
        }
        self.attributes(&name, &item.attrs);
    }

    fn enumeration(&mut self, item: &ItemEnum) {
        let name = item.ident.to_string();
        if !is_public(&item.vis) {
            return self.line(format!("private {name}"), "");
        }
        let key = format!("enum {name}");
        let value = signature::generics(&item.generics) + &condition(&item.attrs);
        self.line(&key, value.trim());
        self.bounds(&key, signature::bounds(&item.generics));
        let is_number = item.variants.iter().all(|it| it.fields.is_empty());
        for (position, variant) in item.variants.iter().enumerate() {
            if is_number {
                // What `as` makes of it.
                self.line(
                    format!("cast {name}::{}", variant.ident),
                    position.to_string(),
                );
            }
            let key = format!("variant {name}::{}", variant.ident);
            let value = tidy(variant.fields.to_token_stream());
            self.line(&key, value + &condition(&variant.attrs));
            if let Some((_, word)) = &variant.discriminant {
                self.line(format!("value {key}"), tidy(word.to_token_stream()));
            }
        }
        self.attributes(&name, &item.attrs);
    }

    fn attributes(&mut self, name: &str, attrs: &[Attribute]) {
        for attr in attrs {
            if attr.path().is_ident("derive") {
                let _ = attr.parse_nested_meta(|meta| {
                    let derived = tidy(meta.path.to_token_stream());
                    let derived = derived.rsplit("::").next().unwrap_or_default();
                    self.line(format!("impl {derived} for {name}"), "");
                    Ok(())
                });
            } else if attr.path().is_ident("non_exhaustive") {
                self.line(format!("non_exhaustive {name}"), "");
            }
        }
    }

    fn definition(&mut self, item: &ItemTrait) {
        let name = item.ident.to_string();
        if !is_public(&item.vis) {
            return self.line(format!("private {name}"), "");
        }
        let key = format!("trait {name}");
        let value = signature::generics(&item.generics) + &condition(&item.attrs);
        self.line(&key, value.trim());
        self.bounds(&key, signature::bounds(&item.generics));
        for bound in &item.supertraits {
            self.line(
                format!("supertrait {name} {}", tidy(bound.to_token_stream())),
                "",
            );
        }
        for member in item.items.iter().filter(|it| !is_hidden(member_attributes(it))) {
            self.member(&name, member);
        }
    }

    fn member(&mut self, owner: &str, member: &TraitItem) {
        let need = |is_given: bool| if is_given { "provided" } else { "required" };
        match member {
            TraitItem::Fn(it) => {
                let key = format!("method {owner}::{}", it.sig.ident);
                let need = need(it.default.is_some());
                let signature = signature::function(&it.sig);
                self.line(&key, format!("{need} {signature}{}", condition(&it.attrs)));
                self.bounds(&key, signature::bounds(&it.sig.generics));
            }
            TraitItem::Const(it) => {
                let (need, of) =
                    (need(it.default.is_some()), tidy(it.ty.to_token_stream()));
                self.line(
                    format!("method {owner}::{}", it.ident),
                    format!("{need} {of}"),
                );
            }
            TraitItem::Type(it) => {
                let bounds = tidy(it.bounds.to_token_stream());
                let key = format!("method {owner}::{}", it.ident);
                self.line(key, format!("{} type {bounds}", need(it.default.is_some())));
            }
            _ => {}
        }
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let owner = signature::owner(&item.self_ty, &item.generics);
        let condition = condition(&item.attrs);
        let Some((path, _)) = &item.trait_ else {
            let bounds = signature::bounds(&item.generics);
            for member in &item.items {
                self.own(&owner, member, &condition, &bounds);
            }
            return;
        };
        let path = tidy(path.to_token_stream());
        let key = format!("impl {} for {owner}", signature::without_modules(&path));
        self.line(&key, condition.trim_start());
        self.bounds(&key, signature::bounds(&item.generics));
        for member in &item.items {
            match member {
                ImplItem::Type(it) => {
                    let key = format!("set {key} {}", it.ident);
                    self.line(key, tidy(it.ty.to_token_stream()));
                }
                ImplItem::Const(it) => {
                    let key = format!("value {key} {}", it.ident);
                    self.line(key, tidy(it.expr.to_token_stream()));
                }
                _ => {}
            }
        }
    }

    /// A public member of a type itself.
    fn own(&mut self, owner: &str, member: &ImplItem, condition: &str, bounds: &Bounds) {
        match member {
            ImplItem::Fn(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                let key = format!("fn {owner}::{}", it.sig.ident);
                self.function(&key, &it.sig, &it.attrs);
                if let Some(line) = self.lines.iter_mut().rfind(|line| line.key == key) {
                    line.value.push_str(condition);
                }
                self.bounds(&key, bounds.clone());
            }
            ImplItem::Const(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                self.constant(
                    &format!("{owner}::{}", it.ident),
                    &it.attrs,
                    (it.ty.to_token_stream(), Some(it.expr.to_token_stream())),
                );
            }
            _ => {}
        }
    }

    fn function(&mut self, key: &str, sig: &syn::Signature, attrs: &[Attribute]) {
        self.line(key, signature::function(sig) + &condition(attrs));
        self.bounds(key, signature::bounds(&sig.generics));
    }

    fn constant(
        &mut self,
        name: &str,
        attrs: &[Attribute],
        (of, value): (TokenStream, Option<TokenStream>),
    ) {
        let key = format!("const {name}");
        self.line(&key, tidy(of) + &condition(attrs));
        if let Some(value) = value {
            self.line(format!("value {key}"), tidy(value));
        }
    }
}

const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether it is no part of the documented interface, or of no build that callers make.
fn is_hidden(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let text = tidy(attr.meta.to_token_stream());
        text == "doc(hidden)" || text == "cfg(test)"
    })
}

/// The features that an item needs: ` [feature = "fake"]`.
fn condition(attrs: &[Attribute]) -> String {
    let conditions = attrs.iter().filter(|attr| attr.path().is_ident("cfg"));
    let conditions = conditions.filter_map(|attr| attr.meta.require_list().ok());
    conditions.fold(String::new(), |mut text, list| {
        let _ = write!(text, " [{}]", tidy(list.tokens.clone()));
        text
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Macro(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        _ => &[],
    }
}

fn member_attributes(item: &TraitItem) -> &[Attribute] {
    match item {
        TraitItem::Const(it) => &it.attrs,
        TraitItem::Fn(it) => &it.attrs,
        TraitItem::Type(it) => &it.attrs,
        _ => &[],
    }
}
