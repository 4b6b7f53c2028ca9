//! The results of an operation: an enum of the documented codes, open to others.

use super::doc::{self, Doc};
use super::{code_example, doc_text, incomplete, literal, protocol};
use crate::ir::{Api, Operation, OwnEnvelope, ResponseCode, SecondCode};

/// The enum, with one row for each code.
pub(super) fn emit(api: &Api, operation: &Operation) -> String {
    let doc = Doc::new(format!("Result codes of [`{}`].", operation.name));
    let doc = if operation.rows_hidden {
        doc.paragraph("The page hides further rows; expect undocumented codes.")
    } else {
        doc
    };
    let doc = doc.paragraph(incomplete::rows(operation.codes_known));
    let second = api.second_of(operation);
    let beside = second.filter(|it| it.rows.is_none());
    let doc = doc.paragraph(beside.map(beside_them).unwrap_or_default());
    let wording = operation.code_wording.as_deref();
    let doc = match &operation.envelope {
        OwnEnvelope::Other(own) => {
            doc.paragraph(doc::prose(&own.about)).source(&own.citation)
        }
        OwnEnvelope::None | OwnEnvelope::Shared => doc,
    };
    let about = doc
        .paragraph(code_example::of_results(api, operation))
        .paragraph(wording.and_then(|it| doc_text::quote(it, 0)).unwrap_or_default())
        .paragraph(format!(
            "Source: {}, {}.",
            doc::text(&operation.title),
            doc::text(&operation.code_section)
        ))
        .comment("    ");
    let (name, rule) = (&operation.code_type, protocol::code_rule(operation));
    let rows: String = operation.codes.iter().map(row).collect();
    let second = second.map_or_else(String::new, |it| format!(", {}", it.codes));
    format!(
        "\
code_enum! {{
{about}    pub enum {name}: Documented, {rule}{second};
{rows}}}
"
    )
}

/// What a second code does.
fn beside_them(second: &SecondCode) -> String {
    format!(
        "A refusal may have a second code, a [`{}`], even where the first one is that of success.",
        second.codes
    )
}

fn row(row: &ResponseCode) -> String {
    let about =
        Doc::new(format!("{}: {}", doc::code(&row.code), doc::text(&row.message)));
    let described = row.description.as_deref().filter(|text| *text != row.message);
    let about = about
        .paragraph(described.map(doc::text).unwrap_or_default())
        .paragraph(row.about.as_deref().map(doc::prose).unwrap_or_default())
        .paragraph(code_example::remedy(row.remedy))
        .known(row.known)
        .confirm(row.confirm.as_deref())
        .cited(row.cite.as_ref())
        .comment("    ");
    let (variant, http, remedy) = (&row.variant, row.http, row.remedy);
    let (code, message) = (literal::quoted(&row.code), literal::quoted(&row.message));
    let description = literal::quoted(row.description.as_deref().unwrap_or_default());
    format!(
        "
{about}    {variant} = Documented {{
        code: {code},
        http: {http},
        message: {message},
        description: {description},
        remedy: Remedy::{remedy:?},
    }};
"
    )
}
