//! The keys of `operations/<id>.yaml`.

use super::effect::{
    ANSWERED_IN_OTHER_CHARSET, ANSWERED_OTHERWISE, OTHER_HOST, OTHER_OPERATION,
    OTHER_SUBJECT,
};
use super::{
    Encrypted, Field, OwnEnvelope, Resolution, ResponseCodes, Standing, TestCases,
    Unnamed,
};
use crate::words::{Known, Method, Repeat, RequestBody};

facts! {
    /// `operations/<id>.yaml`: one documented API.
    pub struct Operation {
        /// The file's name without its ending; the client's name for the operation.
        id: String = effect(OTHER_OPERATION), id, people;
        /// The id of the subject that it belongs to; `unsorted` until that is decided.
        subject: Option<String> = effect(OTHER_SUBJECT), subject, people;
        /// The page that documents it.
        page: Page = by_use;
        /// The HTTP method.
        method: Method = by_use, resolvable, page;
        /// The certainty of the method: `inferred` where the page is known without it.
        #[serde(default)]
        method_standing: Standing = docs, implied("documented");
        /// The host, by its id in the environments; absent for the one of most operations.
        host: Option<String> = effect(OTHER_HOST), people;
        /// The path below the base URL, with `{name}` for each path parameter.
        path: String = by_use, resolvable;
        /// The heading above the method and the path.
        section: Option<String> = docs, people;
        /// Whether sending it twice does no more than sending it once.
        repeat: Repeat = by_use, resolvable, people;
        /// A description in our own words.
        about: Option<String> = docs, sentence, people;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// The request.
        request: Request = by_use, part;
        /// The response; absent when the page does not document it.
        response: Option<Response> = by_use, part;
        /// The results that the page lists.
        response_codes: ResponseCodes = by_use, part;
        /// The cases of the vendor's test system.
        test_cases: Option<TestCases> = by_use, part;
        /// Contradictions about the facts of this file.
        #[serde(default)]
        resolutions: Vec<Resolution> = by_use, part;
    }

    /// The page that documents an operation.
    pub struct Page {
        /// Its title, which is the vendor's name for the operation.
        title: String = docs, data, resolvable, page;
        /// The page's own version, which is not the path's.
        version: Option<String> = docs, resolvable, page;
        /// Every version that the page offers, where it is more than that one.
        #[serde(default)]
        versions: Vec<String> = docs, data;
        /// The mode printed beside the title.
        mode: Option<Mode> = docs, resolvable, page;
        /// Its address.
        url: Option<String> = docs, data, people;
        /// Further addresses of the same page, such as its edition in another language.
        #[serde(default)]
        urls: Vec<String> = docs, data, people;
        /// The copy that the facts are taken from, where it is not the page as it stands today.
        copy: Option<PageCopy> = docs, people;
    }
}

words! {
    /// A copy of a page.
    pub enum PageCopy {
        /// A stored copy of unknown date: the page may have changed since.
        Undated = "undated",
    }
}

words! {
    /// The mode printed on a page.
    pub enum Mode {
        /// The answer is the result.
        Sync = "sync",
        /// The result follows later.
        Async = "async",
    }
}

facts! {
    /// The request.
    pub struct Request {
        /// The heading above the parameters.
        section: Option<String> = docs;
        /// The id of the header set.
        headers: Option<String> = by_use, resolvable, set, page;
        /// The id of the recipe that it is signed by; absent for `signing` of api.yaml. A request
        /// whose header set and fields do not carry the signature is not signed.
        signing: Option<String> = by_use, recipe, people;
        /// Whether the body is encrypted: `true`, `false`, or `unknown` where no capture shows it;
        /// then callers say so for each request.
        #[serde(default)]
        encrypted: Encrypted = by_use, resolvable, page;
        /// The encoding of the body. When absent it is `json`, or `none` where the method is GET or
        /// DELETE and no field is in the body.
        body: Option<RequestBody> = by_use, people;
        /// How much of the parameters is known.
        #[serde(default)]
        known: Known = by_use, implied("whole");
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// In the page's order.
        #[serde(default)]
        fields: Vec<Field> = by_use;
        /// Fields that the page lists without a name.
        #[serde(default)]
        unnamed: Vec<Unnamed> = by_use;
    }

    /// The response.
    #[derive(Default)]
    pub struct Response {
        /// The heading above it.
        section: Option<String> = docs;
        /// The id of the header set.
        headers: Option<String> = by_use, resolvable, set, page;
        /// Whether the body is encrypted: `true`, `false`, or `unknown` where no capture shows it;
        /// the client reads either.
        #[serde(default)]
        encrypted: Encrypted = by_use, resolvable, page;
        /// How much of the fields is known.
        #[serde(default)]
        known: Known = by_use, implied("whole");
        /// What the body of a success is: `list` where it is an array, and `text`, where it is one,
        /// which the only field describes and names; `form` and `lines` where it is names with
        /// values; `bytes` where it is a file; `empty` where there is none.
        #[serde(default)]
        body: ResponseBody = effect(ANSWERED_OTHERWISE), people, implied("object");
        /// The charset of the answer, whatever its headers say.
        #[serde(default)]
        charset: Charset = effect(ANSWERED_IN_OTHER_CHARSET), people, implied("utf-8");
        /// The media types of a text or a file, such as `application/pdf`, or `image/*` for all of
        /// one kind: a success with another one is not documented. When absent, a text has any,
        /// and a file any but that of a page of HTML.
        #[serde(default)]
        media_types: Vec<String> = by_use, people;
        /// What the answer has in the place of the envelope in api.yaml: `none` where the HTTP
        /// status alone is the result, or an envelope of its own.
        envelope: Option<OwnEnvelope> = by_use, people;
        /// How an answer tells a success that is not final; absent where every success is.
        pending: Option<Pending> = by_use, people;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// In the page's order; empty when the page lists none.
        #[serde(default)]
        fields: Vec<Field> = by_use;
        /// Fields that the page lists without a name.
        #[serde(default)]
        unnamed: Vec<Unnamed> = by_use;
    }

    /// How an answer tells a success that is not final: the request was accepted, and its outcome
    /// follows.
    #[derive(PartialEq, Eq)]
    pub struct Pending {
        /// The field of the answer that tells it; absent where every success is one.
        field: Option<String> = by_use;
        /// The value by which it does, as it is written on the wire: `"true"`, `"P"`.
        equals: Option<String> = by_use, code;
        /// The id of the operation by which the caller learns the outcome.
        inquire: String = docs, operation;
        /// The parameters that tell that operation which request is meant: each has the value of the
        /// field of its name, in this request or its answer.
        #[serde(default)]
        with: Vec<String> = docs;
        /// Those of them whose values are in fields of other names.
        #[serde(default)]
        renamed: Vec<Renamed> = docs;
        /// A description in our own words.
        about: Option<String> = docs, sentence;
    }

    /// A parameter whose value is in a field of another name.
    #[derive(PartialEq, Eq)]
    pub struct Renamed {
        /// The parameter.
        name: String = docs, unique("the field of");
        /// The field that has its value.
        from: String = docs;
    }
}

impl Pending {
    /// The field that tells it, and the value by which it does.
    #[must_use]
    pub fn told_by(&self) -> Option<(&str, &str)> {
        self.field.as_deref().zip(self.equals.as_deref())
    }

    /// The field that has the value of a parameter.
    #[must_use]
    pub fn field_of<'a>(&'a self, parameter: &'a str) -> &'a str {
        let renamed = self.renamed.iter().find(|it| it.name == parameter);
        renamed.map_or(parameter, |it| &it.from)
    }
}

words! {
    /// The body of a successful answer.
    #[derive(Default)]
    pub enum ResponseBody {
        /// A JSON object.
        #[default]
        Object = "object",
        /// A JSON array: the field that describes it has no name on the wire.
        List = "list",
        /// None.
        Empty = "empty",
        /// Names with values as in a form: `result=00&name=%EA%B0%80`.
        Form = "form",
        /// A name with its value in each line, as it is: `result=00`.
        Lines = "lines",
        /// A text: the field that describes it has no name on the wire.
        Text = "text",
        /// A file.
        Bytes = "bytes",
    }
}

impl ResponseBody {
    /// Whether it is names with values.
    #[must_use]
    pub fn is_pairs(self) -> bool {
        matches!(self, Self::Form | Self::Lines)
    }

    /// Whether nothing but JSON can be in it.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Self::Object | Self::List | Self::Empty)
    }
}

words! {
    /// The charset of an answer.
    #[derive(Default)]
    pub enum Charset {
        /// UTF-8.
        #[default]
        Utf8 = "utf-8",
        /// EUC-KR as browsers read it, which has the syllables of the code page 949 too.
        EucKr = "euc-kr",
    }
}

impl Operation {
    /// The headings of its parts, from the top of the page on.
    pub(crate) fn sections(&self) -> [Option<&String>; 4] {
        [
            self.request.section.as_ref(),
            self.response.as_ref().and_then(|it| it.section.as_ref()),
            self.response_codes.section.as_ref(),
            self.test_cases.as_ref().and_then(|it| it.section.as_ref()),
        ]
    }
}
