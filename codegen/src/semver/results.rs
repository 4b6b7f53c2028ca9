//! The results that a page lists, and the cases that the vendor's test system plays.

use super::log::At;
use super::pair::{exchanged, orders};
use super::types::{Differ, Success};
use super::{Callers, Effect, Group, Kind, Pair, pair};
use crate::ir::{Operation, Remedy, Repeat, ResponseCode, TestCase};

/// A result before and after.
pub(super) type Row<'a> = (&'a ResponseCode, &'a ResponseCode);

impl Differ<'_> {
    /// Callers know a result by its variant: that is what tells which one it is. Gives those that
    /// are on both sides.
    pub(super) fn results<'a>(
        &mut self,
        at: At<'_>,
        old: &'a Operation,
        new: &'a Operation,
    ) -> Vec<Row<'a>> {
        let (before, after, repeat) = (&old.codes[..], &new.codes[..], new.repeat);
        let same_code = |a: &ResponseCode, b: &ResponseCode| a.code == b.code;
        let pairs = pair(before, after, |code| &code.variant, &[&same_code]);
        let by_code = pair(before, after, |code| &code.code, &[]);
        if pairs.reordered && by_code.reordered {
            let (old, new) = orders(before, &by_code, |code| &code.code);
            self.log.note(at, "order of codes", (Some(old), Some(new)), Effect::WORDS);
        }
        let known =
            |new: &ResponseCode| before.iter().find(|known| known.code == new.code);
        let moved = exchanged(&pairs.items, |code| &code.code);
        let effect = moved.iter().fold(EXCHANGED, |effect, (_, new)| {
            advised(effect, known(new), new, repeat)
        });
        let named = |it: &ResponseCode| format!("{} {}", it.variant, it.code);
        self.log.exchange(at, "codes exchanged", &moved, named, effect);
        let effect = Effect {
            kind: Kind::C809,
            ..EXCHANGED
        }
        .callers(Callers::Differs, VARIANTS_EXCHANGED);
        let renamed = exchanged(&pairs.items, |code| &code.message);
        let named = |it: &ResponseCode| format!("{} {}", it.code, it.message);
        self.log.exchange(at, "messages exchanged", &renamed, named, effect);
        let mut rows = Vec::new();
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => {
                    rows.push((old, new));
                    let is_among = |rows: &[Row<'_>]| {
                        rows.iter().any(|(it, _)| it.code == old.code)
                    };
                    let told = (is_among(&moved), is_among(&renamed));
                    self.result(at, (old, known(new)), new, (told, repeat));
                }
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
        rows
    }

    /// `known` is what had its code before. Where codes or messages were exchanged, that is told,
    /// and explains whatever stayed with the code.
    fn result(
        &mut self,
        at: At<'_>,
        (old, known): (&ResponseCode, Option<&ResponseCode>),
        new: &ResponseCode,
        ((is_moved, is_renamed), repeat): ((bool, bool), Repeat),
    ) {
        let ResponseCode {
            variant,
            code,
            is_status,
            http,
            message,
            description,
            about,
            cite,
            known: shown,
            remedy,
            line: _,
            confirm,
        } = old;
        let stayed = known.filter(|_| is_moved);
        // That another result is the success is told of the envelope.
        let is_success = self.success_moved(old, new);
        let at = at.item(&new.code, new.line);
        let log = &mut self.log;
        keys!(log, at, new, ResponseCode: variant);
        if !is_renamed {
            keys!(log, at, new, ResponseCode: message);
        }
        if !is_moved && !is_success {
            let moved = advised(MOVED, known, new, repeat);
            if code == &new.code {
                log.fact(
                    at,
                    "told by its status alone",
                    is_status,
                    &new.is_status,
                    moved,
                );
            }
            log.fact(at, "code moved", code, &new.code, moved);
        }
        if is_success {
            self.success_status(at, old, new);
        }
        let log = &mut self.log;
        if !is_success && stayed.is_none_or(|it| it.http != new.http) {
            let effect = if has_body(new.http) { OTHER_STATUS } else { NO_BODY };
            log.fact(at, "http", http, &new.http, effect);
        }
        if stayed.is_none_or(|it| it.description != new.description) {
            keys!(log, at, new, ResponseCode: description);
        }
        if stayed.is_none_or(|it| it.about != new.about) {
            keys!(log, at, new, ResponseCode: about);
        }
        log.cite(at, cite.as_ref(), new.cite.as_ref());
        if stayed.is_none_or(|it| it.known != new.known) {
            log.text(at, "known", shown, &new.known);
        }
        if stayed.is_none_or(|it| it.remedy != new.remedy) {
            let other = advised(OTHER_REMEDY, known, new, repeat);
            log.fact(at, "remedy", remedy, &new.remedy, other);
        }
        if stayed.is_none_or(|it| it.confirm != new.confirm) {
            keys!(log, at, new, ResponseCode: confirm as "to be confirmed");
        }
    }

    /// A success that has another of the statuses that the envelope said.
    fn success_status(&mut self, at: At<'_>, old: &ResponseCode, new: &ResponseCode) {
        if self.success.0.is_some_and(|(_, statuses)| statuses.contains(&new.http)) {
            let effect = Effect::of(Kind::C804, Group::Documentation);
            self.log.fact(at, "http", &old.http, &new.http, effect);
        }
    }

    /// Whether a result is the success that the envelope says, then and now, and nothing but what
    /// the envelope says has changed.
    fn success_moved(&self, old: &ResponseCode, new: &ResponseCode) -> bool {
        let is = |row: &ResponseCode, success: Success<'_>| {
            success.is_some_and(|(codes, statuses)| {
                codes.contains(&row.code) && statuses.contains(&row.http)
            })
        };
        is(old, self.success.0) && is(new, self.success.1)
    }

    pub(super) fn test_cases(
        &mut self,
        at: At<'_>,
        (section, old): (&Option<String>, &[TestCase]),
        new: &Operation,
        rows: &[Row<'_>],
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
                    let line = At { line: new.line, ..at };
                    self.log.cite(line, old.cite.as_ref(), new.cite.as_ref());
                    // What is told of the result need not be told of its case.
                    let of = |case: &TestCase, row: &ResponseCode| {
                        (case.code.as_ref(), case.http) == (Some(&row.code), row.http)
                    };
                    if rows.iter().any(|(a, b)| of(old, a) && of(new, b)) {
                        continue;
                    }
                    let TestCase {
                        http,
                        text: _,
                        code,
                        cite: _,
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

/// An effect on a client that advises what `known` says about the code of `new`.
fn advised(
    effect: Effect,
    known: Option<&ResponseCode>,
    new: &ResponseCode,
    repeat: Repeat,
) -> Effect {
    let is_done_once = |known: &&ResponseCode| match repeat {
        Repeat::Safe => true,
        Repeat::SafeWithKey => known.remedy == Remedy::RetryWithKey,
        Repeat::Unsafe | Repeat::Unknown => false,
    };
    match known.filter(|known| !is_done_once(known)) {
        Some(known) => of_remedies(effect, known.remedy, new.remedy),
        None => effect,
    }
}

fn of_remedies(effect: Effect, old: Remedy, new: Remedy) -> Effect {
    match (old, new) {
        (old, Remedy::CheckOutcome | Remedy::None) if sends_again(old) => {
            effect.and(SENDS_AGAIN)
        }
        (Remedy::None, Remedy::CheckOutcome) => effect.and(TAKEN_FOR_DONE),
        _ => effect,
    }
}

/// The effect of another remedy of a second code.
pub(super) fn other_remedy(old: Option<Remedy>, new: Option<Remedy>) -> Effect {
    let or_unknown = |remedy: Option<Remedy>| remedy.unwrap_or(Remedy::Unknown);
    of_remedies(OTHER_REMEDY, or_unknown(old), or_unknown(new))
}

/// Whether HTTP lets an answer of a status have a body, and a code in it.
const fn has_body(status: u16) -> bool {
    !matches!(status, 100..=199 | 204 | 304)
}

/// Whether a remedy ends with another request.
pub(super) const fn sends_again(remedy: Remedy) -> bool {
    match remedy {
        Remedy::FixRequest
        | Remedy::FixSetup
        | Remedy::AskUser
        | Remedy::RetryLater
        | Remedy::RetryWithKey => true,
        Remedy::None
        | Remedy::CheckOutcome
        | Remedy::ContactVendor
        | Remedy::Unknown => false,
    }
}

const ADDED: Effect = Effect::of(Kind::C801, Group::Additive)
    .deployed(super::Deployed::Works, "it reads the code as undocumented");

const GONE: Effect =
    Effect::of(Kind::C802, Group::TypeBreaking).must_change("the variant is gone");

const MOVED: Effect = Effect::of(Kind::C803, Group::WireBreaking)
    .fails("it does not recognise the result by its new code");

const EXCHANGED: Effect = Effect::of(Kind::C806, Group::WireBreaking)
    .fails("it takes each of the results for another one");

/// The client goes by the code.
const OTHER_STATUS: Effect = Effect::of(Kind::C804, Group::Behaviour);

const NO_BODY: Effect = OTHER_STATUS
    .depends("it finds such an answer undocumented: it has no body, and so no code");

const OTHER_REMEDY: Effect = Effect::of(Kind::C805, Group::Behaviour)
    .deployed(super::Deployed::Works, "it advises the old remedy");

const SENDS_AGAIN: Effect = Effect::of(Kind::C807, Group::WireBreaking)
    .harms("it advises to send again what may have been done");

const TAKEN_FOR_DONE: Effect = Effect::of(Kind::C808, Group::WireBreaking)
    .harms("it takes for done what may not have been");

pub(super) const VARIANTS_EXCHANGED: &str =
    "each of the variants stands for what another one stood for";
