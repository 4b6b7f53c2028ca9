//! The arguments of the command that runs a mock server.

use super::super::description::Vendor;
use super::super::fake::Fault;
use super::second;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

/// The port of a server.
pub(super) fn port() -> Arg {
    Arg::new("port")
        .long("port")
        .value_name("N")
        .value_parser(value_parser!(u16))
        .default_value("0")
        .help("The port; 0 chooses a free one")
}

pub(super) fn command(vendor: &'static Vendor) -> Command {
    let misbehaviours = Fault::ALL.iter().map(|(name, _)| *name);
    Command::new("fake")
        .about("Runs a mock server on this machine")
        .arg(port())
        .arg(
            Arg::new("case")
                .long("case")
                .value_name("N")
                .value_parser(value_parser!(u16).range(1..))
                .conflicts_with_all(["code", "misbehave"])
                .help("Answers with the documented test case at this position"),
        )
        .arg(
            Arg::new("code")
                .long("code")
                .value_name("CODE")
                .conflicts_with("misbehave")
                .help("Answers with this documented code"),
        )
        .arg(
            Arg::new("pending")
                .long("pending")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["case", "code", "misbehave", "delay"])
                .help("Answers that the outcome of the request is not known yet"),
        )
        .arg(
            Arg::new("misbehave")
                .long("misbehave")
                .value_name("HOW")
                .value_parser(PossibleValuesParser::new(misbehaviours))
                .help("Simulates a fault"),
        )
        .arg(
            Arg::new("delay")
                .long("delay")
                .value_name("MILLISECONDS")
                .value_parser(value_parser!(u64))
                .help("Answers after this delay"),
        )
        .arg(
            Arg::new("dir")
                .long("dir")
                .value_name("DIR")
                .value_hint(ValueHint::DirPath)
                .help("The folder for the key files [default: a new temporary folder]"),
        )
        .args(second::argument(vendor))
}
