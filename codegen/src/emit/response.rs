//! The answer of an operation, and the objects within it.

use super::doc::{self, Doc};
use super::{doc_text, incomplete, limits, literal};
use crate::ir::{
    AnswerObject, Api, Charset, Ident, Known, Operation, Reading, Redact, Response,
    ResponseBody, ResponseField, SecondCode, ShapeSign, Tag,
};

/// Which media types a text or a file has, in a sentence.
fn media_types(response: &Response) -> String {
    let listed: Vec<_> = response.media_types.iter().map(|it| doc::code(it)).collect();
    match listed.join(" or ") {
        none if none.is_empty() && response.body == ResponseBody::Bytes => {
            "The page does not print its media type. A page of HTML is not taken for it, but for \
             an undocumented answer."
                .to_owned()
        }
        none if none.is_empty() => none,
        listed => format!(
            "Its media type is {listed}; an answer with another one is undocumented."
        ),
    }
}

/// The types of the response and its objects.
pub(super) fn emit(api: &Api, operation: &Operation) -> Vec<String> {
    let name = operation.name.with("Response");
    let Some(response) = &operation.response else {
        let doc = Doc::new(format!("Response of [`{}`].", operation.name))
            .paragraph(
                "Its fields are not documented; the JSON is available as received.",
            )
            .source(&operation.citation);
        return vec![untyped(&name, &doc)];
    };
    let doc = Doc::new(format!("Response of [`{}`].", operation.name));
    if response.body == ResponseBody::Bytes {
        let doc = doc
            .paragraph("A success is a file, as received; a failure is JSON.")
            .paragraph(media_types(response))
            .confirm(response.confirm.as_deref())
            .source(&response.citation);
        return vec![format!("{}pub type {name} = Download;\n", doc.comment(""))];
    }
    if response.fields.is_empty() {
        let fields = match response.known {
            _ if response.body == ResponseBody::Empty => "A success has no body; ",
            Known::Whole => "The page lists no fields besides the result; ",
            Known::Part | Known::None => "None of its fields are known; ",
        };
        let doc = doc
            .paragraph(format!("{fields}the JSON is available as received."))
            .unnamed(&response.unnamed)
            .confirm(response.confirm.as_deref());
        return vec![untyped(&name, &doc.source(&response.citation))];
    }
    let doc = doc.paragraph(
        "Fields are read as received: no rules are enforced, and unknown fields are kept.",
    );
    let doc = match response.body {
        ResponseBody::List => doc.paragraph("The body is the list itself."),
        ResponseBody::Text => doc.paragraph("The body is the text itself."),
        ResponseBody::Form => {
            doc.paragraph("The body is a form: every value is a text on the wire.")
        }
        ResponseBody::Lines => {
            doc.paragraph("The body has a name with its value in each line.")
        }
        ResponseBody::Object | ResponseBody::Empty | ResponseBody::Bytes => doc,
    };
    let doc = match response.charset {
        Charset::Utf8 => doc,
        Charset::EucKr => doc.paragraph("It is written in EUC-KR."),
    };
    let doc = if response.body == ResponseBody::Text {
        doc.paragraph(media_types(response))
    } else {
        doc
    };
    let doc = doc.paragraph(incomplete::read(response.known));
    let doc = doc.unnamed(&response.unnamed).confirm(response.confirm.as_deref());
    let second = api.second_of(operation);
    let doc = doc.source(&response.citation);
    let mut groups = answer(&name, &doc, (&response.fields, None), second);
    groups.extend(operation.answers.iter().flat_map(object));
    groups
}

/// A response without documented fields.
fn untyped(name: &Ident, doc: &Doc) -> String {
    format!("{}pub type {name} = Json;\n", doc.comment(""))
}

/// The type of an object within an answer.
pub(super) fn object(object: &AnswerObject) -> Vec<String> {
    let doc = Doc::new(doc_text::summary(&object.words))
        .details(&object.words)
        .paragraph(incomplete::read(object.known))
        .unnamed(&object.unnamed)
        .sources(&object.uses);
    if let Some(signs) = &object.shapes {
        return vec![shapes(object, signs, &doc)];
    }
    answer(&object.name, &doc, (&object.fields, object.tag.as_ref()), None)
}

/// The enum of the shapes that an object can have.
fn shapes(object: &AnswerObject, signs: &[ShapeSign], doc: &Doc) -> String {
    let (name, about) = (&object.name, doc.comment("    "));
    let shapes = object.fields.iter().zip(signs).filter_map(|(field, sign)| {
        let Reading::Object(ty) = &field.reading else { return None };
        let about = Doc::new(doc_text::summary(&field.words)).comment("    ");
        let (variant, sign) = (literal::variant(&field.name), literal::sign(sign));
        Some(format!("\n{about}    {variant}({ty}) = {sign};\n"))
    });
    let shapes: String = shapes.collect();
    format!("received_shapes! {{\n{about}    pub enum {name};\n{shapes}}}\n")
}

pub(super) fn answer(
    name: &Ident,
    doc: &Doc,
    (fields, tag): (&[ResponseField], Option<&Tag>),
    second: Option<&SecondCode>,
) -> Vec<String> {
    // The raw object may contain more than its own fields may show.
    let is_object = |field: &&ResponseField| {
        matches!(field.reading, Reading::Object(_) | Reading::Objects(_))
    };
    let shown = fields.iter().filter(|field| field.redact == Redact::Shown);
    let shown = shown.filter(|field| !is_object(field)).map(|field| &field.wire);
    let tag = tag.map(|tag| &tag.field);
    let known = names(tag.into_iter().chain(fields.iter().map(|field| &field.wire)));
    let shown = names(tag.into_iter().chain(shown));
    let accessors: String = fields.iter().map(|it| accessor(it, second)).collect();
    vec![
        format!("{}#[derive(Clone)]\npub struct {name}(Json);\n", doc.comment("")),
        format!("response!({name});\n"),
        format!(
            "impl {name} {{
    fn known() -> &'static [&'static str] {{
        {known}
    }}

    fn shown() -> &'static [&'static str] {{
        {shown}
    }}

    /// Returns the raw JSON object.
    #[must_use]
    pub fn json(&self) -> &Json {{
        &self.0
    }}
{accessors}}}
"
        ),
    ]
}

/// A list of names: in one line, where they fit into one.
fn names<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<_> = names.map(|name| literal::quoted(name)).collect();
    let line = format!("&[{}]", names.join(", "));
    if line.len() <= 80 {
        return line;
    }
    let lines = names.join(",\n            ");
    format!("&[\n            {lines},\n        ]")
}

fn accessor(field: &ResponseField, second: Option<&SecondCode>) -> String {
    let (name, wire) = (&field.name, literal::quoted(&field.wire));
    let example = field.example.as_deref();
    let example = example.map(|it| format!("For example {}.", doc::code(it)));
    let doc = Doc::new(format!(
        "{} {} on the wire.",
        doc_text::summary(&field.words),
        doc::code(&field.wire)
    ))
    .paragraph(doc::need(field.need, field.condition.as_ref()))
    .paragraph(field.kind.as_ref().and_then(doc::expected).unwrap_or_default())
    .paragraph(limits::expected_items(&field.items).unwrap_or_default())
    .paragraph(field.rows.as_ref().map(limits::expected_rows).unwrap_or_default())
    .paragraph(example.unwrap_or_default())
    .details(&field.words);
    let rows = second.filter(|it| it.rows.as_ref() == Some(&field.wire));
    let doc = match rows {
        Some(second) => doc.paragraph(format!(
            "Each row has a {} of its own: a success of the call says nothing about its rows.",
            doc::code(&second.code)
        )),
        None => doc,
    };
    let doc = doc.cited(field.cite.as_ref()).comment("    ");
    let (reader, reading, of) = reader(field);
    let outcome = rows.map(|it| format!("RowOutcome<{of}, {}>", it.codes));
    let (reader, place) = match rows {
        Some(_) => ("rows", ", &ROWS"),
        None => (reader, ""),
    };
    let of = outcome.as_deref().unwrap_or(of);
    // As rustfmt breaks what is too long for a line.
    let receiver = if name.as_str().len() + reading.len() + of.len() > 60 {
        "\n        &self,\n    "
    } else {
        "&self"
    };
    format!(
        "
{doc}    #[must_use]
    pub fn {name}({receiver}) -> {reading}<'_, {of}> {{
        self.0.{reader}({wire}{place})
    }}
"
    )
}

/// The method that reads a field, and the types that it gives.
fn reader(field: &ResponseField) -> (&'static str, &'static str, &str) {
    match &field.reading {
        Reading::Text => ("text", "Reading", TEXT),
        Reading::Number => ("integer", "Reading", "i128"),
        Reading::Decimal => ("decimal", "Reading", "Decimal"),
        Reading::Written => ("written", "Reading", "WrittenDecimal"),
        Reading::Flag => ("flag", "Reading", "bool"),
        Reading::Numbers if field.rows.is_some() => {
            ("rows_of_integers", "RowsReading", "i128")
        }
        Reading::Decimals if field.rows.is_some() => {
            ("rows_of_decimals", "RowsReading", "Decimal")
        }
        Reading::Texts if field.rows.is_some() => ("rows_of_texts", "RowsReading", TEXT),
        Reading::Numbers => ("integers", "ListReading", "i128"),
        Reading::Decimals => ("decimals", "ListReading", "Decimal"),
        Reading::Map => ("map", "MapReading", TEXT),
        Reading::Texts => ("texts", "ListReading", TEXT),
        Reading::Code(table) => ("code", "Reading", table.as_str()),
        Reading::Codes(table) => ("codes", "ListReading", table.as_str()),
        Reading::Object(object) => ("object", "Reading", object.as_str()),
        Reading::Objects(object) => ("list", "ListReading", object.as_str()),
    }
}

const TEXT: &str = "std::borrow::Cow<'_, str>";
