//! Second codes: results that have a code beside that of the answer, or one in each row of a list.

use super::entries;
use super::nesting::within;
use super::reading::{self, Ambiguous};
use super::{
    CodeTable, Json, ListReading, Named, Reading, Reason, Remedy, Response, code,
};
use serde_json::value::RawValue;

/// The location of the second code of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecondPlace {
    /// The objects around it within that of the first code, the outermost first.
    pub object: &'static [&'static str],
    /// The field that holds the code, in these objects or in each row.
    pub code: &'static str,
    /// The field that holds its message.
    pub message: Option<&'static str>,
    /// The codes of success. If there are none, a success has no second code.
    pub success_code: &'static [&'static str],
    /// The list of the answer in whose rows it stands; beside the first code if there is none.
    pub rows: Option<&'static str>,
}

/// A type of second codes: a table whose codes have remedies, `String` for calls whose codes are
/// not specified, or [`NoSecondCode`].
pub trait ResultBeside: Sized + Send + Sync + 'static {
    /// Parses a code, if it has the form of one.
    fn read(code: &str) -> Option<Self>;
    /// Returns the code on the wire.
    fn text(&self) -> &str;
    /// Returns the vendor's name for the code, if it is documented.
    fn documented_name(&self) -> Option<&'static str>;
    /// Returns what to do about it.
    fn remedy(&self) -> Remedy;
    /// Returns every documented code with its remedy.
    fn documented() -> Vec<(Named, Remedy)>;
}

/// A code table whose codes have remedies.
pub trait Remedied: CodeTable<Row = Named> {
    /// Returns what to do about the code.
    fn remedy(&self) -> Remedy;
}

/// The second code of answers that have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSecondCode {}

impl<T: Remedied> ResultBeside for T {
    fn read(code: &str) -> Option<Self> {
        code::parse(code).ok()
    }

    fn text(&self) -> &str {
        code::code(self)
    }

    fn documented_name(&self) -> Option<&'static str> {
        code::name(self)
    }

    fn remedy(&self) -> Remedy {
        Remedied::remedy(self)
    }

    fn documented() -> Vec<(Named, Remedy)> {
        T::ROWS.iter().map(|(code, row)| (*row, Remedied::remedy(code))).collect()
    }
}

impl ResultBeside for String {
    fn read(code: &str) -> Option<Self> {
        Some(code.to_owned())
    }

    fn text(&self) -> &str {
        self
    }

    fn documented_name(&self) -> Option<&'static str> {
        None
    }

    fn remedy(&self) -> Remedy {
        Remedy::Unknown
    }

    fn documented() -> Vec<(Named, Remedy)> {
        Vec::new()
    }
}

impl ResultBeside for NoSecondCode {
    fn read(_: &str) -> Option<Self> {
        None
    }

    fn text(&self) -> &str {
        match *self {}
    }

    fn documented_name(&self) -> Option<&'static str> {
        match *self {}
    }

    fn remedy(&self) -> Remedy {
        match *self {}
    }

    fn documented() -> Vec<(Named, Remedy)> {
        Vec::new()
    }
}

/// The remedy of a result with both codes, where the second one is not that of success: that of
/// the second, which is about this very request, unless the first one says to check the outcome,
/// or says nothing that is known.
pub(super) fn remedy_of_both(first: Remedy, second: Remedy) -> Remedy {
    match (first, second) {
        (Remedy::CheckOutcome, _) | (_, Remedy::CheckOutcome) => Remedy::CheckOutcome,
        (Remedy::Unknown, _) => Remedy::Unknown,
        _ => second,
    }
}

/// A second code that is not that of success.
#[derive(Clone)]
pub(super) struct Failed {
    pub(super) code: String,
    pub(super) message: Option<String>,
}

/// What the second code of an object says.
pub(super) enum SecondVerdict {
    Success,
    Failed(Failed),
    /// There is no code where there should be one.
    Missing,
}

impl SecondPlace {
    /// Reads the second code of the object that holds the first one, or of a row.
    pub(super) fn read(&self, json: &Json) -> Result<SecondVerdict, Ambiguous> {
        let object = match within(json, self.object) {
            Ok(Some(object)) => object,
            Ok(None) => return Ok(self.without()),
            Err(Reason::Ambiguous) => return Err(Ambiguous),
            Err(_) => return Ok(SecondVerdict::Missing),
        };
        let raw = object.only(self.code)?.map(RawValue::get);
        let text = raw.filter(|raw| *raw != "null").map(entries::text);
        Ok(match text {
            None => self.without(),
            Some(Some(text)) if text.is_empty() => self.without(),
            Some(Some(text)) if self.success_code.contains(&&*text) => {
                SecondVerdict::Success
            }
            Some(Some(text)) => SecondVerdict::Failed(Failed {
                code: text.into_owned(),
                message: self
                    .message
                    .and_then(|name| object.text(name).value().map(Into::into)),
            }),
            Some(None) => SecondVerdict::Missing,
        })
    }

    const fn without(&self) -> SecondVerdict {
        if self.success_code.is_empty() {
            SecondVerdict::Success
        } else {
            SecondVerdict::Missing
        }
    }
}

/// The outcome of one row of an answer: a success of the call says nothing about its rows.
#[derive(Clone, Debug)]
pub enum RowOutcome<T, C> {
    /// It was done.
    Success(T),
    /// It was refused.
    Refused {
        /// The code, whose remedy is about this row.
        code: C,
        /// The row as received.
        row: T,
    },
    /// It has no code, or none of the documented form: whether it was done is not known.
    Unknown {
        /// The row as received.
        row: T,
    },
}

impl<T, C: ResultBeside> RowOutcome<T, C> {
    /// Returns the row if it was done.
    #[must_use]
    pub fn success(&self) -> Option<&T> {
        match self {
            Self::Success(row) => Some(row),
            Self::Refused { .. } | Self::Unknown { .. } => None,
        }
    }

    /// Returns the code of a row that was refused.
    #[must_use]
    pub fn code(&self) -> Option<&C> {
        match self {
            Self::Refused { code, .. } => Some(code),
            Self::Success(_) | Self::Unknown { .. } => None,
        }
    }

    /// Returns the row, whether or not it was done.
    #[must_use]
    pub fn row_of_any_outcome(&self) -> &T {
        match self {
            Self::Success(row) | Self::Refused { row, .. } | Self::Unknown { row } => {
                row
            }
        }
    }

    /// Returns what to do about the row.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Success(_) => Remedy::None,
            Self::Refused { code, .. } => code.remedy(),
            Self::Unknown { .. } => Remedy::CheckOutcome,
        }
    }
}

impl SecondPlace {
    /// The outcome of a row.
    pub(super) fn outcome<T: Response, C: ResultBeside>(
        &self,
        json: Json,
    ) -> RowOutcome<T, C> {
        let read = self.read(&json);
        let row = T::from_json(json);
        match read {
            Ok(SecondVerdict::Success) => RowOutcome::Success(row),
            Ok(SecondVerdict::Failed(failed)) => match C::read(&failed.code) {
                Some(code) => RowOutcome::Refused { code, row },
                None => RowOutcome::Unknown { row },
            },
            Ok(SecondVerdict::Missing) | Err(Ambiguous) => RowOutcome::Unknown { row },
        }
    }
}

impl Json {
    /// Reads a list of objects, each of which has a code of its own.
    #[must_use]
    pub fn rows<T: Response, C: ResultBeside>(
        &self,
        name: &str,
        second: &SecondPlace,
    ) -> ListReading<'_, RowOutcome<T, C>> {
        let row = |raw: &str| Some(second.outcome(reading::object(raw)?));
        Reading::of(self.get(name), |raw| reading::list(raw, row))
    }
}
