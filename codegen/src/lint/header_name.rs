//! Every header name is valid in HTTP.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L013",
    title: "an invalid header name",
    text: "The name of a header consists of letters from a to z, digits and a few signs, above \
           all the hyphen. Spaces and colons are not among them.",
    bad: "- name: \"X-Lantern-Zone:\"\n  type_name: Zone",
    good: "- name: X-Lantern-Zone\n  type_name: Zone",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, header) in walk::headers(spec) {
        findings.extend(wrong(&header.name, header.at.key("name")));
    }
    let api = spec.api.located();
    if let Some(name) = &api.value.retry_after {
        findings.extend(wrong(name, api.at.key("retry_after")));
    }
}

fn wrong(name: &str, at: NodeRef<'_>) -> Option<Diagnostic> {
    let mut characters = name.chars().enumerate();
    let (position, c) = characters.find(|(_, c)| !is_token(*c))?;
    let message = format!("`{}` is not a valid header name", name.escape_debug());
    let diagnostic = Diagnostic::error(&EXPLANATION, at.span_of_char(position), message)
        .label(format!("HTTP does not allow `{}` in it", c.escape_debug()))
        .help(format!("write `{}`", corrected(name)));
    Some(diagnostic)
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// The name without what is not allowed; a hyphen for what stands between two words.
fn corrected(name: &str) -> String {
    let words = name.split(|c| !is_token(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
