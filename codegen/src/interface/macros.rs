//! What callers see of macros. What a macro makes is not expanded: what its definition declares
//! is listed as it stands there, and what it is given, piece by piece.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::code::{code, is};
use super::line::Line;
use super::text::tidy;

/// The declarations in the definition of a macro: everything from `pub`, `impl` or an attribute
/// to the body or the semicolon.
pub(super) fn defined(name: &str, tokens: &TokenStream) -> Vec<Line> {
    let mut declarations = Vec::new();
    // Of each arm what it makes, behind the arrow.
    let mut is_made = false;
    for token in code(tokens.clone()) {
        match token {
            TokenTree::Group(group) if is_made => {
                declared(group.stream(), &mut declarations);
                is_made = false;
            }
            token => is_made |= token.to_string() == ">",
        }
    }
    let line = |declaration: String| {
        let (item, rest) = item(&declaration);
        Line {
            key: format!("macro {name} {item}"),
            value: rest.to_owned(),
        }
    };
    let defined = Line {
        key: format!("macro {name}"),
        value: String::new(),
    };
    std::iter::once(defined).chain(declarations.into_iter().map(line)).collect()
}

/// What a declaration is of, up to its parameters or its type, and the rest.
fn item(declaration: &str) -> (&str, &str) {
    let is_end = |c: char| matches!(c, '(' | '<' | ':');
    let end = match declaration.strip_prefix("impl") {
        // Of an implementation, all but its bounds.
        Some(_) => declaration.find(": "),
        None => declaration.find(is_end),
    };
    let (item, rest) = declaration.split_at(end.unwrap_or(declaration.len()));
    (item, rest.trim_start_matches(": "))
}

/// The words that a declaration begins with.
const BEGINS: [&str; 7] =
    ["pub", "impl", "fn", "type", "const", "derive", "non_exhaustive"];

fn declared(stream: TokenStream, found: &mut Vec<String>) {
    let mut open: Option<Vec<TokenTree>> = None;
    let mut is_variable = false;
    for token in stream {
        let is_const = is_const(open.as_deref());
        let is_begin = !is_variable && BEGINS.contains(&token.to_string().as_str());
        if open.is_none() && is_begin {
            open = Some(Vec::new());
        }
        is_variable = is(&token, '$');
        match (&token, &mut open) {
            (TokenTree::Group(group), None) => declared(group.stream(), found),
            (TokenTree::Group(group), Some(tokens))
                if group.delimiter() == Delimiter::Brace =>
            {
                let is_body = tokens.iter().any(|it| it.to_string() == "fn");
                take(&mut open, found);
                if !is_body {
                    declared(group.stream(), found);
                }
            }
            (TokenTree::Punct(sign), Some(_)) if sign.as_char() == ';' => {
                take(&mut open, found);
            }
            // A value is no part of the declaration.
            (TokenTree::Punct(sign), Some(_)) if sign.as_char() == '=' && is_const => {
                take(&mut open, found);
            }
            (_, Some(tokens)) => tokens.push(token),
            (_, None) => {}
        }
    }
    take(&mut open, found);
}

fn is_const(open: Option<&[TokenTree]>) -> bool {
    open.is_some_and(|tokens| tokens.iter().any(|it| it.to_string() == "const"))
}

fn take(open: &mut Option<Vec<TokenTree>>, found: &mut Vec<String>) {
    let Some(tokens) = open.take() else { return };
    if let [TokenTree::Ident(word), TokenTree::Group(derived)] = tokens.as_slice()
        && word == "derive"
    {
        let derived = tidy(derived.stream());
        found.extend(derived.split(", ").map(|it| format!("derive {it}")));
        return;
    }
    let declared = tidy(tokens.into_iter().collect());
    if !declared.starts_with("pub(") {
        found.push(declared);
    }
}

/// The name of a macro that is invoked.
pub(super) fn name(mac: &syn::Macro) -> String {
    mac.path.segments.last().map_or_else(String::new, |it| it.ident.to_string())
}

/// What a macro is given, a line for each piece that ends with a semicolon or a group of its own.
pub(super) fn invoked(mac: &syn::Macro) -> Vec<Line> {
    let name = name(mac);
    let tokens = code(mac.tokens.clone());
    let words = tokens.iter().all(|it| matches!(it, TokenTree::Ident(_)));
    if words {
        let line = |word: &TokenTree| Line {
            key: format!("macro {name} given {word}"),
            value: String::new(),
        };
        return tokens.iter().map(line).collect();
    }
    let mut owner = String::new();
    let mut lines = Vec::new();
    for piece in tokens.split(|it| it.to_string() == ";") {
        let Some(word) = named(piece) else { continue };
        if owner.is_empty() {
            owner.clone_from(&word);
        }
        let key = if owner == word {
            format!("macro {name} of {owner}")
        } else {
            format!("macro {name} of {owner}.{word}")
        };
        let (open, data) = split(piece);
        if !data.is_empty() {
            lines.push(Line {
                key: format!("value {key}"),
                value: data.join(" "),
            });
        }
        lines.push(Line { key, value: open });
    }
    lines
}

/// The name that a piece declares: the first word that is none of the language's.
fn named(piece: &[TokenTree]) -> Option<String> {
    let words = piece.iter().filter_map(|it| match it {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    let skipped = ["pub", "struct", "enum", "type"];
    words.into_iter().find(|word| !skipped.contains(&word.as_str()))
}

/// What is declared, and the values in braces.
fn split(piece: &[TokenTree]) -> (String, Vec<String>) {
    let mut data = Vec::new();
    let open = piece.iter().filter(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            data.push(tidy(TokenTree::Group(group.clone()).into()));
            false
        }
        _ => true,
    });
    let open: TokenStream = open.cloned().collect();
    (tidy(open), data)
}
