//! The questions as JSON.

use serde::Serialize;

use super::erratum::Erratum;
use crate::json;

/// A question to the vendor.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Erratum"))]
pub(crate) struct Entry<'a> {
    /// What kind of question it is.
    kind: &'a str,
    /// The kind of doubt, where import has it.
    doubt: Option<&'a str>,
    /// The addresses of the pages.
    urls: &'a [String],
    /// The title of the page.
    page: &'a str,
    /// The heading within the page.
    section: &'a str,
    /// What it is about.
    subject: &'a str,
    /// What the page says.
    page_says: Option<&'a str>,
    /// What is said elsewhere.
    elsewhere: Option<Elsewhere<'a>>,
    /// What is adopted until it is answered.
    adopted: Option<&'a str>,
    /// How certain that is.
    standing: Option<&'a str>,
    /// Why it is adopted.
    because: Option<&'a str>,
    /// The question.
    question: &'a str,
    /// The file of the spec.
    file: &'a str,
    /// The line in it.
    line: u32,
}

/// What another source says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Elsewhere<'a> {
    /// The source.
    source: &'a str,
    /// What it says.
    says: &'a str,
}

/// The list for programs: an array of objects.
#[must_use]
pub fn to_json(errata: &[Erratum]) -> String {
    let entries: Vec<_> = errata.iter().map(entry).collect();
    json::document(&entries)
}

fn entry(erratum: &Erratum) -> Entry<'_> {
    Entry {
        kind: erratum.kind.name(),
        doubt: erratum.doubt.map(|kind| kind.code),
        urls: &erratum.urls,
        page: &erratum.page,
        section: &erratum.section,
        subject: &erratum.subject,
        page_says: erratum.page_says.as_deref(),
        elsewhere: erratum
            .elsewhere
            .as_ref()
            .map(|(source, says)| Elsewhere { source, says }),
        adopted: erratum.adopted.as_ref().map(|(adopted, _)| adopted.as_str()),
        standing: erratum.adopted.as_ref().map(|(_, standing)| *standing),
        because: erratum.because.as_deref(),
        question: &erratum.question,
        file: &erratum.file,
        line: erratum.line,
    }
}
