//! What commands read from and write to.

use std::ffi::OsString;
use std::io::{self, Write};
use std::time::SystemTime;

/// What a command can see and change.
pub struct Terminal<'a> {
    /// Where results go.
    pub out: &'a mut dyn Write,
    /// Where everything else goes.
    pub err: &'a mut dyn Write,
    /// The environment.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// The time of requests and what tells them apart, for whoever wants the same every time.
    pub fixed: Option<(SystemTime, u64)>,
    /// Has a function called every time that the process is told to end.
    pub on_stop: &'a dyn Fn(Box<dyn FnMut() + Send>),
}

impl Terminal<'_> {
    /// Writes a result, all of it.
    pub(super) fn show(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Fine = 0,
    Refused = 1,
    Invalid = 2,
    Transport = 3,
    /// An answer came and could not be shown.
    Unshown = 4,
}
