//! Which rules a request breaks. No error ever holds the value itself.

use super::limits::Side;
use super::{Decimal, Length, Shape, Source};
use std::{borrow::Cow, error::Error, fmt};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// It is required, and was not given.
    Missing,
    /// It is shorter than allowed.
    TooShort {
        /// The least.
        min: u32,
        /// What it has.
        actual: u32,
        /// The charset whose bytes are counted; characters are where there is none.
        charset: Option<&'static str>,
    },
    /// It is longer than allowed.
    TooLong {
        /// The most.
        max: u32,
        /// What it has.
        actual: u32,
        /// The charset whose bytes are counted; characters are where there is none.
        charset: Option<&'static str>,
    },
    /// It does not have the one length that is allowed.
    WrongLength {
        /// The only length.
        exact: u32,
        /// What it has.
        actual: u32,
        /// The charset whose bytes are counted; characters are where there is none.
        charset: Option<&'static str>,
    },
    /// It has a character that the charset in which it is counted does not have.
    NotInCharset {
        /// The charset.
        charset: &'static str,
    },
    /// It is not made of what it has to be made of.
    WrongShape {
        /// What it has to be made of.
        shape: Shape,
    },
    /// It has the form of a date, and the calendar has no such day.
    NoSuchDate,
    /// It is smaller than allowed.
    BelowMinimum {
        /// The least.
        min: i128,
    },
    /// It is larger than allowed.
    AboveMaximum {
        /// The most.
        max: i128,
    },
    /// It has too few or too many decimal digits.
    DigitCount {
        /// What is allowed, in decimal digits.
        allowed: Length,
        /// What it has, in decimal digits.
        actual: u32,
    },
    /// It is smaller than a decimal number may be.
    LessThan {
        /// The least.
        min: Decimal,
    },
    /// It is larger than a decimal number may be.
    MoreThan {
        /// The most.
        max: Decimal,
    },
    /// It has more decimals than allowed.
    TooManyDecimals {
        /// The most.
        max: u32,
        /// What it has, zeros at the end not counted.
        actual: u32,
    },
    /// It is between two of the numbers that are allowed.
    NotAMultiple {
        /// What it has to be a multiple of.
        of: Decimal,
    },
    /// It is a list of fewer items than allowed.
    TooFewItems {
        /// The least.
        min: u32,
        /// What it has.
        actual: u32,
    },
    /// It is a list of more items than allowed.
    TooManyItems {
        /// The most.
        max: u32,
        /// What it has.
        actual: u32,
    },
    /// It is not a decimal number, or one of more than 38 digits.
    NotADecimal,
    /// It is not a whole number, or one that does not fit 128 bits.
    NotANumber,
    /// It is JSON, and not a text.
    NotAText,
    /// It is JSON, and not an object.
    NotAnObject,
    /// It is JSON, and not a list.
    NotAList,
    /// It is neither of the two that mean yes and no.
    NotAFlag {
        /// What means yes.
        yes: &'static str,
        /// What means no.
        no: &'static str,
    },
    /// It cannot be written as JSON.
    NotJson,
    /// It cannot stand in a header: it has control characters.
    NotForAHeader,
    /// It begins or ends with white space or with what cannot be seen, which no secret is meant
    /// to.
    BlankEnd,
    /// It would lead to another path than the documented one.
    OtherPath,
    /// It has a character that stands in no path and no query, but percent-encoded.
    NotForAPath,
    /// It is a URL of `http` to another machine: whoever carries a request there can read its
    /// keys, its signature and its body, and can change the answer.
    PlainHttp,
    /// It is not a base URL: `http` or `https`, a host, perhaps a port and a path, and neither
    /// user, query nor fragment.
    NotABaseUrl,
}

impl ViolationKind {
    /// What is wrong with the length of a text.
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
            Self::Missing => f.write_str("required, and missing"),
            Self::TooShort { min, actual, charset } => {
                write!(f, "{}, at least {min} are needed", Extent(*actual, *charset))
            }
            Self::TooLong { max, actual, charset } => {
                write!(f, "{}, at most {max} are allowed", Extent(*actual, *charset))
            }
            Self::WrongLength { exact, actual, charset } => {
                write!(f, "{}, exactly {exact} are needed", Extent(*actual, *charset))
            }
            Self::NotInCharset { charset } => {
                write!(f, "has a character that {charset} does not have")
            }
            Self::WrongShape { shape } => write!(f, "not of the form {shape}"),
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
                write!(f, "{}, at least {min} are needed", Count(*actual, "item"))
            }
            Self::TooManyItems { max, actual } => {
                write!(f, "{}, at most {max} are allowed", Count(*actual, "item"))
            }
            Self::NotADecimal => {
                f.write_str("not a decimal number of at most 38 digits")
            }
            Self::NotANumber => f.write_str("not a whole number of at most 128 bits"),
            Self::NotAText => f.write_str("not a text"),
            Self::NotAnObject => f.write_str("not an object"),
            Self::NotAList => f.write_str("not a list"),
            Self::NotAFlag { yes, no } => write!(f, "neither {yes} nor {no}"),
            Self::NotJson => f.write_str("cannot be written as JSON"),
            Self::NotForAHeader => f.write_str("cannot stand in a header"),
            Self::BlankEnd => f.write_str(
                "white space or an unseen character at its beginning or end, such as the line \
                 end of the file that it comes from; remove that",
            ),
            Self::OtherPath => f.write_str("would name another path"),
            Self::NotForAPath => f.write_str(
                "has a character that has to be percent-encoded, as `%20` for a space",
            ),
            Self::PlainHttp => f.write_str(
                "http to another machine shows everybody on the way the access keys, the \
                 signature and the body: use https, or allow it by `allow_plain_http` \
                 (`--allow-plain-http`)",
            ),
            Self::NotABaseUrl => {
                f.write_str("not an http or https URL with a host and no query")
            }
        }
    }
}

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

/// One rule that one value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where the value stands in the request, in the names of the wire: `items[2].id`.
    pub path: Cow<'static, str>,
    /// What is wrong with it.
    pub kind: ViolationKind,
    /// Who says so.
    pub source: Source,
    /// Whether `path` is only what the rule calls the value, which has no place yet.
    unplaced: bool,
}

impl Violation {
    /// A violation of a value that belongs to `field` and is in no request yet.
    #[must_use]
    pub const fn new(field: &'static str, kind: ViolationKind, source: Source) -> Self {
        Self {
            path: Cow::Borrowed(field),
            kind,
            source,
            unplaced: true,
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

/// Everything that is wrong with a value or a request: at least one violation.
///
/// One pointer wide, since every result of a check has room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a list is three pointers wide")]
pub struct Violations(Box<Vec<Violation>>);

impl Violations {
    /// Of a list that is not empty.
    pub(crate) fn new(all: Vec<Violation>) -> Self {
        Self(Box::new(all))
    }

    /// `all` as an error, if there are any.
    pub(super) fn gather(all: Vec<Violation>) -> Result<(), Self> {
        if all.is_empty() { Ok(()) } else { Err(Self::new(all)) }
    }

    /// The same violations, of a value that stands at `prefix`: the name of a field, or
    /// `[2]` within a list.
    #[must_use]
    pub fn nested(mut self, prefix: &str) -> Self {
        self.0.iter_mut().for_each(|violation| violation.place(prefix));
        self
    }

    /// Each of them, in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// How many there are, which is never none.
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

/// One violation a line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(index, violation)| {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{violation}")
        })
    }
}

impl Error for Violations {}
