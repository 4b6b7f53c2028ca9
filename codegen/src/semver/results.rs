//! The results that a page lists, and the cases that the vendor's test system plays.

use super::log::At;
use super::pair::orders;
use super::types::Differ;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{Operation, ResponseCode, TestCase};

impl Differ<'_> {
    /// Callers know a result by its variant: that is what tells which one it is.
    pub(super) fn results(
        &mut self,
        at: At<'_>,
        old: &[ResponseCode],
        new: &[ResponseCode],
    ) {
        let same_code = |a: &ResponseCode, b: &ResponseCode| a.code == b.code;
        let pairs = pair(old, new, |code| &code.variant, &[&same_code]);
        if pairs.reordered {
            let (old, new) = orders(old, &pairs, |code| &code.code);
            self.log.note(at, "order of codes", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.result(at, old, new),
                Pair::Added(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.added(at, about(code), ADDED);
                }
                Pair::Removed(code) => {
                    let at = at.item(&code.code, code.line);
                    self.log.removed(at, about(code), GONE);
                }
            }
        }
    }

    fn result(&mut self, at: At<'_>, old: &ResponseCode, new: &ResponseCode) {
        let ResponseCode {
            variant,
            code,
            http,
            message,
            description,
            remedy,
            line: _,
            confirm,
        } = old;
        let at = at.item(&new.code, new.line);
        let log = &mut self.log;
        keys!(log, at, new, ResponseCode: variant, code as "code moved", http, message);
        keys!(log, at, new, ResponseCode: description, remedy);
        keys!(log, at, new, ResponseCode: confirm as "to be confirmed");
    }

    pub(super) fn test_cases(
        &mut self,
        at: At<'_>,
        (section, old): (&Option<String>, &[TestCase]),
        new: &Operation,
    ) {
        let at = At { owner: "test_cases", ..at };
        self.log.text(at, "section", section, &new.case_section);
        let new = &new.test_cases[..];
        let pairs = pair(old, new, |case| &case.text, &[]);
        if pairs.reordered {
            let (old, new) = orders(old, &pairs, |case| &case.text);
            self.log.note(at, "order of cases", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => {
                    let TestCase {
                        http,
                        text: _,
                        code,
                        line: _,
                    } = old;
                    let at = At { line: new.line, ..at };
                    let case = new.text.clone();
                    let pair = |old: String, new: String| {
                        (Some(format!("{case} ({old})")), Some(new))
                    };
                    if *http != new.http {
                        let words = pair(http.to_string(), new.http.to_string());
                        self.log.note(at, "http", words, Effect::WORDS);
                    }
                    if *code != new.code {
                        let known = |code: &Option<String>| {
                            code.clone().unwrap_or_else(|| "not known".to_owned())
                        };
                        let words = pair(known(code), known(&new.code));
                        self.log.note(at, "code", words, Effect::WORDS);
                    }
                }
                Pair::Added(case) => {
                    let at = At { line: case.line, ..at };
                    self.log.added(at, case.text.clone(), Effect::WORDS);
                }
                Pair::Removed(case) => {
                    let at = At { line: case.line, ..at };
                    self.log.removed(at, case.text.clone(), Effect::WORDS);
                }
            }
        }
    }
}

fn about(code: &ResponseCode) -> String {
    format!("{} ({})", code.variant, code.message)
}

const ADDED: Effect = Effect::of(Kind::C801, Group::Additive)
    .deployed(super::Deployed::Works, "it reads the code as undocumented");

const GONE: Effect =
    Effect::of(Kind::C802, Group::TypeBreaking).must_change("the variant is gone");
