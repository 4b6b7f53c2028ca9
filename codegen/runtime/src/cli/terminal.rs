//! Input and output of commands.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::time::SystemTime;

/// Asks a person for a value, with a prompt, and does not show it while it is typed.
pub type Ask<'a> = &'a dyn Fn(&str) -> io::Result<String>;

/// The environment of a command.
pub struct Terminal<'a> {
    /// The standard input.
    pub input: &'a mut dyn Read,
    /// The writer for results.
    pub out: &'a mut dyn Write,
    /// The writer for everything else.
    pub err: &'a mut dyn Write,
    /// Reads an environment variable.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// The time and the id of requests, if they are fixed for a test.
    pub fixed: Option<(SystemTime, u64)>,
    /// Asks the person at the terminal for a value that is not shown, if there is one.
    pub ask: Option<Ask<'a>>,
    /// Whether the writer for results is a terminal.
    pub is_screen: bool,
    /// Registers a function to call for every signal to stop.
    pub on_stop: &'a dyn Fn(Box<dyn FnMut() + Send>),
}

impl Terminal<'_> {
    /// Writes a result and flushes.
    pub(super) fn show(&mut self, text: &str) -> io::Result<()> {
        self.write(text.as_bytes())
    }

    /// Writes the content of an answer and flushes.
    pub(super) fn write(&mut self, content: &[u8]) -> io::Result<()> {
        self.out.write_all(content)?;
        self.out.flush()
    }
}

/// The exit code of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Fine = 0,
    Refused = 1,
    Invalid = 2,
    Transport = 3,
    /// An answer was received but could not be shown.
    Unshown = 4,
}
