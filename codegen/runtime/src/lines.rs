//! The headers of requests: where each value comes from.

use super::{Header, Need, Protocol, Violation, ViolationKind, template::Template};
use http::{HeaderName, HeaderValue};

/// Every header that the protocol knows, as far as it can be prepared for all calls.
pub(super) struct Lines(Vec<Line>);

#[derive(Clone)]
struct Line {
    name: &'static str,
    fill: Fill,
}

/// Where a value comes from.
#[derive(Clone)]
enum Fill {
    Configuration(Option<HeaderValue>),
    Call,
    Signing,
    Encryption,
}

/// What a template has in the place of a header.
enum Filled {
    Value(HeaderValue),
    Minted,
    KeyId,
    Nothing,
}

impl Lines {
    pub(super) fn new(protocol: &Protocol) -> Self {
        let lines =
            protocol.headers.iter().map(|header| Line::new(protocol, header.name));
        Self(lines.collect())
    }

    /// Gives a header of the configuration its value.
    pub(super) fn configure(&mut self, name: &'static str, value: HeaderValue) {
        let fill = Fill::Configuration(Some(value));
        if let Some(line) = self.0.iter_mut().find(|line| line.name == name) {
            line.fill = fill;
        } else {
            self.0.push(Line { name, fill });
        }
    }

    /// Those of `headers` whose values have to come from the configuration, and do not.
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

    /// What `headers` have in common in all calls, and whether their bodies are encrypted.
    pub(super) fn template(
        &self,
        protocol: &Protocol,
        headers: &[Header],
        has_body: bool,
        encrypted: bool,
    ) -> Template {
        let mut template = Template::new(headers.len(), has_body);
        for header in headers {
            let line = self.0.iter().find(|line| line.name == header.name);
            let fill = line.map_or_else(
                || Line::new(protocol, header.name).fill,
                |line| line.fill.clone(),
            );
            match (fill.filled(encrypted), name(header.lower)) {
                (Filled::Value(value), Some(name)) => template.set(name, value),
                (Filled::KeyId, Some(name)) => template.set_key_id(name),
                (Filled::Minted, Some(name)) => {
                    template.set_minted(name, header, matches!(fill, Fill::Signing));
                }
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
        let signing = protocol.signing.map(|signing| signing.header);
        let encryption = protocol.encryption.and_then(|jwe| jwe.key_id_header);
        let fill = if signing == Some(name) {
            Fill::Signing
        } else if encryption == Some(name) {
            Fill::Encryption
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
            Self::Call | Self::Signing => Filled::Minted,
            Self::Configuration(Some(value)) => Filled::Value(value.clone()),
            Self::Encryption if encrypted => Filled::KeyId,
            Self::Configuration(None) | Self::Encryption => Filled::Nothing,
        }
    }
}

/// A name that no call copies.
fn name(lower: &'static str) -> Option<HeaderName> {
    // `from_static` panics at what this refuses, and at nothing else.
    HeaderName::from_lowercase(lower.as_bytes()).ok()?;
    Some(HeaderName::from_static(lower))
}
