//! The vendor's API as data, for the mock server and the command line, behind their features.
//!
//! It is rows and nothing else, one a line, so that a change of one is a change of one line. They
//! are written as text, at a tenth of the price of tokens.

use std::fmt::Write as _;

use super::emitter::{Emitted, Emitter, once};
use super::{doc, literal, settings};
use crate::ir::{
    AnswerObject, Api, Callback, CodeTable, Field, FieldOrigin, Ident, Known, List,
    ListStyle, Object, Operation, Reading, ResponseField, ShapeSign, Subject, Tag,
    TestCase, ValueKind, Wire, Words,
};

pub(super) const EMITTER: Emitter = Emitter {
    name: "description",
    paths: |_| once("src/descriptions.rs"),
    emit: |api, _, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "spec/api.yaml".to_owned(),
            text: vendor(api),
        })
    },
};

/// The imports of these modules.
const IMPORTS: &str = "use crate::runtime::description as d;\nuse crate::*;\n";

fn vendor(api: &Api) -> String {
    let operations = api.subjects.iter().flat_map(|subject| {
        let Subject { id, title, .. } = subject;
        let subject_of = format!("d::Subject {{ id: {id:?}, title: {title:?} }}");
        api.of_subject(subject).map(move |operation| {
            format!("d::Description::of::<{}>({subject_of})", operation.name)
        })
    });
    let callbacks = api
        .callbacks
        .iter()
        .map(|it| format!("d::CallbackDescription::of::<{}>({:?})", it.name, it.title));
    let mut text = format!(
        "//! The vendor's API as data, one row per line.\n\n\
         {IMPORTS}\n\
         /// The vendor's API as data.\n\
         pub static VENDOR: d::Vendor = d::Vendor {{\n    \
             id: {:?},\n    \
             protocol: &crate::protocol::PROTOCOL,\n    \
             environments: {},\n    \
             for_tests: {},\n    \
             hosts: {},\n    \
             settings: {},\n    \
             operations: {},\n    \
             callbacks: {},\n    \
             tables: {},\n    \
             #[cfg(feature = \"gateway\")]\n    \
             openapi: include_str!(\"../openapi.json\"),\n\
         }};\n",
        api.id,
        rows(1, environments(api)),
        rows(1, for_tests(api)),
        rows(1, hosts(api)),
        rows(1, settings(api)),
        rows(1, operations),
        rows(1, callbacks),
        rows(1, api.code_tables.iter().map(table)),
    );
    for object in &api.field_objects {
        self::object(&mut text, object);
    }
    for object in &api.field_answers {
        answer_object(&mut text, api, object);
    }
    text
}

/// The environments with a documented base URL.
fn environments(api: &Api) -> impl Iterator<Item = String> {
    api.environments.iter().filter_map(|environment| {
        Some(format!("({:?}, {:?})", environment.id, environment.base_url.as_ref()?))
    })
}

/// The environments that are for tests.
fn for_tests(api: &Api) -> impl Iterator<Item = String> {
    let all = api.environments.iter().filter(|it| it.for_tests);
    all.map(|environment| format!("{:?}", environment.id))
}

/// The documented base URLs of other hosts.
fn hosts(api: &Api) -> impl Iterator<Item = String> {
    api.environments.iter().flat_map(|environment| {
        let hosts = environment.hosts.iter();
        hosts.map(|it| format!("({:?}, {:?}, {:?})", environment.id, it.id, it.base_url))
    })
}

fn settings(api: &Api) -> impl Iterator<Item = String> {
    let row = |setting: settings::Setting<'_>| {
        let ty = setting.header.ty.name();
        let is_table = api.code_tables.iter().any(|table| table.name == *ty);
        let codes = is_table.then(|| format!("d::rows::<{ty}>"));
        let offset =
            setting.zone.then(|| format!("|code| d::offset(code, {ty}::utc_offset)"));
        format!(
            "d::Setting {{ name: {:?}, header: {:?}, codes: {}, offset: {} }}",
            flag(&setting.name),
            setting.header.wire,
            option(codes),
            option(offset),
        )
    };
    settings::settings(api).into_iter().map(row)
}

fn table(table: &CodeTable) -> String {
    format!("d::Table::of::<{}>({:?})", table.name, table.name.as_str())
}

/// The rows of one operation, as a module in its file.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> String {
    as_module(&described(api, operation))
}

/// Rows as a module of the mock server's.
fn as_module(rows: &str) -> String {
    let mut text = "#[cfg(feature = \"fake\")]\nmod description {".to_owned();
    for line in rows.lines() {
        let indent = if line.is_empty() { "" } else { "    " };
        let _ = write!(text, "\n{indent}{line}");
    }
    text + "\n}\n"
}

/// The rows of one callback, as a module in its file.
pub(super) fn of_callback(api: &Api, callback: &Callback) -> String {
    let mut text = IMPORTS.to_owned();
    answer(&mut text, api, &callback.name, &callback.received.fields);
    for inner in &callback.answers {
        answer_object(&mut text, api, inner);
    }
    as_module(&text)
}

fn described(api: &Api, operation: &Operation) -> String {
    let mut text = IMPORTS.to_owned();
    let source = (&operation.title, &operation.section);
    let of = (&operation.name, None);
    fields(&mut text, of, (operation.known, source), &operation.fields);
    let cases = rows(1, operation.test_cases.iter().map(case));
    let section = operation.case_section.as_ref().map_or_else(String::new, |section| {
        let [title, section] = [&operation.title, section].map(|it| doc::text(it));
        format!("    /// Source: {title}, {section}.\n")
    });
    let _ = write!(
        text,
        "\nimpl d::DescribedOperation for {} {{\n    \
             const ABOUT: &'static str = {:?};\n\
             {section}    \
             const CASES: &'static [d::Case] = {cases};\n\
         }}\n",
        operation.name,
        about(&operation.words),
    );
    for inner in &operation.objects {
        object(&mut text, inner);
    }
    let answered = operation.response.as_ref().filter(|it| !it.fields.is_empty());
    if let Some(response) = answered {
        answer(&mut text, api, &operation.name.with("Response"), &response.fields);
        for inner in &operation.answers {
            answer_object(&mut text, api, inner);
        }
    }
    text
}

fn case(case: &TestCase) -> String {
    let cite = case.cite.as_ref().map(|cite| {
        let [page, section] = [&cite.page, &cite.section].map(|it| doc::text(it));
        format!("// Source: {page}, {section}.\n        ")
    });
    format!(
        "{}d::Case {{ http: {}, text: {}, code: {} }}",
        cite.unwrap_or_default(),
        case.http,
        literal::quoted(&case.text),
        quoted(case.code.as_ref())
    )
}

fn object(text: &mut String, object: &Object) {
    if let Some(signs) = &object.shapes {
        return shapes(text, object, signs);
    }
    let source = (&object.citation.page, &object.citation.section);
    let of = (&object.name, object.tag.as_ref());
    fields(text, of, (object.known, source), &object.fields);
}

/// The kind of a type that consists of `fields`.
fn fields(
    text: &mut String,
    (name, tag): (&Ident, Option<&Tag>),
    (known, (page, section)): (Known, (&String, &String)),
    fields: &[Field],
) {
    let is_free = fields.iter().all(|it| it.idempotency || flag(&it.name) != KEY);
    let tag = tag.map(self::tag).into_iter();
    let rows = rows(1, tag.chain(fields.iter().map(|field| parameter(field, is_free))));
    let source = format!("Source {{ document: {page:?}, section: {section:?} }}");
    let _ = write!(
        text,
        "\nimpl d::Described for {name} {{\n    \
             const KIND: d::ValueKind = d::ValueKind::Object(d::Known::{known:?}, {source}, {rows});\n\
         }}\n"
    );
}

/// The kind of a type that has one of several shapes.
fn shapes(text: &mut String, object: &Object, signs: &[ShapeSign]) {
    let shapes = object.fields.iter().zip(signs).map(|(field, sign)| {
        let (sign, ty) = (literal::sign(sign), field.ty.name());
        format!("({sign}, <{ty} as d::Described>::KIND)")
    });
    let (name, rows) = (&object.name, rows(1, shapes));
    let _ = write!(
        text,
        "\nimpl d::Described for {name} {{\n    \
             const KIND: d::ValueKind = d::ValueKind::OneOf({rows});\n\
         }}\n"
    );
}

/// The field that the client sends by itself to tell the shape.
fn tag(Tag { field, json }: &Tag) -> String {
    format!(
        "d::Parameter {{ name: {field:?}, flag: {field:?}, place: d::Location::Body, \
         need: Need::Required, made: None, nullable: false, condition: None, \
         kind: d::ValueKind::Constant({json:?}), style: ListStyle::Repeated, redact: Redact::Shown, example: None, \
         cite: None, about: \"\" }}"
    )
}

/// The option of the idempotency key, whatever its name is on the wire.
const KEY: &str = "idempotency-key";

fn made(field: &Field) -> Option<&'static str> {
    match field.origin {
        _ if field.idempotency => Some("Request"),
        FieldOrigin::Call => Some("Call"),
        FieldOrigin::Configuration => Some("Configuration"),
        FieldOrigin::Caller => None,
    }
}

fn parameter(field: &Field, is_free: bool) -> String {
    let is_key_named = field.idempotency && is_free;
    let (place, need, redact) = (field.place, field.need, field.redact);
    let ty = field.list.as_ref().map_or(field.ty.name(), List::ty);
    let kind = match &field.constant {
        Some(constant) => format!("d::ValueKind::Constant({:?})", constant.json),
        // It may be a secret, which no description has.
        None if field.origin == FieldOrigin::Configuration => {
            format!("d::ValueKind::Text(<{ty}Rule as TextRule>::RULE)")
        }
        None => format!("<{ty} as d::Described>::KIND"),
    };
    format!(
        "d::Parameter {{ name: {:?}, flag: {:?}, place: d::Location::{place:?}, \
         need: Need::{need:?}, made: {}, nullable: {}, condition: {}, kind: {kind}, \
         style: ListStyle::{:?}, redact: Redact::{redact:?}, example: {}, cite: {}, about: {} }}",
        field.wire,
        if is_key_named { KEY.to_owned() } else { flag(&field.name) },
        option(made(field).map(|made| format!("d::Made::{made}"))),
        field.nullable,
        quoted(field.condition.as_ref()),
        if field.list.is_some() { ListStyle::Repeated } else { field.style },
        quoted(field.example.as_ref()),
        option(field.cite.as_ref().map(literal::source)),
        literal::quoted(about(&field.words)),
    )
}

/// The fields of an answer, or of an object within one.
fn answer(text: &mut String, api: &Api, name: &Ident, fields: &[ResponseField]) {
    let fields = fields.iter().map(|field| {
        let kind = response_kind(api, field);
        let redact = field.redact;
        let name = &field.wire;
        format!("d::ResponseField {{ name: {name:?}, redact: Redact::{redact:?}, kind: {kind} }}")
    });
    let rows = rows(1, fields);
    let _ = write!(
        text,
        "\nimpl d::DescribedResponse for {name} {{\n    \
             const FIELDS: &'static [d::ResponseField] = {rows};\n\
         }}\n"
    );
}

fn answer_object(text: &mut String, api: &Api, object: &AnswerObject) {
    let Some(signs) = &object.shapes else {
        return answer(text, api, &object.name, &object.fields);
    };
    let shapes = object.fields.iter().zip(signs).filter_map(|(field, sign)| {
        let Reading::Object(ty) = &field.reading else { return None };
        let sign = literal::sign(sign);
        Some(format!("({sign}, <{ty} as d::DescribedResponse>::FIELDS)"))
    });
    let (name, rows) = (&object.name, rows(1, shapes));
    let _ = write!(
        text,
        "\nimpl d::DescribedShapes for {name} {{\n    \
             const KIND: d::ResponseKind = d::ResponseKind::OneOf({rows});\n\
         }}\n"
    );
}

/// Whether an object within an answer has one of several shapes.
fn is_choice(api: &Api, name: &Ident) -> bool {
    let own = api.operations.iter().flat_map(|it| &it.answers);
    let called = api.callbacks.iter().flat_map(|it| &it.answers);
    let mut all = api.field_answers.iter().chain(own).chain(called);
    all.any(|it| it.name == *name && it.shapes.is_some())
}

/// The kind of a code that is read.
fn code(api: &Api, table: &Ident) -> String {
    let is_number = api.code_tables.iter().any(|it| it.name == *table && it.numbers);
    let kind = if is_number { "NumberCode" } else { "Code" };
    format!("d::ResponseKind::{kind}(d::rows::<{table}>)")
}

fn response_kind(api: &Api, field: &ResponseField) -> String {
    let of = |object: &Ident| {
        if is_choice(api, object) {
            return format!("<{object} as d::DescribedShapes>::KIND");
        }
        format!("d::ResponseKind::Object(<{object} as d::DescribedResponse>::FIELDS)")
    };
    let kind = match &field.reading {
        Reading::Text => "d::ResponseKind::Text".to_owned(),
        Reading::Number | Reading::Decimal => "d::ResponseKind::Number".to_owned(),
        Reading::Written => "d::ResponseKind::Written".to_owned(),
        Reading::Flag => format!("d::ResponseKind::Flag({})", words(field)),
        Reading::Code(table) => code(api, table),
        Reading::Object(object) => of(object),
        Reading::Codes(table) => format!("d::ResponseKind::List(&{})", code(api, table)),
        Reading::Numbers | Reading::Decimals => {
            "d::ResponseKind::List(&d::ResponseKind::Number)".to_owned()
        }
        Reading::Map => "d::ResponseKind::Map(&d::ResponseKind::Text)".to_owned(),
        Reading::Texts => "d::ResponseKind::List(&d::ResponseKind::Text)".to_owned(),
        Reading::Objects(object) => format!("d::ResponseKind::List(&{})", of(object)),
    };
    match field.rows {
        Some(_) => format!("d::ResponseKind::List(&{kind})"),
        None => kind,
    }
}

/// The words of a boolean.
fn words(field: &ResponseField) -> &'static str {
    match field.kind {
        Some(ValueKind::Flag(Wire::YesNo)) => "Some((\"Y\", \"N\"))",
        Some(ValueKind::Flag(Wire::OneZero)) => "Some((\"1\", \"0\"))",
        _ => "None",
    }
}

/// A list, one row a line.
fn rows(indent: usize, rows: impl Iterator<Item = String>) -> String {
    let mut text = "&[\n".to_owned();
    for row in rows {
        let _ = writeln!(text, "{}{row},", "    ".repeat(indent + 1));
    }
    text + &"    ".repeat(indent) + "]"
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn quoted(text: Option<&String>) -> String {
    option(text.map(|text| literal::quoted(text)))
}

/// A description in our own words, or else the page's first line.
fn about(words: &Words) -> &str {
    let first = || words.wording.as_deref().and_then(|wording| wording.lines().next());
    words.about.as_deref().or_else(first).unwrap_or_default()
}

/// The name of an option: `bank-account`.
fn flag(name: &Ident) -> String {
    name.as_str().trim_end_matches('_').replace('_', "-")
}
