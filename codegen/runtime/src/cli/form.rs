//! Requests whose fields are known when the program runs: the same rules, the same violations
//! and the same bytes as those of the request's own type.

use super::super::description::{Description, Kind, Parameter, Place};
use super::super::values::{check_field, string};
use super::super::{
    Ask, Broken, Draft, Json, Object, Protocol, Redact, SentBy, Source, Value,
    Violation, Violations, Visitor, object, redacted::Redacted,
};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;

/// A request of an operation, as JSON values that keep every rule.
pub(super) struct Form {
    description: &'static Description,
    fields: Vec<Given>,
}

/// A field that has a value. `Debug` shows as much of it as the rule allows.
struct Given {
    parameter: &'static Parameter,
    raw: Box<RawValue>,
}

impl Form {
    /// A request of the operation with these values: the name of each parameter on the wire,
    /// and its value as JSON.
    ///
    /// # Errors
    ///
    /// Everything that is missing or breaks its rule.
    pub(super) fn new(
        description: &'static Description,
        mut value: impl FnMut(&'static Parameter) -> Result<Option<String>, Violations>,
    ) -> Result<Self, Violations> {
        let (mut fields, mut wrong) = (Vec::new(), Vec::new());
        for parameter in description.parameters {
            match value(parameter).and_then(|raw| {
                check_field(parameter, raw.as_deref(), description.source)?;
                Ok(raw)
            }) {
                Ok(Some(raw)) => match RawValue::from_string(raw) {
                    Ok(raw) => fields.push(Given { parameter, raw }),
                    Err(_) => wrong.extend(not_json(parameter, description.source)),
                },
                Ok(None) => {}
                Err(violations) => wrong.extend(violations),
            }
        }
        Violations::gather(wrong)?;
        Ok(Self { description, fields })
    }

    /// Each value that is sent, with the name on the wire, as far as it may be shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = (&'static Parameter, String)> {
        self.fields.iter().map(|given| {
            let shown = Shown(&given.parameter.kind, given.raw.get());
            (given.parameter, shown.to_string())
        })
    }
}

impl Form {
    /// Every text that nothing may show.
    pub(super) fn hidden(&self) -> Vec<String> {
        let mut all = Vec::new();
        for given in &self.fields {
            hidden(&given.parameter.kind, given.raw.get(), &mut all);
        }
        all
    }
}

fn hidden(kind: &Kind, raw: &str, all: &mut Vec<String>) {
    match kind {
        Kind::Object(_, fields) => {
            let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
            for field in *fields {
                if let Some(raw) = json.get(field.name) {
                    hidden(&field.kind, raw.get(), all);
                }
            }
        }
        Kind::List(kind) => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            for item in items {
                hidden(kind, item.get(), all);
            }
        }
        _ if redact(kind) == Redact::Shown => {}
        _ => all.push(string(raw).unwrap_or_else(|| raw.to_owned())),
    }
}

fn not_json(parameter: &Parameter, source: Source) -> Violations {
    Violation::new(parameter.name, Broken::NotJson, source).into()
}

impl Object for Form {
    const NAME: &'static str = "Form";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        for given in &self.fields {
            match given.parameter.place {
                Place::Body => visitor.field(given.parameter.name, given),
                Place::Path => visitor.path(given.parameter.name, given),
                Place::Query => visitor.query(given.parameter.name, given),
            }
        }
    }
}

/// The operation, and its fields as far as their rules allow.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        object::debug(self, f)
    }
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Shown(&self.parameter.kind, self.raw.get()).fmt(f)
    }
}

impl Value for Given {}

impl Ask for Form {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        self.description.spec.id
    }

    fn draft(&self, _: &Protocol) -> Result<Draft, Violations> {
        Draft::of(&self.description.spec, self)
    }
}

/// Whether the client has a key is found out when the request is made.
impl<K> SentBy<K> for Form {}

/// How much of a value its rule allows to be shown.
pub(super) fn redact(kind: &Kind) -> Redact {
    match kind {
        Kind::Text(rule) | Kind::Date(rule) | Kind::Code(rule, _) => rule.redact,
        Kind::Number(rule) => rule.redact,
        Kind::Decimal(rule) => rule.redact,
        Kind::List(kind) => redact(kind),
        Kind::Flag(_) | Kind::Object(..) => Redact::Shown,
    }
}

/// A value, which is JSON, as far as its rule allows.
struct Shown<'a>(&'a Kind, &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(kind, raw) = self;
        match kind {
            Kind::Object(_, fields) => {
                let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
                let given = fields.iter().filter_map(|field| {
                    let raw = json.get(field.name)?;
                    Some((field.name, Shown(&field.kind, raw.get())))
                });
                let mut map = f.debug_map();
                given.for_each(|(name, shown)| {
                    map.entry(&format_args!("{name}"), &format_args!("{shown}"));
                });
                map.finish()
            }
            Kind::List(kind) => {
                let items: Vec<&RawValue> =
                    serde_json::from_str(raw).unwrap_or_default();
                let items = items.into_iter().map(RawValue::get);
                let mut list = f.debug_list();
                items.for_each(|item| {
                    list.entry(&format_args!("{}", Shown(kind, item)));
                });
                list.finish()
            }
            _ if redact(kind) == Redact::Shown => f.write_str(raw),
            _ => {
                let text = string(raw).unwrap_or_else(|| (*raw).to_owned());
                write!(f, "{}", Redacted(redact(kind), &text))
            }
        }
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
