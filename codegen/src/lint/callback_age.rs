//! The age of a callback can be told, and nobody but the vendor can change it.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::AgeLimit;
use crate::recipe::{Recipe, RecipePart};
use crate::shape::{Part, Shape};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L101",
    title: "an age of callbacks that cannot be told",
    text: "`age` of `callbacks` says in which header the vendor sends the time, and how many seconds \
           old a callback may be. The header is one that is signed: otherwise whoever repeats an old \
           callback gives it a new time. The form of the time says which instant it is: \
           `epoch-seconds`, `epoch-milliseconds`, or a date and a time with an offset from UTC, as \
           `yyyy-MM-dd'T'HH:mm:ssXXX`.",
    bad: "form: HH:mm:ss\nseconds: 300",
    good: "form: epoch-seconds\nseconds: 300",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let all = spec.api.located().optional("callbacks", |api| &api.callbacks);
    let Some(all) = all else { return };
    let Some(age) = all.optional("age", |it| &it.age) else { return };
    let signing = all.value.signing.as_ref();
    let signs = signing.map(|it| it.signs.as_deref().unwrap_or("{body}"));
    match signs {
        None => findings.add(
            error(age.at.key_span(), "the age of callbacks is not proved".to_owned())
                .label("nothing is signed")
                .help("remove `age`, or add `signing`: a time that is not signed proves nothing"),
        ),
        // What is no recipe is reported by another rule.
        Some(signs) => {
            if let Ok(recipe) = Recipe::parse(signs) {
                is_signed(age, &recipe, findings);
            }
        }
    }
    form(age, findings);
    if age.value.seconds == 0 {
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

fn is_signed(age: Located<'_, AgeLimit>, recipe: &Recipe, findings: &mut Findings) {
    let header = &age.value.header;
    let is_it = |part: &RecipePart| match part {
        RecipePart::Header(name) => name.eq_ignore_ascii_case(header),
        _ => false,
    };
    if !recipe.parts.iter().any(is_it) {
        let message = format!("`{header}` is not signed");
        findings.add(
            error(age.span_of("header"), message)
                .label("anybody can change the time")
                .help(format!(
                    "add `{{header:{header}}}` to `signs`, where the vendor has it"
                )),
        );
    }
}

fn form(age: Located<'_, AgeLimit>, findings: &mut Findings) {
    let is_instant = Shape::parse(&age.value.form).is_ok_and(|shape| is_instant(&shape));
    if !is_instant {
        let form = age.value.form.escape_debug();
        findings.add(
            error(age.span_of("form"), format!("`{form}` does not tell an instant"))
                .label("not the form of an instant")
                .help(
                    "write `epoch-seconds`, `epoch-milliseconds`, or a date and a time with its \
                     offset, as `yyyy-MM-dd'T'HH:mm:ssXXX`",
                ),
        );
    }
}

fn is_instant(shape: &Shape) -> bool {
    const CALENDAR: [Part; 6] =
        [Part::Year4, Part::Month, Part::Day, Part::Hour, Part::Minute, Part::Offset];
    let has = |part: &Part| shape.parts.contains(part);
    let is_alone = shape.parts.len() == 1;
    let is_known = |part: &Part| {
        CALENDAR.contains(part)
            || matches!(part, Part::Second | Part::Millisecond | Part::Literal(_))
    };
    (is_alone && (has(&Part::EpochSeconds) || has(&Part::EpochMilliseconds)))
        || (CALENDAR.iter().all(has) && shape.parts.iter().all(is_known))
}
