//! Result codes of calls.

use super::super::{Documented, ErrorCode, ResultBeside, code};
use std::fmt;

/// A type of result codes: a table of error codes, or `String` for calls whose codes are not
/// specified.
pub trait Code: Sized + Send + Sync + 'static {
    /// The codes that an answer may have beside this one.
    type Second: ResultBeside;
    /// Parses a code, if it has the form of one.
    fn read(code: &str) -> Option<Self>;
    /// Returns the code on the wire.
    fn text(&self) -> &str;
    /// Returns the documentation of the code, if it is documented.
    fn documented(&self) -> Option<&'static Documented>;
}

impl<T: ErrorCode> Code for T {
    type Second = T::Second;

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
    type Second = Self;

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
        ShownText(self.0.text()).fmt(f)
    }
}

/// The same for a code as text.
pub(super) struct ShownText<'a>(pub(super) &'a str);

impl fmt::Display for ShownText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(code) = *self;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let short = (1..=32).contains(&code.len());
        f.write_str(if short && code.bytes().all(plain) { code } else { ".." })
    }
}
