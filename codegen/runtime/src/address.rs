//! URL rules, shared by the client and the generator.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Returns whether a URL's host is this machine, without a name lookup.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || inner
            .and_then(|inner| inner.parse().ok())
            .is_some_and(|address: Ipv6Addr| address.is_loopback())
}

/// Returns whether a path may contain the character without percent-encoding.
#[must_use]
pub fn is_of_path(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c)
}

/// Returns the first path segment that changes which path is meant: an empty one, `.` or `..`,
/// encoded or not. One trailing slash is allowed.
#[must_use]
pub fn astray(path: &str) -> Option<&str> {
    let inner = path.strip_prefix('/').unwrap_or(path);
    if inner.is_empty() {
        return None;
    }
    let mut segments = inner.strip_suffix('/').unwrap_or(inner).split('/');
    segments.find(|segment| segment.is_empty() || has_dots(segment))
}

/// Whether a server may read `.` or `..` in a segment: some decode it before they look for
/// slashes, some treat a backslash as one, and some drop what follows a semicolon.
fn has_dots(segment: &str) -> bool {
    let bytes = decoded(segment);
    bytes.split(|byte| b"/\\".contains(byte)).any(|part| {
        let name = part.split(|byte| *byte == b';').next();
        matches!(name, Some(b"." | b".."))
    })
}

/// Percent-decodes a text to bytes. A `%` without two digits is kept.
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

/// Returns whether a text has a `%` that is not followed by two hexadecimal digits.
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
