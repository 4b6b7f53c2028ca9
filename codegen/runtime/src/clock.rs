//! What time it is, and on whose calendar.

use super::Moment;
use std::time::{Duration, SystemTime};

/// Tells the time, so that a test can tell another.
pub trait Clock: Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> SystemTime;
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// A clock that stands still.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub SystemTime);

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        self.0
    }
}

/// In seconds.
const DAY: i64 = 86_400;

impl Moment {
    /// What clock and calendar show at `time` where they are `offset` minutes ahead of UTC.
    ///
    /// A time outside of the years 0 to 9999 is moved to the nearer end.
    #[must_use]
    pub fn at(time: SystemTime, offset: i32) -> Self {
        let (seconds, millisecond) = since_1970(time);
        let local = seconds.saturating_add(i64::from(offset) * 60).clamp(MIN, MAX);
        let (year, month, day) = date(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY);
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
const MIN: i64 = -719_528 * DAY;
/// The last second of the year 9999, counted from 1970.
const MAX: i64 = 2_932_897 * DAY - 1;

/// Whole seconds since the beginning of 1970 in UTC.
pub(super) fn unix_seconds(time: SystemTime) -> i64 {
    since_1970(time).0
}

/// Whole seconds since the beginning of 1970 in UTC, and milliseconds beyond them.
fn since_1970(time: SystemTime) -> (i64, u16) {
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

/// Year, month and day of a day counted from 1970.
///
/// It counts in years that begin in March, whose days before the leap day, which comes last,
/// are the same in every year.
fn date(days: i64) -> (i64, i64, i64) {
    // Days since 1 March of a year 0 that is divisible by 400, in eras of 400 years.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Five months, beginning with March, have 153 days.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = (era * 400 + year, month + 3);
    if month > 12 { (year + 1, month - 12, day) } else { (year, month, day) }
}

/// Everything here fits: years end with 9999.
fn narrow<N: TryInto<T>, T: Default>(number: N) -> T {
    number.try_into().unwrap_or_default()
}
