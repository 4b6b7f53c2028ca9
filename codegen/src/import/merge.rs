//! Merges a draft into an operation: the page's facts are updated, people's decisions stay.

use std::collections::HashMap;

use crate::draft::is_of_page;
use crate::raw::{Facts, Field, Operation, Resolution, TestCases, Unnamed, Wire};

/// The page's facts, with the decisions of the operation that is there.
pub(super) fn decisions(old: &Operation, mut new: Operation) -> Operation {
    new.keep(old);
    new.confirm = confirm(old.confirm.as_ref(), new.confirm, old.path == new.path);
    new.wording = wording(old.about.as_ref(), old.wording.as_ref(), new.wording);
    if old.page.versions.is_empty() && new.page.version == old.page.version {
        new.page.versions.clear();
    }
    results(old, &mut new);
    cases(old.test_cases.as_ref(), new.test_cases.as_mut());
    new.resolutions = resolutions(old, new.resolutions);
    let same_request = shape(&old.request.fields) == shape(&new.request.fields);
    new.request.confirm =
        confirm(old.request.confirm.as_ref(), new.request.confirm, same_request);
    new.request.headers = old.request.headers.clone().or(new.request.headers);
    fields(&old.request.fields, &mut new.request.fields, same_request);
    unnamed(&old.request.unnamed, &mut new.request.unnamed);
    if let (Some(old), Some(new)) = (&old.response, &mut new.response) {
        let same = shape(&old.fields) == shape(&new.fields);
        new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), same);
        new.headers = old.headers.clone().or(new.headers.take());
        fields(&old.fields, &mut new.fields, same);
        unnamed(&old.unnamed, &mut new.unnamed);
    }
    new
}

/// The resolutions that are there, as long as the page says what they say of it, then those
/// that are new.
fn resolutions(old: &Operation, new: Vec<Resolution>) -> Vec<Resolution> {
    let says =
        |it: &Resolution| (it.page_says.clone(), it.elsewhere.clone().map(|it| it.says));
    let mut new = new;
    let mut resolutions = Vec::new();
    for known in &old.resolutions {
        match new.iter().position(|it| it.subject == known.subject) {
            Some(position) => {
                let again = new.remove(position);
                let id = known.id.clone();
                let is_same = says(&again) == says(known);
                resolutions.push(if is_same {
                    known.clone()
                } else {
                    Resolution { id, ..again }
                });
            }
            None if is_of_page(known, old) => {}
            None => resolutions.push(known.clone()),
        }
    }
    resolutions.extend(new);
    resolutions
}

/// The names of all fields in the page's order.
fn shape(fields: &[Field]) -> Vec<&str> {
    let mut names = Vec::new();
    for field in fields {
        names.push(field.name.as_str());
        names.extend(shape(&field.fields));
    }
    names
}

/// A doubt that somebody has removed stays away, as long as the thing is the same.
fn confirm(old: Option<&String>, new: Option<String>, same: bool) -> Option<String> {
    if same { old.cloned() } else { new }
}

/// Who has explained a thing in own words need not quote the page.
fn wording(
    about: Option<&String>,
    old: Option<&String>,
    new: Option<String>,
) -> Option<String> {
    new.filter(|_| about.is_none() || old.is_some())
}

fn results(old: &Operation, new: &mut Operation) {
    let known = &old.response_codes;
    let results = &mut new.response_codes;
    let words = (old.about.as_ref(), known.wording.as_ref());
    results.wording = wording(words.0, words.1, results.wording.take());
    let same = known.rows_hidden == results.rows_hidden;
    results.confirm = confirm(known.confirm.as_ref(), results.confirm.take(), same);
    for code in &mut results.codes {
        if let Some(known) = known.codes.iter().find(|it| it.code == code.code) {
            code.keep(known);
            if known.confirm.is_some() {
                code.confirm.clone_from(&known.confirm);
            }
        }
    }
}

fn cases(old: Option<&TestCases>, new: Option<&mut TestCases>) {
    let (Some(old), Some(new)) = (old, new) else { return };
    let texts = |cases: &TestCases| {
        cases.cases.iter().map(|case| (case.http, case.text.clone())).collect::<Vec<_>>()
    };
    let same = texts(old) == texts(new);
    for case in &mut new.cases {
        let is_it =
            |it: &&crate::raw::TestCase| it.http == case.http && it.text == case.text;
        if let Some(known) = old.cases.iter().find(is_it) {
            case.keep(known);
        }
    }
    new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), same);
}

fn unnamed(old: &[Unnamed], new: &mut [Unnamed]) {
    for (known, field) in old.iter().zip(new) {
        if known.wording == field.wording && known.kind == field.kind {
            field.confirm.clone_from(&known.confirm);
        }
    }
}

/// Fields of one name in one place of their order are one field. While no field comes or goes,
/// they stay in the objects in which they are.
fn fields(old: &[Field], new: &mut Vec<Field>, same: bool) {
    let names = |fields: &[Field]| -> Vec<String> {
        shape(fields).into_iter().map(str::to_owned).collect()
    };
    let (before, now) = (names(old), names(new));
    let mut known: HashMap<(String, usize), (Field, &[String])> = HashMap::new();
    let (mut seen, mut position) = (HashMap::new(), 0);
    each(&mut old.to_vec(), &mut |field| {
        let extent = extent(&before, position, field);
        known.insert(numbered(&mut seen, field), (field.clone(), extent));
        position += 1;
    });
    let (mut seen, mut position) = (HashMap::new(), 0);
    each(new, &mut |field| {
        if let Some((old, before)) = known.get(&numbered(&mut seen, field)) {
            let ends_alike = same || *before == extent(&now, position, field);
            one(old, field, ends_alike);
        }
        position += 1;
    });
    if same {
        let mut flat = Vec::new();
        flatten(std::mem::take(new), &mut flat);
        let mut flat = flat.into_iter();
        *new = nested(old, &mut flat);
    }
}

/// The fields in an object, and the one behind it: where the object ends.
fn extent<'n>(names: &'n [String], position: usize, object: &Field) -> &'n [String] {
    let end = position + 1 + shape(&object.fields).len();
    names.get(position + 1..=end).or_else(|| names.get(position + 1..)).unwrap_or(&[])
}

fn numbered(seen: &mut HashMap<String, usize>, field: &Field) -> (String, usize) {
    let number = seen.entry(field.name.clone()).or_insert(0);
    *number += 1;
    (field.name.clone(), *number)
}

fn each(fields: &mut [Field], visit: &mut dyn FnMut(&mut Field)) {
    for field in fields {
        visit(field);
        each(&mut field.fields, visit);
    }
}

fn flatten(fields: Vec<Field>, flat: &mut Vec<Field>) {
    for mut field in fields {
        let inner = std::mem::take(&mut field.fields);
        flat.push(field);
        flatten(inner, flat);
    }
}

fn nested(old: &[Field], flat: &mut std::vec::IntoIter<Field>) -> Vec<Field> {
    let mut fields = Vec::new();
    for known in old {
        let Some(mut field) = flat.next() else { break };
        field.fields = nested(&known.fields, flat);
        fields.push(field);
    }
    fields
}

fn one(old: &Field, new: &mut Field, ends_alike: bool) {
    let printed = |field: &Field| {
        (field.kind, field.need, field.length, field.min_length, field.max_length)
    };
    // A constraint that has more than one reading was read by somebody.
    let same_limits = old.constraint.is_some()
        && old.constraint == new.constraint
        && old.kind == new.kind;
    if same_limits {
        new.set_limits(old.limits());
    }
    let same = printed(old) == printed(new) && old.wording == new.wording;
    new.keep(old);
    new.wire = new.wire.or(old.wire.filter(|it| *it != Wire::TrueFalse));
    if old.need == new.need && old.condition.is_some() {
        new.condition.clone_from(&old.condition);
    }
    if new.codes.is_none() && same {
        new.codes.clone_from(&old.codes);
    }
    let is_told = old.about.is_some() && old.wording.is_none();
    let is_object = !old.fields.is_empty() || !new.fields.is_empty();
    let stays = (same || is_told) && (ends_alike || !is_object);
    new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), stays);
    let words = (old.about.as_ref(), old.wording.as_ref());
    new.wording = wording(words.0, words.1, new.wording.take());
}
