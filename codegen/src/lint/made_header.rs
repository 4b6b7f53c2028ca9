//! Every header that the client makes for each call has a form to make it from.

use std::collections::HashSet;

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::HeaderOrigin;
use crate::shape::Part;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L038",
    title: "a header that the client cannot make",
    text: "The client makes a header with `from: call` for each call, from its form: times, \
           random digits, fixed text. It cannot without a form, or with one of no fixed length.",
    bad: "length: 24\nfrom: call",
    good: "length: 24\nfrom: configuration",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let sent: HashSet<_> =
        spec.operations.iter().filter_map(|it| it.request.headers.as_deref()).collect();
    for (set, header) in walk::headers(spec) {
        if header.from != HeaderOrigin::Call || !sent.contains(set.id.as_str()) {
            continue;
        }
        let limited = Limited::of_header(spec, &set.id, header);
        let is_makeable = |part: &Part| {
            !matches!(
                part,
                Part::AnyDigits | Part::Base64(_) | Part::Decimal | Part::Offset
            )
        };
        let why = match limited.shape() {
            Some(shape) if shape.parts.iter().all(is_makeable) => continue,
            Some(_) => "its form has a part that the client cannot make",
            None if header.form.is_some() => continue,
            None => "it has no form",
        };
        let message =
            format!("`{}` is made by the client for each call, but {why}", header.name);
        let diagnostic = Diagnostic::error(
            &EXPLANATION,
            header.span_of("from"),
            message,
        )
        .label("cannot be made")
        .help(
            "add a `form` of times, digits and hexadecimal digits, or write `from: configuration`",
        );
        findings.add(diagnostic);
    }
}
