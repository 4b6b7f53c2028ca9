//! The keys of `pages.yaml`.

use super::{Cite, FieldType, Mode, Need};
use crate::words::Method;

/// The reason why none of these has an effect on a client.
const LAYOUT: &str = "import and audit read pages by it, no client does";

facts! {
    /// `pages.yaml`: how the vendor's portal lays out the page of an API, as text.
    pub struct Pages {
        /// The source of the layout.
        cite: Option<Cite> = remark(LAYOUT), cited("the layout of the pages");
        /// Lines that belong to the portal, not to the API.
        #[serde(default)]
        chrome: Vec<String> = remark(LAYOUT);
        /// Letters of no language of the portal, one by one or as ranges such as `A-Z`: where they
        /// stand, a copy was saved in a wrong charset.
        #[serde(default)]
        garbled: Vec<String> = remark(LAYOUT);
        /// Signs before the lines of a list.
        #[serde(default)]
        bullets: Vec<String> = remark(LAYOUT);
        /// The modes that are printed right after the title.
        #[serde(default)]
        modes: Vec<ModeLabel> = remark(LAYOUT);
        /// The headings and words of the page, each in every language of the portal.
        labels: Labels = remark(LAYOUT);
        /// The labels of types.
        types: Vec<TypeLabel> = remark(LAYOUT);
        /// The labels of needs.
        needs: Vec<NeedLabel> = remark(LAYOUT);
        /// Buttons and values of the portal's form, printed among the lines of a field.
        #[serde(default)]
        widgets: Vec<Widget> = remark(LAYOUT);
        /// The row for the items of an array.
        items: Option<ItemRow> = remark(LAYOUT);
        /// Objects whose fields are known, since no page marks where they end.
        #[serde(default)]
        objects: Vec<KnownObject> = remark(LAYOUT);
        /// The version that most paths have, such as `v1`: ids leave it out, and say any other one.
        /// Where it is absent, they say none.
        version: Option<String> = remark(LAYOUT);
        /// What stands for a fact that no capture of a page shows.
        unshown: Option<Unshown> = remark(LAYOUT);
        /// What the descriptions of results are taken for.
        descriptions: Option<Descriptions> = remark(LAYOUT);
    }

    /// What stands for a fact that no capture of a page shows: it is then marked as inferred.
    pub struct Unshown {
        /// The method.
        method: Method = remark(LAYOUT);
        /// The reason, in a sentence.
        because: String = remark(LAYOUT), sentence;
        /// The source of the rule.
        cite: Option<Cite> = remark(LAYOUT), cited("the rule");
    }

    /// What the descriptions of results are taken for.
    pub struct Descriptions {
        /// The key of one without a Hangul syllable; one that repeats its message is always a
        /// `description`.
        latin: DescriptionKey = remark(LAYOUT);
    }

    /// The headings and words of a page, each in every language of the portal.
    pub struct Labels {
        /// Before a version.
        version: Vec<String> = remark(LAYOUT);
        /// The heading of the request's headers.
        request_headers: Vec<String> = remark(LAYOUT);
        /// The heading of the request's parameters.
        request_parameters: Vec<String> = remark(LAYOUT);
        /// The heading of the response's headers.
        response_headers: Vec<String> = remark(LAYOUT);
        /// The heading of the response's parameters.
        response_parameters: Vec<String> = remark(LAYOUT);
        /// The heading of the results.
        response_codes: Vec<String> = remark(LAYOUT);
        /// Before the code of a result.
        code: Vec<String> = remark(LAYOUT);
        /// Before the message of a result.
        message: Vec<String> = remark(LAYOUT);
        /// Before the description of a result.
        description: Vec<String> = remark(LAYOUT);
        /// The button that shows further results.
        show_all: Vec<String> = remark(LAYOUT);
        /// The heading of the test cases.
        test_cases: Vec<String> = remark(LAYOUT);
        /// The line at which the page's own facts end.
        end: Vec<String> = remark(LAYOUT);
        /// The mark of an encrypted body.
        encrypted: Vec<String> = remark(LAYOUT);
        /// The lines that may follow the mark, in any of the languages.
        #[serde(default)]
        encrypted_note: Vec<String> = remark(LAYOUT);
        /// Before an exact length.
        length: Vec<String> = remark(LAYOUT);
        /// Before a number of digits.
        value: Vec<String> = remark(LAYOUT);
        /// Before a least length or value.
        min: Vec<String> = remark(LAYOUT);
        /// Before a greatest length or value.
        max: Vec<String> = remark(LAYOUT);
        /// Before a form, within the prose.
        form: Vec<String> = remark(LAYOUT);
        /// Before a default, within the prose.
        default: Vec<String> = remark(LAYOUT);
        /// Words with which a sentence states the condition of a need.
        #[serde(default)]
        condition: Vec<String> = remark(LAYOUT);
    }

    /// A mode, as it is printed.
    pub struct ModeLabel {
        /// The page's word.
        label: String = remark(LAYOUT);
        /// Its meaning.
        mode: Mode = remark(LAYOUT);
    }

    /// A type, as it is printed.
    pub struct TypeLabel {
        /// The page's word.
        label: String = remark(LAYOUT);
        /// Its meaning.
        kind as "type": FieldType = remark(LAYOUT);
    }

    /// A need, as it is printed.
    pub struct NeedLabel {
        /// The page's word.
        label: String = remark(LAYOUT);
        /// Its meaning.
        need: Need = remark(LAYOUT);
    }

    /// Lines of the portal's form among the lines of a field.
    pub struct Widget {
        /// The type of the fields that have it.
        kind as "type": FieldType = remark(LAYOUT);
        /// The lines, in order.
        lines: Vec<String> = remark(LAYOUT);
    }

    /// The row for the items of an array: `<array><suffix>`.
    pub struct ItemRow {
        /// The text after the name of the array.
        suffix: String = remark(LAYOUT);
        /// The text after the row's name, in the line above its fields.
        caption: Option<String> = remark(LAYOUT);
    }

    /// An object whose fields are known.
    pub struct KnownObject {
        /// Its name.
        name: String = remark(LAYOUT);
        /// The names of its fields.
        fields: Vec<String> = remark(LAYOUT);
        /// Whether it has no others.
        #[serde(default)]
        complete: bool = remark(LAYOUT);
        /// Whether it is a top-level object, in none of the others.
        #[serde(default)]
        outermost: bool = remark(LAYOUT);
    }
}

words! {
    /// The key for the description of a result.
    pub enum DescriptionKey {
        /// Its words are not the vendor's, but our own.
        About = "about",
        /// It is as the vendor prints it.
        Description = "description",
    }
}
