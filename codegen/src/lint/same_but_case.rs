//! Every name has one spelling.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::names::{self, Name};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L041",
    title: "a name that differs from another by case or separators only",
    text: "`duedate` beside `dueDate` is usually a typo, and the vendor would not find the field. \
           The rarer of the two spellings is reported. If the vendor does use both, record a \
           resolution of the field's `name`.",
    bad: "- name: duedate\n  type: string\n  need: required",
    good: "- name: dueDate\n  type: string\n  need: required",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let of_fields = spec.with_fields().flat_map(|(_, fields)| names::of_fields(fields));
    compare(&of_fields.collect::<Vec<_>>(), findings);
    for table in &spec.codes {
        compare(&names::of_table(table).collect::<Vec<_>>(), findings);
    }
}

/// The letters and digits of a name, small.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn compare(names: &[Name<'_>], findings: &mut Findings) {
    let mut spellings: HashMap<String, BTreeMap<&str, (usize, usize)>> = HashMap::new();
    for (position, name) in names.iter().enumerate() {
        let alike = spellings.entry(letters(name.text)).or_default();
        alike.entry(name.text).or_insert((0, position)).0 += 1;
    }
    // Nearly every name has one spelling.
    spellings.retain(|letters, alike| !letters.is_empty() && alike.len() > 1);
    if spellings.is_empty() {
        return;
    }
    for name in names {
        let usual = spellings.get(&letters(name.text)).and_then(|alike| {
            alike.values().max_by_key(|(count, first)| (*count, Reverse(*first)))
        });
        let usual = usual.and_then(|(_, first)| names.get(*first));
        if let Some(usual) = usual.filter(|usual| usual.text != name.text) {
            report(name, usual, findings);
        }
    }
}

fn report(name: &Name<'_>, usual: &Name<'_>, findings: &mut Findings) {
    let usual_text = usual.text;
    let text = name.text;
    let message = format!("`{text}` is written `{usual_text}` elsewhere");
    let diagnostic = Diagnostic::error(&EXPLANATION, name.span(), message)
        .label("differs by case or separators only")
        .related(usual.span(), "the other spelling")
        .help(format!("write `{usual_text}`, unless the page does print `{text}`"));
    findings.contradiction(diagnostic, name.kept());
}
