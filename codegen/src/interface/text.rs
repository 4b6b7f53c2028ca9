//! Code as text: without comments, in one way of writing.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Attributes that change neither what callers can write nor what the code does.
const WITHOUT_EFFECT: [&str; 3] = ["doc", "allow", "expect"];

/// The tokens, documentation aside.
pub(super) fn code(stream: TokenStream) -> Vec<TokenTree> {
    let mut code = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if is(&token, '#') {
            let inner = tokens.next_if(|it| is(it, '!'));
            let has_none = |it: &TokenTree| match it {
                TokenTree::Group(group) => is_without_effect(group),
                _ => false,
            };
            if tokens.next_if(has_none).is_some() {
                continue;
            }
            code.push(token);
            code.extend(inner);
            continue;
        }
        code.push(match token {
            TokenTree::Group(group) => {
                let inner = code_of(&group);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        });
    }
    code
}

fn code_of(group: &Group) -> TokenStream {
    code(group.stream()).into_iter().collect()
}

fn is(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_without_effect(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && first.is_some_and(|it| {
            matches!(&it, TokenTree::Ident(name)
                if WITHOUT_EFFECT.iter().any(|without| name == without))
        })
}

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

fn push(text: &mut String, next: &str) {
    let is_word = |c: char| c.is_alphanumeric() || "_\"'".contains(c);
    let spaced = |sign: &str| ["->", "=>", "=", "+", "=="].contains(&sign);
    let ends_with_word = text.ends_with(is_word) && !text.ends_with('\'');
    let is_after = text.ends_with([',', ';'])
        || (text.ends_with(':') && !text.ends_with("::"))
        || ["->", "=>", " =", "+", "=="].iter().any(|sign| text.ends_with(sign));
    let space = if text.is_empty() || text.ends_with(' ') {
        false
    } else if spaced(next) || is_after {
        true
    } else {
        next.starts_with(is_word) && (ends_with_word || text.ends_with(['>', ')', ']']))
    };
    if space {
        text.push(' ');
    }
    text.push_str(next);
}

/// The checksum of a file's code: comments and layout have no part in it.
pub(super) fn code_checksum(stream: TokenStream) -> String {
    let mut sum = Sum::new();
    sum.tokens(&code(stream));
    sum.shown()
}

/// The checksum of a file's text; carriage returns do not count, since git adds and removes them.
pub(super) fn checksum(text: &str) -> String {
    let mut sum = Sum::new();
    text.split('\r').for_each(|part| sum.add(part));
    sum.shown()
}

/// FNV-1a of 64 bits.
struct Sum(u64);

impl Sum {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, text: &str) {
        self.0 = text.bytes().fold(self.0, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    }

    fn tokens(&mut self, tokens: &[TokenTree]) {
        for (position, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => ("", ""),
                    };
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    self.add(open);
                    self.tokens(&inner);
                    self.add(close);
                }
                // One at the end of a group is a matter of layout.
                token if is(token, ',') && position + 1 == tokens.len() => {}
                token => {
                    self.add(&token.to_string());
                    self.add(" ");
                }
            }
        }
    }

    fn shown(&self) -> String {
        let mut text = String::new();
        let _ = write!(text, "{:016x}", self.0);
        text
    }
}
