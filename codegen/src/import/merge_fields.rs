//! Merges the fields of a part: those of the page, with what people have decided about each, and
//! those that the page does not show.

use std::collections::{HashMap, HashSet};

use super::merging::{Merge, confirm, most};
use crate::doubt;
use crate::page::has_hangul;
use crate::raw::{Facts, Field, Known, Unnamed, Wire};

/// The fields of a part, in the spec and on the page.
pub(super) struct Fields<'a> {
    pub(super) subject: &'a str,
    pub(super) old: (&'a [Field], &'a [Unnamed]),
    pub(super) new: (Vec<Field>, Vec<Unnamed>),
    pub(super) known: (Known, Known),
}

/// The fields of a part as they are then.
pub(super) struct MergedFields {
    pub(super) fields: Vec<Field>,
    pub(super) unnamed: Vec<Unnamed>,
    /// Whether no field has come or gone.
    pub(super) is_same: bool,
}

/// A name, and which of the fields of that name it is.
pub(super) type Numbered = (String, usize);

impl Merge<'_> {
    /// Fields of one name in one place of their order are one field. While no field comes or
    /// goes, they stay in the objects in which they are.
    pub(super) fn fields(&mut self, part: Fields<'_>) -> MergedFields {
        let Fields { subject, old, new, known } = part;
        let (old, old_unnamed) = old;
        let (mut fields, mut unnamed) = new;
        if known.1 == Known::None {
            return MergedFields {
                fields: old.to_vec(),
                unnamed: old_unnamed.to_vec(),
                is_same: true,
            };
        }
        let (before, now) = (shape(old), shape(&fields));
        let is_same = before == now && known.0 == known.1;
        // A capture that was cut shows the first ones.
        let is_begun = known.1 == Known::Part && before.starts_with(&now);
        self.each(old, &mut fields, subject, is_same || is_begun);
        keep_unnamed(old_unnamed, &mut unnamed);
        if before == now || is_begun {
            let mut flat = Vec::new();
            flatten(std::mem::take(&mut fields), &mut flat);
            let mut rest = Vec::new();
            flatten(old.to_vec(), &mut rest);
            flat.extend(rest.into_iter().skip(now.len()));
            fields = nested(old, &mut flat.into_iter());
        } else {
            self.restore(old, &mut fields, &mut unnamed, known.1);
        }
        if is_begun && unnamed.len() <= old_unnamed.len() {
            unnamed = old_unnamed.to_vec();
        }
        MergedFields { fields, unnamed, is_same }
    }

    fn each(&mut self, old: &[Field], new: &mut [Field], subject: &str, same: bool) {
        let (before, now) = (shape(old), shape(new));
        let mut known: HashMap<Numbered, (Field, &[String])> = HashMap::new();
        let (mut seen, mut position) = (HashMap::new(), 0);
        visit(&mut old.to_vec(), "", &mut |field, _| {
            let extent = extent(&before, position, field);
            known.insert(numbered(&mut seen, field), (field.clone(), extent));
            position += 1;
        });
        let (mut seen, mut position) = (HashMap::new(), 0);
        visit(new, subject, &mut |field, subject| {
            if let Some((old, before)) = known.get(&numbered(&mut seen, field)) {
                let ends_alike = same || *before == extent(&now, position, field);
                self.one(old, field, ends_alike, subject);
            }
            position += 1;
        });
    }

    /// Puts the fields of the spec that the page does not have where they were.
    fn restore(
        &mut self,
        old: &[Field],
        new: &mut Vec<Field>,
        unnamed: &mut Vec<Unnamed>,
        known: Known,
    ) {
        let mut seen = HashMap::new();
        let mut there = HashSet::new();
        visit(new, "", &mut |field, _| {
            there.insert(numbered(&mut seen, field));
        });
        let (mut seen, mut last, mut position) = (HashMap::new(), None, 0);
        let mut alone = Vec::new();
        visit(&mut old.to_vec(), "", &mut |field, _| {
            if there.contains(&numbered(&mut seen, field)) {
                last = Some(position);
            } else {
                alone.push((position, field.name.clone()));
            }
            position += 1;
        });
        let mut walk = Restoring {
            alone: alone
                .into_iter()
                .map(|(at, name)| {
                    (at, name, known == Known::Part && last.is_none_or(|it| at > it))
                })
                .collect(),
            position: 0,
            merge: self,
        };
        walk.level(old, new, unnamed);
    }

    fn one(&mut self, old: &Field, new: &mut Field, ends_alike: bool, subject: &str) {
        let is_unsure = self.is_unsure(subject);
        if self.is_unsure(&format!("{subject}.need")) {
            new.need = old.need;
        }
        if self.is_unsure(&format!("{subject}.type")) {
            new.kind = old.kind;
        }
        if old.cite.is_some() && !has_same_facts(old, new) && !self.is_accepted {
            *new = Field {
                fields: std::mem::take(&mut new.fields),
                ..old.clone()
            };
            return;
        }
        self.limits(old, new, is_unsure, subject);
        self.item(old, new, is_unsure, subject);
        let printed = |field: &Field| {
            (field.kind, field.need, field.length, field.min_length, field.max_length)
        };
        let same = printed(old) == printed(new) && old.wording == new.wording;
        self.prose(old, new, is_unsure, subject);
        let is_cited = old.cite.is_some();
        new.keep(old);
        if is_cited {
            new.cite = None;
            self.notes.push(format!(
                "`{subject}` is on the page now: its own source is no longer cited"
            ));
        }
        new.wire = new.wire.or(old.wire.filter(|it| *it != Wire::TrueFalse));
        if old.need == new.need && old.condition.is_some() {
            new.condition.clone_from(&old.condition);
        }
        if new.known != Known::Whole && new.unnamed.len() <= old.unnamed.len() {
            new.unnamed.clone_from(&old.unnamed);
        }
        new.known = most(old.known, new.known);
        let stays = stays(old, new, same, (ends_alike, is_unsure));
        new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), stays);
        let words = (old.about.as_ref(), old.wording.as_ref());
        let what = format!("the description of `{subject}`");
        new.wording = self.wording(words, new.wording.take(), is_unsure, &what);
    }

    fn limits(&mut self, old: &Field, new: &mut Field, is_unsure: bool, subject: &str) {
        // A constraint that has more than one reading was read by somebody.
        let same_limits = old.constraint.is_some()
            && old.constraint == new.constraint
            && old.kind == new.kind;
        let is_limited = |field: &Field| {
            field.limits() != crate::raw::Limits::default() || field.constraint.is_some()
        };
        let is_lost = is_limited(old) && !is_limited(new) && old.kind == new.kind;
        if same_limits {
            new.set_limits(old.limits());
        } else if is_lost
            && self.stays(is_unsure, || format!("the limit of `{subject}`"))
        {
            new.set_limits(old.limits());
            new.constraint.clone_from(&old.constraint);
        }
    }

    /// The row for the items of an array, of which a capture may not show all.
    fn item(&self, old: &Field, new: &mut Field, is_unsure: bool, subject: &str) {
        let is_less = is_unsure && new.item.is_none();
        let is_open = is_less || self.is_unsure(&format!("{subject}.item"));
        if old.item.is_some() && is_open {
            new.item.clone_from(&old.item);
        }
    }

    /// What the prose of the page states in regular words, or no longer states.
    fn prose(&mut self, old: &Field, new: &mut Field, is_unsure: bool, subject: &str) {
        let facts = [
            (&old.default, &mut new.default, "default"),
            (&old.form, &mut new.form, "form"),
            (&old.codes, &mut new.codes, "list of codes"),
        ];
        for (old, new, name) in facts {
            if old.is_some()
                && new.is_none()
                && self.stays(is_unsure, || format!("the {name} of `{subject}`"))
            {
                new.clone_from(old);
            }
        }
    }
}

/// Whether what is to be confirmed of a field is that of the spec, and not that of the page.
fn stays(
    old: &Field,
    new: &Field,
    same: bool,
    (ends_alike, is_unsure): (bool, bool),
) -> bool {
    let is_told = old.about.is_some() && old.wording.is_none();
    let is_object = !old.fields.is_empty() || !new.fields.is_empty();
    let is_cut = old.known != Known::Whole && !old.kind.is_object();
    let is_open = is_cut || old.confirm.as_deref().is_some_and(doubt::is_of_capture);
    let stays = (same || is_told) && (ends_alike || !is_object) && !is_open;
    let hangul = |field: &Field| field.wording.as_ref().map(|it| has_hangul(it));
    match (hangul(old), hangul(new)) {
        (Some(true), Some(false)) => false,
        (Some(false), Some(true)) => true,
        // Of two captures, neither of which shows all, the one that goes further.
        _ if is_unsure && (ends_alike || !is_object) => !is_cut,
        _ => stays,
    }
}

/// Whether the page says of a field what another source says.
fn has_same_facts(old: &Field, new: &Field) -> bool {
    old.kind == new.kind
        && old.need == new.need
        && old.limits() == new.limits()
        && old.form == new.form
        && old.default == new.default
}

struct Restoring<'m, 'd> {
    /// Fields that are in the spec alone, by their position, and whether the capture ends before
    /// them.
    alone: Vec<(usize, String, bool)>,
    position: usize,
    merge: &'m mut Merge<'d>,
}

impl Restoring<'_, '_> {
    /// The fields of one object, which the page has in one, too, if it has the object.
    fn level(
        &mut self,
        old: &[Field],
        new: &mut Vec<Field>,
        unnamed: &mut Vec<Unnamed>,
    ) {
        let mut before: Option<&str> = None;
        for field in old {
            let alone = self.alone.iter().find(|(at, ..)| *at == self.position);
            let is_behind = alone.map(|(_, _, is_behind)| *is_behind);
            self.position += 1;
            if let Some(is_behind) = is_behind {
                let mut own = Field {
                    fields: Vec::new(),
                    ..field.clone()
                };
                let mut inner = std::mem::take(&mut own.unnamed);
                self.level(&field.fields, &mut own.fields, &mut inner);
                own.unnamed = inner;
                let is_unshown = field.cite.is_some() || is_behind;
                let name = field.name.clone();
                if self.merge.stays(is_unshown, || format!("the field `{name}`")) {
                    let at = before
                        .and_then(|name| new.iter().position(|it| it.name == name));
                    new.insert(at.map_or(0, |at| at + 1), own);
                    named(field, unnamed);
                }
            } else if let Some(own) = new.iter_mut().find(|it| it.name == field.name) {
                let mut inner = std::mem::take(&mut own.unnamed);
                let mut fields = std::mem::take(&mut own.fields);
                self.level(&field.fields, &mut fields, &mut inner);
                (own.fields, own.unnamed) = (fields, inner);
            } else {
                // It is in another object now, and so are its fields.
                let mut elsewhere = Vec::new();
                self.level(&field.fields, &mut elsewhere, &mut Vec::new());
                new.extend(elsewhere);
            }
            before = Some(&field.name);
        }
    }
}

/// A field whose name somebody has learned is no longer one without a name.
fn named(field: &Field, unnamed: &mut Vec<Unnamed>) {
    let is_it = |it: &Unnamed| it.kind == field.kind && it.need == field.need;
    if field.cite.is_some()
        && let Some(at) = unnamed.iter().position(is_it)
    {
        unnamed.remove(at);
    }
}

fn keep_unnamed(old: &[Unnamed], new: &mut [Unnamed]) {
    for (known, field) in old.iter().zip(new) {
        if known.wording == field.wording && known.kind == field.kind {
            field.confirm.clone_from(&known.confirm);
        }
    }
}

/// The names of all fields in the page's order.
fn shape(fields: &[Field]) -> Vec<String> {
    let mut names = Vec::new();
    for field in fields {
        names.push(field.name.clone());
        names.extend(shape(&field.fields));
    }
    names
}

/// The fields in an object, and the one behind it: where the object ends.
fn extent<'n>(names: &'n [String], position: usize, object: &Field) -> &'n [String] {
    let end = position + 1 + shape(&object.fields).len();
    names.get(position + 1..=end).or_else(|| names.get(position + 1..)).unwrap_or(&[])
}

pub(super) fn numbered(seen: &mut HashMap<String, usize>, field: &Field) -> Numbered {
    let number = seen.entry(field.name.clone()).or_insert(0);
    *number += 1;
    (field.name.clone(), *number)
}

/// Every field with its name in resolutions, objects before their own fields.
pub(super) fn visit(
    fields: &mut [Field],
    above: &str,
    with: &mut dyn FnMut(&mut Field, &str),
) {
    for field in fields {
        let subject = format!("{above}.{}", field.name);
        with(field, &subject);
        visit(&mut field.fields, &subject, with);
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
