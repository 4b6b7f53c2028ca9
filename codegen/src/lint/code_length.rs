//! The codes of a table have the length that is stated where the table is used.

use std::collections::BTreeSet;

use super::limits::Limited;
use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Loaded;
use crate::raw::CodeTable;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L029",
    title: "a length that the codes do not have",
    text: "A field or a header with a code table takes the codes of that table, so a length \
           beside it that some of them do not have cannot be true. Where the page says both, \
           transcribe both and record a resolution that adopts the length of the codes. The \
           client follows the table in any case.",
    bad: "max_length: 3\ncodes: zones",
    good: "max_length: 4\ncodes: zones",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let tables = walk::tables(spec);
    let mut with_table = |id: Option<&str>, limited: &Limited<'_>| {
        // A table that is not there is reported by another rule.
        if let Some(table) = id.and_then(|id| tables.get(id)) {
            compare(limited, table, findings);
        }
    };
    for (set, header) in walk::headers(spec) {
        let limited = Limited::of_header(spec, &set.id, header);
        with_table(header.codes.as_deref(), &limited);
    }
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields.iter().filter(|placed| placed.field.codes.is_some()) {
            let limited = Limited::of_field(placed, resolutions);
            with_table(placed.field.codes.as_deref(), &limited);
        }
    }
}

fn compare(limited: &Limited<'_>, table: &Loaded<CodeTable>, findings: &mut Findings) {
    let counts = lengths(table);
    let (Some(least), Some(most)) = (counts.first(), counts.last()) else { return };
    for (key, length) in limited.lengths() {
        let (contradicts, adopt) = match key {
            "length" => (counts != [length], Some(most).filter(|it| *it == least)),
            "min_length" => (*least < length, Some(least)),
            _ => (*most > length, Some(most)),
        };
        if contradicts {
            let expected = ExpectedResolution {
                file: limited.at.file(),
                subject: limited.fact(key),
                adopt: adopt.map(u32::to_string),
            };
            let found = finding(limited, table, (key, length), &counts);
            findings.contradiction(found, expected);
        }
    }
}

/// The length that a table declares, or else those that its codes have.
fn lengths(table: &Loaded<CodeTable>) -> Vec<u32> {
    // That a code has the declared length is the business of another rule.
    if let Some(length) = Limited::of_table(table.located()).adopted().length {
        return vec![length];
    }
    let codes = table.codes.iter().map(|it| it.code.chars().count());
    // So is what is empty.
    let counts = codes.filter(|it| *it > 0).filter_map(|it| u32::try_from(it).ok());
    let counts: BTreeSet<u32> = counts.collect();
    counts.into_iter().collect()
}

fn finding(
    limited: &Limited<'_>,
    table: &CodeTable,
    (key, length): (&str, u32),
    counts: &[u32],
) -> Diagnostic {
    let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
    let counts = counts.join(" or ");
    let message = format!(
        "the `{key}` of `{}` is {length}, but the codes of `{}` have {counts} characters",
        limited.name, table.id
    );
    Diagnostic::error(&EXPLANATION, limited.at.key(key).span(), message)
        .label(format!("the codes have {counts}"))
        .related(limited.at.key("codes").span(), "the table")
        .help("if that is a typo, correct the length, or name another table")
}
