//! Subjects.

use super::log::At;
use super::pair::orders;
use super::types::Differ;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{Ident, Subject};
use crate::raw::UNSORTED;

impl<'a> Differ<'a> {
    pub(super) fn subjects(&mut self, old: &'a [Subject], new: &'a [Subject]) {
        let same_title = |a: &Subject, b: &Subject| a.title == b.title;
        let pairs = pair(old, new, |subject| subject.id.as_str(), &[&same_title]);
        if let (true, [first, ..]) = (pairs.reordered, new) {
            let at = At::new(&[], "subjects", (&first.citation, &first.citation));
            let (old, new) = orders(old, &pairs, |subject| &subject.id);
            self.log.note(at, "order", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.both(old, new),
                Pair::Added(it) | Pair::Removed(it) if it.id == UNSORTED => {}
                Pair::Added(new) => {
                    let at = At::new(&[], "subjects", (&new.citation, &new.citation));
                    let at = at.item(&new.id, new.citation.line);
                    let title = Some(new.title.clone());
                    self.log.added(at, title, Effect::of(Kind::C143, Group::Additive));
                }
                // What has become of its operations is told where they are.
                Pair::Removed(old) => {
                    let at = At::new(&[], "subjects", (&old.citation, &old.citation));
                    let at = at.item(&old.id, old.citation.line);
                    self.log.removed(at, Some(old.title.clone()), GONE);
                }
            }
        }
    }

    fn both(&mut self, old: &'a Subject, new: &'a Subject) {
        let Subject {
            // It follows the id.
            module,
            id,
            title,
            about,
            citation,
        } = old;
        let at = At::new(&[], "subjects", (citation, &new.citation));
        let at = at.item(&new.id, new.citation.line);
        self.subjects_now.insert(module, &new.module);
        keys!(self.log, at, new, Subject: id as "renamed", title, about);
        self.log.citation(at, citation, &new.citation);
    }

    /// The subject of an operation, unless it is the same one under another name.
    pub(super) fn subject(&mut self, at: At<'_>, old: &Ident, new: &Ident) {
        if self.subjects_now.get(old) != Some(&new) {
            self.log.fact(at, "subject", old, new, effect!(Operation, "subject"));
        }
    }
}

const GONE: Effect =
    Effect::of(Kind::C142, Group::TypeBreaking).must_change("the module is gone");
