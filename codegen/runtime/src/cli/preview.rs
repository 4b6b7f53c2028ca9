//! A request, as far as it may be shown.

use super::super::RequestBody;
use super::super::description::Description;
use super::super::escape::escaped;
use super::super::values::quoted;
use super::super::{Header, Redact, redacted::Redacted};
use super::form::Form;
use http::{Request, header};
use std::fmt::{self, Write as _};

/// A request, as far as it may be shown.
pub(super) struct Preview {
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    fields: Vec<(String, String)>,
    /// The number of bytes of its body, and whether they are encrypted.
    body: Option<(usize, bool)>,
}

impl Preview {
    pub(super) fn new(
        description: &Description,
        request: &Request<Vec<u8>>,
        form: &Form,
        base_url: &str,
    ) -> Self {
        let spec = &description.spec;
        let base = escaped(base_url.trim_end_matches('/'));
        let headers = request.headers().iter().map(|(name, value)| {
            let mut documented = spec.request_headers.iter();
            let documented = documented.find(|it| it.lower == name.as_str());
            let is_own = |it: &&Header| it.name.eq_ignore_ascii_case(name.as_str());
            let plain =
                [(header::ACCEPT, "Accept"), (header::CONTENT_TYPE, "Content-Type")];
            let plain = plain.iter().find(|(known, _)| known == name).map(|(_, it)| *it);
            let shown = documented
                .filter(is_own)
                .map(|header| header.name)
                .or(plain)
                .unwrap_or(name.as_str());
            let value = value.to_str().ok().filter(|_| !value.is_sensitive());
            let redact = documented.map_or(Redact::Shown, |header| header.rule.redact);
            let value = match (value, redact) {
                (Some(value), Redact::Shown) => escaped(value).into_owned(),
                (Some(value), redact) => Redacted(redact, value).to_string(),
                (None, _) => "..".to_owned(),
            };
            (shown.to_owned(), value)
        });
        let fields = form.shown().map(|(name, value)| (name.into_owned(), value));
        let body = (request.body().len(), form.is_encrypted());
        Self {
            method: form.method().as_str(),
            url: format!("{base}{}", spec.path),
            headers: headers.collect(),
            fields: fields.collect(),
            body: (spec.body != RequestBody::None).then_some(body),
        }
    }

    /// As JSON.
    pub(super) fn machine(&self) -> String {
        let object = |pairs: &[(String, String)]| {
            let pairs = pairs.iter();
            let pairs =
                pairs.map(|(name, value)| format!("{}:{}", quoted(name), quoted(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        };
        let (bytes, encrypted) = self.body.unwrap_or_default();
        format!(
            r#"{{"method":{},"url":{},"headers":{},"fields":{},"encrypted":{encrypted},"bytes":{bytes}}}"#,
            quoted(self.method),
            quoted(&self.url),
            object(&self.headers),
            object(&self.fields),
        )
    }
}

/// For people.
impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.method, self.url)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        f.write_char('\n')?;
        for (name, value) in &self.fields {
            writeln!(f, "{name}: {value}")?;
        }
        if let Some((bytes, encrypted)) = self.body {
            let how = if encrypted { "encrypted, " } else { "" };
            writeln!(f, "({how}{bytes} bytes)")?;
        }
        f.write_char('\n')
    }
}

/// What a call is known by.
#[derive(Clone, Default)]
pub(super) struct CallIds {
    pub(super) correlation_id: Option<String>,
    pub(super) idempotency_key: Option<String>,
}

impl CallIds {
    pub(super) fn new(correlation_id: Option<&str>, key: Option<&str>) -> Self {
        Self {
            correlation_id: correlation_id.map(str::to_owned),
            idempotency_key: key.map(str::to_owned),
        }
    }
}

/// A line for each.
impl fmt::Display for CallIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(id) = &self.correlation_id {
            writeln!(f, "correlation id: {}", escaped(id))?;
        }
        if let Some(key) = &self.idempotency_key {
            writeln!(f, "idempotency key: {}", escaped(key))?;
        }
        Ok(())
    }
}
