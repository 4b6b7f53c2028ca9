//! Texts of wide letters. The printer counts the bytes of a text, rustfmt the columns that it
//! takes: so the printer is given a text of as many bytes as there are columns, and what stands
//! there is put back afterwards.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use unicode_width::UnicodeWidthStr;

/// What fills such a text. It cannot come from elsewhere: in a literal of its own it would be
/// escaped, and in documentation it is a space.
const FILL: char = '\u{1a}';

/// The tokens with every text of wide letters filled, and those texts in their order. Tokens
/// that nobody else holds are moved here, and never copied.
pub(super) fn hide(tokens: TokenStream, texts: &mut Vec<String>) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                drop(group);
                let inner = if delimiter == Delimiter::Bracket {
                    hide_in_brackets(inner, texts)
                } else {
                    hide(inner, texts)
                };
                TokenTree::Group(Group::new(delimiter, inner))
            }
            TokenTree::Literal(literal) => TokenTree::Literal(filled(literal, texts)),
            token => token,
        })
        .collect()
}

/// Documentation stays as it is: it is never broken into lines.
fn hide_in_brackets(tokens: TokenStream, texts: &mut Vec<String>) -> TokenStream {
    let mut tokens = tokens.into_iter().peekable();
    let is_documentation =
        matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "doc");
    if is_documentation { tokens.collect() } else { hide(tokens.collect(), texts) }
}

fn filled(literal: Literal, texts: &mut Vec<String>) -> Literal {
    let quoted = literal.to_string();
    let text = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(text) = text.filter(|text| !text.is_ascii()) else { return literal };
    let fill = FILL.to_string().repeat(text.width().max(1));
    let Ok(filled) = format!("\"{fill}\"").parse() else { return literal };
    texts.push(text.to_owned());
    filled
}

/// The printed text with every hidden one in its place.
pub(super) fn show(printed: &str, texts: &[String]) -> String {
    let mut texts = texts.iter();
    let mut whole = String::with_capacity(printed.len());
    let mut rest = printed;
    while let Some((before, behind)) = rest.split_once(FILL) {
        whole.push_str(before);
        whole.extend(texts.next().map(String::as_str));
        rest = behind.trim_start_matches(FILL);
    }
    whole.push_str(rest);
    whole
}
