//! Drafts the operation that a page documents, in the model of the spec.
//!
//! Import writes drafts into the spec, and audit compares the spec with them.

mod background;
mod block;
mod context;
mod fields;
mod headers;
pub(crate) mod id;
mod layers;
mod limits;
mod place;
mod prose;
pub(crate) mod results;
mod tree;
mod wording;

pub(crate) use block::about_codes;
pub(crate) use context::PageContext;
pub use context::{Input, Unusable};
pub(crate) use headers::unimported_prose;
pub(crate) use layers::lay_over;

use std::collections::{HashMap, HashSet};

use background::Background;
use results::{Results, cases};
use wording::wording;

use crate::doubt;
use crate::page::{Page, Part};
use crate::raw::{self, Known, Method, Operation, Repeat, Resolution, Standing};
use crate::source::Span;

/// The section of facts above the first heading of a page.
const TOP: &str = "Top of the page";

/// An operation as its page documents it.
#[derive(Debug)]
pub struct Draft {
    /// The operation; names that need claiming are not yet given.
    pub operation: Operation,
    /// The code tables that its fields list, by the id that they have in it.
    pub tables: Vec<raw::CodeTable>,
    /// The places of facts on the page, by their names in resolutions.
    pub places: HashMap<String, Span>,
    /// The fields and rows of which the captures do not show all, by the same names.
    pub unsure: HashSet<String>,
}

impl Draft {
    /// Reads the facts of a page.
    pub(crate) fn of(page: &Page, context: &PageContext) -> Self {
        let mut drafting = Drafting {
            background: context.background(),
            tables: Vec::new(),
            places: HashMap::new(),
            unsure: HashSet::new(),
            resolutions: Vec::new(),
        };
        let operation = drafting.operation(page);
        Self {
            operation,
            tables: drafting.tables,
            places: drafting.places,
            unsure: drafting.unsure,
        }
    }
}

struct Drafting<'a> {
    background: Background<'a>,
    tables: Vec<raw::CodeTable>,
    places: HashMap<String, Span>,
    unsure: HashSet<String>,
    resolutions: Vec<Resolution>,
}

impl Drafting<'_> {
    fn operation(&mut self, page: &Page) -> Operation {
        let path = place::path(self.background.api, &page.path.text);
        let (method, method_standing) = self.method(page);
        let id = self.id(method, &path);
        let request = self.request(page, (method, &path), &id);
        let response = self.response(page, &id);
        let results = Results {
            layout: self.background.layout,
            id: &id,
            api: self.background.api,
            places: &mut self.places,
            resolutions: &mut self.resolutions,
        };
        let response_codes = results.read(page);
        let mut doubts = Vec::new();
        if path != page.path.text {
            doubts.push(doubt::other_path(&page.path.text));
        }
        if page.mode.is_none() {
            doubts.push(doubt::no_mode());
        }
        self.places.insert("page.title".into(), page.title.span);
        self.places.insert("operation.path".into(), page.path.span);
        self.unshown_parts(page);
        if page.description.is_empty() {
            doubts.push(self.undescribed());
        }
        self.headings(page);
        // Whichever capture has them, they are in one order.
        self.resolutions.sort_by(|a, b| a.subject.cmp(&b.subject));
        Operation {
            id,
            subject: Some(raw::UNSORTED.to_owned()),
            page: raw::Page {
                title: page.title.text.clone(),
                version: page.version.as_ref().map(|version| version.text.clone()),
                versions: self.versions(page),
                mode: page.mode,
                url: None,
                urls: Vec::new(),
                copy: None,
            },
            method,
            method_standing,
            host: None,
            path,
            section: Some(TOP.to_owned()),
            repeat: Repeat::Unknown,
            about: None,
            wording: wording(&page.description),
            confirm: sentences(&doubts),
            request,
            response: Some(response),
            response_codes,
            test_cases: cases(page),
            resolutions: std::mem::take(&mut self.resolutions),
        }
    }

    /// Why there is no description.
    fn undescribed(&self) -> String {
        if self.unsure.contains("operation.wording") {
            doubt::unshown_operation()
        } else {
            doubt::undescribed_operation()
        }
    }

    /// The parts whose absence the captures do not show.
    fn unshown_parts(&mut self, page: &Page) {
        let parts = [
            ("request.headers", page.request_headers.known == Known::Whole),
            ("response.headers", page.response_headers.known == Known::Whole),
            ("response_codes", page.results.known == Known::Whole),
            (
                "operation.wording",
                page.method.is_some() && page.request_headers.heading.is_some(),
            ),
        ];
        let unshown = parts.into_iter().filter(|(_, is_shown)| !is_shown);
        self.unsure.extend(unshown.map(|(part, _)| part.to_owned()));
        let rows = page.results.rows.iter().filter(|row| row.is_cut || row.is_garbled);
        self.unsure.extend(rows.map(|row| format!("response_codes.{}", row.code.text)));
    }

    /// The places of headings below which nothing need stand.
    fn headings(&mut self, page: &Page) {
        let headings = [
            ("response", &page.response_headers.heading),
            ("test_cases", &page.cases.heading),
        ];
        for (subject, heading) in headings {
            if let Some(heading) = heading {
                self.places.entry(subject.into()).or_insert(heading.span);
            }
        }
    }

    /// The id from the path, apart from the names of objects that many pages have. A method that is
    /// not the usual one stands before it: a path may have several.
    fn id(&self, method: Method, path: &str) -> String {
        let layout = self.background.layout;
        let id = id::of_path(path, layout.version.as_deref());
        let mut objects = layout.objects.iter();
        let is_usual = layout.unshown.as_ref().is_none_or(|rule| rule.method == method);
        if !is_usual || objects.any(|it| id::camel(&it.name) == id::camel(&id)) {
            return format!("{}-{id}", method.as_str().to_lowercase());
        }
        id
    }

    /// The method; where no capture shows it, that of the vendor's rule.
    fn method(&mut self, page: &Page) -> (Method, Standing) {
        if let Some((method, place)) = page.method {
            self.places.insert("operation.method".into(), place);
            return (method, Standing::Documented);
        }
        let rule = self.background.layout.unshown.as_ref();
        (rule.map_or(Method::Post, |rule| rule.method), Standing::Inferred)
    }

    /// The versions on offer, where they are more than the one that is shown.
    fn versions(&mut self, page: &Page) -> Vec<String> {
        let shown = page.version.as_ref();
        if let Some(version) = shown {
            self.places.insert("page.version".into(), version.span);
        }
        let offered: Vec<_> = page.versions.iter().map(|it| it.text.clone()).collect();
        match offered.as_slice() {
            [only] if Some(only) == shown.map(|shown| &shown.text) => Vec::new(),
            _ => offered,
        }
    }

    fn request(
        &mut self,
        page: &Page,
        (method, path): (Method, &str),
        id: &str,
    ) -> raw::Request {
        let part = &page.request;
        let mut headers = self.headers(&page.request_headers, "request", id);
        let (mut fields, unnamed) = self.part(part, "request", id);
        let is_encrypted = part.encrypted == raw::Encrypted::Yes;
        let places = place::parameters(page, (method, path), is_encrypted, &mut fields);
        headers.1.extend(places);
        let is_empty = part.blocks.is_empty() && part.known == Known::Whole;
        let empty = part.heading.as_ref().filter(|_| is_empty);
        headers.1.extend(empty.map(|heading| doubt::no_parameter(&heading.text)));
        raw::Request {
            section: part.heading.as_ref().map(|heading| heading.text.clone()),
            headers: headers.0,
            signing: None,
            encrypted: part.encrypted,
            body: None,
            known: part.known,
            fields,
            unnamed,
            confirm: sentences(&headers.1),
        }
    }

    fn response(&mut self, page: &Page, id: &str) -> raw::Response {
        let headers = self.headers(&page.response_headers, "response", id);
        let part = &page.response;
        let (fields, unnamed) = self.part(part, "response", id);
        let above = page.response_headers.heading.as_ref();
        let above = above.filter(|_| part.known == Known::Whole);
        let heading = part.heading.as_ref().or(above);
        raw::Response {
            media_types: Vec::new(),
            section: heading.map(|heading| heading.text.clone()),
            headers: headers.0,
            encrypted: part.encrypted,
            known: part.known,
            body: raw::ResponseBody::Object,
            charset: raw::Charset::Utf8,
            envelope: None,
            pending: None,
            fields,
            unnamed,
            confirm: sentences(&headers.1),
        }
    }

    fn headers(
        &mut self,
        part: &Part,
        direction: &str,
        id: &str,
    ) -> (Option<String>, Vec<String>) {
        if let Some(heading) = &part.heading {
            self.places.insert(format!("{direction}.headers"), heading.span);
        }
        let compared = headers::compare(self.background, part, direction, id);
        for (resolution, span) in compared.differences {
            self.places.insert(resolution.subject.clone(), span);
            self.resolutions.push(resolution);
        }
        (compared.set, compared.doubts)
    }
}

/// The path of the API that a page documents.
pub(crate) fn path(context: &PageContext, page: &Page) -> String {
    place::path(&context.spec.api, &page.path.text)
}

/// A note about the line at which the capture ends, if the page goes on.
pub(crate) fn end(context: &PageContext, page: &Page) -> Option<String> {
    let last = page.cut.as_ref()?;
    Some(format!(
        "the capture ends at line {}, `{}`, before the page does: what follows is not known",
        context.files.line(last.span),
        last.text
    ))
}

/// Doubts as one text; nothing where there is none.
fn sentences(doubts: &[String]) -> Option<String> {
    (!doubts.is_empty()).then(|| doubts.join(" "))
}

/// Whether import finds the resolution again on every page that needs it.
pub(crate) fn is_of_page(resolution: &Resolution, operation: &Operation) -> bool {
    let elsewhere = resolution.elsewhere.as_ref();
    let is_row = resolution.subject.starts_with("response_codes.")
        && elsewhere.is_some_and(|it| it.source == operation.id);
    !resolution.copies && (is_row || resolution.subject.contains(".headers."))
}
