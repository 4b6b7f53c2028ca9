//! Drafts the results of a page, and the cases of its test system.

use std::collections::HashMap;

use super::id;
use super::wording::wording;
use crate::doubt;
use crate::page::{Page, Row, has_hangul};
use crate::raw::{self, DescriptionKey, Known, Pages, Remedy, Resolution, Standing};
use crate::source::Span;

/// The operation and the tables that the results of a page are read into.
pub(super) struct Results<'d> {
    pub(super) layout: &'d Pages,
    /// The id of the operation.
    pub(super) id: &'d str,
    pub(super) api: &'d raw::Api,
    pub(super) places: &'d mut HashMap<String, Span>,
    pub(super) resolutions: &'d mut Vec<Resolution>,
}

impl Results<'_> {
    pub(super) fn read(mut self, page: &Page) -> raw::ResponseCodes {
        let results = &page.results;
        let mut codes: Vec<raw::ResponseCode> = Vec::new();
        if let Some(heading) = &results.heading {
            self.places.insert("response_codes".into(), heading.span);
        }
        for row in &results.rows {
            let subject = format!("response_codes.{}", row.code.text);
            if let Some(first) = codes.iter_mut().find(|it| it.name() == row.code.text) {
                self.repeated(first, row);
            } else {
                self.places.insert(subject, row.code.span);
                codes.push(self.result(row));
            }
        }
        let hidden = results.show_all.is_some();
        let confirm = hidden.then(doubt::hidden_rows);
        raw::ResponseCodes {
            section: results.heading.as_ref().map(|heading| heading.text.clone()),
            wording: wording(&results.note),
            rows_hidden: hidden,
            known: results.known,
            codes,
            confirm,
        }
    }

    fn result(&self, row: &Row) -> raw::ResponseCode {
        let envelope = self.api.envelope.as_ref();
        let is_success =
            envelope.is_some_and(|it| it.success_code.0.contains(&row.code.text));
        let message = row.message.as_ref().map_or("", |text| text.text.as_str());
        let (description, about) = described(self.layout, row);
        raw::ResponseCode {
            code: Some(row.code.text.clone()),
            http: row.http,
            message: message.to_owned(),
            description,
            about,
            cite: None,
            known: known(row),
            // Nothing gives it a name.
            variant: row
                .message
                .is_none()
                .then(|| id::camel(&format!("Code {}", row.code.text))),
            remedy: if is_success { Remedy::None } else { Remedy::Unknown },
            confirm: row.is_garbled.then(doubt::wrong_words),
        }
    }

    /// A code that the page lists once more: what differs is a contradiction.
    fn repeated(&mut self, first: &mut raw::ResponseCode, row: &Row) {
        let (description, _) = described(self.layout, row);
        let message = row.message.as_ref().map(|text| text.text.clone());
        let facts = [
            ("http", Some(first.http.to_string()), Some(row.http.to_string())),
            ("message", Some(first.message.clone()), message),
            ("description", first.description.clone(), description),
        ];
        let mut differs = false;
        for (fact, here, there) in facts.into_iter().filter(|(_, a, b)| a != b) {
            differs = true;
            let subject = format!("response_codes.{}.{fact}", first.name());
            let there = there.unwrap_or_else(|| "nothing".to_owned());
            let earlier = self.resolutions.iter_mut().find(|it| it.subject == subject);
            if let Some(elsewhere) = earlier.and_then(|it| it.elsewhere.as_mut()) {
                elsewhere.says = format!("{}; {there}", elsewhere.says);
                continue;
            }
            let place = match fact {
                "http" => row.span,
                "message" => row.message.as_ref().map_or(row.code.span, |it| it.span),
                _ => row.description.as_ref().map_or(row.code.span, |text| text.span),
            };
            self.places.insert(subject.clone(), place);
            self.resolutions.push(Resolution {
                id: format!("{fact}-of-{}", id::kebab(&first.name())),
                subject,
                adopted: here.clone().unwrap_or_else(|| "nothing".to_owned()),
                page_says: here,
                elsewhere: Some(raw::Elsewhere {
                    source: self.id.to_owned(),
                    says: there,
                }),
                because:
                    "The page lists the code more than once, and not in the same words."
                        .into(),
                evidence: vec![self.id.to_owned()],
                standing: Standing::Documented,
                enforce: false,
                copies: false,
                confirm: Some(doubt::which_row()),
            });
        }
        if !differs {
            first.confirm = Some(doubt::row_twice());
        }
    }
}

/// The description of a row, as the vendor's words or as our own.
fn described(layout: &Pages, row: &Row) -> (Option<String>, Option<String>) {
    let Some(text) = row.description.as_ref().map(|text| text.text.clone()) else {
        return (None, None);
    };
    let latin = layout.descriptions.as_ref().map(|descriptions| descriptions.latin);
    let repeats = row.message.as_ref().is_some_and(|message| message.text == text);
    let is_own = latin == Some(DescriptionKey::About) && !repeats && !has_hangul(&text);
    if is_own { (None, Some(text)) } else { (Some(text), None) }
}

/// How much of a row the captures show: nothing where they end before its message.
fn known(row: &Row) -> Known {
    match (row.is_cut, &row.message) {
        (false, _) => Known::Whole,
        (true, None) if !row.is_garbled => Known::None,
        (true, _) => Known::Part,
    }
}

/// Cases in the order of the results, as far as both have the same status.
pub(super) fn cases(page: &Page) -> Option<raw::TestCases> {
    let mut known = Vec::new();
    for row in &page.results.rows {
        if !known.iter().any(|(code, _)| *code == row.code.text.as_str()) {
            known.push((row.code.text.as_str(), row.http));
        }
    }
    let mut in_order = true;
    let mut known = known.into_iter();
    let cases = page.cases.cases.iter().map(|case| {
        let code = known.next().filter(|(_, http)| *http == case.http);
        in_order &= code.is_some();
        raw::TestCase {
            http: case.http,
            text: case.text.text.clone(),
            code: code.filter(|_| in_order).map(|(code, _)| code.to_owned()),
            cite: None,
        }
    });
    let cases: Vec<_> = cases.collect();
    let known = page.cases.known;
    let open = (!cases.is_empty()).then(doubt::order_of_cases);
    (!cases.is_empty() || known != Known::Whole).then(|| raw::TestCases {
        section: page.cases.heading.as_ref().map(|heading| heading.text.clone()),
        known,
        cases,
        confirm: open,
    })
}
