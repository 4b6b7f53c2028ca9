use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet,
    renderer::DecorStyle,
};

use super::finding::{Diagnostic, Severity};
use crate::source::{File, Files, Span};

/// Whether the text goes to a terminal that shows colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With colours.
    Coloured,
}

/// A finding as rustc would show it: the line, a marker under it, and what to write instead.
#[must_use]
pub fn render(files: &Files, diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.explanation.code);
    let mut group = Group::with_title(title);
    for (file, annotations) in snippets(files, diagnostic) {
        let snippet = Snippet::source(&file.text).path(&file.path).fold(true);
        group = group.element(snippet.annotations(annotations));
    }
    let help =
        diagnostic.help.iter().map(|help| Element::from(Level::HELP.message(help)));
    let report = [group.elements(help)];
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

/// One snippet for each file that the finding touches, the finding's own file first.
fn snippets<'a>(
    files: &'a Files,
    diagnostic: &'a Diagnostic,
) -> Vec<(&'a File, Vec<Annotation<'a>>)> {
    let primary = (diagnostic.span, diagnostic.label.as_str(), AnnotationKind::Primary);
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| (*span, label.as_str(), AnnotationKind::Context));
    let mut grouped: Vec<(Span, &File, Vec<Annotation<'_>>)> = Vec::new();
    for (span, label, kind) in std::iter::once(primary).chain(related) {
        let Some(file) = files.get(span.file) else { continue };
        let marker = kind.span(clamp(file, span));
        let marker = if label.is_empty() { marker } else { marker.label(label) };
        match grouped.iter_mut().find(|(first, ..)| first.file == span.file) {
            Some((.., annotations)) => annotations.push(marker),
            None => grouped.push((span, file, vec![marker])),
        }
    }
    grouped.into_iter().map(|(_, file, annotations)| (file, annotations)).collect()
}

/// The renderer panics on a span that leaves the text or splits a character.
fn clamp(file: &File, span: Span) -> std::ops::Range<usize> {
    let floor = |offset: usize| {
        let offset = offset.min(file.text.len());
        (0..=offset).rev().find(|at| file.text.is_char_boundary(*at)).unwrap_or(0)
    };
    let start = floor(span.start as usize);
    start..floor(span.end as usize).max(start)
}

/// `3 errors, 1 warning`, or nothing where there is nothing.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity, noun: &str| {
        let n = diagnostics.iter().filter(|d| d.severity == severity).count();
        match n {
            0 => None,
            1 => Some(format!("1 {noun}")),
            n => Some(format!("{n} {noun}s")),
        }
    };
    let parts = [count(Severity::Error, "error"), count(Severity::Warning, "warning")];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}
