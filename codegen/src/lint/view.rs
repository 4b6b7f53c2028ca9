//! A spec as the rules see it: walks that many rules need are done once.

use std::ops::Deref;

use crate::load::{Loaded, OperationField, Spec};
use crate::parallel;
use crate::raw::{Fact, Facts, Operation, TextKind};
use crate::source::{NodeKind, NodeRef};

/// A spec as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    spec: &'a Spec,
    /// The fields of each operation, in the order of the operations.
    fields: Vec<Vec<OperationField<'a>>>,
    pub(super) found: Collected<'a>,
}

/// A reason for which something is to be confirmed.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenPoint<'a> {
    /// What is to be confirmed.
    pub(super) owner: NodeRef<'a>,
    /// Why.
    pub(super) why: NodeRef<'a>,
}

/// The parts of all files that some rule looks at.
#[derive(Debug, Default)]
pub(super) struct Collected<'a> {
    /// Every text that is more or less than printable ASCII between two letters or signs: the few
    /// that a rule about characters has to look at.
    pub(super) odd: Vec<(&'static Fact, NodeRef<'a>)>,
    /// Every text of a kind that has rules.
    texts: Vec<(TextKind, NodeRef<'a>)>,
    /// Every list of which some key is unique, with the keys of its items.
    pub(super) lists: Vec<(&'static [Fact], NodeRef<'a>)>,
    /// Every block without the citation that it is to have, by what it is.
    pub(super) uncited: Vec<(&'static str, NodeRef<'a>)>,
    /// Every reason for which something is to be confirmed.
    pub(super) to_confirm: Vec<OpenPoint<'a>>,
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
            let mut found = Collected::default();
            found.file(operation);
            (operation.fields(), found)
        });
        let mut found = Collected::default();
        found.file(&spec.api);
        spec.codes.iter().for_each(|table| found.file(table));
        spec.accepted.iter().for_each(|accepted| found.file(accepted));
        spec.catalog.iter().for_each(|catalog| found.file(catalog));
        spec.pages.iter().for_each(|pages| found.file(pages));
        spec.walkthroughs.iter().for_each(|it| found.file(it));
        let mut fields = Vec::with_capacity(walked.len());
        for (of_operation, its) in walked {
            fields.push(of_operation);
            found.odd.extend(its.odd);
            found.texts.extend(its.texts);
            found.lists.extend(its.lists);
            found.uncited.extend(its.uncited);
            found.to_confirm.extend(its.to_confirm);
        }
        Self { spec, fields, found }
    }

    /// The spec itself, for what outlives the view.
    pub(super) fn spec(&self) -> &'a Spec {
        self.spec
    }

    /// Every operation with its fields, wherever they are nested.
    pub(super) fn operations(
        &self,
    ) -> impl Iterator<Item = (&'a Loaded<Operation>, &[OperationField<'a>])> {
        self.spec.operations.iter().zip(self.fields.iter().map(Vec::as_slice))
    }

    /// The fields of the operation at this position.
    pub(super) fn fields_at(&self, position: usize) -> &[OperationField<'a>] {
        self.fields.get(position).map_or(&[], Vec::as_slice)
    }

    /// Every text of a kind.
    pub(super) fn texts(&self, kind: TextKind) -> impl Iterator<Item = NodeRef<'a>> {
        self.found.texts.iter().filter(move |(it, _)| *it == kind).map(|(_, at)| *at)
    }
}

impl<'a> Collected<'a> {
    fn file<T: Facts>(&mut self, file: &'a Loaded<T>) {
        self.walk(None, T::facts(), file.located().at);
    }

    /// `facts` are the keys of what stands here, `fact` is the one that it stands behind.
    fn walk(
        &mut self,
        fact: Option<&'static Fact>,
        facts: &'static [Fact],
        at: NodeRef<'a>,
    ) {
        match at.kind() {
            NodeKind::Scalar { text, .. } => {
                let Some(fact) = fact else { return };
                if !matches!(
                    fact.text,
                    TextKind::Name | TextKind::Sentence | TextKind::Lines
                ) {
                    self.texts.push((fact.text, at));
                }
                let is_odd = at.text().is_none_or(str::is_empty)
                    || text.starts_with(' ')
                    || text.ends_with(' ')
                    || !text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
                if is_odd {
                    self.odd.push((fact, at));
                }
            }
            NodeKind::Map(entries) => {
                let what = facts.iter().find_map(|it| it.cited);
                let uncited = what.filter(|_| !at.key("cite").exists());
                self.uncited.extend(uncited.map(|what| (what, at)));
                for (key, node) in entries {
                    let why = node.at(at.file());
                    if key == "confirm" {
                        self.to_confirm.push(OpenPoint { owner: at, why });
                    }
                    let fact = facts.iter().find(|it| it.key == key);
                    self.walk(fact, fact.map_or(&[], |it| (it.inner)()), why);
                }
            }
            NodeKind::List(items) => {
                if facts.iter().any(|it| it.unique.is_some()) {
                    self.lists.push((facts, at));
                }
                for node in items {
                    self.walk(fact, facts, node.at(at.file()));
                }
            }
        }
    }
}
