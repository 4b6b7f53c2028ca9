//! Callbacks. The vendor sends and the caller receives: they are judged as answers are.

use super::describe::Describe;
use super::log::At;
use super::types::Differ;
use super::{Callers, Effect, Group, Kind, Pair, pair};
use crate::ir::{
    AgeLimit, Api, Callback, CallbackAnswer, CallbackSigning, Callbacks, Signed,
};

impl<'a> Differ<'a> {
    pub(super) fn callbacks(&mut self, old: &'a Api, new: &'a Api) {
        let same_page = |a: &Callback, b: &Callback| a.title == b.title;
        let pairs = pair(
            &old.callbacks,
            &new.callbacks,
            |callback| callback.id.as_str(),
            &[&same_page],
        );
        for pair in pairs.items {
            match pair {
                Pair::Both(before, after) => {
                    let [was, is] = [before, after].map(|it| it.citation.file.clone());
                    self.log.files_now.insert(was, is);
                    self.callback(before, after);
                }
                Pair::Added(callback) => {
                    let id = [callback.id.as_str()];
                    let citations = (&callback.citation, &callback.citation);
                    let at = At::new(&id, "callback", citations);
                    self.log.added(at, sent(callback), NEW);
                }
                Pair::Removed(callback) => {
                    let id = [callback.id.as_str()];
                    let citations = (&callback.citation, &callback.citation);
                    let at = At::new(&id, "callback", citations);
                    self.log.removed(at, sent(callback), GONE);
                }
            }
        }
        self.shared_by_callbacks(&old.callback_protocol, &new.callback_protocol);
    }

    fn callback(&mut self, old: &'a Callback, new: &'a Callback) {
        let Callback {
            // These follow the id.
            name: _,
            module: _,
            id,
            title,
            version,
            versions,
            mode,
            urls,
            copy,
            method,
            words,
            signed,
            signing,
            encrypted,
            body,
            event,
            received,
            // Types are told where fields lead to them.
            answers: _,
            decisions,
            citation,
        } = old;
        let ids = [new.id.as_str()];
        let at = At::new(&ids, "callback", (citation, &new.citation));
        keys!(self.log, at, new, Callback: id as "renamed", method, event, encrypted, body);
        keys!(self.log, at, new, Page: title, version, versions, mode, urls, copy);
        self.log.words(at, words, &new.words);
        self.log.fact(at, "signed", signed, &new.signed, proved(*signed, new.signed));
        match (signing, &new.signing) {
            (Some(was), Some(is)) => {
                let citations = (&was.citation, &is.citation);
                self.proof(At::new(&ids, "callback.signing", citations), was, is);
            }
            (was, is) => {
                let id = |it: &Option<CallbackSigning>| it.as_ref()?.id.clone();
                let effect = effect!(CallbackSigning, "signs");
                self.log.fact(at, "signing", &id(was), &id(is), effect);
            }
        }
        self.log.decisions(at, decisions, &new.decisions);
        self.log.citation(at, citation, &new.citation);
        let citations = (&received.citation, &new.received.citation);
        let at = At::new(&ids, "callback", citations);
        self.answer(at, &new.id, (received, &new.received), true);
    }

    fn shared_by_callbacks(&mut self, old: &Callbacks, new: &Callbacks) {
        let Callbacks { signing, age, answer } = old;
        match (signing, &new.signing) {
            (Some(old), Some(new)) => {
                let citations = (&old.citation, &new.citation);
                self.proof(At::new(&[], "callbacks.signing", citations), old, new);
            }
            // What it does that callbacks are signed is told of each.
            (None, Some(new)) => {
                let citations = (&new.citation, &new.citation);
                let at = At::new(&[], "callbacks.signing", citations);
                self.log.added(at, Some(new.carrier().to_owned()), RECIPE);
            }
            (Some(old), None) => {
                let citations = (&old.citation, &old.citation);
                let at = At::new(&[], "callbacks.signing", citations);
                self.log.removed(at, Some(old.carrier().to_owned()), RECIPE);
            }
            (None, None) => {}
        }
        match (age, &new.age) {
            (Some(old), Some(new)) => self.age(old, new),
            (None, Some(new)) => {
                let citations = (&new.citation, &new.citation);
                let at = At::new(&[], "callbacks.age", citations);
                self.log.added(at, new.header.describe(), LIMITED);
            }
            (Some(old), None) => {
                let citations = (&old.citation, &old.citation);
                let at = At::new(&[], "callbacks.age", citations);
                self.log.removed(at, old.header.describe(), UNLIMITED);
            }
            (None, None) => {}
        }
        let effect = effect!(CallbackAnswer, "http");
        match (answer, &new.answer) {
            (Some(old), Some(new)) => self.callback_answer(old, new),
            (None, Some(new)) => {
                let citations = (&new.citation, &new.citation);
                let at = At::new(&[], "callbacks.answer", citations);
                self.log.added(at, new.http.describe(), effect);
            }
            (Some(old), None) => {
                let citations = (&old.citation, &old.citation);
                let at = At::new(&[], "callbacks.answer", citations);
                self.log.removed(at, old.http.describe(), effect);
            }
            (None, None) => {}
        }
    }

    /// A recipe: that of most callbacks, or one of some.
    fn proof(&mut self, at: At<'_>, old: &CallbackSigning, new: &CallbackSigning) {
        let CallbackSigning {
            // What refers to it has the recipe itself.
            id: _,
            header,
            field,
            algorithm,
            signs,
            encoding,
            written,
            separator,
            key,
            key_form,
            about,
            citation,
        } = old;
        let effect = effect!(CallbackSigning, "algorithm");
        let effect = if algorithm.is_rsa() == new.algorithm.is_rsa() {
            effect
        } else {
            effect.refused("the receiver refuses the key of the other kind")
        };
        self.log.fact(at, "algorithm", algorithm, &new.algorithm, effect);
        keys!(self.log, at, new, CallbackSigning: header, field, signs, encoding);
        keys!(self.log, at, new, CallbackSigning: written, separator, key, key_form, about);
        self.log.citation(at, citation, &new.citation);
    }

    fn age(&mut self, old: &AgeLimit, new: &AgeLimit) {
        let AgeLimit {
            header,
            written,
            form,
            offset,
            seconds,
            about,
            citation,
        } = old;
        let at = At::new(&[], "callbacks.age", (citation, &new.citation));
        keys!(self.log, at, new, AgeLimit: header, written, form, offset, seconds);
        keys!(self.log, at, new, AgeLimit: about);
        self.log.citation(at, citation, &new.citation);
    }

    fn callback_answer(&mut self, old: &CallbackAnswer, new: &CallbackAnswer) {
        let CallbackAnswer {
            http,
            content_type,
            body,
            citation,
        } = old;
        let at = At::new(&[], "callbacks.answer", (citation, &new.citation));
        keys!(self.log, at, new, CallbackAnswer: http, content_type, body);
        self.log.citation(at, citation, &new.citation);
    }
}

fn sent(callback: &Callback) -> Option<String> {
    Some(format!("{} {}", callback.method.describe()?, callback.id))
}

/// What it does that callbacks are signed, or no longer, or that this is not known.
const fn proved(old: Signed, new: Signed) -> Effect {
    match (old, new) {
        (Signed::Yes, Signed::No) => {
            PROVED.fails("it refuses callbacks, which have no signature")
        }
        (Signed::Yes, _) => {
            PROVED.depends("it refuses callbacks that have no signature")
        }
        (_, Signed::Yes) => PROVED.unknown(
            "it takes callbacks for the vendor's without looking at signatures",
        ),
        _ => Effect::of(Kind::C344, Group::Documentation),
    }
}

const NEW: Effect = Effect::of(Kind::C340, Group::Additive);

const GONE: Effect = Effect::of(Kind::C341, Group::TypeBreaking)
    .unknown("whether the vendor still sends it is not known")
    .must_change("its type is gone");

const PROVED: Effect = Effect::of(Kind::C344, Group::TypeBreaking).must_change(
    "a callback that is signed is received in another way than one that is not",
);

const RECIPE: Effect = Effect::of(Kind::C343, Group::Documentation);

const LIMITED: Effect = Effect::of(Kind::C345, Group::Behaviour)
    .callers(Callers::Compile, "callbacks that are older are refused");

const UNLIMITED: Effect =
    Effect::of(Kind::C345, Group::Behaviour).depends("it goes by the old age limit");
