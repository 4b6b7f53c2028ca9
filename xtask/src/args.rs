//! What the options of all commands have in common.

use std::iter::repeat_n;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, value_parser};

/// The options of a command.
pub(crate) trait Options {
    /// What the command is for, and what it takes.
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

pub(crate) fn format() -> Arg {
    Arg::new("format")
        .long("format")
        .value_parser(["human", "json"])
        .default_value("human")
        .help("For people, or for editors and CI")
}

pub(crate) fn pages() -> Arg {
    Arg::new("page")
        .value_name("PAGE")
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help("A page as plain text: all of it selected, copied and saved")
}

pub(crate) fn operation_id() -> Arg {
    Arg::new("id")
        .long("id")
        .value_name("ID")
        .help("The operation, where the path is not to decide")
}

pub(crate) fn spec() -> Arg {
    folder_arg("spec", "spec", "The folder of the spec")
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
