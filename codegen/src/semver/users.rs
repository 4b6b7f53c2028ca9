//! Who uses what several operations can share: that decides what a change does.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Effect;
use crate::ir::{
    AnswerObject, Api, Field, HeaderSet, Ident, Object, Operation, Reading,
    ResponseField, TypeRef,
};

/// What becomes of values: several of these can be true.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ways {
    /// Callers give them, and the client sends them.
    pub(super) given: bool,
    /// The client makes and sends them.
    pub(super) minted: bool,
    /// The client reads them.
    pub(super) received: Received,
}

/// What a client reads.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Received {
    #[default]
    No,
    /// Nobody gives them, and a deployed client knows them by another name.
    Unmet,
    Yes,
}

impl Ways {
    pub(super) const GIVEN: Self = Self {
        given: true,
        minted: false,
        received: Received::No,
    };

    pub(super) const RECEIVED: Self = Self {
        given: false,
        minted: false,
        received: Received::Yes,
    };

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            given: self.given || other.given,
            minted: self.minted || other.minted,
            received: self.received.max(other.received),
        }
    }

    /// What a change does, which does one thing where something is sent and another where it is
    /// read. Where it is neither, it concerns callers alone.
    pub(super) fn judge(self, sent: Effect, received: Effect) -> Effect {
        match (self.is_sent(), self.is_received()) {
            (true, true) => sent.and(received),
            (true, false) => sent,
            (false, true) => received,
            (false, false) => sent.of_callers(),
        }
    }

    pub(super) const fn is_sent(self) -> bool {
        self.given || self.minted
    }

    pub(super) fn is_received(self) -> bool {
        self.received == Received::Yes
    }
}

/// The ids of the operations that use something.
#[derive(Debug, Default, Clone)]
pub(super) struct Users<'a> {
    /// Those whose requests have it.
    sent: BTreeSet<&'a str>,
    /// Those whose answers have it.
    received: BTreeSet<&'a str>,
}

impl<'a> Users<'a> {
    pub(super) fn of_set(api: &'a Api, set: &HeaderSet) -> Self {
        let of = |used: fn(&Operation) -> &Option<Ident>| {
            let users = api.operations.iter();
            let users = users.filter(|it| used(it).as_ref() == Some(&set.name));
            users.map(|operation| operation.id.as_str()).collect()
        };
        Self {
            sent: of(|it| &it.request_headers),
            received: of(|it| &it.response_headers),
        }
    }

    /// Each operation once, in the order of their names.
    pub(super) fn all(&self) -> Vec<&'a str> {
        self.sent.union(&self.received).copied().collect()
    }

    /// What becomes of its values in a client that is deployed: what only the old state has is
    /// no longer there, and what only the new one has it does not know.
    pub(super) fn ways(&self, new: &Self) -> Ways {
        let still =
            |old: &BTreeSet<_>, new: &BTreeSet<_>| !old.is_empty() && !new.is_empty();
        Ways {
            given: still(&self.sent, &new.sent),
            minted: false,
            received: if still(&self.received, &new.received) {
                Received::Yes
            } else {
                Received::No
            },
        }
    }
}

/// The users of each code table.
pub(super) fn of_tables<'a>(
    api: &'a Api,
    objects: &HashMap<&'a Ident, &'a Object>,
    answers: &HashMap<&'a Ident, &'a AnswerObject>,
) -> HashMap<&'a Ident, Users<'a>> {
    let mut tables = HashMap::<_, Users<'a>>::new();
    for operation in &api.operations {
        let id = operation.id.as_str();
        let headers = |name: &Option<Ident>| {
            let set = api.header_set(name.as_ref());
            set.into_iter().flat_map(|set| &set.headers).map(|header| &header.ty)
        };
        let code = |ty: &'a TypeRef| match ty {
            TypeRef::Code(table) => Some(table),
            TypeRef::Value(_) | TypeRef::Object(_) => None,
        };
        let mut sent: Vec<_> =
            headers(&operation.request_headers).filter_map(code).collect();
        in_request(&operation.fields, objects, &mut HashSet::new(), &mut sent);
        let mut received: Vec<_> =
            headers(&operation.response_headers).filter_map(code).collect();
        if let Some(answer) = &operation.response {
            in_answer(&answer.fields, answers, &mut HashSet::new(), &mut received);
        }
        let second = api.second_of(operation);
        received.extend(second.map(|second| &second.codes));
        for table in sent {
            tables.entry(table).or_default().sent.insert(id);
        }
        for table in received {
            tables.entry(table).or_default().received.insert(id);
        }
    }
    for callback in &api.callbacks {
        let mut received = Vec::new();
        let fields = &callback.received.fields;
        in_answer(fields, answers, &mut HashSet::new(), &mut received);
        for table in received {
            tables.entry(table).or_default().received.insert(callback.id.as_str());
        }
    }
    tables
}

fn in_request<'a>(
    fields: &'a [Field],
    objects: &HashMap<&'a Ident, &'a Object>,
    seen: &mut HashSet<&'a Ident>,
    found: &mut Vec<&'a Ident>,
) {
    for field in fields {
        match &field.ty {
            TypeRef::Value(_) => {}
            TypeRef::Code(table) => found.push(table),
            TypeRef::Object(name) if !seen.insert(name) => {}
            TypeRef::Object(name) => {
                if let Some(object) = objects.get(name) {
                    in_request(&object.fields, objects, seen, found);
                }
            }
        }
    }
}

fn in_answer<'a>(
    fields: &'a [ResponseField],
    objects: &HashMap<&'a Ident, &'a AnswerObject>,
    seen: &mut HashSet<&'a Ident>,
    found: &mut Vec<&'a Ident>,
) {
    for field in fields {
        match &field.reading {
            Reading::Code(table) | Reading::Codes(table) => found.push(table),
            Reading::Object(name) | Reading::Objects(name) if seen.insert(name) => {
                if let Some(object) = objects.get(name) {
                    in_answer(&object.fields, objects, seen, found);
                }
            }
            _ => {}
        }
    }
}
