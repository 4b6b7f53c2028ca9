//! Every `echo` has an effect.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Header, HeaderOrigin, HeaderSet, Need};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L039",
    title: "an `echo` that has no effect",
    text: "`echo` says whether a response header repeats the value of a request header, so that a \
           response with another value is not taken for the one to the request. It applies to a \
           required response header whose type is that of a request header that the client makes \
           for each call. `echo` says how certain the repetition is, or `never` where the vendor \
           sends a value of its own. On any other header it has no effect.",
    bad: "need: optional\nlength: 19\nform: yyMMddHHmmss-hex6\nfrom: call\necho: inferred",
    good: "need: required\nlength: 19\nform: yyMMddHHmmss-hex6\nfrom: call\necho: inferred",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec).filter(|(_, it)| it.echo.is_some()) {
        let Some((message, help)) = without_effect(spec, set, header) else { continue };
        let diagnostic =
            Diagnostic::error(&EXPLANATION, header.at.key("echo").key_span(), message)
                .label("has no effect here")
                .help(help);
        findings.add(diagnostic);
    }
}

/// Why `echo` says nothing there, and what to write instead.
fn without_effect(
    spec: &View<'_>,
    set: &HeaderSet,
    header: Located<'_, Header>,
) -> Option<(String, &'static str)> {
    let name = &header.name;
    let operations = spec.operations.iter().map(|it| it.located().value);
    let mut asked = operations
        .filter(|it| {
            let answered = it.response.as_ref().and_then(|it| it.headers.as_ref());
            answered == Some(&set.id)
        })
        .map(|it| it.request.headers.as_deref())
        .peekable();
    // What cannot be read may be what is missing.
    let is_whole = spec.unreadable.is_empty();
    if asked.peek().is_none() {
        if !is_whole {
            return None;
        }
        let message = format!("no response has the headers of `{}`", set.id);
        return Some((message, "remove the line: a request header repeats nothing"));
    }
    if header.need != Need::Required {
        let message = format!("`{name}` is not required, so its value is not compared");
        return Some((message, "write `need: required` if it is, or remove the line"));
    }
    let sets = walk::sets_by_id(spec);
    let is_minted = asked.any(|id| {
        let asked_with = id.and_then(|id| sets.get(id));
        let headers = asked_with.map(|set| set.headers.as_slice());
        let of_type = |it: &Header| {
            it.from == HeaderOrigin::Call && type_name(it) == type_name(header.value)
        };
        headers.unwrap_or_default().iter().any(of_type)
    });
    (!is_minted && is_whole).then(|| {
        let message = format!(
            "no request header that the client makes for each call has the type of `{name}`"
        );
        (message, "give the request's header the same `type_name`, or remove the line")
    })
}

fn type_name(header: &Header) -> &str {
    header.type_name.as_deref().unwrap_or(&header.name)
}
