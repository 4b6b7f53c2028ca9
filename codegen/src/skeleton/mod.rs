//! Skeletons of files, for transcribing by hand: of a vendor, and of an operation.

use crate::editor;
use crate::lint;
use crate::raw::{Api, FORMAT, UNSORTED};

/// The text of `api.yaml` for a new vendor: every choice of the format, with what belongs into it.
/// What has to be filled in is empty, so that lint asks for it, line by line; what not every vendor
/// has is a comment.
///
/// # Errors
/// When the id is none.
pub fn vendor(id: &str) -> Result<String, InvalidId> {
    if !lint::is_id(id) {
        return Err(InvalidId { id: id.to_owned() });
    }
    let first = editor::line("api.yaml").unwrap_or_default();
    Ok(first + &VENDOR.replace("{id}", id).replace("{format}", &FORMAT.to_string()))
}

/// An invalid id, and a valid one like it.
#[derive(Debug)]
pub struct InvalidId {
    id: String,
}

/// The text of `operations/<id>.yaml`: every block of the format, with what belongs into it.
/// What has to be filled in is empty, so that lint asks for it, line by line.
///
/// # Errors
/// When the id is none.
pub fn operation(id: &str, api: Option<&Api>) -> Result<String, InvalidId> {
    if !lint::is_id(id) {
        return Err(InvalidId { id: id.to_owned() });
    }
    let sets = api.map_or(&[][..], |api| &api.header_sets);
    let set = |wanted: &str| {
        let known = sets.iter().find(|set| set.id == wanted);
        let ids = sets.iter().map(|set| set.id.as_str()).collect::<Vec<_>>();
        match known {
            Some(set) => format!("headers: {}", set.id),
            None if ids.is_empty() => "# headers: <a header set of api.yaml>".to_owned(),
            None => format!("# headers: <one of {}>", ids.join(", ")),
        }
    };
    let subjects = api.map_or(&[][..], |api| &api.subjects);
    let subject = match subjects {
        [only] => format!("subject: {}", only.id),
        [] => format!("subject: {UNSORTED}"),
        several => {
            let ids = several.iter().map(|subject| subject.id.as_str());
            format!("subject: # one of {}", ids.collect::<Vec<_>>().join(", "))
        }
    };
    let first = editor::line("operations/.yaml").unwrap_or_default();
    let text = OPERATION
        .replace("{id}", id)
        .replace("{subject}", &subject)
        .replace("{request headers}", &set("request"))
        .replace("{response headers}", &set("response"));
    Ok(first + &text)
}

const OPERATION: &str = include_str!("operation.yaml");

const VENDOR: &str = include_str!("vendor.yaml");

impl std::fmt::Display for InvalidId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let id = self.id.escape_debug();
        let suggestion = lint::suggest_id(&self.id);
        write!(
            f,
            "`{id}` is not a valid id: only a to z, 0 to 9 and hyphens, beginning with a letter; \
             {suggestion}"
        )
    }
}

impl std::error::Error for InvalidId {}
