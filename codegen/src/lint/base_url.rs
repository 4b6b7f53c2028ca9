//! Every base URL is valid and encrypted.

use super::rule::{Findings, Rule, View};
use crate::address::{astray, is_loopback};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L031",
    title: "an invalid or unencrypted base URL",
    text: "A base URL begins with https:// and a host, and ends without a slash, a query or a \
           fragment: the documented path is appended to it as it is. With http:// to another \
           machine, keys and signatures are sent in clear text; the client refuses that until its \
           caller allows it.",
    bad: "base_url: https://test.paper-lantern.example/open/",
    good: "base_url: https://test.paper-lantern.example/open",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for environment in spec.api.located().each("environments", |api| &api.environments) {
        let Some(url) = environment.base_url.as_deref() else { continue };
        if let Some((why, help)) = wrong(url) {
            let message = format!("the base URL `{}` {why}", url.escape_debug());
            let span = environment.span_of("base_url");
            let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                .label("a path is appended to this")
                .help(help);
            findings.add(diagnostic);
        } else if is_exposed(url) {
            let shown = url.escape_debug();
            let message =
                format!("requests to the base URL `{shown}` are sent in clear text");
            let span = environment.span_of("base_url");
            let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                .label("http to another machine")
                .help(
                    "write https:// if the vendor supports it; otherwise every caller has to set \
                     `allow_plain_http`",
                )
                .warning();
            findings.add(diagnostic);
        }
    }
}

pub(super) fn wrong(url: &str) -> Option<(&'static str, String)> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(host) = host else {
        return Some((
            "does not begin with https://",
            "begin it with https://".to_owned(),
        ));
    };
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}*".contains(c);
    if url.contains(odd) {
        let help = "write it as a browser's address bar shows it";
        return Some(("has a character that is not allowed in a URL", help.to_owned()));
    }
    if let Some(end) = url.find(['?', '#']) {
        let help = format!("write `{}`", url.get(..end).unwrap_or(""));
        return Some(("has a query or a fragment", help));
    }
    if url.ends_with('/') && !host.trim_matches('/').is_empty() {
        let help = format!("write `{}`", url.trim_end_matches('/'));
        return Some(("ends with a slash", help));
    }
    let name = host.split('/').next().unwrap_or("");
    if name.contains('@') {
        return Some((
            "has user information in it",
            "remove the `@` and everything before it up to `//`".to_owned(),
        ));
    }
    if host.get(name.len()..).and_then(astray).is_some() {
        return Some((
            "has a path that is not in its normal form",
            "remove `.`, `..` and empty segments from its path".to_owned(),
        ));
    }
    name.is_empty().then(|| ("has no host", "write it as https://host/path".to_owned()))
}

/// Whether others can read what is sent there.
fn is_exposed(url: &str) -> bool {
    let authority = url.strip_prefix("http://").and_then(|rest| rest.split('/').next());
    authority.is_some_and(|authority| {
        let port = authority.rsplit_once(':').filter(|(_, port)| !port.contains(']'));
        !is_loopback(port.map_or(authority, |(host, _)| host))
    })
}
