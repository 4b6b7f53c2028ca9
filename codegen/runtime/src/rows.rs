//! Reading arrays of arrays.

use super::entries::text;
use super::reading::{integer, list};
use super::{Decimal, Json, ListReading, Reading};
use std::borrow::Cow;

/// The result of reading an array of arrays. Each array is read separately, and so is each item: what
/// is `null` or unreadable does not affect the others.
pub type RowsReading<'a, T> = ListReading<'a, Vec<Reading<'a, T>>>;

impl Json {
    /// Reads an array of arrays of texts, each like [`text`](Self::text).
    #[must_use]
    pub fn rows_of_texts(&self, name: &str) -> RowsReading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), |raw| list(raw, |raw| list(raw, text)))
    }

    /// Reads an array of arrays of whole numbers, each like [`integer`](Self::integer).
    #[must_use]
    pub fn rows_of_integers(&self, name: &str) -> RowsReading<'_, i128> {
        Reading::of(self.get(name), |raw| list(raw, |raw| list(raw, integer)))
    }

    /// Reads an array of arrays of decimal numbers, each like [`decimal`](Self::decimal).
    #[must_use]
    pub fn rows_of_decimals(&self, name: &str) -> RowsReading<'_, Decimal> {
        let decimal = |raw| text(raw)?.parse().ok();
        Reading::of(self.get(name), |raw| list(raw, |raw| list(raw, decimal)))
    }
}
