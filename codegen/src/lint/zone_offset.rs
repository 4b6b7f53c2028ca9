//! Every UTC offset is valid.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L028",
    title: "an invalid UTC offset",
    text: "`utc_offset` is a sign, two digits of hours, a colon and two digits of minutes. The \
           client writes local times with it.",
    bad: "- { code: \"LAMP\", name: Lamplight time, utc_offset: \"+5:30\" }",
    good: "- { code: \"LAMP\", name: Lamplight time, utc_offset: \"+05:30\" }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let service = spec.api.located().part("service", |api| &api.service);
    if let Some(offset) = service.utc_offset.as_deref().filter(|it| !is_offset(it)) {
        findings.add(invalid(offset, service.span_of("utc_offset")));
    }
    for table in &spec.codes {
        for code in table.located().each("codes", |table| &table.codes) {
            if let Some(offset) = code.utc_offset.as_deref().filter(|it| !is_offset(it))
            {
                findings.add(invalid(offset, code.span_of("utc_offset")));
            }
        }
    }
}

fn invalid(offset: &str, span: Span) -> Diagnostic {
    let message = format!("`{}` is not a UTC offset", offset.escape_debug());
    Diagnostic::error(&EXPLANATION, span, message)
        .label("not of the form `+09:00`")
        .help("write a sign, hours and minutes, such as \"+05:30\" or \"-08:00\"")
}

/// No zone on earth is further from UTC than 14 hours.
pub(super) fn is_offset(text: &str) -> bool {
    let number = |text: &str| -> Option<u32> {
        let two_digits =
            text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if two_digits { text.parse().ok() } else { None }
    };
    let unsigned = text.strip_prefix(['+', '-']);
    let parts = unsigned.and_then(|rest| rest.split_once(':'));
    match parts.map(|(hours, minutes)| (number(hours), number(minutes))) {
        Some((Some(hours), Some(minutes))) => {
            minutes < 60 && hours * 60 + minutes <= 14 * 60
        }
        _ => false,
    }
}
