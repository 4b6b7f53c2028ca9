//! A header that is sent by the name of another one.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Header, HeaderOrigin, HeaderSet};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L123",
    title: "a header that cannot be sent by another name",
    text: "A header with `sent_as` is there beside another one of that name, which another set sends: \
           the credentials of the client for one endpoint, and a token for the others. The client makes \
           its value or is built with it (`from: configuration`, `call` or `token`), requests have it, \
           and no set sends one name twice. A header that is alone with its name has no other.",
    bad: "length: 24\nsent_as: X-Lantern-Desk\nfrom: configuration",
    good: "length: 24\nfrom: configuration",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (set, header) in walk::headers(spec) {
        let Some(wire) = header.sent_as.as_deref() else { continue };
        if let Some((why, help)) = wrong(spec, set, header, wire) {
            let name = header.name.escape_debug();
            let message = format!("`{name}` cannot be sent as another header: {why}");
            findings.add(
                Diagnostic::error(&EXPLANATION, header.span_of("sent_as"), message)
                    .label("its name on the wire")
                    .help(help),
            );
        }
    }
}

fn wrong(
    spec: &View<'_>,
    set: &HeaderSet,
    header: Located<'_, Header>,
    wire: &str,
) -> Option<(&'static str, &'static str)> {
    use HeaderOrigin::{Call, Configuration, Token};
    let is_sent_so = |it: &Header| {
        let name = it.sent_as.as_ref().unwrap_or(&it.name);
        !std::ptr::eq(it, header.value) && name.eq_ignore_ascii_case(wire)
    };
    let mut operations = spec.operations().map(|(it, _)| it);
    let is_received = operations.any(|it| {
        let response = it.response.as_ref();
        response.and_then(|it| it.headers.as_ref()) == Some(&set.id)
    });
    if header.name.eq_ignore_ascii_case(wire) {
        Some(("that is its name", "remove the line"))
    } else if header.only_signed {
        Some(("it is never sent", "remove `sent_as` or `only_signed`"))
    } else if !matches!(header.from, Configuration | Call | Token) {
        Some((
            "its value is not the client's own",
            "write the name of the wire as `name`, the same in every set",
        ))
    } else if is_received {
        Some(("answers have its set", "give answers a set of their own"))
    } else if set.headers.iter().any(is_sent_so) {
        Some(("its set sends that name already", "remove one of the two headers"))
    } else if !walk::headers(spec).any(|(_, it)| is_sent_so(it.value)) {
        Some(("no other set sends that name", "write that name as `name`"))
    } else {
        None
    }
}
