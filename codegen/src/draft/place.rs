//! The location of parameters: path, query or body. Pages list all of them below one heading.

use crate::doubt;
use crate::page::Page;
use crate::raw::{Api, Field, Location, Method, Need};

/// The path as the spec writes it: below the base URL, from a slash on, with parameters in
/// braces, and without a query.
pub(super) fn path(api: &Api, printed: &str) -> String {
    let hosts = api.environments.iter().filter_map(|it| it.base_url.as_deref());
    let below = hosts.into_iter().find_map(|host| printed.strip_prefix(host));
    let path = below.unwrap_or(printed);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let braced = |part: &str| match part.strip_prefix(':') {
        Some(name) => format!("/{{{name}}}"),
        None => format!("/{part}"),
    };
    path.trim_start_matches('/').split('/').map(braced).collect()
}

/// Places the parameters of a request in path, query or body.
///
/// Gives the doubts that are left, for the request as a whole.
pub(super) fn parameters(
    page: &Page,
    (method, path): (Method, &str),
    encrypted: bool,
    fields: &mut Vec<Field>,
) -> Vec<String> {
    let query = page.path.text.split_once('?').map_or("", |(_, query)| query);
    for (text, place) in [(path, Location::Path), (query, Location::Query)] {
        for name in in_braces(text) {
            match fields.iter_mut().find(|field| field.name == name) {
                Some(field) if place == Location::Path => in_path(field),
                Some(field) => field.place = place,
                None => fields.push(unlisted(name, place)),
            }
        }
    }
    let mut rest: Vec<_> =
        fields.iter_mut().filter(|field| field.place == Location::Body).collect();
    if rest.is_empty() || encrypted {
        return Vec::new();
    }
    match method {
        Method::Get => {
            for field in &mut rest {
                field.place = Location::Query;
            }
            vec![doubt::in_query()]
        }
        Method::Delete => vec![doubt::in_body()],
        Method::Post | Method::Put | Method::Patch => Vec::new(),
    }
}

/// The names of `/{one}/{other}`.
fn in_braces(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

fn in_path(field: &mut Field) {
    field.place = Location::Path;
    if field.need != Need::Required {
        field.need = Need::Required;
        add(field, doubt::not_required());
    }
}

/// A parameter that only the path names.
fn unlisted(name: &str, place: Location) -> Field {
    let mut field = Field {
        name: name.to_owned(),
        place,
        ..Field::default()
    };
    add(&mut field, doubt::only_in_path());
    field
}

fn add(field: &mut Field, doubt: String) {
    let before = field.confirm.take();
    let told: Vec<String> = before.into_iter().chain([doubt]).collect();
    field.confirm = Some(told.join(" "));
}
