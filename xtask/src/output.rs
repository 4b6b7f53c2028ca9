//! What is printed, and what comes of a command.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write as _};

use codegen::Checked;
use codegen::diagnostic::{self, Severity, Style};

/// What came of a command that could do its work.
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// There is something to mend.
    Findings,
}

/// What came of a command: an error is a wrong usage or an unreadable input.
pub(crate) type Done = Result<Outcome, Box<dyn std::error::Error>>;

/// Says why a command could not do its work.
pub(crate) fn problem(problem: &dyn Display) {
    // When standard error is gone too, there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "\u{1b}[1;31merror\u{1b}[0m: {problem}");
}

/// Prints a text, without the colours that its reader cannot show.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    or_gone(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints a text that is no result on standard error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn tell(text: &str) -> io::Result<()> {
    or_gone(anstream::stderr().write_all(text.as_bytes()))
}

/// A reader who has seen enough, such as `head`, is no error.
fn or_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Shows every finding on standard error, with a count behind them.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn findings(checked: &Checked) -> io::Result<()> {
    let style = if io::stderr().is_terminal() { Style::Coloured } else { Style::Plain };
    let rendered = checked
        .diagnostics
        .iter()
        .map(|finding| diagnostic::render(&checked.files, finding, style) + "\n\n");
    let mut text: String = rendered.collect();
    if let Some(summary) = diagnostic::summary(&checked.diagnostics) {
        let code = checked.diagnostics.iter().find(|d| d.severity == Severity::Error);
        let hint =
            code.or(checked.diagnostics.first()).map_or("", |d| d.explanation.code);
        let _ = writeln!(text, "{summary}; `cargo xtask explain {hint}` tells more");
    }
    or_gone(anstream::stderr().write_all(text.as_bytes()))
}
