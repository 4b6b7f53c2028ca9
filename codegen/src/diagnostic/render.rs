//! Findings as text for people, with the lines of the file.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet,
    renderer::DecorStyle,
};

use super::finding::{Diagnostic, Severity};
use crate::escape::{escaped, is_unseen};
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
    let message = escaped(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.explanation.code);
    let mut group = Group::with_title(title);
    for excerpt in excerpts(files, diagnostic) {
        group = group.element(excerpt.snippet());
    }
    let help = diagnostic.help.iter().map(|help| {
        // What is to be written may take several lines.
        let lines: Vec<_> = help.split('\n').map(escaped).collect();
        Element::from(Level::HELP.message(lines.join("\n")))
    });
    let report = [group.elements(help)];
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

/// The lines of a file that a finding touches, and its marks in them.
struct Excerpt<'a> {
    file: &'a File,
    marks: Vec<(AnnotationKind, Range<usize>, &'a str)>,
}

/// One for each file, the finding's own file first.
fn excerpts<'a>(files: &'a Files, diagnostic: &'a Diagnostic) -> Vec<Excerpt<'a>> {
    let primary = (diagnostic.span, diagnostic.label.as_str(), AnnotationKind::Primary);
    let related = diagnostic
        .related
        .iter()
        .map(|(span, label)| (*span, label.as_str(), AnnotationKind::Context));
    let mut grouped: Vec<(Span, Excerpt<'_>)> = Vec::new();
    for (span, label, kind) in std::iter::once(primary).chain(related) {
        let Some(file) = files.get(span.file) else { continue };
        let mark = (kind, clamp(file, span), label);
        match grouped.iter_mut().find(|(first, _)| first.file == span.file) {
            Some((_, excerpt)) => excerpt.marks.push(mark),
            None => grouped.push((span, Excerpt { file, marks: vec![mark] })),
        }
    }
    grouped.into_iter().map(|(_, excerpt)| excerpt).collect()
}

impl<'a> Excerpt<'a> {
    /// Nothing but the lines that are shown: the renderer reads all that it is given.
    fn snippet(self) -> Snippet<'a, Annotation<'a>> {
        let text = self.file.text.as_str();
        let ends = self.marks.iter().map(|(_, range, _)| range.end);
        let last = ends.max().unwrap_or(0);
        let first =
            self.marks.iter().map(|(_, range, _)| range.start).min().unwrap_or(0);
        let start =
            text.get(..first).and_then(|it| it.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(last..).and_then(|it| it.find('\n'));
        let end = end.map_or(text.len(), |at| last + at + 1);
        let escaped_lines = Lines::escaped(text.get(start..end).unwrap_or_default());
        let line = self.file.line(u32::try_from(start).unwrap_or(u32::MAX));
        let marks = self.marks.into_iter().map(|(kind, range, label)| {
            let at = |offset: usize| escaped_lines.at(offset - start);
            let mark = kind.span(at(range.start)..at(range.end));
            if label.is_empty() { mark } else { mark.label(escaped(label)) }
        });
        let marks: Vec<_> = marks.collect();
        Snippet::source(escaped_lines.text)
            .line_start(line as usize)
            .path(escaped(&self.file.path))
            .fold(true)
            .annotations(marks)
    }
}

/// Lines in which whatever a terminal would act on is escaped.
struct Lines {
    text: String,
    /// Where a character was escaped, and how many bytes longer it has become.
    grown: Vec<(usize, usize)>,
}

impl Lines {
    fn escaped(lines: &str) -> Self {
        let mut text = String::with_capacity(lines.len());
        let mut grown = Vec::new();
        let mut rest = lines.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let ends_line = c == '\r' && rest.peek().is_some_and(|(_, c)| *c == '\n');
            // The renderer expands tabs itself.
            if ends_line || matches!(c, '\n' | '\t') || !is_unseen(c) {
                text.push(c);
            } else {
                let shown = c.escape_default();
                grown.push((at, shown.len() - c.len_utf8()));
                text.extend(shown);
            }
        }
        Self { text, grown }
    }

    /// An offset after escaping.
    fn at(&self, offset: usize) -> usize {
        let before = self.grown.iter().take_while(|(at, _)| *at < offset);
        offset + before.map(|(_, more)| more).sum::<usize>()
    }
}

/// The renderer panics on a span that leaves the text or splits a character.
fn clamp(file: &File, span: Span) -> Range<usize> {
    let floor = |offset: usize| {
        let offset = offset.min(file.text.len());
        (0..=offset).rev().find(|at| file.text.is_char_boundary(*at)).unwrap_or(0)
    };
    let start = floor(span.start as usize);
    start..floor(span.end as usize).max(start)
}

/// The greatest number of findings of a kind that are shown to people one by one: of errors, each
/// of which has to be fixed, and of warnings.
const MOST: (usize, usize) = (20, 3);

/// The code of what is to be confirmed.
const TO_CONFIRM: &str = "L050";

/// The greatest number of places that are listed of the others.
const LISTED: usize = 12;

/// Findings one below the other, errors before warnings; of many of a kind the first alone, then
/// how many more there are, and where.
#[must_use]
pub fn render_all(files: &Files, diagnostics: &[Diagnostic], style: Style) -> String {
    let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
    for diagnostic in diagnostics {
        let is_one = |of: &&mut Vec<&Diagnostic>| {
            of.first().is_some_and(|first| is_alike(first, diagnostic))
        };
        match kinds.iter_mut().find(is_one) {
            Some(of) => of.push(diagnostic),
            None => kinds.push(vec![diagnostic]),
        }
    }
    if kinds.iter().all(|of| of.len() == shown(of)) {
        return diagnostics.iter().map(|it| render(files, it, style) + "\n\n").collect();
    }
    kinds.sort_by_key(|of| of.iter().all(|it| it.severity == Severity::Warning));
    kinds.iter().map(|of| render_kind(files, of, style)).collect()
}

/// Whether two findings are of one kind. What is to be confirmed for no kind of doubt is told apart
/// by what is said of it.
fn is_alike(first: &Diagnostic, other: &Diagnostic) -> bool {
    let is_open = first.explanation.code == TO_CONFIRM && first.doubt.is_none();
    first.code() == other.code() && (!is_open || first.label == other.label)
}

/// How many findings of a kind are shown.
fn shown(of: &[&Diagnostic]) -> usize {
    let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
    let most = if of.iter().any(is_error) { MOST.0 } else { MOST.1 };
    // One more is shown as quickly as it is counted.
    if of.len() > most + 1 { most } else { of.len() }
}

/// The findings of a kind.
fn render_kind(files: &Files, of: &[&Diagnostic], style: Style) -> String {
    let code = of.first().map_or("", |it| it.code());
    let (first, rest) = of.split_at_checked(shown(of)).unwrap_or((of, &[]));
    let mut text: String =
        first.iter().map(|it| render(files, it, style) + "\n\n").collect();
    if !rest.is_empty() {
        let title = of
            .first()
            .map_or("", |it| it.kind().map_or(it.explanation.title, |it| it.title));
        let places = rest.iter().take(LISTED);
        let places = places.map(|it| escaped(&files.locate(it.span)).into_owned());
        let more = rest.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let _ = writeln!(
            text,
            "{} more of {code}, {title}: {}{more}\n= see each with `cargo xtask lint --only \
             {code}`, or all with `--format json`\n",
            rest.len(),
            places.collect::<Vec<_>>().join(", ")
        );
    }
    text
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
