//! Takes changes down, each with the place that it is told of.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::change::{ADDED, Change, Effect, Group, REMOVED};
use super::describe::Describe;
use crate::ir::{Citation, Decision, Unnamed, Words};

/// What a change is told of: the item, and where it is documented.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// The ids of the operations that it concerns; none where it concerns the vendor as a whole.
    pub(super) operations: &'a [&'a str],
    /// What the item belongs to: `request`, `codes.banks`.
    pub(super) owner: &'a str,
    /// The item's own name; empty where the owner itself is meant.
    pub(super) name: &'a str,
    pub(super) citation: &'a Citation,
    /// Where it was documented.
    pub(super) was: &'a Citation,
    /// The heading, where the item has another one than its citation.
    pub(super) section: Option<&'a str>,
    pub(super) line: u32,
    /// Whether what is said of the item is no news: it is what another operation said before.
    pub(super) is_said: bool,
}

impl<'a> At<'a> {
    pub(super) fn new(
        operations: &'a [&'a str],
        owner: &'a str,
        (was, citation): (&'a Citation, &'a Citation),
    ) -> Self {
        Self {
            operations,
            owner,
            name: "",
            citation,
            was,
            section: None,
            line: citation.line,
            is_said: false,
        }
    }

    pub(super) fn section(self, section: &'a str) -> Self {
        Self {
            section: Some(section),
            ..self
        }
    }

    pub(super) fn item(self, name: &'a str, line: u32) -> Self {
        Self { name, line, ..self }
    }
}

#[derive(Default)]
pub(super) struct Log {
    pub(super) changes: Vec<Change>,
    /// Pages that have another title. It is told of the operation, and not of all that cites it.
    pub(super) retitled: HashSet<(String, String)>,
    /// The files of operations, and what they are called now.
    pub(super) files_now: HashMap<String, String>,
    /// The ids of all operations.
    pub(super) operations: BTreeSet<String>,
}

impl Log {
    /// A type that several operations may share is documented where the first of them is. That
    /// this is another one now, because it was added or removed, is told of that one.
    pub(super) fn of_type<'a>(&self, at: At<'a>) -> At<'a> {
        let file = &at.was.file;
        let is_said = self.files_now.get(file).unwrap_or(file) != &at.citation.file;
        At { is_said, ..at }
    }

    pub(super) fn note(
        &mut self,
        at: At<'_>,
        fact: &'static str,
        (old, new): (Option<String>, Option<String>),
        effect: Effect,
    ) {
        if at.is_said && effect.group == Group::Documentation {
            return;
        }
        let subject = match (at.owner, at.name) {
            (owner, "") => owner.to_owned(),
            ("", name) => name.to_owned(),
            (owner, name) => format!("{owner}.{name}"),
        };
        self.changes.push(Change {
            effect,
            operations: at.operations.iter().map(|&id| id.to_owned()).collect(),
            is_everywhere: at.operations.iter().eq(&self.operations),
            subject,
            fact,
            old,
            new,
            page: at.citation.page.clone(),
            section: at.section.unwrap_or(&at.citation.section).to_owned(),
            file: at.citation.file.clone(),
            line: at.line,
        });
    }

    /// What several items have exchanged among each other, if they have.
    pub(super) fn exchange<T>(
        &mut self,
        at: At<'_>,
        fact: &'static str,
        items: &[(&T, &T)],
        named: impl Fn(&T) -> String,
        effect: Effect,
    ) {
        let (old, new): (Vec<_>, Vec<_>) =
            items.iter().map(|(old, new)| (named(old), named(new))).unzip();
        if !items.is_empty() {
            self.note(at, fact, (Some(old.join(", ")), Some(new.join(", "))), effect);
        }
    }

    /// A fact that may differ.
    pub(super) fn fact<T: PartialEq + Describe>(
        &mut self,
        at: At<'_>,
        fact: &'static str,
        old: &T,
        new: &T,
        effect: Effect,
    ) {
        if old != new {
            self.note(at, fact, (old.describe(), new.describe()), effect);
        }
    }

    /// Told that may differ: nothing but the documentation depends on them.
    pub(super) fn text<T: PartialEq + Describe>(
        &mut self,
        at: At<'_>,
        fact: &'static str,
        old: &T,
        new: &T,
    ) {
        self.fact(at, fact, old, new, Effect::WORDS);
    }

    pub(super) fn added(
        &mut self,
        at: At<'_>,
        what: impl Into<Option<String>>,
        effect: Effect,
    ) {
        self.note(at, ADDED, (None, what.into()), effect);
    }

    pub(super) fn removed(
        &mut self,
        at: At<'_>,
        what: impl Into<Option<String>>,
        effect: Effect,
    ) {
        let citation = at.was;
        self.note(At { citation, ..at }, REMOVED, (what.into(), None), effect);
    }

    /// What is said of a thing.
    pub(super) fn words(&mut self, at: At<'_>, old: &Words, new: &Words) {
        let Words {
            about,
            wording,
            constraint,
            default,
            known,
            confirm,
        } = old;
        keys!(self, at, new, Field: about, wording, constraint, default);
        self.text(at, "known", known, &new.known);
        keys!(self, at, new, Field: confirm as "to be confirmed");
    }

    /// Fields that a page lists without a name, which no client can send or read.
    pub(super) fn unnamed(&mut self, at: At<'_>, old: &[Unnamed], new: &[Unnamed]) {
        if old != new {
            let words = (nameless(old), nameless(new));
            self.note(at, "fields without a name", words, effect!(Unnamed, "after"));
        }
    }

    /// Where a fact is documented. The place in the spec is no fact.
    pub(super) fn citation(&mut self, at: At<'_>, old: &Citation, new: &Citation) {
        let Citation {
            page,
            url,
            section,
            file: _,
            line: _,
            standing,
        } = old;
        if *page != new.page
            && !self.retitled.contains(&(page.clone(), new.page.clone()))
        {
            self.text(at, "page", page, &new.page);
        }
        self.text(at, "section", section, &new.section);
        self.text(at, "standing", standing, &new.standing);
        self.text(at, "url", url, &new.url);
    }

    /// Where a fact is documented that has a source of its own.
    pub(super) fn cite(
        &mut self,
        at: At<'_>,
        old: Option<&Citation>,
        new: Option<&Citation>,
    ) {
        if let (Some(old), Some(new)) = (old, new) {
            self.citation(at, old, new);
        } else {
            let words = |it: &Citation| format!("{}, {}", it.page, it.section);
            let (old, new) = (old.map(words), new.map(words));
            self.text(at, "source of its own", &old, &new);
        }
    }
}

impl Log {
    pub(super) fn decisions(&mut self, at: At<'_>, old: &[Decision], new: &[Decision]) {
        if old == new {
            return;
        }
        let pairs = super::pair::pair(old, new, |decision| &decision.fact, &[]);
        if pairs.reordered {
            let (old, new) = super::pair::orders(old, &pairs, |it| &it.fact);
            let words = (Some(old), Some(new));
            self.note(at, "order of contradictions", words, Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                super::Pair::Both(old, new) => self.decision(at, old, new),
                super::Pair::Added(new) => {
                    let words = about(new);
                    self.note(
                        at,
                        "contradiction added",
                        (None, Some(words)),
                        Effect::WORDS,
                    );
                }
                super::Pair::Removed(old) => {
                    let words = about(old);
                    let removed = "contradiction removed";
                    self.note(at, removed, (Some(words), None), Effect::WORDS);
                }
            }
        }
    }

    fn decision(&mut self, at: At<'_>, old: &Decision, new: &Decision) {
        let Decision {
            fact: _,
            page_says,
            elsewhere,
            adopted,
            because,
            evidence,
            standing,
            confirm,
        } = old;
        let other = |decision: &Decision| {
            decision.elsewhere.as_ref().map(|(source, says)| format!("{source}: {says}"))
        };
        keys!(self, at, new, Resolution: adopted as "adopted reading");
        keys!(self, at, new, Resolution: page_says as "what the page says");
        if *elsewhere != new.elsewhere {
            let words = (other(old), other(new));
            self.note(at, "what another source says", words, Effect::WORDS);
        }
        keys!(self, at, new, Resolution: because as "reason of the reading");
        keys!(self, at, new, Resolution: evidence as "evidence of the reading");
        keys!(self, at, new, Resolution: standing as "standing of the reading");
        keys!(self, at, new, Resolution: confirm as "reading to be confirmed");
    }
}

/// Fields without a name, by what is known of them.
fn nameless(fields: &[Unnamed]) -> Option<String> {
    let fields: Vec<_> = fields.iter().map(nameless_field).collect();
    (!fields.is_empty()).then(|| fields.join("; "))
}

fn nameless_field(field: &Unnamed) -> String {
    let Unnamed {
        after,
        kind,
        need,
        limits,
        words,
    } = field;
    let after = after.as_ref().map(|after| format!("behind {after}"));
    let said = words.wording.as_ref().or(words.about.as_ref());
    let mut facts = vec![after, kind.describe(), need.describe()];
    let limits = limits.all().into_iter();
    facts.extend(limits.map(|it| Some(format!("{} {}", it.key, it.number?))));
    facts.push(said.and_then(Describe::describe));
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn about(decision: &Decision) -> String {
    format!("{}, adopted is {}", decision.fact, decision.adopted)
}
