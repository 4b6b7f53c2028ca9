//! How long a vendor asks to wait before the next request.

use super::clock::{number, seconds, unix_seconds};
use http::{HeaderMap, header};
use std::time::{Duration, SystemTime};

/// The months as in dates of HTTP.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads the header of this name, or else `Retry-After`, in seconds or as a date: then from the
/// date of the answer, or else from `now`.
pub(super) fn retry_after(
    headers: &HeaderMap,
    name: Option<&'static str>,
    now: impl Fn() -> SystemTime,
) -> Option<Duration> {
    let text = |name: &str| Some(headers.get(name)?.to_str().ok()?.trim());
    let named = name.and_then(|name| wait(text(name)?, text, &now));
    named.or_else(|| wait(text(header::RETRY_AFTER.as_str())?, text, &now))
}

fn wait<'a>(
    wait: &str,
    text: impl Fn(&str) -> Option<&'a str>,
    now: impl Fn() -> SystemTime,
) -> Option<Duration> {
    if !wait.is_empty() && wait.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(wait.parse().unwrap_or(u64::MAX)));
    }
    let until = instant(wait)?;
    let from = text(header::DATE.as_str()).and_then(instant);
    let from = from.unwrap_or_else(|| unix_seconds(now()));
    Some(Duration::from_secs(u64::try_from(until.saturating_sub(from)).unwrap_or(0)))
}

/// The seconds from 1970 to `Sun, 06 Nov 1994 08:49:37 GMT`.
fn instant(text: &str) -> Option<i64> {
    let (_, rest) = text.split_once(", ")?;
    let rest = rest.strip_suffix(" GMT")?;
    let (day, rest) = rest.split_once(' ')?;
    let (month, rest) = rest.split_once(' ')?;
    let (year, time) = rest.split_once(' ')?;
    let month = MONTHS.iter().position(|it| *it == month)? + 1;
    let (year, []) = number(year.as_bytes(), 4)? else { return None };
    let text = format!("{month:02}{day}{}Z", time.replace(':', ""));
    seconds(year, text.as_bytes())
}
