//! Compares the fields of a page with those of the spec, flat: pages do not show which object a
//! field belongs to.

use super::difference::Differences;
use crate::draft::{Draft, PageContext};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::{
    CodeTable, Fact, Facts, Field, Known, Operation, Origin, Request, Response, Unnamed,
    Value,
};
use crate::source::NodeRef;

/// The facts of one field, of one row for the items of an array, or of one field without a name.
struct FieldFacts<'a> {
    /// Its name in resolutions.
    subject: String,
    name: &'a str,
    /// Its place in the spec; absent for what the page has.
    at: Option<NodeRef<'a>>,
    of_field: Option<&'a Field>,
    values: Vec<(&'static Fact, Value<'a>)>,
}

impl FieldFacts<'_> {
    /// Whether it has a source of its own: no page need have it.
    fn is_cited(&self) -> bool {
        self.of_field.is_some_and(|field| field.cite.is_some())
    }

    /// Whether it is a field that a page prints without its name.
    fn is_named(&self, own: &Self) -> bool {
        let is_same = |key: &str| self.get(key) == own.get(key);
        own.name == NAMELESS && self.is_cited() && is_same("type") && is_same("need")
    }

    fn get(&self, key: &str) -> Option<&str> {
        let mut values = self.values.iter();
        values.find(|(fact, _)| fact.key == key).and_then(|(_, value)| value.word())
    }
}

/// The fields of one direction of an operation, or of an object.
#[derive(Clone, Copy)]
struct FieldList<'a> {
    fields: &'a [Field],
    unnamed: &'a [Unnamed],
    /// Their place in the spec.
    at: Option<NodeRef<'a>>,
}

pub(super) fn compare(
    context: &PageContext,
    page: &Page,
    spec: &Loaded<Operation>,
    out: &mut Differences<'_>,
) {
    let top = spec.located();
    let own = &out.draft().operation;
    let request = |operation, at| flat(of_request(operation, at), "request");
    let at = top.at.key("request");
    let known = page.request.known;
    lists(
        context,
        page,
        (&request(own, None), &request(spec, Some(at))),
        (at, known),
        out,
    );
    let response = |operation, at| flat(of_response(operation, at), "response");
    let (at, known) = (top.at.key("response"), page.response.known);
    lists(
        context,
        page,
        (&response(own, None), &response(spec, Some(at))),
        (at, known),
        out,
    );
}

fn of_request<'a>(operation: &'a Operation, at: Option<NodeRef<'a>>) -> FieldList<'a> {
    let Request { fields, unnamed, .. } = &operation.request;
    FieldList { fields, unnamed, at }
}

fn of_response<'a>(operation: &'a Operation, at: Option<NodeRef<'a>>) -> FieldList<'a> {
    let (fields, unnamed): (&[_], &[_]) = match &operation.response {
        Some(Response { fields, unnamed, .. }) => (fields, unnamed),
        None => (&[], &[]),
    };
    FieldList { fields, unnamed, at }
}

/// Names that no field can have: what has no name, and the rows for items.
const NAMELESS: &str = "";

/// Fields in the order in which a page prints them.
fn flat<'a>(listed: FieldList<'a>, above: &str) -> Vec<FieldFacts<'a>> {
    let mut out = Vec::new();
    gather(listed, above, &mut out);
    out
}

fn gather<'a>(listed: FieldList<'a>, above: &str, out: &mut Vec<FieldFacts<'a>>) {
    let place = |key: &str, position| listed.at.map(|at| at.key(key).item(position));
    let behind = |after: Option<&str>, out: &mut Vec<FieldFacts<'a>>| {
        let unnamed = listed.unnamed.iter().enumerate();
        for (number, field) in unnamed.filter(|(_, it)| it.after.as_deref() == after) {
            out.push(FieldFacts {
                subject: format!("{above}.unnamed.{number}"),
                name: NAMELESS,
                at: place("unnamed", number),
                of_field: None,
                values: field.value().entries(),
            });
        }
    };
    behind(None, out);
    for (number, field) in listed.fields.iter().enumerate() {
        let (subject, at) = (format!("{above}.{}", field.name), place("fields", number));
        out.push(FieldFacts {
            subject: subject.clone(),
            name: &field.name,
            at,
            of_field: Some(field),
            values: field.value().entries(),
        });
        if let Some(item) = &field.item {
            out.push(FieldFacts {
                subject: format!("{subject}.item"),
                name: &item.name,
                at: at.map(|at| at.key("item")),
                of_field: None,
                values: item.value().entries(),
            });
        }
        let Field { fields, unnamed, .. } = field;
        gather(FieldList { fields, unnamed, at }, &subject, out);
        behind(Some(&field.name), out);
    }
}

fn lists(
    context: &PageContext,
    page: &Page,
    (drafted, known): (&[FieldFacts<'_>], &[FieldFacts<'_>]),
    (at, shown): (NodeRef<'_>, Known),
    out: &mut Differences<'_>,
) {
    let mut used = vec![false; known.len()];
    let mut last = 0;
    for own in drafted {
        let is_free = |at: &usize| used.get(*at) == Some(&false);
        let mut free = (0..known.len()).filter(is_free);
        let same =
            free.clone().find(|at| known.get(*at).is_some_and(|it| it.name == own.name));
        // Somebody may have learned the name of a field that the page prints without one.
        let named = || free.find(|at| known.get(*at).is_some_and(|it| it.is_named(own)));
        let Some(position) = same.or_else(named) else {
            let place = out.draft().places.get(&own.subject).copied();
            let what = format!("the field `{}`", own.subject);
            out.on_page(&what, place.unwrap_or(page.title.span), at);
            continue;
        };
        if let Some(used) = used.get_mut(position) {
            *used = true;
        }
        let Some(in_spec) = known.get(position) else { continue };
        if position < last {
            let subject = format!("the place of {}", own.subject);
            let span = out.draft().places.get(&own.subject).copied();
            let place = (Some("later"), span.unwrap_or(page.title.span));
            out.fact_at(&subject, in_spec.at.unwrap_or(at), place, Some("earlier"));
        }
        last = last.max(position);
        one(context, own, (in_spec, in_spec.at.unwrap_or(at)), out);
    }
    let behind = known.iter().zip(used).enumerate();
    for (position, (in_spec, used)) in behind {
        // Behind the last field that the capture shows there may be others.
        let is_shown = match shown {
            Known::Whole => true,
            Known::Part => position < last,
            Known::None => false,
        };
        if !used && is_shown && !in_spec.is_cited() {
            let what = format!("the field `{}`", in_spec.subject);
            let at = in_spec.at.unwrap_or(at).key("name");
            out.in_spec(&what, at, &in_spec.subject);
        }
    }
}

fn one(
    context: &PageContext,
    own: &FieldFacts<'_>,
    (in_spec, at): (&FieldFacts<'_>, NodeRef<'_>),
    out: &mut Differences<'_>,
) {
    let subject = &own.subject;
    let fact = |name: &str| format!("{subject}.{name}");
    let limit = out.draft().places.get(&fact("limit")).copied();
    let is_unsure = out.is_unsure(subject);
    // A printed constraint with more than one reading may be read otherwise by people.
    let printed = own.get("constraint");
    let is_read = printed.is_some() && printed == in_spec.get("constraint");
    // What limits a value of one type is none of another.
    let kind = own.get("type");
    let is_other = kind != in_spec.get("type") && out.is_of_copy(&fact("type"), kind);
    for (Fact { key, origin, .. }, page) in &own.values {
        let subject = match origin {
            Origin::Page => fact(key),
            Origin::Limit if !is_read => fact(key),
            Origin::Prose => fact(&format!("wording.{key}")),
            _ => continue,
        };
        if out.is_unsure(&fact(key)) || (is_unsure && page.word().is_none()) {
            continue;
        }
        let of_limit = *origin == Origin::Limit || *key == "constraint";
        if is_other && (of_limit || *origin == Origin::Prose) {
            continue;
        }
        let place = limit.filter(|_| of_limit).unwrap_or_else(|| out.place(&subject));
        out.fact_at(&subject, at.key(key), (page.word(), place), in_spec.get(key));
    }
    // Who has explained it in own words need not quote the page.
    let (page, spec) = (own.get("wording"), in_spec.get("wording"));
    let is_begun = is_unsure
        && page.is_none_or(|page| spec.is_none_or(|spec| spec.starts_with(page)));
    if (spec.is_some() || in_spec.get("about").is_none())
        && !out.is_translated(page, spec)
        && !is_begun
        && !is_other_prose(own, in_spec, out)
        && !out.has_other_codes(own.of_field, &fact("codes"))
    {
        let (own, known) = (page.unwrap_or_default(), spec.unwrap_or_default());
        let same = own.lines().zip(known.lines()).take_while(|(a, b)| a == b);
        let place = out.place(&fact(&format!("wording.{}", same.count())));
        out.fact_at(&fact("wording"), at.key("wording"), (page, place), spec);
    }
    let (Some(page), Some(spec)) = (own.of_field, in_spec.of_field) else { return };
    compare_prose(context, (page, spec), subject, at, out);
}

/// Whether it is recorded that a copy of the page states a fact otherwise in its prose.
fn is_other_prose(
    own: &FieldFacts<'_>,
    in_spec: &FieldFacts<'_>,
    out: &Differences<'_>,
) -> bool {
    ["default", "form", "wire"].into_iter().any(|key| {
        let says = own.get(key);
        let subject = format!("{}.{key}", own.subject);
        says != in_spec.get(key) && out.is_of_copy(&subject, says)
    })
}

/// Compares the facts that the prose of a field states in regular words.
fn compare_prose(
    context: &PageContext,
    (page, spec): (&Field, &Field),
    subject: &str,
    at: NodeRef<'_>,
    out: &mut Differences<'_>,
) {
    let fact = |name: &str| format!("{subject}.wording.{name}");
    if let Some(own) = page.wire {
        let known = spec.wire.unwrap_or_default().as_str();
        out.fact(&fact("wire"), at.key("wire"), Some(own.as_str()), Some(known));
    }
    let Draft { tables, .. } = out.draft();
    let own = page.codes.as_ref().and_then(|id| tables.iter().find(|it| it.id == *id));
    let known = spec.codes.as_ref();
    let known = known.and_then(|id| context.spec.codes.iter().find(|it| it.id == *id));
    let at = at.key("codes");
    let listed = own.map(CodeTable::listed);
    match (own, known) {
        (None, None) => {}
        _ if out.is_of_copy(&fact("codes"), listed.as_deref()) => {}
        // Where the page is quoted, the names of its codes are compared already.
        (Some(own), Some(known)) => {
            let is_quoted = spec.wording.is_some()
                && !out.is_translated(page.wording.as_deref(), spec.wording.as_deref());
            codes(own, known, (subject, is_quoted), out);
        }
        (Some(_), None) => {
            out.fact(&fact("codes"), at, Some("a list of codes"), None);
        }
        (None, Some(_)) if out.is_unsure(subject) => {}
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
    let is_unsure = out.is_unsure(subject);
    let place = format!("{subject}.wording");
    for code in top.each("codes", |table| &table.codes) {
        if let Some(it) = own.codes.iter().find(|it| it.code == code.code) {
            if is_quoted || known.is_called_otherwise(&it.code, &it.name) {
                continue;
            }
            let is_begun = is_unsure && code.name.starts_with(&it.name);
            if is_begun || out.is_translated(Some(&it.name), Some(&code.name)) {
                continue;
            }
            let subject = format!("{subject}.codes.{}", code.code);
            let at = code.at.key("name");
            out.fact(&subject, at, Some(&it.name), Some(&code.name));
        } else if !is_unsure && code.cite.is_none() {
            let what = format!("the code `{}`", code.code);
            out.in_spec(&what, code.at.key("code"), &place);
        }
    }
    for it in &own.codes {
        if own.has_same_codes(known) {
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
