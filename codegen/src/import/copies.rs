//! Captures of one page that do not say the same. Of the readings of a fact one is transcribed,
//! whatever the order of the captures, and all of them stand in an open resolution.

use std::collections::{BTreeSet, HashSet};

use super::lists;
use super::merging::add;
use super::readings::{self, NOTHING, Reading};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::doubt;
use crate::draft::id;
use crate::page::has_hangul;
use crate::raw::{CodeTable, Elsewhere, Field, Operation, Resolution, Standing};
use crate::resolution::{LIST, SEPARATOR, of_list};
use crate::source::Span;

/// The explanations of this module's findings.
pub const EXPLANATIONS: &[&Explanation] = &[&CONTRADICTS];

static CONTRADICTS: Explanation = Explanation {
    code: "P014",
    title: "captures of one page that contradict each other",
    text: "Two captures of the page show the same fact, and not in the same way. Either the vendor \
           has changed its page between them, or one of them is wrong. The spec has both readings \
           now, as an open resolution with `copies: true`: decide it, and remove its `confirm`. \
           Neither capture is a difference then, and further imports keep the decision. Where the \
           capture at hand is what the page says now, import it with `--accept` in place of that.",
    bad: "Digits : 19",
    good: "Digits : 20",
};

/// A fact of which a capture says otherwise than another one, or than the spec does.
#[derive(Debug)]
pub(super) struct Contradiction {
    pub(super) subject: String,
    /// What the operation says, and what the other side does.
    pub(super) says: [String; 2],
    /// Whether that of the other side is transcribed.
    pub(super) is_other: bool,
}

impl Contradiction {
    /// The finding, where the capture says one and where the other is said.
    pub(super) fn show(
        &self,
        [own, other]: [&str; 2],
        whose: &str,
        (here, there): (Span, Span),
    ) -> Diagnostic {
        let subject = &self.subject;
        let message =
            format!("{subject}: the page says `{own}`, {whose} says `{other}`");
        Diagnostic::error(&CONTRADICTS, here, message)
            .label(format!("`{own}` here"))
            .related(there, format!("`{other}` in {whose}"))
            .help(
                "both are recorded: decide the resolution in the spec, or import with `--accept` \
                 what the page says now",
            )
    }
}

/// What the spec says already.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Its resolutions for the operation.
    pub(super) resolutions: Vec<Resolution>,
    /// Whether the captures are the page as it is now.
    pub(super) is_accepted: bool,
    /// Whether there is a spec: else the other side is another capture.
    pub(super) is_spec: bool,
}

/// A fact that two sides say otherwise.
pub(super) struct Fact<'a> {
    pub(super) owner: &'a str,
    pub(super) new: Reading,
    pub(super) known: Reading,
}

/// What another capture says, or the spec.
pub(super) struct Other<'a> {
    pub(super) operation: &'a Operation,
    /// The tables that its fields name.
    pub(super) tables: Vec<&'a CodeTable>,
    /// What it does not show all of.
    pub(super) unsure: &'a HashSet<String>,
}

/// Lays what another capture says, or the spec, over an operation.
pub(super) struct Copies<'a> {
    known: &'a Known,
    /// What neither of the two sides shows all of.
    unsure: [&'a HashSet<String>; 2],
    /// The tables of the operation.
    tables: &'a mut Vec<CodeTable>,
    /// Those of the other side.
    others: &'a [&'a CodeTable],
    id: String,
    /// The resolutions of the operation.
    resolutions: Vec<Resolution>,
    found: Vec<Contradiction>,
}

impl<'a> Copies<'a> {
    /// Those of an operation that has these resolutions and tables.
    pub(super) fn new(
        operation: &mut Operation,
        (tables, unsure): (&'a mut Vec<CodeTable>, &'a HashSet<String>),
        other: &'a Other<'a>,
        known: &'a Known,
    ) -> Self {
        Self {
            known,
            unsure: [unsure, other.unsure],
            tables,
            others: &other.tables,
            id: operation.id.clone(),
            resolutions: std::mem::take(&mut operation.resolutions),
            found: Vec::new(),
        }
    }

    /// Gives the operation its resolutions, and returns what was found.
    pub(super) fn finish(mut self, operation: &mut Operation) -> Vec<Contradiction> {
        self.join(operation);
        operation.resolutions = self.resolutions;
        lists::settle(operation, self.tables);
        lists::quote(operation);
        self.found
    }

    /// Whether one of the two sides does not show all of a thing.
    pub(super) fn is_unsure(&self, subject: &str) -> bool {
        self.unsure.iter().any(|it| it.contains(subject))
    }

    /// Whether that of the known side is transcribed.
    pub(super) fn is_known_kept(&mut self, fact: &Fact<'_>) -> bool {
        let Fact { owner, new, known } = fact;
        let subjects = [new, known].map(|reading| format!("{owner}.{}", reading.key));
        let is_it = |it: &&Resolution| subjects.contains(&it.subject);
        let own = self.resolutions.iter().find(is_it).cloned();
        if own.as_ref().is_some_and(|it| !it.copies) {
            return false;
        }
        let decided = self.known.resolutions.iter().find(is_it);
        if decided.is_some_and(|it| !it.copies && !is_open(it)) {
            return known.says != NOTHING && !self.known.is_accepted;
        }
        let decided = decided.filter(|it| it.copies);
        let recorded: BTreeSet<String> =
            decided.into_iter().chain(&own).flat_map(all_readings).collect();
        let is_recorded = recorded.contains(&new.says) || recorded.contains(&new.value);
        if self.known.is_accepted && self.known.is_spec && !is_recorded {
            return false;
        }
        let is_decided = decided.is_some_and(|it| !is_open(it));
        let is_known = is_decided || readings::is_before(new, known);
        let (chosen, other) = if is_known { (known, new) } else { (new, known) };
        let mut others = recorded.clone();
        others.insert(other.says.clone());
        let is_told = !(recorded.contains(&other.says)
            || recorded.contains(&other.value))
            || decided.is_none() && own.is_none();
        if is_told {
            self.found.push(Contradiction {
                subject: format!("{owner}.{}", chosen.key),
                says: [new.says.clone(), known.says.clone()],
                is_other: is_known,
            });
        }
        self.resolutions.retain(|it| !subjects.contains(&it.subject));
        let subject = format!("{owner}.{}", chosen.key);
        self.record(&subject, chosen, others, decided.or(own.as_ref()));
        is_known
    }

    /// Records the readings; a resolution that has them already stays as it is.
    fn record(
        &mut self,
        subject: &str,
        chosen: &Reading,
        mut others: BTreeSet<String>,
        before: Option<&Resolution>,
    ) {
        others.retain(|it| *it != chosen.value && *it != chosen.says);
        let says = others.into_iter().collect::<Vec<_>>().join(SEPARATOR);
        if let Some(same) = before.filter(|it| {
            let known = it.elsewhere.as_ref().map(|it| it.says.as_str());
            let is_list = of_list(it).is_some();
            let is_chosen = is_list || it.page_says.as_ref() == Some(&chosen.value);
            known == Some(&says) && is_chosen
        }) {
            add(&mut self.resolutions, same.clone());
            return;
        }
        let decided = before.filter(|it| !is_open(it));
        let adopted =
            decided.map_or_else(|| chosen.value.clone(), |it| it.adopted.clone());
        let is_free = |id: &str| self.resolutions.iter().all(|it| it.id != id);
        let fresh = || Resolution {
            id: id::free(&id::kebab(subject), is_free),
            subject: subject.to_owned(),
            page_says: None,
            elsewhere: None,
            adopted: String::new(),
            because: "Copies of the page do not say the same.".to_owned(),
            evidence: vec![self.id.clone()],
            standing: Standing::Documented,
            enforce: false,
            copies: true,
            confirm: None,
        };
        let resolution = Resolution {
            subject: subject.to_owned(),
            page_says: Some(chosen.value.clone()),
            elsewhere: Some(Elsewhere {
                source: self.id.clone(),
                says,
            }),
            confirm: Some(doubt::undecided(match chosen.key.as_str() {
                LIST => &chosen.says,
                _ => &adopted,
            })),
            adopted,
            ..before.cloned().unwrap_or_else(fresh)
        };
        add(&mut self.resolutions, resolution);
    }

    /// The codes that both sides list for a field, where the lists are not one: whether those of the
    /// known side are taken.
    pub(super) fn codes(
        &mut self,
        owner: &str,
        new: &mut Field,
        known: &Field,
    ) -> Option<bool> {
        let of = |id: &Option<String>, mut all: std::slice::Iter<'_, &CodeTable>| {
            let id = id.as_deref()?;
            all.find(|it| it.id == id).map(|it| (*it).clone())
        };
        let tables: Vec<_> = self.tables.iter().collect();
        let (own, other) =
            (of(&new.codes, tables.iter()), of(&known.codes, self.others.iter()));
        let is_one = match (&own, &other) {
            (None, None) => true,
            (Some(own), Some(other)) => lists::are_one(own, other),
            _ => false,
        };
        if is_one {
            return None;
        }
        let [new_list, known_list] =
            [&own, &other].map(|it| lists::reading(it.as_ref()));
        let fact = Fact {
            owner,
            new: new_list,
            known: known_list,
        };
        let is_known = self.is_known_kept(&fact);
        if let Some(table) = other.filter(|_| is_known) {
            let is_spec = self.known.is_spec;
            let id = if is_spec { table.id } else { lists::taken(table, self.tables) };
            new.codes = Some(id);
        }
        Some(is_known)
    }

    /// What captures say otherwise, and the spec has a resolution of: each reading stands in it.
    fn join(&mut self, operation: &Operation) {
        let own = self.resolutions.iter().filter(|it| it.copies).cloned();
        for resolution in own.collect::<Vec<_>>() {
            let subject = &resolution.subject;
            let mut known = self.known.resolutions.iter();
            let Some(known) = known.find(|it| it.subject == *subject) else { continue };
            if !known.copies && is_open(known) {
                continue;
            }
            self.resolutions.retain(|it| it.subject != *subject);
            if !known.copies {
                self.found.retain(|it| it.subject != *subject);
                continue;
            }
            let others = all_readings(&resolution).chain(all_readings(known)).collect();
            let value = resolution.page_says.clone().unwrap_or_default();
            let key = subject.rsplit_once('.').map_or("", |(_, key)| key);
            let all = self.tables.iter().chain(self.others.iter().copied());
            let chosen = match of_list(&resolution) {
                Some(owner) => lists::reading_of(operation, owner, all),
                None => Reading::of(key, &value),
            };
            self.record(subject, &chosen, others, Some(known));
        }
    }

    /// Of two descriptions in one language, always the same one: audit tells of the other.
    pub(super) fn words(&self, new: &mut Option<String>, known: Option<&String>) {
        let (Some(own), Some(known)) = (&*new, known) else { return };
        let is_one = has_hangul(own) == has_hangul(known);
        let is_begun = own.starts_with(known.as_str());
        let is_less = (own.len(), own) < (known.len(), known);
        let is_page = self.known.is_spec && self.known.is_accepted;
        if is_one && is_less && !is_begun && !is_page {
            *new = Some(known.clone());
        }
    }

    /// Whether that of the known side is transcribed, of two texts that differ.
    pub(super) fn differ(
        &mut self,
        owner: &str,
        key: &str,
        (new, known): (&str, &str),
    ) -> bool {
        self.is_known_kept(&Fact {
            owner,
            new: Reading::of(key, new),
            known: Reading::of(key, known),
        })
    }
}

/// The readings that a resolution has, the transcribed one among them, but for a list of codes.
fn all_readings(resolution: &Resolution) -> impl Iterator<Item = String> {
    let elsewhere = resolution.elsewhere.iter().flat_map(|it| it.says.split(SEPARATOR));
    let own = resolution.page_says.as_deref();
    let own = own.filter(|_| of_list(resolution).is_none());
    elsewhere.chain(own).map(str::to_owned)
}

/// Whether nobody has decided it.
pub(super) fn is_open(resolution: &Resolution) -> bool {
    let confirm = resolution.confirm.as_deref().unwrap_or_default();
    let undecided = doubt::nothing_adopted();
    let kind = doubt::split(&undecided).into_iter().find_map(|it| it.kind);
    let kinds = doubt::split(confirm).into_iter().filter_map(|it| it.kind);
    kinds.into_iter().any(|it| Some(it.code) == kind.map(|it| it.code))
}
