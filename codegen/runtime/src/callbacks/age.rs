//! The age of a callback.

use super::super::clock::{milliseconds_of, unix_milliseconds};
#[cfg(feature = "fake")]
use super::super::moment::{Moment, Piece};
use super::super::{Part, Shape};
use super::CallbackError;
use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// How old a callback may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackAge {
    /// The header with the time at which it was sent.
    pub header: &'static str,
    /// The form of that time.
    pub form: Shape,
    /// The greatest age.
    pub limit: Duration,
}

impl CallbackAge {
    /// Checks the age of what has these headers at `now`.
    ///
    /// # Errors
    ///
    /// Returns an error if it is too old, has a time that is too far ahead, or has none.
    pub fn checked(
        &self,
        headers: &HeaderMap,
        now: SystemTime,
    ) -> Result<(), CallbackError> {
        let header = self.header;
        let value = headers.get(header).ok_or(CallbackError::NoHeader(header))?;
        let sent = value.to_str().ok().and_then(|text| self.read(text));
        let sent = sent.ok_or(CallbackError::NotATime(header))?;
        let now = unix_milliseconds(now);
        let away = Duration::from_millis(now.abs_diff(sent));
        let limit = self.limit;
        if away <= limit {
            Ok(())
        } else if sent < now {
            Err(CallbackError::TooOld { age: away, limit })
        } else {
            Err(CallbackError::FromTheFuture { ahead: away, limit })
        }
    }

    /// Milliseconds since 1970.
    fn read(&self, text: &str) -> Option<i64> {
        if !self.form.matches(text) {
            return None;
        }
        let (mut date, mut time) = ([1970, 1, 1], [0, 0, 0, 0]);
        let (mut offset, mut rest) = (0, text);
        for part in self.form.0 {
            let (piece, tail) = part.split(rest)?;
            rest = tail;
            let number = || piece.parse::<i64>().ok();
            match part {
                Part::EpochSeconds => return number()?.checked_mul(1000),
                Part::EpochMilliseconds => return number(),
                Part::Year4 => date[0] = number()?,
                Part::Month => date[1] = number()?,
                Part::Day => date[2] = number()?,
                Part::Hour => time[0] = number()?,
                Part::Minute => time[1] = number()?,
                Part::Second => time[2] = number()?,
                Part::Millisecond => time[3] = number()?,
                Part::Offset => offset = minutes(piece)?,
                _ => {}
            }
        }
        let local = milliseconds_of(date, time);
        Some(local - offset * 60_000)
    }

    /// The time as the vendor writes it, for the mock server. The offset is none.
    #[cfg(feature = "fake")]
    pub(in super::super) fn write(&self, at: SystemTime) -> String {
        let (digits, milliseconds) = (Moment::at(at, 0).digits(), unix_milliseconds(at));
        let mut text = String::new();
        for part in self.form.0 {
            match part {
                Part::EpochSeconds => {
                    text.push_str(&milliseconds.div_euclid(1000).to_string());
                }
                Part::EpochMilliseconds => text.push_str(&milliseconds.to_string()),
                Part::Offset => text.push('Z'),
                Part::Literal(literal) => text.push_str(literal),
                part => {
                    let Some(Piece::Time(from, to)) = part.piece() else { continue };
                    let digits = digits.get(from..to).unwrap_or_default();
                    text.extend(digits.iter().copied().map(char::from));
                }
            }
        }
        text
    }
}

/// The minutes of `+09:00`, or of `Z`.
fn minutes(offset: &str) -> Option<i64> {
    if offset == "Z" {
        return Some(0);
    }
    let (hours, minutes) = offset.split_at_checked(1)?.1.split_once(':')?;
    let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
    Some(if offset.starts_with('-') { -minutes } else { minutes })
}
