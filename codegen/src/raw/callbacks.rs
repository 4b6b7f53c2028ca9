//! The keys of `callbacks` in `api.yaml`: what all callbacks share.

use super::effect::{OTHER_ANSWER, OTHER_LIMIT, OTHER_TIME, PROVED_OTHERWISE};
use super::{Cite, Standing};
use crate::words::{BinaryEncoding, SigningAlgorithm};

facts! {
    /// What all callbacks share.
    pub struct Callbacks {
        /// How callbacks are signed; absent where none is.
        signing: Option<CallbackSigning> = by_use;
        /// The recipes of callbacks that are signed otherwise, which name them in `signing`. They are
        /// signed with the same key.
        #[serde(default)]
        recipes: Vec<CallbackSigning> = by_use;
        /// When a callback was sent, and how old it may be; absent where the vendor sends no time.
        age: Option<AgeLimit> = by_use;
        /// The answer that the vendor takes for "received"; absent where the documentation does not
        /// say: then it is 200 without a body.
        answer: Option<CallbackAnswer> = by_use;
    }

    /// How callbacks are signed.
    pub struct CallbackSigning {
        /// The id of a recipe in `recipes`, by which callbacks refer to it.
        id: Option<String> = remark("callbacks have the recipe itself"), id, unique("the recipe");
        /// The header that carries the signature. One of `header` and `field` says where it is.
        header: Option<String> = effect(PROVED_OTHERWISE);
        /// The field of the body that carries the signature; every signed callback has it.
        field: Option<String> = effect(PROVED_OTHERWISE);
        /// The algorithm. What is signed by `rsa-sha256` is verified by the vendor's public key.
        algorithm: SigningAlgorithm = effect(PROVED_OTHERWISE);
        /// What is signed: text, and in braces parts of what was received: `{body}`, a hash of it such
        /// as `{body.sha256.hex}`, `{time}` (that of `age`, as received), `{header:NAME}`, `{method}`,
        /// `{field:NAME}` (a field of the body as text, not encoded; in JSON with a dot before each
        /// field within an object, as `{field:data.orderId}`), `{key}`, `{newline}`; `{{` and
        /// `}}` are braces. `{body}` when absent. Where fields alone are signed, nothing proves the
        /// others.
        signs: Option<String> = effect(PROVED_OTHERWISE), data;
        /// How the signature is written; Base64 when absent.
        encoding: Option<BinaryEncoding> = effect(PROVED_OTHERWISE);
        /// The value of header or field, or a part of it: `{signature}` once, and text around it, as
        /// `v1={signature}`. The signature alone when absent.
        written: Option<String> = effect(PROVED_OTHERWISE), data;
        /// The text between the parts of that value: several signatures, of which one has to
        /// be right, and the time; absent where the value is one signature.
        separator: Option<String> = effect(PROVED_OTHERWISE), data;
        /// The vendor's name for the key that callers give: of RSA the public one.
        key: String = docs;
        /// How the key is written, as that of requests.
        key_form: Option<String> = effect(PROVED_OTHERWISE), data;
        /// The recipe, in our own words.
        about: String = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the signing of callbacks");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }

    /// When a callback was sent, and how old it may be.
    pub struct AgeLimit {
        /// The header that says when it was sent, which can be that of the signature. It is signed.
        header: String = effect(OTHER_TIME);
        /// The value of the header, or the part of it that is the time: `{time}` once, and text
        /// around it, as `t={time}`. The time alone when absent.
        written: Option<String> = effect(OTHER_TIME), data;
        /// The form of that time: `epoch-seconds`, `epoch-milliseconds`, or a date and time, with its
        /// offset from UTC as `yyyy-MM-dd'T'HH:mm:ssXXX`, or without.
        form: String = effect(OTHER_TIME);
        /// The offset from UTC of a date and time without one, as `+09:00`.
        offset: Option<String> = effect(OTHER_TIME);
        /// The greatest age in seconds; absent where the vendor states none. A time that is further
        /// ahead is refused too.
        seconds: Option<u32> = effect(OTHER_LIMIT);
        /// A description in our own words.
        about: Option<String> = docs, sentence;
        /// The source of the limit.
        cite: Option<Cite> = docs, cited("the age limit");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }

    /// The answer that the vendor takes for "received".
    pub struct CallbackAnswer {
        /// The HTTP status.
        http: u16 = effect(OTHER_ANSWER), status;
        /// The content type; absent where there is no body.
        content_type: Option<String> = effect(OTHER_ANSWER);
        /// The body; absent where it is empty.
        body: Option<String> = effect(OTHER_ANSWER), data;
        /// The source of the answer.
        cite: Option<Cite> = docs, cited("the answer to callbacks");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }
}
