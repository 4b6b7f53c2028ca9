//! A spec, with the walks that many rules take done once.

use std::ops::Deref;

use crate::load::{Loaded, Placed, Spec};
use crate::parallel;
use crate::raw::Operation;
use crate::source::{At, Shape};

/// A spec as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    spec: &'a Spec,
    /// The fields of each operation, in the order of the operations.
    fields: Vec<Vec<Placed<'a>>>,
    odd_texts: Vec<(&'a str, At<'a>)>,
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
    odd: Vec<(&'a str, At<'a>)>,
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
            texts.walk("", operation.located().at);
            (operation.fields(), texts)
        });
        let mut texts = Texts::default();
        texts.walk("", spec.api.located().at);
        for table in &spec.codes {
            texts.walk("", table.located().at);
        }
        if let Some(catalog) = &spec.catalog {
            texts.walk("", catalog.located().at);
        }
        if let Some(pages) = &spec.pages {
            texts.walk("", pages.located().at);
        }
        let mut fields = Vec::with_capacity(walked.len());
        for (of_operation, its_texts) in walked {
            fields.push(of_operation);
            texts.odd.extend(its_texts.odd);
            texts.to_confirm.extend(its_texts.to_confirm);
        }
        let Texts { odd, to_confirm } = texts;
        Self {
            spec,
            fields,
            odd_texts: odd,
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
    pub(super) fn odd_texts(&self) -> &[(&'a str, At<'a>)] {
        &self.odd_texts
    }

    /// Every reason for which something is to be confirmed.
    pub(super) fn to_confirm(&self) -> &[Open<'a>] {
        &self.to_confirm
    }
}

impl<'a> Texts<'a> {
    fn walk(&mut self, key: &'a str, at: At<'a>) {
        match at.shape() {
            Shape::Scalar { text, .. } => {
                let is_odd = at.text().is_none_or(str::is_empty)
                    || text.starts_with(' ')
                    || text.ends_with(' ')
                    || !text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
                if is_odd {
                    self.odd.push((key, at));
                }
            }
            Shape::Map(entries) => {
                for (key, node) in entries {
                    let why = node.at(at.file());
                    if key == "confirm" {
                        self.to_confirm.push(Open { owner: at, why });
                    }
                    self.walk(key, why);
                }
            }
            Shape::List(items) => {
                for node in items {
                    self.walk(key, node.at(at.file()));
                }
            }
        }
    }
}
