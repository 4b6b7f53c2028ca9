//! The keys of `callbacks/<id>.yaml`.

use super::effect::{
    CALLBACK_BODY, CALLBACK_SEALED, EVENT_OTHERWISE, OTHER_ANSWER, OTHER_CALLBACK,
};
use super::{Field, Page, Resolution, Unnamed};
use crate::words::{Known, Method};

facts! {
    /// `callbacks/<id>.yaml`: one request that the vendor sends to a server of the caller.
    pub struct Callback {
        /// The file's name without its ending; the client's name for the callback.
        id: String = effect(OTHER_CALLBACK), id;
        /// The page that documents it.
        page: Page = by_use;
        /// The HTTP method that the vendor sends it with. The URL is the caller's.
        method: Method = effect(OTHER_ANSWER);
        /// The heading of its description on the page.
        section: Option<String> = docs;
        /// A description in our own words.
        about: Option<String> = docs, sentence;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// Whether it is signed by a recipe of `callbacks` in api.yaml: `yes`, `no`, or `unknown`
        /// where the documentation does not say. What is not signed has another type, whose reader
        /// states that nothing has proved the sender.
        signed: Signed = by_use;
        /// The id of the recipe that it is signed by; absent for `signing` of `callbacks`.
        signing: Option<String> = by_use, callback_recipe;
        /// Whether its body is encrypted, as `encryption` in api.yaml says; it is not when absent.
        #[serde(default)]
        encrypted: bool = effect(CALLBACK_SEALED);
        /// How its body is written; JSON when absent.
        #[serde(default)]
        body: CallbackEncoding = effect(CALLBACK_BODY);
        /// The field that is the same in repeated deliveries of one event, and in no other one.
        event: Option<String> = effect(EVENT_OTHERWISE);
        /// How much of the fields is known.
        #[serde(default)]
        known: Known = by_use, implied("whole");
        /// The fields of the body, in the page's order.
        #[serde(default)]
        fields: Vec<Field> = by_use;
        /// Fields that the page lists without a name.
        #[serde(default)]
        unnamed: Vec<Unnamed> = by_use;
        /// Contradictions about the facts of this file.
        #[serde(default)]
        resolutions: Vec<Resolution> = by_use;
    }
}

words! {
    /// How the body of a callback is written.
    #[derive(Default)]
    pub enum CallbackEncoding {
        /// A JSON object.
        #[default]
        Json = "json",
        /// Names with values, percent-encoded: every value is a text.
        Form = "form",
    }
}

words! {
    /// Whether a callback is signed.
    pub enum Signed {
        /// It is, by a recipe in api.yaml.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// The documentation does not say.
        Unknown = "unknown",
    }
}
