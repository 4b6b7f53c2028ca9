//! From a page to the operation that it documents, as the spec writes it down.

use std::collections::HashMap;

use super::limits::{self, Limits};
use super::prose::{self, Told};
use super::tree::{self, Learned, Node};
use super::{headers, id};
use crate::page::{Block, Page, Part, Row, Text};
use crate::raw::{
    self, Cite, FieldType, Need, Operation, Pages, Remedy, Repeat, Resolution, Standing,
};
use crate::source::Span;

/// What stands above the first heading of a page has no heading of its own.
const TOP: &str = "Top of the page";

/// An operation as its page tells it.
#[derive(Debug)]
pub struct Draft {
    /// The operation; names that need claiming are not yet given.
    pub operation: Operation,
    /// The code tables that its fields list, by the id that they have in it.
    pub tables: Vec<raw::CodeTable>,
    /// Where facts stand on the page, by the name that resolutions give them.
    pub places: HashMap<String, Span>,
}

/// What a page is read against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Background<'a> {
    pub(crate) layout: &'a Pages,
    pub(crate) api: &'a raw::Api,
    pub(super) learned: &'a Learned,
}

impl Draft {
    /// Reads the facts of a page.
    pub(crate) fn of(page: &Page, background: Background<'_>) -> Self {
        let mut drafting = Drafting {
            background,
            tables: Vec::new(),
            places: HashMap::new(),
            resolutions: Vec::new(),
        };
        let operation = drafting.operation(page);
        Self {
            operation,
            tables: drafting.tables,
            places: drafting.places,
        }
    }
}

struct Drafting<'a> {
    background: Background<'a>,
    tables: Vec<raw::CodeTable>,
    places: HashMap<String, Span>,
    resolutions: Vec<Resolution>,
}

impl Drafting<'_> {
    fn operation(&mut self, page: &Page) -> Operation {
        let id = id::of_path(&page.path.text);
        let (request, response) = (self.request(page, &id), self.response(page, &id));
        let response_codes = self.results(page, &id);
        let path = page.path.text.trim_start_matches('/');
        let mut doubts = Vec::new();
        if !page.path.text.starts_with('/') {
            doubts.push(format!("The page prints the path as `{}`.", page.path.text));
        }
        if page.mode.is_none() {
            doubts.push("The page prints no mode behind its title.".to_owned());
        }
        self.places.insert("page.title".into(), page.title.span);
        self.places.insert("operation.path".into(), page.path.span);
        self.places.insert("operation.method".into(), page.method_place);
        Operation {
            id,
            page: raw::Page {
                title: page.title.text.clone(),
                version: page.version.as_ref().map(|version| version.text.clone()),
                versions: self.versions(page),
                mode: page.mode,
            },
            method: page.method,
            path: format!("/{path}"),
            section: Some(TOP.to_owned()),
            repeat: Repeat::Unknown,
            about: None,
            wording: wording(&page.description),
            confirm: sentences(
                &doubts,
                page.description.is_empty().then_some("The page does not describe it."),
            ),
            request,
            response: Some(response),
            response_codes,
            test_cases: cases(page),
            resolutions: std::mem::take(&mut self.resolutions),
        }
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

    fn request(&mut self, page: &Page, id: &str) -> raw::Request {
        let part = &page.request;
        let headers = self.headers(&page.request_headers, "request", id);
        let (fields, unnamed) = self.part(part, "request", id);
        let empty = part.blocks.is_empty().then(|| {
            format!("The page lists no parameter below `{}`.", part.heading.text)
        });
        raw::Request {
            section: Some(part.heading.text.clone()),
            headers: headers.0,
            encrypted: part.encrypted.is_some(),
            fields,
            unnamed,
            confirm: sentences(&headers.1, empty.as_deref()),
        }
    }

    fn response(&mut self, page: &Page, id: &str) -> raw::Response {
        let headers = self.headers(&page.response_headers, "response", id);
        let part = page.response.as_ref();
        let (fields, unnamed) = match part {
            Some(part) => self.part(part, "response", id),
            None => (Vec::new(), Vec::new()),
        };
        let heading = &part.unwrap_or(&page.response_headers).heading;
        raw::Response {
            section: Some(heading.text.clone()),
            headers: headers.0,
            encrypted: part.is_some_and(|part| part.encrypted.is_some()),
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
        self.places.insert(format!("{direction}.headers"), part.heading.span);
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
        self.places.insert(direction.to_owned(), part.heading.span);
        let marked = part.encrypted.unwrap_or(part.heading.span);
        self.places.insert(format!("{direction}.encrypted"), marked);
        let Background { layout, learned, .. } = self.background;
        let nodes = tree::grow(layout, learned, &part.blocks);
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
            } else {
                let after = fields.last().map(|field| field.name.clone());
                let subject = format!("{above}.unnamed.{}", unnamed.len());
                self.places.insert(subject, node.block.kind.1);
                unnamed.push(nameless(node.block, after));
            }
        }
        (fields, unnamed)
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
        let kind = block.kind.0;
        // The row for the items of a list of texts limits each of them.
        let limit = block.limit.as_ref();
        let of_item = node.item.filter(|_| kind == FieldType::ArrayOfStrings);
        let limit = limit.or_else(|| of_item.and_then(|item| item.limit.as_ref()));
        let limits = limits::read(kind, limit);
        doubts.extend(limits.doubt.clone());
        let told = prose::read(self.background.layout, &block.prose);
        let codes = self.codes(&told, &limits, block, &name.text, id, &mut doubts);
        let form = form_of(kind, &told, codes.is_some(), &mut doubts);
        let condition = told.condition.filter(|_| block.need.0 == Need::Conditional);
        unsaid(block, condition.is_none(), &mut doubts);
        self.place(&subject, block, name);
        let (fields, unnamed) = self.fields(&node.children, &subject, id);
        let Limits {
            length,
            min_length,
            max_length,
            min_value,
            max_value,
            max_digits,
            decimals,
            constraint,
            ..
        } = limits;
        raw::Field {
            name: name.text.clone(),
            type_name: None,
            kind,
            place: raw::Place::Body,
            need: block.need.0,
            condition,
            length,
            min_length,
            max_length,
            min_value,
            max_value,
            max_digits,
            decimals,
            constraint,
            default: told.default.map(|default| default.text),
            form,
            codes,
            wire: told.wire.filter(|_| kind == FieldType::Boolean),
            item: node.item.map(item),
            fields,
            unnamed,
            redact: None,
            example: None,
            about: None,
            wording: wording(&block.prose),
            confirm: sentences(&doubts, None),
        }
    }

    /// Where the facts of a field stand.
    fn place(&mut self, subject: &str, block: &Block, name: &Text) {
        let mut put = |fact: &str, span: Span| {
            self.places.insert(format!("{subject}{fact}"), span);
        };
        put("", name.span);
        put(".type", block.kind.1);
        put(".need", block.need.1);
        if let Some((_, line)) = &block.limit {
            put(".limit", line.span);
        }
        if let Some(first) = block.prose.first() {
            put(".wording", first.span);
        }
    }

    /// The table of the codes that the prose of a field lists.
    fn codes(
        &mut self,
        told: &Told,
        limits: &Limits,
        block: &Block,
        name: &str,
        id: &str,
        doubts: &mut Vec<String>,
    ) -> Option<String> {
        if told.codes.is_empty() {
            return None;
        }
        match block.kind.0 {
            FieldType::String | FieldType::ArrayOfStrings => {}
            FieldType::Boolean if told.wire.is_some() => return None,
            _ => {
                doubts.push("The page lists values, but not for a text.".into());
                return None;
            }
        }
        let table = table(&told.codes, limits, name, id, doubts);
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

    fn results(&mut self, page: &Page, id: &str) -> raw::ResponseCodes {
        let results = &page.results;
        let mut codes: Vec<raw::ResponseCode> = Vec::new();
        self.places.insert("response_codes".into(), results.heading.span);
        for row in &results.rows {
            let subject = format!("response_codes.{}", row.code.text);
            if let Some(first) = codes.iter_mut().find(|it| it.code == row.code.text) {
                self.repeated(first, row, id);
            } else {
                self.places.insert(subject, row.code.span);
                codes.push(self.result(row));
            }
        }
        let hidden = results.show_all.is_some();
        let confirm = hidden.then(|| {
            "Rows may be hidden behind the button below the list: the page's text does not \
             show them."
                .to_owned()
        });
        raw::ResponseCodes {
            section: Some(results.heading.text.clone()),
            wording: wording(&results.note),
            rows_hidden: hidden,
            codes,
            confirm,
        }
    }

    fn result(&self, row: &Row) -> raw::ResponseCode {
        let envelope = self.background.api.envelope.as_ref();
        let success = envelope.map(|envelope| envelope.success_code.as_str());
        let is_success = success == Some(row.code.text.as_str());
        raw::ResponseCode {
            code: row.code.text.clone(),
            http: row.http,
            message: row.message.text.clone(),
            description: row.description.as_ref().map(|text| text.text.clone()),
            variant: None,
            remedy: if is_success { Remedy::None } else { Remedy::Unknown },
            confirm: None,
        }
    }

    /// A code that the page lists once more: what differs is a contradiction.
    fn repeated(&mut self, first: &mut raw::ResponseCode, row: &Row, id: &str) {
        let description = row.description.as_ref().map(|text| text.text.clone());
        let facts = [
            ("http", Some(first.http.to_string()), Some(row.http.to_string())),
            ("message", Some(first.message.clone()), Some(row.message.text.clone())),
            ("description", first.description.clone(), description),
        ];
        let mut differs = false;
        for (fact, here, there) in facts.into_iter().filter(|(_, a, b)| a != b) {
            differs = true;
            let subject = format!("response_codes.{}.{fact}", first.code);
            let there = there.unwrap_or_else(|| "nothing".to_owned());
            let earlier = self.resolutions.iter_mut().find(|it| it.subject == subject);
            if let Some(elsewhere) = earlier.and_then(|it| it.elsewhere.as_mut()) {
                elsewhere.says = format!("{}; {there}", elsewhere.says);
                continue;
            }
            self.places.insert(subject.clone(), row.code.span);
            self.resolutions.push(Resolution {
                id: format!("{fact}-of-{}", id::kebab(&first.code)),
                subject,
                adopted: here.clone().unwrap_or_else(|| "nothing".to_owned()),
                page_says: here,
                elsewhere: Some(raw::Elsewhere {
                    source: id.to_owned(),
                    says: there,
                }),
                because:
                    "The page lists the code more than once, and not in the same words."
                        .into(),
                evidence: vec![id.to_owned()],
                standing: Standing::Documented,
                enforce: false,
                confirm: Some("Which of the rows holds?".into()),
            });
        }
        if !differs {
            first.confirm = Some("The page lists this row more than once.".into());
        }
    }
}

/// Cases in the order of the results, as far as both have the same status.
fn cases(page: &Page) -> Option<raw::TestCases> {
    let mut known = Vec::new();
    for row in &page.results.rows {
        if !known.iter().any(|(code, _)| *code == row.code.text.as_str()) {
            known.push((row.code.text.as_str(), row.http));
        }
    }
    let mut in_order = true;
    let mut known = known.into_iter();
    let cases = page.cases.iter().map(|case| {
        let code = known.next().filter(|(_, http)| *http == case.http);
        in_order &= code.is_some();
        raw::TestCase {
            http: case.http,
            text: case.text.text.clone(),
            code: code.filter(|_| in_order).map(|(code, _)| code.to_owned()),
        }
    });
    let cases: Vec<_> = cases.collect();
    (!cases.is_empty()).then(|| raw::TestCases {
        section: Some(page.cases_heading.text.clone()),
        cases,
        confirm: Some(
            "The page does not say which code a case answers with: they are taken in the order \
             of the results."
                .into(),
        ),
    })
}

fn form_of(
    kind: FieldType,
    told: &Told,
    has_codes: bool,
    doubts: &mut Vec<String>,
) -> Option<String> {
    if let Some(form) = &told.unreadable_form {
        doubts.push(format!(
            "The page prints the form `{}`, which is not read.",
            form.text
        ));
    }
    let form = told.form.as_ref()?.text.clone();
    let is_text = matches!(kind, FieldType::String | FieldType::ArrayOfStrings);
    if !is_text || has_codes {
        doubts.push(format!("The page gives the form `{form}`, which is not followed."));
        return None;
    }
    Some(form)
}

fn table(
    codes: &[(Text, String)],
    limits: &Limits,
    name: &str,
    id: &str,
    doubts: &mut Vec<String>,
) -> raw::CodeTable {
    let mut rows: Vec<raw::Code> = Vec::new();
    for (code, text) in codes {
        match rows.iter().find(|row| row.code == code.text) {
            Some(row) if row.name == *text => {}
            Some(row) => doubts.push(format!(
                "The page lists `{}` as `{}` and as `{text}`.",
                code.text, row.name
            )),
            None => rows.push(raw::Code {
                code: code.text.clone(),
                name: text.clone(),
                variant: None,
                confirm: None,
                utc_offset: None,
            }),
        }
    }
    let count = |row: &raw::Code| u32::try_from(row.code.chars().count()).ok();
    let length = rows.first().and_then(count);
    let length =
        length.filter(|length| rows.iter().all(|it| count(it) == Some(*length)));
    let digits = |row: &raw::Code| row.code.bytes().all(|byte| byte.is_ascii_digit());
    let form =
        (length.is_some() && rows.iter().all(digits)).then(|| "digits".to_owned());
    if let (Some(stated), Some(length)) = (limits.length, length)
        && stated != length
    {
        doubts.push(format!(
            "The page says {stated} characters; the codes have {length}."
        ));
    }
    raw::CodeTable {
        id: id::kebab(name),
        type_name: None,
        about: Some(format!("The codes that the page lists for `{name}`.")),
        wording: None,
        confirm: None,
        cite: Some(Cite {
            source: id.to_owned(),
            section: name.to_owned(),
        }),
        length,
        form,
        codes: rows,
        resolutions: Vec::new(),
    }
}

/// What the prose of a field should tell, and does not.
fn unsaid(block: &Block, is_unconditional: bool, doubts: &mut Vec<String>) {
    if block.need.0 == Need::Conditional && is_unconditional {
        doubts.push("The page does not say in regular words on what it depends.".into());
    }
    if block.prose.is_empty() {
        doubts.push("The page does not say what it is.".into());
    }
}

fn item(block: &Block) -> raw::Item {
    raw::Item {
        name: block.name.as_ref().map_or_else(String::new, |name| name.text.clone()),
        need: block.need.0,
        constraint: block.limit.as_ref().map(|(_, line)| line.text.clone()),
        wording: wording(&block.prose),
    }
}

fn nameless(block: &Block, after: Option<String>) -> raw::Unnamed {
    let limits = limits::read(block.kind.0, block.limit.as_ref());
    let whole = |bound: Option<raw::Bound>| bound.and_then(|bound| bound.0.whole());
    let mut doubts = vec!["The page does not print the name of this field.".to_owned()];
    doubts.extend(block.doubts.iter().cloned());
    doubts.extend(limits.doubt);
    raw::Unnamed {
        after,
        kind: block.kind.0,
        need: block.need.0,
        length: limits.length,
        min_length: limits.min_length,
        max_length: limits.max_length,
        min_value: whole(limits.min_value),
        max_value: whole(limits.max_value),
        max_digits: limits.max_digits,
        constraint: limits.constraint,
        wording: wording(&block.prose),
        confirm: doubts.join(" "),
    }
}

fn wording(lines: &[Text]) -> Option<String> {
    let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Doubts as one text; nothing where there is none.
pub(super) fn sentences(doubts: &[String], more: Option<&str>) -> Option<String> {
    let all: Vec<&str> = doubts.iter().map(String::as_str).chain(more).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
