//! The questions as Markdown: a letter to the vendor.

use std::fmt::Write as _;

use super::erratum::{Erratum, ErratumKind};
use super::words;
use crate::emit::doc;
use crate::ir::Settled;

/// One question, with all places that it is about.
struct Question<'a> {
    of: Vec<&'a Erratum>,
}

/// The letter: what the vendor alone can answer, each question once, with its pages.
#[must_use]
pub fn to_markdown(vendor: &str, errata: &[Erratum]) -> String {
    let vendor = doc::text(vendor);
    let mut text = format!("# Questions about the documentation of {vendor}\n\n");
    let (adopted, open): (Vec<_>, Vec<_>) =
        questions(errata).into_iter().partition(Question::is_adopted);
    if open.is_empty() {
        text.push_str("There are no open questions.\n");
    } else {
        let _ = writeln!(
            text,
            "We build a client from your documentation, and {} left that it does not answer. Each is \
             followed by the pages that it is about; quotations from them are set as code. Where a \
             reading of ours is given, the client follows it until you answer.",
            asked(open.len())
        );
    }
    if !adopted.is_empty() {
        let _ = writeln!(
            text,
            "\nApart from these, we have adopted {} where the documentation contradicts itself or is \
             silent; we can send you the list.",
            count(adopted.len(), "reading").to_lowercase()
        );
    }
    for (position, question) in open.iter().enumerate() {
        question.write(&mut text, position + 1);
    }
    text
}

/// The second part: what was decided without the vendor, who may contradict it.
#[must_use]
pub fn readings(errata: &[Erratum], settled: &[Settled]) -> String {
    let mut text = String::from("# Readings that we have adopted\n\n");
    let adopted = questions(errata).into_iter().filter(Question::is_adopted);
    let adopted: Vec<_> = adopted.collect();
    if adopted.is_empty() && settled.is_empty() {
        text.push_str("There are none.\n");
    } else {
        text.push_str("Please correct us where one is wrong.\n");
    }
    for (position, question) in adopted.iter().enumerate() {
        question.write(&mut text, position + 1);
    }
    decided(&mut text, settled);
    text
}

/// The questions by their kind, each once.
fn questions(errata: &[Erratum]) -> Vec<Question<'_>> {
    let mut questions: Vec<Question<'_>> = Vec::new();
    for erratum in errata {
        let known = questions
            .iter_mut()
            .find(|it| it.of.first().is_some_and(|first| is_same(first, erratum)));
        match known {
            Some(question) => question.of.push(erratum),
            None => questions.push(Question { of: vec![erratum] }),
        }
    }
    questions.sort_by_key(|it| it.of.first().map(|it| it.kind));
    questions
}

/// Whether one answer settles both: they are doubts of a kind, readings for one reason, or asked in
/// the same words.
fn is_same(first: &Erratum, other: &Erratum) -> bool {
    let reading =
        |it: &Erratum| (it.adopted.clone(), it.elsewhere.clone(), it.because.clone());
    match (first.doubt, other.doubt) {
        (Some(kind), Some(of)) => return kind == of,
        (None, None) => {}
        _ => return false,
    }
    if first.kind != other.kind {
        return false;
    }
    match first.kind {
        ErratumKind::Gap | ErratumKind::HiddenRows if first.adopted.is_none() => {
            first.question == other.question && other.adopted.is_none()
        }
        _ => {
            reading(first) == reading(other) && first.subject == other.subject
                || first.adopted.is_some() && reading(first) == reading(other)
        }
    }
}

impl Question<'_> {
    /// Whether it is decided, and the vendor is told of it rather than asked.
    fn is_adopted(&self) -> bool {
        let is_decided =
            |it: &&Erratum| it.adopted.is_some() && it.kind != ErratumKind::ToConfirm;
        self.of.iter().all(is_decided)
    }

    fn write(&self, text: &mut String, number: usize) {
        let Some(first) = self.of.first() else { return };
        let asked = match first.doubt {
            Some(kind) => kind.question,
            None if self.has_one(|it| &it.question) => &first.question,
            None => "Which is right on each of these pages?",
        };
        let title = match first.subject.as_str() {
            // A question may name it itself.
            subject if self.is_named() && !asked.contains(name_of(subject)) => {
                format!("{subject}: {asked}")
            }
            _ => asked.to_owned(),
        };
        let _ = writeln!(text, "\n## {number}. {}\n", doc::prose(&title));
        if let Some((adopted, standing)) = &first.adopted {
            let adopted = doc::code(&words::reading(adopted));
            let _ = writeln!(text, "Our reading: {adopted} ({standing}).");
        }
        if let Some((source, says)) = &first.elsewhere {
            let (source, says) = (doc::text(source), doc::quoted(&words::reading(says)));
            let _ = writeln!(text, "Stated elsewhere: {says} ({source}).");
        }
        let reason = match first.doubt {
            Some(kind) => Some(kind.text),
            None if self.is_for_one_reason() => first.because.as_deref(),
            None => None,
        };
        if let Some(reason) = reason {
            let _ = writeln!(text, "{}", doc::prose(reason));
        }
        if !text.ends_with("\n\n") {
            text.push('\n');
        }
        for erratum in &self.of {
            self.place(text, erratum);
        }
    }

    fn has_one(&self, of: fn(&Erratum) -> &str) -> bool {
        let mut all = self.of.iter().map(|it| of(it));
        let first = all.next();
        all.all(|it| Some(it) == first)
    }

    /// Whether the title names the subject, which is the same in all places.
    fn is_named(&self) -> bool {
        self.of.iter().all(|it| it.doubt.is_none()) && self.has_one(|it| &it.subject)
    }

    fn is_for_one_reason(&self) -> bool {
        let mut reasons = self.of.iter().map(|it| &it.because);
        let first = reasons.next();
        reasons.all(|it| Some(it) == first)
    }

    fn place(&self, text: &mut String, erratum: &Erratum) {
        let Erratum {
            page,
            urls,
            section,
            subject,
            page_says,
            because,
            ..
        } = erratum;
        let page = match urls.first() {
            Some(url) => format!("{} ({})", doc::text(page), doc::link(url)),
            None => doc::text(page),
        };
        let section = match section.as_str() {
            "" => String::new(),
            section if section == erratum.page => String::new(),
            section => format!(", {}", doc::text(section)),
        };
        let _ = write!(text, "- {page}{section}");
        if !self.is_named() {
            let _ = write!(text, ": {}", doc::text(subject));
        }
        if let Some(says) = page_says {
            let says = says.lines().map(str::trim).collect::<Vec<_>>().join(" / ");
            let _ = write!(text, "; the page says {}", doc::code(&says));
        }
        let is_own = erratum.doubt.is_some() || !self.is_for_one_reason();
        match because.as_ref().filter(|_| is_own) {
            Some(why) => {
                let _ = writeln!(text, ". {}", doc::prose(why));
            }
            None => text.push('\n'),
        }
    }
}

/// What was decided once for many pages: nothing is asked, but it may be contradicted.
fn decided(text: &mut String, settled: &[Settled]) {
    if settled.is_empty() {
        return;
    }
    text.push_str("\n## Decided for many pages\n\n");
    for Settled {
        kind,
        because,
        evidence,
        standing,
        operations,
    } in settled
    {
        let titles: Vec<_> =
            operations.iter().map(|(_, title)| doc::text(title)).collect();
        let _ = writeln!(
            text,
            "- {}: {} ({}; {}). Pages: {}.",
            doc::text(kind.title),
            doc::prose(because),
            standing.as_str(),
            evidence.iter().map(|it| doc::text(it)).collect::<Vec<_>>().join(", "),
            titles.join(", ")
        );
    }
}

/// The name in a subject such as `birthDate, length`.
fn name_of(subject: &str) -> &str {
    subject.split_once(", ").map_or(subject, |(name, _)| name)
}

fn asked(number: usize) -> String {
    if number == 1 {
        "one question is".to_owned()
    } else {
        format!("{number} questions are")
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("One {what}") } else { format!("{number} {what}s") }
}
