//! A scheme writes the credential that the caller configures.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::Located;
use crate::raw::{Header, KnownScheme, Redact, Scheme};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L091",
    title: "a scheme for what is no credential",
    text: "A header with a `scheme` carries a credential, which the caller configures once \
           (`from: configuration`), or a token (`from: token`), and nothing shows (`redact: hidden`, as when it is absent). Its \
           length and its form are those of the bare credential, and no code table lists it. In \
           a set that answers alone have, a scheme has no effect. A scheme is `bearer`, `basic`, \
           `basic-user`, or text that can be sent in a header, with {credential} once and more \
           than that.",
    bad: "length: 24\nfrom: configuration\nscheme: bearer\nredact: shown",
    good: "length: 24\nfrom: configuration\nredact: hidden",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec).filter(|(_, it)| it.scheme.is_some()) {
        if walk::is_of_answers(spec, set) {
            let message = format!("`{}` is a header of answers alone", header.name);
            findings.add(
                Diagnostic::error(&EXPLANATION, header.span_of("scheme"), message)
                    .label("nothing is written by it")
                    .help("remove the line: the vendor writes it"),
            );
        } else {
            one(header, findings);
        }
        if let Some(Scheme::Text(text)) = &header.scheme {
            of_text(header, text, findings);
        }
    }
}

/// A text can be sent, and has the credential in it.
fn of_text(header: Located<'_, Header>, text: &str, findings: &mut Findings) {
    // An empty one is what is missing, and reported so.
    let Some((label, help)) = problem(text).filter(|_| !text.is_empty()) else { return };
    let message = format!("the credential in `{}` cannot be written so", header.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, header.span_of("scheme"), message)
            .label(label)
            .help(help),
    );
}

/// What is wrong with a text, and what to do.
fn problem(text: &str) -> Option<(String, String)> {
    let credential = Scheme::CREDENTIAL;
    let around: Vec<_> = text.split(credential).collect();
    let is_sent = |c: char| matches!(c, ' '..='~') && !matches!(c, '{' | '}');
    let (label, help) = match *around {
        [_] => return Some(no_credential(text)),
        ["", ""] => ("that is what is sent without a scheme", "remove the line"),
        [before, after] if !before.chars().chain(after.chars()).all(is_sent) => (
            "has a brace, or a character that headers cannot have",
            "write the text in printable ASCII, as it is sent",
        ),
        [before, after] if before.starts_with(' ') || after.ends_with(' ') => {
            ("a space at an end, which no header keeps", "remove the space")
        }
        [_, _] => return None,
        _ => ("has the credential more than once", "leave one `{credential}`"),
    };
    Some((label.to_owned(), help.to_owned()))
}

fn no_credential(text: &str) -> (String, String) {
    let known = KnownScheme::ALL.iter().map(|it| it.as_str());
    let meant = did_you_mean(text, known.clone());
    let help = meant.unwrap_or_else(|| {
        let known: Vec<_> = known.collect();
        format!(
            "write `{} {}` for a text before the credential, or one of {}",
            text.trim(),
            Scheme::CREDENTIAL,
            known.join(", ")
        )
    });
    (format!("neither a scheme nor text with `{}`", Scheme::CREDENTIAL), help)
}

fn one(header: Located<'_, Header>, findings: &mut Findings) {
    let from = header.from.as_str();
    let (key, why, help) = if !header.from.is_configured() {
        ("from", format!("is `from: {from}`"), "write `from: configuration`")
    } else if header.codes.is_some() {
        ("codes", "is one of the codes of a table".to_owned(), "remove the `scheme`")
    } else if header.redact.is_some_and(|it| it != Redact::Hidden) {
        ("redact", "may be shown".to_owned(), "write `redact: hidden`")
    } else {
        return;
    };
    let message = format!("the credential in `{}` {why}", header.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, header.span_of(key), message)
            .label("not so for a credential")
            .related(header.span_of("scheme"), "the scheme")
            .help(help),
    );
}
