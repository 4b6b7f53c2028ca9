//! Violations of rules. They never contain the value itself.

use super::limits::Side;
use super::{Cited, Decimal, Length, Shape, Source};
use std::{borrow::Cow, error::Error, fmt};

/// The kind of a violation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// It is required and missing.
    Missing,
    /// It is shorter than allowed.
    TooShort {
        /// The minimum.
        min: u32,
        /// The actual number.
        actual: u32,
        /// The charset whose bytes are counted, or `None` for characters.
        charset: Option<&'static str>,
    },
    /// It is longer than allowed.
    TooLong {
        /// The maximum.
        max: u32,
        /// The actual number.
        actual: u32,
        /// The charset whose bytes are counted, or `None` for characters.
        charset: Option<&'static str>,
    },
    /// It does not have the exact length.
    WrongLength {
        /// The required length.
        exact: u32,
        /// The actual number.
        actual: u32,
        /// The charset whose bytes are counted, or `None` for characters.
        charset: Option<&'static str>,
    },
    /// It has a character that the charset of its length cannot encode.
    NotInCharset {
        /// The charset.
        charset: &'static str,
    },
    /// It does not have the required form.
    WrongShape {
        /// The required form.
        shape: Shape,
    },
    /// It has the form of a date, but there is no such date.
    NoSuchDate,
    /// It is smaller than allowed.
    BelowMinimum {
        /// The minimum.
        min: i128,
    },
    /// It is larger than allowed.
    AboveMaximum {
        /// The maximum.
        max: i128,
    },
    /// It has too few or too many decimal digits.
    DigitCount {
        /// The allowed number of digits.
        allowed: Length,
        /// The actual number of digits.
        actual: u32,
    },
    /// It is a decimal number smaller than allowed.
    LessThan {
        /// The minimum.
        min: Decimal,
    },
    /// It is a decimal number larger than allowed.
    MoreThan {
        /// The maximum.
        max: Decimal,
    },
    /// It has more decimals than allowed.
    TooManyDecimals {
        /// The maximum.
        max: u32,
        /// The actual number, without trailing zeros.
        actual: u32,
    },
    /// It is not a multiple of a number.
    NotAMultiple {
        /// The number.
        of: Decimal,
    },
    /// It is a list with fewer items than allowed.
    TooFewItems {
        /// The minimum.
        min: u32,
        /// The actual number.
        actual: u32,
    },
    /// It is a list with more items than allowed.
    TooManyItems {
        /// The maximum.
        max: u32,
        /// The actual number.
        actual: u32,
    },
    /// It is not a decimal number of at most 38 digits.
    NotADecimal,
    /// It is not a whole number that fits in 128 bits.
    NotANumber,
    /// It is JSON, but not a text.
    NotAText,
    /// It is JSON, but not an object.
    NotAnObject,
    /// It is JSON, but not a list.
    NotAList,
    /// It has a comma, by which the items of its list are separated.
    CommaInItem,
    /// It is not one of the two texts of a boolean.
    NotAFlag {
        /// The text for true.
        yes: &'static str,
        /// The text for false.
        no: &'static str,
    },
    /// It is not the one value that the field always has.
    NotTheConstant {
        /// That value, as JSON.
        json: &'static str,
    },
    /// It cannot be written as JSON.
    NotJson,
    /// It cannot be sent in a header, because it has control characters.
    NotForAHeader,
    /// It is a secret that begins or ends with white space or an invisible character.
    BlankEnd,
    /// It is given as an undocumented field, but is documented.
    Documented,
    /// It is not stated, and the documentation does not show it, whether the body is encrypted.
    EncryptionUnstated,
    /// It would change the path.
    OtherPath,
    /// It has a character that must be percent-encoded in a path or query.
    NotForAPath,
    /// It is a URL of `http` to another machine: anybody on the network path can read keys,
    /// signatures and bodies, and change answers.
    PlainHttp,
    /// It is not a base URL: `http` or `https`, a host, an optional port and path, and no user,
    /// query or fragment.
    NotABaseUrl,
}

impl ViolationKind {
    /// The violation of a text's length, if there is one.
    pub(crate) fn of_length(length: Length, text: &str) -> Option<Self> {
        let charset = length.charset();
        let Some(actual) = length.count(text) else {
            return charset.map(|charset| Self::NotInCharset { charset });
        };
        match length.side(actual) {
            Side::Within => None,
            _ if length.min() == length.max() => {
                length.min().map(|exact| Self::WrongLength { exact, actual, charset })
            }
            Side::Below(min) => Some(Self::TooShort { min, actual, charset }),
            Side::Above(max) => Some(Self::TooLong { max, actual, charset }),
        }
    }
}

impl fmt::Display for ViolationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("required but missing"),
            Self::TooShort { min, actual, charset } => {
                write!(f, "{}, at least {min} are required", Extent(*actual, *charset))
            }
            Self::TooLong { max, actual, charset } => {
                write!(f, "{}, at most {max} are allowed", Extent(*actual, *charset))
            }
            Self::WrongLength { exact, actual, charset } => {
                write!(f, "{}, exactly {exact} are required", Extent(*actual, *charset))
            }
            Self::NotInCharset { charset } => {
                write!(f, "has a character that {charset} cannot encode")
            }
            Self::WrongShape { shape } => write!(f, "does not have the form {shape}"),
            Self::NoSuchDate => f.write_str("no such date"),
            Self::BelowMinimum { min } => write!(f, "less than the minimum of {min}"),
            Self::AboveMaximum { max } => write!(f, "more than the maximum of {max}"),
            Self::DigitCount { allowed, actual } => {
                write!(f, "{}, {allowed} are allowed", Count(*actual, "digit"))
            }
            Self::LessThan { min } => write!(f, "less than the minimum of {min}"),
            Self::MoreThan { max } => write!(f, "more than the maximum of {max}"),
            Self::TooManyDecimals { max, actual } => {
                write!(f, "{}, at most {max} are allowed", Count(*actual, "decimal"))
            }
            Self::NotAMultiple { of } => write!(f, "not a multiple of {of}"),
            Self::TooFewItems { min, actual } => {
                write!(f, "{}, at least {min} are required", Count(*actual, "item"))
            }
            Self::TooManyItems { max, actual } => {
                write!(f, "{}, at most {max} are allowed", Count(*actual, "item"))
            }
            Self::NotADecimal => {
                f.write_str("not a decimal number of at most 38 digits")
            }
            Self::NotTheConstant { json } => write!(f, "not {json}"),
            Self::NotANumber => f.write_str("not a whole number of at most 128 bits"),
            Self::NotAText => f.write_str("not a text"),
            Self::NotAnObject => f.write_str("not an object"),
            Self::NotAList => f.write_str("not a list"),
            Self::CommaInItem => f.write_str("has a comma, which separates the items"),
            Self::NotAFlag { yes, no } => write!(f, "neither {yes} nor {no}"),
            Self::NotJson => f.write_str("cannot be written as JSON"),
            Self::NotForAHeader => f.write_str("cannot be sent in a header"),
            Self::BlankEnd => f.write_str(BLANK_END),
            Self::Documented => f.write_str(DOCUMENTED),
            Self::EncryptionUnstated => f.write_str(UNSTATED),
            Self::OtherPath => f.write_str("would change the path"),
            Self::NotForAPath => f.write_str(NOT_FOR_A_PATH),
            Self::PlainHttp => f.write_str(PLAIN_HTTP),
            Self::NotABaseUrl => {
                f.write_str("not an http or https URL with a host and no query")
            }
        }
    }
}

const BLANK_END: &str = "white space or an invisible character at its beginning or end, such as \
                         the line end of the file that it comes from; remove that";
const DOCUMENTED: &str =
    "is a documented field, which is set by its own name and checked";
const UNSTATED: &str =
    "the documentation does not show whether the body is encrypted: state it";
const NOT_FOR_A_PATH: &str =
    "has a character that must be percent-encoded, like `%20` for a space";
const PLAIN_HTTP: &str = "http to another machine exposes the access keys, the signature and the \
                          body to the network: use https, or allow it with `allow_plain_http` \
                          (`--allow-plain-http`)";

/// `1 character`, `2 bytes of UTF-8`.
struct Extent(u32, Option<&'static str>);

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            None => Count(self.0, "character").fmt(f),
            Some(charset) => write!(f, "{} of {charset}", Count(self.0, "byte")),
        }
    }
}

/// `1 digit`, `2 digits`.
struct Count(u32, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.0, self.1, if self.0 == 1 { "" } else { "s" })
    }
}

/// One violated rule of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the value in the request, in wire names: `items[2].id`.
    pub path: Cow<'static, str>,
    /// What is wrong with it.
    pub kind: ViolationKind,
    /// The source of the rule.
    pub source: Source,
    /// Whether `path` is only the rule's name of the value, which is in no request yet.
    unplaced: bool,
    /// Whether `source` is that of the value alone, wherever it is sent.
    apart: bool,
}

impl Violation {
    /// Creates a violation of a value of `field` that is in no request yet.
    #[must_use]
    pub const fn new(field: &'static str, kind: ViolationKind, source: Source) -> Self {
        Self {
            path: Cow::Borrowed(field),
            kind,
            source,
            unplaced: true,
            apart: false,
        }
    }

    fn place(&mut self, prefix: &str) {
        self.path = match &*self.path {
            _ if self.unplaced => prefix.to_owned(),
            inner if inner.starts_with('[') => format!("{prefix}{inner}"),
            inner => format!("{prefix}.{inner}"),
        }
        .into();
        self.unplaced = false;
    }
}

/// `bankAccount: 21 characters, at most 20 are allowed (Page, Section)`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.path, self.kind, self.source)
    }
}

impl Error for Violation {}

/// All violations of a value or a request: at least one.
///
/// One pointer wide, to keep the results of checks small.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a list is three pointers wide")]
pub struct Violations(Box<Vec<Violation>>);

impl Violations {
    /// From a list that is not empty.
    pub(crate) fn new(all: Vec<Violation>) -> Self {
        Self(Box::new(all))
    }

    /// Returns `all` as an error, if there are any.
    pub(super) fn gather(all: Vec<Violation>) -> Result<(), Self> {
        if all.is_empty() { Ok(()) } else { Err(Self::new(all)) }
    }

    /// Prefixes the paths of all violations with `prefix`: the name of a field, or `[2]` in a
    /// list.
    #[must_use]
    pub fn nested(mut self, prefix: &str) -> Self {
        self.0.iter_mut().for_each(|violation| violation.place(prefix));
        self
    }

    /// Cites the request at hand for every rule without a source of its own: a type that several
    /// requests share has the rule of each.
    #[must_use]
    pub fn cited(mut self, source: Cited<'_>) -> Self {
        let (source, apart) = match source {
            Cited::Here(source) => (source, false),
            Cited::Apart(source) => (source, true),
            Cited::Missing(_) => return self,
        };
        for violation in self.0.iter_mut().filter(|it| !it.apart) {
            (violation.source, violation.apart) = (*source, apart);
        }
        self
    }

    /// Iterates over the violations in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// Returns the number of violations, at least one.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl From<Violation> for Violations {
    fn from(violation: Violation) -> Self {
        Self::new(vec![violation])
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes one violation per line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, violation)| {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{violation}")
        })
    }
}

impl Error for Violations {}
