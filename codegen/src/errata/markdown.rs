//! The questions as Markdown, to send to the vendor.

use std::fmt::Write as _;

use super::erratum::Erratum;
use crate::emit::doc;

/// The list as Markdown, one chapter for each page.
#[must_use]
pub fn to_markdown(vendor: &str, errata: &[Erratum]) -> String {
    let vendor = doc::text(vendor);
    let mut text = format!("# Questions about the documentation of {vendor}\n\n");
    if errata.is_empty() {
        text.push_str("There are no open questions.\n");
        return text;
    }
    let _ = writeln!(
        text,
        "{}. Quotations from the pages are set as code. Until a question is answered, the client \
         follows our reading.",
        count(errata.len(), "question")
    );
    let mut page = None;
    for (position, erratum) in errata.iter().enumerate() {
        if page != Some(&erratum.page) {
            page = Some(&erratum.page);
            let _ = writeln!(text, "\n## {}", doc::text(&erratum.page));
        }
        write(&mut text, position + 1, erratum);
    }
    text
}

fn write(text: &mut String, number: usize, erratum: &Erratum) {
    let Erratum {
        kind,
        // The chapter's heading.
        page: _,
        section,
        subject,
        page_says,
        elsewhere,
        adopted,
        because,
        question,
        file,
        line,
    } = erratum;
    let _ = writeln!(text, "\n### {number}. {} ({})\n", doc::text(subject), kind.name());
    let _ = writeln!(text, "- Section: {}", doc::text(section));
    if let Some(says) = page_says {
        let _ = writeln!(text, "- The page says: {}", doc::code(says));
    }
    if let Some((source, says)) = elsewhere {
        let _ = writeln!(text, "- {} says: {}", doc::text(source), doc::code(says));
    }
    if let Some((adopted, standing)) = adopted {
        let _ = writeln!(text, "- Our reading: {} ({standing})", doc::code(adopted));
    }
    if let Some(because) = because {
        let _ = writeln!(text, "- Why we ask: {}", doc::prose(because));
    }
    let _ = writeln!(text, "- Question: **{}**", doc::prose(question));
    let _ = writeln!(text, "- Our reference: {}", doc::code(&format!("{file}:{line}")));
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("One {what}") } else { format!("{number} {what}s") }
}
