//! A header is the same wherever it stands.

use std::collections::HashMap;

use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Header, HeaderOrigin, HeaderSet};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L043",
    title: "a header that two sets define differently",
    text: "A header of one name has one Rust type, in requests and in responses. So its length, \
           form, table, `redact`, `scheme` and `type_name` are the same in every set. Whether it is needed \
           and who provides it may differ. Where operations are sent different headers of one name, \
           such as the credentials of the client and a token, one of them has a name of ours and \
           `sent_as` with that of the wire.",
    bad: "  cite: { source: readers-guide, section: Headers for lending }\n  headers:\n    \
          - name: X-Lantern-Branch\n      type_name: Branch",
    good: "  cite: { source: readers-guide, section: Headers for lending }\n  headers:\n    \
           - name: X-Lantern-Branch\n      type_name: BranchCode",
};

/// What has to be the same; the flag says that a resolution may say otherwise.
const SAME: [(&str, bool); 8] = [
    ("type_name", false),
    ("length", true),
    ("min_length", true),
    ("max_length", true),
    ("form", true),
    ("codes", true),
    ("redact", false),
    ("scheme", false),
];

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut first: HashMap<String, (&HeaderSet, Located<'_, Header>)> = HashMap::new();
    for (set, header) in walk::headers(spec) {
        let name = header.name.to_ascii_lowercase();
        let (other_set, other) = *first.entry(name).or_insert((set, header));
        // The same header twice in a set is the business of another rule.
        if !std::ptr::eq(other_set, set) {
            compare((set, header), (other_set, other), findings);
        }
    }
}

fn compare(
    (set, header): (&HeaderSet, Located<'_, Header>),
    (other_set, other): (&HeaderSet, Located<'_, Header>),
    findings: &mut Findings,
) {
    let name = &header.name;
    for (key, can_be_resolved) in SAME {
        let (here, there) = (header.at.key(key), other.at.key(key));
        if here.text() == there.text() {
            continue;
        }
        let (place, other_place) = (
            if here.exists() { here.span() } else { header.span_of("name") },
            if there.exists() { there.span() } else { other.span_of("name") },
        );
        let says = |text: Option<&str>| {
            text.map_or_else(|| format!("no `{key}`"), |text| format!("`{key}: {text}`"))
        };
        let (this, that) = (says(here.text()), says(there.text()));
        let message = format!(
            "`{name}` has {this} in the set `{}`, but {that} in `{}`",
            set.id, other_set.id
        );
        let diagnostic = Diagnostic::error(&EXPLANATION, place, message)
            .label(format!("{this} here"))
            .related(other_place, format!("{that} there"))
            .help("write the same in both sets");
        let diagnostic = if may_be_two(header.value) && may_be_two(other.value) {
            diagnostic.help(format!(
                "if these are two headers of one name, give one of them another name, and \
                 `sent_as: {name}`"
            ))
        } else {
            diagnostic
        };
        match there.text().filter(|_| can_be_resolved) {
            Some(text) => {
                let subject = format!("{}.{name}.{key}", set.id);
                let file = header.at.file();
                let adopt = Some(text.to_owned());
                findings.contradiction(
                    diagnostic,
                    ExpectedResolution { file, subject, adopt },
                );
            }
            None => findings.add(diagnostic),
        }
    }
}

/// Whether a header can be sent by the name of another one.
fn may_be_two(header: &Header) -> bool {
    use HeaderOrigin::{Call, Configuration, Token};
    matches!(header.from, Configuration | Call | Token) && !header.only_signed
}
