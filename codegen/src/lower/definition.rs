//! Types that several operations share: one definition, or a finding.

use std::collections::HashMap;

use super::difference::{self, Difference};
use crate::ir::{
    AnswerObject, Citation, Ident, Known, Module, Object, Redact, ValueType,
};
use crate::source::Span;

/// Types that may be defined in several places, as long as all places agree.
pub(super) struct Definitions<T> {
    /// In the order of their first definitions.
    items: Vec<(T, Span)>,
    positions: HashMap<Ident, usize>,
}

/// A type that several operations may share.
pub(super) trait Shared {
    fn name(&self) -> &Ident;
    fn module(&mut self) -> &mut Module;
    /// The first difference between the two; their descriptions may differ.
    fn difference(&self, other: &Self) -> Option<Difference>;
    /// Takes over what only the other place states.
    fn complete(&mut self, _other: &Self) {}
}

/// The result of a definition.
pub(super) enum Defined {
    /// The name is new.
    First,
    /// It is the same as an earlier one.
    Again,
    /// It contradicts the one that stands here.
    Differently(Span, Difference),
}

impl<T> Default for Definitions<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            positions: HashMap::new(),
        }
    }
}

impl<T: Shared> Definitions<T> {
    pub(super) fn define(&mut self, mut item: T, span: Span) -> Defined {
        let position = self.positions.get(item.name());
        let Some((known, first)) = position.and_then(|at| self.items.get_mut(*at))
        else {
            self.positions.insert(item.name().clone(), self.items.len());
            self.items.push((item, span));
            return Defined::First;
        };
        if let Some(difference) = known.difference(&item) {
            return Defined::Differently(*first, difference);
        }
        known.complete(&item);
        let module = known.module();
        if *module != *item.module() && *module != Module::Headers {
            *module = Module::Fields;
        }
        Defined::Again
    }

    /// Adds every item to the types of its module.
    pub(super) fn place(self, mut add: impl FnMut(Module, T)) {
        for (mut item, _) in self.items {
            let module = *item.module();
            add(module, item);
        }
    }
}

/// A type of values, and what its places state of its debug output: one statement is enough,
/// and without any the values are hidden.
pub(super) struct Value {
    pub(super) ty: ValueType,
    pub(super) redact: Option<Redact>,
}

impl Value {
    /// The type as it is after all places have been seen.
    pub(super) fn with_redaction(self) -> ValueType {
        ValueType {
            redact: self.redact.unwrap_or(Redact::Hidden),
            ..self.ty
        }
    }
}

impl Shared for Value {
    fn name(&self) -> &Ident {
        &self.ty.name
    }

    fn module(&mut self) -> &mut Module {
        &mut self.ty.module
    }

    fn difference(&self, other: &Self) -> Option<Difference> {
        difference::of_kinds(&self.ty.kind, &other.ty.kind)
            .or_else(|| difference::of_redaction(self.redact?, other.redact?))
    }

    fn complete(&mut self, other: &Self) {
        self.redact = self.redact.or(other.redact);
        for decision in &other.ty.decisions {
            if !self.ty.decisions.contains(decision) {
                self.ty.decisions.push(decision.clone());
            }
        }
        if self.ty.words.about.is_none() {
            self.ty.words.about.clone_from(&other.ty.words.about);
        }
        cite(&mut self.ty.uses, &other.ty.uses);
    }
}

/// Every page and section once.
fn cite(uses: &mut Vec<Citation>, others: &[Citation]) {
    for other in others {
        let is_it = |known: &Citation| {
            (&known.page, &known.section) == (&other.page, &other.section)
        };
        if !uses.iter().any(is_it) {
            uses.push(other.clone());
        }
    }
}

impl Shared for Object {
    fn name(&self) -> &Ident {
        &self.name
    }

    fn module(&mut self) -> &mut Module {
        &mut self.module
    }

    fn difference(&self, other: &Self) -> Option<Difference> {
        let signs = |it: &Self| (it.shapes.clone(), it.tag.clone());
        difference::of_signs(&signs(self), &signs(other))
            .or_else(|| difference::of_known(self.known, other.known))
            .or_else(|| difference::of_fields(&self.fields, &other.fields))
    }

    fn complete(&mut self, other: &Self) {
        cite(&mut self.uses, &other.uses);
        for (field, other) in self.fields.iter_mut().zip(&other.fields) {
            for decision in &other.decisions {
                if !field.decisions.contains(decision) {
                    field.decisions.push(decision.clone());
                }
            }
            if field.words.about.is_none() {
                field.words.about.clone_from(&other.words.about);
            }
        }
    }
}

impl Shared for AnswerObject {
    fn name(&self) -> &Ident {
        &self.name
    }

    fn module(&mut self) -> &mut Module {
        &mut self.module
    }

    fn difference(&self, other: &Self) -> Option<Difference> {
        let signs = |it: &Self| (it.shapes.clone(), it.tag.clone());
        difference::of_signs(&signs(self), &signs(other))
            .or_else(|| difference::of_answers(&self.fields, &other.fields))
    }

    fn complete(&mut self, other: &Self) {
        cite(&mut self.uses, &other.uses);
        if self.known == Known::Whole {
            self.known = other.known;
        }
    }
}
