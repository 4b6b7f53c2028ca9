//! Answers. They are read as they come, so a client that is deployed reads what it knows.

use super::describe::{in_words, is_list};
use super::limits::Relation;
use super::log::At;
use super::pair::orders;
use super::reading::UNREADABLE;
use super::types::{Differ, Use};
use super::users::Ways;
use super::value::{in_words as kind_in_words, media_types};
use super::{Callers, Effect, Group, Kind, Pair, limits, pair};
use crate::ir::{AnswerObject, Need, Pending, Reading, Response, ResponseField};
use crate::raw::Limits;

impl<'a> Differ<'a> {
    pub(super) fn response(
        &mut self,
        operation: At<'_>,
        id: &'a str,
        answers: (Option<&'a Response>, Option<&'a Response>),
        has_key: bool,
    ) {
        match answers {
            (Some(old), Some(new)) => {
                let citations = (&old.citation, &new.citation);
                let at = At::new(operation.operations, "response", citations);
                if old.fields.is_empty() != new.fields.is_empty() {
                    let named =
                        |it: &Response| Some(format!("{} fields", it.fields.len()));
                    self.log.note(at, "type", (named(old), named(new)), TYPED);
                }
                self.answer(at, id, (old, new), has_key);
            }
            (None, Some(new)) => {
                let citations = (operation.was, &new.citation);
                let at = At::new(operation.operations, "response", citations);
                let effect = if new.fields.is_empty() { Effect::WORDS } else { TYPED };
                self.log.added(at, None, effect);
            }
            (Some(old), None) => {
                let citations = (&old.citation, operation.citation);
                let at = At::new(operation.operations, "response", citations);
                let effect = if old.fields.is_empty() { Effect::WORDS } else { UNTOLD };
                self.log.removed(
                    At {
                        line: old.citation.line,
                        ..at
                    },
                    None,
                    effect,
                );
            }
            (None, None) => {}
        }
    }

    /// A client that encrypts the request has the key to its answer.
    pub(super) fn answer(
        &mut self,
        at: At<'_>,
        id: &'a str,
        (old, new): (&'a Response, &'a Response),
        has_key: bool,
    ) {
        let Response {
            // It follows the operation's.
            name: _,
            encrypted,
            body,
            charset,
            media_types: listed,
            known,
            pending,
            fields,
            unnamed,
            confirm,
            citation,
        } = old;
        let is_read = has_key || !new.encrypted.is_possible();
        let sealed = if is_read { KEY_FITS } else { NO_KEY };
        self.log.fact(at, "encrypted", encrypted, &new.encrypted, sealed);
        self.log.text(at, "known", known, &new.known);
        keys!(self.log, at, new, Response: body, charset);
        let effect = other_types(listed, &new.media_types);
        self.log.fact(at, "media_types", listed, &new.media_types, effect);
        self.pending(at, pending.as_ref(), new.pending.as_ref());
        self.log.unnamed(at, unnamed, &new.unnamed);
        keys!(self.log, at, new, Response: confirm as "to be confirmed");
        self.log.citation(at, citation, &new.citation);
        let used = Use {
            operations: vec![id],
            subject: at.owner.to_owned(),
            ways: Ways::RECEIVED,
            is_optional: false,
            is_unquoted: false,
        };
        self.read_fields(at, &used, fields, &new.fields);
    }

    /// Which successes are none yet, and how their outcome is learned.
    fn pending(&mut self, at: At<'_>, old: Option<&Pending>, new: Option<&Pending>) {
        let told = |it: &Pending| match it.told_by() {
            Some((field, equals)) => format!("{field} is {equals}"),
            None => "every success".to_owned(),
        };
        let (was, is) = (old.map(told), new.map(told));
        let effect = if new.is_some() { NOT_FINAL } else { FINAL };
        self.log.fact(at, "pending", &was, &is, effect);
        if let (Some(old), Some(new)) = (old, new) {
            let Pending {
                field: _,
                equals: _,
                inquire,
                with,
                renamed,
                about,
            } = old;
            keys!(self.log, at, new, Pending: inquire, with, renamed);
            keys!(self.log, at, new, Pending: about as "about pending");
        }
    }

    pub(super) fn answer_object(
        &mut self,
        used: &Use<'a>,
        old: &'a AnswerObject,
        new: &'a AnswerObject,
    ) {
        let AnswerObject {
            name,
            shapes,
            tag: _,
            words,
            known,
            fields,
            unnamed,
            citation,
            // Each is the page of an operation, or told of a field.
            uses: _,
            // The module of each operation has the types that it uses, wherever they stand.
            module: _,
        } = old;
        let at = At::new(&used.operations, &used.subject, (citation, &new.citation));
        let at = self.log.of_type(at);
        self.log.fact(at, "type name", name, &new.name, effect!(Field, "type_name"));
        self.log.words(at, words, &new.words);
        self.log.text(at, "known", known, &new.known);
        self.log.unnamed(at, unnamed, &new.unnamed);
        self.log.citation(at, citation, &new.citation);
        if shapes.is_some() || new.shapes.is_some() {
            self.read_shapes(at, used, old, new);
        } else {
            self.read_fields(at, used, fields, &new.fields);
        }
    }

    fn read_fields(
        &mut self,
        at: At<'_>,
        used: &Use<'a>,
        old: &'a [ResponseField],
        new: &'a [ResponseField],
    ) {
        let same_about = |a: &ResponseField, b: &ResponseField| {
            a.words.about == b.words.about && same_kind(&a.reading, &b.reading)
        };
        let pairs = pair(old, new, |field| &field.wire, &[&same_about]);
        if pairs.reordered {
            let (old, new) = orders(old, &pairs, |field| &field.wire);
            self.log.note(at, "order of fields", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.read(at, used, old, new),
                Pair::Added(field) => {
                    let at = at.item(&field.wire, field.line);
                    let effect = Effect::of(Kind::C702, Group::Additive);
                    self.log.added(at, in_words(&field.reading), effect);
                }
                Pair::Removed(field) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.removed(
                        at,
                        in_words(&field.reading),
                        gone(used, field.need),
                    );
                }
            }
        }
    }

    fn read(
        &mut self,
        owner: At<'_>,
        used: &Use<'a>,
        old: &'a ResponseField,
        new: &'a ResponseField,
    ) {
        let ResponseField {
            name,
            wire,
            words,
            need,
            condition,
            reading,
            kind,
            items,
            rows,
            example,
            redact,
            cite,
            line: _,
        } = old;
        let at = owner.item(&new.wire, new.line);
        let log = &mut self.log;
        let renamed = renamed(used, *need);
        let moved = renamed.must_change("the accessor has another name");
        let renamed = if *name == new.name { renamed } else { moved };
        log.fact(at, "renamed", wire, &new.wire, renamed);
        if wire == &new.wire {
            log.fact(at, "Rust name", name, &new.name, ACCESSOR_RENAMED);
        }
        log.words(at, words, &new.words);
        log.promised(at, *need, new.need);
        keys!(log, at, new, Field: condition, example);
        log.fact(at, "redact", redact, &new.redact, SHOWN);
        log.cite(at, cite.as_ref(), new.cite.as_ref());
        // Of another type it is told with the type.
        if *kind != new.kind && *reading == new.reading {
            let [old, new] = [kind, &new.kind].map(|it| it.as_ref().map(kind_in_words));
            log.note(at, "values", (old, new), OTHER_VALUES);
        }
        self.items(at, (old, items, rows.as_ref()), new);
        let kind = new.kind.as_ref();
        match (reading, &new.reading) {
            (Reading::Object(a), Reading::Object(b))
            | (Reading::Objects(a), Reading::Objects(b)) => {
                let used = Use {
                    operations: used.operations.clone(),
                    subject: format!("{}.{}", owner.owner, new.wire),
                    ways: Ways::RECEIVED,
                    is_optional: used.is_optional || new.need != Need::Required,
                    is_unquoted: false,
                };
                self.answer_type(used, (a, b));
            }
            (Reading::Code(a), Reading::Code(b))
            | (Reading::Codes(a), Reading::Codes(b))
                if self.renamed_tables.contains(&(a, b)) => {}
            (old, new) if old != new => {
                let words = (in_words(old), in_words(new));
                let effect = self.other_reading(old, new, kind);
                self.log.note(at, "type", words, effect);
            }
            _ => {}
        }
    }
}

impl Differ<'_> {
    /// How many items a list has, and how many arrays an array of arrays.
    fn items(
        &mut self,
        at: At<'_>,
        (old, items, rows): (&ResponseField, &Limits, Option<&Limits>),
        new: &ResponseField,
    ) {
        if is_list(&old.reading) == is_list(&new.reading) {
            for (old, new, _) in limits::compared(items, &new.items, Ways::RECEIVED) {
                self.log.fact(at, "items", &old, &new, OTHER_VALUES);
            }
        }
        if let (Some(old), Some(new)) = (rows, &new.rows) {
            for (old, new, _) in limits::compared(old, new, Ways::RECEIVED) {
                self.log.fact(at, "arrays", &old, &new, OTHER_VALUES);
            }
            return;
        }
        let (was, is) = (rows.is_some(), new.rows.is_some());
        self.log.fact(at, "array of arrays", &was, &is, UNREADABLE);
    }
}

fn same_kind(old: &Reading, new: &Reading) -> bool {
    match (old, new) {
        (Reading::Object(_), Reading::Object(_))
        | (Reading::Objects(_), Reading::Objects(_)) => true,
        (old, new) => old == new,
    }
}

fn gone(used: &Use<'_>, need: Need) -> Effect {
    if used.is_optional || need != Need::Required {
        return GONE;
    }
    Effect {
        group: Group::WireBreaking,
        ..GONE
    }
    .fails("it reads the field as missing")
}

/// What another name on the wire does.
fn renamed(used: &Use<'_>, need: Need) -> Effect {
    if used.is_optional || need != Need::Required {
        RENAMED.depends("it reads the field as missing")
    } else {
        RENAMED
    }
}

const TYPED: Effect = Effect::of(Kind::C701, Group::TypeBreaking)
    .must_change("the answer has a type of its own, or no longer has one");

const UNTOLD: Effect =
    TYPED.unknown("whether answers still have their fields is not known");

const GONE: Effect = Effect::of(Kind::C703, Group::TypeBreaking)
    .depends("it reads the field as missing")
    .must_change("the accessor is gone");

const RENAMED: Effect =
    Effect::of(Kind::C704, Group::WireBreaking).fails("it reads the field as missing");

const ACCESSOR_RENAMED: Effect = Effect::of(Kind::C705, Group::TypeBreaking)
    .must_change("the accessor has another name");

const SHOWN: Effect = Effect::of(Kind::C706, Group::Behaviour)
    .callers(super::Callers::Compile, "`Debug` output shows the value otherwise");

/// Nothing holds answers to what a page says of their values.
const OTHER_VALUES: Effect = Effect::of(Kind::C707, Group::Behaviour)
    .callers(super::Callers::Compile, "answers have other values than before");

const NOT_FINAL: Effect = Effect::of(Kind::C720, Group::WireBreaking)
    .harms("it takes for done what may not have been")
    .callers(super::Callers::Differs, "a success that is not final is an error");

const FINAL: Effect = Effect::of(Kind::C721, Group::Behaviour)
    .depends("it takes a success for one that is not final");

const NO_KEY: Effect = Effect::of(Kind::C310, Group::Behaviour)
    .depends("it reads an encrypted answer only if it has the key");

/// Whether an answer is encrypted is told from the answer.
const KEY_FITS: Effect = Effect::of(Kind::C310, Group::Behaviour);

/// What other media types of a text or a file do. Where none are listed, a file has any but that
/// of a page of HTML.
fn other_types(old: &[String], new: &[String]) -> Effect {
    let is_html = |it: &&String| HTML.contains(&it.as_str());
    let (of_old, of_new) = (old.iter().filter(is_html), new.iter().filter(is_html));
    match (old, new) {
        ([], _) if of_new.clone().count() == new.len() => OTHER_TYPES,
        ([], _) if of_new.count() > 0 => MORE_TYPES,
        (_, []) if of_old.clone().count() == old.len() => OTHER_TYPES,
        _ => match media_types(old, new) {
            Relation::Same | Relation::Narrower => FEWER_TYPES,
            Relation::Wider | Relation::Overlapping => MORE_TYPES,
            Relation::Disjoint | Relation::Misread => OTHER_TYPES,
        },
    }
}

const HTML: [&str; 2] = ["text/html", "application/xhtml+xml"];

const MORE_TYPES: Effect = Effect::of(Kind::C350, Group::Behaviour)
    .depends("it takes an answer of a new media type for an undocumented one");

const OTHER_TYPES: Effect = Effect::of(Kind::C350, Group::WireBreaking)
    .fails("it takes every answer for an undocumented one");

const FEWER_TYPES: Effect = Effect::of(Kind::C351, Group::Behaviour)
    .callers(Callers::Compile, "an answer of another media type is undocumented");
