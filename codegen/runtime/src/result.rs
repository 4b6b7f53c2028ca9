//! The result of an answer.

use super::entries;
use super::nesting::within;
use super::reading::Ambiguous;
use super::second::{Failed, SecondVerdict};
use super::{AnswerBody, AnswerFormat, CodeType, Envelope, Json, Reason};
use http::StatusCode;
use std::borrow::Cow;

/// The result of an answer.
pub(super) enum Verdict {
    /// With the code, if it has one.
    Success(Json, Option<&'static str>),
    Refused {
        json: Json,
        code: String,
        message: Option<String>,
        second: Option<Failed>,
    },
}

impl AnswerFormat {
    /// Reads the result of an answer.
    pub(super) fn read(
        &self,
        json: Json,
        status: StatusCode,
    ) -> Result<Verdict, Reason> {
        let is_list = match self.body {
            AnswerBody::List(name) => {
                json.get(name).is_some_and(|it| it.get().starts_with('['))
            }
            _ => false,
        };
        let Some(envelope) = self.envelope.filter(|_| !is_list) else {
            return self.by_status(json, status);
        };
        let object = envelope.object(&json)?;
        let code = object.as_deref().map(|it| envelope.code(it)).transpose()?.flatten();
        let second = object.as_deref().and_then(|it| envelope.second(it)).transpose()?;
        let Some(code) = code else {
            return match second {
                // Something failed, and no code says what.
                Some(SecondVerdict::Failed(_)) => Err(Reason::NoCode),
                _ => self.by_status(json, status),
            };
        };
        let known = envelope.success_code.iter().find(|known| **known == code);
        let is_success = envelope.success_http.contains(&status.as_u16());
        let second = match (known, second) {
            (_, Some(SecondVerdict::Failed(failed))) => Some(failed),
            (Some(known), None | Some(SecondVerdict::Success)) if is_success => {
                return Ok(Verdict::Success(json, Some(known)));
            }
            (Some(_), Some(SecondVerdict::Missing)) if is_success => {
                return Err(Reason::NoSecondCode);
            }
            (Some(_), _) => return Err(Reason::Contradiction),
            (None, _) => None,
        };
        let text = |name| object.as_ref()?.text(name).value().map(Cow::into_owned);
        let (code, message) = (code.into_owned(), envelope.message.and_then(text));
        Ok(Verdict::Refused {
            json,
            code,
            message,
            second,
        })
    }

    /// The result of an answer without a code.
    fn by_status(&self, json: Json, status: StatusCode) -> Result<Verdict, Reason> {
        if self.is_success_status(status.as_u16()) {
            return match self.body {
                AnswerBody::List(name) if json.get(name).is_none() => {
                    Err(Reason::NotAList)
                }
                _ => Ok(Verdict::Success(json, None)),
            };
        }
        let has_code = |it: &Envelope| !it.success_code.is_empty();
        let has_code = self.envelope.is_some_and(has_code);
        Err(if has_code { Reason::NoCode } else { Reason::Status })
    }

    /// The code of an answer that is none of the vendor's usual answers, if its status alone is
    /// a documented failure.
    pub(super) fn failure_by_status(&self, status: StatusCode) -> Option<String> {
        let is_documented = self.statuses.contains(&status.as_u16());
        (is_documented && !status.is_success()).then(|| status.as_str().to_owned())
    }
}

impl Envelope {
    /// The object that holds the result, if there is one.
    fn object<'a>(&self, json: &'a Json) -> Result<Option<Cow<'a, Json>>, Reason> {
        within(json, self.object)
    }

    /// Whether an object has a code, of whatever form.
    pub(super) fn has_code(&self, json: &Json) -> bool {
        let object = self.object(json).ok().flatten();
        object.is_some_and(|it| it.get(self.code).is_some())
    }

    /// What the second code beside the first one says.
    fn second(&self, object: &Json) -> Option<Result<SecondVerdict, Ambiguous>> {
        let second = self.second.filter(|it| it.rows.is_none())?;
        Some(second.read(object))
    }

    /// The code in the object, if it has one.
    fn code<'a>(&self, object: &'a Json) -> Result<Option<Cow<'a, str>>, Reason> {
        let raw = object.only(self.code)?.filter(|raw| raw.get() != "null");
        let Some(raw) = raw else { return Ok(None) };
        let code = self.code_type.read(raw.get());
        if code.as_deref() == Some("") && self.success_code.is_empty() {
            return Ok(None);
        }
        let code = code.filter(|code| self.code_shape.matches(code));
        code.map(Some).ok_or(Reason::NoCode)
    }
}

impl CodeType {
    /// The code that a JSON value has, whether or not it is quoted.
    fn read(self, raw: &str) -> Option<Cow<'_, str>> {
        match (self, raw) {
            (Self::Boolean, "true" | "false") => Some(raw.into()),
            _ => entries::text(raw),
        }
    }
}
