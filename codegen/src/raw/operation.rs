use serde::Deserialize;

use super::{Bound, Need, Redact, Resolution};

/// `operations/<id>.yaml`: one documented API.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// The file's name without its ending; the client's name for the operation.
    pub id: String,
    /// The page that documents it.
    pub page: Page,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with `{name}` for each path parameter.
    pub path: String,
    /// The heading under which method and path stand.
    pub section: Option<String>,
    /// Whether sending it twice does no more than sending it once.
    pub repeat: Repeat,
    /// What it does, in our own words.
    pub about: Option<String>,
    /// What the page says of it, as it is printed.
    pub wording: Option<String>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
    /// What is sent.
    pub request: Request,
    /// What comes back; absent when the page does not say.
    pub response: Option<Response>,
    /// The results that the page lists.
    pub response_codes: ResponseCodes,
    /// The cases that the vendor's test system plays.
    pub test_cases: Option<TestCases>,
    /// Contradictions about the facts of this file.
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
}

/// The page that documents an operation.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its title; the vendor's name for the operation.
    pub title: String,
    /// The page's own version, which is not the path's.
    pub version: Option<String>,
    /// Every version that the page offers, where it is more than that one.
    #[serde(default)]
    pub versions: Vec<String>,
    /// The mode printed beside the title.
    pub mode: Option<Mode>,
}

/// The mode printed on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The answer is the result.
    Sync,
    /// The result follows later.
    Async,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

/// Whether an operation may be sent again without a second effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Repeat {
    /// A source says that it may.
    Safe,
    /// A source says that it may not.
    Unsafe,
    /// No source says; the client does not repeat it.
    Unknown,
}

/// What is sent.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The heading under which the parameters stand.
    pub section: Option<String>,
    /// The id of the header set.
    pub headers: Option<String>,
    /// Whether the page marks the body as encrypted.
    #[serde(default)]
    pub encrypted: bool,
    /// In the page's order.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Fields that the page lists without a name.
    #[serde(default)]
    pub unnamed: Vec<Unnamed>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// What comes back.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// The heading under which it stands.
    pub section: Option<String>,
    /// The id of the header set.
    pub headers: Option<String>,
    /// Whether the page marks the body as encrypted.
    #[serde(default)]
    pub encrypted: bool,
    /// In the page's order; empty when the page lists none.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Fields that the page lists without a name.
    #[serde(default)]
    pub unnamed: Vec<Unnamed>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// One parameter, or one field of an object.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// The name of its Rust type, where the wire's name gives a poor or a shared one. The field is
    /// called after it too, where the wire's name gives none at all.
    pub type_name: Option<String>,
    /// The type that the page prints.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Where it travels.
    #[serde(default, rename = "in")]
    pub place: Place,
    /// Whether it has to be sent.
    pub need: Need,
    /// What the need depends on, in a sentence.
    pub condition: Option<String>,
    /// The exact length in characters.
    pub length: Option<u32>,
    /// The least length in characters.
    pub min_length: Option<u32>,
    /// The greatest length in characters.
    pub max_length: Option<u32>,
    /// The least value of a number.
    pub min_value: Option<Bound>,
    /// The greatest value of a number.
    pub max_value: Option<Bound>,
    /// The greatest number of digits of a number.
    pub max_digits: Option<u32>,
    /// How many decimals a number may have; it is a whole number when absent.
    pub decimals: Option<u32>,
    /// A constraint that the page prints and that sets no limit, or one that cannot be told.
    pub constraint: Option<String>,
    /// What the vendor takes when nothing is sent. The client does not send it.
    pub default: Option<String>,
    /// The form of the value, as the page says.
    pub form: Option<String>,
    /// The code table that lists the values.
    pub codes: Option<String>,
    /// How a boolean is written; JSON's own way when absent.
    pub wire: Option<Wire>,
    /// The row that the page prints for the items of an array, and that is not on the wire.
    pub item: Option<Item>,
    /// The fields of an object, or of each object in an array.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Fields of the object that the page lists without a name.
    #[serde(default)]
    pub unnamed: Vec<Unnamed>,
    /// How it shows itself in debug output; hidden when absent.
    pub redact: Option<Redact>,
    /// An invented value that keeps every rule, for examples.
    pub example: Option<String>,
    /// What it is, in our own words.
    pub about: Option<String>,
    /// What the page says of it, as it is printed.
    pub wording: Option<String>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// What a page prints for the items of an array, as if they were a field.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The name in that row.
    pub name: String,
    /// The need in that row.
    pub need: Need,
    /// A constraint in that row that sets no limit, or one that cannot be told.
    pub constraint: Option<String>,
    /// What the row says, as it is printed.
    pub wording: Option<String>,
}

/// A field whose name is missing on the page: the client cannot send or read it.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unnamed {
    /// The field that it stands behind; absent for the first one.
    pub after: Option<String>,
    /// The type that the page prints.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether it has to be sent.
    pub need: Need,
    /// The exact length in characters.
    pub length: Option<u32>,
    /// The least length in characters.
    pub min_length: Option<u32>,
    /// The greatest length in characters.
    pub max_length: Option<u32>,
    /// The least value of a number.
    pub min_value: Option<i128>,
    /// The greatest value of a number.
    pub max_value: Option<i128>,
    /// The greatest number of digits of a number.
    pub max_digits: Option<u32>,
    /// A constraint that the page prints and that sets no limit, or one that cannot be told.
    pub constraint: Option<String>,
    /// What the page says of it, as it is printed.
    pub wording: Option<String>,
    /// What is to be asked.
    pub confirm: String,
}

/// The type that a page prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Text.
    String,
    /// A whole number of any size, or one with `decimals`.
    Number,
    /// Yes or no, see [`Wire`].
    Boolean,
    /// An object with `fields`.
    Object,
    /// An array whose items are objects with `fields`.
    ArrayOfObjects,
    /// An array whose items are texts; the constraints are those of an item.
    ArrayOfStrings,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In the JSON body.
    #[default]
    Body,
    /// In the path, in the place of `{name}`.
    Path,
    /// Behind the question mark.
    Query,
}

/// How a boolean is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Wire {
    /// `true` and `false`.
    #[default]
    #[serde(rename = "true/false")]
    Json,
    /// `"Y"` and `"N"`.
    #[serde(rename = "Y/N")]
    YesNo,
    /// `"1"` and `"0"`.
    #[serde(rename = "1/0")]
    OneZero,
}

/// The results that a page lists.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResponseCodes {
    /// The heading under which they stand.
    pub section: Option<String>,
    /// What the page says above the rows, as it is printed.
    pub wording: Option<String>,
    /// Whether the page hides further rows.
    #[serde(default)]
    pub rows_hidden: bool,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
    /// In the page's order.
    pub codes: Vec<ResponseCode>,
}

/// One result. Its code is quoted, so that YAML does not read it as a number.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResponseCode {
    /// The code on the wire.
    pub code: String,
    /// The HTTP status.
    pub http: u16,
    /// The message, exactly as the vendor writes it.
    pub message: String,
    /// The description in the vendor's language, exactly as it writes it.
    pub description: Option<String>,
    /// The name of the Rust variant, where the message gives a poor one.
    pub variant: Option<String>,
    /// What the caller can do about it.
    pub remedy: Remedy,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// What a caller can do about a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Nothing is wrong.
    None,
    /// Send other values: the program's mistake.
    FixRequest,
    /// Ask the person whose data it is.
    AskUser,
    /// Try again later.
    RetryLater,
    /// Find out what became of it before anything else.
    CheckOutcome,
    /// Only the vendor can help.
    ContactVendor,
    /// No source says.
    Unknown,
}

/// The cases that the vendor's test system plays.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestCases {
    /// The heading under which they stand.
    pub section: Option<String>,
    /// In the page's order.
    pub cases: Vec<TestCase>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
}

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TestCase {
    /// The HTTP status.
    pub http: u16,
    /// The vendor's name for the case.
    pub text: String,
    /// The code it answers with; absent when the page lets one only guess.
    pub code: Option<String>,
}
