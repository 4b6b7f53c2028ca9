//! What an answer says: its body is read whatever its type is said to be.

use super::{
    Answer, Ask, Code, Core, Envelope, Error, Incomplete, Json, Reading, Reason,
    Refusal, Reply, Response, Sent, Unexpected, core::Parts,
};
use http::StatusCode;
use std::borrow::Cow;

/// What became of a call.
enum Verdict {
    Success(Json),
    Refused { json: Json, code: String, message: Option<String> },
}

impl<K> Core<K> {
    /// Reads the answer to a request.
    ///
    /// # Errors
    ///
    /// [`Error::Api`] where the vendor refuses with a code, documented or not, and
    /// [`Error::Undocumented`] where the answer is none that the documentation describes.
    pub fn decode<A: Ask>(
        &self,
        sent: Sent<A>,
        response: http::Response<Vec<u8>>,
    ) -> Result<Reply<A::Response>, Error<A::Code>> {
        let (head, bytes) = response.into_parts();
        let incomplete = head.extensions.get::<Incomplete>().copied();
        let answer = Answer {
            trail: sent.trail,
            status: head.status,
            headers: head.headers,
            bytes,
        };
        match self.parts.read(&answer, incomplete) {
            Ok(Verdict::Success(json)) => Ok(Reply {
                trail: answer.trail,
                status: answer.status,
                headers: answer.headers,
                response: A::Response::from_json(json),
            }),
            Ok(Verdict::Refused { json, code, message }) => match A::Code::read(&code) {
                Some(code) => Err(Error::Api(Box::new(Refusal {
                    answer,
                    code,
                    message,
                    json,
                }))),
                None => Err(undocumented(answer, Reason::NoCode)),
            },
            Err(reason) => Err(undocumented(answer, reason)),
        }
    }
}

fn undocumented<C>(answer: Answer, reason: Reason) -> Error<C> {
    Error::Undocumented(Box::new(Unexpected { answer, reason }))
}

impl Parts {
    fn read(
        &self,
        answer: &Answer,
        incomplete: Option<Incomplete>,
    ) -> Result<Verdict, Reason> {
        if let Some(incomplete) = incomplete {
            return Err(Reason::Incomplete(incomplete));
        }
        match &self.protocol.envelope {
            Some(envelope) => envelope.read(self.json(answer)?, answer.status),
            None if !answer.status.is_success() => Err(Reason::Status),
            // A status like 204 says it all.
            None if answer.bytes.is_empty() => Ok(Verdict::Success(Json::default())),
            None => self.json(answer).map(Verdict::Success),
        }
    }

    /// The body, decrypted if it is encrypted: an answer to a plain request may be.
    fn json(&self, answer: &Answer) -> Result<Json, Reason> {
        let json = json(&answer.bytes)?;
        let Some(jwe) = &self.protocol.encryption else { return Ok(json) };
        let Reading::Value(text) = json.text(jwe.field) else { return Ok(json) };
        let keys = self.crypto_keys.as_ref().ok_or(Reason::NoKey)?;
        let key_id = jwe.key_id_header.and_then(|name| answer.headers.get(name));
        let key_id = key_id.and_then(|id| id.to_str().ok());
        let plain = keys.decrypt(&text, jwe.accepted, key_id);
        let plain = plain.map_err(Reason::NotDecrypted)?;
        self::json(&plain)
    }
}

fn json(bytes: &[u8]) -> Result<Json, Reason> {
    Json::from_slice(bytes).map_err(|malformed| {
        if bytes.trim_ascii().is_empty() {
            Reason::Empty
        } else if str::from_utf8(bytes).is_err() {
            Reason::NotUtf8
        } else {
            Reason::NotJson(malformed)
        }
    })
}

impl Envelope {
    fn read(&self, json: Json, status: StatusCode) -> Result<Verdict, Reason> {
        let object;
        let result = match self.object {
            Some(name) => {
                object = json.object::<Json>(name).value().ok_or(Reason::NoCode)?;
                &object
            }
            None => &json,
        };
        let code = result.text(self.code).value();
        let code = code.filter(|code| self.code_shape.matches(code));
        let code = code.ok_or(Reason::NoCode)?.into_owned();
        let message = self.message.and_then(|name| result.text(name).value());
        let message = message.map(Cow::into_owned);
        match (code == self.success_code, status == self.success_http) {
            (true, true) => Ok(Verdict::Success(json)),
            (true, false) => Err(Reason::Contradiction),
            (false, _) => Ok(Verdict::Refused { json, code, message }),
        }
    }
}
