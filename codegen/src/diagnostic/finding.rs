//! The finding itself, and its kind.

use crate::doubt::{Id, KINDS, Kind};
use crate::source::Span;

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look; nothing is refused.
    Warning,
    /// Nothing is generated until it is fixed.
    Error,
}

/// A kind of finding, as `explain` prints it.
#[derive(Debug)]
pub struct Explanation {
    /// The stable code.
    pub code: &'static str,
    /// The rule in one line.
    pub title: &'static str,
    /// What it means, and what to do.
    pub text: &'static str,
    /// A piece of a spec that breaks the rule.
    pub bad: &'static str,
    /// The same piece, corrected.
    pub good: &'static str,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Its kind.
    pub explanation: &'static Explanation,
    /// The kind of doubt that it is about, if it is one.
    pub doubt: Option<Id>,
    /// Its severity.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub span: Span,
    /// The text at the marker.
    pub label: String,
    /// Other places that matter, each with what stands there.
    pub related: Vec<(Span, String)>,
    /// What to write instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(
        explanation: &'static Explanation,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            explanation,
            doubt: None,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// The same finding as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// Says that it is about a doubt of this kind.
    #[must_use]
    pub fn of_kind(self, kind: &'static Kind) -> Self {
        let code = kind.code;
        let help = format!(
            "it is one of the kind {code}: `cargo xtask explain {code}` tells how to decide all of \
             them at once"
        );
        Self {
            doubt: Some(kind.id),
            ..self
        }
        .help(help)
    }

    /// The kind of doubt that it is about, if it is one.
    #[must_use]
    pub fn kind(&self) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| Some(kind.id) == self.doubt)
    }

    /// What `explain` knows it by: the kind of doubt, or else of the finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind().map_or(self.explanation.code, |kind| kind.code)
    }

    /// Says what stands at the marker.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..self
        }
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Puts findings in the order in which they are shown: by file, place and code.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.span, d.explanation.code);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
}
