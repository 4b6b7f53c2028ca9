//! The headers of requests: where each value comes from.

use super::{
    Broken, Header, Moment, Need, Part, Protocol, Redact, Violation, Violations,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::borrow::Cow;

/// Every header that the protocol knows, as far as it can be prepared for all calls.
pub(super) struct Lines(Vec<Line>);

#[derive(Clone)]
struct Line {
    name: &'static str,
    /// `None` where the name is none.
    header: Option<HeaderName>,
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

/// What differs from call to call.
pub(super) struct Making {
    pub(super) moment: Moment,
    /// Whose digits become those of the headers.
    pub(super) id: u64,
    pub(super) signature: Option<[u8; 32]>,
    /// Of the key that the body is encrypted with, if it is.
    pub(super) key_id: Option<HeaderValue>,
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
            self.0.push(Line { fill, ..Line::bare(name) });
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

    /// Adds `headers` to `map`, and returns the value of the one that tells calls apart.
    pub(super) fn write(
        &self,
        protocol: &Protocol,
        headers: &[Header],
        making: &Making,
        map: &mut HeaderMap,
    ) -> Result<Option<HeaderValue>, Violations> {
        let (mut unique, mut wrong) = (None, Vec::new());
        for (position, header) in headers.iter().enumerate() {
            let line = self.find(position, header.name).map_or_else(
                || Cow::Owned(Line::new(protocol, header.name)),
                Cow::Borrowed,
            );
            match line.write(header, making) {
                Ok(Some((name, value))) => {
                    if unique.is_none() && line.tells_apart(header) {
                        unique = Some(value.clone());
                    }
                    map.append(name, value);
                }
                Ok(None) => {}
                Err(broken) => {
                    let source = header.rule.source;
                    wrong.push(Violation::new(header.name, broken, source));
                }
            }
        }
        Violations::gather(wrong).map(|()| unique)
    }

    /// Operations have mostly the headers of the protocol, in the same order.
    fn find(&self, position: usize, name: &str) -> Option<&Line> {
        let expected = self.0.get(position).filter(|line| line.name == name);
        expected.or_else(|| self.0.iter().find(|line| line.name == name))
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
        Self { fill, ..Self::bare(name) }
    }

    fn bare(name: &'static str) -> Self {
        Self {
            name,
            header: HeaderName::from_bytes(name.as_bytes()).ok(),
            fill: Fill::Call,
        }
    }

    /// Whether the value differs from call to call by its hexadecimal digits.
    fn tells_apart(&self, header: &Header) -> bool {
        let hex = |part: &Part| matches!(part, Part::Hex(_));
        matches!(self.fill, Fill::Call) && header.rule.shape.0.iter().any(hex)
    }

    /// The header, or nothing where it is not needed.
    fn write(
        &self,
        header: &Header,
        making: &Making,
    ) -> Result<Option<(HeaderName, HeaderValue)>, Broken> {
        let value = match &self.fill {
            Fill::Configuration(value) => value.clone(),
            Fill::Encryption => making.key_id.clone(),
            Fill::Signing => {
                making.signature.map(|mac| making.value(header, &mac)).transpose()?
            }
            Fill::Call => Some(making.value(header, &[])?),
        };
        match (value, &self.header) {
            (Some(value), Some(name)) => Ok(Some((name.clone(), value))),
            (Some(_), None) => Err(Broken::NotForAHeader),
            (None, _) if header.need == Need::Required => Err(Broken::Missing),
            (None, _) => Ok(None),
        }
    }
}

impl Making {
    /// A value of the header's shape.
    fn value(&self, header: &Header, signature: &[u8]) -> Result<HeaderValue, Broken> {
        let shape = header.rule.shape;
        let mut id = self.id;
        let mut digit = || {
            let [low, ..] = id.to_le_bytes();
            id = id.rotate_right(4);
            low
        };
        let text = shape
            .write_with(&self.moment, &mut digit, signature)
            .ok_or(Broken::WrongShape { shape })?;
        let mut value =
            HeaderValue::try_from(text).map_err(|_| Broken::NotForAHeader)?;
        value.set_sensitive(header.rule.redact == Redact::Hidden);
        Ok(value)
    }
}
