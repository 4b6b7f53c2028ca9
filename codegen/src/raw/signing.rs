//! The keys of `signing` in `api.yaml`.

use super::effect::SIGNED_OTHERWISE;
use super::{Cite, Standing};
use crate::words::{BinaryEncoding, ClaimWhen, SigningAlgorithm};

facts! {
    /// The signing of requests: a recipe that the client and the mock server follow.
    pub struct Signing {
        /// The id of a recipe in `recipes`, by which operations refer to it.
        id: Option<String> = remark("operations have the recipe itself"), id, unique("the recipe");
        /// The header that carries the signature. Its form may say where the signature goes:
        /// `base64of32` for the 32 bytes of SHA-256, or `hex64` with `encoding: hex`. Without a
        /// form and without `written`, the header is the signature alone. One of `header`, `query`
        /// and `field` says where the signature goes.
        header: Option<String> = effect(SIGNED_OTHERWISE), resolvable;
        /// The parameter of the query that carries the signature, behind all others. The operations
        /// that list it are signed.
        query: Option<String> = effect(SIGNED_OTHERWISE), resolvable;
        /// The field of the body that carries the signature, behind all others. The operations
        /// that list it are signed, before the body is written.
        field: Option<String> = effect(SIGNED_OTHERWISE), resolvable;
        /// The algorithm.
        algorithm: SigningAlgorithm = effect(SIGNED_OTHERWISE), resolvable;
        /// What is signed: text, and in braces parts of the request as it is sent. `{method}`,
        /// `{path}` (with that of the base URL, without the query), `{query}` (without `?`),
        /// `{body}`, a hash such as `{body.sha256.hex}` (`body` or `query`, `sha256` or `sha512`,
        /// `hex`, `base64` or `base64url`), `{header:NAME}`, `{time:yyyyMMddHHmmss}` in any form of
        /// a time, `{time:epoch-seconds}`, `{time:epoch-milliseconds}`, `{nonce}` (a random UUID),
        /// `{field:NAME}` (a field of the body or parameter of the query, not encoded),
        /// `{parameters}` (all of them as `name=value` joined by `&`, not encoded, a list of a JSON
        /// body as `name[]=value` for each item; it can be hashed too), `{key}`, `{newline}`; `{{`
        /// and `}}` are braces. `{body}` when absent: the bytes of the body, after encryption.
        signs: Option<String> = effect(SIGNED_OTHERWISE), data, resolvable;
        /// How the signature is written; Base64 when absent.
        encoding: Option<BinaryEncoding> = effect(SIGNED_OTHERWISE), resolvable;
        /// The claims of a JSON Web Token, which are what it signs.
        #[serde(default)]
        claims: Vec<Claim> = by_use;
        /// The value of the header, where its form does not say it: `{signature}` once, and around
        /// it text, times, `{nonce}` and `{header:NAME}`, as `id={header:X-Id}, sign={signature}`.
        written: Option<String> = effect(SIGNED_OTHERWISE), data, resolvable;
        /// The vendor's name for the key.
        key: String = docs, resolvable;
        /// How the key is written, where the bytes sign that it stands for: text and one of
        /// `{base64}`, `{base64url}` and `{hex}` at its end, as `sk_{base64}`. The caller gives it
        /// so, with that text. Its text signs when absent.
        key_form: Option<String> = effect(SIGNED_OTHERWISE), data;
        /// The recipe, in our own words.
        about: String = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the signing");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }
}

facts! {
    /// A claim of a JSON Web Token.
    pub struct Claim {
        /// Its name.
        name: String = effect(SIGNED_OTHERWISE), unique("the claim");
        /// Its value: text and parts as in `signs`.
        value: String = effect(SIGNED_OTHERWISE), data;
        /// When the token has it: `always`, or with `parameters` alone.
        #[serde(default)]
        when: ClaimWhen = effect(SIGNED_OTHERWISE), implied("always");
    }
}
