//! A spec, with the walks that many rules take done once.

use std::ops::Deref;

use crate::load::{Loaded, Placed, Spec};
use crate::parallel;
use crate::raw::{Fact, Facts, Operation, Text};
use crate::source::{At, Shape};

/// A spec as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    spec: &'a Spec,
    /// The fields of each operation, in the order of the operations.
    fields: Vec<Vec<Placed<'a>>>,
    odd_texts: Vec<(&'static Fact, At<'a>)>,
    ids: Vec<At<'a>>,
    to_confirm: Vec<Open<'a>>,
}

/// A reason for which something is to be confirmed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<'a> {
    /// What is to be confirmed.
    pub(super) owner: At<'a>,
    /// Why.
    pub(super) why: At<'a>,
}

/// The texts that some rule looks at.
#[derive(Default)]
struct Texts<'a> {
    odd: Vec<(&'static Fact, At<'a>)>,
    ids: Vec<At<'a>>,
    to_confirm: Vec<Open<'a>>,
}

impl Deref for View<'_> {
    type Target = Spec;

    fn deref(&self) -> &Spec {
        self.spec
    }
}

impl<'a> View<'a> {
    /// Walks over the spec.
    #[must_use]
    pub fn new(spec: &'a Spec) -> Self {
        let operations: Vec<&'a _> = spec.operations.iter().collect();
        let walked = parallel::map(&operations, |operation: &&'a Loaded<Operation>| {
            let operation: &'a Loaded<Operation> = operation;
            let mut texts = Texts::default();
            texts.file(operation);
            (operation.fields(), texts)
        });
        let mut texts = Texts::default();
        texts.file(&spec.api);
        spec.codes.iter().for_each(|table| texts.file(table));
        spec.catalog.iter().for_each(|catalog| texts.file(catalog));
        spec.pages.iter().for_each(|pages| texts.file(pages));
        let mut fields = Vec::with_capacity(walked.len());
        for (of_operation, its_texts) in walked {
            fields.push(of_operation);
            texts.odd.extend(its_texts.odd);
            texts.ids.extend(its_texts.ids);
            texts.to_confirm.extend(its_texts.to_confirm);
        }
        let Texts { odd, ids, to_confirm } = texts;
        Self {
            spec,
            fields,
            odd_texts: odd,
            ids,
            to_confirm,
        }
    }

    /// The spec itself, for what outlives the view.
    pub(super) fn spec(&self) -> &'a Spec {
        self.spec
    }

    /// Every operation with its fields, wherever they are nested.
    pub(super) fn operations(
        &self,
    ) -> impl Iterator<Item = (&'a Loaded<Operation>, &[Placed<'a>])> {
        self.spec.operations.iter().zip(self.fields.iter().map(Vec::as_slice))
    }

    /// The fields of the operation at this position.
    pub(super) fn fields_at(&self, position: usize) -> &[Placed<'a>] {
        self.fields.get(position).map_or(&[], Vec::as_slice)
    }

    /// Every text that is more or less than printable ASCII between two letters or signs, and
    /// the key that it stands behind: the few that a rule about characters has to look at.
    pub(super) fn odd_texts(&self) -> &[(&'static Fact, At<'a>)] {
        &self.odd_texts
    }

    /// Every id of a file, or of an item of it.
    pub(super) fn ids(&self) -> &[At<'a>] {
        &self.ids
    }

    /// Every reason for which something is to be confirmed.
    pub(super) fn to_confirm(&self) -> &[Open<'a>] {
        &self.to_confirm
    }
}

impl<'a> Texts<'a> {
    fn file<T: Facts>(&mut self, file: &'a Loaded<T>) {
        self.walk(None, T::facts(), file.located().at);
    }

    /// `facts` are the keys of what stands here, `fact` is the one that it stands behind.
    fn walk(&mut self, fact: Option<&'static Fact>, facts: &'static [Fact], at: At<'a>) {
        match at.shape() {
            Shape::Scalar { text, .. } => {
                let Some(fact) = fact else { return };
                if fact.text == Text::Id {
                    self.ids.push(at);
                }
                let is_odd = at.text().is_none_or(str::is_empty)
                    || text.starts_with(' ')
                    || text.ends_with(' ')
                    || !text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
                if is_odd {
                    self.odd.push((fact, at));
                }
            }
            Shape::Map(entries) => {
                for (key, node) in entries {
                    let why = node.at(at.file());
                    if key == "confirm" {
                        self.to_confirm.push(Open { owner: at, why });
                    }
                    let fact = facts.iter().find(|it| it.key == key);
                    self.walk(fact, fact.map_or(&[], |it| (it.inner)()), why);
                }
            }
            Shape::List(items) => {
                for node in items {
                    self.walk(fact, facts, node.at(at.file()));
                }
            }
        }
    }
}
