//! The vendor's API as data, for the mock server and the command line. The client's own requests
//! do not use it.

mod answer;

pub use super::words::{Known, Location};
use super::{
    CallbackBody, CallbackSpec, CheckedList, CheckedMap, CodeTable, Date, DecimalNumber,
    DecimalRule, Documented, Encryption, ErrorCode, Flag, Fractional, Header, ListRule,
    ListStyle, Listed, Method, Named, Need, Nullable, Number, NumberRule, Numeric,
    Operation, Protocol, Redact, Remedy, Repeat, RequestBody, ResultBeside, Rule,
    ShapeSign, Source, Spec, Style, Text, TextRule, Upload, UploadRule, Uploaded, code,
    endpoint::UNTYPED,
};
pub use answer::{DescribedResponse, DescribedShapes, ResponseField, ResponseKind};

/// Description of the vendor's API.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    /// The name of the crate.
    pub id: &'static str,
    /// The protocol that all operations share.
    pub protocol: &'static Protocol,
    /// The environments with a documented base URL, as pairs of name and URL.
    pub environments: &'static [(&'static str, &'static str)],
    /// The names of the environments that are there for tests.
    pub for_tests: &'static [&'static str],
    /// The base URLs of other hosts: environment, host and URL.
    pub hosts: &'static [(&'static str, &'static str, &'static str)],
    /// The headers and fields that are set by configuration.
    pub settings: &'static [Setting],
    /// Every operation, those of a subject one after the other.
    pub operations: &'static [Description],
    /// Every callback.
    pub callbacks: &'static [CallbackDescription],
    /// Every code table that a field or a header uses.
    pub tables: &'static [Table],
    /// The vendor's API as an OpenAPI document.
    #[cfg(feature = "gateway")]
    pub openapi: &'static str,
}

/// Description of a callback.
#[derive(Clone, Copy, Debug)]
pub struct CallbackDescription {
    /// The callback's method, recipe and answer.
    pub spec: CallbackSpec,
    /// The vendor's name for it.
    pub title: &'static str,
    /// The fields.
    pub fields: &'static [ResponseField],
}

impl CallbackDescription {
    /// Returns the description of `C`.
    #[must_use]
    pub const fn of<C: CallbackBody + DescribedResponse>(title: &'static str) -> Self {
        Self {
            spec: C::SPEC,
            title,
            fields: C::FIELDS,
        }
    }
}

/// A header, or a field of requests, that is set by configuration.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The name of the setting: `access-key`.
    pub name: &'static str,
    /// The name of the header or the field.
    pub header: &'static str,
    /// The documented codes, if its values are codes.
    pub codes: Option<fn() -> Vec<Named>>,
    /// The UTC offset of a code in minutes, if its codes are time zones.
    pub offset: Option<fn(&str) -> Option<i32>>,
}

/// A code table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of its type.
    pub type_name: &'static str,
    /// The table's name in the specification, and the form of its codes.
    pub rule: Rule,
    /// Every documented code.
    pub codes: fn() -> Vec<Named>,
}

/// A group of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The id in the specification, which names the module of the operations.
    pub id: &'static str,
    /// The title.
    pub title: &'static str,
}

/// Description of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// The operation's method, path and headers.
    pub spec: Spec,
    /// The subject that it belongs to.
    pub subject: Subject,
    /// The purpose of the operation.
    pub about: &'static str,
    /// How much of the parameters is known.
    pub known: Known,
    /// The parameters of the request.
    pub parameters: &'static [Parameter],
    /// The source in the documentation.
    pub source: Source,
    /// The fields of the answer, without the result.
    pub answer: &'static [ResponseField],
    /// Every documented result.
    pub results: fn() -> Vec<Documented>,
    /// Every documented second code, with its remedy.
    pub second_codes: fn() -> Vec<(Named, Remedy)>,
    /// The documented test cases of the vendor's sandbox, in the page's order.
    pub cases: &'static [Case],
}

/// A parameter of a request, or a field of an object in it.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The name on a command line: `bank-account`.
    pub flag: &'static str,
    /// The part of the request that holds it.
    pub place: Location,
    /// Whether it is required.
    pub need: Need,
    /// Whether the client makes the value if the caller gives none.
    pub made: Option<Made>,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// The condition under which it is required, if there is one.
    pub condition: Option<&'static str>,
    /// The kind of its value.
    pub kind: ValueKind,
    /// How it is written in a query or a form, if it is an object.
    pub style: ListStyle,
    /// How much of it may be shown. The fields of an object have their own setting.
    pub redact: Redact,
    /// An invented example that is valid.
    pub example: Option<&'static str>,
    /// Its source, if it is not that of the request.
    pub cite: Option<Source>,
    /// A description of the parameter.
    pub about: &'static str,
}

/// What the client makes a value for, if the caller gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// For a request, whose repeats keep it: the idempotency key.
    Request,
    /// For each call.
    Call,
    /// For all calls: it is set by configuration, and no caller gives it.
    Configuration,
}

/// The kind of a value.
#[derive(Clone, Copy, Debug)]
pub enum ValueKind {
    /// A text.
    Text(Rule),
    /// A text that is a date.
    Date(Rule),
    /// A whole number.
    Number(NumberRule),
    /// A decimal number.
    Decimal(DecimalRule),
    /// A boolean, written as these texts for true and false, or as JSON's own `true` and `false`.
    Flag(Option<(&'static str, &'static str)>),
    /// A code of a table, with its documented codes.
    Code(Rule, fn() -> Vec<Named>),
    /// The same, of a table whose codes are numbers.
    NumberCode(Rule, fn() -> Vec<Named>),
    /// What the client sends by itself, as JSON.
    Constant(&'static str),
    /// An object: how much of its fields is known, their source, and the fields.
    Object(Known, Source, &'static [Parameter]),
    /// An object of one of several shapes, each with its sign and its kind.
    OneOf(&'static [(ShapeSign, Self)]),
    /// A list with its rule and the kind of its items.
    List(ListRule, &'static Self),
    /// A map with the rule of its entries and the kind of their values.
    Map(ListRule, &'static Self),
    /// A file with its rule.
    File(UploadRule),
}

/// A value type with a description.
pub trait Described {
    /// The kind of a value.
    const KIND: ValueKind;
}

impl<R: TextRule> Described for Text<R> {
    const KIND: ValueKind = ValueKind::Text(R::RULE);
}

impl<R: TextRule> Described for Date<R> {
    const KIND: ValueKind = ValueKind::Date(R::RULE);
}

impl<R: Numeric> Described for Number<R> {
    const KIND: ValueKind = ValueKind::Number(R::RULE);
}

impl<R: Fractional> Described for DecimalNumber<R> {
    const KIND: ValueKind = ValueKind::Decimal(R::RULE);
}

impl<S: Style> Described for Flag<S> {
    const KIND: ValueKind = ValueKind::Flag(S::WORDS);
}

impl<T: CodeTable<Row = Named>> Described for T {
    const KIND: ValueKind = if T::NUMBERS {
        ValueKind::NumberCode(T::RULE, rows::<T>)
    } else {
        ValueKind::Code(T::RULE, rows::<T>)
    };
}

impl<T: Described> Described for Nullable<T> {
    const KIND: ValueKind = T::KIND;
}

impl<R: Listed, T: Described> Described for CheckedList<R, T> {
    const KIND: ValueKind = ValueKind::List(R::RULE, &T::KIND);
}

impl<R: Uploaded> Described for Upload<R> {
    const KIND: ValueKind = ValueKind::File(R::RULE);
}

impl<R: Listed, T: Described> Described for CheckedMap<R, T> {
    const KIND: ValueKind = ValueKind::Map(R::RULE, &T::KIND);
}

/// A documented test case of the vendor's sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The HTTP status.
    pub http: u16,
    /// The name of the case on the page.
    pub text: &'static str,
    /// The result code, if it is known.
    pub code: Option<&'static str>,
}

/// An operation with a description.
pub trait DescribedOperation:
    Operation<Response: DescribedResponse> + Described
{
    /// The purpose of the operation.
    const ABOUT: &'static str;
    /// The documented test cases of the vendor's sandbox.
    const CASES: &'static [Case];
}

impl Description {
    /// Returns the description of `O`, which belongs to `subject`.
    #[must_use]
    pub const fn of<O: DescribedOperation>(subject: Subject) -> Self {
        let (known, source, parameters) = match O::KIND {
            ValueKind::Object(known, source, parameters) => (known, source, parameters),
            _ => (Known::None, O::SPEC.source, [].as_slice()),
        };
        Self {
            spec: O::SPEC,
            subject,
            about: O::ABOUT,
            known,
            parameters,
            source,
            answer: O::Response::FIELDS,
            results: results::<O::Code>,
            second_codes: <<O::Code as ErrorCode>::Second as ResultBeside>::documented,
            cases: O::CASES,
        }
    }

    /// Returns what is documented of a request of no documented operation, with this body: the
    /// headers, the signature and the answers of all, and no field.
    #[must_use]
    pub const fn untyped(protocol: &Protocol, body: RequestBody) -> Self {
        let spec = Spec {
            id: UNTYPED,
            title: UNTYPED,
            method: Method::Post,
            path: "/..",
            host: None,
            body,
            request_headers: protocol.headers,
            response_headers: protocol.response_headers,
            request_encrypted: match body {
                RequestBody::Json => None,
                _ => Some(Encryption::No),
            },
            response_encrypted: Some(Encryption::No),
            repeat: Repeat::Unknown,
            answer: protocol.answer,
            pending: None,
            source: protocol.source,
        };
        Self {
            spec,
            subject: Subject {
                id: UNTYPED,
                title: UNTYPED,
            },
            about: "",
            known: Known::None,
            parameters: &[],
            source: protocol.source,
            answer: &[],
            results: Vec::new,
            second_codes: Vec::new,
            cases: &[],
        }
    }

    /// Returns the name and the remedy of a second code.
    #[must_use]
    pub fn second_code(&self, code: &str) -> Option<(Named, Remedy)> {
        (self.second_codes)().into_iter().find(|(row, _)| row.0 == code)
    }

    /// Returns the documentation of a result code.
    #[must_use]
    pub fn result(&self, code: &str) -> Option<Documented> {
        (self.results)().into_iter().find(|row| row.code == code)
    }
}

impl Table {
    /// Returns the description of the table `T`.
    #[must_use]
    pub const fn of<T: CodeTable<Row = Named>>(type_name: &'static str) -> Self {
        Self {
            type_name,
            rule: T::RULE,
            codes: rows::<T>,
        }
    }
}

impl Vendor {
    /// Returns the operation with this id in the specification.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Description> {
        self.operations.iter().find(|operation| operation.spec.id == id)
    }

    /// Returns the callback with this id in the specification.
    #[must_use]
    pub fn callback(&self, id: &str) -> Option<&'static CallbackDescription> {
        self.callbacks.iter().find(|callback| callback.spec.id == id)
    }

    /// Returns a request header, or a configured field, by name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'static Header> {
        let operations = self.operations.iter();
        let of_operations =
            operations.flat_map(|operation| operation.spec.request_headers);
        let fields = self.protocol.authentication.fields;
        let headers = self.protocol.headers.iter().chain(of_operations);
        let mut headers = headers.chain(fields);
        headers.find(|header| header.name == name)
    }
}

/// Returns the documented codes of a table.
pub fn rows<T: CodeTable<Row = Named>>() -> Vec<Named> {
    T::ROWS.iter().map(|(_, row)| *row).collect()
}

/// The documented results of an operation.
fn results<T: ErrorCode>() -> Vec<Documented> {
    T::ROWS.iter().map(|(_, row)| *row).collect()
}

/// Returns the UTC offset of a time zone's code in minutes, if it is known.
pub fn offset<T: CodeTable>(code: &str, of: fn(&T) -> Option<i32>) -> Option<i32> {
    code::parse::<T>(code).ok().as_ref().and_then(of)
}
