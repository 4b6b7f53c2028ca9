//! Options that several commands share.

use std::iter::repeat_n;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

/// The options of a command.
pub(crate) trait Options {
    /// Defines the command's description and its arguments.
    fn define(command: clap::Command) -> clap::Command;

    /// The options that were given.
    fn read(options: ArgMatches) -> Self;
}

pub(crate) fn is_json(options: &ArgMatches) -> bool {
    options.get_one::<String>("format").is_some_and(|format| format == "json")
}

/// The folder that was named, or else the project's own.
pub(crate) fn folder(options: &mut ArgMatches, name: &str) -> PathBuf {
    let is_own = options.value_source(name) == Some(ValueSource::DefaultValue);
    let folder: PathBuf = options.remove_one(name).unwrap_or_default();
    if is_own { project().join(folder) } else { folder }
}

/// The nearest folder with a spec, from here upwards, so that it makes no difference where in
/// the project one stands; here, where there is none.
fn project() -> PathBuf {
    let steps = std::env::current_dir().map_or(0, |here| here.ancestors().count());
    let upwards = (0..steps).map(|steps| repeat_n("..", steps).collect::<PathBuf>());
    let mut with_spec = upwards.filter(|up| up.join("spec/api.yaml").is_file());
    with_spec.next().unwrap_or_default()
}

/// The output format: one of these, or else the first.
pub(crate) fn format<const N: usize>(formats: [&'static str; N]) -> Arg {
    let arg = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .help("Format of the output");
    arg.value_parser(formats).default_value(formats.first().copied().unwrap_or_default())
}

pub(crate) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

pub(crate) fn pages() -> Arg {
    Arg::new("page")
        .value_name("PAGE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("A page saved as plain text: select all of it in the browser, copy and save it")
}

pub(crate) fn operation_id() -> Arg {
    Arg::new("id").long("id").value_name("ID").help(
        "The operation of the page, instead of the one that has its method and path",
    )
}

pub(crate) fn spec() -> Arg {
    folder_arg("spec", "spec", "Folder of the spec")
}

pub(crate) fn folder_arg(
    name: &'static str,
    default: &'static str,
    help: &'static str,
) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .default_value(default)
        .help(help)
}
