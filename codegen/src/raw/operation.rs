//! The keys of `operations/<id>.yaml`.

use super::effect::{
    ANSWERED_OTHERWISE, NAMELESS, OTHER_DEFAULT, OTHER_FLAG, OTHER_HOST, OTHER_KEY,
    OTHER_LIST, OTHER_MINT, OTHER_NAME, OTHER_OPERATION, OTHER_PLACE, OTHER_SUBJECT,
};

use super::field_type::{CODED, FieldType, LISTS, NUMBERS, OBJECTS, TEXTS, VALUES};
use super::{
    Bound, Cite, Code, Encrypted, FieldOrigin, OwnEnvelope, Resolution, Signing,
    Standing, Wire,
};
use super::{ResponseCodes, TestCases};
use crate::words::{
    Known, ListStyle, Location, Method, Need, Redact, Repeat, RequestBody,
};

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
        /// What the body of a success is: `list` where it is an array, which the only field
        /// describes and names; `empty` where there is none.
        #[serde(default)]
        body: ResponseBody = effect(ANSWERED_OTHERWISE), people, implied("object");
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
    }
}

limited! {
    /// One parameter, or one field of an object.
    #[derive(Default)]
    pub struct Field {
        /// Its name on the wire.
        name: String = by_use, resolvable, unique("the field");
        /// The name of its Rust type, where the wire name gives a poor or a shared one. The field
        /// is named after it too, where the wire name gives none at all.
        type_name: Option<String> = effect(OTHER_NAME), people;
        /// The type that the page prints.
        kind as "type": FieldType = by_use, applied, page;
        /// Where it is sent: in the body, the path or the query.
        #[serde(default)]
        place as "in": Location = effect(OTHER_PLACE), resolvable, people, implied("body");
        /// Whether it has to be sent.
        need: Need = by_use, applied, page;
        /// The condition of the need, in a sentence.
        condition: Option<String> = docs, sentence, applied;
    } limits {
        /// A constraint that the page prints and that sets no limit, or an unknown one.
        constraint: Option<String> = docs, data, page;
        /// The origin of the value.
        #[serde(default)]
        from: FieldOrigin = effect(OTHER_MINT), people, implied("caller"), of(
            &[FieldType::String],
            "remove the line: what is made for a call is a text"
        );
        /// Whether it is the idempotency key: a value by which the vendor knows a repeated request.
        /// The caller gives it, or the client makes one for the request, which repeats keep.
        #[serde(default)]
        idempotency: bool = effect(OTHER_KEY), people, implied("false"),
            of(&[FieldType::String], "remove the line: the key is a text");
        /// The value that the vendor assumes when none is sent. The client does not send it.
        default: Option<String> = effect(OTHER_DEFAULT), data, applied, prose;
        /// The form of the value, as the page says.
        form: Option<String> = by_use, applied, prose,
            of(TEXTS, "make the field a string if the page shows its values as text");
        /// The code table that lists the values.
        codes: Option<String> = by_use, resolvable,
            of(TEXTS, "make the field a string: codes are texts"), table;
        /// How an array is written in a query or a form: `repeated` is `a=1&a=2`, `brackets` is
        /// `a[]=1&a[]=2`, `comma` is `a=1,2`, and `json` is `a=["1","2"]`.
        #[serde(default)]
        list_style: ListStyle = effect(OTHER_LIST), people, implied("repeated"), of(
            &[FieldType::ArrayOfStrings, FieldType::ArrayOfNumbers],
            "remove the line: a single value has no style"
        );
        /// The values, where the page lists them beside the field: each a code and its name, as in a
        /// code table. Those of a number are whole numbers, and in quotes too. A required field that
        /// has one value is sent by the client itself, and nobody is asked for it.
        #[serde(default)]
        values: Vec<Code> = by_use, people,
            of(CODED, "make the field a string or a number: its values are texts or whole numbers");
        /// How a boolean is written; JSON's own way when absent.
        wire: Option<Wire> = effect(OTHER_FLAG), resolvable, implied("true/false"),
            of(&[FieldType::Boolean], "make the field a boolean, or remove the line");
        /// How much of it debug output shows; hidden when absent.
        redact: Option<Redact> = by_use, people;
        /// An invented value that satisfies every rule, for examples.
        example: Option<String> = docs, data, people,
            of(VALUES, "give the examples to the fields in it");
        /// A description in our own words.
        about: Option<String> = docs, sentence, people;
        /// The page's description, as it is printed.
        wording: Option<String> = docs, lines;
        /// A point to confirm: what the page leaves open, and how it was read.
        confirm: Option<String> = docs, sentence;
        /// The row that the page prints for the items of an array, and that is not on the wire.
        item: Option<Item> = remark(NO_FIELD);
        /// The source of the field, where it is not the page that documents the operation.
        cite: Option<Cite> = docs, people;
        /// How much of the fields of an object, or of each object in an array, is known; of any other
        /// field, how much of what the page says of it: `none` where not even its need is known.
        #[serde(default)]
        known: Known = by_use, implied("whole");
        /// The fields of an object, or of each object in an array.
        #[serde(default)]
        fields: Vec<Field> = by_use, of(
            OBJECTS,
            "make the field an object or an array-of-objects, or remove its fields"
        );
        /// Fields of the object that the page lists without a name.
        #[serde(default)]
        unnamed: Vec<Unnamed> = by_use, of(
            OBJECTS,
            "list them beside the field, in the object that has it"
        );
    }
}

facts! {
    /// The row that a page prints for the items of an array, as if they were a field.
    pub struct Item {
        /// The name in that row.
        name: String = remark(NO_FIELD);
        /// The need in that row.
        need: Need = remark(NO_FIELD), page;
        /// A constraint in that row that sets no limit, or an unknown one.
        constraint: Option<String> = remark(NO_FIELD), data, page;
        /// The text of the row, as it is printed.
        wording: Option<String> = remark(NO_FIELD), lines;
    }
}

/// The reason why the row for the items of an array has no effect on a client.
const NO_FIELD: &str =
    "the row is of the page's layout: what an item is on the wire, its fields say";

limited! {
    /// The limits of a value.
    pub struct Limits;
}

limited! {
    /// A field whose name is missing on the page: the client cannot send or read it.
    #[derive(Default)]
    pub struct Unnamed {
        /// The field before it; absent for the first one.
        after: Option<String> = effect(NAMELESS);
        /// The type that the page prints.
        kind as "type": FieldType = effect(NAMELESS), page;
        /// Whether it has to be sent.
        need: Need = effect(NAMELESS), page;
    } limits {
        /// A constraint that the page prints and that sets no limit, or an unknown one.
        constraint: Option<String> = effect(NAMELESS), data, page;
        /// The page's description, as it is printed.
        wording: Option<String> = effect(NAMELESS), lines;
        /// The question to the vendor; absent where it is decided.
        confirm: Option<String> = effect(NAMELESS), sentence;
    }
}

impl Field {
    /// Whether it carries the signature.
    #[must_use]
    pub fn carries(&self, signing: &Signing) -> bool {
        let name = match self.place {
            Location::Body => &signing.field,
            Location::Query => &signing.query,
            Location::Path | Location::Header => &None,
        };
        name.as_ref() == Some(&self.name)
    }

    /// Whether its values are codes, of a table or of its own.
    #[must_use]
    pub fn is_coded(&self) -> bool {
        self.codes.is_some() || !self.values.is_empty()
    }

    /// Whether callers have to give it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.need == Need::Required
            && self.constant().is_none()
            && !self.idempotency
            && self.from == FieldOrigin::Caller
    }

    /// Its value, if it has one alone and always has to be sent.
    #[must_use]
    pub fn constant(&self) -> Option<&Code> {
        match self.values.as_slice() {
            [value] if self.need == Need::Required && !self.kind.is_list() => {
                Some(value)
            }
            _ => None,
        }
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
