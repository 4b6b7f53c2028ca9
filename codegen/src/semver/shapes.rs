//! Objects of one of several shapes.

use super::log::At;
use super::types::{Differ, Use};
use super::users::Ways;
use super::{Effect, Group, Kind, Pair, pair};
use crate::ir::{Field, Ident, Reading, ResponseField, ShapeSign};

/// The signs of the shapes of an object, if it has shapes, and its fields: the shapes.
type Shapes<'a, F> = (Option<&'a [ShapeSign]>, &'a [F]);

/// Each shape with its sign.
fn signed<'a, F>(
    signs: &'a [ShapeSign],
    fields: &'a [F],
) -> Vec<(&'a F, &'a ShapeSign)> {
    fields.iter().zip(signs).collect()
}

fn same_sign<F>(one: &(&F, &ShapeSign), other: &(&F, &ShapeSign)) -> bool {
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
    /// The shapes that callers give.
    pub(super) fn shapes(
        &mut self,
        at: At<'_>,
        used: &Use<'a>,
        (old_signs, old): Shapes<'a, Field>,
        (new_signs, new): Shapes<'a, Field>,
    ) {
        let (Some(was), Some(is)) = (old_signs, new_signs) else {
            let (was, is) = (old_signs.is_some(), new_signs.is_some());
            self.log.fact(at, "one of several shapes", &was, &is, OTHERWISE_SENT);
            return;
        };
        let (old, new) = (signed(was, old), signed(is, new));
        for pair in pair(&old, &new, |(field, _)| &field.wire, &[&same_sign]).items {
            match pair {
                Pair::Added(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.added(at, Some(sign.to_string()), MORE);
                }
                Pair::Removed(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.removed(at, Some(sign.to_string()), LESS);
                }
                Pair::Both(&(old, was), &(new, is)) => {
                    let told = Told {
                        at: at.item(&new.wire, new.line),
                        renamed: (&old.name, &new.name),
                        words: (&old.words, &new.words),
                        signs: (was, is),
                    };
                    self.shape(&told, told_otherwise(was, is));
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
        (old_signs, old): Shapes<'a, ResponseField>,
        (new_signs, new): Shapes<'a, ResponseField>,
    ) {
        let (Some(was), Some(is)) = (old_signs, new_signs) else {
            let (was, is) = (old_signs.is_some(), new_signs.is_some());
            self.log.fact(at, "one of several shapes", &was, &is, OTHERWISE_READ);
            return;
        };
        let (old, new) = (signed(was, old), signed(is, new));
        for pair in pair(&old, &new, |(field, _)| &field.wire, &[&same_sign]).items {
            match pair {
                Pair::Added(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.added(at, Some(sign.to_string()), MORE_READ);
                }
                Pair::Removed(&(field, sign)) => {
                    let at = at.item(&field.wire, field.line);
                    self.log.removed(at, Some(sign.to_string()), LESS_READ);
                }
                Pair::Both(&(old, was), &(new, is)) => {
                    let told = Told {
                        at: at.item(&new.wire, new.line),
                        renamed: (&old.name, &new.name),
                        words: (&old.words, &new.words),
                        signs: (was, is),
                    };
                    self.shape(&told, READ_OTHERWISE);
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

    fn shape(&mut self, told: &Told<'_>, sign: Effect) {
        let (old, new) = told.renamed;
        self.log.fact(told.at, "Rust name", old, new, VARIANT_RENAMED);
        self.log.words(told.at, told.words.0, told.words.1);
        let (was, is) = (told.signs.0.to_string(), told.signs.1.to_string());
        if was != is {
            self.log.note(told.at, "told by", (Some(was), Some(is)), sign);
        }
    }
}

/// What another sign of a shape that is sent does: what tells by names is on the wire anyway.
fn told_otherwise(old: &ShapeSign, new: &ShapeSign) -> Effect {
    match (old, new) {
        (_, ShapeSign::Names(_)) => TOLD.unknown("it may send what no longer tells"),
        (_, ShapeSign::Value(_)) => TOLD.depends("it fails where it sends this shape"),
    }
}

const MORE: Effect = Effect::of(Kind::C373, Group::Additive);

const LESS: Effect = Effect::of(Kind::C374, Group::TypeBreaking)
    .depends("it fails where it sends this shape")
    .must_change("the variant is gone");

const TOLD: Effect = Effect::of(Kind::C375, Group::WireBreaking);

const VARIANT_RENAMED: Effect = Effect::of(Kind::C376, Group::TypeBreaking)
    .must_change("the variant has another name");

const MORE_READ: Effect = Effect::of(Kind::C377, Group::Additive);

const LESS_READ: Effect =
    Effect::of(Kind::C378, Group::TypeBreaking).must_change("the variant is gone");

const READ_OTHERWISE: Effect = Effect::of(Kind::C379, Group::WireBreaking)
    .depends("it takes this shape for an undocumented one");

const OTHERWISE_SENT: Effect = Effect::of(Kind::C372, Group::TypeBreaking)
    .depends("it fails unless what it sends has one of the shapes")
    .must_change("the type is an enum of shapes, or no longer is");

const OTHERWISE_READ: Effect = Effect::of(Kind::C372, Group::TypeBreaking)
    .must_change("the type is an enum of shapes, or no longer is");
