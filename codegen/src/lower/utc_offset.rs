//! Offsets from UTC.

/// The minutes of an offset such as `+09:00`. Lint refuses any other form.
pub(super) fn minutes(offset: &str) -> Option<i32> {
    let (sign, time) = match offset.split_at_checked(1)? {
        ("+", time) => (1, time),
        ("-", time) => (-1, time),
        _ => return None,
    };
    let (hours, minutes) = time.split_once(':')?;
    Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?))
}
