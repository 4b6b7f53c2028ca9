//! The fields of a page against those of the spec, flat: pages do not tell in which object a
//! field stands.

use super::difference::Differences;
use crate::import::{Draft, Ground, has_same_codes};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::{
    CodeTable, Field, FieldType, Need, Operation, Request, Response, Unnamed,
};
use crate::source::At;

/// One field, one row for the items of an array, or one field without a name.
struct Entry<'a> {
    /// What resolutions call it.
    subject: String,
    name: &'a str,
    /// Its place in the spec; absent for what the page has.
    at: Option<At<'a>>,
    kind: FieldType,
    need: Need,
    of_field: Option<&'a Field>,
    constraint: Option<&'a str>,
    wording: Option<&'a str>,
    /// Whether somebody has explained it in own words, and need not quote the page.
    is_explained: bool,
    limits: [Option<String>; 6],
}

/// The fields of one direction of an operation, or of an object.
#[derive(Clone, Copy)]
struct Listed<'a> {
    fields: &'a [Field],
    unnamed: &'a [Unnamed],
    /// Their place in the spec.
    at: Option<At<'a>>,
}

const LIMITS: [&str; 6] =
    ["length", "min_length", "max_length", "min_value", "max_value", "max_digits"];

pub(super) fn compare(
    ground: &Ground,
    page: &Page,
    spec: &Loaded<Operation>,
    out: &mut Differences<'_>,
) {
    let top = spec.located();
    let own = &out.draft().operation;
    let request = |operation, at| flat(of_request(operation, at), "request");
    let at = top.at.key("request");
    lists(ground, page, (&request(own, None), &request(spec, Some(at))), at, out);
    let response = |operation, at| flat(of_response(operation, at), "response");
    let at = top.at.key("response");
    lists(ground, page, (&response(own, None), &response(spec, Some(at))), at, out);
}

fn of_request<'a>(operation: &'a Operation, at: Option<At<'a>>) -> Listed<'a> {
    let Request { fields, unnamed, .. } = &operation.request;
    Listed { fields, unnamed, at }
}

fn of_response<'a>(operation: &'a Operation, at: Option<At<'a>>) -> Listed<'a> {
    let (fields, unnamed): (&[_], &[_]) = match &operation.response {
        Some(Response { fields, unnamed, .. }) => (fields, unnamed),
        None => (&[], &[]),
    };
    Listed { fields, unnamed, at }
}

fn limits_of(field: &Field) -> [Option<String>; 6] {
    let text = |number: Option<u32>| number.map(|number| number.to_string());
    [
        text(field.length),
        text(field.min_length),
        text(field.max_length),
        field.min_value.map(|bound| bound.0.to_string()),
        field.max_value.map(|bound| bound.0.to_string()),
        text(field.max_digits),
    ]
}

fn limits_of_nameless(field: &Unnamed) -> [Option<String>; 6] {
    let text = |number: Option<u32>| number.map(|number| number.to_string());
    [
        text(field.length),
        text(field.min_length),
        text(field.max_length),
        field.min_value.map(|number| number.to_string()),
        field.max_value.map(|number| number.to_string()),
        text(field.max_digits),
    ]
}

/// Names that no field can have: what has no name, and the rows for items.
const NAMELESS: &str = "";

/// Fields in the order in which a page prints them.
fn flat<'a>(listed: Listed<'a>, above: &str) -> Vec<Entry<'a>> {
    let mut out = Vec::new();
    gather(listed, above, &mut out);
    out
}

fn gather<'a>(listed: Listed<'a>, above: &str, out: &mut Vec<Entry<'a>>) {
    let place = |key: &str, position| listed.at.map(|at| at.key(key).item(position));
    let behind = |after: Option<&str>, out: &mut Vec<Entry<'a>>| {
        let unnamed = listed.unnamed.iter().enumerate();
        for (number, field) in unnamed.filter(|(_, it)| it.after.as_deref() == after) {
            out.push(Entry {
                subject: format!("{above}.unnamed.{number}"),
                name: NAMELESS,
                at: place("unnamed", number),
                kind: field.kind,
                need: field.need,
                of_field: None,
                constraint: field.constraint.as_deref(),
                wording: field.wording.as_deref(),
                is_explained: false,
                limits: limits_of_nameless(field),
            });
        }
    };
    behind(None, out);
    for (number, field) in listed.fields.iter().enumerate() {
        let (subject, at) = (format!("{above}.{}", field.name), place("fields", number));
        out.push(Entry {
            subject: subject.clone(),
            name: &field.name,
            at,
            kind: field.kind,
            need: field.need,
            of_field: Some(field),
            constraint: field.constraint.as_deref(),
            wording: field.wording.as_deref(),
            is_explained: field.about.is_some(),
            limits: limits_of(field),
        });
        if let Some(item) = &field.item {
            out.push(Entry {
                subject: format!("{subject}.item"),
                name: &item.name,
                at: at.map(|at| at.key("item")),
                kind: FieldType::Object,
                need: item.need,
                of_field: None,
                constraint: item.constraint.as_deref(),
                wording: item.wording.as_deref(),
                is_explained: false,
                limits: Default::default(),
            });
        }
        let Field { fields, unnamed, .. } = field;
        gather(Listed { fields, unnamed, at }, &subject, out);
        behind(Some(&field.name), out);
    }
}

fn lists(
    ground: &Ground,
    page: &Page,
    (drafted, known): (&[Entry<'_>], &[Entry<'_>]),
    at: At<'_>,
    out: &mut Differences<'_>,
) {
    let mut used = vec![false; known.len()];
    let mut last = 0;
    for own in drafted {
        let is_free = |at: &usize| used.get(*at) == Some(&false);
        let mut same = (0..known.len())
            .filter(is_free)
            .filter(|at| known.get(*at).is_some_and(|it| it.name == own.name));
        let Some(position) = same.next() else {
            let place = out.draft().places.get(&own.subject).copied();
            let what = format!("the field `{}`", own.subject);
            out.on_page(&what, place.unwrap_or(page.title.span), at);
            continue;
        };
        if let Some(used) = used.get_mut(position) {
            *used = true;
        }
        let Some(entry) = known.get(position) else { continue };
        if position < last {
            let subject = format!("the place of {}", own.subject);
            let span = out.draft().places.get(&own.subject).copied();
            let place = (Some("later"), span.unwrap_or(page.title.span));
            out.fact_at(&subject, entry.at.unwrap_or(at), place, Some("earlier"));
        }
        last = last.max(position);
        one(ground, own, (entry, entry.at.unwrap_or(at)), out);
    }
    for (entry, used) in known.iter().zip(used) {
        if !used {
            let what = format!("the field `{}`", entry.subject);
            let at = entry.at.unwrap_or(at).key("name");
            out.in_spec(&what, at, &entry.subject);
        }
    }
}

fn one<'a>(
    ground: &Ground,
    own: &Entry<'a>,
    (entry, at): (&Entry<'a>, At<'_>),
    out: &mut Differences<'_>,
) {
    let subject = &own.subject;
    let fact = |name: &str| format!("{subject}.{name}");
    let (page, spec) = (own.kind.word(), entry.kind.word());
    out.fact(&fact("type"), at.key("type"), Some(page), Some(spec));
    let (page, spec) = (own.need.word(), entry.need.word());
    out.fact(&fact("need"), at.key("need"), Some(page), Some(spec));
    let limit = out.draft().places.get(&fact("limit")).copied();
    let mut differs = |name: &str, page: Option<&str>, spec: Option<&str>| match limit {
        Some(place) => out.fact_at(&fact(name), at.key(name), (page, place), spec),
        None => out.fact(&fact(name), at.key(name), page, spec),
    };
    differs("constraint", own.constraint, entry.constraint);
    // A printed constraint with more than one reading may be read otherwise by people.
    let is_read = own.constraint.is_some() && own.constraint == entry.constraint;
    for (name, (page, spec)) in LIMITS.iter().zip(own.limits.iter().zip(&entry.limits)) {
        if !is_read {
            differs(name, page.as_deref(), spec.as_deref());
        }
    }
    if entry.wording.is_some() || !entry.is_explained {
        let lines = |text: Option<&'a str>| text.unwrap_or_default().lines();
        let same =
            lines(own.wording).zip(lines(entry.wording)).take_while(|(a, b)| a == b);
        let place = out.place(&fact(&format!("wording.{}", same.count())));
        let page = (own.wording, place);
        out.fact_at(&fact("wording"), at.key("wording"), page, entry.wording);
    }
    let (Some(page), Some(spec)) = (own.of_field, entry.of_field) else { return };
    told(ground, (page, spec), subject, at, out);
}

/// What the prose tells in regular words.
fn told(
    ground: &Ground,
    (page, spec): (&Field, &Field),
    subject: &str,
    at: At<'_>,
    out: &mut Differences<'_>,
) {
    let fact = |name: &str| format!("{subject}.wording.{name}");
    let (own, known) = (page.form.as_deref(), spec.form.as_deref());
    out.fact(&fact("form"), at.key("form"), own, known);
    let (own, known) = (page.default.as_deref(), spec.default.as_deref());
    out.fact(&fact("default"), at.key("default"), own, known);
    if page.wire.is_some()
        && page.wire.unwrap_or_default() != spec.wire.unwrap_or_default()
    {
        let text = |field: &Field| format!("{:?}", field.wire.unwrap_or_default());
        out.fact(&fact("wire"), at.key("wire"), Some(&text(page)), Some(&text(spec)));
    }
    let Draft { tables, .. } = out.draft();
    let own = page.codes.as_ref().and_then(|id| tables.iter().find(|it| it.id == *id));
    let known = spec.codes.as_ref();
    let known = known.and_then(|id| ground.spec.codes.iter().find(|it| it.id == *id));
    let at = at.key("codes");
    match (own, known) {
        (None, None) => {}
        // Where the page is quoted, the names of its codes were held against each other already.
        (Some(own), Some(known)) => {
            codes(own, known, (subject, spec.wording.is_some()), out);
        }
        (Some(_), None) => {
            out.fact(&fact("codes"), at, Some("a list of codes"), None);
        }
        (None, Some(_)) => {
            out.fact(&fact("codes"), at, None, Some("a list of codes"));
        }
    }
}

fn codes(
    own: &CodeTable,
    known: &Loaded<CodeTable>,
    (subject, is_quoted): (&str, bool),
    out: &mut Differences<'_>,
) {
    let top = known.located();
    let place = format!("{subject}.wording");
    for code in top.each("codes", |table| &table.codes) {
        if let Some(it) = own.codes.iter().find(|it| it.code == code.code) {
            if is_quoted || is_recorded(known, &it.code, &it.name) {
                continue;
            }
            let subject = format!("{subject}.codes.{}", code.code);
            let at = code.at.key("name");
            out.fact(&subject, at, Some(&it.name), Some(&code.name));
        } else {
            let what = format!("the code `{}`", code.code);
            out.in_spec(&what, code.at.key("code"), &place);
        }
    }
    for it in &own.codes {
        if has_same_codes(own, known) {
            break;
        }
        if !known.codes.iter().any(|code| code.code == it.code) {
            let what = format!("the code `{}` of `{subject}`", it.code);
            let places = &out.draft().places;
            let span = places.get(&format!("{subject}.codes.{}", it.code));
            let span = span.or_else(|| places.get(&place)).copied();
            let at = top.at.key("codes");
            out.on_page(&what, span.unwrap_or_else(|| at.span()), at);
        }
    }
}

/// Whether a resolution of the table says that some page calls the code so.
fn is_recorded(table: &CodeTable, code: &str, name: &str) -> bool {
    let subject = format!("codes.{code}.name");
    let mut resolutions = table.resolutions.iter().filter(|it| it.subject == subject);
    resolutions.any(|it| it.elsewhere.as_ref().is_some_and(|it| it.says == name))
}
