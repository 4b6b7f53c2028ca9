//! Drafts the operation that a page documents, in the model of the spec.
//!
//! Import writes drafts into the spec, and audit compares the spec with them.

mod background;
mod block;
mod context;
mod headers;
pub(crate) mod id;
mod limits;
mod place;
mod prose;
pub(crate) mod results;
mod tree;
mod wording;

pub(crate) use context::PageContext;
pub use context::{Input, Unusable};
pub(crate) use headers::unimported_prose;

use std::collections::{HashMap, HashSet};

use background::Background;
use block::{form_of, item, item_type_differs, missing_prose, nameless, table, unshown};
use prose::{Hints, ProseFacts};
use results::{Results, cases};
use tree::Node;
use wording::wording;

use crate::page::{Block, Page, Part, Text};
use crate::raw::{
    self, FieldType, Known, Method, Need, Operation, Repeat, Resolution, Standing,
};
use crate::source::Span;

/// What every doubt has in it that is about a capture, and not about the page.
pub(crate) const OF_CAPTURE: &str = "The capture";

/// The doubt about a field within which a capture ends.
pub(crate) const ENDS_HERE: &str =
    "The capture ends here: the page may say more of this field.";

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
            doubts.push(format!("The page prints the path as `{}`.", page.path.text));
        }
        if page.mode.is_none() {
            doubts.push("The page prints no mode after its title.".to_owned());
        }
        self.places.insert("page.title".into(), page.title.span);
        self.places.insert("operation.path".into(), page.path.span);
        self.unshown_parts(page);
        for row in page.results.rows.iter().filter(|row| row.is_cut || row.is_garbled) {
            self.unsure.insert(format!("response_codes.{}", row.code.text));
        }
        let headings = [
            ("response", &page.response_headers.heading),
            ("test_cases", &page.cases.heading),
        ];
        for (subject, heading) in headings {
            if let Some(heading) = heading {
                self.places.entry(subject.into()).or_insert(heading.span);
            }
        }
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
            path,
            section: Some(TOP.to_owned()),
            repeat: Repeat::Unknown,
            about: None,
            wording: wording(&page.description),
            confirm: sentences(
                &doubts,
                page.description.is_empty().then(|| self.undescribed()),
            ),
            request,
            response: Some(response),
            response_codes,
            test_cases: cases(page),
            resolutions: std::mem::take(&mut self.resolutions),
        }
    }

    /// Why there is no description.
    fn undescribed(&self) -> &'static str {
        match self.unsure.contains("operation.wording") {
            true => "The captures do not show what it does.",
            false => "The page does not describe it.",
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
    }

    /// The id from the path, apart from the names of objects that many pages have.
    fn id(&self, method: Method, path: &str) -> String {
        let id = id::of_path(path);
        let mut objects = self.background.layout.objects.iter();
        if objects.any(|it| id::camel(&it.name) == id::camel(&id)) {
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
        let empty = part.heading.as_ref().filter(|_| is_empty).map(|heading| {
            format!("The page lists no parameter below `{}`.", heading.text)
        });
        raw::Request {
            section: part.heading.as_ref().map(|heading| heading.text.clone()),
            headers: headers.0,
            encrypted: part.encrypted,
            known: part.known,
            fields,
            unnamed,
            confirm: sentences(&headers.1, empty.as_deref()),
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
            section: heading.map(|heading| heading.text.clone()),
            headers: headers.0,
            encrypted: part.encrypted,
            known: part.known,
            pending: None,
            fields,
            unnamed,
            confirm: sentences(&headers.1, None),
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

    fn part(
        &mut self,
        part: &Part,
        direction: &str,
        id: &str,
    ) -> (Vec<raw::Field>, Vec<raw::Unnamed>) {
        if let Some(heading) = &part.heading {
            self.places.insert(direction.to_owned(), heading.span);
            let marked = part.mark.unwrap_or(heading.span);
            self.places.insert(format!("{direction}.encrypted"), marked);
        }
        let nodes = tree::build(self.background.layout, &part.blocks);
        self.fields(&nodes, direction, id)
    }

    fn fields(
        &mut self,
        nodes: &[Node<'_>],
        above: &str,
        id: &str,
    ) -> (Vec<raw::Field>, Vec<raw::Unnamed>) {
        let (mut fields, mut unnamed) = (Vec::<raw::Field>::new(), Vec::new());
        for node in nodes {
            if let Some(name) = &node.block.name {
                fields.push(self.field(node, name, above, id));
            } else if let Some(name) = self.name_of_items(node) {
                let mut field = self.field(node, &name, above, id);
                let doubt = format!(
                    "The page does not print its name; `{}` follows from the row for its items.",
                    name.text
                );
                field.confirm = sentences(&[doubt], field.confirm.as_deref());
                fields.push(field);
            } else {
                let after = fields.last().map(|field| field.name.clone());
                let subject = format!("{above}.unnamed.{}", unnamed.len());
                self.place(&subject, node.block);
                if node.block.is_cut || node.block.is_garbled {
                    self.unsure.insert(subject);
                }
                unnamed.push(nameless(node.block, after));
            }
        }
        (fields, unnamed)
    }

    /// The name of an array of which the page names only the items.
    fn name_of_items(&self, node: &Node<'_>) -> Option<Text> {
        let item = node.item?.name.as_ref()?;
        let suffix = &self.background.layout.items.as_ref()?.suffix;
        let text = item.text.strip_suffix(suffix.as_str())?.to_owned();
        Some(Text { text, ..item.clone() })
    }

    fn field(
        &mut self,
        node: &Node<'_>,
        name: &Text,
        above: &str,
        id: &str,
    ) -> raw::Field {
        let block = node.block;
        let subject = format!("{above}.{}", name.text);
        let mut doubts = [block.doubts.clone(), node.doubts.clone()].concat();
        let kind = block.field_type();
        // The row for the items of a list of texts limits each of them.
        let limit = block.limit.as_ref();
        let of_item = node.item.filter(|_| kind == FieldType::ArrayOfStrings);
        let limit = limit.or_else(|| of_item.and_then(|item| item.limit.as_ref()));
        let stated = limits::read(kind, limit);
        doubts.extend(stated.doubt);
        let hints = Hints {
            limit: limit.map(|(limit, _)| limit),
            is_cut: block.is_cut,
        };
        let told = prose::read(self.background.layout, &block.prose, hints);
        let codes = self.codes(&told, block, (&name.text, &subject), id, &mut doubts);
        let form = form_of(kind, &told, codes.is_some(), &mut doubts);
        let condition =
            told.condition.filter(|_| block.field_need() == Need::Conditional);
        missing_prose(block, condition.is_none(), &mut doubts);
        unshown(block, &mut doubts);
        if block.is_cut || block.is_garbled {
            let table = codes.iter().map(|id| format!("codes.{id}"));
            self.unsure.extend(table.chain([subject.clone()]));
        }
        if block.need.0.is_none() {
            self.unsure.insert(format!("{subject}.need"));
        }
        if block.kind.0.is_none() {
            self.unsure.insert(format!("{subject}.type"));
        }
        doubts.extend(node.item.and_then(|item| item_type_differs(kind, item)));
        self.place(&subject, block);
        if node.item.is_some_and(|item| item.is_cut || item.is_garbled) {
            self.unsure.insert(format!("{subject}.item"));
        }
        if let Some(item) = node.item {
            self.place(&format!("{subject}.item"), item);
        }
        let (fields, unnamed) = self.fields(&node.children, &subject, id);
        let mut field = raw::Field {
            name: name.text.clone(),
            kind,
            need: block.field_need(),
            condition,
            constraint: stated.constraint,
            default: told.default.map(|default| default.text),
            form,
            codes,
            wire: told.wire.filter(|_| kind == FieldType::Boolean),
            item: node.item.map(item),
            known: node.known(),
            fields,
            unnamed,
            wording: wording(&block.prose).filter(|_| !block.is_garbled),
            confirm: sentences(&doubts, None),
            ..raw::Field::default()
        };
        field.set_limits(stated.limits);
        field
    }

    /// The places of the facts of a field.
    fn place(&mut self, subject: &str, block: &Block) {
        let mut put = |fact: &str, span: Span| {
            self.places.insert(format!("{subject}{fact}"), span);
        };
        put("", block.name.as_ref().map_or(block.kind.1, |name| name.span));
        put(".type", block.kind.1);
        put(".need", block.need.1);
        if let Some((_, line)) = &block.limit {
            put(".limit", line.span);
        }
        for (number, line) in block.prose.iter().enumerate().rev() {
            put(&format!(".wording.{number}"), line.span);
            put(".wording", line.span);
        }
    }

    /// The table of the codes that the prose of a field lists.
    fn codes(
        &mut self,
        told: &ProseFacts,
        block: &Block,
        (name, subject): (&str, &str),
        id: &str,
        doubts: &mut Vec<String>,
    ) -> Option<String> {
        for (code, _) in &told.codes {
            let subject = format!("{subject}.codes.{}", code.text);
            self.places.insert(subject, code.span);
        }
        if let Some(row) = &told.unread_row {
            doubts.push(format!(
                "`{}` may be a row of codes, which is not read.",
                row.text
            ));
        }
        if told.codes.is_empty() {
            return None;
        }
        match block.field_type() {
            FieldType::String | FieldType::ArrayOfStrings => {}
            FieldType::Boolean if told.wire.is_some() => return None,
            _ => {
                doubts.push("The page lists values, but not for a text.".into());
                return None;
            }
        }
        let table = table(&told.codes, name, id, doubts);
        let codes = |table: &raw::CodeTable| {
            table.codes.iter().map(|it| (it.code.clone(), it.name.clone())).collect()
        };
        let own: Vec<_> = codes(&table);
        let same = |it: &&raw::CodeTable| codes(it) == own;
        if let Some(known) = self.tables.iter().find(same) {
            return Some(known.id.clone());
        }
        let table = raw::CodeTable {
            id: id::free(&table.id, |it| self.tables.iter().all(|known| known.id != it)),
            ..table
        };
        self.tables.push(table);
        self.tables.last().map(|table| table.id.clone())
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
fn sentences(doubts: &[String], more: Option<&str>) -> Option<String> {
    let all: Vec<&str> = doubts.iter().map(String::as_str).chain(more).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// Whether import finds the resolution again on every page that needs it.
pub(crate) fn is_of_page(resolution: &Resolution, operation: &Operation) -> bool {
    let elsewhere = resolution.elsewhere.as_ref();
    let is_row = resolution.subject.starts_with("response_codes.")
        && elsewhere.is_some_and(|it| it.source == operation.id);
    is_row || resolution.subject.contains(".headers.")
}
