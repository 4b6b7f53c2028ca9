//! Operations.

use super::describe::Describe;
use super::log::At;
use super::types::{Differ, Use};
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{Api, Field, HeaderSet, Ident, Operation, Unnamed};

impl<'a> Differ<'a> {
    pub(super) fn operations(&mut self, old: &'a Api, new: &'a Api) {
        let same_call =
            |a: &Operation, b: &Operation| (a.method, &a.path) == (b.method, &b.path);
        let same_page = |a: &Operation, b: &Operation| a.title == b.title;
        let pairs = pair(
            &old.operations,
            &new.operations,
            |operation| operation.id.as_str(),
            &[&same_call, &same_page],
        );
        // They are ordered by file name: where they stand says nothing.
        for pair in pairs.items {
            match pair {
                Pair::Both(before, after) => {
                    let sets = (&old.header_sets[..], &new.header_sets[..]);
                    self.operation(sets, before, after);
                }
                Pair::Added(operation) => {
                    let id = [operation.id.as_str()];
                    let citations = (&operation.citation, &operation.citation);
                    let at = At::new(&id, "operation", citations);
                    self.log.added(
                        at,
                        call(operation),
                        Effect::of(Kind::C301, Group::Additive),
                    );
                }
                Pair::Removed(operation) => {
                    let id = [operation.id.as_str()];
                    let citations = (&operation.citation, &operation.citation);
                    let at = At::new(&id, "operation", citations);
                    self.log.removed(at, call(operation), GONE);
                }
            }
        }
    }

    fn operation(
        &mut self,
        sets: (&'a [HeaderSet], &'a [HeaderSet]),
        old: &'a Operation,
        new: &'a Operation,
    ) {
        let Operation {
            // These follow the id.
            name: _,
            module: _,
            code_type: _,
            id,
            subject,
            title,
            version,
            versions,
            mode,
            method,
            path,
            words,
            open,
            repeat,
            request_headers,
            // Told by `answered_with`.
            response_headers: _,
            encrypted,
            section,
            fields,
            unnamed,
            // Types are told where fields lead to them.
            types: _,
            objects: _,
            answers: _,
            response,
            code_section,
            codes,
            code_wording,
            rows_hidden,
            case_section,
            test_cases,
            decisions,
            citation,
        } = old;
        let ids = [new.id.as_str()];
        let at = At::new(&ids, "operation", (citation, &new.citation));
        keys!(self.log, at, new, Operation: id as "renamed", method, repeat);
        self.subject(at, subject, &new.subject);
        keys!(self.log, at, new, Page: title, version, versions, mode);
        self.log.words(at, words, &new.words);
        self.log.text(at, "open questions", open, &new.open);
        self.log.fact(at, "path", path, &new.path, path_changed(old, new));
        self.answered_with(at, sets, old, new);
        let request = At { owner: "request", ..at }.section(&new.section);
        let sealed = if *encrypted { OPENED } else { SEALED };
        self.log.fact(request, "encrypted", encrypted, &new.encrypted, sealed);
        self.sent(request, sets, request_headers.as_ref(), new.request_headers.as_ref());
        self.log.text(request, "section", section, &new.section);
        self.request(request, (fields, unnamed), new);
        self.response(at, &new.id, response.as_ref(), new.response.as_ref());
        let owner = "response_codes";
        let results = At { owner, ..at }.section(&new.code_section);
        self.log.text(results, "section", code_section, &new.code_section);
        self.log.text(results, "wording", code_wording, &new.code_wording);
        self.log.text(results, "rows_hidden", rows_hidden, &new.rows_hidden);
        self.results(results, codes, &new.codes);
        self.test_cases(at, (case_section, test_cases), new);
        self.log.decisions(at, decisions, &new.decisions);
        self.log.citation(at, citation, &new.citation);
    }

    fn request(
        &mut self,
        at: At<'_>,
        (old, unnamed): (&'a [Field], &[Unnamed]),
        new: &'a Operation,
    ) {
        self.log.unnamed(at, unnamed, &new.unnamed);
        let used = Use {
            operations: vec![new.id.as_str()],
            subject: at.owner.to_owned(),
            minted: false,
        };
        self.fields(at, &used, old, &new.fields);
    }

    /// Another header set, unless it is the same one under another name.
    fn sent(
        &mut self,
        at: At<'_>,
        sets: (&[HeaderSet], &[HeaderSet]),
        old: Option<&Ident>,
        new: Option<&Ident>,
    ) {
        let headers =
            |sets: &[HeaderSet], name: Option<&Ident>| -> Vec<(String, bool)> {
                let set = sets.iter().find(|set| Some(&set.name) == name);
                let headers = set.into_iter().flat_map(|set| &set.headers);
                let optional = crate::ir::Need::Optional;
                headers
                    .map(|header| (header.wire.clone(), header.need != optional))
                    .collect()
            };
        if old == new {
            return;
        }
        let (before, after) = (headers(sets.0, old), headers(sets.1, new));
        let lacks = |(name, needed): &(String, bool)| {
            *needed && !before.iter().any(|(known, _)| known == name)
        };
        let effect = if before == after {
            Effect::WORDS
        } else if after.iter().any(lacks) {
            HEADERS_LACK
        } else {
            FEWER_HEADERS
        };
        let words = (old.and_then(Describe::describe), new.and_then(Describe::describe));
        self.log.note(at, "headers", words, effect);
    }
}

/// What another path does. The names of its parameters are not on the wire.
fn path_changed(old: &Operation, new: &Operation) -> Effect {
    let bare = |operation: &Operation| {
        operation.fields.iter().fold(operation.path.clone(), |path, field| {
            path.replace(&format!("{{{}}}", field.wire), "{}")
        })
    };
    if bare(old) == bare(new) { Effect::WORDS } else { effect!(Operation, "method") }
}

fn call(operation: &Operation) -> Option<String> {
    Some(format!("{} {}", operation.method.describe()?, operation.path))
}

const GONE: Effect = Effect::of(Kind::C302, Group::TypeBreaking)
    .unknown("whether the vendor still answers is not known")
    .must_change("the operation is gone");

const SEALED: Effect = Effect::of(Kind::C306, Group::WireBreaking)
    .fails("it sends the body in the clear")
    .must_change("a client without a key no longer has the call");

const OPENED: Effect =
    Effect::of(Kind::C307, Group::WireBreaking).fails("it sends the body encrypted");

const HEADERS_LACK: Effect =
    Effect::of(Kind::C308, Group::WireBreaking).fails("its requests lack a header");

const FEWER_HEADERS: Effect = Effect::of(Kind::C309, Group::Behaviour)
    .unknown("it sends headers that are no longer documented");
