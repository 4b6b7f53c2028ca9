//! Documentation of emitted items.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::limits::{self, UNDOCUMENTED};
use super::markdown::escaped;
use crate::checker::Length;
use crate::ir::{
    Citation, Constraint, Decision, KnownScheme, Need, Scheme, Standing, Upload,
    ValueKind, ValueType, Wire,
};
use crate::raw::Limits;

/// Documentation, built paragraph by paragraph.
#[derive(Default)]
pub(super) struct Doc(String);

impl Doc {
    /// Begins with a paragraph of Markdown.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(mut self, text: impl AsRef<str>) -> Self {
        if !text.as_ref().is_empty() {
            if !self.0.is_empty() {
                self.0.push_str("\n\n");
            }
            self.0.push_str(text.as_ref());
        }
        self
    }

    /// Adds the condition of a need.
    pub(super) fn condition(self, condition: Option<&str>) -> Self {
        self.paragraph(condition.map(prose).unwrap_or_default())
    }

    /// Adds the decisions on contradictions, one paragraph each.
    pub(super) fn decisions(self, decisions: &[Decision]) -> Self {
        decisions.iter().fold(self, |doc, decided| doc.paragraph(decision(decided)))
    }

    /// Adds the source, if there is one.
    pub(super) fn source(self, citation: &Citation) -> Self {
        self.sources(std::slice::from_ref(citation))
    }

    /// Adds the source of something that has one of its own.
    pub(super) fn cited(self, citation: Option<&Citation>) -> Self {
        match citation {
            Some(citation) => self.source(citation),
            None => self,
        }
    }

    /// Adds every source that there is.
    pub(super) fn sources(self, citations: &[Citation]) -> Self {
        let cited = citations.iter().filter(|it| !it.page.is_empty());
        let cited: Vec<_> = cited.map(source).collect();
        if cited.is_empty() {
            return self;
        }
        self.paragraph(format!("Source: {}.", cited.join("; ")))
    }

    /// The text alone.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// As the comment before an item, each line behind `indent`.
    pub(super) fn comment(&self, indent: &str) -> String {
        let mut text = String::with_capacity(self.0.len() * 2);
        for line in self.0.lines() {
            text.push_str(indent);
            text.push_str("/// ");
            text.push_str(line);
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
        }
        text
    }

    /// As an attribute before an item: one for all lines, which cost more than their letters.
    pub(super) fn attributes(&self) -> TokenStream {
        let mut text = String::with_capacity(self.0.len() + 16);
        for line in self.0.lines() {
            if !text.is_empty() {
                text.push(LINE_BREAK);
            }
            text.push(' ');
            text.push_str(line);
        }
        if text.is_empty() {
            return TokenStream::new();
        }
        let text = literal(&text);
        quote!(#[doc = #text])
    }
}

/// A page and a section, and how certain it is what they say.
fn source(citation: &Citation) -> String {
    let Citation {
        page,
        url,
        section,
        standing,
        ..
    } = citation;
    let page = text(page);
    let url = url.as_deref().map(link).filter(|url| url.starts_with('<'));
    let page = match url {
        Some(url) => format!("[{page}]({url})"),
        None => page,
    };
    let standing = match standing {
        Standing::Documented => "",
        Standing::Observed => " (observed)",
        Standing::Inferred => " (inferred)",
    };
    format!("{page}, {}{standing}", text(section))
}

/// An address as a link, where Markdown can have it as one.
pub(crate) fn link(url: &str) -> String {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\');
    let is_link = url.starts_with("https://") || url.starts_with("http://");
    if is_link && url.chars().all(is_plain) { format!("<{url}>") } else { text(url) }
}

/// The separator of lines of documentation until it is printed. It cannot occur elsewhere:
/// documentation has no control characters.
pub(crate) const LINE_BREAK: char = '\u{1b}';

/// Documentation as a literal. It is printed as a comment: what can stand there raw need not
/// be escaped, letter by letter, and read back by the printer.
fn literal(text: &str) -> Literal {
    let raw = if text.contains("\"#") || text.contains('\r') {
        None
    } else {
        format!("r#\"{text}\"#").parse().ok()
    };
    raw.unwrap_or_else(|| Literal::string(text))
}

/// A short documentation as attributes.
pub(super) fn line(text: &str) -> TokenStream {
    Doc::new(text).attributes()
}

/// The vendor's words as Markdown that shows them as they are, in one line.
pub(crate) fn text(words: &str) -> String {
    escaped(words, false)
}

/// Our own words as Markdown: plain text in paragraphs, with code between backticks.
pub(crate) fn prose(words: &str) -> String {
    let line = |line: &str| {
        let paired = line.matches('`').count().is_multiple_of(2);
        escaped(line, paired && !line.contains("``"))
    };
    words.trim().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A value as code, whatever it holds.
pub(crate) fn code(value: &str) -> String {
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    if value.contains('`') { text(&value) } else { format!("`{value}`") }
}

/// The readings of several copies, a line each, as code.
pub(crate) fn quoted(says: &str) -> String {
    let readings: Vec<_> = says.lines().map(code).collect();
    readings.join(" and ")
}

fn decision(decision: &Decision) -> String {
    let Decision {
        fact,
        page_says,
        elsewhere,
        adopted,
        because,
        evidence,
        standing,
        confirm,
    } = decision;
    let page = match page_says {
        Some(says) => format!("the page says {}", code(says)),
        None => "the page says nothing".to_owned(),
    };
    let elsewhere = elsewhere.as_ref().map_or_else(String::new, |(source, says)| {
        format!(", {} says {}", text(source), quoted(says))
    });
    let standing = standing.as_str();
    let evidence: Vec<_> = evidence.iter().map(|source| text(source)).collect();
    let evidence = match evidence.join(", ") {
        sources if sources.is_empty() => sources,
        sources => format!(" Evidence: {sources}."),
    };
    let open = confirm
        .as_ref()
        .map_or_else(String::new, |why| format!(" To be confirmed: {}", prose(why)));
    format!(
        "Contradiction about {}: {page}{elsewhere}; adopted: {} ({standing}). {}{evidence}{open}",
        code(fact),
        code(adopted),
        prose(because),
    )
}

/// The limits of a type's values, in a sentence.
pub(super) fn limits(value: &ValueType) -> String {
    let wire = code(&value.wire);
    let presumed =
        value.decisions.iter().any(|decided| decided.fact.ends_with("length"));
    match &value.kind {
        ValueKind::Text(Constraint { limits, .. })
            if presumed && limits.of_length() == Length::any() =>
        {
            format!("{wire}: a text of a presumed length, not enforced.")
        }
        ValueKind::Text(constraint) | ValueKind::Secret(constraint) => {
            format!("{wire}: {}.", texts(constraint))
        }
        ValueKind::Date(constraint) => format!("{wire}: a date, {}.", texts(constraint)),
        ValueKind::Number(limits) => {
            format!("{wire}: a whole number{}.", number(limits))
        }
        ValueKind::Decimal(limits) => format!("{wire}: a number{}.", number(limits)),
        ValueKind::File(upload) => format!("{wire}: {}.", file(upload)),
        ValueKind::Flag(form) => {
            format!("{wire}: a boolean, sent as {}.", flags(*form))
        }
    }
}

/// The documented limits of an answer's values, in a sentence, if there are any.
pub(super) fn expected(kind: &ValueKind) -> Option<String> {
    let says = match kind {
        ValueKind::Text(it) | ValueKind::Date(it) | ValueKind::Secret(it) => {
            let is_open = it.shape.is_none() && it.limits.of_length() == Length::any();
            (!is_open).then(|| texts(it))?
        }
        ValueKind::Number(limits) | ValueKind::Decimal(limits) => {
            let words = limits::words(limits);
            let words = words.trim_start_matches(UNDOCUMENTED);
            (!words.is_empty()).then(|| format!("a number{words}"))?
        }
        ValueKind::Flag(Wire::TrueFalse) | ValueKind::File(_) => return None,
        ValueKind::Flag(form) => flags(*form).to_owned(),
    };
    Some(format!("The page says: {says}."))
}

/// What a file has to be, in words.
fn file(upload: &Upload) -> String {
    let most = Length::of(None, upload.limits.max_bytes);
    let most = limits::counted(most, "byte").map(|bytes| format!(", {bytes}"));
    let media_types: Vec<_> = upload.media_types.iter().map(|it| code(it)).collect();
    let media_types = match media_types.join(" or ") {
        none if none.is_empty() => none,
        some => format!(", of the media type {some}"),
    };
    format!("a file{}{media_types}", most.unwrap_or_default())
}

const fn flags(form: Wire) -> &'static str {
    match form {
        Wire::TrueFalse => "`true` or `false`",
        Wire::YesNo => "`\"Y\"` or `\"N\"`",
        Wire::OneZero => "`\"1\"` or `\"0\"`",
    }
}

fn number(limits: &Limits) -> String {
    let words = limits::words(limits);
    if words.is_empty() { UNDOCUMENTED.to_owned() } else { words }
}

fn texts(constraint: &Constraint) -> String {
    let Constraint {
        limits,
        shape,
        shape_enforced,
    } = constraint;
    let shape = match (shape, shape_enforced) {
        (None, _) => String::new(),
        (Some(shape), true) => format!(", of the form {}", code(&shape.to_string())),
        (Some(shape), false) => {
            format!(
                ", presumably of the form {}, which is not enforced",
                code(&shape.to_string())
            )
        }
    };
    let length = limits.of_length();
    if length == Length::any() && !shape.is_empty() {
        return format!("a text{shape}");
    }
    format!("{}{shape}", limits::length_words(limits))
}

/// The form of a table's codes, in a sentence, if it has one.
pub(super) fn codes(constraint: &Constraint) -> String {
    let is_open = constraint.limits.of_length() == Length::any();
    match &constraint.shape {
        None if is_open => String::new(),
        Some(shape) if is_open => {
            format!("A code has the form {}.", code(&shape.to_string()))
        }
        _ => format!("A code has {}.", texts(constraint)),
    }
}

/// What is said of a credential that no header carries.
pub(super) const ONLY_SIGNED: &str =
    "It is never sent as a header: it is signed, or a part of other values.";

/// Whether something is required, in a sentence.
pub(super) fn need(need: Need, condition: Option<&String>) -> String {
    let word = match need {
        Need::Required => "Required.",
        Need::Optional => "Optional.",
        Need::Conditional => "Conditional.",
    };
    match condition {
        Some(condition) => format!("{word} {}", prose(condition)),
        None => word.to_owned(),
    }
}

/// What the caller gives of a credential, and what the client makes of it.
pub(super) fn credential(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Known(KnownScheme::Bearer) => {
            "Give the bare token: the client sends `Bearer` and the token.".to_owned()
        }
        Scheme::Known(KnownScheme::Basic) => {
            "Give `user:password`: the client sends `Basic` and the Base64 of that."
                .to_owned()
        }
        Scheme::Known(KnownScheme::BasicUser) => {
            "Give the bare user name or key: the client sends `Basic` and the Base64 of it and a \
             colon, with an empty password."
                .to_owned()
        }
        Scheme::Text(text) => {
            format!("Give the bare credential: the client sends {}.", code(text))
        }
    }
}
