//! The findings of the rules, and the resolutions that settle them.

use std::collections::{HashMap, HashSet};

use super::view::View;
use super::walk::Recorded;
use super::{subjects, walk};
use crate::diagnostic::Diagnostic;
use crate::source::FileId;

/// The findings of the rules.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

/// A finding, and the resolution that would settle it.
#[derive(Debug)]
struct Finding {
    diagnostic: Diagnostic,
    expected: Option<ExpectedResolution>,
}

/// The resolution that would settle a contradiction.
#[derive(Debug)]
pub struct ExpectedResolution {
    /// The file whose resolutions count.
    pub file: FileId,
    /// The subject that it has to name.
    pub subject: String,
    /// What it has to adopt, where only one reading is free of contradiction.
    pub adopt: Option<String>,
}

impl Findings {
    /// Adds a finding that no resolution settles.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.0.push(Finding { diagnostic, expected: None });
    }

    /// Adds findings that no resolution settles.
    pub(super) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.add(diagnostic));
    }

    /// Adds a contradiction that a resolution settles.
    pub fn contradiction(
        &mut self,
        diagnostic: Diagnostic,
        expected: ExpectedResolution,
    ) {
        self.0.push(Finding {
            diagnostic,
            expected: Some(expected),
        });
    }

    /// The subjects of all contradictions found so far.
    pub(super) fn contradicted(&self) -> HashSet<(FileId, &str)> {
        let settlements = self.0.iter().filter_map(|finding| finding.expected.as_ref());
        settlements.map(|settled| (settled.file, settled.subject.as_str())).collect()
    }

    /// The contradictions without a resolution.
    pub(super) fn open(self, view: &View<'_>) -> Vec<(Diagnostic, ExpectedResolution)> {
        let resolutions = walk::resolutions(view);
        let subjects: HashSet<_> =
            resolutions.iter().map(|it| (it.file, it.value.subject.as_str())).collect();
        let found = self.0.into_iter().filter_map(|finding| {
            let expected = finding.expected?;
            let subject = (expected.file, expected.subject.as_str());
            let is_open = !subjects.contains(&subject);
            is_open.then_some((finding.diagnostic, expected))
        });
        found.collect()
    }

    /// The resolutions that adopt another reading than the one that is free of contradiction: the
    /// file, the subject and that reading.
    pub(super) fn adopting(&self, view: &View<'_>) -> Vec<(FileId, String, String)> {
        let resolutions = walk::resolutions(view);
        let expected = self.0.iter().filter_map(|finding| finding.expected.as_ref());
        let differs = expected.filter_map(|expected| {
            let adopt = expected.adopt.clone()?;
            let known = resolutions.iter().find(|it| {
                it.file == expected.file && it.value.subject == expected.subject
            })?;
            let is_other = known.value.adopted != adopt;
            is_other.then(|| (expected.file, expected.subject.clone(), adopt))
        });
        differs.collect()
    }

    /// The findings that remain after the resolutions. One whose resolution has a misspelt subject is
    /// settled too: the rule about subjects reports that.
    pub(super) fn settle(self, view: &View<'_>) -> Vec<Diagnostic> {
        let (mut resolutions, mut meant) = (HashMap::new(), HashSet::new());
        for resolution in walk::resolutions(view) {
            let (file, subject) = (resolution.file, resolution.value.subject.as_str());
            meant.extend(subjects::meant(view, file, subject).map(|it| (file, it)));
            resolutions.entry((file, subject)).or_insert(resolution);
        }
        let settle = |Finding { diagnostic, expected }| {
            let Some(wanted) = expected else { return Some(diagnostic) };
            match resolutions.get(&(wanted.file, wanted.subject.as_str())) {
                None if meant.contains(&(wanted.file, wanted.subject.clone())) => None,
                None => Some(offer(diagnostic, &wanted, view)),
                Some(resolution) => disagreement(diagnostic, &wanted, *resolution),
            }
        };
        self.0.into_iter().filter_map(settle).collect()
    }
}

/// The finding with the resolution that would settle it, ready to be pasted. Of what the page
/// does not say, a reading can only be inferred.
fn offer(
    diagnostic: Diagnostic,
    wanted: &ExpectedResolution,
    view: &View<'_>,
) -> Diagnostic {
    let page_says = subjects::transcribed(view, wanted.file, &wanted.subject);
    let mut lines = vec![
        "- id: <a name for it>".to_owned(),
        format!("  subject: {}", wanted.subject),
    ];
    lines.extend(page_says.as_deref().map(|it| format!("  page_says: {}", quoted(it))));
    let adopted = wanted.adopt.as_deref().map_or("<what to follow>".to_owned(), quoted);
    let (when, standing) = match page_says {
        Some(_) => ("this is what the page says", "documented"),
        None => ("the page says no more", "inferred"),
    };
    lines.extend([
        format!("  adopted: {adopted}"),
        "  because: <why, in a sentence>".to_owned(),
        "  evidence: [<ids of sources>]".to_owned(),
        format!("  standing: {standing}"),
    ]);
    if page_says.is_none() {
        lines.push(
            "  enforce: true # without this line the rule is only documented".to_owned(),
        );
    }
    let lines = lines.join("\n");
    let file =
        if wanted.file == diagnostic.span.file { "this file" } else { "api.yaml" };
    diagnostic
        .help(format!("if {when}, record it under `resolutions` of {file}:\n{lines}"))
}

/// A text as it can be pasted into YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `None` when the resolution adopts what is free of contradiction.
fn disagreement(
    diagnostic: Diagnostic,
    wanted: &ExpectedResolution,
    resolution: Recorded<'_>,
) -> Option<Diagnostic> {
    let adopt = wanted.adopt.as_ref().filter(|adopt| **adopt != resolution.adopted)?;
    let adopted = &resolution.adopted;
    Some(
        diagnostic
            .related(
                resolution.span_of("adopted"),
                format!("adopting `{adopted}` does not resolve the contradiction"),
            )
            .help(format!("let the resolution adopt `{adopt}`")),
    )
}
