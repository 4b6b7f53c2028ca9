//! Every range has a value in it.

use super::limits::{Limited, NAMELESS, limited};
use super::rule::{Findings, Rule, View};
use crate::checker::Decimal;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Bound, Limits};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L023",
    title: "a range without values",
    text: "A minimum above the maximum, an exact length beside a range of lengths, or a length of \
           0 leave no valid value. On some pages a length of 0 means that there is no limit; then \
           leave the line out. The same holds for the items of an array. With `multiple_of`, the \
           range of a number must have a multiple other than 0.",
    bad: "min_value: 28\nmax_value: 1",
    good: "min_value: 1\nmax_value: 28",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for limited in limited(spec) {
        lengths(&limited, findings);
    }
    for (_, fields) in spec.with_fields() {
        for placed in fields {
            let Located { value: field, at } = placed.field;
            numbers(&field.name, at, &field.limits(), findings);
            items(&field.name, at, &field.limits(), findings);
        }
    }
    for Located { value: field, at } in spec.unnamed() {
        let limits = field.limits();
        lengths(&Limited::of_unnamed(at, &limits), findings);
        numbers(NAMELESS, at, &limits, findings);
    }
}

fn numbers(name: &str, at: NodeRef<'_>, limits: &Limits, findings: &mut Findings) {
    if let Some((min, max)) = is_reversed(limits) {
        findings.add(reversed(name, at, ("min_value", min), ("max_value", max)));
    } else if let Some(step) = has_no_multiple(limits) {
        let message =
            format!("no multiple of {step} but 0 is within the limits of `{name}`");
        let diagnostic = Diagnostic::error(
            &EXPLANATION,
            at.key("multiple_of").span(),
            message,
        )
        .label("only 0 would be valid")
        .help("write a number above 0 that has a multiple within the limits, or correct the \
               limits");
        findings.add(diagnostic);
    }
}

/// The largest sensible number of items: examples have to show as many.
const MOST_ITEMS: u32 = 100_000;

fn items(name: &str, at: NodeRef<'_>, limits: &Limits, findings: &mut Findings) {
    let error = |key, message: String| {
        Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
    };
    if limits.max_items == Some(0) {
        findings.add(
            error("max_items", format!("`{name}` has a `max_items` of 0"))
                .label("only an empty list would be valid")
                .help("remove the line: on a page, 0 means that there is no limit"),
        );
        return;
    }
    let Some(min) = limits.min_items else { return };
    if let Some(max) = limits.max_items.filter(|max| min > *max) {
        findings.add(reversed(name, at, ("min_items", min), ("max_items", max)));
    } else if min > MOST_ITEMS {
        findings.add(
            error("min_items", format!("`{name}` has at least {min} items"))
                .label(format!("must be from 0 to {MOST_ITEMS}"))
                .help("write the least number of items, or remove the line"),
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
                    .label("redundant, or a contradiction")
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
            .label("only an empty text would be valid")
            .help("remove the line: on a page, 0 means that there is no limit");
        findings.add(diagnostic);
    }
}

fn reversed<T: std::fmt::Display>(
    name: &str,
    at: NodeRef<'_>,
    (min_key, min): (&str, T),
    (max_key, max): (&str, T),
) -> Diagnostic {
    let message = format!("the `{min_key}` of `{name}` is above its `{max_key}`");
    Diagnostic::error(&EXPLANATION, at.key(min_key).span(), message)
        .label(format!("{min} is more than {max}"))
        .related(at.key(max_key).span(), "the maximum")
        .help(format!("swap the two: `{min_key}: {max}`, `{max_key}: {min}`"))
}
