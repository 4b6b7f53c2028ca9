//! Drafts a field from its block of the page alone.

use super::prose::ProseFacts;
use super::wording::wording;
use super::{id, limits};
use crate::page::{Block, Text};
use crate::raw::{self, Cite, FieldType, Need};

pub(super) fn form_of(
    kind: FieldType,
    told: &ProseFacts,
    has_codes: bool,
    doubts: &mut Vec<String>,
) -> Option<String> {
    if let Some(form) = &told.unreadable_form {
        doubts.push(format!(
            "The page prints the form `{}`, which is not understood.",
            form.text
        ));
    }
    let form = told.form.as_ref()?.text.clone();
    let is_text = matches!(kind, FieldType::String | FieldType::ArrayOfStrings);
    if !is_text || has_codes {
        doubts.push(format!("The page gives the form `{form}`, which is not followed."));
        return None;
    }
    Some(form)
}

pub(super) fn table(
    codes: &[(Text, String)],
    name: &str,
    id: &str,
    doubts: &mut Vec<String>,
) -> raw::CodeTable {
    let mut rows: Vec<raw::Code> = Vec::new();
    for (code, text) in codes {
        match rows.iter().find(|row| row.code == code.text) {
            Some(row) if row.name == *text => {}
            Some(row) => doubts.push(format!(
                "The page lists `{}` as `{}` and as `{text}`.",
                code.text, row.name
            )),
            None => rows.push(raw::Code {
                code: code.text.clone(),
                name: text.clone(),
                variant: None,
                confirm: None,
                utc_offset: None,
            }),
        }
    }
    let count = |row: &raw::Code| u32::try_from(row.code.chars().count()).ok();
    let length = rows.first().and_then(count);
    let length =
        length.filter(|length| rows.iter().all(|it| count(it) == Some(*length)));
    let digits = |row: &raw::Code| row.code.bytes().all(|byte| byte.is_ascii_digit());
    let form =
        (length.is_some() && rows.iter().all(digits)).then(|| "digits".to_owned());
    raw::CodeTable {
        id: id::kebab(name),
        type_name: None,
        about: Some(format!("The codes that the page lists for `{name}`.")),
        wording: None,
        confirm: None,
        cite: Some(Cite {
            source: id.to_owned(),
            section: name.to_owned(),
        }),
        length,
        form,
        codes: rows,
        resolutions: Vec::new(),
    }
}

/// What the prose of a field should state, but does not.
pub(super) fn missing_prose(
    block: &Block,
    is_unconditional: bool,
    doubts: &mut Vec<String>,
) {
    if block.field_need() == Need::Conditional && is_unconditional {
        doubts.push("The page does not state its condition in the usual words.".into());
    }
    if block.prose.is_empty() && !block.is_cut && !block.is_garbled {
        doubts.push("The page does not say what it is.".into());
    }
}

/// A row for the items of a list whose type is not that of the items.
pub(super) fn item_type_differs(list: FieldType, item: &Block) -> Option<String> {
    let expected = match list {
        FieldType::ArrayOfStrings => FieldType::String,
        _ => FieldType::Object,
    };
    let (printed, expected) = (item.field_type().as_str(), expected.as_str());
    (printed != expected).then(|| {
        format!("The row for its items has the type {printed}, not {expected}.")
    })
}

/// What of a field no capture shows.
pub(super) fn unshown(block: &Block, doubts: &mut Vec<String>) {
    if block.kind.0.is_none() {
        doubts.push("The page does not print a type that is understood.".into());
    }
    match (block.need.0, block.is_cut) {
        (None, true) => doubts.push("The capture ends before its need.".into()),
        (None, false) => {
            doubts.push("The page does not print a need that is understood.".into());
        }
        (Some(_), true) => doubts.push(super::ENDS_HERE.into()),
        (Some(_), false) => {}
    }
    if block.is_garbled {
        doubts.push("The capture has its description in a wrong charset.".into());
    }
}

pub(super) fn item(block: &Block) -> raw::Item {
    raw::Item {
        name: block.name.as_ref().map_or_else(String::new, |name| name.text.clone()),
        need: block.field_need(),
        constraint: block.limit.as_ref().map(|(_, line)| line.text.clone()),
        wording: wording(&block.prose),
    }
}

pub(super) fn nameless(block: &Block, after: Option<String>) -> raw::Unnamed {
    let stated = limits::read(block.field_type(), block.limit.as_ref());
    let mut doubts = vec!["The page does not print the name of this field.".to_owned()];
    doubts.extend(block.doubts.iter().cloned());
    doubts.extend(stated.doubt);
    if matches!(block.field_type(), FieldType::Object | FieldType::ArrayOfObjects) {
        doubts.push(
            "The page does not mark which of the fields after it belong to it; they are read as \
             fields beside it."
                .to_owned(),
        );
    }
    let mut field = raw::Unnamed {
        after,
        kind: block.field_type(),
        need: block.field_need(),
        constraint: stated.constraint,
        wording: wording(&block.prose),
        confirm: doubts.join(" "),
        ..raw::Unnamed::default()
    };
    field.set_limits(stated.limits);
    field
}
