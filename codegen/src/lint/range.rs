//! A range holds something.

use super::limits::{Limited, NAMELESS, limited};
use super::rule::{Findings, Rule, View};
use crate::checker::Decimal;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Bound, Limits};
use crate::source::At;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L023",
    title: "a range that nothing fits",
    text: "A least value above the greatest, an exact length beside a range of lengths, a \
           length of 0: no value keeps such rules. On some pages a length of 0 means that none \
           is set; then the line is left out. So it is with the items of an array. What a number is a multiple of leaves a multiple \
           other than 0 within its range.",
    bad: "min_value: 28\nmax_value: 1",
    good: "min_value: 1\nmax_value: 28",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for limited in limited(spec) {
        lengths(&limited, findings);
    }
    for (operation, fields) in spec.operations() {
        for placed in fields {
            let Located { value: field, at } = placed.field;
            numbers(&field.name, at, &field.limits(), findings);
            items(&field.name, at, &field.limits(), findings);
        }
        for Located { value: field, at } in operation.unnamed() {
            let limits = field.limits();
            lengths(&Limited::of_unnamed(at, &limits), findings);
            numbers(NAMELESS, at, &limits, findings);
        }
    }
}

fn numbers(name: &str, at: At<'_>, limits: &Limits, findings: &mut Findings) {
    if let Some((min, max)) = is_reversed(limits) {
        findings.add(reversed(name, at, ("min_value", min), ("max_value", max)));
    } else if let Some(step) = has_no_multiple(limits) {
        let message =
            format!("no multiple of {step} but 0 keeps the limits of `{name}`");
        let diagnostic = Diagnostic::error(
            &EXPLANATION,
            at.key("multiple_of").span(),
            message,
        )
        .label("nothing else would fit")
        .help("write a unit above 0 that the limits leave room for, or correct those");
        findings.add(diagnostic);
    }
}

/// More items than anybody sends, and than examples can show.
const MOST_ITEMS: u32 = 100_000;

fn items(name: &str, at: At<'_>, limits: &Limits, findings: &mut Findings) {
    let error = |key, message: String| {
        Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
    };
    if limits.max_items == Some(0) {
        findings.add(
            error("max_items", format!("`{name}` has a `max_items` of 0"))
                .label("nothing but an empty list would fit")
                .help("remove the line: by 0 a page means that it sets no limit"),
        );
        return;
    }
    let Some(min) = limits.min_items else { return };
    if let Some(max) = limits.max_items.filter(|max| min > *max) {
        findings.add(reversed(name, at, ("min_items", min), ("max_items", max)));
    } else if min > MOST_ITEMS {
        findings.add(
            error("min_items", format!("`{name}` has at least {min} items"))
                .label(format!("0 to {MOST_ITEMS} make sense"))
                .help("write how many items there have to be, or remove the line"),
        );
    }
}

fn is_reversed(limits: &Limits) -> Option<(Bound, Bound)> {
    limits.min_value.zip(limits.max_value).filter(|(min, max)| min > max)
}

fn has_no_multiple(limits: &Limits) -> Option<Decimal> {
    limits.of_step().filter(|step| !has_multiple(*step, limits))
}

/// The limits of a number as far as they do not contradict each other.
pub(super) fn possible(limits: Limits) -> Limits {
    if is_reversed(&limits).is_none() && has_no_multiple(&limits).is_none() {
        return limits;
    }
    Limits {
        min_value: None,
        max_value: None,
        multiple_of: None,
        ..limits
    }
}

/// Whether a multiple other than 0 is within the limits.
fn has_multiple(step: Decimal, limits: &Limits) -> bool {
    let minus = |number: Decimal| {
        let units = number.units(number.places()).unwrap_or_default();
        Decimal::new(units.saturating_neg(), number.places())
    };
    let value = limits.of_value();
    let power = limits.max_digits.and_then(|digits| 10_i128.checked_pow(digits));
    let most = power.map(|power| Decimal::from(power - 1));
    let max = value.max().into_iter().chain(most).min();
    let min = value.min().into_iter().chain(most.map(minus)).max();
    let above = min.map_or(step, |min| min.max(step)).multiples_of(step);
    let below = max.map_or(minus(step), |max| max.min(minus(step))).multiples_of(step);
    above.is_some_and(|[_, next]| max.is_none_or(|max| next <= max))
        || below.is_some_and(|[last, _]| min.is_none_or(|min| last >= min))
}

fn lengths(limited: &Limited<'_>, findings: &mut Findings) {
    let Limited { name, at, limits, .. } = limited;
    let Limits {
        length,
        min_length,
        max_length,
        ..
    } = limits;
    if let (Some(min), Some(max)) = (*min_length, *max_length)
        && min > max
    {
        findings.add(reversed(name, *at, ("min_length", min), ("max_length", max)));
    }
    for (key, other) in [("min_length", min_length), ("max_length", max_length)] {
        if let (Some(length), Some(other)) = (length, other) {
            let message = format!(
                "`{name}` has the exact length {length} and also a `{key}` of {other}"
            );
            let diagnostic =
                Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
                    .label("says nothing more, or contradicts")
                    .related(at.key("length").span(), "the exact length")
                    .help(format!("keep what the page says: `length`, or `{key}`"));
            findings.add(diagnostic);
        }
    }
    for (key, _) in
        limited.lengths().filter(|(key, it)| *it == 0 && *key != "min_length")
    {
        let message = format!("`{name}` has a `{key}` of 0");
        let diagnostic = Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
            .label("nothing but an empty text would fit")
            .help("remove the line: by 0 a page means that it sets no length");
        findings.add(diagnostic);
    }
}

fn reversed<T: std::fmt::Display>(
    name: &str,
    at: At<'_>,
    (min_key, min): (&str, T),
    (max_key, max): (&str, T),
) -> Diagnostic {
    let message = format!("the `{min_key}` of `{name}` is above its `{max_key}`");
    Diagnostic::error(&EXPLANATION, at.key(min_key).span(), message)
        .label(format!("{min} is more than {max}"))
        .related(at.key(max_key).span(), "the greatest")
        .help(format!("exchange the two: `{min_key}: {max}`, `{max_key}: {min}`"))
}
