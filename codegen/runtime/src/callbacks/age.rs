//! The age of a callback.

use super::super::clock::{milliseconds_of, unix_milliseconds};
#[cfg(feature = "fake")]
use super::super::moment::{Moment, Piece};
use super::super::{Part, Shape};
use super::CallbackError;
use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// When a callback was sent, and how old it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackAge {
    /// The header with the time at which it was sent.
    pub header: &'static str,
    /// The text between the parts of that header's value, of which one is the time.
    pub separator: Option<&'static str>,
    /// The text before the time and behind it.
    pub around: (&'static str, &'static str),
    /// The form of that time.
    pub form: Shape,
    /// The offset from UTC in minutes of a time that has none.
    pub offset: i32,
    /// The greatest age, if there is one.
    pub limit: Option<Duration>,
}

impl CallbackAge {
    /// The time as it was received.
    pub(super) fn sent<'a>(
        &self,
        headers: &'a HeaderMap,
    ) -> Result<&'a str, CallbackError> {
        let header = self.header;
        let value = headers.get(header).ok_or(CallbackError::NoHeader(header))?;
        let value = value.to_str().unwrap_or_default();
        let times = parts(value, self.separator, self.around);
        let mut times = times.filter(|text| self.form.matches(text));
        // Of two times nobody knows which counts.
        match (times.next(), times.next()) {
            (Some(time), None) => Ok(time),
            _ => Err(CallbackError::NotATime(header)),
        }
    }

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
        let sent = self.read(self.sent(headers)?);
        let sent = sent.ok_or(CallbackError::NotATime(self.header))?;
        let Some(limit) = self.limit else { return Ok(()) };
        let now = unix_milliseconds(now);
        let away = Duration::from_millis(now.abs_diff(sent));
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
        let (mut date, mut time) = ([1970, 1, 1], [0, 0, 0, 0]);
        let (mut offset, mut rest) = (i64::from(self.offset), text);
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

    /// The time as the vendor writes it, for the mock server, without what stands around it. An
    /// offset in it is none.
    #[cfg(feature = "fake")]
    pub(in super::super) fn write(&self, at: SystemTime) -> String {
        let digits = Moment::at(at, self.offset).digits();
        let milliseconds = unix_milliseconds(at);
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

/// The parts of a header's value that have these texts around something, which is returned.
pub(super) fn parts<'a>(
    value: &'a str,
    separator: Option<&'static str>,
    (before, behind): (&'static str, &'static str),
) -> impl Iterator<Item = &'a str> {
    let (first, others) = match separator {
        Some(separator) => (None, Some(value.split(separator))),
        None => (Some(value), None),
    };
    let all = first.into_iter().chain(others.into_iter().flatten());
    all.filter_map(move |part| part.trim().strip_prefix(before)?.strip_suffix(behind))
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
