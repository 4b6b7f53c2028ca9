//! Every address of a page is one.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L006",
    title: "an address that is none",
    text: "The `url` of a source or a page begins with https:// or http://, names a host, and has \
           no white space: documentation links it.",
    bad: "- { id: readers-guide, kind: guide, title: The reader's guide, url: lantern.example/guide }",
    good: "- { id: readers-guide, kind: guide, title: The reader's guide }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for source in spec.api.located().each("sources", |api| &api.sources) {
        one(source.at.key("url"), findings);
    }
    let operations =
        spec.operations.iter().map(|it| it.located().part("page", |it| &it.page));
    let callbacks =
        spec.callbacks.iter().map(|it| it.located().part("page", |it| &it.page));
    for page in operations.chain(callbacks) {
        one(page.at.key("url"), findings);
        for position in 0..page.urls.len() {
            one(page.at.key("urls").item(position), findings);
        }
    }
}

fn one(at: NodeRef<'_>, findings: &mut Findings) {
    let Some(url) = at.text().filter(|_| at.exists()) else { return };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_host = rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    if !is_host || !url.chars().all(|c| c.is_ascii_graphic()) {
        let message = format!("`{}` is no address", url.escape_debug());
        findings.add(
            Diagnostic::error(&EXPLANATION, at.span(), message)
                .label("expected https:// and a host, without white space")
                .help("copy the address from the browser, which writes it without white space"),
        );
    }
}
