//! The recipe of signatures: as data of the client, and in words.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{doc, value_type};
use crate::ir::{BinaryEncoding, Hashed, Recipe, RecipePart, Signing, SigningAlgorithm};

/// The constant of the client's protocol.
pub(super) fn of(signing: Option<&Signing>) -> TokenStream {
    let Some(signing) = signing else { return quote!(None) };
    let Signing {
        header,
        algorithm,
        signs,
        encoding,
        written,
        ..
    } = signing;
    let algorithm = code(*algorithm);
    let (signs, written) = (parts(signs), parts(written));
    let encoding = format_ident!("{encoding:?}");
    quote! {
        Some(Signing {
            algorithm: #algorithm,
            signs: #signs,
            encoding: BinaryEncoding::#encoding,
            place: SignaturePlace::Header(#header),
            written: #written,
        })
    }
}

/// The code that computes an algorithm.
fn code(algorithm: SigningAlgorithm) -> TokenStream {
    match algorithm {
        SigningAlgorithm::HmacSha256 => quote!(Algorithm::HMAC_SHA256),
        SigningAlgorithm::HmacSha512 => quote!(Algorithm::HMAC_SHA512),
        SigningAlgorithm::Sha256 => quote!(Algorithm::SHA256),
        SigningAlgorithm::Sha512 => quote!(Algorithm::SHA512),
        // The runtime has no SHA-1 of its own.
        SigningAlgorithm::HmacSha1 => quote! {
            Algorithm::hmac::<::hmac::Hmac<::sha1::Sha1>>(SigningAlgorithm::HmacSha1)
        },
    }
}

/// Whether an algorithm is computed by a crate of its own.
pub(super) const fn needs_sha1(algorithm: SigningAlgorithm) -> bool {
    matches!(algorithm, SigningAlgorithm::HmacSha1)
}

fn parts(recipe: &Recipe) -> TokenStream {
    let parts = recipe.parts.iter().map(|part| {
        let part = match part {
            RecipePart::Text(text) => quote!(Text(#text)),
            RecipePart::Method => quote!(Method),
            RecipePart::Path => quote!(Path),
            RecipePart::Query => quote!(Query),
            RecipePart::Body => quote!(Body),
            RecipePart::Hash(of, function, encoding) => {
                let of = format_ident!("{of:?}");
                let function = format_ident!("{function:?}");
                let encoding = format_ident!("{encoding:?}");
                quote! {
                    Hash(Hashed::#of, HashFunction::#function, BinaryEncoding::#encoding)
                }
            }
            RecipePart::Header(name) => quote!(Header(#name)),
            RecipePart::Time(shape) => {
                // Written by this crate, so it is valid Rust.
                let shape: TokenStream =
                    value_type::shape(Some(shape)).parse().unwrap_or_default();
                quote!(Time(#shape))
            }
            RecipePart::EpochSeconds => quote!(EpochSeconds),
            RecipePart::EpochMilliseconds => quote!(EpochMilliseconds),
            RecipePart::Nonce => quote!(Nonce),
            RecipePart::Key => quote!(Key),
            RecipePart::Signature => quote!(Signature),
        };
        quote!(SignedPart::#part)
    });
    quote!(&[#(#parts),*])
}

/// The recipe in words, as Markdown.
pub(super) fn in_words(signing: &Signing) -> String {
    let mut text = format!(
        "Each request with the header {} is signed:\n\n",
        doc::code(&signing.header)
    );
    let _ = writeln!(text, "- Signed is, in this order: {}.", list(&signing.signs));
    let _ = writeln!(
        text,
        "- The algorithm is {}, with the key that the vendor calls {}.",
        named(signing.algorithm),
        doc::text(&signing.key)
    );
    let _ =
        writeln!(text, "- The signature is written in {}.", encoded(signing.encoding));
    let _ = write!(text, "- The header has, in this order: {}.", list(&signing.written));
    text
}

fn named(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::HmacSha256 => "HMAC-SHA-256",
        SigningAlgorithm::HmacSha512 => "HMAC-SHA-512",
        SigningAlgorithm::HmacSha1 => "HMAC-SHA-1",
        SigningAlgorithm::Sha256 => "SHA-256",
        SigningAlgorithm::Sha512 => "SHA-512",
    }
}

fn encoded(encoding: BinaryEncoding) -> &'static str {
    match encoding {
        BinaryEncoding::Base64 => "Base64",
        BinaryEncoding::Base64Url => "Base64 for URLs, without padding",
        BinaryEncoding::Hex => "hexadecimal digits in lower case",
    }
}

fn list(recipe: &Recipe) -> String {
    recipe.parts.iter().map(part_in_words).collect::<Vec<_>>().join(", ")
}

fn part_in_words(part: &RecipePart) -> String {
    match part {
        RecipePart::Text(text) if text == "\n" => "a line feed".to_owned(),
        RecipePart::Text(text) => {
            format!("the text {}", doc::code(&text.escape_debug().to_string()))
        }
        RecipePart::Method => "the method".to_owned(),
        RecipePart::Path => "the path of the URL".to_owned(),
        RecipePart::Query => "the query of the URL without `?`".to_owned(),
        RecipePart::Body => "the bytes of the body as sent".to_owned(),
        RecipePart::Hash(of, function, encoding) => {
            let of = match of {
                Hashed::Body => RecipePart::Body,
                Hashed::Query => RecipePart::Query,
            };
            let (function, encoding) = (function.as_str(), encoding.as_str());
            format!("the {function} ({encoding}) of {}", part_in_words(&of))
        }
        RecipePart::Header(name) => format!("the value of {}", doc::code(name)),
        RecipePart::Time(shape) => {
            format!("the time as {}", doc::code(&shape.to_string()))
        }
        RecipePart::EpochSeconds => "the time in seconds since 1970".to_owned(),
        RecipePart::EpochMilliseconds => {
            "the time in milliseconds since 1970".to_owned()
        }
        RecipePart::Nonce => {
            "a random UUID (the same throughout the request)".to_owned()
        }
        RecipePart::Key => "the key".to_owned(),
        RecipePart::Signature => "the signature".to_owned(),
    }
}
