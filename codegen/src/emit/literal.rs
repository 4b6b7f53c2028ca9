//! Values as tokens.

use proc_macro2::{Ident as Token, Literal, Span, TokenStream};
use quote::quote;

use crate::checker::Decimal;
use crate::ir::{Bounds, Citation, Ident, Need, Part, Redact};

/// A claimed name as a token.
pub(super) fn ident(name: &Ident) -> Token {
    Token::new(name.as_str(), Span::call_site())
}

/// A text in quotes, as Rust reads it.
pub(super) fn quoted(text: &str) -> String {
    // Few texts have a letter to escape, and to look for one as thoroughly as `{:?}` does takes
    // long, for Hangul most of all.
    let stands = |c: char| {
        matches!(c, ' '..='!' | '#'..='[' | ']'..='~' | '가'..='힣') || c.is_alphabetic()
    };
    if text.chars().all(stands) { format!("\"{text}\"") } else { format!("{text:?}") }
}

/// A whole number with its digits in groups of three.
pub(super) fn integer(value: i128) -> TokenStream {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        let left = digits.len() - position;
        if position > 0 && left.is_multiple_of(3) && digits.len() > 4 {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    // Digits and underscores always are a literal.
    let literal: TokenStream = grouped.parse().unwrap_or_default();
    if value < 0 { quote!(-#literal) } else { literal }
}

/// A decimal number, as so many units of its last place.
pub(super) fn decimal(value: Decimal) -> TokenStream {
    let places = value.places();
    let units = integer(value.units(places).unwrap_or_default());
    let places = count(places);
    quote!(Decimal::new(#units, #places))
}

/// A count.
pub(super) fn count(value: u32) -> Literal {
    Literal::u32_unsuffixed(value)
}

/// The constructor call for bounds, behind the type's name.
pub(super) fn bounds<T: Copy + PartialEq>(
    bounds: Bounds<T>,
    value: fn(T) -> TokenStream,
) -> TokenStream {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => {
            let exact = value(min);
            quote!(exactly(#exact))
        }
        (Some(min), Some(max)) => {
            let (min, max) = (value(min), value(max));
            quote!(between(#min, #max))
        }
        (Some(min), None) => {
            let min = value(min);
            quote!(at_least(#min))
        }
        (None, Some(max)) => {
            let max = value(max);
            quote!(at_most(#max))
        }
        (None, None) => quote!(any()),
    }
}

/// The length of a text.
pub(super) fn length(length: Bounds) -> TokenStream {
    let call = bounds(length, |n| {
        let n = count(n);
        quote!(#n)
    });
    quote!(Length::#call)
}

/// A part of a shape.
pub(super) fn part(part: &Part) -> TokenStream {
    match part {
        Part::Year4 => quote!(Part::Year4),
        Part::Year2 => quote!(Part::Year2),
        Part::Month => quote!(Part::Month),
        Part::Day => quote!(Part::Day),
        Part::Hour => quote!(Part::Hour),
        Part::Minute => quote!(Part::Minute),
        Part::Second => quote!(Part::Second),
        Part::Millisecond => quote!(Part::Millisecond),
        Part::AnyDigits => quote!(Part::AnyDigits),
        Part::Literal(text) => quote!(Part::Literal(#text)),
        Part::Hex(n) => {
            let n = count(*n);
            quote!(Part::Hex(#n))
        }
        Part::Digits(n) => {
            let n = count(*n);
            quote!(Part::Digits(#n))
        }
        Part::Base64(n) => {
            let n = count(*n);
            quote!(Part::Base64(#n))
        }
    }
}

/// How much of a value is shown.
pub(super) fn redact(redact: Redact) -> TokenStream {
    match redact {
        Redact::Shown => quote!(Redact::Shown),
        Redact::LastFour => quote!(Redact::LastFour),
        Redact::Hidden => quote!(Redact::Hidden),
    }
}

/// Whether something has to be sent.
pub(super) fn need(need: Need) -> TokenStream {
    match need {
        Need::Required => quote!(Need::Required),
        Need::Optional => quote!(Need::Optional),
        Need::Conditional => quote!(Need::Conditional),
    }
}

/// A citation as the client carries it.
pub(super) fn source(citation: &Citation) -> TokenStream {
    source_of(&citation.page, &citation.section)
}

/// A page and a section as the client carries them.
pub(super) fn source_of(page: &str, section: &str) -> TokenStream {
    quote!(Source { document: #page, section: #section })
}
