//! A struct with checked fields, its constructor and its builder: requests and the objects
//! within them.

use super::doc::{self, Doc};
use super::{doc_text, incomplete, literal, value_type};
use crate::ir::{
    Api, Decision, Encrypted, Field, FieldOrigin, Ident, Known, List, Location, Need,
    Object, Redact, Tag, TypeRef,
};

/// The constant of the source of an operation's parameters.
pub(super) const PARAMETERS: &str = "PARAMETERS";

/// The name and documentation of a struct.
pub(super) struct Struct<'a> {
    pub(super) name: &'a Ident,
    pub(super) doc: Doc,
    pub(super) fields: &'a [Field],
    /// The citation that its violations carry.
    pub(super) source: &'a str,
    /// How much of the fields is known.
    pub(super) known: Known,
    /// What tells that it is this shape, if it is one of several.
    pub(super) tag: Option<&'a Tag>,
    /// Whether its body is encrypted; what is no body is not.
    pub(super) encrypted: Encrypted,
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
        known,
        tag,
        encrypted,
        api,
    } = object;
    let tag = tag.map(self::tag).unwrap_or_default();
    let about = doc.comment("    ");
    // A constructor without parameters is what `Default` is for.
    let is_stated = *encrypted == Encrypted::Unknown;
    let is_default = !is_stated && !fields.iter().any(Field::is_asked);
    let mints = fields.iter().any(|field| field.idempotency);
    let open = if *known == Known::Whole { "" } else { ", open with_undocumented" };
    let stated = if is_stated { ", encryption encryption" } else { "" };
    let default = if is_default && !mints { ", Default" } else { "" };
    let own_default =
        if is_default && mints { self::default(name) } else { String::new() };
    let lists = fields.iter().filter_map(|field| value_type::list(field, source));
    let lists: String = lists.map(|list| "\n".to_owned() + &list).collect();
    let fields: String = fields.iter().map(|it| field(api, it)).collect();
    format!(
        "\
checked_struct! {{
{about}    #[derive(Clone{default})]
    pub struct {name}, {name}Builder: {source}{open}{stated};
{tag}{fields}}}
{own_default}{lists}"
    )
}

/// What `derive` would write, but for the idempotency key, which is made.
fn default(name: &Ident) -> String {
    format!(
        "
impl Default for {name} {{
    fn default() -> Self {{
        Self::new()
    }}
}}
"
    )
}

/// An object within requests: a struct, or an enum of the shapes that it can have.
pub(super) fn nested(api: &Api, object: &Object, source: &str) -> String {
    let doc = object_doc(object);
    if object.shapes.is_some() {
        return shapes(object, &doc);
    }
    emit(&Struct {
        name: &object.name,
        doc,
        fields: &object.fields,
        source,
        known: object.known,
        tag: object.tag.as_ref(),
        encrypted: Encrypted::No,
        api,
    })
}

/// The documentation of an object in a request.
fn object_doc(object: &Object) -> Doc {
    let doc = Doc::new(doc_text::summary(&object.words)).details(&object.words);
    let doc = with_constants(doc, &object.fields);
    let tag = object.tag.as_ref().map(|Tag { field, json }| {
        let (field, json) = (doc::code(field), doc::code(json));
        format!("{field}: sent as {json} without being asked for.")
    });
    doc.paragraph(tag.unwrap_or_default())
        .paragraph(incomplete::of_object(object))
        .unnamed(&object.unnamed)
        .sources(&object.uses)
}

fn shapes(object: &Object, doc: &Doc) -> String {
    let (name, about) = (&object.name, doc.comment("    "));
    let shapes = object.fields.iter().map(|field| {
        let about = Doc::new(doc_text::summary(&field.words)).comment("    ");
        let (variant, ty) = (literal::variant(&field.name), field.ty.name());
        format!("\n{about}    {variant}({ty});\n")
    });
    let shapes: String = shapes.collect();
    format!("sent_shapes! {{\n{about}    pub enum {name};\n{shapes}}}\n")
}

/// The field that the client sends by itself to tell the shape.
fn tag(Tag { field, json }: &Tag) -> String {
    let (wire, json) = (literal::quoted(field), literal::quoted(json));
    format!("\n    discriminator_: constant(FixedValue({json})), field {wire};\n")
}

fn need_of(field: &Field) -> String {
    match field.origin {
        _ if field.idempotency => KEY.to_owned(),
        FieldOrigin::Call => CALLED.to_owned(),
        FieldOrigin::Caller | FieldOrigin::Configuration => {
            doc::need(field.need, field.condition.as_ref())
        }
    }
}

/// What is said of a field of which `null` is a value.
const NULLABLE: &str = "[`Null`](crate::validation::Null) is a value of its own: it is sent as \
                        `null`, where a field that is not set is left out.";

/// What is said of a value that is made for each call.
const CALLED: &str = "Made for each call if it is not given.";

/// What is said of the idempotency key.
const KEY: &str = "The idempotency key: made with the request if it is not given. The same request \
                   is sent again with the same key; another request has another one.";

/// Adds the fields that the client sends by itself, and those that it is built with.
pub(super) fn with_constants(doc: Doc, fields: &[Field]) -> Doc {
    let configured = fields.iter().filter(|it| it.origin == FieldOrigin::Configuration);
    let doc = configured.fold(doc, |doc, field| {
        let (wire, about) = (doc::code(&field.wire), doc_text::summary(&field.words));
        let ty = field.ty.name();
        let sent = format!(
            "Sent as the [`{ty}`](crate::fields::{ty}) that the client's builder takes."
        );
        doc.paragraph(format!("{wire}: {about} {sent}"))
            .details(&field.words)
            .cited(field.cite.as_ref())
    });
    let constants = fields.iter().filter_map(|it| Some((it, it.constant.as_ref()?)));
    constants.fold(doc, |doc, (field, constant)| {
        let (wire, about) = (doc::code(&field.wire), doc_text::summary(&field.words));
        let sent = format!("[`{}::{}`]", field.ty.name(), constant.variant);
        doc.paragraph(format!("{wire}: {about} Sent as {sent} without being asked for."))
            .details(&field.words)
            .cited(field.cite.as_ref())
    })
}

fn field(api: &Api, field: &Field) -> String {
    if field.origin == FieldOrigin::Configuration {
        let (name, place) = (&field.name, place(field));
        let wire = literal::quoted(&field.wire);
        return format!("\n    {name}: configured({wire}), {place} {wire};\n");
    }
    if let Some(value) = &field.constant {
        return constant(api, field, &value.variant);
    }
    let name = &field.name;
    let ty = field.list.as_ref().map_or(field.ty.name(), List::ty);
    let about = Doc::new(format!("{} See [`{ty}`].", doc_text::summary(&field.words)))
        .paragraph(need_of(field))
        .paragraph(if field.nullable { NULLABLE } else { "" })
        .paragraph(field.of_codes.as_ref().and_then(doc::expected).unwrap_or_default())
        .details(&field.words)
        .decisions(decisions(api, field))
        .cited(field.cite.as_ref())
        .comment("    ");
    let cited = field.cite.as_ref().map(literal::source);
    let cited = cited.map(|cite| format!(", cited {cite}")).unwrap_or_default();
    let need = match field.need {
        _ if field.idempotency => "minted",
        _ if field.origin == FieldOrigin::Call => "called",
        Need::Required => "required",
        Need::Optional | Need::Conditional => "optional",
    };
    let place = place(field);
    let wire = literal::quoted(&field.wire);
    let how = match (is_hidden(api, field), field.is_written()) {
        (false, false) => String::new(),
        (true, false) => " hidden".to_owned(),
        (false, true) => format!(" written({:?})", field.style),
        (true, true) => format!(" hidden_written({:?})", field.style),
    };
    let ty = if field.nullable { format!("Nullable<{ty}>") } else { ty.to_string() };
    format!(
        "
{about}    {name}: {need}({ty}), {place} {wire}{how}{cited};
"
    )
}

/// A field of one value, which the struct documents.
fn constant(api: &Api, field: &Field, value: &Ident) -> String {
    let (name, ty, place) = (&field.name, field.ty.name(), place(field));
    let wire = literal::quoted(&field.wire);
    let hidden = if is_hidden(api, field) { " hidden" } else { "" };
    format!("\n    {name}: constant({ty}::{value}), {place} {wire}{hidden};\n")
}

const fn place(field: &Field) -> &'static str {
    match field.place {
        Location::Body => "field",
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    }
}

/// The decisions about the value, where its type does not have them: one that several operations
/// share has those of none of them.
fn decisions<'a>(api: &Api, field: &'a Field) -> &'a [Decision] {
    let name = field.ty.name();
    let is_shared = api.field_types.iter().any(|value| value.name == *name);
    if is_shared { &field.decisions } else { &[] }
}

/// Whether `Debug` must not show what the field's type would: codes and flags are of a few
/// values, so that the last characters of one would tell it.
fn is_hidden(api: &Api, field: &Field) -> bool {
    let by_type = matches!(&field.ty, TypeRef::Value(name) if !api.is_flag(name));
    !by_type && field.redact != Redact::Shown
}
