//! Operations.

use super::describe::Describe;
use super::header_types::asked;
use super::log::At;
use super::types::{Call, Differ, Use};
use super::users::Ways;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{
    Api, Encrypted, Field, Header, Ident, Need, Operation, Repeat, Signing, Unnamed,
};

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
        self.calls_now = new.operations.iter().map(|it| (called(it), &*it.id)).collect();
        // They are ordered by file name: where they stand says nothing.
        for pair in pairs.items {
            match pair {
                Pair::Both(before, after) => {
                    let [was, is] = [before, after].map(|it| it.citation.file.clone());
                    self.log.files_now.insert(was, is);
                    self.operation((old, new), before, after);
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
        apis: (&'a Api, &'a Api),
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
            urls,
            copy,
            // Told by `call`.
            method: _,
            host: _,
            path: _,
            repeat: _,
            method_standing: _,
            words,
            // Told by `sealed`, `sent` and `answered_with`, as is the envelope.
            body: _,
            signing: _,
            signature: _,
            request_headers: _,
            response_headers: _,
            encrypted,
            known: _,
            section,
            fields,
            unnamed,
            // Types are told where fields lead to them.
            types: _,
            objects: _,
            answers: _,
            response,
            envelope: _,
            // Told by `listed`.
            open: _,
            code_section: _,
            codes: _,
            code_wording: _,
            rows_hidden: _,
            codes_known: _,
            cases_known: _,
            case_section: _,
            test_cases: _,
            decisions: _,
            citation,
        } = old;
        let ids = [new.id.as_str()];
        let at = At::new(&ids, "operation", (citation, &new.citation));
        keys!(self.log, at, new, Operation: id as "renamed");
        self.call(at, old, new);
        self.subject(at, subject, &new.subject);
        keys!(self.log, at, new, Page: title, version, versions, mode, urls, copy);
        self.log.words(at, words, &new.words);
        self.answered_with(at, apis, old, new);
        let request = At { owner: "request", ..at }.section(&new.section);
        self.sealed(request, apis, old, new);
        self.request(request, (section, fields, unnamed), new);
        let answers = (response.as_ref(), new.response.as_ref());
        self.response(at, &new.id, answers, *encrypted == Encrypted::Yes);
        self.listed(at, old, new);
        self.log.citation(at, citation, &new.citation);
    }

    /// The results and the test cases that a page lists, what was decided of it, and what is open.
    fn listed(&mut self, at: At<'_>, old: &'a Operation, new: &'a Operation) {
        self.log.text(at, "open questions", &old.open, &new.open);
        let owner = "response_codes";
        let results = At { owner, ..at }.section(&new.code_section);
        self.log.text(results, "section", &old.code_section, &new.code_section);
        self.log.text(results, "wording", &old.code_wording, &new.code_wording);
        self.log.text(results, "rows_hidden", &old.rows_hidden, &new.rows_hidden);
        self.log.text(results, "known", &old.codes_known, &new.codes_known);
        let rows = self.results(results, old, new);
        let cases = At { owner: "test_cases", ..at };
        self.log.text(cases, "known", &old.cases_known, &new.cases_known);
        self.test_cases(at, (&old.case_section, &old.test_cases), new, &rows);
        self.log.decisions(at, &old.decisions, &new.decisions);
    }

    /// How the parameters are written, how much of them is known, and the headers. An encoding that follows from the method or the places of the
    /// fields is told of them.
    fn sealed(
        &mut self,
        at: At<'_>,
        apis: (&'a Api, &'a Api),
        old: &Operation,
        new: &Operation,
    ) {
        let (was, is) = (old.encrypted, new.encrypted);
        self.log.fact(at, "encrypted", &was, &is, sealed(was, is));
        let (was, is) = (old.encoding(), new.encoding());
        if old.body != new.body {
            self.log.fact(at, "body", &was, &is, ENCODED_OTHERWISE);
        }
        let effect = effect!(Signing, "field");
        match (&old.signing, &new.signing) {
            (Some(was), Some(is)) => {
                let citations = (&was.citation, &is.citation);
                let ids = [new.id.as_str()];
                self.recipe(At::new(&ids, "request.signing", citations), was, is);
            }
            (was, is) => {
                let id = |it: &Option<Signing>| it.as_ref().and_then(|it| it.id.clone());
                self.log.fact(at, "signing", &id(was), &id(is), effect);
            }
        }
        self.log.fact(at, "signature", &old.signature, &new.signature, effect);
        self.opened(at, old.known, new.known);
        self.sent(at, apis, old, new);
    }

    fn call(&mut self, at: At<'_>, old: &Operation, new: &Operation) {
        let other = self.calls_now.get(&called(old)).filter(|id| **id != new.id);
        let effect = match other {
            Some(_) => OTHER_CALL.harms("it calls what is another operation now"),
            None => OTHER_CALL,
        };
        self.log.fact(at, "method", &old.method, &new.method, effect);
        let (was, is) = (&old.method_standing, &new.method_standing);
        self.log.text(at, "standing of the method", was, is);
        let moved = if bare(old) == bare(new) { Effect::WORDS } else { effect };
        self.log.fact(at, "path", &old.path, &new.path, moved);
        self.log.fact(at, "host", &old.host, &new.host, effect!(Operation, "host"));
        let repeats = repeat_changed(old.repeat, new.repeat);
        self.log.fact(at, "repeat", &old.repeat, &new.repeat, repeats);
    }

    fn request(
        &mut self,
        at: At<'_>,
        (section, old, unnamed): (&String, &'a [Field], &[Unnamed]),
        new: &'a Operation,
    ) {
        self.log.text(at, "section", section, &new.section);
        self.log.unnamed(at, unnamed, &new.unnamed);
        let used = Use {
            operations: vec![new.id.as_str()],
            subject: at.owner.to_owned(),
            ways: Ways::GIVEN,
            is_optional: false,
            is_unquoted: false,
        };
        self.fields(at, &used, old, &new.fields);
    }

    /// Another header set, unless it is the same one under another name.
    fn sent(
        &mut self,
        at: At<'_>,
        apis: (&'a Api, &'a Api),
        old: &Operation,
        new: &Operation,
    ) {
        let (old, new) = (old.request_headers.as_ref(), new.request_headers.as_ref());
        if old == new {
            return;
        }
        let headers = |api: &'a Api, name: Option<&Ident>| -> Vec<&'a Header> {
            let set = api.header_set(name);
            set.into_iter().flat_map(|set| &set.headers).collect()
        };
        let (before, after) = (headers(apis.0, old), headers(apis.1, new));
        let known = |header: &Header| before.iter().find(|it| it.wire == header.wire);
        let lacks = |it: &&&Header| it.need != Need::Optional && known(it).is_none();
        let is_asked = |a: &Header, b: &Header| {
            a.need == Need::Optional && b.need != Need::Optional
        };
        let same = |a: &Header, b: &Header| {
            (&a.ty, a.origin) == (&b.ty, b.origin) && !is_asked(a, b)
        };
        let changed = |it: &&&Header| known(it).is_some_and(|old| !same(old, it));
        let facts = |headers: &[&Header]| -> Vec<_> {
            let facts =
                headers.iter().map(|it| (it.wire.clone(), it.need, it.ty.clone()));
            facts.collect()
        };
        let effect = if facts(&before) == facts(&after) {
            Effect::WORDS
        } else if after.iter().any(|header| lacks(&header)) {
            let lacking = after.iter().filter(lacks);
            lacking.fold(HEADERS_LACK, |effect, it| asked(effect, it, apis))
        } else if after.iter().any(|header| changed(&header)) {
            let changed = after.iter().filter(changed);
            changed.fold(OTHER_HEADERS, |effect, it| asked(effect, it, apis))
        } else {
            FEWER_HEADERS
        };
        let words = (old.and_then(Describe::describe), new.and_then(Describe::describe));
        self.log.note(at, "headers", words, effect);
    }
}

/// A path. The names of its parameters are not on the wire.
fn bare(operation: &Operation) -> String {
    operation.fields.iter().fold(operation.path.clone(), |path, field| {
        path.replace(&format!("{{{}}}", field.wire), "{}")
    })
}

/// What a client calls.
fn called(operation: &Operation) -> Call {
    (operation.method, bare(operation))
}

/// What it does that a body is sent otherwise, or that callers have to state it.
fn sealed(old: Encrypted, new: Encrypted) -> Effect {
    match (old, new) {
        (Encrypted::Unknown, Encrypted::Yes) => STATED_NO_MORE
            .depends("where its caller says so, it sends the body in the clear"),
        (Encrypted::Unknown, _) => STATED_NO_MORE
            .depends("where its caller says so, it sends the body encrypted"),
        (_, Encrypted::Unknown) => STATED,
        (Encrypted::Yes, _) => OPENED,
        (Encrypted::No, _) => SEALED,
    }
}

fn repeat_changed(old: Repeat, new: Repeat) -> Effect {
    match (old, new) {
        (Repeat::Safe, Repeat::Unsafe | Repeat::SafeWithKey)
        | (Repeat::SafeWithKey, Repeat::Unsafe) => REPEATS,
        (Repeat::Safe | Repeat::SafeWithKey, Repeat::Unknown) => MAY_REPEAT,
        _ => Effect::of(Kind::C305, Group::Behaviour),
    }
}

fn call(operation: &Operation) -> Option<String> {
    Some(format!("{} {}", operation.method.describe()?, operation.path))
}

const GONE: Effect = Effect::of(Kind::C302, Group::TypeBreaking)
    .unknown("whether the vendor still answers is not known")
    .must_change("the operation is gone");

const OTHER_CALL: Effect =
    Effect::of(Kind::C304, Group::WireBreaking).fails("it calls the old method or path");

const REPEATS: Effect = Effect::of(Kind::C311, Group::WireBreaking)
    .harms("it advises to repeat a call, which is then done twice");

const MAY_REPEAT: Effect = Effect::of(Kind::C312, Group::Behaviour)
    .unknown("it advises to repeat a call, which may then be done twice");

const SEALED: Effect = Effect::of(Kind::C306, Group::WireBreaking)
    .fails("it sends the body in the clear")
    .must_change("a client without a key no longer has the call");

const OPENED: Effect =
    Effect::of(Kind::C307, Group::WireBreaking).fails("it sends the body encrypted");

const ENCODED_OTHERWISE: Effect = Effect::of(Kind::C330, Group::WireBreaking)
    .fails("it encodes the body in the old way");

const STATED: Effect = Effect::of(Kind::C320, Group::TypeBreaking)
    .unknown("whether the body is encrypted is not known")
    .must_change("`new` and the builder take whether the body is encrypted");

const STATED_NO_MORE: Effect = Effect::of(Kind::C320, Group::TypeBreaking)
    .must_change("`new` and the builder no longer take whether the body is encrypted");

const HEADERS_LACK: Effect =
    Effect::of(Kind::C308, Group::WireBreaking).fails("its requests lack a header");

const OTHER_HEADERS: Effect = Effect::of(Kind::C313, Group::Behaviour)
    .depends("it fails with a value that the new rule refuses, or without one");

const FEWER_HEADERS: Effect = Effect::of(Kind::C309, Group::Behaviour)
    .unknown("it sends headers that are no longer documented");
