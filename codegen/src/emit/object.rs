//! A struct with checked fields, its constructor and its builder: requests and the objects
//! within them.

use super::doc::{self, Doc};
use super::{doc_text, literal, value_type};
use crate::ir::{Api, Field, Ident, Location, Need, Redact, TypeRef};

/// The name and documentation of a struct.
pub(super) struct Struct<'a> {
    pub(super) name: &'a Ident,
    pub(super) doc: Doc,
    pub(super) fields: &'a [Field],
    /// The citation that its violations carry.
    pub(super) source: &'a str,
    /// The API of the types of its fields.
    pub(super) api: &'a Api,
}

/// The declaration from which the macro of the runtime makes everything about the struct.
pub(super) fn emit(object: &Struct<'_>) -> String {
    let Struct {
        name,
        doc,
        fields,
        source,
        api,
    } = object;
    let about = doc.comment("    ");
    // A constructor without parameters is what `Default` is for.
    let is_default = fields.iter().all(|field| field.need != Need::Required);
    let default = if is_default { ", Default" } else { "" };
    let lists = fields.iter().filter_map(|field| value_type::list(field, source));
    let lists: String = lists.map(|list| "\n".to_owned() + &list).collect();
    let fields: String = fields.iter().map(|it| field(api, it)).collect();
    format!(
        "\
checked_struct! {{
{about}    #[derive(Clone{default})]
    pub struct {name}, {name}Builder: {source};
{fields}}}
{lists}"
    )
}

fn field(api: &Api, field: &Field) -> String {
    let name = &field.name;
    let ty = field.list.as_ref().map_or(field.ty.name(), |list| &list.name);
    let about = Doc::new(format!("{} See [`{ty}`].", doc_text::summary(&field.words)))
        .paragraph(doc::need(field.need, field.condition.as_ref()))
        .paragraph(field.of_codes.as_ref().and_then(doc::expected).unwrap_or_default())
        .details(&field.words)
        .comment("    ");
    let need = match field.need {
        Need::Required => "required",
        Need::Optional | Need::Conditional => "optional",
    };
    let place = match field.place {
        Location::Body => "field",
        Location::Path => "path",
        Location::Query => "query",
    };
    let wire = literal::quoted(&field.wire);
    let hidden = if is_hidden(api, field) { " hidden" } else { "" };
    format!(
        "
{about}    {name}: {need}({ty}), {place} {wire}{hidden};
"
    )
}

/// Whether `Debug` must not show what the field's type would: codes and flags are of a few
/// values, so that the last characters of one would tell it.
fn is_hidden(api: &Api, field: &Field) -> bool {
    let by_type = matches!(&field.ty, TypeRef::Value(name) if !api.is_flag(name));
    !by_type && field.redact != Redact::Shown
}
