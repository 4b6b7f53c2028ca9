//! The settings of a client: headers and fields that its caller configures.

use crate::ir::{Api, Header, HeaderOrigin, Ident, Need};

/// A header that the caller configures.
pub(super) struct Setting<'a> {
    /// The name of the builder's field and method.
    pub(super) name: Ident,
    pub(super) header: &'a Header,
    /// The value is never shown.
    pub(super) secret: bool,
    /// It is a field of requests.
    pub(super) is_field: bool,
    /// The code table that says what a zone adds to UTC.
    pub(super) zone: bool,
}

impl Setting<'_> {
    /// The client is built without it too.
    pub(super) fn is_optional(&self) -> bool {
        self.header.need == Need::Optional || self.header.origin == HeaderOrigin::Token
    }
}

pub(super) fn settings(api: &Api) -> Vec<Setting<'_>> {
    api.configured()
        .into_iter()
        .chain(&api.configured_fields)
        .filter_map(|header| {
            Some(Setting {
                name: Ident::snake(header.ty.name().as_str()).ok()?,
                header,
                is_field: api
                    .configured_fields
                    .iter()
                    .any(|it| std::ptr::eq(it, header)),
                secret: api.is_secret(header.ty.name()),
                zone: api.says_zone(header),
            })
        })
        .collect()
}

/// The environment variable of a setting, as the command line has it.
pub(super) fn variable(api: &Api, name: &str) -> String {
    format!("{}_{name}", api.id.replace('-', "_")).to_uppercase()
}
