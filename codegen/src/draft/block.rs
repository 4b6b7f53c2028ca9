//! Drafts a field from its block of the page alone.

use super::prose::ProseFacts;
use super::wording::wording;
use super::{id, limits};
use crate::doubt;
use crate::page::{Block, Text};
use crate::raw::{self, Cite, FieldType, Known, Need};

pub(super) fn form_of(
    kind: FieldType,
    told: &ProseFacts,
    has_codes: bool,
    doubts: &mut Vec<String>,
) -> Option<String> {
    if let Some(form) = &told.unreadable_form {
        doubts.push(doubt::unknown_form(&form.text));
    }
    let form = told.form.as_ref()?.text.clone();
    let is_text = matches!(kind, FieldType::String | FieldType::ArrayOfStrings);
    if !is_text || has_codes {
        doubts.push(doubt::unused_form(&form));
        return None;
    }
    Some(form)
}

/// What a table of a page is, as long as nobody says more.
pub(crate) fn about_codes(field: &str) -> String {
    format!("The codes that the page lists for `{field}`.")
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
            Some(row) => {
                doubts.push(doubt::listed_twice(&code.text, &row.name, text));
            }
            None => rows.push(raw::Code {
                code: code.text.clone(),
                name: text.clone(),
                variant: None,
                confirm: None,
                about: None,
                utc_offset: None,
                remedy: None,
                cite: None,
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
        about: Some(about_codes(name)),
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
        doubts.push(doubt::unusual_condition());
    }
    if block.prose.is_empty() && !block.is_cut && !block.is_garbled {
        doubts.push(doubt::undescribed_field());
    }
}

/// A row for the items of a list whose type is not that of the items.
pub(super) fn item_type_differs(list: FieldType, item: &Block) -> Option<String> {
    let expected = match list {
        FieldType::ArrayOfStrings => FieldType::String,
        _ => FieldType::Object,
    };
    let (printed, expected) = (item.field_type().as_str(), expected.as_str());
    (printed != expected).then(|| doubt::type_of_items(printed, expected))
}

/// What of a field cannot be read.
pub(super) fn unread(block: &Block, doubts: &mut Vec<String>) {
    if block.kind.0.is_none() {
        doubts.push(doubt::unknown_type());
    }
    if block.need.0.is_none() && !block.is_cut {
        doubts.push(doubt::unknown_need());
    }
    if block.is_garbled {
        doubts.push(doubt::wrong_charset());
    }
}

/// How much of a value the captures show: nothing where they end before its need.
pub(super) fn known(block: &Block) -> Known {
    match (block.is_cut, block.need.0) {
        (false, _) => Known::Whole,
        (true, Some(_)) => Known::Part,
        (true, None) => Known::None,
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
    let mut doubts = vec![doubt::nameless()];
    doubts.extend(block.doubts.iter().cloned());
    doubts.extend(stated.doubt);
    if matches!(block.field_type(), FieldType::Object | FieldType::ArrayOfObjects) {
        doubts.push(doubt::object_without_name());
    }
    let mut field = raw::Unnamed {
        after,
        kind: block.field_type(),
        need: block.field_need(),
        constraint: stated.constraint,
        wording: wording(&block.prose),
        confirm: Some(doubts.join(" ")),
        ..raw::Unnamed::default()
    };
    field.set_limits(stated.limits);
    field
}
