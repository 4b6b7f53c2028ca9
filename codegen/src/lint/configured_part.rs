//! A part of a value that is configured is known where the value is made.

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Direction;
use crate::raw::{FieldOrigin, Header, HeaderOrigin, HeaderSet, Need};
use crate::shape::Part;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L142",
    title: "a form with a part that is not configured",
    text: "`{header:X-Merchant:10}` in a form is what the client is built with for a header, in ten \
           characters: transaction numbers often begin with the code of whoever makes them. It is \
           in the form of a value that the client makes, with `from: call`, and names a header of \
           the same request, which is required, has `from: configuration`, that `length` and \
           neither a `scheme` nor a table. Where the vendor has no header of the kind, give it a \
           name and `only_signed: true`.",
    bad: "length: 5\nform: \"{header:X-Lantern-Branch:5}\"\nredact: hidden",
    good: "length: 5\nform: \"'P'digits4\"\nredact: hidden",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let sets = walk::sets_by_id(spec);
    for (set, header) in walk::headers(spec) {
        let limited = Limited::of_header(spec, &set.id, header);
        let is_made = header.from == HeaderOrigin::Call;
        one(&limited, is_made, Some(set), findings);
    }
    for (operation, fields) in spec.operations() {
        let set = operation.request.headers.as_deref();
        let set = set.and_then(|id| sets.get(id)).copied();
        for placed in fields {
            let limited = Limited::of_field(placed, spec.resolutions(operation));
            let is_made = placed.direction == Direction::Request
                && placed.field.from == FieldOrigin::Call;
            one(&limited, is_made, set, findings);
        }
    }
}

fn one(
    limited: &Limited<'_>,
    is_made: bool,
    set: Option<&HeaderSet>,
    findings: &mut Findings,
) {
    for part in limited.shape().map(|it| it.parts).unwrap_or_default() {
        let Part::Header(name, count) = part else { continue };
        let mut headers = set.into_iter().flat_map(|set| &set.headers);
        let header = headers.find(|it| it.name == name);
        let Some((why, help)) = wrong(is_made, header, count) else { continue };
        let message = format!(
            "the form of `{}` has `{{header:{name}:{count}}}`, but {why}",
            limited.name
        );
        findings.add(
            Diagnostic::error(&EXPLANATION, limited.at.key("form").span(), message)
                .label("cannot be made")
                .help(help),
        );
    }
}

fn wrong(
    is_made: bool,
    header: Option<&Header>,
    count: u32,
) -> Option<(&'static str, &'static str)> {
    if !is_made {
        return Some((
            "the client does not make the value",
            "write `from: call`, or write the characters that the part may have, as `hex10`",
        ));
    }
    let Some(header) = header else {
        return Some((
            "the request has no such header",
            "add it to the header set of the request, with `from: configuration`",
        ));
    };
    if header.from != HeaderOrigin::Configuration || header.scheme.is_some() {
        let why = "the header is not configured as it is";
        Some((why, "name a header with `from: configuration` and without a `scheme`"))
    } else if header.codes.is_some() {
        Some(("the header is one of the codes of a table", "name another header"))
    } else if header.need != Need::Required {
        Some(("the header need not be configured", "write `need: required` there"))
    } else if header.length != Some(count) {
        let why = "the header does not have that length";
        Some((why, "write the same number in both, as the `length` of the header"))
    } else {
        None
    }
}
