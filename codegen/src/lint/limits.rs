//! What headers, fields and code tables have in common: a length, a form, a table.

use std::borrow::Cow;

use super::shapes::fits;
use super::{View, places};
use crate::diagnostic::Diagnostic;
use crate::load::{Located, Placed, Spec};
use crate::raw::{CodeTable, Field, Header, Resolution};
use crate::resolution;
use crate::shape::Shape;
use crate::source::At;

/// A header, a field or a code table, as far as it limits a text.
pub(super) struct Limited<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// What resolutions call it.
    pub(super) subject: Cow<'a, str>,
    /// Its place.
    pub(super) at: At<'a>,
    /// The resolutions of its file.
    pub(super) resolutions: &'a [Resolution],
    /// The transcribed limits.
    pub(super) length: Option<u32>,
    pub(super) min_length: Option<u32>,
    pub(super) max_length: Option<u32>,
    pub(super) form: Option<&'a str>,
}

impl<'a> Limited<'a> {
    pub(super) fn of_header(
        spec: &'a Spec,
        set: &str,
        header: Located<'a, Header>,
    ) -> Self {
        let Header {
            name,
            length,
            min_length,
            max_length,
            form,
            ..
        } = header.value;
        Self {
            name,
            subject: Cow::Owned(format!("{set}.{name}")),
            at: header.at,
            resolutions: &spec.api.resolutions,
            length: *length,
            min_length: *min_length,
            max_length: *max_length,
            form: form.as_deref(),
        }
    }

    pub(super) fn of_field(
        placed: &'a Placed<'a>,
        resolutions: &'a [Resolution],
    ) -> Self {
        let Field {
            name,
            length,
            min_length,
            max_length,
            form,
            ..
        } = placed.field.value;
        Self {
            name,
            subject: Cow::Borrowed(&placed.subject),
            at: placed.field.at,
            resolutions,
            length: *length,
            min_length: *min_length,
            max_length: *max_length,
            form: form.as_deref(),
        }
    }

    pub(super) fn of_table(table: Located<'a, CodeTable>) -> Self {
        let CodeTable {
            id,
            length,
            form,
            resolutions,
            ..
        } = table.value;
        Self {
            name: id,
            subject: Cow::Borrowed("codes"),
            at: table.at,
            resolutions,
            length: *length,
            min_length: None,
            max_length: None,
            form: form.as_deref(),
        }
    }

    /// The subject of one of its facts.
    pub(super) fn fact(&self, fact: &str) -> String {
        format!("{}.{fact}", self.subject)
    }

    /// The limits of the length that are transcribed: key and value.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (&'static str, u32)> + use<> {
        let all = [
            ("length", self.length),
            ("min_length", self.min_length),
            ("max_length", self.max_length),
        ];
        all.into_iter().filter_map(|(key, length)| length.map(|length| (key, length)))
    }

    /// One of the three limits of the length, after resolution.
    pub(super) fn adopted_length(&self, fact: &str) -> Option<u32> {
        let page = match fact {
            "length" => self.length,
            "min_length" => self.min_length,
            _ => self.max_length,
        };
        resolution::length(self.resolutions, &self.subject, fact, page)
    }

    /// Whether nothing can keep all limits, after resolution.
    fn is_contradictory(&self, shape: Option<&Shape>) -> bool {
        let [length, min, max] =
            ["length", "min_length", "max_length"].map(|fact| self.adopted_length(fact));
        is_contradictory(shape, length, min, max)
    }

    /// Whether nothing can keep all limits because of what the resolutions adopt.
    pub(super) fn adopts_contradiction(&self) -> bool {
        let Self {
            length,
            min_length,
            max_length,
            ..
        } = *self;
        let transcribed = self.form.and_then(|form| Shape::parse(form).ok());
        self.is_contradictory(self.shape().as_ref())
            && !is_contradictory(transcribed.as_ref(), length, min_length, max_length)
    }

    /// The form after resolution, where it can be read.
    pub(super) fn shape(&self) -> Option<Shape> {
        let form = resolution::form(self.resolutions, &self.subject, self.form)?;
        Shape::parse(form).ok()
    }
}

fn is_contradictory(
    shape: Option<&Shape>,
    length: Option<u32>,
    min: Option<u32>,
    max: Option<u32>,
) -> bool {
    let of_form = shape.and_then(Shape::length);
    let exact = length.or(of_form);
    let (min, max) = (min.or(exact).unwrap_or(0), max.or(exact).unwrap_or(u32::MAX));
    let outside = |length: Option<u32>| length.is_some_and(|it| it < min || it > max);
    let differ = exact.zip(of_form).is_some_and(|(exact, of_form)| exact != of_form);
    min > max || differ || outside(exact) || outside(of_form)
}

/// A limit that something breaks.
pub(super) struct Broken {
    /// The key that states the limit.
    pub(super) fact: &'static str,
    /// What is wrong, as the rest of a sentence.
    pub(super) how: String,
}

impl Broken {
    /// Points at the limit, where it stands beside what breaks it.
    pub(super) fn show(&self, diagnostic: Diagnostic, owner: At<'_>) -> Diagnostic {
        let stated = owner.key(self.fact);
        if stated.exists() {
            diagnostic.related(stated.span(), "the rule")
        } else {
            diagnostic
        }
    }
}

/// Everything that limits a text, in the order of the spec.
pub(super) fn limited<'v>(view: &'v View<'_>) -> impl Iterator<Item = Limited<'v>> {
    let headers = places::headers(view);
    let headers = headers.map(|(set, it)| Limited::of_header(view, &set.id, it));
    let tables = view.codes.iter().map(|table| Limited::of_table(table.located()));
    headers.chain(tables).chain(view.operations().flat_map(|(operation, fields)| {
        fields.iter().map(|placed| Limited::of_field(placed, &operation.resolutions))
    }))
}

/// The limit that a text breaks, after resolution, and how; `None` when it keeps all of them.
pub(super) fn breaks(limited: &Limited<'_>, text: &str) -> Option<Broken> {
    let shape = limited.shape();
    // Other rules report what nothing can keep.
    if limited.is_contradictory(shape.as_ref()) {
        return None;
    }
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let has = match length {
        1 => "has 1 character".to_owned(),
        _ => format!("has {length} characters"),
    };
    if let Some(exact) = limited.adopted_length("length").filter(|it| *it != length) {
        return Some(Broken {
            fact: "length",
            how: format!("{has}, not {exact}"),
        });
    }
    let min = limited.adopted_length("min_length").unwrap_or(0);
    let max = limited.adopted_length("max_length").unwrap_or(u32::MAX);
    match length {
        length if length < min => {
            let how = format!("{has}, fewer than {min}");
            return Some(Broken { fact: "min_length", how });
        }
        length if length > max => {
            let how = format!("{has}, more than {max}");
            return Some(Broken { fact: "max_length", how });
        }
        _ => {}
    }
    let shape = shape?;
    let how = || format!("does not have the form `{shape}`");
    (!fits(&shape.parts, text)).then(|| Broken { fact: "form", how: how() })
}
