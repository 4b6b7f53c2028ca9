//! Examples from the spec's invented values. They are compiled and run as tests.

use std::collections::BTreeSet;

use super::{limits, literal, paths};
use crate::ir::{
    Api, Constraint, Encrypted, Field, Ident, Known, Need, Object, Operation, TypeRef,
    Upload, ValueKind, ValueType,
};
use crate::shape::Part;

/// A function that builds the request, as a code block. It takes what is required and has no
/// example.
pub(super) fn request(api: &Api, operation: &Operation) -> Option<String> {
    let name = &operation.name;
    let mut writer = Writer::new(api, operation, false);
    writer.names.extend([name.as_str(), "Violations"]);
    writer.parameters = Some(String::new());
    let built = writer.builder(name, operation.known, &operation.fields, 1)?;
    let imports = paths::imports(api, [(&operation.subject, &writer.names)]);
    let parameters = writer.parameters.unwrap_or_default();
    let checked = if parameters.is_empty() {
        "# request().expect(\"the example is valid\");\n"
    } else {
        ""
    };
    Some(format!(
        "```rust\n\
         {imports}\n\
         fn request({parameters}) -> Result<{name}, Violations> {{\n    \
             {built}\n\
         }}\n\
         {checked}\
         ```"
    ))
}

/// The type by which a caller gives a field.
fn given(field: &Field) -> String {
    let ty = field.ty.name();
    match &field.list {
        None => ty.to_string(),
        Some(list) if list.is_map => format!("Vec<(String, {ty})>"),
        Some(list) if list.rows.is_some() => format!("Vec<Vec<{ty}>>"),
        Some(_) => format!("Vec<{ty}>"),
    }
}

/// The expression that builds the request, with typed codes and dates, and the names of the types
/// in it.
pub(super) fn typed<'a>(
    api: &'a Api,
    operation: &'a Operation,
) -> Option<(String, BTreeSet<&'a str>)> {
    let mut writer = Writer::new(api, operation, true);
    writer.names.insert(operation.name.as_str());
    let known = operation.known;
    let built = writer.builder(&operation.name, known, &operation.fields, 1)?;
    Some((built, writer.names))
}

/// The name, the media type and the content of an invented file.
pub(super) fn file(upload: &Upload) -> String {
    let media_type = literal::quoted(&upload.example());
    format!("(\"example\", {media_type}, b\"\\0\")")
}

/// Writes examples of an operation.
pub(super) struct Writer<'a> {
    api: &'a Api,
    pub(super) operation: &'a Operation,
    /// Whether codes and dates are typed instead of texts.
    typed: bool,
    /// The imports of the example.
    pub(super) names: BTreeSet<&'a str>,
    /// The parameters of the example, if it may have some.
    parameters: Option<String>,
}

impl<'a> Writer<'a> {
    pub(super) const fn new(
        api: &'a Api,
        operation: &'a Operation,
        typed: bool,
    ) -> Self {
        let names = BTreeSet::new();
        Self {
            api,
            operation,
            typed,
            names,
            parameters: None,
        }
    }

    /// The calls that build a struct; absent where a required field has no example. What follows
    /// the first line is indented one step deeper than `depth`.
    fn builder(
        &mut self,
        name: &'a Ident,
        known: Known,
        fields: &'a [Field],
        depth: usize,
    ) -> Option<String> {
        let indent = "    ".repeat(depth + 1);
        let mut calls = format!("{name}::builder()");
        let is_stated = *name == self.operation.name;
        if is_stated && self.operation.encrypted == Encrypted::Unknown {
            self.names.insert("Encryption");
            calls.push_str(&["\n", &indent, ".encryption(Encryption::Yes)"].concat());
        }
        for field in fields.iter().filter(|field| field.is_given()) {
            match self.value(field, depth + 1) {
                Some(value) => {
                    calls.push_str(
                        &["\n", &indent, ".", field.name.as_str(), "("].concat(),
                    );
                    calls.push_str(&[&value, ")"].concat());
                }
                None if field.is_asked() => {
                    let parameters = self.parameters.as_mut().filter(|_| is_stated)?;
                    let (name, ty) = (&field.name, given(field));
                    let comma = if parameters.is_empty() { "" } else { ", " };
                    parameters.push_str(&[comma, name.as_str(), ": ", &ty].concat());
                    let set =
                        ["\n", &indent, ".", name.as_str(), "(", name.as_str(), ")"];
                    calls.push_str(&set.concat());
                    self.names.insert(field.ty.name().as_str());
                }
                None => {}
            }
        }
        if known != Known::Whole {
            let more = ".with_undocumented(\"undocumented\", \"value\")";
            calls.push_str(&["\n", &indent, more].concat());
        }
        calls.push_str(&["\n", &indent, ".build()"].concat());
        Some(calls)
    }

    fn value(&mut self, field: &'a Field, depth: usize) -> Option<String> {
        let (value, lines) = match &field.ty {
            TypeRef::Object(name) => {
                let object = self.object(name)?;
                let is_said = |field: &Field| {
                    field.example.is_some()
                        || field.constant.is_some()
                        || matches!(field.ty, TypeRef::Object(_))
                };
                let is_known =
                    object.known == Known::Whole || field.need != Need::Required;
                if is_known && !object.fields.iter().any(is_said) {
                    return None;
                }
                let built = match &object.shapes {
                    Some(_) => self.shape(object, depth)?,
                    None => {
                        self.builder(name, object.known, &object.fields, depth + 1)?
                    }
                };
                self.names.insert(name.as_str());
                (built, true)
            }
            TypeRef::Value(name) if self.api.upload(name).is_some() => {
                (self.api.upload(name).map(file)?, false)
            }
            TypeRef::Value(_) | TypeRef::Code(_) => {
                (self.literal(field, field.example.as_deref()?), false)
            }
        };
        let value = match &field.list {
            Some(list) => limits::filled(&value, list),
            None => value,
        };
        let (outer, inner) = ("    ".repeat(depth), "    ".repeat(depth + 1));
        Some(if lines { format!("\n{inner}{value},\n{outer}") } else { value })
    }

    /// The first shape of an object that has examples.
    fn shape(&mut self, object: &'a Object, depth: usize) -> Option<String> {
        object.fields.iter().find_map(|shape| {
            let ty = shape.ty.name();
            let inner = self.object(ty)?;
            let built = self.builder(ty, inner.known, &inner.fields, depth + 1)?;
            self.names.insert(ty.as_str());
            let (indent, variant) =
                ("    ".repeat(depth + 2), literal::variant(&shape.name));
            Some(format!("{built}\n{indent}.map({}::{variant})", object.name))
        })
    }

    pub(super) fn object(&self, name: &Ident) -> Option<&'a Object> {
        let mut objects = self.operation.objects.iter().chain(&self.api.field_objects);
        objects.find(|object| object.name == *name)
    }

    /// The value as a caller would write it: a number as a number, yes or no as a boolean
    /// whatever it is on the wire, anything else as a text.
    pub(super) fn literal(&mut self, field: &'a Field, value: &str) -> String {
        let typed = || self.code(field, value).or_else(|| self.date(field, value));
        if let Some(typed) = self.typed.then(typed).flatten() {
            self.names.insert(field.ty.name().as_str());
            return typed;
        }
        match self.value_type(field).map(|ty| &ty.kind) {
            Some(ValueKind::Number(_)) if value.parse::<u64>().is_ok() => {
                format!("{value}_u64")
            }
            Some(ValueKind::Flag(_)) => ["true", "Y", "1"].contains(&value).to_string(),
            _ => format!("{value:?}"),
        }
    }

    /// The variant of a documented code.
    fn code(&self, field: &Field, value: &str) -> Option<String> {
        let TypeRef::Code(name) = &field.ty else { return None };
        let mut tables = self.api.code_tables.iter();
        let table = tables.find(|table| table.name == *name)?;
        let code = table.codes.iter().find(|code| code.code == value)?;
        Some(format!("{name}::{}", code.variant))
    }

    /// A day that the wire has as `yyyyMMdd`.
    fn date(&self, field: &Field, value: &str) -> Option<String> {
        const DAY: [Part; 3] = [Part::Year4, Part::Month, Part::Day];
        let ty = self.value_type(field)?;
        let ValueKind::Date(Constraint { shape: Some(shape), .. }) = &ty.kind else {
            return None;
        };
        if shape.parts != DAY {
            return None;
        }
        let (year, rest) = value.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let number = |digits: &str| digits.parse::<u16>().ok();
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        Some(format!("{}::new({year}, {month}, {day})?", ty.name))
    }

    pub(super) fn value_type(&self, field: &Field) -> Option<&'a ValueType> {
        let mut types = self.operation.types.iter().chain(&self.api.field_types);
        types.find(|ty| ty.name == *field.ty.name())
    }
}
