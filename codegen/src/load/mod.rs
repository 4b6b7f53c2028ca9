//! Loads a folder of YAML as the model of the spec, with the place of everything in it.

mod belongs;
mod copies;
pub(crate) mod fault;
mod located;
mod part;
mod read;
mod shared;
mod syntax_errors;
mod walk;

pub use fault::EXPLANATIONS;
pub use located::{Loaded, Located};
pub use part::{FileType, Unread, part};
pub use read::{LoadError, SourceText, read, read_file};
pub use shared::Shared;
pub use walk::{Direction, OperationField};

use shared::shared;
use std::collections::HashMap;
use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::diagnostic::Diagnostic;
use crate::doubt;
use crate::parallel;
use crate::raw::{self, FORMAT, Facts};
use crate::resolution;
use crate::source::{self, FileId, Files, Span, Top, Unreadable};

/// The model of a spec.
#[derive(Debug)]
pub struct Spec {
    /// `api.yaml`
    pub api: Loaded<raw::Api>,
    /// `codes/*.yaml`, by file name.
    pub codes: Vec<Loaded<raw::CodeTable>>,
    /// `operations/*.yaml`, by file name.
    pub operations: Vec<Loaded<raw::Operation>>,
    /// `callbacks/*.yaml`, by file name.
    pub callbacks: Vec<Loaded<raw::Callback>>,
    /// `catalog.yaml`, where there is one.
    pub catalog: Option<Loaded<raw::Catalog>>,
    /// `accepted.yaml`, where there is one.
    pub accepted: Option<Loaded<raw::Accepted>>,
    /// `decisions.yaml`, where there is one.
    pub decisions: Option<Loaded<raw::Decisions>>,
    /// The resolutions of `decisions.yaml`, one for each page.
    pub shared: Vec<Shared>,
    /// `pages.yaml`, where there is one.
    pub pages: Option<Loaded<raw::Pages>>,
    /// `walkthroughs/*.yaml`, by file name.
    pub walkthroughs: Vec<Loaded<raw::Walkthrough>>,
    /// The ids of the files that could not be read: references to them are not unknown.
    pub unreadable: Vec<String>,
}

impl Spec {
    /// The resolutions of an operation: its own, then those that it shares with others.
    #[must_use]
    pub fn resolutions(
        &self,
        operation: &Loaded<raw::Operation>,
    ) -> Vec<raw::Resolution> {
        let shared = self.shared.iter().filter(|it| it.file == operation.file);
        let shared = shared.map(|it| it.resolution.clone());
        operation.resolutions.iter().cloned().chain(shared).collect()
    }

    /// An operation as the client follows it: with all that is adopted for its fields, and without
    /// the doubts that are decided.
    #[must_use]
    pub fn decided(&self, operation: &Loaded<raw::Operation>) -> raw::Operation {
        let mut decided = resolution::operation(operation, self.resolutions(operation));
        if let Some(decisions) = &self.decisions {
            doubt::settle(decisions, &mut decided);
        }
        decided
    }

    /// The recipe that an operation is signed by, if its requests carry a signature.
    #[must_use]
    pub fn signing_of(&self, operation: &raw::Operation) -> Option<&raw::Signing> {
        let mut all = self.api.signing.iter().chain(&self.api.recipes);
        all.find(|it| it.id == operation.request.signing)
    }

    /// Every recipe of signatures of callbacks: that of most, and those that some name.
    pub fn callback_recipes(
        &self,
    ) -> impl Iterator<Item = Located<'_, raw::CallbackSigning>> {
        let all = self.api.located().optional("callbacks", |api| &api.callbacks);
        let most = all.and_then(|all| all.optional("signing", |it| &it.signing));
        let own = all.into_iter().flat_map(|all| all.each("recipes", |it| &it.recipes));
        most.into_iter().chain(own)
    }

    /// The callbacks that are signed by a recipe.
    pub fn signed_by(
        &self,
        recipe: &raw::CallbackSigning,
    ) -> impl Iterator<Item = Located<'_, raw::Callback>> {
        let callbacks = self.callbacks.iter().map(|it| it.located());
        callbacks.filter(|it| it.signed == raw::Signed::Yes && it.signing == recipe.id)
    }

    /// Whether requests with a header set are signed by a recipe; of a set that no request has, all
    /// may be.
    #[must_use]
    pub fn is_signed_by(&self, recipe: &raw::Signing, set: &raw::HeaderSet) -> bool {
        let requests = self.operations.iter().map(|it| &it.request);
        let mut requests =
            requests.filter(|it| it.headers.as_ref() == Some(&set.id)).peekable();
        requests.peek().is_none() || requests.any(|it| it.signing == recipe.id)
    }
}

/// The result of loading.
#[derive(Debug)]
pub struct Loading {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// The model of what could be read; absent when `api.yaml` could not.
    pub spec: Option<Spec>,
    /// What could not be read, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the texts of a spec; see [`read()`] for taking them from a folder.
#[must_use]
pub fn load(texts: Vec<SourceText>) -> Loading {
    load_into(Files::default(), texts)
}

/// The same, beside files that are known already: findings about both show their places.
pub(crate) fn load_into(files: Files, texts: Vec<SourceText>) -> Loading {
    let mut files = files;
    if let Some(diagnostic) = unknown_format(&texts, &mut files) {
        return Loading {
            files,
            spec: None,
            diagnostics: vec![diagnostic],
        };
    }
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    // The released state is not a part of the spec, see `release`.
    let own = |text: &SourceText| !text.name.starts_with("released/");
    for text in texts.into_iter().filter(own) {
        let name = text.name.clone();
        match text.decode(&mut files) {
            Ok(file) => found.push((name, file)),
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                found.push((name, FileId::NONE));
            }
        }
    }
    let parsed =
        parallel::map(&found, |(name, file)| Document::parse(&files, name, *file));
    let mut gathered = Gathered::default();
    for (document, (name, _)) in parsed.into_iter().zip(&found) {
        match document {
            Ok(document) => gathered.take(document),
            Err(faults) => {
                gathered.unreadable.push(stem(name).to_owned());
                diagnostics.extend(faults);
            }
        }
    }
    diagnostics.extend(gathered.copies());
    if gathered.api.is_none() && !gathered.unreadable.iter().any(|id| id == "api") {
        diagnostics.push(fault::missing_api(&mut files));
    }
    Loading {
        files,
        spec: gathered.spec(),
        diagnostics,
    }
}

/// The version of the format that an `api.yaml` claims, whatever else is in it, and where: a file
/// of another version need not have the structure of this one.
pub(crate) fn format(api: &str) -> Option<(&str, Range<usize>)> {
    let mut start = 0;
    let value = api.split_inclusive('\n').find_map(|line| {
        let at = start;
        start += line.len();
        line.strip_prefix("format:").map(|value| (value, at + "format:".len()))
    });
    let (value, at) = value?;
    let value = value.split('#').next().unwrap_or_default();
    let indent = value.len() - value.trim_start().len();
    let value = value.trim();
    Some((value.trim_matches(['"', '\'']), at + indent..at + indent + value.len()))
}

/// Whether this generator can read files of a version of the format.
pub(crate) fn is_readable(format: &str) -> bool {
    format.parse().is_ok_and(|format| (1..=FORMAT).contains(&format))
}

/// The finding about an unknown version of the format; nothing else in the spec is then checked.
fn unknown_format(texts: &[SourceText], files: &mut Files) -> Option<Diagnostic> {
    let api = texts.iter().find(|text| text.name == "api.yaml")?;
    let text = String::from_utf8_lossy(&api.bytes);
    let (claimed, place) = format(&text)?;
    claimed.parse::<u64>().ok().filter(|_| !is_readable(claimed))?;
    let file = api.clone().decode(files).ok()?;
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span {
        file,
        start: offset(place.start),
        end: offset(place.end),
    };
    Some(fault::unknown_format(span, claimed))
}

/// Whether two specs are the same, byte for byte: nothing need be read in order to know that
/// nothing has changed.
#[must_use]
pub fn same(a: &[SourceText], b: &[SourceText]) -> bool {
    let contents: HashMap<_, _> =
        a.iter().map(|text| (&text.name, &text.bytes)).collect();
    a.len() == b.len()
        && b.iter().all(|text| contents.get(&text.name) == Some(&&text.bytes))
}

/// The name of a file without folder and ending.
#[must_use]
pub fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml")).unwrap_or(file)
}

/// One file's model.
enum Document {
    Accepted(Loaded<raw::Accepted>),
    Api(Box<Loaded<raw::Api>>),
    Callback(Box<Loaded<raw::Callback>>),
    Catalog(Loaded<raw::Catalog>),
    Codes(Loaded<raw::CodeTable>),
    Decisions(Loaded<raw::Decisions>),
    Operation(Box<Loaded<raw::Operation>>),
    Pages(Box<Loaded<raw::Pages>>),
    Walkthrough(Loaded<raw::Walkthrough>),
}

impl Document {
    fn parse(files: &Files, name: &str, file: FileId) -> Result<Self, Vec<Diagnostic>> {
        if file == FileId::NONE {
            return Err(Vec::new());
        }
        let is_deeper = name.matches('/').count() > 1;
        if is_deeper || name.strip_suffix(".yaml").is_none() {
            return Err(vec![fault::misplaced(file, name)]);
        }
        match name.split_once('/') {
            None if name == "api.yaml" => {
                model(files, name, file).map(Box::new).map(Self::Api)
            }
            None if name == "accepted.yaml" => {
                model(files, name, file).map(Self::Accepted)
            }
            None if name == "catalog.yaml" => {
                model(files, name, file).map(Self::Catalog)
            }
            None if name == "decisions.yaml" => {
                model(files, name, file).map(Self::Decisions)
            }
            None if name == "pages.yaml" => {
                model(files, name, file).map(Box::new).map(Self::Pages)
            }
            Some(("callbacks", _)) => {
                model(files, name, file).map(Box::new).map(Self::Callback)
            }
            Some(("codes", _)) => model(files, name, file).map(Self::Codes),
            Some(("operations", _)) => {
                model(files, name, file).map(Box::new).map(Self::Operation)
            }
            Some(("walkthroughs", _)) => model(files, name, file).map(Self::Walkthrough),
            _ => Err(vec![fault::misplaced(file, name)]),
        }
    }
}

fn model<T: DeserializeOwned + Facts>(
    files: &Files,
    name: &str,
    file: FileId,
) -> Result<Loaded<T>, Vec<Diagnostic>> {
    match source::read(files, file) {
        Ok((value, index)) => Ok(Loaded::new(file, stem(name), value, index)),
        Err(Unreadable { top: Some(Top::Text), .. }) => Err(vec![fault::no_yaml(file)]),
        Err(Unreadable {
            top: Some(Top::Keys(keys)), ..
        }) if belongs::is_elsewhere(&keys, T::facts()) => {
            Err(vec![fault::another_kind(file, belongs::kind_of_file(&keys))])
        }
        Err(Unreadable { faults, .. }) => {
            let told = |fault| fault::diagnostic(fault, T::facts());
            Err(faults.into_iter().map(told).collect())
        }
    }
}

#[derive(Default)]
struct Gathered {
    accepted: Option<Loaded<raw::Accepted>>,
    api: Option<Loaded<raw::Api>>,
    codes: Vec<Loaded<raw::CodeTable>>,
    operations: Vec<Loaded<raw::Operation>>,
    callbacks: Vec<Loaded<raw::Callback>>,
    catalog: Option<Loaded<raw::Catalog>>,
    decisions: Option<Loaded<raw::Decisions>>,
    pages: Option<Loaded<raw::Pages>>,
    walkthroughs: Vec<Loaded<raw::Walkthrough>>,
    unreadable: Vec<String>,
}

impl Gathered {
    fn take(&mut self, document: Document) {
        match document {
            Document::Accepted(accepted) => self.accepted = Some(accepted),
            Document::Api(api) => self.api = Some(*api),
            Document::Callback(callback) => self.callbacks.push(*callback),
            Document::Catalog(catalog) => self.catalog = Some(catalog),
            Document::Codes(table) => self.codes.push(table),
            Document::Decisions(decisions) => self.decisions = Some(decisions),
            Document::Operation(operation) => self.operations.push(*operation),
            Document::Pages(pages) => self.pages = Some(*pages),
            Document::Walkthrough(it) => self.walkthroughs.push(it),
        }
    }

    fn copies(&mut self) -> Vec<Diagnostic> {
        let unreadable = &mut self.unreadable;
        let mut found = copies::take(&mut self.codes, |it| &it.id, unreadable);
        found.extend(copies::take(&mut self.operations, |it| &it.id, unreadable));
        found.extend(copies::take(&mut self.callbacks, |it| &it.id, unreadable));
        found.extend(copies::take(&mut self.walkthroughs, |it| &it.id, unreadable));
        found
    }

    fn spec(self) -> Option<Spec> {
        let Self {
            accepted,
            api,
            codes,
            operations,
            callbacks,
            catalog,
            decisions,
            pages,
            walkthroughs,
            unreadable,
        } = self;
        let shared =
            decisions.as_ref().map_or_else(Vec::new, |it| shared(it, &operations));
        api.map(|api| Spec {
            api,
            codes,
            operations,
            callbacks,
            catalog,
            accepted,
            decisions,
            shared,
            pages,
            walkthroughs,
            unreadable,
        })
    }
}
