//! Merges a draft into an operation: the page's facts are updated, people's decisions stay, and
//! so does what the page does not show. What the page shows to be otherwise is taken away only
//! where that is accepted.

use crate::doubt;
use crate::draft::{Draft, is_of_page};
use crate::page::has_hangul;
use crate::raw::{
    Encrypted, Facts, Known, Operation, Request, Resolution, Response, ResponseCode,
    Standing, TestCases,
};

use super::lists;
use super::merge_fields::Fields;
use super::merging::{Merge, add, confirm, most};

/// The operation that is there, with the facts of a draft.
pub(super) struct Merged {
    pub(super) operation: Operation,
    /// What was taken away, or is no longer cited.
    pub(super) notes: Vec<String>,
}

/// The page's facts, with the decisions of the operation that is there.
pub(super) fn decisions(old: &Operation, draft: &Draft, is_accepted: bool) -> Merged {
    let mut merge = Merge {
        draft,
        is_accepted,
        notes: Vec::new(),
    };
    let operation = merge.operation(old, draft.operation.clone());
    Merged {
        operation,
        notes: merge.notes,
    }
}

impl Merge<'_> {
    fn operation(&mut self, old: &Operation, mut new: Operation) -> Operation {
        new.keep(old);
        new.page.keep(&old.page);
        let is_known = old.method_standing == Standing::Documented;
        if new.method_standing == Standing::Inferred {
            (new.method, new.method_standing) = (old.method, old.method_standing);
            new.confirm.clone_from(&old.confirm);
        } else {
            let is_open = old.confirm.as_deref().is_some_and(doubt::is_of_capture);
            let same = old.path == new.path && is_known && !is_open;
            new.confirm = confirm(old.confirm.as_ref(), new.confirm, same);
        }
        if has_hangul(&new.page.title) && !has_hangul(&old.page.title) {
            new.page.title.clone_from(&old.page.title);
        }
        new.page.mode = new.page.mode.or(old.page.mode);
        new.page.version = new.page.version.or_else(|| old.page.version.clone());
        if old.page.versions.is_empty() && new.page.version == old.page.version {
            new.page.versions.clear();
        }
        let is_unshown = self.is_unsure("operation.wording");
        let words = (old.about.as_ref(), old.wording.as_ref());
        new.wording = self.wording(words, new.wording, is_unshown, "the description");
        self.results(old, &mut new);
        new.test_cases = self.cases(old.test_cases.as_ref(), new.test_cases.take());
        let resolutions = std::mem::take(&mut new.resolutions);
        new.resolutions = self.resolutions(old, resolutions);
        self.request(&old.request, &mut new.request);
        match (&old.response, &mut new.response) {
            (Some(old), Some(new)) => self.response(old, new),
            (Some(old), new) => *new = Some(old.clone()),
            (None, _) => {}
        }
        new
    }

    fn request(&mut self, old: &Request, new: &mut Request) {
        let merged = self.fields(Fields {
            subject: "request",
            old: (&old.fields, &old.unnamed),
            new: (std::mem::take(&mut new.fields), std::mem::take(&mut new.unnamed)),
            known: (old.known, new.known),
        });
        // A part that is not shown is the same.
        let same = merged.is_same || new.known == Known::None;
        new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), same);
        (new.fields, new.unnamed) = (merged.fields, merged.unnamed);
        new.section = section(old.section.as_ref(), new.section.take());
        new.headers = old.headers.clone().or(new.headers.take());
        new.encrypted = shown(old.encrypted, new.encrypted);
        new.known = most(old.known, new.known);
    }

    fn response(&mut self, old: &Response, new: &mut Response) {
        new.keep(old);
        let merged = self.fields(Fields {
            subject: "response",
            old: (&old.fields, &old.unnamed),
            new: (std::mem::take(&mut new.fields), std::mem::take(&mut new.unnamed)),
            known: (old.known, new.known),
        });
        // A part that is not shown is the same.
        let same = merged.is_same || new.known == Known::None;
        new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), same);
        (new.fields, new.unnamed) = (merged.fields, merged.unnamed);
        let own = new.section.take().filter(|_| new.known != Known::None);
        new.section = section(old.section.as_ref(), own);
        new.headers = old.headers.clone().or(new.headers.take());
        new.encrypted = shown(old.encrypted, new.encrypted);
        new.known = most(old.known, new.known);
    }

    /// The resolutions that are there, as long as the page says what they say of it, then those
    /// that are new.
    fn resolutions(&self, old: &Operation, new: Vec<Resolution>) -> Vec<Resolution> {
        let mut new = new;
        let mut resolutions = Vec::new();
        for known in &old.resolutions {
            match new.iter().position(|it| it.subject == known.subject) {
                Some(position) => {
                    let again = new.remove(position);
                    let id = known.id.clone();
                    let is_same = lists::says(&again) == lists::says(known);
                    resolutions.push(if is_same {
                        Resolution {
                            copies: known.copies || again.copies,
                            ..known.clone()
                        }
                    } else {
                        Resolution { id, ..again }
                    });
                }
                None if is_of_page(known, old) && self.is_shown(&known.subject) => {
                    // This copy does not have it.
                    if !self.is_accepted {
                        let copies = true;
                        resolutions.push(Resolution { copies, ..known.clone() });
                    }
                }
                None => resolutions.push(known.clone()),
            }
        }
        for it in new {
            let is_other = is_of_page(&it, old) && !self.is_accepted;
            let copies = it.copies || (is_other && shows(old, &it.subject));
            add(&mut resolutions, Resolution { copies, ..it });
        }
        resolutions
    }

    /// Whether the page shows all of the part that a resolution is about.
    fn is_shown(&self, subject: &str) -> bool {
        let mut parts = self.draft.unsure.iter();
        !parts.any(|part| subject.strip_prefix(part.as_str()).is_some_and(is_below))
    }

    fn results(&mut self, old: &Operation, new: &mut Operation) {
        let known = &old.response_codes;
        let results = &mut new.response_codes;
        if results.known == Known::None && !results.rows_hidden {
            let heading = section(known.section.as_ref(), results.section.take());
            *results = known.clone();
            results.section = heading;
            return;
        }
        let is_whole = results.known == Known::Whole && !results.rows_hidden;
        let words = (old.about.as_ref(), known.wording.as_ref());
        let note = results.wording.take();
        results.wording =
            self.wording(words, note, !is_whole, "the text above the results");
        let same = results.known.extent() < known.known.extent()
            || (known.rows_hidden == results.rows_hidden
                && known.known == results.known);
        results.rows_hidden |= known.rows_hidden && results.known != Known::Whole;
        results.confirm = confirm(known.confirm.as_ref(), results.confirm.take(), same);
        let mut last = None;
        for code in &mut results.codes {
            let position = known.codes.iter().position(|it| it.code == code.code);
            if let Some(known) = position.and_then(|at| known.codes.get(at)) {
                self.result(known, code);
                last = last.max(position);
            }
        }
        for (position, row) in known.codes.iter().enumerate() {
            let is_listed = results.codes.iter().any(|it| it.code == row.code);
            let is_behind = !is_whole && last.is_none_or(|last| position > last);
            let is_unshown = row.cite.is_some() || is_behind;
            if !is_listed
                && self.stays(is_unshown, || format!("the result `{}`", row.name()))
            {
                let before = position.checked_sub(1).and_then(|at| known.codes.get(at));
                let at = before.and_then(|before| {
                    results.codes.iter().position(|it| it.code == before.code)
                });
                results.codes.insert(at.map_or(0, |at| at + 1), row.clone());
            }
        }
        results.known = most(known.known, results.known);
        results.section = section(known.section.as_ref(), results.section.take());
    }

    fn result(&mut self, old: &ResponseCode, new: &mut ResponseCode) {
        let subject = format!("response_codes.{}", new.name());
        let is_unsure = self.is_unsure(&subject);
        let same = |a: &ResponseCode, b: &ResponseCode| {
            a.http == b.http && a.message == b.message && a.description == b.description
        };
        let own_words = new.about.take();
        let is_cited = old.cite.is_some();
        if is_unsure && old.message.starts_with(&new.message) {
            new.message.clone_from(&old.message);
        }
        let is_begun = |new: &String| {
            old.description.as_ref().is_some_and(|old| is_unsure && old.starts_with(new))
        };
        let is_unshown = is_unsure || own_words.is_some();
        if new.description.as_ref().is_none_or(is_begun)
            && let Some(known) = &old.description
            && self.stays(is_unshown, || format!("the description of `{}`", new.name()))
        {
            new.description = Some(known.clone());
        }
        if is_cited && !same(old, new) && !self.is_accepted {
            *new = old.clone();
            return;
        }
        new.keep(old);
        new.about = new.about.take().or(own_words);
        // The message gives the name now.
        new.variant = new
            .variant
            .take()
            .filter(|_| !old.message.is_empty() || new.message.is_empty());
        if is_cited {
            new.cite = None;
            self.notes.push(format!(
                "the result `{}` is on the page now: its own source is no longer cited",
                new.name()
            ));
        }
        new.known = most(old.known, new.known);
        let is_open = old.confirm.as_deref().is_some_and(doubt::is_of_capture);
        if (is_unsure || old.confirm.is_some()) && !is_open {
            new.confirm.clone_from(&old.confirm);
        }
    }

    fn cases(
        &mut self,
        old: Option<&TestCases>,
        new: Option<TestCases>,
    ) -> Option<TestCases> {
        let Some(old) = old else { return new };
        let mut new = match new {
            Some(new) if new.known != Known::None => new,
            new => {
                let heading = new.and_then(|new| new.section);
                return Some(TestCases {
                    section: section(old.section.as_ref(), heading),
                    ..old.clone()
                });
            }
        };
        let texts = |cases: &TestCases| {
            let texts = cases.cases.iter().map(|case| (case.http, case.text.clone()));
            texts.collect::<Vec<_>>()
        };
        let same = texts(old) == texts(&new);
        for case in &mut new.cases {
            let is_it = |it: &&crate::raw::TestCase| {
                it.http == case.http && it.text == case.text
            };
            if let Some(known) = old.cases.iter().find(is_it) {
                let is_cited = known.cite.is_some();
                let code = case.code.take();
                case.keep(known);
                case.code = case.code.take().or(code);
                case.cite = None;
                if is_cited {
                    self.notes.push(format!(
                        "the case `{}` is on the page now: its own source is no longer cited",
                        case.text
                    ));
                }
            }
        }
        let is_whole = new.known == Known::Whole;
        let shown = new.cases.len();
        for (position, case) in old.cases.iter().enumerate() {
            let is_there =
                new.cases.iter().any(|it| it.http == case.http && it.text == case.text);
            let is_changed = position < shown && case.cite.is_none();
            let is_unshown = case.cite.is_some() || !is_whole;
            if !is_there
                && !is_changed
                && self.stays(is_unshown, || format!("the case `{}`", case.text))
            {
                new.cases.push(case.clone());
            }
        }
        new.confirm = confirm(old.confirm.as_ref(), new.confirm.take(), same);
        new.known = most(old.known, new.known);
        new.section = section(old.section.as_ref(), new.section.take());
        Some(new)
    }
}

/// The heading of a part; in the language that more readers have, where it has several.
fn section(old: Option<&String>, new: Option<String>) -> Option<String> {
    match (old, new) {
        (Some(old), Some(new)) if has_hangul(old) && !has_hangul(&new) => Some(new),
        (Some(old), _) => Some(old.clone()),
        (None, new) => new,
    }
}

/// Whether some copy of the page has shown all of the part that a resolution is about.
fn shows(old: &Operation, subject: &str) -> bool {
    let results = &old.response_codes;
    if subject.starts_with("request.") {
        old.request.headers.is_some() && old.request.known != Known::None
    } else if subject.starts_with("response.") {
        let response = old.response.as_ref();
        response.is_some_and(|it| it.headers.is_some() && it.known != Known::None)
    } else {
        results.known == Known::Whole && !results.rows_hidden
    }
}

fn is_below(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('.')
}

/// What a capture shows, else what was known.
fn shown(old: Encrypted, new: Encrypted) -> Encrypted {
    if new == Encrypted::Unknown { old } else { new }
}
