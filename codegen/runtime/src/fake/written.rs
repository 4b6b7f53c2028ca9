//! The bodies of answers as they go over the wire.

use super::super::pairs::percent_encoded;
use super::super::{AnswerBody, AnswerFormat, Charset, Json, entries};
use http::HeaderValue;
use std::borrow::Cow;

/// What is answered where a success is a file: no text, so that nothing reads it as one.
const FILE: &[u8] = b"\x89FAKE\r\n\xFF\x00";

/// A body, and its media type.
pub(super) struct Written {
    pub(super) bytes: Vec<u8>,
    media_type: Cow<'static, str>,
    charset: Option<Charset>,
}

impl Written {
    /// JSON in UTF-8, as the mock server's own explanations are.
    pub(super) const fn json(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            media_type: Cow::Borrowed(JSON),
            charset: None,
        }
    }

    /// An answer that is this object. Without `succeeded` one that has no place for a code is
    /// JSON.
    pub(super) fn new(format: &AnswerFormat, object: &str, succeeded: bool) -> Self {
        let (charset, fields) = (format.charset, || fields(object));
        // What the charset does not have stays UTF-8, which the client tells from it.
        let encoded = |text: &str| match charset {
            Some(charset) => (charset.encode)(text).unwrap_or_else(|| text.into()),
            None => text.into(),
        };
        let own =
            format.media_types.first().map(|it| it.replace('*', "x-invented").into());
        let (bytes, media_type) = match format.body {
            AnswerBody::Form => {
                let encoded = |text: &str| percent_encoded(&encoded(text), b"*-._");
                let pairs = fields().into_iter();
                let pairs =
                    pairs.map(|(name, text)| [name, text].map(|it| encoded(&it)));
                let pairs: Vec<_> = pairs.map(|pair| pair.join("=")).collect();
                (pairs.join("&").into_bytes(), FORM)
            }
            AnswerBody::Lines => {
                let lines = fields().into_iter();
                let lines =
                    lines.map(|(name, text)| [&*name, "=", &text, "\n"].concat());
                (encoded(&lines.collect::<String>()), TEXT)
            }
            AnswerBody::Text(_) if succeeded => {
                let text = fields().into_iter().next().map(|(_, text)| text);
                (encoded(&text.unwrap_or_default()), TEXT)
            }
            AnswerBody::Bytes if succeeded => {
                return Self {
                    bytes: FILE.to_vec(),
                    media_type: own.unwrap_or("application/octet-stream".into()),
                    charset: None,
                };
            }
            _ => (encoded(object), JSON),
        };
        let own = own.filter(|_| succeeded && format.body.is_content());
        let media_type = own.unwrap_or(media_type.into());
        Self { bytes, media_type, charset }
    }

    /// The value of `Content-Type`.
    pub(super) fn content_type(&self) -> Option<HeaderValue> {
        match self.charset {
            None => HeaderValue::from_str(&self.media_type).ok(),
            Some(charset) => {
                let text = format!("{}; charset={}", self.media_type, charset.name);
                HeaderValue::from_str(&text).ok()
            }
        }
    }
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const TEXT: &str = "text/plain";

/// The fields of an object as texts; those that are null are left out.
fn fields(object: &str) -> Vec<(String, String)> {
    let json = Json::from_slice(object.as_bytes()).unwrap_or_default();
    let fields = json.names().filter_map(|name| {
        let raw = json.get(name)?.get();
        let text = entries::text(raw).unwrap_or_else(|| raw.into());
        (raw != "null").then(|| (name.to_owned(), text.into_owned()))
    });
    fields.collect()
}
