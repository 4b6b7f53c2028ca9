//! What a URL may be made of: rules that specifications are checked by too.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a host, as it stands in a URL, is this machine, whoever looks its name up.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || inner
            .and_then(|inner| inner.parse().ok())
            .is_some_and(|address: Ipv6Addr| address.is_loopback())
}

/// Whether a character may stand in a path as it is. Others are percent-encoded.
#[must_use]
pub fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c)
}

/// The first segment of a path that makes it name another one: an empty one, `.` or `..`,
/// however it is written. One slash at the end is no segment.
#[must_use]
pub fn astray(path: &str) -> Option<&str> {
    let inner = path.strip_prefix('/').unwrap_or(path);
    if inner.is_empty() {
        return None;
    }
    let mut segments = inner.strip_suffix('/').unwrap_or(inner).split('/');
    segments.find(|segment| segment.is_empty() || has_dots(segment))
}

/// Whether a segment has `.` or `..` in it as servers see it: some decode it before they look
/// for slashes, some take a backslash for one, and some drop what follows a semicolon.
fn has_dots(segment: &str) -> bool {
    let bytes = decoded(segment);
    bytes.split(|byte| b"/\\".contains(byte)).any(|part| {
        let name = part.split(|byte| *byte == b';').next();
        matches!(name, Some(b"." | b".."))
    })
}

/// The bytes of a text with what is percent-encoded in it. A `%` without two digits stays.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let byte = (*first == b'%').then(|| encoded(behind)).flatten();
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    bytes
}

/// Whether a text has a `%` without two hexadecimal digits behind it.
#[must_use]
pub fn has_stray_percent(text: &str) -> bool {
    text.split('%').skip(1).any(|behind| encoded(behind.as_bytes()).is_none())
}

fn encoded(digits: &[u8]) -> Option<u8> {
    let digits = str::from_utf8(digits.get(..2)?).ok()?;
    // A number may begin with `+`.
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    u8::from_str_radix(digits, 16).ok()
}
