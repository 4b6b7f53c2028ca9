//! Descriptions: our words, and the page's.

use super::doc::{self, Doc, prose, text};
use super::limits;
use crate::ir::{Unnamed, Words};
use crate::raw::{FieldType, Known};

/// A summary in one line, in our own words or else the page's.
pub(super) fn summary(words: &Words) -> String {
    let first = || words.wording.as_deref().and_then(|it| it.lines().next());
    match (&words.about, first()) {
        (Some(about), _) => prose(about),
        (None, Some(line)) => format!("The page says: “{}”", text(line)),
        (None, None) => "Not described on the page.".to_owned(),
    }
}

/// The summary for a file's head.
pub(super) fn head(words: &Words, fallback: &str) -> String {
    if words.about.is_some() { summary(words) } else { fallback.to_owned() }
}

impl Doc {
    /// Adds the details after the summary.
    pub(super) fn details(self, words: &Words) -> Self {
        let Words {
            about,
            wording,
            constraint,
            default,
            known,
            confirm,
        } = words;
        let told = usize::from(about.is_none());
        let wording = wording.as_deref().and_then(|wording| quote(wording, told));
        let constraint = constraint.as_deref().map(|printed| {
            let printed = doc::code(printed);
            format!("The page prints {printed} for its limit.")
        });
        let default =
            default.as_deref().map(|value| format!("Default: {}.", doc::code(value)));
        [wording, constraint, default]
            .into_iter()
            .flatten()
            .fold(self, Self::paragraph)
            .known(*known)
            .confirm(confirm.as_deref())
    }

    /// Adds that no capture shows all that the page says of it.
    pub(super) fn known(self, known: Known) -> Self {
        let rest = match known {
            Known::Whole => return self,
            Known::Part => "the page may say more of it",
            Known::None => "the page says more of it, also whether it is always there",
        };
        self.paragraph(format!("It is known in part only: {rest}."))
    }

    /// Adds the reason to confirm it.
    pub(super) fn confirm(self, confirm: Option<&str>) -> Self {
        match confirm {
            Some(why) => self.paragraph(format!("To be confirmed: {}", prose(why))),
            None => self,
        }
    }

    /// Adds the fields that the page lists without a name.
    pub(super) fn unnamed(self, fields: &[Unnamed]) -> Self {
        fields.iter().fold(self, |doc, field| {
            let doc = doc.paragraph(unnamed(field));
            let doc = match field.words.wording {
                Some(_) => doc.paragraph(summary(&field.words)),
                None => doc,
            };
            doc.details(&field.words)
        })
    }
}

/// The page's words as a quotation, line by line, without those quoted before.
pub(super) fn quote(wording: &str, told: usize) -> Option<String> {
    let lines = wording.lines().filter(|line| !line.trim().is_empty()).skip(told);
    let lines: Vec<String> = lines.map(|line| format!("> {}", text(line))).collect();
    let says = if told == 0 { "The page says:" } else { "The page continues:" };
    (!lines.is_empty()).then(|| format!("{says}\n\n{}", lines.join("\n>\n")))
}

fn unnamed(field: &Unnamed) -> String {
    let place = match &field.after {
        Some(after) => format!("After {}, the page lists", doc::code(after)),
        None => "At first, the page lists".to_owned(),
    };
    let kind = match field.kind {
        FieldType::String => "a string",
        FieldType::Number => "a number",
        FieldType::Boolean => "a boolean",
        FieldType::Object => "an object",
        FieldType::ArrayOfObjects => "an array of objects",
        FieldType::OneOf => "one of several shapes",
        FieldType::ArrayOfOneOf => "an array of one of several shapes",
        FieldType::ArrayOfStrings => "an array of strings",
        FieldType::ArrayOfNumbers => "an array of numbers",
        FieldType::MapOfStrings => "a map of strings",
        FieldType::File => "a file",
    };
    let limits = limits::words(&field.limits);
    let need = doc::need(field.need, None).to_lowercase();
    format!("{place} {kind} without a name{limits}, {need}")
}
