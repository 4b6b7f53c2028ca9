//! The words that the spec's format has for things.

use crate::raw::{
    FieldType, Method, Mode, Place, Redact, Remedy, Repeat, Standing, Wire,
};

pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Sync => "sync",
        Mode::Async => "async",
    }
}

pub(in crate::import) fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

pub(super) fn repeat(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Safe => "safe",
        Repeat::Unsafe => "unsafe",
        Repeat::Unknown => "unknown",
    }
}

pub(crate) fn kind(kind: FieldType) -> &'static str {
    match kind {
        FieldType::String => "string",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Object => "object",
        FieldType::ArrayOfObjects => "array-of-objects",
        FieldType::ArrayOfStrings => "array-of-strings",
    }
}

pub(super) fn place(place: Place) -> Option<&'static str> {
    match place {
        Place::Body => None,
        Place::Path => Some("path"),
        Place::Query => Some("query"),
    }
}

pub(super) fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Json => "true/false",
        Wire::YesNo => "Y/N",
        Wire::OneZero => "1/0",
    }
}

pub(super) fn redact(redact: Redact) -> &'static str {
    match redact {
        Redact::Shown => "shown",
        Redact::LastFour => "last-four",
        Redact::Hidden => "hidden",
    }
}

pub(super) fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::None => "none",
        Remedy::FixRequest => "fix-request",
        Remedy::AskUser => "ask-user",
        Remedy::RetryLater => "retry-later",
        Remedy::CheckOutcome => "check-outcome",
        Remedy::ContactVendor => "contact-vendor",
        Remedy::Unknown => "unknown",
    }
}

pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Documented => "documented",
        Standing::Observed => "observed",
        Standing::Inferred => "inferred",
    }
}
