//! The questions as JSON.

use serde::Serialize;

use super::erratum::Erratum;
use crate::json;

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'a str,
    doubt: Option<&'a str>,
    urls: &'a [String],
    page: &'a str,
    section: &'a str,
    subject: &'a str,
    page_says: Option<&'a str>,
    elsewhere: Option<Elsewhere<'a>>,
    adopted: Option<&'a str>,
    standing: Option<&'a str>,
    because: Option<&'a str>,
    question: &'a str,
    file: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Elsewhere<'a> {
    source: &'a str,
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
