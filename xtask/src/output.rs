//! Output of the commands, and their results.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

use codegen::Checked;
use codegen::diagnostic::{self, Diagnostic, Severity, Style};
use codegen::shown::{self, Colours};
use codegen::source::Files;

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
pub(crate) fn print_error_styled(text: &str) -> io::Result<()> {
    let text = shown::inert(text, Colours::Ours);
    unless_closed(anstream::stderr().write_all(text.as_bytes()), "error")
}

/// Prints the output of clap: help, or a usage error.
pub(crate) fn usage(usage: &clap::Error) -> ExitCode {
    let text = usage.render().ansi().to_string();
    let printed =
        if usage.use_stderr() { print_error_styled(&text) } else { print_styled(&text) };
    match printed {
        Ok(()) => ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2)),
        Err(error) => {
            problem(&error);
            ExitCode::from(2)
        }
    }
}

fn to_stdout(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()), "output")
}

/// A reader that stops early, such as `head`, is not an error.
fn unless_closed(result: io::Result<()>, stream: &str) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let message = format!("cannot write to standard {stream}: {error}");
            Err(io::Error::new(error.kind(), message))
        }
        Ok(()) => Ok(()),
    }
}

/// The style for an output stream: coloured if it is a terminal.
pub(crate) fn style(stream: &impl IsTerminal) -> Style {
    if stream.is_terminal() { Style::Coloured } else { Style::Plain }
}

/// Prints findings on standard error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn diagnostics(files: &Files, diagnostics: &[Diagnostic]) -> io::Result<()> {
    print_error_styled(&diagnostic::render_all(files, diagnostics, style(&io::stderr())))
}

/// Prints every finding on standard error, also of many of a kind.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn each(files: &Files, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let style = style(&io::stderr());
    let rendered =
        diagnostics.iter().map(|it| diagnostic::render(files, it, style) + "\n\n");
    print_error_styled(&rendered.collect::<String>())
}

/// Prints findings on standard error, with their number after them.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn findings(checked: &Checked) -> io::Result<()> {
    print_findings(checked, &checked.diagnostics)
}

/// Prints the errors of a spec on standard error, and the number of its warnings in a line.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn errors(checked: &Checked) -> io::Result<()> {
    let all = checked.diagnostics.iter().cloned();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        all.partition(|it| it.severity == Severity::Error);
    print_findings(checked, &errors)?;
    match diagnostic::summary(&warnings) {
        Some(summary) => {
            print_error_styled(&format!("{summary}; see `cargo xtask lint`\n"))
        }
        None => Ok(()),
    }
}

fn print_findings(checked: &Checked, found: &[Diagnostic]) -> io::Result<()> {
    diagnostics(&checked.files, found)?;
    if let Some(summary) = diagnostic::summary(found) {
        let code = found.iter().find(|it| it.severity == Severity::Error);
        let hint = code.or(found.first()).map_or("", |it| it.explanation.code);
        print_error_styled(&format!("{summary}; see `cargo xtask explain {hint}`\n"))?;
    }
    Ok(())
}
