//! Limits as the client's checker takes them: what all steps but the declaration know of a limit.

use super::{Bound, Limits};
use crate::checker::{
    Decimal, DecimalRule, Length, Limits as Ends, NumberRule, Range, Redact, Source,
    ViolationKind, Violations,
};

words! {
    /// The unit in which the length of a text is counted, if not in characters.
    pub enum LengthUnit {
        /// Bytes of UTF-8, of which a Hangul syllable has 3.
        Utf8Bytes = "utf-8-bytes",
        /// Bytes of EUC-KR, of which a Hangul syllable has 2. It is the EUC-KR of browsers, which
        /// is Windows' code page 949: it has all 11,172 syllables, where KS X 1001 alone has 2,350.
        EucKrBytes = "euc-kr-bytes",
    }
}

/// A resolution adopts what no limit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAdopted;

/// A value of a limit, as a resolution writes it.
pub(crate) trait Stated: Sized {
    /// The value; absent where the text is none.
    fn stated(text: &str) -> Option<Self>;
}

impl Stated for u32 {
    fn stated(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Stated for Bound {
    fn stated(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }
}

impl Stated for LengthUnit {
    fn stated(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.as_str() == text)
    }
}

impl LengthUnit {
    /// The charset whose bytes are counted.
    #[must_use]
    pub const fn charset(self) -> &'static str {
        match self {
            Self::Utf8Bytes => "UTF-8",
            Self::EucKrBytes => "EUC-KR",
        }
    }

    /// How many bytes a Hangul syllable has.
    #[must_use]
    pub const fn of_hangul(self) -> u32 {
        match self {
            Self::Utf8Bytes => 3,
            Self::EucKrBytes => 2,
        }
    }

    /// A length in this unit.
    const fn of(self, length: Length) -> Length {
        let bytes: fn(&str) -> Option<usize> = match self {
            Self::Utf8Bytes => |text| Some(text.len()),
            Self::EucKrBytes => |text| Length::encoded(encoding_rs::EUC_KR.encode(text)),
        };
        length.bytes_of(self.charset(), bytes)
    }
}

impl Limits {
    /// The length of a text.
    #[must_use]
    pub fn of_length(&self) -> Length {
        let length =
            Ends::of(self.length.or(self.min_length), self.length.or(self.max_length));
        self.bytes().map_or(length, |unit| unit.of(length))
    }

    /// The unit of the length of a text, if there is a length and it does not count characters.
    #[must_use]
    pub fn bytes(&self) -> Option<LengthUnit> {
        let any = self.length.or(self.min_length).or(self.max_length);
        self.length_unit.filter(|_| any.is_some())
    }

    /// The value of a number.
    #[must_use]
    pub fn of_value(&self) -> Ends<Decimal> {
        let [min, max] =
            [self.min_value, self.max_value].map(|bound| bound.map(Decimal::from));
        Ends::of(min, max)
    }

    /// The value of a whole number.
    #[must_use]
    pub fn of_whole(&self) -> Range {
        let value = self.of_value();
        let whole = |bound: Option<Decimal>| bound?.whole();
        Ends::of(whole(value.min()), whole(value.max()))
    }

    /// The digits of a whole number.
    #[must_use]
    pub const fn of_digits(&self) -> Length {
        Ends::of(None, self.max_digits)
    }

    /// The number that a value is a multiple of.
    #[must_use]
    pub fn of_step(&self) -> Option<Decimal> {
        self.multiple_of.map(Decimal::from)
    }

    /// The items of a list.
    #[must_use]
    pub const fn of_items(&self) -> Length {
        Ends::of(self.min_items, self.max_items)
    }

    /// Reads a number as the client does.
    ///
    /// # Errors
    /// The violation that the client would report.
    pub fn check_number(&self, text: &str) -> Result<(), Violations> {
        // Field and page are not named: the finding is at the text.
        let (field, redact) = ("number", Redact::Hidden);
        let source = Source { document: "", section: "" };
        if let Some(places) = self.decimals {
            let rule = DecimalRule {
                field,
                range: self.of_value(),
                places,
                multiple_of: self.of_step(),
                redact,
                source,
            };
            return rule.read(text).map(drop);
        }
        let rule = NumberRule {
            field,
            range: self.of_whole(),
            digits: self.of_digits(),
            multiple_of: self.of_step().and_then(|step| step.whole()),
            redact,
            source,
        };
        rule.read(text).map(drop)
    }
}

/// The key whose limit, form or type is broken.
#[must_use]
pub const fn key_of(broken: &ViolationKind) -> &'static str {
    match broken {
        ViolationKind::WrongLength { .. } => "length",
        ViolationKind::TooShort { .. } => "min_length",
        ViolationKind::TooLong { .. } => "max_length",
        ViolationKind::NotInCharset { .. } => "length_unit",
        ViolationKind::BelowMinimum { .. } | ViolationKind::LessThan { .. } => {
            "min_value"
        }
        ViolationKind::AboveMaximum { .. } | ViolationKind::MoreThan { .. } => {
            "max_value"
        }
        ViolationKind::DigitCount { .. } => "max_digits",
        ViolationKind::TooManyDecimals { .. } => "decimals",
        ViolationKind::NotAMultiple { .. } => "multiple_of",
        ViolationKind::TooManyBytes { .. } => "max_bytes",
        ViolationKind::OtherMediaType { .. } => "media_types",
        ViolationKind::TooFewItems { .. } => "min_items",
        ViolationKind::TooManyItems { .. } => "max_items",
        ViolationKind::WrongShape { .. } | ViolationKind::NoSuchDate => "form",
        ViolationKind::Missing
        | ViolationKind::NotNullable
        | ViolationKind::NotADecimal
        | ViolationKind::NotANumber
        | ViolationKind::NotAText
        | ViolationKind::NotAnObject
        | ViolationKind::NoSuchShape
        | ViolationKind::NotAList
        | ViolationKind::CommaInItem
        | ViolationKind::NotForAForm
        | ViolationKind::NotAFlag { .. }
        | ViolationKind::NotTheConstant { .. }
        | ViolationKind::NotAFile
        | ViolationKind::NotAFileInJson
        | ViolationKind::NotAFileName
        | ViolationKind::NotAMediaType
        | ViolationKind::NotJson
        | ViolationKind::NotForAHeader
        | ViolationKind::NotACredential { .. }
        | ViolationKind::NotASigningKey
        | ViolationKind::OtherKeyForm(..)
        | ViolationKind::BlankEnd
        | ViolationKind::Documented
        | ViolationKind::NotDocumented { .. }
        | ViolationKind::EncryptionUnstated
        | ViolationKind::NotGiven
        | ViolationKind::NoSuchHost
        | ViolationKind::OtherPath
        | ViolationKind::NotForAPath
        | ViolationKind::PlainHttp
        | ViolationKind::NotABaseUrl
        | ViolationKind::NotSet { .. }
        | ViolationKind::NotStored
        | ViolationKind::OtherOperation => "type",
    }
}
