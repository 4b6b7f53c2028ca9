//! Decoding answers: the body is read whatever its content type.

use super::entries;
use super::reading::Ambiguous;
use super::{
    Answer, AnswerBody, Code, ContentEncoding, Core, CryptoKeys, Endpoint, Error,
    Incomplete, Inquiry, Json, JweEncryption, JweFormat, PendingAnswer, Reason, Refusal,
    Reply, Response, ResultBeside as _, Sent, UndocumentedAnswer, core::Parts,
    matching::matching, repair::unmarked, reply::CallContext, result::Verdict,
    retry_after::retry_after, second::Failed,
};
use http::{HeaderMap, StatusCode, header::CONTENT_ENCODING};

impl<K> Core<K> {
    /// Decodes the answer to a request.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Api`] if the vendor refuses with a code, documented or not;
    /// [`Error::Undocumented`] if the documentation does not describe the answer; and
    /// [`Error::Mismatch`] if the headers do not show that it answers this request: then nothing
    /// more may be sent over the same connection.
    pub fn decode<A: Endpoint>(
        &self,
        sent: Sent<A>,
        response: http::Response<Vec<u8>>,
    ) -> Result<Reply<A::Response>, Error<A::Code>> {
        let incomplete = response.extensions().get::<Incomplete>().copied();
        let answer = self.parts.answer(sent.context, response);
        let verdict = match self.parts.read(&answer, incomplete) {
            Ok(verdict) => verdict,
            Err(reason) => return Err(undocumented(answer, reason)),
        };
        match verdict {
            Verdict::Success(json, code) => {
                let Ok(pending) = is_pending(&answer, &json) else {
                    return Err(undocumented(answer, Reason::Ambiguous));
                };
                let answer =
                    matching(answer, &sent.expected).map_err(Error::Mismatch)?;
                if let Some(inquiry) = pending {
                    let pending = PendingAnswer {
                        answer,
                        code,
                        json,
                        inquiry: *inquiry,
                    };
                    return Err(Error::Pending(Box::new(pending)));
                }
                Ok(Reply {
                    context: answer.context,
                    status: answer.status,
                    headers: answer.headers,
                    bytes: answer.bytes,
                    code,
                    response: A::Response::from_json(json),
                })
            }
            Verdict::Refused {
                json,
                code,
                message,
                second,
            } => {
                let Some(code) = A::Code::read(&code) else {
                    return Err(undocumented(answer, Reason::NoCode));
                };
                if !has_form::<A::Code>(second.as_ref()) {
                    return Err(undocumented(answer, Reason::NoSecondCode));
                }
                let answer =
                    matching(answer, &sent.expected).map_err(Error::Mismatch)?;
                Err(Error::Api(Box::new(Refusal {
                    answer,
                    code,
                    message,
                    second,
                    json,
                })))
            }
        }
    }
}

/// Whether a second code, if there is one, has the form of those beside the codes of `C`.
fn has_form<C: Code>(second: Option<&Failed>) -> bool {
    second.is_none_or(|it| C::Second::read(&it.code).is_some())
}

fn undocumented<C>(answer: Answer, reason: Reason) -> Error<C> {
    Error::Undocumented(Box::new(UndocumentedAnswer { answer, reason }))
}

impl Parts {
    fn answer(&self, context: CallContext, response: http::Response<Vec<u8>>) -> Answer {
        let (head, bytes) = response.into_parts();
        let (header, now) = (context.handling.answer.retry_after, || self.clock.now());
        Answer {
            retry_after: retry_after(&head.headers, header, now),
            context,
            status: head.status,
            headers: head.headers,
            bytes,
        }
    }

    fn read(
        &self,
        answer: &Answer,
        incomplete: Option<Incomplete>,
    ) -> Result<Verdict, Reason> {
        if let Some(incomplete) = incomplete {
            return Err(Reason::Incomplete(incomplete));
        }
        let format = answer.context.handling.answer;
        let read = self.body(answer).and_then(|json| format.read(json, answer.status));
        read.or_else(|reason| {
            let code = format.failure_by_status(answer.status);
            let code = code.filter(|_| reason.is_without_result()).ok_or(reason)?;
            let json = self.json(answer).unwrap_or_default();
            Ok(Verdict::Refused {
                json,
                code,
                message: None,
                second: None,
            })
        })
    }

    fn body(&self, answer: &Answer) -> Result<Json, Reason> {
        let (format, status) = (answer.context.handling.answer, answer.status);
        if format.is_success_status(status.as_u16()) {
            // HTTP lets an answer of this status have no body.
            let may_be_empty =
                status == StatusCode::NO_CONTENT || format.body == AnswerBody::Empty;
            if may_be_empty && unmarked(&answer.bytes).0.trim_ascii().is_empty() {
                return Ok(Json::default());
            }
        } else if format.envelope.is_none() {
            return Err(Reason::Status);
        }
        let encoded = |reason| encoding(&answer.headers).map_or(reason, Reason::Encoded);
        self.json(answer).map_err(encoded)
    }

    /// The body, decrypted if necessary: even the answer to a plain request may be encrypted.
    fn json(&self, answer: &Answer) -> Result<Json, Reason> {
        let format = answer.context.handling.answer;
        if let Some(other) = format.other(answer)? {
            return Ok(other);
        }
        let body = format.body;
        let json = match format.charset {
            None => json(&answer.bytes, body)?,
            Some(charset) => {
                let text = (charset.decode)(&answer.bytes).ok_or(Reason::NotText)?;
                json(text.as_bytes(), body)?
            }
        };
        let Some(jwe) = &self.protocol.encryption else { return Ok(json) };
        let key_id = jwe.key_id_header.and_then(|name| answer.headers.get(name));
        let key_id = key_id.and_then(|id| id.to_str().ok());
        let keys = self.crypto_keys.as_ref();
        match decrypted(&json, jwe, keys, key_id)? {
            Some(plain) => self::json(&plain, body),
            None => Ok(json),
        }
    }
}

/// What is encrypted in an object; `None` if nothing is.
pub(super) fn decrypted(
    json: &Json,
    jwe: &JweEncryption,
    keys: Option<&CryptoKeys>,
    key_id: Option<&str>,
) -> Result<Option<Vec<u8>>, Reason> {
    let text = json.only(jwe.field)?.and_then(|raw| entries::text(raw.get()));
    let Some(text) = text else { return Ok(None) };
    let keys = keys.ok_or(Reason::NoKey)?;
    let plain = match jwe.format {
        JweFormat::Compact => {
            keys.decrypt(&text, jwe.key_management, jwe.accepted, key_id)
        }
    };
    plain.map(Some).map_err(Reason::NotDecrypted)
}

/// How the outcome of a success is learned, if it is not final.
fn is_pending(
    answer: &Answer,
    json: &Json,
) -> Result<Option<&'static Inquiry>, Ambiguous> {
    let Some(inquiry) = answer.context.handling.pending else { return Ok(None) };
    Ok(inquiry.is_pending(json)?.then_some(inquiry))
}

/// An object, or an array where the answer is one: a failure is an object all the same.
pub(super) fn json(bytes: &[u8], body: AnswerBody) -> Result<Json, Reason> {
    let is_array = || unmarked(bytes).0.trim_ascii_start().starts_with(b"[");
    let json = match body {
        AnswerBody::List(name) if is_array() => Json::received_as(name, bytes),
        _ => Json::received(bytes),
    };
    json.map_err(|malformed| {
        if unmarked(bytes).0.trim_ascii().is_empty() {
            Reason::Empty
        } else if str::from_utf8(bytes).is_err() {
            Reason::NotUtf8
        } else {
            Reason::NotJson(malformed)
        }
    })
}

/// The content encoding of a body, if its headers name one.
pub(super) fn encoding(headers: &HeaderMap) -> Option<ContentEncoding> {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let tokens = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    let tokens = tokens.map(<[u8]>::trim_ascii);
    let mut tokens =
        tokens.filter(|it| !it.is_empty() && !it.eq_ignore_ascii_case(b"identity"));
    let first = ContentEncoding::read(tokens.next()?);
    Some(if tokens.next().is_none() { first } else { ContentEncoding::Other })
}
