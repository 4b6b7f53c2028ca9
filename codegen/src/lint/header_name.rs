//! Every header name is valid in HTTP.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};

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
    let api = spec.api.located().at;
    let own = walk::headers(spec)
        .flat_map(|(_, header)| ["name", "sent_as"].map(|key| header.at.key(key)));
    let of_callbacks = api.key("callbacks");
    let of_callbacks = ["signing", "age"].map(|it| of_callbacks.key(it).key("header"));
    for at in own.chain(of_callbacks).chain([api.key("retry_after")]) {
        let Some(name) = at.text().filter(|_| at.exists()) else { continue };
        let mut characters = name.chars().enumerate();
        if let Some((position, c)) = characters.find(|(_, c)| !is_token(*c)) {
            let span = at.span_of_char(position);
            let message =
                format!("`{}` is not a valid header name", name.escape_debug());
            let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                .label(format!("HTTP does not allow `{}` in it", c.escape_debug()))
                .help(format!("write `{}`", corrected(name)));
            findings.add(diagnostic);
        }
    }
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

/// The name without what is not allowed; a hyphen for what stands between two words.
fn corrected(name: &str) -> String {
    let words = name.split(|c| !is_token(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
