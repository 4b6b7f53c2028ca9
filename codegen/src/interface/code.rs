//! Code without comments and layout, and its checksum. The test of the runtime that records what
//! is sent has this file too.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

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

pub(super) fn is(token: &TokenTree, sign: char) -> bool {
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

/// The checksum of a file's code, or of its text if that is no Rust.
pub(super) fn checksum_of(text: &str) -> String {
    let parsed = text.parse::<TokenStream>();
    parsed.map_or_else(|_| checksum(text), code_checksum)
}

/// The checksum of a file's text, by which what was listed of it is known again: eight bytes at
/// once, since every run takes it of all files.
pub(super) fn checksum(text: &str) -> String {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: [u8; 8]| {
        sum = (sum ^ u64::from_le_bytes(bytes))
            .rotate_left(29)
            .wrapping_mul(0x0000_0100_0000_01b3);
    };
    let (chunks, rest) = text.as_bytes().as_chunks();
    for chunk in chunks {
        take(*chunk);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        take(last);
    }
    format!("{sum:016x}")
}

/// The checksum of a file's code: comments and layout have no part in it.
fn code_checksum(stream: TokenStream) -> String {
    let mut sum = Sum::new();
    sum.tokens(&code(stream));
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
        format!("{:016x}", self.0)
    }
}
