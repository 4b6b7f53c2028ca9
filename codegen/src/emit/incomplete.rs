//! What is not known of a page, in the words of the documentation.

use std::fmt::Write as _;

use super::doc::{code, link, prose};
use crate::ir::{
    Api, Encrypted, Ident, Known, Object, Operation, PageCopy, Pending, Standing,
};

/// The paragraphs about an operation: what is known of its page, and of what.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> Vec<String> {
    let response = operation.response.as_ref();
    let pending = response.and_then(|response| response.pending.as_ref());
    let parts = [
        page(&operation.urls, operation.copy),
        method(operation),
        fields(operation.known, "parameters", &operation.name),
        encrypted(operation),
        results(operation),
        cases(operation),
        pending.map(|pending| of_pending(api, pending)),
    ];
    parts.into_iter().flatten().collect()
}

/// The addresses of the page, and the copy that was read.
pub(super) fn page(urls: &[String], copy: Option<PageCopy>) -> Option<String> {
    let urls: Vec<_> = urls.iter().map(|url| link(url)).collect();
    let copy = copy.map(|copy| match copy {
        PageCopy::Undated => {
            "Its facts are those of a stored copy of unknown date: the page may have changed."
        }
    });
    let page = (!urls.is_empty()).then(|| format!("Page: {}.", urls.join(", ")));
    let parts: Vec<_> = page.iter().map(String::as_str).chain(copy).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn method(operation: &Operation) -> Option<String> {
    let standing = match operation.method_standing {
        Standing::Documented => return None,
        Standing::Observed => "observed",
        Standing::Inferred => "inferred",
    };
    Some(format!(
        "The method is {standing}: what is known of the page does not show it."
    ))
}

/// How more than the known fields are given.
fn fields(known: Known, what: &str, of: &Ident) -> Option<String> {
    let known = match known {
        Known::Whole => return None,
        Known::Part => "Not all of its",
        Known::None => "None of its",
    };
    let is = if what == "parameters" { "request" } else { "object" };
    Some(format!(
        "{known} {what} are known. [`with_undocumented`]({of}Builder::with_undocumented) of its \
         builder adds others to the {is}."
    ))
}

fn encrypted(operation: &Operation) -> Option<String> {
    let request = operation.encrypted == Encrypted::Unknown;
    let response = operation.response.as_ref();
    let response = response.is_some_and(|it| it.encrypted == Encrypted::Unknown);
    Some(match (request, response) {
        (true, true) => {
            "Whether the bodies are encrypted is not known: the caller states it of the request, \
             and an answer is read either way."
        }
        (true, false) => {
            "Whether the body of the request is encrypted is not known: the caller states it."
        }
        (false, true) => {
            "Whether the body of the answer is encrypted is not known: it is read either way."
        }
        (false, false) => return None,
    }
    .to_owned())
}

fn results(operation: &Operation) -> Option<String> {
    Some(match operation.codes_known {
        Known::Whole => return None,
        Known::Part => {
            "Not all of its results are known; expect undocumented ones.".to_owned()
        }
        Known::None => {
            "None of its results are known; expect undocumented ones.".to_owned()
        }
    })
}

fn cases(operation: &Operation) -> Option<String> {
    Some(match operation.cases_known {
        Known::Whole => return None,
        Known::Part => "Not all of the vendor's test cases are known.".to_owned(),
        Known::None => {
            "Whether the vendor has test cases for it is not known.".to_owned()
        }
    })
}

/// The sentence about the rows of a table of results.
pub(super) fn rows(known: Known) -> &'static str {
    match known {
        Known::Whole => "",
        Known::Part => "Not all rows are known; expect undocumented codes.",
        Known::None => "No row is known; expect undocumented codes.",
    }
}

/// The sentence about an object in a request.
pub(super) fn of_object(object: &Object) -> String {
    fields(object.known, "fields", &object.name).unwrap_or_default()
}

/// The sentence about the fields of an answer, or of an object within one.
pub(super) fn read(known: Known) -> &'static str {
    match known {
        Known::Whole => "",
        Known::Part => "Not all of its fields are known; `json` has the others.",
        Known::None => "None of its fields are known; `json` has them.",
    }
}

fn of_pending(api: &Api, pending: &Pending) -> String {
    let Pending {
        field: _,
        equals: _,
        inquire,
        with,
        renamed: _,
        about,
    } = pending;
    let mut text = match pending.told_by() {
        Some((field, equals)) => format!(
            "A success may not be final: where {} is {}, the call fails with \
             [`Error::Pending`], and the outcome follows. ",
            code(field),
            code(equals)
        ),
        None => {
            "No success is final: where the request is accepted, the call fails with \
                 [`Error::Pending`], and the outcome follows. "
                .to_owned()
        }
    };
    let mut operations = api.operations.iter();
    // Writing to a `String` does not fail.
    match operations.find(|it| it.id == *inquire) {
        Some(it) => {
            let (subject, name) = (&it.subject, &it.name);
            let _ = write!(text, "[`{name}`](crate::{subject}::{name}) tells it");
        }
        None => {
            let _ = write!(text, "{} tells it", code(inquire));
        }
    }
    let with = with.iter().map(|name| match pending.field_of(name) {
        field if field == name => code(name),
        field => format!("{}, which is {}", code(name), code(field)),
    });
    let with: Vec<_> = with.collect();
    if !with.is_empty() {
        let _ = write!(text, ", by {}", with.join(" and "));
    }
    text.push('.');
    if let Some(about) = about {
        let _ = write!(text, " {}", prose(about));
    }
    text
}
