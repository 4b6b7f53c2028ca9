//! A vendor as data: what the fake vendor and the command line are made of. The requests that
//! a program makes need nothing of it.

pub use super::words::Location;
use super::{
    CheckedList, CodeTable, Date, DecimalNumber, DecimalRule, Documented, ErrorCode,
    Flag, Fractional, Header, Json, ListRule, Listed, Named, Need, Number, NumberRule,
    Numeric, Operation, Protocol, Redact, Rule, Source, Spec, Style, Text, TextRule,
    code,
};

/// The vendor's whole API.
#[derive(Clone, Copy, Debug)]
pub struct Vendor {
    /// What the crate is called.
    pub id: &'static str,
    /// How it is talked to.
    pub protocol: &'static Protocol,
    /// The environments whose base URL is documented, each with that.
    pub environments: &'static [(&'static str, &'static str)],
    /// The headers that the configuration fills.
    pub settings: &'static [Setting],
    /// Every operation.
    pub operations: &'static [Description],
    /// Every code table that a field or a header takes its codes from.
    pub tables: &'static [Table],
}

/// A header that the configuration fills.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// What it is called beside the others, in small letters: `access-key`.
    pub name: &'static str,
    /// The header.
    pub header: &'static str,
    /// The codes that it takes, if it takes codes.
    pub codes: Option<fn() -> Vec<Named>>,
    /// What a code of it adds to UTC, in minutes, if its codes are time zones.
    pub offset: Option<fn(&str) -> Option<i32>>,
}

/// A code table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of its type.
    pub type_name: &'static str,
    /// What the specification calls it, and the form of its codes.
    pub rule: Rule,
    /// Every documented code.
    pub codes: fn() -> Vec<Named>,
}

/// An operation as data.
#[derive(Clone, Copy, Debug)]
pub struct Description {
    /// What the network part knows of it.
    pub spec: Spec,
    /// What it does.
    pub about: &'static str,
    /// What is sent.
    pub parameters: &'static [Parameter],
    /// Who says so.
    pub source: Source,
    /// What comes back beside the result.
    pub answer: &'static [Answered],
    /// Every documented result.
    pub results: fn() -> Vec<Documented>,
    /// The cases that the vendor's test system plays, in the page's order.
    pub cases: &'static [Case],
}

/// A parameter of a request, or a field of an object in it.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// The name on a command line: `bank-account`.
    pub flag: &'static str,
    /// Where it is sent.
    pub place: Location,
    /// Whether it has to be sent.
    pub need: Need,
    /// When it has to be sent, if that depends.
    pub condition: Option<&'static str>,
    /// What it may be.
    pub kind: Kind,
    /// How much of it may be shown. Of an object its fields say so too.
    pub redact: Redact,
    /// An invented value that keeps every rule.
    pub example: Option<&'static str>,
    /// What it is.
    pub about: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text(Rule),
    /// A text that is a day of the calendar.
    Date(Rule),
    /// A whole number.
    Number(NumberRule),
    /// A decimal number.
    Decimal(DecimalRule),
    /// Yes or no, as these texts, or as JSON's own `true` and `false`.
    Flag(Option<(&'static str, &'static str)>),
    /// A code of a table, of which these are documented.
    Code(Rule, fn() -> Vec<Named>),
    /// An object with these fields, and who says so.
    Object(Source, &'static [Parameter]),
    /// A list, and what its items may be.
    List(ListRule, &'static Self),
}

/// A type of values that can be described.
pub trait Described {
    /// What a value may be.
    const KIND: Kind;
}

impl<R: TextRule> Described for Text<R> {
    const KIND: Kind = Kind::Text(R::RULE);
}

impl<R: TextRule> Described for Date<R> {
    const KIND: Kind = Kind::Date(R::RULE);
}

impl<R: Numeric> Described for Number<R> {
    const KIND: Kind = Kind::Number(R::RULE);
}

impl<R: Fractional> Described for DecimalNumber<R> {
    const KIND: Kind = Kind::Decimal(R::RULE);
}

impl<S: Style> Described for Flag<S> {
    const KIND: Kind = Kind::Flag(S::WORDS);
}

impl<T: CodeTable<Row = Named>> Described for T {
    const KIND: Kind = Kind::Code(T::RULE, rows::<T>);
}

impl<R: Listed, T: Described> Described for CheckedList<R, T> {
    const KIND: Kind = Kind::List(R::RULE, &T::KIND);
}

/// A field of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// The name on the wire.
    pub name: &'static str,
    /// How much of it may be shown. Of an object its fields say so too.
    pub redact: Redact,
    /// How it is read.
    pub sample: Sample,
}

/// How a field of an answer is read, which is all that is known of it.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// As a text.
    Text,
    /// As a whole number.
    Number,
    /// As yes or no.
    Flag,
    /// As one of these codes.
    Code(fn() -> Vec<Named>),
    /// As an object.
    Object(&'static [Answered]),
    /// As a list.
    List(&'static Self),
}

/// A type of answers that can be described.
pub trait Sampled {
    /// Its fields.
    const FIELDS: &'static [Answered];
}

/// An answer of which nothing is known.
impl Sampled for Json {
    const FIELDS: &'static [Answered] = &[];
}

/// A case that the vendor's test system plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The status of HTTP.
    pub http: u16,
    /// What the vendor calls it.
    pub text: &'static str,
    /// The code that it answers with, where that is known.
    pub code: Option<&'static str>,
}

/// An operation that can be described.
pub trait Playable: Operation<Response: Sampled> + Described {
    /// What it does.
    const ABOUT: &'static str;
    /// The cases that the vendor's test system plays.
    const CASES: &'static [Case];
}

impl Description {
    /// The description of `O`.
    #[must_use]
    pub const fn of<O: Playable>() -> Self {
        let (source, parameters) = match O::KIND {
            Kind::Object(source, parameters) => (source, parameters),
            _ => (O::SPEC.source, [].as_slice()),
        };
        Self {
            spec: O::SPEC,
            about: O::ABOUT,
            parameters,
            source,
            answer: O::Response::FIELDS,
            results: results::<O::Code>,
            cases: O::CASES,
        }
    }

    /// What the documentation says about a code.
    #[must_use]
    pub fn result(&self, code: &str) -> Option<Documented> {
        (self.results)().into_iter().find(|row| row.code == code)
    }
}

impl Table {
    /// The table that `T` is.
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
    /// The operation that the specification calls `id`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Description> {
        self.operations.iter().find(|operation| operation.spec.id == id)
    }

    /// A header of requests.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&'static Header> {
        let operations = self.operations.iter();
        let of_operations =
            operations.flat_map(|operation| operation.spec.request_headers);
        let mut headers = self.protocol.headers.iter().chain(of_operations);
        headers.find(|header| header.name == name)
    }
}

/// The documented codes of a table.
pub fn rows<T: CodeTable<Row = Named>>() -> Vec<Named> {
    T::ROWS.iter().map(|(_, row)| *row).collect()
}

/// The documented results of an operation.
fn results<T: ErrorCode>() -> Vec<Documented> {
    T::ROWS.iter().map(|(_, row)| *row).collect()
}

/// What a time zone adds to UTC, if `code` is one of which that is known.
pub fn offset<T: CodeTable>(code: &str, of: fn(&T) -> Option<i32>) -> Option<i32> {
    code::parse::<T>(code).ok().as_ref().and_then(of)
}
