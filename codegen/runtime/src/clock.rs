//! Clocks and calendar times.

use super::Moment;
use std::time::{Duration, SystemTime};

/// A source of the current time, replaceable in tests.
pub trait Clock: Send + Sync + 'static {
    /// Returns the current time.
    fn now(&self) -> SystemTime;
}

/// The system clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// A clock that always returns the same time.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub SystemTime);

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        self.0
    }
}

/// In seconds.
const DAY: u64 = 86_400;

impl Moment {
    /// Converts `time` to the calendar of a zone that is `offset` minutes ahead of UTC.
    ///
    /// Times outside the years 0 to 9999 are clamped.
    #[must_use]
    pub fn at(time: SystemTime, offset: i32) -> Self {
        Self::of(since_1970(time), offset)
    }

    /// Converts what [`since_1970`] returns.
    pub(super) fn of((seconds, millisecond): (i64, u16), offset: i32) -> Self {
        let local = seconds.saturating_add(i64::from(offset) * 60).clamp(MIN, MAX);
        // No value is negative from here on, and 32 bits are enough: both are faster.
        let since: u64 = narrow(local - MIN);
        let (year, month, day) = date(narrow(since / DAY));
        let second: u32 = narrow(since % DAY);
        Self {
            year: narrow(year),
            month: narrow(month),
            day: narrow(day),
            hour: narrow(second / 3600),
            minute: narrow(second / 60 % 60),
            second: narrow(second % 60),
            millisecond,
        }
    }
}

/// The first second of the year 0, counted from 1970.
const MIN: i64 = -719_528 * 86_400;
/// The last second of the year 9999, counted from 1970.
const MAX: i64 = 2_932_897 * 86_400 - 1;

/// Seconds since the Unix epoch.
pub(super) fn unix_seconds(time: SystemTime) -> i64 {
    since_1970(time).0
}

/// Milliseconds since the Unix epoch.
pub(super) fn unix_milliseconds(time: SystemTime) -> i64 {
    milliseconds(since_1970(time))
}

/// Both parts of what [`since_1970`] returns.
pub(super) fn milliseconds((seconds, milliseconds): (i64, u16)) -> i64 {
    seconds.saturating_mul(1000).saturating_add(milliseconds.into())
}

/// Seconds since the Unix epoch, and the remaining milliseconds.
pub(super) fn since_1970(time: SystemTime) -> (i64, u16) {
    let whole = |since: Duration| i64::try_from(since.as_secs()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => (whole(since), narrow(since.subsec_millis())),
        Err(before) => {
            let before = before.duration();
            match before.subsec_nanos().div_ceil(1_000_000) {
                0 => (-whole(before), 0),
                milliseconds => (-whole(before) - 1, narrow(1000 - milliseconds)),
            }
        }
    }
}

/// Year, month and day of a day number, counted from the first day of the year 0.
///
/// Years are counted from March, so that the leap day is the last day of the year.
fn date(days: u32) -> (u32, u32, u32) {
    // Days since 1 March of the year -400, in eras of 400 years.
    let days = days + ERA - 60;
    let (era, day) = (days / ERA, days % ERA);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Five months, starting with March, have 153 days.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year;
    if month < 10 { (year - 400, month + 3, day) } else { (year - 399, month - 9, day) }
}

/// The days of 400 years.
const ERA: u32 = 146_097;

/// Every value fits: years end with 9999.
fn narrow<N: TryInto<T>, T: Default>(number: N) -> T {
    number.try_into().unwrap_or_default()
}

/// The seconds from 1970 to `MMddHHmmssZ` of `year`.
pub(super) fn seconds(year: i64, text: &[u8]) -> Option<i64> {
    let (month, text) = number(text, 2)?;
    let (day, text) = number(text, 2)?;
    let (hour, text) = number(text, 2)?;
    let (minute, text) = number(text, 2)?;
    let (second, text) = number(text, 2)?;
    let exists = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60
        && text == b"Z";
    exists.then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// Milliseconds from 1970 to a date and a time in UTC.
pub(super) fn milliseconds_of(
    [year, month, day]: [i64; 3],
    [hour, minute, second, millisecond]: [i64; 4],
) -> i64 {
    let seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    seconds * 1000 + millisecond
}

/// The days from 1970 to a date. Years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) =
        if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // 719,468 days lie between March of the year 0 and 1970.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

/// The number of so many digits, and the text behind it.
pub(super) fn number(text: &[u8], digits: usize) -> Option<(i64, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let number = number.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    })?;
    Some((number, rest))
}
