//! Worked examples: nothing but the documentation has them.

use super::describe::Describe;
use super::log::At;
use super::types::Differ;
use super::{Effect, Pair, pair};
use crate::ir::{Given, GivenValue, Input, Step, Taken, Walkthrough};

impl<'a> Differ<'a> {
    pub(super) fn walkthroughs(
        &mut self,
        old: &'a [Walkthrough],
        new: &'a [Walkthrough],
    ) {
        for pair in pair(old, new, |it| it.id.as_str(), &[]).items {
            match pair {
                Pair::Both(old, new) => self.walkthrough(old, new),
                Pair::Added(new) => {
                    self.log.added(at(new, new), Some(new.title.clone()), Effect::WORDS);
                }
                Pair::Removed(old) => {
                    self.log.removed(
                        at(old, old),
                        Some(old.title.clone()),
                        Effect::WORDS,
                    );
                }
            }
        }
    }

    fn walkthrough(&mut self, old: &'a Walkthrough, new: &'a Walkthrough) {
        let Walkthrough {
            // It follows the id, by which the two were found.
            name: _,
            id: _,
            title,
            about,
            inputs,
            steps,
            citation: _,
        } = old;
        let at = at(old, new);
        keys!(self.log, at, new, Walkthrough: title, about, inputs, steps);
    }
}

fn at<'a>(old: &'a Walkthrough, new: &'a Walkthrough) -> At<'a> {
    let at = At::new(&[], "walkthroughs", (&old.citation, &new.citation));
    at.item(&new.id, new.citation.line)
}

impl Describe for Vec<Input> {
    fn describe(&self) -> Option<String> {
        let of = |input: &Input| {
            let Input { name, example, about } = input;
            format!("{name} ({example}){}", after(": ", about.as_deref()))
        };
        joined(self, of)
    }
}

impl Describe for Vec<Step> {
    fn describe(&self) -> Option<String> {
        joined(self, step)
    }
}

fn step(step: &Step) -> String {
    let Step {
        operation,
        about,
        because,
        fields,
        undocumented,
        takes,
    } = step;
    let given = |given: &Given| {
        let Given { path, value } = given;
        match value {
            GivenValue::Literal(value) => format!(" {path}={value}"),
            GivenValue::Named(name) => format!(" {path} from {name}"),
        }
    };
    let read = |taken: &Taken| {
        let Taken { name, path, example } = taken;
        format!(" {name} is {path} ({example})")
    };
    let fields: String = fields.iter().map(given).collect();
    let undocumented = undocumented.iter().map(|(path, json)| format!(" {path}={json}"));
    let undocumented: String = undocumented.collect();
    let takes: String = takes.iter().map(read).collect();
    let (about, because) = (about.as_deref(), because.as_deref());
    let (about, because) = (after(" - ", about), after(" - ", because));
    format!("{operation}{fields}{undocumented}{takes}{about}{because}")
}

fn after(sign: &str, words: Option<&str>) -> String {
    words.map_or_else(String::new, |words| format!("{sign}{}", words.trim()))
}

fn joined<T>(items: &[T], of: impl Fn(&T) -> String) -> Option<String> {
    let items: Vec<_> = items.iter().map(of).collect();
    (!items.is_empty()).then(|| items.join("; "))
}
