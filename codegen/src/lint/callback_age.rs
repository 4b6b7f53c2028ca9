//! The age of a callback can be told, and nobody but the vendor can change it.

use super::read_recipe::read_as;
use super::rule::{Findings, Rule, View};
use super::zone_offset::is_offset;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{AgeLimit, CallbackSigning};
use crate::recipe::{Recipe, RecipePart};
use crate::shape::{Part, Shape};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L101",
    title: "an age of callbacks that cannot be told",
    text: "`age` of `callbacks` says in which header the vendor sends the time, and how many seconds \
           old a callback may be. The time is signed, as {time} or with its header: otherwise whoever \
           repeats an old callback gives it a new time. `written` says what stands around it, as \
           `t={time}`. The form of the time says which instant it is: `epoch-seconds`, \
           `epoch-milliseconds`, or a date and a time with an offset from UTC, as \
           `yyyy-MM-dd'T'HH:mm:ssXXX`. A date and a time without one has `offset: \"+09:00\"`.",
    bad: "form: HH:mm:ss\nseconds: 300",
    good: "form: epoch-seconds\nseconds: 300",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let all = spec.api.located().optional("callbacks", |api| &api.callbacks);
    let Some(all) = all else { return };
    let Some(age) = all.optional("age", |it| &it.age) else { return };
    let mut recipes = spec.callback_recipes().peekable();
    if recipes.peek().is_none() {
        findings.add(
            error(age.at.key_span(), "the age of callbacks is not proved".to_owned())
                .label("nothing is signed")
                .help("remove `age`, or add `signing`: a time that is not signed proves nothing"),
        );
    }
    for signing in recipes {
        // What is no recipe is reported by another rule.
        if let Ok(recipe) = Recipe::parse(signing.signs.as_deref().unwrap_or("{body}")) {
            is_signed(age, (signing, &recipe), findings);
        }
    }
    form(age, findings);
    written(age, findings);
    if age.value.seconds == Some(0) {
        findings.add(
            error(age.span_of("seconds"), "every callback is too old".to_owned())
                .label("no second")
                .help("write how many seconds old a callback may be, as `300`"),
        );
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn is_signed(
    age: Located<'_, AgeLimit>,
    (signing, recipe): (Located<'_, CallbackSigning>, &Recipe),
    findings: &mut Findings,
) {
    let header = &age.value.header;
    let is_it = |part: &RecipePart| match part {
        RecipePart::Header(name) => name.eq_ignore_ascii_case(header),
        RecipePart::Sent => true,
        _ => false,
    };
    if !recipe.parts.iter().any(is_it) {
        let message = format!("`{header}` is not signed");
        findings.add(
            error(age.span_of("header"), message)
                .label("anybody can change the time")
                .related(signing.span_of("algorithm"), "this recipe does not sign it")
                .help("add `{time}` to `signs`, where the vendor has it"),
        );
    }
}

fn form(age: Located<'_, AgeLimit>, findings: &mut Findings) {
    let offset = age.value.offset.as_deref();
    if let Some(offset) = offset.filter(|it| !is_offset(it)) {
        let message = format!("`{}` is not a UTC offset", offset.escape_debug());
        findings.add(
            error(age.span_of("offset"), message)
                .label("not of the form `+09:00`")
                .help(
                    "write a sign, hours and minutes, such as \"+05:30\" or \"-08:00\"",
                ),
        );
    }
    let form = age.value.form.escape_debug();
    let shape = Shape::parse(&age.value.form).ok();
    match shape.filter(|it| is_instant(it, offset.is_some())) {
        Some(shape) if offset.is_some() && !is_local(&shape) => findings.add(
            error(age.span_of("offset"), format!("`{form}` says its offset itself"))
                .label("said twice")
                .related(age.span_of("form"), "tells an instant")
                .help("remove the line"),
        ),
        Some(_) => {}
        None => findings.add(
            error(age.span_of("form"), format!("`{form}` does not tell an instant"))
                .label("not the form of an instant")
                .help(
                    "write `epoch-seconds`, `epoch-milliseconds`, or a date and a time with its \
                     offset, as `yyyy-MM-dd'T'HH:mm:ssXXX`, or add `offset` to one without",
                ),
        ),
    }
}

/// Whether a form is that of an instant, with an offset beside it or without.
fn is_instant(shape: &Shape, has_offset: bool) -> bool {
    const CALENDAR: [Part; 5] =
        [Part::Year4, Part::Month, Part::Day, Part::Hour, Part::Minute];
    let has = |part: &Part| shape.parts.contains(part);
    let is_known = |part: &Part| {
        CALENDAR.contains(part)
            || matches!(
                part,
                Part::Second | Part::Millisecond | Part::Offset | Part::Literal(_)
            )
    };
    let is_date = CALENDAR.iter().all(has) && shape.parts.iter().all(is_known);
    is_epoch(shape) || (is_date && (has_offset || has(&Part::Offset)))
}

fn is_epoch(shape: &Shape) -> bool {
    matches!(*shape.parts, [Part::EpochSeconds | Part::EpochMilliseconds])
}

/// Whether a form of an instant leaves the offset open.
fn is_local(shape: &Shape) -> bool {
    !is_epoch(shape) && !shape.parts.contains(&Part::Offset)
}

fn written(age: Located<'_, AgeLimit>, findings: &mut Findings) {
    let at = age.at.key("written");
    if !at.exists() {
        return;
    }
    let parts = "{time} once, and text around it";
    let Some(written) = read_as(&EXPLANATION, parts, at, findings) else { return };
    let is_time = |part: &&RecipePart| **part == RecipePart::Sent;
    let is_plain =
        |part: &RecipePart| matches!(part, RecipePart::Text(_) | RecipePart::Sent);
    let count = written.parts.iter().filter(is_time).count();
    if count != 1 || !written.parts.iter().all(is_plain) {
        findings.add(
            error(at.span(), "the time cannot be found in the header".to_owned())
                .label("not `{time}` once, with text around it")
                .help("write the text of the header with `{time}` in it, as `t={time}`"),
        );
    }
}
