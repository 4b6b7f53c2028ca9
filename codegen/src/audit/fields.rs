//! The fields of a page against those of the spec, flat: pages do not tell in which object a
//! field stands.

use super::difference::Differences;
use crate::import::{Draft, Ground, has_same_codes, kind_word, need_word};
use crate::load::{Loaded, Located};
use crate::page::Page;
use crate::raw::{CodeTable, Field, FieldType, Need, Operation, Unnamed};
use crate::source::At;

/// One field, one row for the items of an array, or one field without a name.
struct Entry<'a> {
    /// What resolutions call it.
    subject: String,
    name: &'a str,
    at: At<'a>,
    kind: FieldType,
    need: Need,
    of_field: Option<&'a Field>,
    constraint: Option<&'a str>,
    wording: Option<&'a str>,
    limits: [Option<String>; 6],
}

/// What a draft has, which has no places in a file.
struct Own<'a> {
    subject: String,
    name: &'a str,
    kind: FieldType,
    need: Need,
    of_field: Option<&'a Field>,
    constraint: Option<&'a str>,
    wording: Option<&'a str>,
    limits: [Option<String>; 6],
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
    let draft = out.draft();
    let own = &draft.operation;
    let request = top.part("request", |it| &it.request);
    let mut known = Vec::new();
    gather(
        request.each("fields", |it| &it.fields).collect(),
        &request.each("unnamed", |it| &it.unnamed).collect::<Vec<_>>(),
        "request",
        &mut known,
    );
    let mut drafted = Vec::new();
    flat(&own.request.fields, &own.request.unnamed, "request", &mut drafted);
    lists(ground, page, (&drafted, &known), request.at, out);
    let (mut known, mut drafted) = (Vec::new(), Vec::new());
    let mut at = top.at;
    if let Some(response) = top.optional("response", |it| &it.response) {
        at = response.at;
        gather(
            response.each("fields", |it| &it.fields).collect(),
            &response.each("unnamed", |it| &it.unnamed).collect::<Vec<_>>(),
            "response",
            &mut known,
        );
    }
    if let Some(response) = &own.response {
        flat(&response.fields, &response.unnamed, "response", &mut drafted);
    }
    lists(ground, page, (&drafted, &known), at, out);
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

/// The spec's fields in the order in which the page prints them.
fn gather<'a>(
    fields: Vec<Located<'a, Field>>,
    unnamed: &[Located<'a, Unnamed>],
    above: &str,
    out: &mut Vec<Entry<'a>>,
) {
    let behind = |after: Option<&str>, out: &mut Vec<Entry<'a>>| {
        for field in unnamed.iter().filter(|it| it.value.after.as_deref() == after) {
            out.push(Entry {
                subject: format!("{above}.unnamed"),
                name: NAMELESS,
                at: field.at,
                kind: field.kind,
                need: field.need,
                of_field: None,
                constraint: field.value.constraint.as_deref(),
                wording: field.value.wording.as_deref(),
                limits: limits_of_nameless(field.value),
            });
        }
    };
    behind(None, out);
    for field in fields {
        let subject = format!("{above}.{}", field.name);
        out.push(Entry {
            subject: subject.clone(),
            name: &field.value.name,
            at: field.at,
            kind: field.kind,
            need: field.need,
            of_field: Some(field.value),
            constraint: field.value.constraint.as_deref(),
            wording: field.value.wording.as_deref(),
            limits: limits_of(field.value),
        });
        if let Some(item) = field.optional("item", |it| &it.item) {
            out.push(Entry {
                subject: format!("{subject}.item"),
                name: &item.value.name,
                at: item.at,
                kind: FieldType::Object,
                need: item.need,
                of_field: None,
                constraint: item.value.constraint.as_deref(),
                wording: item.value.wording.as_deref(),
                limits: Default::default(),
            });
        }
        gather(
            field.each("fields", |it| &it.fields).collect(),
            &field.each("unnamed", |it| &it.unnamed).collect::<Vec<_>>(),
            &subject,
            out,
        );
        behind(Some(&field.name), out);
    }
}

/// The page's fields in its order.
fn flat<'a>(
    fields: &'a [Field],
    unnamed: &'a [Unnamed],
    above: &str,
    out: &mut Vec<Own<'a>>,
) {
    let behind = |after: Option<&str>, out: &mut Vec<Own<'a>>| {
        for (number, field) in unnamed.iter().enumerate() {
            if field.after.as_deref() == after {
                out.push(Own {
                    subject: format!("{above}.unnamed.{number}"),
                    name: NAMELESS,
                    kind: field.kind,
                    need: field.need,
                    of_field: None,
                    constraint: field.constraint.as_deref(),
                    wording: field.wording.as_deref(),
                    limits: limits_of_nameless(field),
                });
            }
        }
    };
    behind(None, out);
    for field in fields {
        let subject = format!("{above}.{}", field.name);
        out.push(Own {
            subject: subject.clone(),
            name: &field.name,
            kind: field.kind,
            need: field.need,
            of_field: Some(field),
            constraint: field.constraint.as_deref(),
            wording: field.wording.as_deref(),
            limits: limits_of(field),
        });
        if let Some(item) = &field.item {
            out.push(Own {
                subject: format!("{subject}.item"),
                name: &item.name,
                kind: FieldType::Object,
                need: item.need,
                of_field: None,
                constraint: item.constraint.as_deref(),
                wording: item.wording.as_deref(),
                limits: Default::default(),
            });
        }
        flat(&field.fields, &field.unnamed, &subject, out);
        behind(Some(&field.name), out);
    }
}

fn lists(
    ground: &Ground,
    page: &Page,
    (drafted, known): (&[Own<'_>], &[Entry<'_>]),
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
            out.fact_at(&subject, entry.at, place, Some("earlier"));
        }
        last = last.max(position);
        one(ground, own, entry, out);
    }
    for (entry, used) in known.iter().zip(used) {
        if !used {
            let what = format!("the field `{}`", entry.subject);
            out.in_spec(&what, entry.at.key("name"), &entry.subject);
        }
    }
}

fn one(ground: &Ground, own: &Own<'_>, entry: &Entry<'_>, out: &mut Differences<'_>) {
    let (subject, at) = (&own.subject, entry.at);
    let fact = |name: &str| format!("{subject}.{name}");
    let (page, spec) = (kind_word(own.kind), kind_word(entry.kind));
    out.fact(&fact("type"), at.key("type"), Some(page), Some(spec));
    let (page, spec) = (need_word(own.need), need_word(entry.need));
    out.fact(&fact("need"), at.key("need"), Some(&page), Some(&spec));
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
    if entry.wording.is_some() {
        out.fact(&fact("wording"), at.key("wording"), own.wording, entry.wording);
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
        (Some(own), Some(known)) => codes(own, known, subject, out),
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
    subject: &str,
    out: &mut Differences<'_>,
) {
    let top = known.located();
    let place = format!("{subject}.wording");
    for code in top.each("codes", |table| &table.codes) {
        if let Some(it) = own.codes.iter().find(|it| it.code == code.code) {
            let subject = format!("{place}.codes.{}", code.code);
            let at = code.at.key("name");
            out.fact(&subject, at, Some(&it.name), Some(&code.name));
        } else {
            let what = format!("the code `{}`", code.code);
            out.in_spec(&what, code.at.key("code"), &place);
        }
    }
    for code in &own.codes {
        if has_same_codes(own, known) {
            break;
        }
        if !known.codes.iter().any(|it| it.code == code.code) {
            let what = format!("the code `{}` of `{subject}`", code.code);
            let span = out.draft().places.get(&place).copied();
            let at = top.at.key("codes");
            out.on_page(&what, span.unwrap_or_else(|| at.span()), at);
        }
    }
}
