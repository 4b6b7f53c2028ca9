//! Sources of the values of request headers.

use super::{Header, Need, Protocol, Violation, ViolationKind, template::Template};
use http::{HeaderName, HeaderValue};

/// Every header of the protocol, prepared as far as possible for all calls.
pub(super) struct Lines(Vec<Line>);

#[derive(Clone)]
struct Line {
    name: &'static str,
    fill: Fill,
}

/// The source of a value.
#[derive(Clone)]
enum Fill {
    Configuration(Option<HeaderValue>),
    Call,
    Caller,
    Token,
    Signing,
    Encryption,
}

/// A header's entry in a template.
enum Filled {
    Value(HeaderValue),
    Generated,
    Signature,
    KeyId,
    Token,
    /// Added to each request.
    Given,
    Nothing,
}

impl Lines {
    pub(super) fn new(protocol: &Protocol) -> Self {
        let lines =
            protocol.headers.iter().map(|header| Line::new(protocol, header.name));
        Self(lines.collect())
    }

    /// Sets the value of a configured header.
    pub(super) fn configure(&mut self, name: &'static str, value: HeaderValue) {
        let fill = Fill::Configuration(Some(value));
        if let Some(line) = self.0.iter_mut().find(|line| line.name == name) {
            line.fill = fill;
        } else {
            self.0.push(Line { name, fill });
        }
    }

    /// Those of `headers` that need a configured value and have none.
    pub(super) fn unconfigured<'a>(
        &'a self,
        headers: &'a [Header],
    ) -> impl Iterator<Item = &'a Header> {
        headers.iter().filter(|header| {
            let line = self.0.iter().find(|line| line.name == header.name);
            header.need == Need::Required
                && line
                    .is_some_and(|line| matches!(line.fill, Fill::Configuration(None)))
        })
    }

    /// The template of `headers` for all calls, with or without encryption.
    pub(super) fn template(
        &self,
        protocol: &Protocol,
        headers: &[Header],
        media_type: Option<&'static str>,
        encrypted: bool,
    ) -> Template {
        let mut template = Template::new(headers.len(), media_type);
        for header in headers {
            let line = self.0.iter().find(|line| line.name == header.name);
            let fill = line.map_or_else(
                || Line::new(protocol, header.name).fill,
                |line| line.fill.clone(),
            );
            match (fill.filled(encrypted), name(header.lower)) {
                (Filled::Value(value), _)
                    if protocol.authentication.is_only_signed(header.name) =>
                {
                    template.sign(header.name, value);
                }
                (Filled::Value(value), Some(name)) => template.set(name, value),
                (Filled::KeyId, Some(name)) => template.set_key_id(name),
                (Filled::Generated, Some(name)) => template.set_generated(name, header),
                (Filled::Signature, Some(name)) => template.set_signature(name, header),
                (Filled::Token, Some(name)) => template.set_token(name, header),
                (Filled::Given, _) => {}
                (Filled::Nothing, _) if header.need != Need::Required => {}
                (filled, _) => {
                    let missing = matches!(filled, Filled::Nothing);
                    let broken = if missing {
                        ViolationKind::Missing
                    } else {
                        ViolationKind::NotForAHeader
                    };
                    let source = header.rule.source;
                    template.refuse(Violation::new(header.name, broken, source));
                }
            }
        }
        template
    }
}

impl Line {
    fn new(protocol: &Protocol, name: &'static str) -> Self {
        let encryption = protocol.encryption.and_then(|jwe| jwe.key_id_header);
        let fill = if protocol.signs_in(name) {
            Fill::Signing
        } else if encryption == Some(name) {
            Fill::Encryption
        } else if protocol.given.iter().any(|it| it.header.name == name) {
            Fill::Caller
        } else if protocol.authentication.is_token(name) {
            Fill::Token
        } else if protocol.configured.contains(&name) {
            Fill::Configuration(None)
        } else {
            Fill::Call
        };
        Self { name, fill }
    }
}

impl Fill {
    fn filled(&self, encrypted: bool) -> Filled {
        match self {
            Self::Call => Filled::Generated,
            Self::Signing => Filled::Signature,
            Self::Configuration(Some(value)) => Filled::Value(value.clone()),
            Self::Caller => Filled::Given,
            Self::Token => Filled::Token,
            Self::Encryption if encrypted => Filled::KeyId,
            Self::Configuration(None) | Self::Encryption => Filled::Nothing,
        }
    }
}

/// A header name that is never copied.
fn name(lower: &'static str) -> Option<HeaderName> {
    // `from_static` panics exactly for what this refuses.
    HeaderName::from_lowercase(lower.as_bytes()).ok()?;
    Some(HeaderName::from_static(lower))
}
