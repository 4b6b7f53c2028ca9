//! The declarations of functions and generic items, without what callers cannot see: the names of
//! parameters, and patterns.

use quote::ToTokens;
use syn::{
    FnArg, GenericArgument, GenericParam, Generics, PathArguments, ReturnType,
    Signature, Type, WherePredicate,
};

use super::text::tidy;

/// What bounds there are, each with the type that it is on.
pub(super) type Bounds = Vec<(String, String)>;

/// `const <'a, T>(&self, &'a str) -> T`
pub(super) fn function(sig: &Signature) -> String {
    let mut text = String::new();
    if sig.constness.is_some() {
        text.push_str("const ");
    }
    if sig.asyncness.is_some() {
        text.push_str("async ");
    }
    text.push_str(&generics(&sig.generics));
    let inputs = sig.inputs.iter().map(|input| match input {
        FnArg::Receiver(receiver) => {
            let receiver = tidy(receiver.to_token_stream());
            // Whether its own `self` is mutable concerns the function alone.
            receiver.strip_prefix("mut ").unwrap_or(&receiver).to_owned()
        }
        FnArg::Typed(input) => tidy(input.ty.to_token_stream()),
    });
    text.push('(');
    text.push_str(&inputs.collect::<Vec<_>>().join(", "));
    text.push(')');
    if let ReturnType::Type(_, output) = &sig.output {
        text.push_str(" -> ");
        text.push_str(&tidy(output.to_token_stream()));
    }
    text
}

/// The parameters without their bounds: `<'a, T>`.
pub(super) fn generics(generics: &Generics) -> String {
    let params = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(it) => it.lifetime.to_string(),
        GenericParam::Const(it) => {
            format!("const {}: {}", it.ident, tidy(it.ty.to_token_stream()))
        }
        GenericParam::Type(it) => match &it.default {
            Some((_, default)) => {
                let default = tidy(default.to_token_stream());
                format!("{} = {default}", it.ident)
            }
            None => it.ident.to_string(),
        },
    });
    let params: Vec<_> = params.collect();
    if params.is_empty() { String::new() } else { format!("<{}>", params.join(", ")) }
}

/// A type whose members are listed: without its parameters where any will do.
pub(super) fn owner(of: &Type, generics: &Generics) -> String {
    let is_param = |argument: &GenericArgument| match argument {
        GenericArgument::Lifetime(_) => true,
        GenericArgument::Type(Type::Path(of)) => {
            generics.type_params().any(|param| of.path.is_ident(&param.ident))
        }
        _ => false,
    };
    if let Type::Path(path) = of
        && let Some(last) = path.path.segments.last()
        && let PathArguments::AngleBracketed(arguments) = &last.arguments
        && arguments.args.iter().all(is_param)
    {
        return last.ident.to_string();
    }
    tidy(of.to_token_stream())
}

/// Every bound of the parameters, wherever it is written.
pub(super) fn bounds(generics: &Generics) -> Bounds {
    let mut bounds = Vec::new();
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(it) => bounds.extend(
                it.bounds
                    .iter()
                    .map(|bound| (it.lifetime.to_string(), bound.to_string())),
            ),
            GenericParam::Type(it) => bounds.extend(
                it.bounds
                    .iter()
                    .map(|bound| (it.ident.to_string(), tidy(bound.to_token_stream()))),
            ),
            GenericParam::Const(_) => {}
        }
    }
    for predicate in generics.where_clause.iter().flat_map(|it| &it.predicates) {
        match predicate {
            WherePredicate::Type(it) => bounds.extend(it.bounds.iter().map(|bound| {
                (tidy(it.bounded_ty.to_token_stream()), tidy(bound.to_token_stream()))
            })),
            WherePredicate::Lifetime(it) => bounds.extend(
                it.bounds
                    .iter()
                    .map(|bound| (it.lifetime.to_string(), bound.to_string())),
            ),
            _ => {}
        }
    }
    bounds
}

/// A trait without the modules that its path goes through: `fmt::Display` is `Display`.
pub(super) fn without_modules(path: &str) -> &str {
    let end = path.find('<').unwrap_or(path.len());
    let modules = path.get(..end).unwrap_or(path);
    modules.rfind("::").map_or(path, |at| path.get(at + 2..).unwrap_or(path))
}
