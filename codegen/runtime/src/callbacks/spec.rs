//! Callbacks as types and data.

use super::super::parameters::Pair;
use super::super::{
    AnswerBody, Json, JweEncryption, Method, Response, SignaturePlace, SignedPart,
    Signing,
};
use super::{CallbackAge, CallbackAnswer, CallbackError};
use std::borrow::Cow;

/// A callback: the object that the vendor sends. Unknown fields are kept, as in answers.
pub trait CallbackBody: Response {
    /// The data of the callback.
    const SPEC: CallbackSpec;

    /// Returns the raw object: of a form, its values as texts.
    fn json(&self) -> &Json;

    /// Returns the value that all deliveries of one event have, and no other event. `None` if the
    /// documentation names no such field, or the field is missing.
    fn event_key(&self) -> Option<Cow<'_, str>> {
        self.json().text(Self::SPEC.event?).value()
    }

    /// Returns the answer that the vendor takes for "received".
    #[must_use]
    fn answer() -> CallbackAnswer {
        Self::SPEC.protocol.answer
    }
}

/// A callback that the vendor signs: received by [`CallbackReceiver::decode`](super::CallbackReceiver::decode).
pub trait SignedCallback: CallbackBody {}

/// A callback of which it is not documented that it is signed: received as
/// [`UnverifiedCallback`](super::UnverifiedCallback).
pub trait UnsignedCallback: CallbackBody {}

/// The data of a callback.
#[derive(Clone, Copy, Debug)]
pub struct CallbackSpec {
    /// The id in the specification.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether its body is encrypted.
    pub encrypted: bool,
    /// Its body: a JSON object, or a form.
    pub body: AnswerBody,
    /// The field that tells repeated deliveries.
    pub event: Option<&'static str>,
    /// What all callbacks of the vendor share.
    pub protocol: &'static CallbackProtocol,
}

/// What all callbacks of a vendor share.
#[derive(Clone, Copy, Debug)]
pub struct CallbackProtocol {
    /// How they are signed.
    pub signing: Option<CallbackSigning>,
    /// When one was sent, and how old it may be.
    pub age: Option<CallbackAge>,
    /// How bodies are encrypted, if any is.
    pub encryption: Option<JweEncryption>,
    /// The answer to one.
    pub answer: CallbackAnswer,
}

/// How callbacks are signed.
#[derive(Clone, Copy, Debug)]
pub struct CallbackSigning {
    /// The recipe: the header or the field of the body, what is signed, and the text around the
    /// signature.
    pub recipe: Signing,
    /// The text between the parts of that value: several signatures, of which one is
    /// right, and the time.
    pub separator: Option<&'static str>,
}

impl CallbackSigning {
    /// The header with the signature; `None` if a field of the body has it.
    #[cfg(feature = "fake")]
    pub(in super::super) const fn header(&self) -> Option<&'static str> {
        match self.recipe.place {
            SignaturePlace::Header(name) => Some(name),
            SignaturePlace::Query(..) | SignaturePlace::Field(..) => None,
        }
    }

    /// The fields of the body that are signed, each with its value as text.
    ///
    /// # Errors
    ///
    /// Returns the field that is missing.
    pub(in super::super) fn signed(
        &self,
        (body, json): (AnswerBody, &Json),
    ) -> Result<Vec<Pair>, CallbackError> {
        let names = self.recipe.signs.iter().filter_map(|part| match part {
            SignedPart::Field(name) => Some(*name),
            _ => None,
        });
        let pair = |name| {
            let text = text(body, json, name).ok_or(CallbackError::NoField(name))?;
            Ok((name.to_owned(), text))
        };
        names.map(pair).collect()
    }

    /// Whether fields of the body are signed, or one of them has the signature.
    pub(super) fn reads_fields(&self) -> bool {
        let is_field = |part: &SignedPart| matches!(part, SignedPart::Field(_));
        !matches!(self.recipe.place, SignaturePlace::Header(_))
            || self.recipe.signs.iter().any(is_field)
    }

    /// The text before the signature and behind it.
    pub(super) fn around(&self) -> (&'static str, &'static str) {
        let text = |part: Option<&SignedPart>| match part {
            Some(SignedPart::Text(text)) => *text,
            _ => "",
        };
        let written = self.recipe.written;
        (text(written.first()), text(written.last()))
    }
}

/// The text of a field, as it is read where callers ask for it.
pub(super) fn text(body: AnswerBody, json: &Json, path: &str) -> Option<String> {
    match within(body, path) {
        Some((name, within)) => text(body, &json.object::<Json>(name).value()?, within),
        None => json.text(path).value().map(Cow::into_owned),
    }
}

/// The name of an object, and the path of a field within it. A form has no objects: there a dot is
/// part of a name.
pub(in super::super) fn within(body: AnswerBody, path: &str) -> Option<(&str, &str)> {
    path.split_once('.').filter(|_| !matches!(body, AnswerBody::Form))
}
