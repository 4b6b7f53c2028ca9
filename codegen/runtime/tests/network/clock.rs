//! Instants become what clock and calendar show, as jiff has it.

use crate::runtime::Moment;
use jiff::{Timestamp, tz::Offset};
use proptest::prelude::*;
use std::time::{Duration, UNIX_EPOCH};

/// What jiff says of an instant, in milliseconds since 1970.
fn expected(instant: i64, offset: i32) -> Option<Moment> {
    let offset = Offset::from_seconds(offset * 60).ok()?;
    let time = offset.to_datetime(Timestamp::from_millisecond(instant).ok()?);
    Some(Moment {
        year: time.year().try_into().ok()?,
        month: time.month().try_into().ok()?,
        day: time.day().try_into().ok()?,
        hour: time.hour().try_into().ok()?,
        minute: time.minute().try_into().ok()?,
        second: time.second().try_into().ok()?,
        millisecond: time.millisecond().try_into().ok()?,
    })
}

fn moment(instant: i64, offset: i32) -> Moment {
    let since = Duration::from_millis(instant.unsigned_abs());
    let time = if instant < 0 { UNIX_EPOCH - since } else { UNIX_EPOCH + since };
    Moment::at(time, offset)
}

#[test]
fn every_first_and_last_millisecond_of_a_day_is_right() {
    for day in (-700_000_i64..2_900_000).step_by(7) {
        for instant in [day * 86_400_000, day * 86_400_000 - 1] {
            let expected = expected(instant, 540);
            assert_eq!(expected, Some(moment(instant, 540)), "{instant}");
        }
    }
}

#[test]
fn what_the_calendar_does_not_have_is_moved_to_its_end() {
    let years = |years: u64| Duration::from_secs(years * 365 * 86_400);
    for (time, year, month) in
        [(UNIX_EPOCH + years(100_000), 9999, 12), (UNIX_EPOCH - years(100_000), 0, 1)]
    {
        for offset in [0, i32::MIN, i32::MAX] {
            let moment = Moment::at(time, offset);
            assert_eq!((moment.year, moment.month), (year, month));
        }
    }
    assert_eq!(Moment::at(UNIX_EPOCH, i32::MAX).year, 6053);
}

proptest! {
    #[test]
    fn every_instant_is_right(
        instant in -62_000_000_000_000_i64..253_000_000_000_000,
        offset in -1500..1500,
    ) {
        prop_assert_eq!(expected(instant, offset), Some(moment(instant, offset)));
    }
}
