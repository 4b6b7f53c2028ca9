//! Callbacks: what the vendor sends to a server of the caller.

use super::{
    AnswerObject, BinaryEncoding, CallbackEncoding, Citation, Decision, Ident, KeyForm,
    Method, Mode, PageCopy, Recipe, Response, Shape, Signed, SigningAlgorithm, Words,
};

/// One callback.
#[derive(Debug)]
pub struct Callback {
    /// The type's name.
    pub name: Ident,
    /// The name of the module's file.
    pub module: Ident,
    /// The spec's name.
    pub id: String,
    /// The vendor's name.
    pub title: String,
    /// The page's own version.
    pub version: Option<String>,
    /// Every version that the page offers, where it is more than that one.
    pub versions: Vec<String>,
    /// The mode printed on the page.
    pub mode: Option<Mode>,
    /// The addresses of the page.
    pub urls: Vec<String>,
    /// The copy that the facts are taken from, where it is not the page as it stands.
    pub copy: Option<PageCopy>,
    /// The HTTP method.
    pub method: Method,
    /// Its descriptions.
    pub words: Words,
    /// Whether it is signed.
    pub signed: Signed,
    /// The recipe that it is signed by, where that is not the one of most callbacks.
    pub signing: Option<CallbackSigning>,
    /// Whether its body is encrypted.
    pub encrypted: bool,
    /// How its body is written.
    pub body: CallbackEncoding,
    /// The field that tells repeated deliveries.
    pub event: Option<String>,
    /// What is received. It is read as answers are.
    pub received: Response,
    /// Objects within it that nothing else uses, in the page's order.
    pub answers: Vec<AnswerObject>,
    /// The decisions about the page.
    pub decisions: Vec<Decision>,
    /// Where it is documented.
    pub citation: Citation,
}

/// What all callbacks share.
#[derive(Debug, Default)]
pub struct Callbacks {
    /// How they are signed.
    pub signing: Option<CallbackSigning>,
    /// When one was sent, and how old it may be.
    pub age: Option<AgeLimit>,
    /// The answer to one.
    pub answer: Option<CallbackAnswer>,
}

/// How callbacks are signed.
#[derive(Debug)]
pub struct CallbackSigning {
    /// The id by which callbacks name it; that of most has none.
    pub id: Option<String>,
    /// The header that carries the signature, if one does.
    pub header: Option<String>,
    /// The field of the body that carries it otherwise.
    pub field: Option<String>,
    /// The algorithm.
    pub algorithm: SigningAlgorithm,
    /// What is signed.
    pub signs: Recipe,
    /// How the signature is written.
    pub encoding: BinaryEncoding,
    /// The value of the header, or a part of it.
    pub written: Recipe,
    /// The text between the parts of the header's value.
    pub separator: Option<String>,
    /// The vendor's name of the key.
    pub key: String,
    /// How the key is written, where the bytes sign that it stands for.
    pub key_form: Option<KeyForm>,
    /// The recipe in words.
    pub about: String,
    /// Where it is documented.
    pub citation: Citation,
}

/// When a callback was sent, and how old it may be.
#[derive(Debug)]
pub struct AgeLimit {
    /// The header with the time at which it was sent.
    pub header: String,
    /// The value of that header, or the part of it that is the time.
    pub written: Recipe,
    /// The form of that time.
    pub form: Shape,
    /// The offset from UTC in minutes of a time without one.
    pub offset: Option<i32>,
    /// The greatest age in seconds.
    pub seconds: Option<u32>,
    /// A description.
    pub about: Option<String>,
    /// Where it is documented.
    pub citation: Citation,
}

/// The answer that the vendor takes for "received".
#[derive(Debug)]
pub struct CallbackAnswer {
    /// The HTTP status.
    pub http: u16,
    /// The content type of the body.
    pub content_type: Option<String>,
    /// The body.
    pub body: Option<String>,
    /// Where it is documented.
    pub citation: Citation,
}

impl CallbackSigning {
    /// The header or the field that carries the signature.
    #[must_use]
    pub fn carrier(&self) -> &str {
        self.header.as_deref().or(self.field.as_deref()).unwrap_or_default()
    }

    /// The fields that are signed, where the body as a whole is not.
    #[must_use]
    pub fn fields_alone(&self) -> Vec<&str> {
        self.signs.fields_alone()
    }
}

impl AgeLimit {
    /// Whether the header of the signature has the time too.
    #[must_use]
    pub fn is_beside(&self, signing: &CallbackSigning) -> bool {
        signing.header.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(&self.header))
    }
}
