//! The recipe of signatures: as data of the client, and in words.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{doc, value_type};
use crate::ir::{
    Api, BinaryEncoding, CallbackSigning, Claim, ClaimWhen, Hashed, KeyForm, Operation,
    Recipe, RecipePart, Signing, SigningAlgorithm,
};

/// The recipe of most requests, as a constant of the client's protocol.
pub(super) fn of(api: &Api) -> TokenStream {
    let Some(signing) = &api.signing else { return quote!(None) };
    let recipe = of_requests(api, signing);
    quote!(Some(#recipe))
}

/// The recipes of some requests, each with their operations.
pub(super) fn own(api: &Api) -> TokenStream {
    let mut known = Vec::new();
    for recipe in api.operations.iter().filter_map(|it| it.signing.as_ref()) {
        if !known.contains(&&recipe.id) {
            known.push(&recipe.id);
        }
    }
    let recipes = known.into_iter().filter_map(|id| {
        let operations: Vec<_> = signed_by(api, id.as_deref()).collect();
        let recipe = of_requests(api, operations.first()?.signing.as_ref()?);
        let ids = operations.iter().map(|it| &it.id);
        Some(quote!(OperationSigning { operations: &[#(#ids),*], signing: #recipe }))
    });
    quote!(&[#(#recipes),*])
}

/// The operations whose recipe has this id.
fn signed_by<'a>(
    api: &'a Api,
    id: Option<&'a str>,
) -> impl Iterator<Item = &'a Operation> {
    let id_of = |it: &'a Operation| it.signing.as_ref().and_then(|it| it.id.as_deref());
    api.operations.iter().filter(move |it| id_of(it) == id)
}

fn of_requests(api: &Api, signing: &Signing) -> TokenStream {
    recipe(
        signing.algorithm,
        (&signing.signs, &signing.written),
        &signing.claims,
        (signing.encoding, signing.key_form.as_ref()),
        &place(api, signing),
    )
}

/// A recipe as a constant: what is signed, and what is written.
pub(super) fn recipe(
    algorithm: SigningAlgorithm,
    (signs, written): (&Recipe, &Recipe),
    claims: &[Claim],
    (encoding, key_form): (BinaryEncoding, Option<&KeyForm>),
    place: &TokenStream,
) -> TokenStream {
    let claims = claims.iter().map(|Claim { name, value, when }| {
        let (value, when) = (parts(value), format_ident!("{when:?}"));
        quote!(Claim { name: #name, value: #value, when: ClaimWhen::#when })
    });
    let algorithm = code(algorithm);
    let (signs, written) = (parts(signs), parts(written));
    let encoding = format_ident!("{encoding:?}");
    let key_form = key_form.map_or_else(
        || quote!(None),
        |KeyForm { prefix, encoding }| {
            let encoding = format_ident!("{encoding:?}");
            quote!(Some(KeyForm { prefix: #prefix, encoding: BinaryEncoding::#encoding }))
        },
    );
    quote! {
        Signing {
            algorithm: #algorithm,
            signs: #signs,
            claims: &[#(#claims),*],
            encoding: BinaryEncoding::#encoding,
            place: #place,
            written: #written,
            key_form: #key_form,
        }
    }
}

fn place(api: &Api, signing: &Signing) -> TokenStream {
    if let Some(header) = &signing.header {
        return quote!(SignaturePlace::Header(#header));
    }
    let all = signed_by(api, signing.id.as_deref());
    let signed = all.filter(|it| it.signature.is_some());
    let ids = signed.map(|it| &it.id);
    let ids = quote!(&[#(#ids),*]);
    let name = signing.carrier();
    if signing.query.is_some() {
        quote!(SignaturePlace::Query(#name, #ids))
    } else {
        quote!(SignaturePlace::Field(#name, #ids))
    }
}

/// The code that computes an algorithm.
fn code(algorithm: SigningAlgorithm) -> TokenStream {
    match algorithm {
        SigningAlgorithm::HmacSha256 => quote!(Algorithm::HMAC_SHA256),
        SigningAlgorithm::HmacSha512 => quote!(Algorithm::HMAC_SHA512),
        SigningAlgorithm::JwtHs256 => quote!(Algorithm::JWT_HS256),
        SigningAlgorithm::JwtHs512 => quote!(Algorithm::JWT_HS512),
        SigningAlgorithm::Sha256 => quote!(Algorithm::SHA256),
        SigningAlgorithm::Sha512 => quote!(Algorithm::SHA512),
        SigningAlgorithm::RsaSha256 => quote!(Algorithm::RSA_SHA256),
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

/// Whether the client has RSA keys: those that encrypt, or one that signs or verifies.
pub(super) fn has_rsa_keys(api: &Api) -> bool {
    let of_callbacks = api.callback_recipes().map(|it| it.algorithm);
    let mut algorithms = api.recipes().map(|it| it.algorithm).chain(of_callbacks);
    api.encryption.is_some() || algorithms.any(SigningAlgorithm::is_rsa)
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
            RecipePart::Field(name) => quote!(Field(#name)),
            RecipePart::Parameters => quote!(Parameters),
            RecipePart::Time(shape) => {
                // Written by this crate, so it is valid Rust.
                let shape: TokenStream =
                    value_type::shape(Some(shape)).parse().unwrap_or_default();
                quote!(Time(#shape))
            }
            RecipePart::EpochSeconds => quote!(EpochSeconds),
            RecipePart::EpochMilliseconds => quote!(EpochMilliseconds),
            RecipePart::Nonce => quote!(Nonce),
            RecipePart::Sent => quote!(Sent),
            RecipePart::Key => quote!(Key),
            RecipePart::Signature => quote!(Signature),
        };
        quote!(SignedPart::#part)
    });
    quote!(&[#(#parts),*])
}

/// The method of the client's builder that sets the key.
pub(super) fn setter(signing: &Signing) -> TokenStream {
    let doc = doc::line(&format!(
        "Sets the key for signing requests, which the vendor calls {}.",
        doc::text(&signing.key)
    ));
    let form = signing.key_form.as_ref().map(|form| doc::line(&written_as(form)));
    let pem = signing.algorithm.is_rsa().then(|| {
        doc::line(
            "It is the contents of a PEM file: an RSA private key of PKCS#8 or PKCS#1, unencrypted.",
        )
    });
    quote! {
        #doc
        #form
        #pem
        pub fn secret_key(mut self, key: SecretKey) -> Self {
            self.secret_key.set(key);
            self
        }
    }
}

/// How a key is to be given, in a sentence.
fn written_as(form: &KeyForm) -> String {
    let (form, encoding) = (doc::code(&form.to_string()), encoded(form.encoding));
    format!(
        "Give it as the vendor writes it, {form}: what is decoded of {encoding} signs."
    )
}

/// The recipe of most requests in words, as Markdown.
pub(super) fn in_words(api: &Api) -> Option<String> {
    let signing = api.signing.as_ref()?;
    let (whose, steps) = (whose(signing), steps(signing));
    let some = api.operations.iter().filter(|it| it.signing.is_some());
    let some: Vec<_> = some.map(|it| doc::code(it.name.as_str())).collect();
    let otherwise = if some.is_empty() {
        String::new()
    } else {
        let some = some.join(", ");
        format!(
            "\n\nOthers have a recipe of their own, which is told with them: {some}."
        )
    };
    Some(format!("Each request with {whose} is signed:\n\n{steps}{otherwise}"))
}

/// The recipe of an operation in words, as Markdown.
pub(super) fn of_operation(signing: &Signing) -> String {
    let (whose, steps) = (whose(signing), steps(signing));
    let about = doc::prose(&signing.about);
    format!("{about}\n\nIt is signed by a recipe of its own, with {whose}:\n\n{steps}")
}

/// What carries the signature.
fn whose(signing: &Signing) -> String {
    let name = doc::code(signing.carrier());
    match (&signing.header, &signing.query) {
        (Some(_), _) => format!("the header {name}"),
        (None, Some(_)) => format!("{name} in its query"),
        (None, None) => format!("the field {name}"),
    }
}

fn steps(signing: &Signing) -> String {
    let carrier = match (&signing.header, &signing.query) {
        (Some(_), _) => "The header",
        (None, Some(_)) => "The parameter, behind all others,",
        (None, None) => "The field, behind all others,",
    };
    let mut text = String::new();
    if signing.claims.is_empty() {
        let _ = writeln!(text, "- Signed is, in this order: {}.", list(&signing.signs));
    } else {
        let claims = signing.claims.iter().map(|Claim { name, value, when }| {
            let when = match when {
                ClaimWhen::Always => "",
                ClaimWhen::Parameters => " (if there are any parameters)",
            };
            format!("{}: {}{when}", doc::code(name), list(value))
        });
        let claims: Vec<_> = claims.collect();
        let claims = claims.join("; ");
        let _ = writeln!(text, "- Signed is a JSON Web Token with the claims {claims}.");
    }
    let form = signing.key_form.as_ref().map(|form| format!(" {}", written_as(form)));
    let _ = writeln!(
        text,
        "- The algorithm is {}, with the key that the vendor calls {}.{}",
        named(signing.algorithm),
        doc::text(&signing.key),
        form.unwrap_or_default()
    );
    if signing.claims.is_empty() {
        let encoding = encoded(signing.encoding);
        let _ = writeln!(text, "- The signature is written in {encoding}.");
    }
    let _ = write!(text, "- {carrier} has, in this order: {}.", list(&signing.written));
    text
}

/// The recipe of callbacks in words, as Markdown.
pub(super) fn of_callbacks(signing: &CallbackSigning) -> String {
    let separated = signing.separator.as_ref().map_or_else(String::new, |separator| {
        let separator = doc::code(separator);
        format!("; there may be several, with {separator} between them, of which one is right")
    });
    let alone = match *signing.fields_alone() {
        [] => "",
        _ => {
            " Nothing proves the other fields: ask the vendor before anything depends on them."
        }
    };
    let place = if signing.header.is_some() { "header" } else { "field" };
    let form = signing.key_form.as_ref().map(|form| format!(" {}", written_as(form)));
    let form = match form {
        None if signing.algorithm.is_rsa() => {
            " The receiver takes the vendor's public key, the contents of a PEM file."
                .to_owned()
        }
        form => form.unwrap_or_default(),
    };
    format!(
        "- Signed is, in this order: {}.{alone}\n\
         - The algorithm is {}, with the key that the vendor calls {}.{form}\n\
         - The signature is written in {}.\n\
         - The {place} {} has, in this order: {}{separated}.",
        list(&signing.signs),
        named(signing.algorithm),
        doc::text(&signing.key),
        encoded(signing.encoding),
        doc::code(signing.carrier()),
        list(&signing.written),
    )
}

fn named(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::HmacSha256 => "HMAC-SHA-256",
        SigningAlgorithm::HmacSha512 => "HMAC-SHA-512",
        SigningAlgorithm::HmacSha1 => "HMAC-SHA-1",
        SigningAlgorithm::JwtHs256 => "HMAC-SHA-256 (HS256)",
        SigningAlgorithm::JwtHs512 => "HMAC-SHA-512 (HS512)",
        SigningAlgorithm::Sha256 => "SHA-256",
        SigningAlgorithm::Sha512 => "SHA-512",
        SigningAlgorithm::RsaSha256 => "RSA with SHA-256 (PKCS#1 v1.5)",
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
                Hashed::Parameters => RecipePart::Parameters,
            };
            let (function, encoding) = (function.as_str(), encoding.as_str());
            format!("the {function} ({encoding}) of {}", part_in_words(&of))
        }
        RecipePart::Header(name) => format!("the value of {}", doc::code(name)),
        RecipePart::Field(name) => format!("the field {}", doc::code(name)),
        RecipePart::Parameters => {
            "all parameters and fields (`name=value`, joined by `&`, not encoded)"
                .to_owned()
        }
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
        RecipePart::Sent => {
            "the time at which it was sent, as it was received".to_owned()
        }
        RecipePart::Key => "the key".to_owned(),
        RecipePart::Signature => "the signature".to_owned(),
    }
}
