//! What is asked about callbacks.

use super::collect::{Errata, PAGE, Topic};
use super::erratum::ErratumKind;
use crate::ir::{Api, Callback, Signed};

impl Errata {
    pub(super) fn callbacks(&mut self, api: &Api) {
        for callback in &api.callbacks {
            self.callback(callback);
        }
        if let Some(first) = api.callbacks.first()
            && api.callback_protocol.answer.is_none()
        {
            let at = Topic::of(&first.citation, "the answer to callbacks");
            let question = "Which answer does a callback get that was received, and what happens \
                            after another one, or none?";
            self.0.push(at.erratum(ErratumKind::Gap, question));
        }
    }

    fn callback(&mut self, callback: &Callback) {
        let page = Topic::of(&callback.citation, PAGE);
        self.decisions(page, &callback.decisions);
        self.words(page, &callback.words);
        if callback.signed == Signed::Unknown {
            let question = "Is it signed? If so: what is signed with which key and algorithm, and \
                            where is the signature? If not: how is its sender proved?";
            let at = page.item("the signature", callback.citation.line);
            self.0.push(at.erratum(ErratumKind::Gap, question));
        }
        let received = &callback.received;
        self.read(Topic::of(&received.citation, PAGE), &received.fields);
        self.unnamed(page.item("fields", callback.citation.line), &received.unnamed);
        self.answers(&callback.answers);
    }
}
