//! Bodies of answers that are no JSON: names with values, a text, or a file.

use super::decode::encoding;
use super::media_type::is_one_of;
use super::pairs::unescaped;
use super::repair::unmarked;
use super::{Answer, AnswerBody, AnswerFormat, Charset, Json, Reason};
use http::header::CONTENT_TYPE;

impl AnswerFormat {
    /// Reads a body that is no JSON; `None` if it is.
    ///
    /// A body that begins with `{` is JSON instead of names with values. Instead of a text or a
    /// file, whose content is anybody's, it is only if the HTTP status is not that of success, or
    /// if the media type says so and it has a code where failures have one.
    pub(super) fn other(&self, answer: &Answer) -> Result<Option<Json>, Reason> {
        if self.body.is_json() {
            return Ok(None);
        }
        if let Some(encoding) = encoding(&answer.headers) {
            return Err(Reason::Encoded(encoding));
        }
        let bytes = &answer.bytes;
        let is_success = self.is_success_status(answer.status.as_u16());
        if unmarked(bytes).0.trim_ascii_start().starts_with(b"{") {
            let is_json = !self.body.is_content() || !is_success;
            if is_json || (is_json_by_type(answer) && self.has_code(answer)) {
                return Ok(None);
            }
        }
        if is_success && !self.has_media_type(answer) {
            return Err(Reason::OtherMediaType);
        }
        let text = |bytes: &[u8]| text(bytes, self.charset);
        Ok(Some(match self.body {
            AnswerBody::Form => form(bytes, self.charset)?,
            AnswerBody::Lines => pairs(bytes, b'\n', text)?,
            _ if !is_success => return Err(Reason::Status),
            AnswerBody::Text(name) => {
                Json::of_texts([(name.to_owned(), text(unmarked(bytes).0)?)])
            }
            _ => Json::of_file(bytes.clone()),
        }))
    }

    /// Whether a text or a file has a media type that it may have. One that is not stated is not
    /// another.
    fn has_media_type(&self, answer: &Answer) -> bool {
        let Some(stated) = answer.headers.get(CONTENT_TYPE) else { return true };
        let stated = stated.to_str().unwrap_or_default();
        match (self.body, self.media_types) {
            // With a status of success, a page of HTML is that of a login or of a failure.
            (AnswerBody::Bytes, []) => !is_one_of(stated, HTML),
            (AnswerBody::Bytes | AnswerBody::Text(_), [_, ..]) => {
                is_one_of(stated, self.media_types)
            }
            _ => true,
        }
    }

    fn has_code(&self, answer: &Answer) -> bool {
        let json = Json::received(&answer.bytes).ok();
        json.zip(self.envelope).is_some_and(|(json, envelope)| envelope.has_code(&json))
    }
}

const HTML: &[&str] = &["text/html", "application/xhtml+xml"];

fn is_json_by_type(answer: &Answer) -> bool {
    let value = answer.headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let media_type = value.unwrap_or_default().split(';').next().unwrap_or_default();
    let media_type = media_type.trim().to_ascii_lowercase();
    media_type == "application/json" || media_type.ends_with("+json")
}

fn text(bytes: &[u8], charset: Option<Charset>) -> Result<String, Reason> {
    let not_text = charset.map_or(Reason::NotUtf8, |_| Reason::NotText);
    Charset::text(charset, bytes).ok_or(not_text)
}

/// A form, as an object of texts.
pub(super) fn form(bytes: &[u8], charset: Option<Charset>) -> Result<Json, Reason> {
    pairs(bytes, b'&', |written| {
        text(&unescaped(written).ok_or(Reason::NotPairs)?, charset)
    })
}

/// Pairs `name=value`, as the fields of an object.
fn pairs(
    bytes: &[u8],
    separator: u8,
    text: impl Fn(&[u8]) -> Result<String, Reason>,
) -> Result<Json, Reason> {
    let pairs = unmarked(bytes).0.split(|byte| *byte == separator);
    let pairs = pairs.map(without_line_end).filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let at = pair.iter().position(|byte| *byte == b'=').ok_or(Reason::NotPairs)?;
        let (name, value) = pair.split_at(at);
        // A page of HTML has the sign too.
        let is_other = |byte: &u8| *byte <= b' ' || *byte == b'<';
        if name.is_empty() || name.iter().any(is_other) {
            return Err(Reason::NotPairs);
        }
        Ok((text(name)?, text(value.get(1..).unwrap_or_default())?))
    });
    let pairs: Vec<_> = pairs.collect::<Result<_, _>>()?;
    if pairs.is_empty() { Err(Reason::Empty) } else { Ok(Json::of_texts(pairs)) }
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
