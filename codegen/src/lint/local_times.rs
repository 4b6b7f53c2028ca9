//! The offset of local times is that of the times which the client writes.

use std::collections::HashSet;

use super::limits::Limited;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Spec;
use crate::raw::{FieldOrigin, HeaderOrigin};
use crate::recipe::{Recipe, RecipePart};
use crate::shape::{Part, Shape, is_time};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L073",
    title: "an offset from UTC that has no effect, or that a form contradicts",
    text: "The client writes times such as yyyyMMddHHmmss by the offset of `service.utc_offset`, \
           unless a configured header has a code table with offsets: that says the zone. Without \
           such times, or beside such a header, the offset has no effect. XXX in a form writes it, as \
           +09:00 and never as Z. A form with 'Z' behind the time is of UTC, so the offset is \
           \"+00:00\".",
    bad: "name: Paper Lantern Library\nutc_offset: \"+09:00\"",
    good: "name: Paper Lantern Library",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let times = local_times(spec);
    let service = spec.api.located().part("service", |api| &api.service);
    let span = service.span_of("utc_offset");
    let says_zone = says_zone(spec);
    if let Some(offset) = &service.utc_offset {
        let why = match &says_zone {
            Some(header) => format!("the header `{header}` says the zone"),
            None if times.is_empty() => "the client writes no local time".to_owned(),
            None => String::new(),
        };
        if !why.is_empty() {
            let message = format!("`utc_offset` has no effect: {why}");
            findings.add(
                Diagnostic::error(&EXPLANATION, span, message)
                    .label("no effect")
                    .help("remove the line"),
            );
            return;
        }
        if offset == UTC {
            return;
        }
    }
    for (shape, at) in times.iter().filter(|(shape, _)| says_utc(shape)) {
        if says_zone.is_some() {
            continue;
        }
        let message =
            format!("the form `{shape}` is of UTC, which `utc_offset` does not say");
        let place =
            if service.utc_offset.is_some() { span } else { service.span_of("id") };
        findings.add(
            Diagnostic::error(&EXPLANATION, *at, message)
                .label("Z stands for UTC")
                .related(place, "the offset of local times belongs here")
                .help(format!("write `utc_offset: \"{UTC}\"` in the block `service`")),
        );
    }
}

const UTC: &str = "+00:00";

/// The configured header whose codes have offsets.
fn says_zone(spec: &Spec) -> Option<&str> {
    let mut headers = walk::headers(spec).map(|(_, header)| header.value);
    let has_offsets = |id: &String| {
        let mut tables = spec.codes.iter().filter(|table| table.id == *id);
        tables.any(|table| table.codes.iter().any(|code| code.utc_offset.is_some()))
    };
    let header = headers.find(|header| {
        header.from.is_configured() && header.codes.as_ref().is_some_and(has_offsets)
    });
    header.map(|header| header.name.as_str())
}

/// The forms of the times that the client writes, and where they stand.
fn local_times(spec: &View<'_>) -> Vec<(Shape, Span)> {
    let sent: HashSet<_> =
        spec.operations.iter().filter_map(|it| it.request.headers.as_deref()).collect();
    let mut times = Vec::new();
    for (set, header) in walk::headers(spec) {
        let is_made = matches!(header.from, HeaderOrigin::Call | HeaderOrigin::Signing);
        if is_made && sent.contains(set.id.as_str()) {
            let shape = Limited::of_header(spec, &set.id, header).shape();
            times.extend(shape.map(|shape| (shape, header.span_of("form"))));
        }
    }
    for (resolutions, fields) in spec.with_fields() {
        for placed in fields.iter().filter(|it| it.field.from == FieldOrigin::Call) {
            let shape = Limited::of_field(placed, resolutions).shape();
            times.extend(shape.map(|shape| (shape, placed.field.span_of("form"))));
        }
    }
    for signing in walk::recipes(spec) {
        let own = [("signs", &signing.signs), ("written", &signing.written)];
        let own = own
            .into_iter()
            .filter_map(|(key, it)| Some((it.as_ref()?, signing.span_of(key))));
        let claims = signing.each("claims", |signing| &signing.claims);
        let claims: Vec<_> =
            claims.map(|it| (&it.value.value, it.span_of("value"))).collect();
        for (text, span) in own.chain(claims) {
            let parts =
                Recipe::parse(text).map(|recipe| recipe.parts).unwrap_or_default();
            times.extend(parts.into_iter().filter_map(|part| match part {
                RecipePart::Time(shape) => Some((shape, span)),
                _ => None,
            }));
        }
    }
    times.retain(|(shape, _)| shape.parts.iter().any(is_time));
    times
}

/// Whether a time is followed by the letter that stands for UTC.
fn says_utc(shape: &Shape) -> bool {
    shape.parts.windows(2).any(|pair| match pair {
        [time, Part::Literal(text)] => is_time(time) && text.starts_with('Z'),
        _ => false,
    })
}
