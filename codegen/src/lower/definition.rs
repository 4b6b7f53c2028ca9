use std::collections::HashMap;

use crate::ir::{Home, Ident, Object, ValueType};
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
    fn home(&mut self) -> &mut Home;
    /// Whether both stand for the same thing; their words may differ.
    fn agrees(&self, other: &Self) -> bool;
}

/// What came of a definition.
pub(super) enum Defined {
    /// The name is new.
    First,
    /// It is the same as an earlier one.
    Again,
    /// It contradicts the one that stands here.
    Differently(Span),
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
        if !known.agrees(&item) {
            return Defined::Differently(*first);
        }
        let home = known.home();
        if *home != *item.home() && *home != Home::Headers {
            *home = Home::Fields;
        }
        Defined::Again
    }

    /// Hands every item to its home.
    pub(super) fn settle(self, mut house: impl FnMut(Home, T)) {
        for (mut item, _) in self.items {
            let home = *item.home();
            house(home, item);
        }
    }
}

impl Shared for ValueType {
    fn name(&self) -> &Ident {
        &self.name
    }

    fn home(&mut self) -> &mut Home {
        &mut self.home
    }

    fn agrees(&self, other: &Self) -> bool {
        self.kind == other.kind && self.redact == other.redact
    }
}

impl Shared for Object {
    fn name(&self) -> &Ident {
        &self.name
    }

    fn home(&mut self) -> &mut Home {
        &mut self.home
    }

    fn agrees(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len()
            && self.fields.iter().zip(&other.fields).all(|(a, b)| {
                (&a.wire, a.need, &a.ty, a.many) == (&b.wire, b.need, &b.ty, b.many)
            })
    }
}
