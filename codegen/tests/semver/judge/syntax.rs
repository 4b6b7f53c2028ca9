//! The declarations of a generated client, as its macros take them.

use std::collections::BTreeMap;

use codegen::tree::Tree;
use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, Ident, Item, LitStr, Token, Type, Visibility, parenthesized};

/// `value_type!`
pub(crate) struct ValueType {
    pub(crate) name: String,
    /// `Text<OwnerRule>`
    pub(crate) generic: String,
    /// The type of each item, of a list.
    pub(crate) item: Option<String>,
    pub(crate) rule: Expr,
}

impl ValueType {
    pub(crate) fn kind(&self) -> &'static str {
        match self.generic.as_str() {
            "Text" | "Secret" => "Text",
            "Date" => "Date",
            "Number" => "Number",
            "DecimalNumber" => "Decimal",
            "CheckedList" => "List",
            "CheckedMap" => "Map",
            "Upload" => "File",
            other => panic!("{other}"),
        }
    }
}

impl Parse for ValueType {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        documented(input)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![type]>()?;
        let name = named::<Token![=]>(input)?;
        let ty: Type = input.parse()?;
        let ty = text(&ty);
        let (generic, arguments) = ty.split_once('<').unwrap();
        let arguments = arguments.trim_end_matches('>');
        input.parse::<Token![:]>()?;
        named::<Token![=]>(input)?;
        Ok(Self {
            name,
            generic: generic.to_owned(),
            item: arguments.split_once(',').map(|(_, item)| item.to_owned()),
            rule: input.parse()?,
        })
    }
}

/// `checked_struct!`
pub(crate) struct Struct {
    pub(crate) name: String,
    pub(crate) builder: String,
    /// The method of the builder that takes undocumented fields.
    pub(crate) open: Option<String>,
    pub(crate) fields: Vec<StructField>,
}

pub(crate) struct StructField {
    pub(crate) name: String,
    pub(crate) is_required: bool,
    pub(crate) is_nullable: bool,
    pub(crate) ty: String,
    pub(crate) wire: String,
}

impl Parse for Struct {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        documented(input)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![struct]>()?;
        let name = named::<Token![,]>(input)?;
        let builder = named::<Token![:]>(input)?;
        input.parse::<Expr>()?;
        // Whether a body is encrypted is stated by callers of no old client.
        let mut open = None;
        while input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
            let what: Ident = input.parse()?;
            let method: Ident = input.parse()?;
            open = open.or((what == "open").then(|| method.to_string()));
        }
        input.parse::<Token![;]>()?;
        let mut fields = Vec::new();
        while !input.is_empty() {
            documented(input)?;
            let name = named::<Token![:]>(input)?;
            let need: Ident = input.parse()?;
            let inner;
            parenthesized!(inner in input);
            let ty: TokenStream = inner.parse()?;
            input.parse::<Token![,]>()?;
            input.parse::<Ident>()?;
            let wire: LitStr = input.parse()?;
            input.parse::<Option<Ident>>()?;
            // `, cited SOURCE`
            if input.parse::<Option<Token![,]>>()?.is_some() {
                input.parse::<Ident>()?;
                input.parse::<Expr>()?;
            }
            input.parse::<Token![;]>()?;
            // No call is asked for what has one value, or what the client's builder takes.
            if need == "constant" || need == "configured" {
                continue;
            }
            let ty = text(&ty);
            let inner = ty.strip_prefix("Nullable<").and_then(|it| it.strip_suffix('>'));
            fields.push(StructField {
                name,
                is_required: need == "required",
                is_nullable: inner.is_some(),
                ty: inner.unwrap_or(&ty).to_owned(),
                wire: wire.value(),
            });
        }
        Ok(Self {
            name,
            builder,
            open,
            fields,
        })
    }
}

/// `code_enum!`
pub(crate) struct Codes {
    pub(crate) name: String,
    pub(crate) rule: Expr,
    /// The table of the codes that may stand beside them.
    pub(crate) second: Option<String>,
    pub(crate) rows: Vec<(String, Expr)>,
}

impl Parse for Codes {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        documented(input)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![enum]>()?;
        let name = named::<Token![:]>(input)?;
        input.parse::<Ident>()?;
        // `NUMBERS`, where the codes are numbers on the wire.
        input.parse::<Option<Ident>>()?;
        input.parse::<Token![,]>()?;
        let rule = input.parse()?;
        let second = match input.parse::<Option<Token![,]>>()? {
            Some(_) => Some(text(&input.parse::<Type>()?)),
            None => None,
        };
        input.parse::<Token![;]>()?;
        let mut rows = Vec::new();
        while !input.is_empty() {
            documented(input)?;
            let variant = named::<Token![=]>(input)?;
            rows.push((variant, input.parse()?));
            input.parse::<Token![;]>()?;
        }
        Ok(Self { name, rule, second, rows })
    }
}

/// `sent_shapes!`, `received_shapes!`
pub(crate) struct Shapes {
    pub(crate) name: String,
    /// The type of each variant.
    pub(crate) variants: Vec<(String, String)>,
}

impl Parse for Shapes {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        documented(input)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![enum]>()?;
        let name = named::<Token![;]>(input)?;
        let mut variants = Vec::new();
        while !input.is_empty() {
            documented(input)?;
            let variant: Ident = input.parse()?;
            let inner;
            parenthesized!(inner in input);
            let ty: Type = inner.parse()?;
            // `= ShapeSign::Value(..)`, where it is read.
            if input.parse::<Option<Token![=]>>()?.is_some() {
                input.parse::<Expr>()?;
            }
            input.parse::<Token![;]>()?;
            variants.push((variant.to_string(), text(&ty)));
        }
        Ok(Self { name, variants })
    }
}

/// The sources of a client that are its own.
pub(crate) fn sources(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let own = |path: &str| {
        path.starts_with("src/")
            && !path.starts_with("src/runtime/")
            && path.ends_with(".rs")
    };
    let files = tree.iter().filter(move |(path, _)| own(path));
    files.map(|(path, bytes)| (path, str::from_utf8(bytes).unwrap()))
}

/// The public names that an item declares.
pub(crate) fn names(item: &Item) -> Vec<String> {
    let is_public = |vis: &syn::Visibility| matches!(vis, syn::Visibility::Public(_));
    match item {
        Item::Type(it) if is_public(&it.vis) => vec![it.ident.to_string()],
        Item::Struct(it) if is_public(&it.vis) => vec![it.ident.to_string()],
        Item::Enum(it) if is_public(&it.vis) => vec![it.ident.to_string()],
        Item::Static(it) if is_public(&it.vis) => vec![it.ident.to_string()],
        Item::Macro(it) => {
            let declared = &it.mac;
            if let Ok(it) = declared.parse_body::<ValueType>() {
                vec![format!("{}Rule", it.name), it.name]
            } else if let Ok(it) = declared.parse_body::<Struct>() {
                vec![it.name, it.builder]
            } else if let Ok(it) = declared.parse_body::<Codes>() {
                vec![it.name]
            } else if let Ok(it) = declared.parse_body::<Shapes>() {
                vec![it.name]
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

/// The tokens of something, without blanks but where words meet.
pub(crate) fn text(tokens: &impl quote::ToTokens) -> String {
    let mut text = String::new();
    for word in tokens.to_token_stream().to_string().split(' ') {
        let meets = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if meets(text.chars().last()) && meets(word.chars().next()) {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

/// The arms of a match on `self`: of each the variant, and what stands between two texts.
pub(crate) fn arms<'a>(
    body: &'a str,
    before: &'a str,
    end: char,
) -> impl Iterator<Item = (String, &'a str)> {
    body.split("Self::").skip(1).filter_map(move |arm| {
        let (variant, rest) = arm.split_once(before)?;
        Some((variant.to_owned(), rest.split_once(end)?.0))
    })
}

/// What a method says of each variant, which returns a remedy.
pub(crate) fn remedies(body: &str) -> BTreeMap<String, String> {
    let arms = arms(body, "=>Remedy::", ',');
    arms.map(|(variant, remedy)| (variant, remedy.to_owned())).collect()
}

/// Reads a declaration behind its attributes.
fn documented(input: ParseStream<'_>) -> syn::Result<()> {
    input.call(syn::Attribute::parse_outer).map(drop)
}

/// A name, then a sign.
fn named<T: Parse>(input: ParseStream<'_>) -> syn::Result<String> {
    let name: Ident = input.parse()?;
    input.parse::<T>()?;
    Ok(name.to_string())
}
