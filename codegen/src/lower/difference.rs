//! The difference that prevents two definitions from being one type, in the words of the spec.

use crate::ir::{
    Code, CodeTable, Constraint, Field, Known, List, Reading, Redact, ResponseField,
    ShapeSign, Tag, ValueKind,
};
use crate::raw::{Facts as _, Limits};

/// A fact that two places state differently, as each of them states it.
pub(super) struct Difference {
    pub(super) first: String,
    pub(super) second: String,
}

/// A key of the spec with its value, if it has one.
type Fact = (&'static str, Option<String>);

/// How much two places know of the fields of an object.
pub(super) fn of_known(first: Known, second: Known) -> Option<Difference> {
    let describe = |known: Known| describe(("known", Some(known.as_str().to_owned())));
    (first != second).then(|| Difference {
        first: describe(first),
        second: describe(second),
    })
}

/// What tells the shapes of an object, and what tells that it is one.
type Signs = (Option<Vec<ShapeSign>>, Option<Tag>);

/// How two places tell the shapes of an object.
pub(super) fn of_signs(first: &Signs, second: &Signs) -> Option<Difference> {
    let describe = |(shapes, tag): &Signs| match (shapes, tag) {
        (Some(shapes), _) => {
            let shapes = shapes.iter().map(|it| format!("`{it}`"));
            format!("one of {}", shapes.collect::<Vec<_>>().join(" and "))
        }
        (None, Some(tag)) => format!("`{tag}`"),
        (None, None) => "no `tag`".to_owned(),
    };
    (first != second).then(|| Difference {
        first: describe(first),
        second: describe(second),
    })
}

/// The rule of values, in the words of the spec.
pub(super) fn rule(kind: &ValueKind) -> String {
    let facts = facts(kind).into_iter().filter_map(|(key, value)| {
        let value = value?;
        Some(if key == "type" { value } else { format!("{key}: {value}") })
    });
    facts.collect::<Vec<_>>().join(", ")
}

/// The first fact in which two kinds of values differ.
pub(super) fn of_kinds(first: &ValueKind, second: &ValueKind) -> Option<Difference> {
    if first == second {
        return None;
    }
    // Kinds of one type have the same facts in the same order; the type itself comes first.
    of_facts(facts(first), facts(second))
}

fn of_facts(first: Vec<Fact>, second: Vec<Fact>) -> Option<Difference> {
    let pair = first.into_iter().zip(second).find(|(a, b)| a != b);
    pair.map(|(first, second)| Difference {
        first: describe(first),
        second: describe(second),
    })
}

fn describe((key, value): Fact) -> String {
    value.map_or_else(|| format!("no `{key}`"), |value| format!("`{key}: {value}`"))
}

/// What the spec states of values of a kind, after resolution.
fn facts(kind: &ValueKind) -> Vec<Fact> {
    let (key, word) = match kind {
        ValueKind::Text(_) | ValueKind::Date(_) => ("type", "string"),
        ValueKind::Secret(_) => ("from", "configuration"),
        ValueKind::Number(_) | ValueKind::Decimal(_) => ("type", "number"),
        ValueKind::Flag(_) => ("type", "boolean"),
        ValueKind::File(_) => ("type", "file"),
    };
    let mut facts = vec![(key, Some(word.to_owned()))];
    match kind {
        ValueKind::Text(constraint)
        | ValueKind::Date(constraint)
        | ValueKind::Secret(constraint) => facts.extend(of_text(constraint)),
        ValueKind::Number(limits) | ValueKind::Decimal(limits) => {
            facts.extend(of_limits(limits));
        }
        ValueKind::File(upload) => {
            facts.extend(of_limits(&upload.limits));
            let media_types = upload.media_types.join(", ");
            let stated = Some(media_types).filter(|it| !it.is_empty());
            facts.push(("media_types", stated));
        }
        ValueKind::Flag(wire) => facts.push(("wire", Some(wire.as_str().to_owned()))),
    }
    facts
}

fn of_limits(limits: &Limits) -> Vec<Fact> {
    let limits = limits.value().entries().into_iter();
    limits.map(|(fact, limit)| (fact.key, limit.word().map(str::to_owned))).collect()
}

fn of_text(constraint: &Constraint) -> Vec<Fact> {
    let Constraint {
        limits,
        shape,
        shape_enforced,
    } = constraint;
    let form = shape.as_ref().map(|shape| {
        let note = if *shape_enforced { "" } else { " (not enforced)" };
        format!("{shape}{note}")
    });
    let mut facts = of_limits(limits);
    facts.push(("form", form));
    facts
}

/// The first fact in which the values of two fields differ.
pub(super) fn of_tables(first: &CodeTable, second: &CodeTable) -> Option<Difference> {
    let kind = |table: &CodeTable| {
        let word = if table.numbers { "number" } else { "string" };
        let mut facts = vec![("type", Some(word.to_owned()))];
        facts.extend(of_text(&table.constraint));
        facts
    };
    // One place may leave out the offset that another one says.
    let is_one = |a: &Code, b: &Code| {
        let offsets = a.utc_offset.zip(b.utc_offset);
        offsets.is_none_or(|(a, b)| a == b)
    };
    let same = |a: &Code, b: &Code| {
        (&a.code, &a.variant) == (&b.code, &b.variant) && is_one(a, b)
    };
    let describe = |code: &Code| {
        let offset = code.utc_offset.map(|it| format!(" with {it} minutes from UTC"));
        format!("`{}` as `{}`{}", code.code, code.variant, offset.unwrap_or_default())
    };
    of_facts(kind(first), kind(second))
        .or_else(|| of_lists(&first.codes, &second.codes, same, describe))
}

/// How much of a value two places show.
pub(super) fn of_redaction(first: Redact, second: Redact) -> Option<Difference> {
    let describe =
        |redact: Redact| describe(("redact", Some(redact.as_str().to_owned())));
    (first != second).then(|| Difference {
        first: describe(first),
        second: describe(second),
    })
}

/// The first field in which two objects of requests differ.
pub(super) fn of_fields(first: &[Field], second: &[Field]) -> Option<Difference> {
    let limits = |field: &Field| {
        let list = field.list.as_ref();
        list.map(|it| (it.limits, it.is_map, it.rows.as_ref().map(|rows| rows.limits)))
    };
    let same = |a: &Field, b: &Field| {
        (&a.wire, a.need, a.nullable, &a.ty, &a.constant, limits(a))
            == (&b.wire, b.need, b.nullable, &b.ty, &b.constant, limits(b))
    };
    let describe = |field: &Field| {
        let (name, need, ty) = (&field.wire, field.need.as_str(), field.ty.name());
        let list = field.list.as_ref().map(of_list).unwrap_or_default();
        let value = field.constant.as_ref().map(|it| format!("::{}", it.variant));
        let null = if field.nullable { "null or " } else { "" };
        format!("`{name}`, {need}, {null}{list}`{ty}{}`", value.unwrap_or_default())
    };
    of_lists(first, second, same, describe)
}

fn of_list(list: &List) -> String {
    let limits =
        of_limits(&list.limits).into_iter().filter(|(_, limit)| limit.is_some());
    let limits: Vec<_> = limits.map(describe).collect();
    let known = if limits.is_empty() { "" } else { " with " };
    let kind = match &list.rows {
        Some(_) => "list of lists",
        None if list.is_map => "map",
        None => "list",
    };
    format!("a {kind}{known}{} of ", limits.join(" and "))
}

/// The first field in which two objects of answers differ.
pub(super) fn of_answers(
    first: &[ResponseField],
    second: &[ResponseField],
) -> Option<Difference> {
    let same = |a: &ResponseField, b: &ResponseField| {
        (&a.wire, a.need, &a.reading, a.rows, a.redact)
            == (&b.wire, b.need, &b.reading, b.rows, b.redact)
    };
    let describe = |field: &ResponseField| {
        let (name, need) = (&field.wire, field.need.as_str());
        let (read, shown) = (read(&field.reading), shown(field.redact));
        format!("`{name}`, {need}, {read}, in debug output {shown}")
    };
    let values = |(a, b): (&ResponseField, &ResponseField)| {
        let kinds = a.kind.as_ref().zip(b.kind.as_ref());
        let difference = kinds.and_then(|(a, b)| of_kinds(a, b));
        let Difference { first, second } =
            difference.or_else(|| of_facts(of_limits(&a.items), of_limits(&b.items)))?;
        Some(Difference {
            first: format!("`{}` with {first}", a.wire),
            second: format!("`{}` with {second}", b.wire),
        })
    };
    of_lists(first, second, same, describe)
        .or_else(|| first.iter().zip(second).find_map(values))
}

fn read(reading: &Reading) -> String {
    match reading {
        Reading::Text => "a text".to_owned(),
        Reading::Number => "a whole number".to_owned(),
        Reading::Decimal => "a decimal number".to_owned(),
        Reading::Written => "a decimal number as text".to_owned(),
        Reading::Flag => "a boolean".to_owned(),
        Reading::Texts => "a list of texts".to_owned(),
        Reading::Numbers => "a list of whole numbers".to_owned(),
        Reading::Decimals => "a list of decimal numbers".to_owned(),
        Reading::Map => "a map of texts".to_owned(),
        Reading::Code(ty) => format!("a code of `{ty}`"),
        Reading::Codes(ty) => format!("a list of codes of `{ty}`"),
        Reading::Object(ty) => format!("`{ty}`"),
        Reading::Objects(ty) => format!("a list of `{ty}`"),
    }
}

fn shown(redact: Redact) -> &'static str {
    match redact {
        Redact::Shown => "shown",
        Redact::LastFour => "shown by its last four characters",
        Redact::Hidden => "hidden",
    }
}

fn of_lists<T>(
    first: &[T],
    second: &[T],
    same: impl Fn(&T, &T) -> bool,
    describe: impl Fn(&T) -> String,
) -> Option<Difference> {
    let longer = first.len().max(second.len());
    let mut pairs = (0..longer).map(|at| (first.get(at), second.get(at)));
    let differ = |(a, b): &(Option<&T>, Option<&T>)| match (a, b) {
        (Some(a), Some(b)) => !same(a, b),
        _ => true,
    };
    let describe = |field: Option<&T>| {
        field.map_or_else(|| "no further field".to_owned(), &describe)
    };
    pairs.find(differ).map(|(first, second)| Difference {
        first: describe(first),
        second: describe(second),
    })
}
