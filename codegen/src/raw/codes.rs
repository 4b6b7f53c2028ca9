//! The keys of `codes/<table>.yaml`.

use super::effect::{OTHER_NAME, OTHER_OFFSET, OTHER_VARIANT};

use super::{Cite, Resolution};
use crate::words::Remedy;

facts! {
    /// `codes/<table>.yaml`: a list of codes and what they stand for.
    pub struct CodeTable {
        /// The file's name without its ending.
        id: String = docs, id;
        /// The name of the Rust type, where the id gives a poor one.
        type_name: Option<String> = effect(OTHER_NAME);
        /// A description of the codes in our own words.
        about: Option<String> = docs, sentence;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// The source of the table.
        cite: Option<Cite> = docs, cited("the code table");
        /// The length of a code in characters.
        length: Option<u32> = by_use, applied;
        /// The form of a code.
        form: Option<String> = by_use, applied;
        /// In the page's order.
        codes: Vec<Code> = by_use;
        /// Contradictions about the facts of this file.
        #[serde(default)]
        resolutions: Vec<Resolution> = by_use, part;
    }

    /// One code, of a table or of a field. It is quoted, so that YAML does not read `004` as a number.
    pub struct Code {
        /// The code on the wire.
        code: String = by_use, code, unique("the code");
        /// The vendor's name for it.
        name: String = docs, data, resolvable;
        /// The name of the Rust variant, where the vendor's name gives a poor one.
        variant: Option<String> = effect(OTHER_VARIANT);
        /// A description in our own words.
        about: Option<String> = docs, sentence;
        /// For a table of time zones: the offset from UTC, such as `+09:00`.
        utc_offset: Option<String> = effect(OTHER_OFFSET), data, resolvable;
        /// For a table of second codes: what the caller can do about it.
        remedy: Option<Remedy> = by_use;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// The source of the code, where it is not that of the table.
        cite: Option<Cite> = docs;
    }
}

impl CodeTable {
    /// Whether all codes of another table are among those of this one.
    pub(crate) fn has_all(&self, other: &Self) -> bool {
        other.codes.iter().all(|it| self.has(&it.code))
    }

    /// Whether a page that lists these codes lists all of this table, in whatever order, but those
    /// that have a source of their own.
    pub(crate) fn has_same_codes(&self, page: &Self) -> bool {
        let is_listed = |it: &Code| it.cite.is_some() || page.has(&it.code);
        self.has_all(page) && self.codes.iter().all(is_listed)
    }

    /// The codes in one line, as a contradiction quotes them.
    pub(crate) fn listed(&self) -> String {
        let shown = |it: &Code| {
            if it.code == it.name {
                it.code.clone()
            } else {
                format!("{} {}", it.code, it.name)
            }
        };
        self.codes.iter().map(shown).collect::<Vec<_>>().join(", ")
    }

    /// Whether a resolution says that some page calls a code so.
    pub(crate) fn is_called_otherwise(&self, code: &str, name: &str) -> bool {
        let subject = format!("codes.{code}.name");
        let mut resolutions = self.resolutions.iter().filter(|it| it.subject == subject);
        resolutions.any(|it| it.elsewhere.as_ref().is_some_and(|it| it.says == name))
    }

    fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|it| it.code == code)
    }
}
