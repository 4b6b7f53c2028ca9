//! The command line: it calls the vendor, plays it, and tells what is documented of it.
//!
//! It exits with 0 where the vendor says success, 1 where it refuses or its answer is not
//! documented, 2 where nothing was sent since something is wrong, 3 where no answer came, and 4
//! where one came and could not be shown.

mod arguments;
mod call;
mod form;
mod lists;
mod outcome;
mod problem;
mod serve;
mod settings;
mod shown;
mod signals;
mod terminal;
mod variables;

pub use self::terminal::Terminal;

use self::problem::Problem;
use self::terminal::End;
use super::description::Vendor;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// Does what the arguments of the process say.
#[must_use]
pub fn main(vendor: &'static Vendor) -> ExitCode {
    let mut terminal = Terminal {
        out: &mut io::stdout(),
        err: &mut io::stderr(),
        variable: &|name| std::env::var_os(name),
        fixed: None,
        on_stop: &signals::watch,
    };
    run(vendor, std::env::args_os(), &mut terminal).into()
}

/// Does what the arguments say, of which the first is the program, and returns the exit code.
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
            Some(("fake", matches)) => serve::serve(vendor, matches, terminal),
            Some(("codes", matches)) => lists::codes(vendor, matches, terminal),
            Some(("operations", matches)) => {
                lists::operations(vendor, matches, terminal)
            }
            Some(("completions", matches)) => {
                lists::completions(vendor, matches, terminal)
            }
            _ => Ok(End::Invalid),
        },
        Err(error) => usage(&error, for_machines, terminal),
    };
    let end = end.unwrap_or_else(|error| {
        // Whoever reads no further has seen what he wanted to see.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return End::Fine;
        }
        let _ =
            writeln!(terminal.err, "error: the output could not be written: {error}");
        End::Invalid
    });
    end as u8
}

/// Help, or what is wrong with the arguments. An argument may be somebody's name that was not
/// quoted, so that only names of options are repeated.
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
        kind => kind.as_str().unwrap_or("the arguments are wrong"),
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
        let _ = writeln!(terminal.err, "It takes {}.", values.join(", "));
    }
    let _ = writeln!(
        terminal.err,
        "Nothing was sent. Values with spaces in them need quotes; `--help` tells what there is."
    );
    Ok(End::Invalid)
}

/// Whether a text can be the name of an option: numbers and words in other scripts may be
/// somebody's.
fn is_option(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '.' | '_');
    text.starts_with("--") && text.chars().all(plain)
}
