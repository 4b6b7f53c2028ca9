//! The keys of the results and the test cases of an operation.

use std::borrow::Cow;

use super::Cite;
use super::effect::OTHER_VARIANT;
use crate::words::{Known, Remedy};

facts! {
    /// The results that a page lists.
    pub struct ResponseCodes {
        /// The heading above them.
        section: Option<String> = docs;
        /// The text above the rows, as it is printed.
        wording: Option<String> = docs, lines;
        /// Whether the page hides further rows.
        #[serde(default)]
        rows_hidden: bool = docs, implied("false"), page;
        /// How much of the rows is known.
        #[serde(default)]
        known: Known = docs, implied("whole");
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// In the page's order.
        #[serde(default)]
        codes: Vec<ResponseCode> = by_use;
    }

    /// One result. Its code is quoted, so that YAML does not read it as a number.
    pub struct ResponseCode {
        /// The code on the wire; absent where the HTTP status alone is the result.
        code: Option<String> = by_use, code, resolvable, unique("the response code");
        /// The HTTP status.
        http: u16 = by_use, resolvable, page, status;
        /// The message, exactly as the vendor writes it.
        message: String = docs, sentence, resolvable, page;
        /// The description in the vendor's language, exactly as it writes it.
        description: Option<String> = docs, sentence, resolvable, page;
        /// A description in our own words.
        about: Option<String> = docs, sentence, people;
        /// The source of the row, where it is not the page that documents the operation.
        cite: Option<Cite> = docs, people;
        /// How much of what the page says of it is known: `none` where its message is not.
        #[serde(default)]
        known: Known = docs, implied("whole");
        /// The name of the Rust variant, where the message gives a poor one.
        variant: Option<String> = effect(OTHER_VARIANT), people;
        /// The remedy: what the caller can do about it.
        remedy: Remedy = by_use, resolvable, people;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
    }
}

facts! {
    /// The cases of the vendor's test system.
    pub struct TestCases {
        /// The heading above them.
        section: Option<String> = docs;
        /// How much of the cases is known.
        #[serde(default)]
        known: Known = docs, implied("whole");
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// In the page's order.
        #[serde(default)]
        cases: Vec<TestCase> = by_use;
    }

    /// One case.
    pub struct TestCase {
        /// The HTTP status.
        http: u16 = docs, status;
        /// The vendor's name for the case.
        text: String = docs, sentence;
        /// The code that it returns; absent when the page does not give it.
        code: Option<String> = docs, code, people;
        /// The source of the case, where it is not the page that documents the operation.
        cite: Option<Cite> = docs, people;
    }
}

impl ResponseCode {
    /// Its name among the results of its operation: the code, or the HTTP status.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match &self.code {
            Some(code) => code.into(),
            None => self.http.to_string().into(),
        }
    }
}
