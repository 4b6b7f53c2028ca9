//! A spec as the rules see it: walks that many rules need are done once.

use std::ops::Deref;

use crate::load::{Loaded, Located, OperationField, Spec};
use crate::parallel;
use crate::raw::{Callback, Fact, Facts, Operation, Resolution, TextKind, Unnamed};
use crate::source::{FileId, NodeKind, NodeRef};

/// A spec as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    spec: &'a Spec,
    /// The fields of each operation, in the order of the operations.
    fields: Vec<Vec<OperationField<'a>>>,
    /// The fields of each callback, in the order of the callbacks.
    callback_fields: Vec<Vec<OperationField<'a>>>,
    /// The resolutions of each operation, its own and those of `decisions.yaml`.
    resolutions: Vec<Vec<Resolution>>,
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
        spec.callbacks.iter().for_each(|callback| found.file(callback));
        spec.codes.iter().for_each(|table| found.file(table));
        spec.accepted.iter().for_each(|accepted| found.file(accepted));
        spec.decisions.iter().for_each(|decisions| found.file(decisions));
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
        let resolutions =
            spec.operations.iter().map(|it| spec.resolutions(it)).collect();
        Self {
            spec,
            fields,
            callback_fields: spec
                .callbacks
                .iter()
                .map(Loaded::<Callback>::fields)
                .collect(),
            resolutions,
            found,
        }
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

    /// Every callback with its fields, wherever they are nested.
    pub(super) fn callbacks(
        &self,
    ) -> impl Iterator<Item = (&'a Loaded<Callback>, &[OperationField<'a>])> {
        self.spec.callbacks.iter().zip(self.callback_fields.iter().map(Vec::as_slice))
    }

    /// Every field with the operation that has it, and those of callbacks without one.
    pub(super) fn each_field(
        &self,
    ) -> impl Iterator<Item = (Option<&'a Operation>, &OperationField<'a>)> {
        let operations = self.operations().flat_map(|(operation, fields)| {
            fields.iter().map(move |field| (Some(&**operation), field))
        });
        let callbacks = self.callbacks().flat_map(|(_, fields)| fields);
        operations.chain(callbacks.map(|field| (None, field)))
    }

    /// The fields of each operation and of each callback, with the resolutions about them.
    pub(super) fn with_fields(
        &self,
    ) -> impl Iterator<Item = (&[Resolution], &[OperationField<'a>])> {
        let fields = self.fields.iter().map(Vec::as_slice);
        let operations = self.resolutions.iter().map(Vec::as_slice).zip(fields);
        let callbacks =
            self.callbacks().map(|(it, fields)| (it.resolutions.as_slice(), fields));
        operations.chain(callbacks)
    }

    /// The fields of the operation or callback of a file, with the resolutions about them.
    pub(super) fn of_file(
        &self,
        file: FileId,
    ) -> Option<(&[Resolution], &[OperationField<'a>])> {
        if let Some(position) = self.position(file) {
            let resolutions = self.resolutions.get(position)?;
            return Some((resolutions, self.fields_at(position)));
        }
        let mut callbacks = self.callbacks();
        let (callback, fields) = callbacks.find(|(it, _)| it.file == file)?;
        Some((&callback.resolutions, fields))
    }

    /// The position of the operation of a file.
    fn position(&self, file: FileId) -> Option<usize> {
        self.spec.operations.binary_search_by_key(&file, |it| it.file).ok()
    }

    /// Every field that a page lists without a name.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = Located<'a, Unnamed>> {
        let operations =
            self.spec.operations.iter().flat_map(Loaded::<Operation>::unnamed);
        operations
            .chain(self.spec.callbacks.iter().flat_map(Loaded::<Callback>::unnamed))
    }

    /// The fields of the operation at this position.
    pub(super) fn fields_at(&self, position: usize) -> &[OperationField<'a>] {
        self.fields.get(position).map_or(&[], Vec::as_slice)
    }

    /// The resolutions of an operation, its own and those of `decisions.yaml`.
    pub(super) fn resolutions(&self, operation: &Loaded<Operation>) -> &[Resolution] {
        let position = self.position(operation.file);
        let own = position.and_then(|position| self.resolutions.get(position));
        own.map_or(&[], Vec::as_slice)
    }

    /// The operation of a file, and the subject of something in it.
    pub(super) fn subject_of(&self, owner: NodeRef<'_>) -> Option<(&'a str, String)> {
        let file = owner.file();
        let position = self.position(file)?;
        let operation = self.spec.operations.get(position)?;
        let (top, span) = (operation.located().at, owner.span());
        let is_it = |at: NodeRef<'_>| at.exists() && at.span() == span;
        let parts = ["request", "response", "response_codes", "test_cases"];
        let part = parts.into_iter().find(|part| is_it(top.key(part)));
        let fields = self.fields_at(position);
        let field = || fields.iter().find(|it| it.field.at.span() == span);
        let of_resolution = || Some(owner.key("subject").text()?.to_owned());
        let subject = match part {
            Some(part) => part.to_owned(),
            None if is_it(top) => "operation".to_owned(),
            None => match (field(), owner.key("code").text()) {
                (Some(field), _) => field.subject.clone(),
                (None, Some(code)) if owner.key("code").exists() => {
                    format!("response_codes.{code}")
                }
                _ => of_resolution().unwrap_or_default(),
            },
        };
        Some((operation.id.as_str(), subject))
    }

    /// Whether something is incomplete for a reason that other rules report: it is to be confirmed,
    /// it is known in part, or such doubts about it are decided.
    pub(super) fn is_open(&self, owner: NodeRef<'_>, kinds: &[&str]) -> bool {
        owner.key("confirm").exists()
            || owner.key("known").exists()
            || kinds.iter().any(|kind| self.is_decided(kind, owner))
    }

    /// Whether the doubts of a kind about something are decided.
    pub(super) fn is_decided(&self, kind: &str, owner: NodeRef<'_>) -> bool {
        let decisions = self.spec.decisions.as_ref();
        let place = || self.subject_of(owner);
        decisions.is_some_and(|decisions| {
            place()
                .is_some_and(|(id, subject)| decisions.of(kind, id, &subject).is_some())
        })
    }

    /// Every text of a kind.
    pub(super) fn texts(&self, kind: TextKind) -> impl Iterator<Item = NodeRef<'a>> {
        self.found.texts.iter().filter(move |(it, _)| *it == kind).map(|(_, at)| *at)
    }
}

/// Whether the message of a row is not known, or to be confirmed.
fn is_unread(row: NodeRef<'_>) -> bool {
    row.key("confirm").exists() || row.key("known").text() == Some("none")
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
                    || at.comment().is_some()
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
                    // Of a row that was cut off, the message may not be known.
                    let is_open = key == "message" && is_unread(at);
                    if is_open && why.text().is_some_and(str::is_empty) {
                        continue;
                    }
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
