//! No name of a field has what a page prints around names.

use super::names::{self, Name};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::name::Ident;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L016",
    title: "a name with a sign of the page",
    text: "Pages mark names in their tables: a star for what is required, lines of a tree for what \
           is within an object, two names in one cell. On the wire, names hardly ever have such \
           signs or spaces. This is a warning: nothing is refused.",
    bad: "- name: pickupCode*",
    good: "- name: pickupCode",
};

/// Signs that tables have around names.
const SIGNS: &[char] = &[
    '*',
    '※',
    '†',
    '•',
    '·',
    '▶',
    '▸',
    '→',
    '└',
    '├',
    '│',
    '┗',
    '┣',
    'ㄴ',
    '(',
    ')',
    '（',
    '）',
    '/',
    '／',
    ',',
    '，',
];

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, fields) in spec.with_fields() {
        for (name, placed) in names::of_fields(fields).zip(fields) {
            // One that gives no name in the client is told with the same advice.
            let is_nameless = placed.field.value.type_name.is_none()
                && name.text.trim().contains(char::is_whitespace)
                && Ident::snake(name.text).is_err();
            if is_nameless {
                continue;
            }
            if let Some(finding) = finding(&name) {
                findings.contradiction(finding, name.kept());
            }
        }
    }
}

fn finding(name: &Name<'_>) -> Option<Diagnostic> {
    // White space around a name is the business of another rule.
    let is_sign = |c: char| SIGNS.contains(&c) || c.is_whitespace();
    let sign = name.text.trim().chars().find(|c| is_sign(*c))?;
    let (text, sign) = (name.text.escape_debug(), sign.escape_debug());
    let bare = name.text.trim_matches(is_sign);
    let help = if bare.is_empty() || bare.contains(is_sign) {
        "write the name as it is on the wire, and each field for itself".to_owned()
    } else {
        format!("write `{bare}` if `{sign}` is a sign of the page")
    };
    let message = format!("the name `{text}` has `{sign}` in it");
    Some(
        Diagnostic::error(&EXPLANATION, name.span(), message)
            .warning()
            .label("may be no part of the name")
            .help(help),
    )
}
