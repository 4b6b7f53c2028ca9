//! The keys of `callbacks` in `api.yaml`: what all callbacks share.

use super::effect::{OTHER_ANSWER, OTHER_LIMIT, OTHER_TIME, PROVED_OTHERWISE};
use super::{Cite, Standing};
use crate::words::{BinaryEncoding, SigningAlgorithm};

facts! {
    /// What all callbacks share.
    pub struct Callbacks {
        /// How callbacks are signed; absent where none is.
        signing: Option<CallbackSigning> = by_use;
        /// How old a callback may be; absent where the vendor states no limit.
        age: Option<AgeLimit> = by_use;
        /// The answer that the vendor takes for "received"; absent where the documentation does not
        /// say: then it is 200 without a body.
        answer: Option<CallbackAnswer> = by_use;
    }

    /// How callbacks are signed.
    pub struct CallbackSigning {
        /// The header that carries the signature.
        header: String = effect(PROVED_OTHERWISE);
        /// The algorithm.
        algorithm: SigningAlgorithm = effect(PROVED_OTHERWISE);
        /// What is signed: text, and in braces parts of what was received: `{body}`, a hash of it such
        /// as `{body.sha256.hex}`, `{header:NAME}`, `{method}`, `{key}`, `{newline}`; `{{` and `}}` are
        /// braces. `{body}` when absent.
        signs: Option<String> = effect(PROVED_OTHERWISE), data;
        /// How the signature is written; Base64 when absent.
        encoding: Option<BinaryEncoding> = effect(PROVED_OTHERWISE);
        /// The value of the header: `{signature}` once, and text around it, as `v1:{signature}`. The
        /// signature alone when absent.
        written: Option<String> = effect(PROVED_OTHERWISE), data;
        /// The text between several signatures in the header, of which one has to be right; absent
        /// where it has one.
        separator: Option<String> = effect(PROVED_OTHERWISE), data;
        /// The vendor's name for the key.
        key: String = docs;
        /// The recipe, in our own words.
        about: String = docs, sentence;
        /// The source of the description.
        cite: Option<Cite> = docs, cited("the signing of callbacks");
        /// Its certainty.
        #[serde(default)]
        standing: Standing = docs;
    }

    /// How old a callback may be.
    pub struct AgeLimit {
        /// The header that says when it was sent. It is signed.
        header: String = effect(OTHER_TIME);
        /// The form of that time: `epoch-seconds`, `epoch-milliseconds`, or a date and time with its
        /// offset from UTC, as `yyyy-MM-ddTHH:mm:ssoffset`.
        form: String = effect(OTHER_TIME);
        /// The greatest age in seconds. A time that is further ahead is refused too.
        seconds: u32 = effect(OTHER_LIMIT);
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
