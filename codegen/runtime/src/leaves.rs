//! Objects and lists of objects in queries and forms, read from a pair for each value in them.

use super::description::{Parameter, ValueKind};
use super::source::NOBODY;
use super::values::{self, quoted};
use super::{Json, ListStyle, ShapeSign, Violation, ViolationKind, Violations};

/// Whether a parameter is written as a pair for each value in it.
pub(super) fn is_apart(parameter: &Parameter, style: ListStyle) -> bool {
    let kind = match parameter.kind {
        ValueKind::List(_, item) => item,
        ref kind => kind,
    };
    matches!(style, ListStyle::Brackets | ListStyle::Dots)
        && matches!(
            kind,
            ValueKind::Object(..) | ValueKind::OneOf(..) | ValueKind::Map(..)
        )
}

/// The steps from a parameter to a value in it, if `name` is of one.
pub(super) fn steps<'a>(
    parameter: &str,
    style: ListStyle,
    name: &'a str,
) -> Option<Vec<&'a str>> {
    let (mut rest, mut steps) = (name.strip_prefix(parameter)?, Vec::new());
    while !rest.is_empty() {
        let (step, behind) = match rest.strip_prefix('[') {
            Some(inner) => inner.split_once(']')?,
            None if style == ListStyle::Dots => {
                let inner = rest.strip_prefix('.')?;
                inner.split_at(inner.find(['.', '[']).unwrap_or(inner.len()))
            }
            None => return None,
        };
        // By dots, brackets are around numbers alone.
        let is_number = step.bytes().all(|byte| byte.is_ascii_digit());
        if step.is_empty()
            || style == ListStyle::Dots && rest.starts_with('[') && !is_number
        {
            return None;
        }
        steps.push(step);
        rest = behind;
    }
    (!steps.is_empty()).then_some(steps)
}

/// A value with the steps that lead to it.
pub(super) type Leaf<'a> = (&'a [&'a str], &'a str);

/// The JSON of a value.
pub(super) fn read(kind: &ValueKind, leaves: &[Leaf<'_>]) -> Result<String, Violations> {
    match kind {
        ValueKind::Object(_, _, fields) => object(leaves, |_, name| {
            let field = fields.iter().find(|field| field.name == name)?;
            Some((&field.kind, field.name.to_owned()))
        }),
        // Its names are whatever was sent.
        ValueKind::Map(_, item) => {
            object(leaves, |index, _| Some((*item, format!("[{index}]"))))
        }
        ValueKind::OneOf(shapes) => {
            let is_it = |sign: &ShapeSign, json: &str| {
                let json = Json::from_slice(json.as_bytes()).unwrap_or_default();
                let signs = shapes.iter().map(|(sign, _)| *sign);
                ShapeSign::only(&json, signs) == Some(*sign)
            };
            let mut all = shapes.iter().map(|(sign, kind)| (sign, read(kind, leaves)));
            let found = all
                .find(|(sign, read)| read.as_ref().is_ok_and(|json| is_it(sign, json)));
            match (found, shapes.first()) {
                (Some((_, read)), _) => read,
                // What is wrong with it is found in the JSON.
                (None, Some((_, first))) => read(first, leaves),
                (None, None) => object(leaves, |_, _| None),
            }
        }
        ValueKind::List(_, item) => {
            let mut items = Vec::new();
            for (index, (step, leaves)) in grouped(leaves)?.into_iter().enumerate() {
                if step != index.to_string() {
                    return Err(wrong(ViolationKind::NotAList));
                }
                let read = read(item, &leaves);
                items.push(read.map_err(|it| it.nested(&format!("[{index}]")))?);
            }
            Ok(format!("[{}]", items.join(",")))
        }
        kind => match leaves.last() {
            Some(([], text)) => values::json(kind, text),
            _ => Err(wrong(ViolationKind::NotAText)),
        },
    }
}

/// The JSON of an object, of whose fields the kind is known and what they are called in violations;
/// the text of one that is not known.
fn object<'a>(
    leaves: &[Leaf<'_>],
    known: impl Fn(usize, &str) -> Option<(&'a ValueKind, String)>,
) -> Result<String, Violations> {
    let (mut fields, mut all) = (Vec::new(), Vec::new());
    for (index, (name, leaves)) in grouped(leaves)?.into_iter().enumerate() {
        let value = match (known(index, name), leaves.last()) {
            (Some((kind, at)), _) => read(kind, &leaves).map_err(|it| it.nested(&at)),
            (None, text) => Ok(quoted(text.map_or("", |(_, text)| text))),
        };
        match value {
            Ok(value) => fields.push(format!("{}:{value}", quoted(name))),
            Err(wrong) => all.extend(wrong),
        }
    }
    Violations::gather(all)?;
    Ok(format!("{{{}}}", fields.join(",")))
}

/// The values by their first step, in the order in which these occur.
fn grouped<'a>(
    leaves: &[Leaf<'a>],
) -> Result<Vec<(&'a str, Vec<Leaf<'a>>)>, Violations> {
    let mut groups: Vec<(&str, Vec<Leaf<'_>>)> = Vec::new();
    for (steps, text) in leaves {
        let Some((first, rest)) = steps.split_first() else {
            return Err(wrong(ViolationKind::NotAnObject));
        };
        match groups.iter_mut().find(|(step, _)| step == first) {
            Some((_, group)) => group.push((rest, text)),
            None => groups.push((first, vec![(rest, text)])),
        }
    }
    Ok(groups)
}

fn wrong(kind: ViolationKind) -> Violations {
    Violation::new("value", kind, NOBODY).into()
}
