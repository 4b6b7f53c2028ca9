//! Output of the commands, and their results.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

use codegen::Checked;
use codegen::diagnostic::{self, Severity, Style};
use codegen::shown::{self, Colours};

/// The exit status of a command that ran to its end.
pub(crate) enum ExitStatus {
    /// Nothing to fix.
    Success,
    /// Something to fix.
    Findings,
}

/// The result of a command: an error is a wrong usage or an unreadable input.
pub(crate) type CommandResult = Result<ExitStatus, Box<dyn std::error::Error>>;

/// Prints why a command failed.
pub(crate) fn problem(problem: &dyn Display) {
    let problem = shown::inert(&problem.to_string(), Colours::Text);
    // When standard error is closed too, nothing can be reported.
    let _ = writeln!(anstream::stderr(), "\u{1b}[1;31merror\u{1b}[0m: {problem}");
}

/// Prints a text.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn print(text: &str) -> io::Result<()> {
    to_stdout(&shown::inert(text, Colours::Text))
}

/// Prints a text with colours, but without those that its reader cannot show.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn print_styled(text: &str) -> io::Result<()> {
    to_stdout(&shown::inert(text, Colours::Ours))
}

/// Prints a text with colours on standard error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn tell(text: &str) -> io::Result<()> {
    let text = shown::inert(text, Colours::Ours);
    or_gone(anstream::stderr().write_all(text.as_bytes()), "error")
}

/// Prints the output of clap: help, or a usage error.
pub(crate) fn usage(usage: &clap::Error) -> ExitCode {
    let text = usage.render().ansi().to_string();
    let told = if usage.use_stderr() { tell(&text) } else { print_styled(&text) };
    match told {
        Ok(()) => ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2)),
        Err(error) => {
            problem(&error);
            ExitCode::from(2)
        }
    }
}

fn to_stdout(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    or_gone(out.write_all(text.as_bytes()).and_then(|()| out.flush()), "output")
}

/// A reader that stops early, such as `head`, is not an error.
fn or_gone(result: io::Result<()>, stream: &str) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let told = format!("cannot write to standard {stream}: {error}");
            Err(io::Error::new(error.kind(), told))
        }
        Ok(()) => Ok(()),
    }
}

/// Shows findings on standard error, with a count behind them.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn findings(checked: &Checked) -> io::Result<()> {
    let style = if io::stderr().is_terminal() { Style::Coloured } else { Style::Plain };
    let mut text = diagnostic::render_all(&checked.files, &checked.diagnostics, style);
    if let Some(summary) = diagnostic::summary(&checked.diagnostics) {
        let code = checked.diagnostics.iter().find(|d| d.severity == Severity::Error);
        let hint =
            code.or(checked.diagnostics.first()).map_or("", |d| d.explanation.code);
        let _ = writeln!(text, "{summary}; see `cargo xtask explain {hint}`");
    }
    tell(&text)
}
