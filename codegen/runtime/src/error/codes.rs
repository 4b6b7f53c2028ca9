//! Result codes of calls.

use super::super::{Documented, ErrorCode, code};
use std::fmt;

/// A type of result codes: a table of error codes, or `String` for calls whose codes are not
/// specified.
pub trait Code: Sized + Send + Sync + 'static {
    /// Parses a code, if it has the form of one.
    fn read(code: &str) -> Option<Self>;
    /// Returns the code on the wire.
    fn text(&self) -> &str;
    /// Returns the documentation of the code, if it is documented.
    fn documented(&self) -> Option<&'static Documented>;
}

impl<T: ErrorCode> Code for T {
    fn read(code: &str) -> Option<Self> {
        code::parse(code).ok()
    }

    fn text(&self) -> &str {
        code::code(self)
    }

    fn documented(&self) -> Option<&'static Documented> {
        code::row(self)
    }
}

impl Code for String {
    fn read(code: &str) -> Option<Self> {
        Some(code.to_owned())
    }

    fn text(&self) -> &str {
        self
    }

    fn documented(&self) -> Option<&'static Documented> {
        None
    }
}

/// Shows a code only if it looks like one: otherwise it might be anything.
pub(in super::super) struct Shown<'a, C>(pub(in super::super) &'a C);

impl<C: Code> fmt::Display for Shown<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.0.text();
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let short = (1..=32).contains(&code.len());
        f.write_str(if short && code.bytes().all(plain) { code } else { ".." })
    }
}
