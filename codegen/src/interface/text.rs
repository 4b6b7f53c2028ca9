//! Tokens as text, in one way of writing.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::code::{code, is};

/// Tokens as people write them, in one line.
pub(super) fn tidy(stream: TokenStream) -> String {
    let mut text = String::new();
    write(&mut text, &code(stream));
    text
}

fn write(text: &mut String, tokens: &[TokenTree]) {
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match token {
            TokenTree::Group(group) => write_group(text, group),
            TokenTree::Punct(punct) => {
                let mut sign = punct.as_char().to_string();
                if let Some(TokenTree::Punct(next)) = after.first() {
                    let pair = format!("{sign}{}", next.as_char());
                    let joint = punct.spacing() == Spacing::Joint;
                    if joint && ["::", "->", "=>", "..", "=="].contains(&&*pair) {
                        sign = pair;
                        rest = after.get(1..).unwrap_or_default();
                    }
                }
                push(text, &sign);
            }
            token => push(text, &token.to_string()),
        }
    }
}

fn write_group(text: &mut String, group: &Group) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    };
    let tokens: Vec<_> = group.stream().into_iter().collect();
    // A comma at the end is one of the layout.
    let tokens = match tokens.as_slice() {
        [rest @ .., last] if is(last, ',') && !rest.is_empty() => rest,
        all => all,
    };
    if open == "{ " && text.ends_with(|c: char| c != ' ') {
        text.push(' ');
    }
    text.push_str(open);
    let mut inner = String::new();
    write(&mut inner, tokens);
    text.push_str(&inner);
    text.push_str(close);
}

/// Words behind which a path may begin with two colons.
const BEFORE_PATHS: [&str; 5] = ["dyn", "for", "impl", "mut", "pub"];

fn push(text: &mut String, next: &str) {
    let is_word = |c: char| c.is_alphanumeric() || "_\"'$".contains(c);
    let is_spaced = |sign: &str| ["->", "=>", "=", "+", "=="].contains(&sign);
    let last = text.rsplit(' ').next().unwrap_or_default();
    let is_open = text.is_empty() || text.ends_with([' ', '$', '\'']);
    let is_before = is_spaced(next)
        || (next == "::" && BEFORE_PATHS.contains(&last))
        || (next.starts_with(is_word)
            && text.ends_with(|c: char| is_word(c) || ">)]".contains(c)));
    let is_after = is_spaced(last)
        || text.ends_with([',', ';'])
        || (text.ends_with(':') && !text.ends_with("::"));
    if !is_open && (is_before || is_after) {
        text.push(' ');
    }
    text.push_str(next);
}
