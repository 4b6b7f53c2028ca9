//! Compares what was imported with what is known.

use std::fmt;

use codegen::page::has_hangul;
use codegen::raw::{
    CodeTable, Encrypted, Field, Known as Extent, Labels, Mode, Operation, ResponseCode,
};

use super::known::{Known, KnownField, KnownRow};
use super::read::Imported;

/// One fact of which the two do not say the same.
pub(super) struct Difference {
    pub(super) api: String,
    pub(super) fact: String,
    pub(super) known: String,
    pub(super) imported: String,
    /// Why it is none, as far as the facts themselves say so.
    pub(super) reason: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            api, fact, known, imported, ..
        } = self;
        write!(f, "{api}: {fact}: known `{known}`, imported `{imported}`")
    }
}

pub(super) fn all(imported: &Imported, known: &[(String, Known)]) -> Vec<Difference> {
    let mut out = Vec::new();
    for (api, known) in known {
        let mut compare = Comparison {
            labels: &imported.labels,
            api,
            out: &mut out,
        };
        let found = imported.operations.iter().find(|it| it.path == known.path);
        match found {
            Some(operation) => compare.operation(imported, operation, known),
            None => compare.fact("path", Some(&known.path), None, None),
        }
    }
    for operation in &imported.operations {
        if !known.iter().any(|(_, known)| known.path == operation.path) {
            let mut compare = Comparison {
                labels: &imported.labels,
                api: &operation.id,
                out: &mut out,
            };
            compare.fact("path", None, Some(&operation.path), None);
        }
    }
    out
}

struct Comparison<'a> {
    labels: &'a Labels,
    api: &'a str,
    out: &'a mut Vec<Difference>,
}

/// A field with the object that it is in.
struct Placed<'a> {
    field: &'a Field,
    parent: Option<&'a str>,
}

fn flat<'a>(fields: &'a [Field], parent: Option<&'a str>, out: &mut Vec<Placed<'a>>) {
    for field in fields {
        out.push(Placed { field, parent });
        flat(&field.fields, Some(&field.name), out);
    }
}

impl Comparison<'_> {
    fn fact(
        &mut self,
        fact: &str,
        known: Option<&str>,
        imported: Option<&str>,
        reason: Option<&str>,
    ) {
        let plain = |text: Option<&str>| {
            text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|text| !text.is_empty())
        };
        let (known, imported) = (plain(known), plain(imported));
        if known != imported {
            let said =
                |text: Option<String>| text.unwrap_or_else(|| "nothing".to_owned());
            self.out.push(Difference {
                api: self.api.to_owned(),
                fact: fact.to_owned(),
                known: said(known),
                imported: said(imported),
                reason: reason.map(str::to_owned),
            });
        }
    }

    fn operation(&mut self, imported: &Imported, operation: &Operation, known: &Known) {
        let page = &operation.page;
        let title = known.title_en.as_deref().or(known.title_ko.as_deref());
        self.fact("title", title, Some(&page.title), None);
        let versions = [page.version.as_slice(), &page.versions].concat();
        let of_page = known.version.as_deref().unwrap_or_default();
        let first = of_page.split('/').next();
        self.fact("version", first, versions.first().map(String::as_str), None);
        let mode = known.mode.as_deref().map(str::to_lowercase);
        self.fact("mode", mode.as_deref(), page.mode.map(Mode::as_str), None);
        let method = known.method.as_deref().or(Some("POST"));
        self.fact("method", method, Some(operation.method.as_str()), None);
        self.parts(operation, known);
        let fields = known.request.as_deref().unwrap_or_default();
        let request = (
            &*operation.request.fields,
            operation.request.unnamed.len() + unnamed(&operation.request.fields),
        );
        self.fields("request", fields, request, &imported.tables);
        let fields = known.response.as_deref().unwrap_or_default();
        let response = operation.response.as_ref();
        let response = response.map_or((&[][..], 0), |it| {
            (&it.fields, it.unnamed.len() + unnamed(&it.fields))
        });
        self.fields("response", fields, response, &imported.tables);
        let rows = known.codes.as_deref().unwrap_or_default();
        self.rows(rows, &operation.response_codes.codes);
    }

    fn parts(&mut self, operation: &Operation, known: &Known) {
        let response = operation.response.as_ref();
        let flag =
            |known: Option<bool>| known.map(|it| if it { "true" } else { "false" });
        let own = |it: Encrypted| (it != Encrypted::Unknown).then_some(it.as_str());
        let encrypted = own(operation.request.encrypted);
        self.fact("request.encrypted", flag(known.request_encrypted), encrypted, None);
        let encrypted = response.and_then(|it| own(it.encrypted));
        self.fact("response.encrypted", flag(known.response_encrypted), encrypted, None);
        let whole = |it: Extent| if it == Extent::Whole { "true" } else { "false" };
        let complete = |known: Option<bool>| {
            Some(if known == Some(true) { "true" } else { "false" })
        };
        let codes = &operation.response_codes;
        let rows = if codes.rows_hidden { Extent::Part } else { codes.known };
        let parts = [
            ("request", known.request_complete, Some(operation.request.known)),
            ("response", known.response_complete, response.map(|it| it.known)),
            ("codes", known.codes_complete, Some(rows)),
        ];
        for (part, known, own) in parts {
            let fact = format!("{part}.complete");
            self.fact(&fact, complete(known), own.map(whole), None);
        }
    }

    fn fields(
        &mut self,
        part: &str,
        known: &[KnownField],
        (own, unnamed): (&[Field], usize),
        tables: &[CodeTable],
    ) {
        let mut placed = Vec::new();
        flat(own, None, &mut placed);
        let mut used = vec![false; placed.len()];
        let mut last = 0;
        let nameless = known.iter().filter(|it| it.name.is_none()).count().to_string();
        let fact = format!("{part}.without a name");
        self.fact(&fact, Some(&nameless), Some(&unnamed.to_string()), None);
        for field in known.iter().filter(|it| it.name.is_some()) {
            let same = |at: &usize| {
                placed
                    .get(*at)
                    .is_some_and(|it| Some(&it.field.name) == field.name.as_ref())
                    && used.get(*at) == Some(&false)
            };
            // Two fields of one name stand in different objects, or one behind the other.
            let mut candidates = (0..placed.len()).filter(same);
            let in_object = candidates.clone().find(|at| {
                placed.get(*at).is_some_and(|it| it.parent == field.parent.as_deref())
            });
            let at = in_object.or_else(|| candidates.next());
            let name = field.name.as_deref().unwrap_or("without a name");
            let fact = format!("{part}.{name}");
            let Some((at, own)) = at.and_then(|at| Some((at, placed.get(at)?))) else {
                self.fact(&fact, Some(name), None, field.source.as_deref());
                continue;
            };
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            if at < last {
                self.fact(
                    &format!("{fact}.order"),
                    Some("later"),
                    Some("earlier"),
                    None,
                );
            }
            last = last.max(at);
            self.field(&fact, field, own, tables);
        }
        for (own, _) in placed.iter().zip(used).filter(|(_, used)| !used) {
            let fact = format!("{part}.{}", own.field.name);
            self.fact(&fact, None, Some(&own.field.name), None);
        }
    }

    fn field(
        &mut self,
        fact: &str,
        known: &KnownField,
        own: &Placed<'_>,
        tables: &[CodeTable],
    ) {
        let Placed { field, parent } = own;
        let of = |name: &str| format!("{fact}.{name}");
        let reading = (!known.parent_certain).then_some(
            "pages do not mark nesting, and the facts call this parent a reading",
        );
        self.fact(&of("parent"), known.parent.as_deref(), *parent, reading);
        let kind = field.kind.as_str().replace('-', " ");
        self.fact(&of("type"), known.kind.as_deref(), Some(&kind), None);
        let need = known.need.as_deref().map(str::to_lowercase);
        // Where the capture ends before it, a value has no need yet.
        let is_open =
            !field.kind.is_object() && field.known == codegen::raw::Known::None;
        let own_need = Some(field.need.as_str()).filter(|_| !is_open);
        self.fact(&of("need"), need.as_deref(), own_need, None);
        let limit = limit(field);
        let printed = known.constraint.as_deref().map(|it| self.in_one_language(it));
        self.fact(&of("constraint"), printed.as_deref(), limit.as_deref(), None);
        self.fact(&of("format"), known.format.as_deref(), field.form.as_deref(), None);
        self.fact(
            &of("default"),
            known.default.as_deref(),
            field.default.as_deref(),
            None,
        );
        let table = tables.iter().find(|it| Some(&it.id) == field.codes.as_ref());
        let codes = table.map(|it| &*it.codes).unwrap_or_default();
        let own: Vec<_> = codes.iter().map(|it| value(&it.code, &it.name)).collect();
        let values = known.values.iter();
        let known: Vec<_> = values
            .map(|it| value(&it.value, it.meaning.as_deref().unwrap_or(&it.value)))
            .collect();
        self.fact(&of("values"), Some(&known.join("; ")), Some(&own.join("; ")), None);
    }

    /// A limit in the words of the portal's first language.
    fn in_one_language(&self, limit: &str) -> String {
        let Labels {
            length, value, min, max, ..
        } = self.labels;
        let mut text = limit.to_owned();
        for words in [length, value, min, max] {
            let [first, others @ ..] = words.as_slice() else { continue };
            for word in others {
                text = text.replace(word.as_str(), first);
            }
        }
        text
    }

    fn rows(&mut self, known: &[KnownRow], own: &[ResponseCode]) {
        let mut last = 0;
        for row in known {
            let fact = format!("codes.{}", row.code);
            let source = row.source.as_deref();
            let found = own.iter().position(|it| it.name() == row.code);
            let Some((at, it)) = found.and_then(|at| Some((at, own.get(at)?))) else {
                self.fact(&fact, Some(&row.code), None, source);
                continue;
            };
            if at < last {
                self.fact(
                    &format!("{fact}.order"),
                    Some("later"),
                    Some("earlier"),
                    None,
                );
            }
            last = last.max(at);
            let of = |name: &str| format!("{fact}.{name}");
            self.fact(&of("http"), Some(&row.http), Some(&it.http.to_string()), None);
            self.fact(&of("message"), row.message.as_deref(), Some(&it.message), None);
            let korean = it.description.as_deref().filter(|text| has_hangul(text));
            self.fact(&of("description"), row.description_ko.as_deref(), korean, None);
            let latin = it.description.as_deref().filter(|text| !has_hangul(text));
            let words = it.about.as_deref().or(latin);
            let known = row.description_en_own_words.as_deref();
            self.fact(&of("about"), known, words, None);
        }
        for it in own {
            let code = it.name();
            if !known.iter().any(|row| row.code == code) {
                self.fact(&format!("codes.{code}"), None, Some(&code), None);
            }
        }
    }
}

/// How many fields have no name.
fn unnamed(fields: &[Field]) -> usize {
    fields.iter().map(|field| field.unnamed.len() + unnamed(&field.fields)).sum()
}

fn value(value: &str, meaning: &str) -> String {
    format!("{value} {meaning}")
}

/// The limit as pages print it.
fn limit(field: &Field) -> Option<String> {
    if let Some(printed) = &field.constraint {
        return Some(printed.clone());
    }
    if let Some(length) = field.length {
        return Some(format!("Length : {length}"));
    }
    if let Some(digits) = field.max_digits {
        return Some(format!("Value : {digits}"));
    }
    let text = |number: Option<String>, label: &str| {
        number.map(|number| format!("{label} : {number}"))
    };
    let count = |length: Option<u32>| length.map(|it| it.to_string());
    let bound = |bound: Option<codegen::raw::Bound>| bound.map(|it| it.to_string());
    let min =
        count(field.min_length).or(bound(field.min_value)).or(count(field.min_items));
    let max =
        count(field.max_length).or(bound(field.max_value)).or(count(field.max_items));
    let ends: Vec<_> = text(min, "Min").into_iter().chain(text(max, "Max")).collect();
    (!ends.is_empty()).then(|| ends.join(" , "))
}
