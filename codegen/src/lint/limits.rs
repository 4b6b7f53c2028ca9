//! The limits of headers, fields and code tables: a length, a form, a table.

use std::borrow::Cow;

use super::view::View;
use super::walk;
use crate::checker::{Mismatch, ViolationKind};
use crate::diagnostic::Diagnostic;
use crate::load::{Located, OperationField, Spec};
use crate::raw::{CodeTable, Field, Header, Limits, Resolution, Side, key_of};
use crate::resolution;
use crate::shape::Shape;
use crate::source::NodeRef;

/// The name in findings of a field whose name is missing on the page: the list that it is in.
pub(super) const NAMELESS: &str = "unnamed";

/// A header, a field or a code table, as far as it limits a text.
pub(super) struct Limited<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its name in resolutions.
    pub(super) subject: Cow<'a, str>,
    /// Its place.
    pub(super) at: NodeRef<'a>,
    /// The resolutions of its file.
    pub(super) resolutions: &'a [Resolution],
    /// The transcribed limits.
    pub(super) limits: Limits,
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
            limits: Limits {
                length: *length,
                min_length: *min_length,
                max_length: *max_length,
                ..Limits::default()
            },
            form: form.as_deref(),
        }
    }

    pub(super) fn of_field(
        placed: &'a OperationField<'a>,
        resolutions: &'a [Resolution],
    ) -> Self {
        let Field { name, form, .. } = placed.field.value;
        Self {
            name,
            subject: Cow::Borrowed(&placed.subject),
            at: placed.field.at,
            resolutions,
            limits: placed.field.limits(),
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
            limits: Limits {
                length: *length,
                ..Limits::default()
            },
            form: form.as_deref(),
        }
    }

    /// A field without a name, of which no resolution can speak.
    pub(super) fn of_unnamed(at: NodeRef<'a>, limits: &Limits) -> Self {
        Self {
            name: NAMELESS,
            subject: Cow::Borrowed(""),
            at,
            resolutions: &[],
            limits: *limits,
            form: None,
        }
    }

    /// The subject of one of its facts.
    pub(super) fn fact(&self, fact: &str) -> String {
        format!("{}.{fact}", self.subject)
    }

    /// The limits of the length that are transcribed: key and value.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (&'static str, u32)> + use<> {
        let all = [
            ("length", self.limits.length),
            ("min_length", self.limits.min_length),
            ("max_length", self.limits.max_length),
        ];
        all.into_iter().filter_map(|(key, length)| length.map(|length| (key, length)))
    }

    /// The limits after resolution.
    pub(super) fn adopted(&self) -> Limits {
        resolution::limits(self.resolutions, &self.subject, self.limits)
    }

    /// Whether nothing can keep all limits because of what the resolutions adopt.
    pub(super) fn adopts_contradiction(&self) -> bool {
        let transcribed = self.form.and_then(|form| Shape::parse(form).ok());
        is_contradictory(self.shape().as_ref(), &self.adopted())
            && !is_contradictory(transcribed.as_ref(), &self.limits)
            || is_empty(&self.adopted()) && !is_empty(&self.limits)
    }

    /// The form after resolution, where it can be read.
    pub(super) fn shape(&self) -> Option<Shape> {
        let form = resolution::form(self.resolutions, &self.subject, self.form)?;
        Shape::parse(form).ok()
    }
}

/// Whether some measure has to be at least what it can never be.
fn is_empty(limits: &Limits) -> bool {
    let all = limits.all();
    let of = |measure, side| {
        let mut its = all.iter().filter(move |it| it.measure == measure);
        its.find(|it| it.side == side).and_then(|it| it.number)
    };
    all.iter().any(|it| {
        let (least, most) = (of(it.measure, Side::Least), of(it.measure, Side::Most));
        least.zip(most).is_some_and(|(least, most)| least > most)
    })
}

fn is_contradictory(shape: Option<&Shape>, limits: &Limits) -> bool {
    let of_form = shape.and_then(Shape::length);
    let exact = limits.length.or(of_form);
    let (min, max) = (limits.min_length, limits.max_length);
    let (min, max) = (min.or(exact).unwrap_or(0), max.or(exact).unwrap_or(u32::MAX));
    let outside = |length: Option<u32>| length.is_some_and(|it| it < min || it > max);
    let differ = exact.zip(of_form).is_some_and(|(exact, of_form)| exact != of_form);
    min > max || differ || outside(exact) || outside(of_form)
}

/// A limit that the client would report as violated.
pub(super) struct Refusal {
    /// The key that states the limit.
    pub(super) fact: &'static str,
    /// What the client says is wrong.
    pub(super) why: String,
}

impl Refusal {
    pub(super) fn new(fact: &'static str, why: impl Into<String>) -> Self {
        Self { fact, why: why.into() }
    }

    /// What the client says, at the key that states the limit.
    pub(super) fn of(broken: &ViolationKind) -> Self {
        Self::new(key_of(broken), broken.to_string())
    }

    /// Points at the limit, where it stands beside what breaks it.
    pub(super) fn show(&self, diagnostic: Diagnostic, owner: NodeRef<'_>) -> Diagnostic {
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
    let headers = walk::headers(view);
    let headers = headers.map(|(set, it)| Limited::of_header(view, &set.id, it));
    let tables = view.codes.iter().map(|table| Limited::of_table(table.located()));
    headers.chain(tables).chain(view.with_fields().flat_map(|(resolutions, fields)| {
        fields.iter().map(|placed| Limited::of_field(placed, resolutions))
    }))
}

/// Why the client refuses a text, after resolution; `None` when it does not.
pub(super) fn refusal(limited: &Limited<'_>, text: &str) -> Option<Refusal> {
    let (shape, limits) = (limited.shape(), limited.adopted());
    // Other rules report what nothing can keep.
    if is_contradictory(shape.as_ref(), &limits) {
        return None;
    }
    if let Some(broken) = ViolationKind::of_length(limits.of_length(), text) {
        return Some(Refusal::of(&broken));
    }
    check_shape(&shape?, text)
}

/// Why the client refuses a text that is to have this shape.
pub(super) fn check_shape(shape: &Shape, text: &str) -> Option<Refusal> {
    shape.check(text).err().map(|mismatch| match mismatch {
        Mismatch::Form => Refusal::new("form", format!("not of the form `{shape}`")),
        Mismatch::NoSuchDate => Refusal::of(&ViolationKind::NoSuchDate),
    })
}

/// Whether a text is a whole number as JSON has it, so that reading and writing it keeps it.
pub(super) fn is_json_integer(text: &str) -> bool {
    text.parse::<i128>().is_ok_and(|number| number.to_string() == text)
}
