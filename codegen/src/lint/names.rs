//! The names whose typos would reach the wire or the documentation.

use super::findings::ExpectedResolution;
use crate::load::{Loaded, OperationField};
use crate::raw::CodeTable;
use crate::source::{NodeRef, Span};

/// A name, and the name of its owner in resolutions.
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    at: NodeRef<'a>,
    owner: Owner<'a>,
}

enum Owner<'a> {
    /// By its subject.
    Field(&'a str),
    Code(&'a str),
}

impl Name<'_> {
    pub(super) fn span(&self) -> Span {
        self.at.key("name").span()
    }

    /// The resolution by which the name stays as it is.
    pub(super) fn kept(&self) -> ExpectedResolution {
        let subject = match self.owner {
            Owner::Field(subject) => format!("{subject}.name"),
            Owner::Code(code) => format!("codes.{code}.name"),
        };
        ExpectedResolution {
            file: self.at.file(),
            subject,
            adopt: Some(self.text.to_owned()),
        }
    }
}

/// The names of an operation's fields.
pub(super) fn of_fields<'v>(
    fields: &'v [OperationField<'_>],
) -> impl Iterator<Item = Name<'v>> {
    fields.iter().map(|placed| Name {
        text: &placed.field.value.name,
        at: placed.field.at,
        owner: Owner::Field(&placed.subject),
    })
}

/// The names of a table's codes.
pub(super) fn of_table(
    table: &Loaded<CodeTable>,
) -> impl Iterator<Item = Name<'_>> + use<'_> {
    let codes = table.located().each("codes", |table| &table.codes);
    codes.map(|code| Name {
        text: &code.value.name,
        at: code.at,
        owner: Owner::Code(&code.value.code),
    })
}
