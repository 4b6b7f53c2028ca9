//! What is printed, and what comes of a command.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

use codegen::Checked;
use codegen::diagnostic::{self, Diagnostic, Severity, Style};
use codegen::shown::{self, Colours};

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
    let problem = shown::inert(&problem.to_string(), Colours::Text);
    // When standard error is gone too, there is nobody left to tell.
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

/// Prints a text with colours that is no result on standard error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn tell(text: &str) -> io::Result<()> {
    let text = shown::inert(text, Colours::Ours);
    or_gone(anstream::stderr().write_all(text.as_bytes()), "error")
}

/// Prints what clap has to say: help, or what is wrong with the usage.
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

/// A reader who has seen enough, such as `head`, is no error.
fn or_gone(result: io::Result<()>, stream: &str) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let told = format!("standard {stream} cannot be written to: {error}");
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
    shown_findings(checked, &checked.diagnostics)
}

/// Shows what keeps a spec from being used on standard error; how many warnings there are is told
/// in a line.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn errors(checked: &Checked) -> io::Result<()> {
    let all = checked.diagnostics.iter().cloned();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        all.partition(|it| it.severity == Severity::Error);
    shown_findings(checked, &errors)?;
    match diagnostic::summary(&warnings) {
        Some(summary) => tell(&format!("{summary}; `cargo xtask lint` shows more\n")),
        None => Ok(()),
    }
}

fn shown_findings(checked: &Checked, found: &[Diagnostic]) -> io::Result<()> {
    let style = if io::stderr().is_terminal() { Style::Coloured } else { Style::Plain };
    let mut text = diagnostic::render_all(&checked.files, found, style);
    if let Some(summary) = diagnostic::summary(found) {
        let code = found.iter().find(|it| it.severity == Severity::Error);
        let hint = code.or(found.first()).map_or("", |it| it.explanation.code);
        let _ = writeln!(text, "{summary}; `cargo xtask explain {hint}` tells more");
    }
    tell(&text)
}
