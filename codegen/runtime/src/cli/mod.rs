//! The command line: calls the vendor, runs the mock server, and lists the documentation; with the
//! feature `gateway`, it also runs a gateway that signs and encrypts plain JSON for programs in
//! other languages, and with the feature `docs` it shows the documentation in a browser.
//!
//! Exit codes: 0 for success; 1 if the vendor refuses or the answer is not documented; 2 if
//! something is wrong and nothing was sent; 3 if no answer was received; 4 if an answer was
//! received but could not be shown.

mod arguments;
mod asked;
mod call;
mod callback;
mod callback_arguments;
mod codes;
#[cfg(feature = "docs")]
mod docs;
#[cfg(feature = "docs")]
mod docs_arguments;
mod fake_arguments;
mod form;
mod from;
#[cfg(feature = "gateway")]
mod gateway;
#[cfg(feature = "gateway")]
mod gateway_arguments;
mod given;
#[cfg(not(feature = "encryption"))]
mod keyless;
#[cfg(feature = "encryption")]
mod keys;
mod lists;
mod options;
mod outcome;
mod output;
mod preview;
mod problem;
mod schema;
mod second;
mod sent;
mod serve;
mod settings;
mod shown;
mod signals;
mod terminal;
mod token;
mod tree;
mod untyped;
mod upload;
mod variables;

pub use self::terminal::{Ask, Terminal};

use self::problem::Problem;
use self::terminal::End;
use super::description::Vendor;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

/// Runs the command line with the arguments of the process.
#[must_use]
pub fn main(vendor: &'static Vendor) -> ExitCode {
    let mut terminal = Terminal {
        input: &mut io::stdin(),
        out: &mut io::stdout(),
        err: &mut io::stderr(),
        variable: &|name| std::env::var_os(name),
        fixed: None,
        ask: io::stdin().is_terminal().then_some(&hidden_input),
        is_screen: io::stdout().is_terminal(),
        on_stop: &signals::watch,
    };
    run(vendor, std::env::args_os(), &mut terminal).into()
}

/// Asks for a value that is not shown while it is typed.
fn hidden_input(prompt: &str) -> io::Result<String> {
    rpassword::prompt_password(prompt)
}

/// Runs the command line with these arguments, the first of which is the program, and returns the
/// exit code.
pub fn run(
    vendor: &'static Vendor,
    arguments: impl IntoIterator<Item = OsString>,
    terminal: &mut Terminal<'_>,
) -> u8 {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let for_machines = call::is_for_machines(&arguments);
    let end = match arguments::command(vendor).try_get_matches_from(arguments) {
        Ok(matches) => match matches.subcommand() {
            Some(("call", matches)) => Ok(call::call(vendor, matches, terminal)),
            Some(("callback", matches)) => callback::send(vendor, matches, terminal),
            Some(("fake", matches)) => serve::serve(vendor, matches, terminal),
            #[cfg(feature = "gateway")]
            Some(("gateway", matches)) => gateway::serve(vendor, matches, terminal),
            #[cfg(feature = "docs")]
            Some(("docs", matches)) => docs::serve(vendor, matches, terminal),
            Some(("codes", matches)) => lists::codes(vendor, matches, terminal),
            Some(("operations", matches)) => {
                lists::operations(vendor, matches, terminal)
            }
            Some(("schema", matches)) => schema::show(matches, terminal),
            Some(("completions", matches)) => {
                lists::completions(vendor, matches, terminal)
            }
            _ => Ok(End::Invalid),
        },
        Err(error) => usage(&error, for_machines, terminal),
    };
    let end = end.unwrap_or_else(|error| {
        // A reader that closes the pipe has seen enough.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return End::Fine;
        }
        let _ =
            writeln!(terminal.err, "error: the output could not be written: {error}");
        End::Invalid
    });
    end as u8
}

/// Writes help or usage errors. Errors name options only: another argument may be personal data
/// that was not quoted.
fn usage(
    error: &clap::Error,
    for_machines: bool,
    terminal: &mut Terminal<'_>,
) -> io::Result<End> {
    use ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion,
    };
    if matches!(error.kind(), DisplayHelp | DisplayVersion) {
        return terminal.show(&error.to_string()).map(|()| End::Fine);
    }
    if error.kind() == DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = write!(terminal.err, "{error}");
        return Ok(End::Invalid);
    }
    let invalid = error.get(ContextKind::InvalidArg);
    let no_value = matches!(
        error.get(ContextKind::InvalidValue),
        Some(ContextValue::String(value)) if value.is_empty()
    );
    let what = match error.kind() {
        ErrorKind::ArgumentConflict if invalid == error.get(ContextKind::PriorArg) => {
            "given more than once"
        }
        ErrorKind::InvalidValue if no_value => "a value is missing",
        kind => kind.as_str().unwrap_or("invalid arguments"),
    };
    let option = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand]
        .into_iter()
        .find_map(|kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.clone()),
            Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
            _ => None,
        });
    let option = option.as_deref().and_then(|option| option.split(['=', ' ']).next());
    let option = option.filter(|option| is_option(option));
    if for_machines {
        let problem = Problem::new(option.unwrap_or("arguments"), "arguments", what);
        return Ok(call::refuse(vec![problem], terminal));
    }
    let _ = match option {
        Some(option) => writeln!(terminal.err, "error: {what}: {option}"),
        None => writeln!(terminal.err, "error: {what}"),
    };
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        let _ = writeln!(terminal.err, "Possible values: {}.", values.join(", "));
    }
    let _ = writeln!(
        terminal.err,
        "Nothing was sent. Quote values that contain spaces; see `--help`."
    );
    Ok(End::Invalid)
}

/// Whether a text can be the name of an option: numbers and words in other scripts may be
/// personal data.
fn is_option(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '.' | '_');
    text.starts_with("--") && text.chars().all(plain)
}
