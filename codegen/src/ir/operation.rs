//! Operations, with their responses, codes and test cases.

use super::signing::Signing;
use super::{
    AnswerObject, Charset, Citation, Decision, Encrypted, Envelope, Field, Ident, Known,
    Location, Method, Mode, Object, PageCopy, Pending, Remedy, Repeat, RequestBody,
    ResponseBody, ResponseField, Standing, Unnamed, ValueType, Words,
};

/// One documented API.
#[derive(Debug)]
pub struct Operation {
    /// The request type's name.
    pub name: Ident,
    /// The name of the module's file, and of the client's method.
    pub module: Ident,
    /// The spec's name.
    pub id: String,
    /// The module of the subject that it belongs to.
    pub subject: Ident,
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
    /// How certain the method is.
    pub method_standing: Standing,
    /// The host, if it is not the one of most operations.
    pub host: Option<String>,
    /// The path below the base URL.
    pub path: String,
    /// Its descriptions.
    pub words: Words,
    /// The points to confirm about the page as a whole.
    pub open: Vec<String>,
    /// Whether it may be sent again.
    pub repeat: Repeat,
    /// The constant of the request's header set.
    pub request_headers: Option<Ident>,
    /// The constant of the response's header set.
    pub response_headers: Option<Ident>,
    /// Whether the body of the request is encrypted.
    pub encrypted: Encrypted,
    /// The encoding of the request's body, where it is declared.
    pub body: Option<RequestBody>,
    /// How much of the parameters is known.
    pub known: Known,
    /// The heading of the parameters.
    pub section: String,
    /// In the page's order.
    pub fields: Vec<Field>,
    /// The recipe that it is signed by, where that is not the one of most operations.
    pub signing: Option<Signing>,
    /// The parameter or field that carries the signature, if one does. It is none of `fields`.
    pub signature: Option<String>,
    /// Parameters that the page lists without a name.
    pub unnamed: Vec<Unnamed>,
    /// The types of field values that no other operation uses, in the page's order.
    pub types: Vec<ValueType>,
    /// Objects within the request that no other operation uses, in the page's order.
    pub objects: Vec<Object>,
    /// The response; absent when the page does not document it.
    pub response: Option<Response>,
    /// What its answers carry their result in.
    pub envelope: OwnEnvelope,
    /// Objects within the answer that no other operation uses, in the page's order.
    pub answers: Vec<AnswerObject>,
    /// The type of its results.
    pub code_type: Ident,
    /// The heading of the results.
    pub code_section: String,
    /// In the page's order.
    pub codes: Vec<ResponseCode>,
    /// The page's text above them.
    pub code_wording: Option<String>,
    /// Whether the page hides further results.
    pub rows_hidden: bool,
    /// How much of the results is known.
    pub codes_known: Known,
    /// The heading of the test cases; absent when there are none.
    pub case_section: Option<String>,
    /// How much of the test cases is known.
    pub cases_known: Known,
    /// The cases that the vendor's test system plays.
    pub test_cases: Vec<TestCase>,
    /// The decisions about the page as a whole.
    pub decisions: Vec<Decision>,
    /// Where it is documented.
    pub citation: Citation,
}

/// What the answers of an operation carry their result in.
#[derive(Debug)]
pub enum OwnEnvelope {
    /// The envelope of all operations, if there is one.
    Shared,
    /// Nothing: the HTTP status alone is the result.
    None,
    /// An envelope of its own.
    Other(Box<Envelope>),
}

impl Operation {
    /// The encoding of the request's body. Requests that change something have a body, which may
    /// be an empty object.
    #[must_use]
    pub fn encoding(&self) -> RequestBody {
        let has_body = !matches!(self.method, Method::Get | Method::Delete)
            || self.fields.iter().any(|field| field.place == Location::Body);
        let default = if has_body { RequestBody::Json } else { RequestBody::None };
        self.body.unwrap_or(default)
    }
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    /// The type's name.
    pub name: Ident,
    /// Whether the body is encrypted.
    pub encrypted: Encrypted,
    /// What the body of a success is.
    pub body: ResponseBody,
    /// The charset of the answer.
    pub charset: Charset,
    /// The media types of a text or a file; any, but for a file HTML, if there are none.
    pub media_types: Vec<String>,
    /// How much of the fields is known.
    pub known: Known,
    /// How an answer tells a success that is not final.
    pub pending: Option<Pending>,
    /// In the page's order.
    pub fields: Vec<ResponseField>,
    /// Fields that the page lists without a name.
    pub unnamed: Vec<Unnamed>,
    /// Why it is to be confirmed.
    pub confirm: Option<String>,
    /// Where it is documented.
    pub citation: Citation,
}

/// One result.
#[derive(Debug)]
pub struct ResponseCode {
    /// The variant's name.
    pub variant: Ident,
    /// The code on the wire; where the HTTP status alone is the result, its digits.
    pub code: String,
    /// Whether the HTTP status alone is the result.
    pub is_status: bool,
    /// The HTTP status.
    pub http: u16,
    /// The message.
    pub message: String,
    /// The description in the vendor's language.
    pub description: Option<String>,
    /// A description in our own words.
    pub about: Option<String>,
    /// Where it is documented, if not on the page.
    pub cite: Option<Citation>,
    /// How much of what the page says of it is known.
    pub known: Known,
    /// What the caller can do about it.
    pub remedy: Remedy,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
    /// Why it is to be confirmed.
    pub confirm: Option<String>,
}

/// One case of the vendor's test system.
#[derive(Debug)]
pub struct TestCase {
    /// The HTTP status.
    pub http: u16,
    /// The vendor's name for the case.
    pub text: String,
    /// The code it answers with; absent when it is not known.
    pub code: Option<String>,
    /// Where it is documented, if not on the page.
    pub cite: Option<Citation>,
    /// The line in the file of whatever it belongs to.
    pub line: u32,
}
