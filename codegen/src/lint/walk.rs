//! Walks over the parts of a spec that several rules look at.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use crate::load::{Loaded, Located, Spec};
use crate::raw::{
    CodeTable, Envelope, Header, HeaderSet, Operation, OwnEnvelope, Resolution,
    ResponseCode, Signing, TestCase,
};
use crate::source::{FileId, NodeRef, Span};

/// Every header set.
pub(super) fn header_sets(
    spec: &Spec,
) -> impl Iterator<Item = Located<'_, HeaderSet>> + use<'_> {
    spec.api.located().each("header_sets", |api| &api.header_sets)
}

/// Every header, behind the set that it belongs to.
pub(super) fn headers(
    spec: &Spec,
) -> impl Iterator<Item = (&HeaderSet, Located<'_, Header>)> + use<'_> {
    header_sets(spec).flat_map(|set| {
        set.each("headers", |set| &set.headers).map(move |header| (set.value, header))
    })
}

/// Whether answers have a header set, and no request has it.
pub(super) fn is_of_answers(spec: &Spec, set: &HeaderSet) -> bool {
    let operations = || spec.operations.iter().map(|it| it.located().value);
    let answered = |it: &Operation| it.response.as_ref()?.headers.clone();
    // What cannot be read may be a request with it.
    spec.unreadable.is_empty()
        && operations().all(|it| it.request.headers.as_ref() != Some(&set.id))
        && operations().any(|it| answered(it).as_ref() == Some(&set.id))
}

/// Every recipe of signatures: that of most operations, and those that some name.
pub(super) fn recipes(
    spec: &Spec,
) -> impl Iterator<Item = Located<'_, Signing>> + use<'_> {
    let api = spec.api.located();
    let most = api.optional("signing", |api| &api.signing);
    most.into_iter().chain(api.each("recipes", |api| &api.recipes))
}

/// A resolution, as it is recorded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded<'a> {
    pub(super) value: &'a Resolution,
    /// The file whose facts it is about.
    pub(super) file: FileId,
    /// Its place.
    pub(super) at: NodeRef<'a>,
    /// The place of what it says of one page, where it is about several.
    of_page: NodeRef<'a>,
}

impl Deref for Recorded<'_> {
    type Target = Resolution;

    fn deref(&self) -> &Resolution {
        self.value
    }
}

impl<'a> Recorded<'a> {
    fn own(it: Located<'a, Resolution>) -> Self {
        let Located { value, at } = it;
        Self {
            value,
            file: at.file(),
            at,
            of_page: at,
        }
    }

    /// Where the value of a key stands; the resolution itself where the key is absent.
    pub(super) fn span_of(&self, key: &str) -> Span {
        let of_page = self.of_page.key(key);
        if of_page.exists() { of_page.span() } else { self.at.key(key).span() }
    }
}

/// Every resolution of every file.
pub(super) fn resolutions(spec: &Spec) -> Vec<Recorded<'_>> {
    let api = spec.api.located();
    let mut own: Vec<_> = api.each("resolutions", |api| &api.resolutions).collect();
    for table in &spec.codes {
        own.extend(table.located().each("resolutions", |table| &table.resolutions));
    }
    for operation in &spec.operations {
        own.extend(operation.located().each("resolutions", |it| &it.resolutions));
    }
    for callback in &spec.callbacks {
        own.extend(callback.located().each("resolutions", |it| &it.resolutions));
    }
    let shared = spec.decisions.iter().flat_map(|decisions| {
        spec.shared.iter().map(|shared| {
            let (at, of_page) = shared.places(decisions);
            Recorded {
                value: &shared.resolution,
                file: shared.file,
                at,
                of_page,
            }
        })
    });
    own.into_iter().map(Recorded::own).chain(shared).collect()
}

/// The results that an operation lists.
pub(super) fn response_codes(
    operation: &Loaded<Operation>,
) -> impl Iterator<Item = Located<'_, ResponseCode>> + use<'_> {
    let codes = operation.located().part("response_codes", |it| &it.response_codes);
    codes.each("codes", |codes| &codes.codes)
}

/// The envelope of a spec's answers.
pub(super) fn envelope(spec: &Spec) -> Option<Located<'_, Envelope>> {
    spec.api.located().optional("envelope", |api| &api.envelope)
}

/// The envelope of an operation's answers: its own, or that of all answers.
pub(super) fn envelope_of<'a>(
    spec: &'a Spec,
    operation: &'a Loaded<Operation>,
) -> Option<Located<'a, Envelope>> {
    let response = operation.located().optional("response", |it| &it.response);
    let own = response.and_then(|it| it.optional("envelope", |r| &r.envelope));
    match own.map(|own| (own.value, own.at)) {
        None => envelope(spec),
        Some((OwnEnvelope::None, _)) => None,
        Some((OwnEnvelope::Other(value), at)) => Some(Located { value, at }),
    }
}

/// The test cases that an operation lists.
pub(super) fn test_cases(
    operation: &Loaded<Operation>,
) -> impl Iterator<Item = Located<'_, TestCase>> + use<'_> {
    let cases = operation.located().optional("test_cases", |it| &it.test_cases);
    cases.into_iter().flat_map(|cases| cases.each("cases", |cases| &cases.cases))
}

/// The code tables by their id.
pub(super) fn tables(spec: &Spec) -> HashMap<&str, &Loaded<CodeTable>> {
    spec.codes.iter().map(|table| (table.id.as_str(), table)).collect()
}

/// The header sets by their id.
pub(super) fn sets_by_id(spec: &Spec) -> HashMap<&str, &HeaderSet> {
    spec.api.header_sets.iter().map(|set| (set.id.as_str(), set)).collect()
}

/// The names that a reference may have. A file that could not be read, or whose id is wrong, counts
/// under its file name: one mistake gives one finding.
pub(super) struct KnownNames<'a>(HashSet<&'a str>);

impl<'a> KnownNames<'a> {
    pub(super) fn operations(spec: &'a Spec) -> Self {
        Self::files(spec, &spec.operations, |operation| &operation.id)
    }

    pub(super) fn tables(spec: &'a Spec) -> Self {
        Self::files(spec, &spec.codes, |table| &table.id)
    }

    pub(super) fn sources(spec: &'a Spec) -> Self {
        let mut known = Self::operations(spec);
        known.0.extend(Self::files(spec, &spec.callbacks, |callback| &callback.id).0);
        known.0.extend(spec.api.sources.iter().map(|source| source.id.as_str()));
        known
    }

    pub(super) fn names(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.collect())
    }

    fn files<T>(
        spec: &'a Spec,
        files: &'a [Loaded<T>],
        id: fn(&'a T) -> &'a str,
    ) -> Self {
        let ids = files.iter().flat_map(|file| [id(file), file.stem.as_str()]);
        Self(ids.chain(spec.unreadable.iter().map(String::as_str)).collect())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// Some of the names, in order.
    pub(super) fn listed(&self) -> Vec<&'a str> {
        let mut names: Vec<_> = self.0.iter().copied().collect();
        names.sort_unstable();
        names
    }
}
