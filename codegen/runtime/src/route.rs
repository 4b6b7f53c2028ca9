//! Routing of requests to operations.

use super::description::{Description, Location, Parameter, ValueKind, Vendor};
use super::pairs::{decoded, pairs};
use super::source::NOBODY;
use super::{
    ListStyle, Need, RequestBody, Violation, ViolationKind, Violations, leaves, values,
};
use http::{Method, Uri};

/// The target of a request.
pub(super) enum Route {
    /// An operation, with the texts that fill its path, by name.
    Operation(&'static Description, Vec<(String, String)>),
    /// A known path with another method.
    OtherMethod,
    /// Nothing.
    Nowhere,
}

/// Finds the operation of a request: of several, the one with the fewest path parameters, since
/// `/books/new` is not `/books/{id}`.
pub(super) fn find(vendor: &Vendor, method: &Method, uri: &Uri) -> Route {
    let at_path = vendor.operations.iter().filter_map(|operation| {
        fill(operation.spec.path, uri.path()).map(|filled| (operation, filled))
    });
    let (mut found, mut other): (Option<(_, Vec<_>)>, _) = (None, false);
    for (operation, filled) in at_path {
        if operation.spec.method.as_str() != method.as_str() {
            other = true;
        } else if found.as_ref().is_none_or(|(_, least)| filled.len() < least.len()) {
            found = Some((operation, filled));
        }
    }
    match found {
        Some((operation, filled)) => Route::Operation(operation, filled),
        None if other => Route::OtherMethod,
        None => Route::Nowhere,
    }
}

/// The text in `path` for each `{name}` of `template`, if it matches.
fn fill(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    let mut filled = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(filled),
            (Some(wanted), Some(given)) => segment(wanted, given, &mut filled)?,
            _ => return None,
        }
    }
}

/// Adds the texts of a segment's parameters, if it has some: each ends where what is written behind
/// it is found first, and the last one with the segment.
fn segment(wanted: &str, given: &str, filled: &mut Vec<(String, String)>) -> Option<()> {
    let Some((before, rest)) = wanted.split_once('{') else {
        return (wanted == given).then_some(());
    };
    let (name, behind) = rest.split_once('}')?;
    let given = given.strip_prefix(before)?;
    let (text, rest) = match behind.split_once('{') {
        None => (given.strip_suffix(behind)?, behind),
        Some((between, _)) => given.split_at_checked(given.find(between)?)?,
    };
    filled.push((name.to_owned(), decoded(text, false)?));
    segment(behind, rest, filled)
}

/// The parameters of a query in order. Parameters that are not UTF-8 are left out.
pub(super) fn query(uri: &Uri) -> Vec<(String, String)> {
    pairs(uri.query().unwrap_or_default()).flatten().collect()
}

/// The fields of a body that is a form, if all of it is one.
pub(super) fn form(body: &[u8]) -> Option<Vec<(String, String)>> {
    pairs(str::from_utf8(body).ok()?).collect()
}

/// The JSON of a parameter's texts, if there are any.
pub(super) fn value(
    parameter: &Parameter,
    texts: &[(String, String)],
) -> Result<Option<String>, Violations> {
    let style = style(parameter);
    if leaves::is_apart(parameter, style) {
        return nested(parameter, style, texts);
    }
    let of_name = texts.iter().filter(|(name, _)| is_name(parameter, name));
    let texts: Vec<_> = of_name.map(|(_, text)| text.as_str()).collect();
    let read = match (style, &*texts) {
        (ListStyle::Json, [text]) => Ok(Some((*text).to_owned())),
        (ListStyle::Comma, [text]) => {
            values::of_texts(&parameter.kind, &text.split(',').collect::<Vec<_>>())
        }
        (ListStyle::Json | ListStyle::Comma, [_, _, ..]) => {
            Err(Violation::new("value", ViolationKind::NotAList, NOBODY).into())
        }
        _ => values::of_texts(&parameter.kind, &texts),
    };
    read.map_err(|wrong| wrong.nested(parameter.name))
}

/// The JSON of an object or of a list of objects, from a pair for each value in it.
fn nested(
    parameter: &Parameter,
    style: ListStyle,
    texts: &[(String, String)],
) -> Result<Option<String>, Violations> {
    let of_name = texts.iter().filter_map(|(name, text)| {
        Some((leaves::steps(parameter.name, style, name)?, text.as_str()))
    });
    let found: Vec<_> = of_name.collect();
    if found.is_empty() {
        // An object of which no field is sent is not there.
        let is_empty = parameter.need == Need::Required
            && matches!(parameter.kind, ValueKind::Object(..) | ValueKind::Map(..));
        return Ok(is_empty.then(|| "{}".to_owned()));
    }
    let all: Vec<_> = found.iter().map(|(steps, text)| (&**steps, *text)).collect();
    let read = leaves::read(&parameter.kind, &all);
    read.map(Some).map_err(|wrong| wrong.nested(parameter.name))
}

/// How a list or an object is written in a query or a form.
const fn style(parameter: &Parameter) -> ListStyle {
    match parameter.kind {
        ValueKind::List(rule, _) | ValueKind::Map(rule, _) => rule.style,
        _ => parameter.style,
    }
}

/// Whether a query or a form has the parameter, or a value in it, under this name.
fn is_name(parameter: &Parameter, name: &str) -> bool {
    match style(parameter) {
        style if leaves::is_apart(parameter, style) => {
            leaves::steps(parameter.name, style, name).is_some()
        }
        ListStyle::Brackets => name.strip_suffix("[]") == Some(parameter.name),
        _ => name == parameter.name,
    }
}

/// Whether a request may have this name at `place`.
pub(super) fn knows(description: &Description, place: Location, name: &str) -> bool {
    let is_json = place == Location::Body && description.spec.body == RequestBody::Json;
    let mut at_place = description.parameters.iter().filter(|it| it.place == place);
    at_place.any(|it| if is_json { it.name == name } else { is_name(it, name) })
}
