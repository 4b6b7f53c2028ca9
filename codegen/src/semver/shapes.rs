//! Objects of one of several shapes.

use super::log::At;
use super::pair::orders;
use super::types::{Differ, Use};
use super::users::Ways;
use super::{Deployed, Effect, Group, Kind, Pair, pair};
use crate::ir::{
    AnswerObject, Ident, Known, Need, Object, Reading, ResponseField, ShapeSign,
};

/// A shape with its sign.
type Signed<'a, F> = (&'a F, &'a ShapeSign);

/// Each shape with its sign.
fn signed<'a, F>(signs: &'a [ShapeSign], fields: &'a [F]) -> Vec<Signed<'a, F>> {
    fields.iter().zip(signs).collect()
}

fn same_sign<F>(one: &Signed<'_, F>, other: &Signed<'_, F>) -> bool {
    one.1 == other.1
}

/// What is told of a shape, whether it is sent or read.
struct Told<'a> {
    at: At<'a>,
    renamed: (&'a Ident, &'a Ident),
    words: (&'a crate::ir::Words, &'a crate::ir::Words),
    signs: (&'a ShapeSign, &'a ShapeSign),
}

impl<'a> Differ<'a> {
    /// The shapes of both states. That they are in another order is told.
    fn paired<'s, F>(
        &mut self,
        at: At<'_>,
        (old, new): (&'s [Signed<'a, F>], &'s [Signed<'a, F>]),
        wire: impl Fn(&'a F) -> &'a str,
    ) -> Vec<Pair<'s, Signed<'a, F>>> {
        let pairs = pair(old, new, |(field, _)| wire(field), &[&same_sign]);
        if pairs.reordered {
            let (old, new) = orders(old, &pairs, |(field, _)| wire(field));
            self.log.note(at, "order of shapes", (Some(old), Some(new)), Effect::WORDS);
        }
        pairs.items
    }

    /// The shapes that callers give.
    pub(super) fn shapes(
        &mut self,
        at: At<'_>,
        used: &Use<'a>,
        old: &'a Object,
        new: &'a Object,
    ) {
        let (Some(was), Some(is)) = (&old.shapes, &new.shapes) else {
            let effect = otherwise_sent(old, new).if_left_out(used.is_optional);
            let (was, is) = (old.shapes.is_some(), new.shapes.is_some());
            self.log.fact(at, "one of several shapes", &was, &is, effect);
            return;
        };
        let fate = |sign: &ShapeSign| fate(sign, (was, is));
        let (old, new) = (signed(was, &old.fields), signed(is, &new.fields));
        for pair in self.paired(at, (&old, &new), |field| &field.wire) {
            match pair {
                Pair::Added(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.added(at, Some(sign.to_string()), MORE);
                }
                Pair::Removed(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    let effect = lost(LESS, fate(sign)).if_left_out(used.is_optional);
                    self.log.removed(at, Some(sign.to_string()), effect);
                }
                Pair::Both(&(old, was), &(new, is)) => {
                    let told = Told {
                        at: at.item(&new.wire, new.line),
                        renamed: (&old.name, &new.name),
                        words: (&old.words, &new.words),
                        signs: (was, is),
                    };
                    let effect = match (fate(was), is) {
                        (Fate::Taken, _) | (_, ShapeSign::Value(_)) => {
                            lost(TOLD, fate(was)).if_left_out(used.is_optional)
                        }
                        // What tells by names is on the wire anyway.
                        (_, ShapeSign::Names(_)) => {
                            TOLD.unknown("it may send what no longer tells")
                        }
                    };
                    self.sign(&told, effect);
                    self.shape(&told);
                    let used = Use {
                        operations: used.operations.clone(),
                        subject: format!("{}.{}", at.owner, new.wire),
                        ways: Ways::GIVEN,
                        is_optional: true,
                        is_unquoted: false,
                    };
                    self.type_of(told.at, used, &old.ty, &new.ty);
                }
            }
        }
    }

    /// The shapes that are read.
    pub(super) fn read_shapes(
        &mut self,
        at: At<'_>,
        used: &Use<'a>,
        old: &'a AnswerObject,
        new: &'a AnswerObject,
    ) {
        let (Some(was), Some(is)) = (&old.shapes, &new.shapes) else {
            let effect = if_there(self.otherwise_read(old, new), used);
            let (was, is) = (old.shapes.is_some(), new.shapes.is_some());
            self.log.fact(at, "one of several shapes", &was, &is, effect);
            return;
        };
        let fate = |sign: &ShapeSign| fate(sign, (was, is));
        let (old, new) = (signed(was, &old.fields), signed(is, &new.fields));
        for pair in self.paired(at, (&old, &new), |field| &field.wire) {
            match pair {
                Pair::Added(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.added(at, Some(sign.to_string()), MORE_READ);
                }
                Pair::Removed(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    let effect = match fate(sign) {
                        Fate::Taken => if_there(wire(LESS_READ).fails(TAKEN), used),
                        Fate::Gone | Fate::AllGone => LESS_READ,
                    };
                    self.log.removed(at, Some(sign.to_string()), effect);
                }
                Pair::Both(&(old, was), &(new, is)) => {
                    let told = Told {
                        at: at.item(&new.wire, new.line),
                        renamed: (&old.name, &new.name),
                        words: (&old.words, &new.words),
                        signs: (was, is),
                    };
                    if !is_told_by_more(was, is) {
                        let effect = match fate(was) {
                            Fate::Gone => READ_OTHERWISE,
                            Fate::AllGone => READ_OTHERWISE
                                .fails("it takes each for an undocumented one"),
                            Fate::Taken => READ_OTHERWISE.fails(TAKEN),
                        };
                        self.sign(&told, if_there(effect, used));
                    }
                    self.shape(&told);
                    let names = (&old.reading, &new.reading);
                    if let (Reading::Object(old), Reading::Object(new)) = names {
                        let used = Use {
                            operations: used.operations.clone(),
                            subject: told.at.owner.to_owned(),
                            ways: Ways::RECEIVED,
                            is_optional: true,
                            is_unquoted: false,
                        };
                        self.answer_type(used, (old, new));
                    }
                }
            }
        }
    }

    /// What becomes of reading an object that has shapes now, or that has none any more.
    fn otherwise_read(&self, old: &AnswerObject, new: &AnswerObject) -> Effect {
        let has = |fields: &[ResponseField], name: &str| {
            fields.iter().any(|it| it.wire == name)
        };
        if let Some(signs) = &old.shapes {
            let fits = |it: &ShapeSign| names(it).all(|name| has(&new.fields, name));
            return otherwise_read(signs.iter().any(fits));
        }
        let required = || old.fields.iter().filter(|it| it.need == Need::Required);
        let shapes = new.fields.iter().filter_map(|field| match &field.reading {
            Reading::Object(name) => self.new.answers.get(name),
            _ => None,
        });
        let fits = shapes.map(|it| required().all(|field| has(&it.fields, &field.wire)));
        let fits: Vec<_> = fits.collect();
        if fits.iter().all(|it| *it) {
            OTHERWISE
        } else {
            otherwise_read(fits.contains(&true))
        }
    }

    fn shape(&mut self, told: &Told<'_>) {
        let (old, new) = told.renamed;
        self.log.fact(told.at, "Rust name", old, new, VARIANT_RENAMED);
        self.log.words(told.at, told.words.0, told.words.1);
    }

    fn sign(&mut self, told: &Told<'_>, sign: Effect) {
        let (was, is) = (told.signs.0.to_string(), told.signs.1.to_string());
        if was != is {
            self.log.note(told.at, "told by", (Some(was), Some(is)), sign);
        }
    }
}

/// What has become of a sign that its shape no longer has.
#[derive(Clone, Copy)]
enum Fate {
    /// No shape has it.
    Gone,
    /// No shape has it, or any other of the old signs.
    AllGone,
    /// Another shape has it.
    Taken,
}

fn fate(sign: &ShapeSign, (old, new): (&[ShapeSign], &[ShapeSign])) -> Fate {
    if new.contains(sign) {
        Fate::Taken
    } else if old.iter().any(|it| new.contains(it)) {
        Fate::Gone
    } else {
        Fate::AllGone
    }
}

/// What becomes of a client that sends a shape by a sign that the shape no longer has.
fn lost(effect: Effect, fate: Fate) -> Effect {
    match fate {
        Fate::Gone => effect.depends("it fails where it sends this shape"),
        Fate::AllGone => wire(effect).fails("it sends no shape that is documented"),
        Fate::Taken => {
            wire(effect).harms("what it sends as this shape is another one now")
        }
    }
}

/// The fields that have to be there for a sign.
fn names(sign: &ShapeSign) -> impl Iterator<Item = &str> {
    let (tag, names) = match sign {
        ShapeSign::Value(tag) => (Some(&tag.field), &[][..]),
        ShapeSign::Names(names) => (None, names.as_slice()),
    };
    tag.into_iter().chain(names).map(String::as_str)
}

/// Whether what has the new sign has the old one too.
fn is_told_by_more(old: &ShapeSign, new: &ShapeSign) -> bool {
    let (ShapeSign::Names(old), ShapeSign::Names(new)) = (old, new) else {
        return false;
    };
    old.iter().all(|it| new.contains(it))
}

/// What becomes of an object that is sent and has shapes now, or has none any more.
fn otherwise_sent(old: &Object, new: &Object) -> Effect {
    let (signs, plain) = match &old.shapes {
        Some(signs) => (Some(signs), new),
        None => (new.shapes.as_ref(), old),
    };
    let has = |name: &str| plain.fields.iter().any(|it| it.wire == name);
    let fits = |sign: &ShapeSign| plain.known != Known::Whole || names(sign).all(has);
    if signs.into_iter().flatten().any(fits) {
        OTHERWISE.depends("it fails unless what it sends has one of the shapes")
    } else {
        wire(OTHERWISE).fails("what it sends is none of the shapes")
    }
}

/// What becomes of reading one, where some are read as before, or none.
fn otherwise_read(is_some: bool) -> Effect {
    let why = "it reads fields as missing, or takes a shape for an undocumented one";
    if is_some { OTHERWISE.depends(why) } else { wire(OTHERWISE).fails(why) }
}

/// The effect on a client that reads what need not be there.
fn if_there(effect: Effect, used: &Use<'_>) -> Effect {
    if used.is_optional && effect.deployed == Deployed::Fails {
        effect.depends(effect.deployed_why)
    } else {
        effect
    }
}

fn wire(effect: Effect) -> Effect {
    Effect {
        group: Group::WireBreaking,
        ..effect
    }
}

const MORE: Effect = Effect::of(Kind::C373, Group::Additive);

const LESS: Effect =
    Effect::of(Kind::C374, Group::TypeBreaking).must_change("the variant is gone");

const TOLD: Effect = Effect::of(Kind::C375, Group::WireBreaking);

const VARIANT_RENAMED: Effect = Effect::of(Kind::C376, Group::TypeBreaking)
    .must_change("the variant has another name");

const MORE_READ: Effect = Effect::of(Kind::C377, Group::Additive);

const LESS_READ: Effect =
    Effect::of(Kind::C378, Group::TypeBreaking).must_change("the variant is gone");

const READ_OTHERWISE: Effect = Effect::of(Kind::C379, Group::WireBreaking)
    .depends("it takes this shape for an undocumented one");

const TAKEN: &str = "it takes another shape for this one";

const OTHERWISE: Effect = Effect::of(Kind::C372, Group::TypeBreaking)
    .must_change("the type is an enum of shapes, or no longer is");
