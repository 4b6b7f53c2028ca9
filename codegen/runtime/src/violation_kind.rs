//! The kinds of violations. They never contain the value itself.

use super::limits::Side;
use super::{BinaryEncoding, Decimal, Length, Scheme, Shape};
use std::fmt;

/// The kind of a violation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ViolationKind {
    /// It is required and missing.
    Missing,
    /// It is a required setting of the client, and not set.
    NotSet {
        /// The method of the client's builder that sets it.
        method: &'static str,
        /// The environment variable that sets it where the client is built from the environment.
        variable: &'static str,
    },
    /// It is `null`, which the documentation does not call a value of the field.
    NotNullable,
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
    /// It is an object that has the shape of none of the documented ones, or of several; or the
    /// field that tells the shape has a value of none.
    NoSuchShape,
    /// It is JSON, but not a list.
    NotAList,
    /// It has a comma, by which the items of its list are separated.
    CommaInItem,
    /// It has something that no query and no form can have: null, a list or an object without
    /// values in a list, or a name with a bracket or a dot.
    NotForAForm,
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
    /// It is a file that is larger than allowed.
    TooManyBytes {
        /// The maximum.
        max: u32,
        /// The actual number.
        actual: u64,
    },
    /// It is a file whose name is empty, has more than 255 bytes, or has a slash, a backslash, a
    /// quotation mark or an invisible character.
    NotAFileName,
    /// It is a file whose media type is none, such as `image/png`.
    NotAMediaType,
    /// It is a file of another media type than those that are allowed.
    OtherMediaType {
        /// The media types, of which `image/*` is all of one kind.
        allowed: &'static [&'static str],
    },
    /// It is not a file.
    NotAFile,
    /// It is no file, as JSON has it for the gateway and the command line.
    NotAFileInJson,
    /// It cannot be written as JSON.
    NotJson,
    /// It is not a stored request, or not all of one.
    NotStored,
    /// It is a stored request of another operation.
    OtherOperation,
    /// It cannot be sent in a header, because it has control characters.
    NotForAHeader,
    /// It is not the bare credential that the client writes in a header by this scheme.
    NotACredential {
        /// The scheme.
        scheme: Scheme,
    },
    /// It is not the key that requests are signed with.
    NotASigningKey,
    /// It is not the key as the vendor writes it: this text, and the bytes in this encoding.
    OtherKeyForm(&'static str, BinaryEncoding),
    /// It is a secret that begins or ends with white space or an invisible character.
    BlankEnd,
    /// It is given as an undocumented field, but is documented.
    Documented,
    /// It is a field that the documentation does not have, of an object of which it has all.
    NotDocumented {
        /// The documented field that is meant, if the name of one is near.
        meant: Option<&'static str>,
    },
    /// It is not stated, and the documentation does not show it, whether the body is encrypted.
    EncryptionUnstated,
    /// It is not a header that callers give for each call.
    NotGiven,
    /// It is a host without a base URL.
    NoSuchHost,
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
    /// A missing setting, with the method and the variable that set it.
    #[must_use]
    pub const fn not_set([method, variable]: [&'static str; 2]) -> Self {
        Self::NotSet { method, variable }
    }

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
            Self::NotSet { method, variable } => write!(
                f,
                "required but not set; `{method}` of the client's builder sets it, or {variable} \
                 where the client is built by `from_env`"
            ),
            Self::NotTheConstant { json } => write!(f, "not {json}"),
            Self::NotAFlag { yes, no } => write!(f, "neither {yes} nor {no}"),
            Self::NotACredential { scheme } => scheme.tell_bare(f),
            Self::OtherKeyForm(prefix, encoding) => {
                write!(f, "not of the form `{prefix}{{{}}}`", encoding.as_str())
            }
            Self::TooManyBytes { max, actual } => {
                write!(f, "a file of {actual} bytes, at most {max} are allowed")
            }
            Self::OtherMediaType { allowed } => {
                write!(f, "its media type is not {}", allowed.join(" or "))
            }
            Self::NotDocumented { meant: Some(meant) } => {
                write!(f, "not a documented field; did you mean `{meant}`?")
            }
            Self::NotDocumented { meant: None } => f.write_str("not a documented field"),
            _ => f.write_str(self.words()),
        }
    }
}

impl ViolationKind {
    /// What is wrong, where that is the same for all values.
    const fn words(&self) -> &'static str {
        match self {
            Self::Missing => "required but missing",
            Self::NoSuchDate => "no such date",
            Self::NotADecimal => "not a decimal number of at most 38 digits",
            Self::NotANumber => "not a whole number of at most 128 bits",
            Self::NotAText => "not a text",
            Self::NotNullable => NOT_NULLABLE,
            Self::NoSuchShape => "of no documented shape",
            Self::NotAnObject => "not an object",
            Self::NotAList => "not a list",
            Self::CommaInItem => "has a comma, which separates the items",
            Self::NotForAForm => NOT_FOR_A_FORM,
            Self::NotAFile => "not a file",
            Self::NotAFileInJson => NOT_A_FILE_IN_JSON,
            Self::NotAFileName => NOT_A_FILE_NAME,
            Self::NotAMediaType => "its media type is none, like `image/png`",
            Self::NotJson => "cannot be written as JSON",
            Self::NotStored => "not as `to_stored` writes it",
            Self::OtherOperation => "a request of another operation",
            Self::NotGiven => "not a header that callers give",
            Self::NoSuchHost => "a host without a base URL",
            Self::NotForAHeader => "cannot be sent in a header",
            Self::NotASigningKey => SIGNING_KEY,
            Self::BlankEnd => BLANK_END,
            Self::Documented => DOCUMENTED,
            Self::EncryptionUnstated => UNSTATED,
            Self::OtherPath => "would change the path",
            Self::NotForAPath => NOT_FOR_A_PATH,
            Self::PlainHttp => PLAIN_HTTP,
            Self::NotABaseUrl => "not an http or https URL with a host and no query",
            Self::TooShort { .. }
            | Self::TooLong { .. }
            | Self::WrongLength { .. }
            | Self::NotInCharset { .. }
            | Self::WrongShape { .. }
            | Self::BelowMinimum { .. }
            | Self::AboveMaximum { .. }
            | Self::DigitCount { .. }
            | Self::LessThan { .. }
            | Self::MoreThan { .. }
            | Self::TooManyDecimals { .. }
            | Self::NotAMultiple { .. }
            | Self::TooFewItems { .. }
            | Self::TooManyItems { .. }
            | Self::NotTheConstant { .. }
            | Self::NotSet { .. }
            | Self::NotAFlag { .. }
            | Self::NotACredential { .. }
            | Self::OtherKeyForm(..)
            | Self::NotDocumented { .. }
            | Self::TooManyBytes { .. }
            | Self::OtherMediaType { .. } => "",
        }
    }
}

const NOT_NULLABLE: &str =
    "null, which is not documented as a value of the field: leave it out";
const SIGNING_KEY: &str = "not an RSA private key of 2048 to 8192 bits in PEM without a passphrase, \
                           by which requests are signed, or the client is built without the \
                           feature `encryption`";

const BLANK_END: &str = "white space or an invisible character at its beginning or end, such as \
                         the line end of the file that it comes from; remove that";
const DOCUMENTED: &str =
    "is a documented field, which is set by its own name and checked";
const NOT_FOR_A_FORM: &str = "has null, a list or an object without values in a list, or a name with \
                              a bracket or a dot, which no query or form can have";
const NOT_A_FILE_IN_JSON: &str =
    "not an object of a file's `name`, its `media_type`, and its `content` in Base64";
const NOT_A_FILE_NAME: &str = "its file name is empty, longer than 255 bytes, or has a slash, a \
                               backslash, a quotation mark or an invisible character";
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
