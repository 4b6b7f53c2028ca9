//! Requests whose fields are known only at run time, with the rules, violations and bytes of the
//! typed ones.

use super::super::description::{Description, Location, Made, Parameter, ValueKind};
use super::super::escape::escaped;
use super::super::stray::strays;
use super::super::values::{check_field, quoted, string};
use super::super::{
    Draft, Encryption, Endpoint, FilePart, Json, ListStyle, Method, Minter, Object,
    Protocol, SentBy, Source, UndocumentedFields, Untyped, Value, Violation,
    ViolationKind, Violations, Visitor, object,
};
use super::codes;
use super::sent::{Shown, texts};
use super::upload::{self, GivenFile};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// A request of an operation, as valid JSON values.
pub(super) struct Form {
    description: &'static Description,
    fields: Vec<Given>,
    undocumented: UndocumentedFields,
    /// Whether its body is encrypted, where the documentation does not show it.
    encryption: Option<Encryption>,
    /// The request itself, if it is of no documented operation.
    untyped: Option<Untyped>,
}

/// A field with a value. `Debug` shows as much of it as the rule allows.
struct Given {
    parameter: &'static Parameter,
    content: GivenContent,
}

enum GivenContent {
    Json(Box<RawValue>),
    File(GivenFile),
}

impl Given {
    fn json(parameter: &'static Parameter, raw: Box<RawValue>) -> Self {
        let content = GivenContent::Json(raw);
        Self { parameter, content }
    }

    const fn file(parameter: &'static Parameter, file: GivenFile) -> Self {
        let content = GivenContent::File(file);
        Self { parameter, content }
    }

    /// Its value, as far as its field allows.
    fn shown(&self) -> Shown<'_> {
        let (raw, file) = match &self.content {
            GivenContent::Json(raw) => (raw.get(), None),
            GivenContent::File(file) => ("null", Some(file.part())),
        };
        Shown {
            redact: self.parameter.redact,
            kind: &self.parameter.kind,
            raw,
            file,
        }
    }
}

impl Form {
    /// Creates a request of the operation from the files that are given, by the wire names of their
    /// parameters, and from the JSON values of all other parameters.
    ///
    /// # Errors
    ///
    /// Returns everything that is missing or invalid.
    pub(super) fn new(
        description: &'static Description,
        mut files: BTreeMap<&'static str, GivenFile>,
        mut value: impl FnMut(&'static Parameter) -> Result<Option<String>, Violations>,
    ) -> Result<Self, Violations> {
        let (mut fields, mut wrong) = (Vec::new(), Vec::new());
        for parameter in description.parameters {
            let file = files.remove(parameter.name);
            let raw = if file.is_some() { Ok(None) } else { value(parameter) };
            let raw = match raw {
                Ok(raw) => raw,
                Err(violations) => {
                    wrong.extend(violations);
                    continue;
                }
            };
            if let ValueKind::File(rule) = &parameter.kind {
                match upload::checked(rule, file, raw.as_deref()) {
                    Ok(Some(file)) => fields.push(Given::file(parameter, file)),
                    Ok(None) => {
                        let checked = check_field(parameter, None, description.source);
                        wrong.extend(checked.err().into_iter().flatten());
                    }
                    Err(violations) => wrong.extend(violations.nested(parameter.name)),
                }
                continue;
            }
            let mut found = Vec::new();
            if raw.is_some() || !is_made(parameter) {
                let checked = check_field(parameter, raw.as_deref(), description.source);
                found.extend(checked.err().into_iter().flatten());
            }
            let Some(raw) = raw else {
                wrong.extend(found);
                continue;
            };
            let is_valid = found.is_empty();
            strays(&parameter.kind, &raw, parameter.name, &mut found);
            wrong.extend(found);
            match RawValue::from_string(raw) {
                Ok(raw) => fields.push(Given::json(parameter, raw)),
                Err(_) if is_valid => {
                    wrong.extend(not_json(parameter, description.source));
                }
                Err(_) => {}
            }
        }
        Violations::gather(wrong)?;
        Ok(Self {
            description,
            fields,
            undocumented: UndocumentedFields::NONE,
            encryption: None,
            untyped: None,
        })
    }

    /// A request of no documented operation, with the fields of its body.
    pub(super) const fn untyped(
        description: &'static Description,
        request: Untyped,
        undocumented: UndocumentedFields,
        encryption: Encryption,
    ) -> Self {
        Self {
            description,
            fields: Vec::new(),
            undocumented,
            encryption: Some(encryption),
            untyped: Some(request),
        }
    }

    /// The method.
    pub(super) fn method(&self) -> Method {
        self.untyped.as_ref().map_or(self.description.spec.method, Untyped::method)
    }

    /// The codes that no documented table has: each with its path, and with the name that may be
    /// meant.
    pub(super) fn unlisted(&self) -> Vec<(String, Option<&'static str>)> {
        let mut found = Vec::new();
        for Given { parameter, content } in &self.fields {
            if let GivenContent::Json(raw) = content {
                codes::unlisted(&parameter.kind, raw.get(), parameter.name, &mut found);
            }
        }
        found
    }

    /// Adds what the documentation does not show.
    ///
    /// # Errors
    ///
    /// Returns the violations of fields that are documented, and of a missing statement.
    pub(super) fn completed(
        self,
        undocumented: UndocumentedFields,
        encryption: Option<Encryption>,
    ) -> Result<Self, Violations> {
        let (source, mut wrong) = (self.description.source, Vec::new());
        let parameters = self.description.parameters.iter();
        let documented: Vec<_> = parameters.map(|it| it.name).collect();
        let fields = undocumented.checked(&documented, &source, &mut wrong);
        if self.description.spec.request_encrypted.is_none() {
            Encryption::stated(encryption, &source, &mut wrong);
        }
        Violations::gather(wrong)?;
        Ok(Self {
            undocumented: fields.unwrap_or_default(),
            encryption,
            ..self
        })
    }

    /// Whether its body is sent encrypted.
    pub(super) fn is_encrypted(&self) -> bool {
        let documented = self.description.spec.request_encrypted;
        documented.or(self.encryption) == Some(Encryption::Yes)
    }

    /// The names of the fields, and their values as far as they may be shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = (Cow<'_, str>, String)> {
        // Headers are shown among the headers.
        let fields = self.fields.iter();
        let fields = fields.filter(|it| it.parameter.place != Location::Header);
        let documented =
            fields.map(|given| (given.parameter.name.into(), given.shown().to_string()));
        let of_client = self.of_client().filter(|it| it.place != Location::Header);
        let of_client = of_client.map(|it| {
            // What a client is configured with is not shown, whatever it is.
            let is_configured = it.made == Some(Made::Configuration);
            let shown = if is_configured { ".." } else { "(made for each call)" };
            (it.name.into(), shown.to_owned())
        });
        let undocumented = self.undocumented.iter();
        documented
            .chain(of_client)
            .chain(undocumented.map(|(name, _)| (escaped(name), "..".to_owned())))
    }
}

impl Form {
    /// The parameters whose values the client has or makes.
    fn of_client(&self) -> impl Iterator<Item = &'static Parameter> {
        let is_given = |it: &Parameter| {
            self.fields.iter().any(|given| given.parameter.name == it.name)
        };
        let parameters = self.description.parameters.iter();
        parameters.filter(move |it| is_made(it) && !is_given(it))
    }

    /// The values that are made for a call and not given, and those that the client has.
    fn minted(&self, minter: Option<&Minter<'_>>) -> Vec<Given> {
        let called = self.of_client();
        let made = called.filter_map(|parameter| {
            let (ValueKind::Text(rule) | ValueKind::Date(rule)) = parameter.kind else {
                return None;
            };
            let text = match parameter.made {
                Some(Made::Configuration) => quoted(minter?.configured(parameter.name)?),
                _ => quoted(&minter?.text(&rule)?),
            };
            let raw = RawValue::from_string(text).ok()?;
            Some(Given::json(parameter, raw))
        });
        made.collect()
    }

    /// All texts that must not be shown.
    pub(super) fn hidden(&self) -> Vec<String> {
        let mut all = Vec::new();
        for given in &self.fields {
            given.shown().hidden(&mut all);
        }
        for (_, raw) in self.undocumented.iter() {
            texts(raw.get(), &mut all);
        }
        all
    }
}

/// Whether the client has the value when it makes the request.
fn is_made(parameter: &Parameter) -> bool {
    matches!(parameter.made, Some(Made::Call | Made::Configuration))
}

fn not_json(parameter: &Parameter, source: Source) -> Violations {
    Violation::new(parameter.name, ViolationKind::NotJson, source).into()
}

impl Object for Form {
    const NAME: &'static str = "Form";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        let minted = self.minted(visitor.minter());
        for given in self.fields.iter().chain(&minted) {
            match given.parameter.place {
                Location::Body => visitor.field(given.parameter.name, given),
                Location::Path => visitor.path(given.parameter.name, given),
                Location::Query => visitor.query(given.parameter.name, given),
                Location::Header => visitor.header(given.parameter.name, given),
            }
            if given.parameter.made == Some(Made::Request) {
                visitor.idempotency_key(&string(given.shown().raw).unwrap_or_default());
            }
        }
        if let Some(stated) = self.encryption {
            visitor.encryption(stated);
        }
        visitor.undocumented(&self.undocumented);
    }
}

/// Shows the operation, and its fields as far as their rules allow.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        object::debug(self, f)
    }
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.content {
            GivenContent::Json(raw) => raw.serialize(serializer),
            GivenContent::File(file) => file.serialize(serializer),
        }
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown().fmt(f)
    }
}

impl Value for Given {
    fn list_style(&self) -> ListStyle {
        match self.parameter.kind {
            ValueKind::List(rule, _) | ValueKind::Map(rule, _) => rule.style,
            _ => self.parameter.style,
        }
    }

    fn file(&self) -> Option<FilePart<'_>> {
        self.shown().file
    }
}

impl Endpoint for Form {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        self.description.spec.id
    }

    fn draft(
        &self,
        protocol: &'static Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        if let Some(untyped) = &self.untyped {
            return untyped.draft(protocol, minter);
        }
        Draft::of(&self.description.spec, self, minter)
    }
}

/// Whether the client has a key is checked when the request is prepared.
impl<K> SentBy<K> for Form {}
