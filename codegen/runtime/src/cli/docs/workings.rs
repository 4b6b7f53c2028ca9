//! What a request looks like on its way, for the person who has written it. Of secrets nothing is
//! shown.

use super::super::super::core::Stage;
use super::super::super::pairs::{encoded, encoded_for_form};
use super::super::super::values::quoted;
use http::{Request, Response};
use zeroize::Zeroizing;

/// So much of an answer is shown as it was received, in bytes.
const MOST: usize = 64 << 10;

/// The texts of a request on its way.
pub(super) struct Workings {
    secrets: Vec<Zeroizing<String>>,
    target: Option<(String, String)>,
    /// The body before it is encrypted.
    plain: Option<String>,
    signed: Option<String>,
    sent: Option<String>,
    received: Option<String>,
}

impl Workings {
    pub(super) fn new(secrets: &[Zeroizing<String>]) -> Self {
        Self {
            secrets: secrets.to_vec(),
            target: None,
            plain: None,
            signed: None,
            sent: None,
            received: None,
        }
    }

    /// Hides further texts.
    pub(super) fn hide(&mut self, texts: impl IntoIterator<Item = String>) {
        self.secrets.extend(texts.into_iter().map(Zeroizing::new));
    }

    pub(super) fn made(&mut self, stage: Stage, bytes: &[u8]) {
        let text = Some(self.shown(bytes));
        match stage {
            Stage::Plain => self.plain = text,
            Stage::Signed => self.signed = text,
        }
    }

    pub(super) fn sent(&mut self, request: &Request<Vec<u8>>) {
        let url = self.shown(request.uri().to_string().as_bytes());
        self.target = Some((request.method().to_string(), url));
        self.sent = Some(self.shown(request.body()));
    }

    pub(super) fn received(&mut self, response: &Response<Vec<u8>>) {
        let body = response.body();
        let text = self.shown(body.get(..MOST).unwrap_or(body));
        let rest = body.len().saturating_sub(MOST);
        self.received =
            Some(if rest > 0 { format!("{text}… ({rest} bytes more)") } else { text });
    }

    /// The text without secrets, in each way in which they are written.
    fn shown(&self, bytes: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for secret in self.secrets.iter().filter(|it| !it.is_empty()) {
            let in_json = quoted(secret);
            let in_json = in_json.get(1..in_json.len() - 1).unwrap_or_default();
            let ways = [secret, in_json, &encoded(secret), &encoded_for_form(secret)];
            for way in ways {
                text = text.replace(way, "..");
            }
        }
        text
    }

    /// As JSON.
    pub(super) fn machine(&self) -> String {
        let option = |text: Option<&str>| text.map_or("null".to_owned(), quoted);
        let (method, url) =
            self.target.as_ref().map_or((None, None), |(method, url)| {
                (Some(method.as_str()), Some(url.as_str()))
            });
        let fields = [
            ("method", method),
            ("url", url),
            ("plain", self.plain.as_deref()),
            ("signed", self.signed.as_deref()),
            ("sent", self.sent.as_deref()),
            ("received", self.received.as_deref()),
        ];
        let fields = fields.map(|(name, text)| format!("\"{name}\":{}", option(text)));
        format!("{{{}}}", fields.join(","))
    }
}
