//! The arguments of the command `callback`.

use super::super::description::Vendor;
use super::super::fake::CallbackFault;
use super::variables::{self, variable};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

/// The command, if the vendor sends callbacks.
pub(super) fn command(vendor: &'static Vendor) -> Option<Command> {
    if vendor.callbacks.is_empty() {
        return None;
    }
    let ids = vendor.callbacks.iter().map(|callback| callback.spec.id);
    let faults = CallbackFault::ALL.iter().map(|(name, _)| *name);
    let key = variable(vendor, variables::CALLBACK_KEY);
    let [.., (client, _)] = variables::KEY;
    let are_encrypted = vendor.callbacks.iter().any(|it| it.spec.encrypted);
    let sealing = if are_encrypted {
        let client = variable(vendor, client);
        format!(" One that is encrypted is so for the private key in the file {client}.")
    } else {
        String::new()
    };
    let signed_with = signed_with(vendor, &key);
    let command = Command::new("callback")
        .about("Sends a callback to a server of yours, as the vendor would")
        .after_help(format!(
            "A callback that is signed is signed with the {signed_with}.{sealing}"
        ))
        .arg(
            Arg::new("callback")
                .value_name("CALLBACK")
                .required(true)
                .value_parser(PossibleValuesParser::new(ids))
                .help("The callback"),
        )
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("URL")
                .required(true)
                .value_hint(ValueHint::Url)
                .help("The URL of the server, beginning with http://"),
        )
        .arg(variables::credentials())
        .arg(
            Arg::new("field")
                .long("field")
                .value_name("NAME=JSON")
                .action(ArgAction::Append)
                .help("Sets a field to a value in JSON"),
        )
        .arg(
            Arg::new("fault")
                .long("fault")
                .value_name("WHAT")
                .value_parser(PossibleValuesParser::new(faults))
                .help("Makes something wrong or unexpected"),
        )
        .arg(
            Arg::new("times")
                .long("times")
                .value_name("N")
                .value_parser(value_parser!(u16).range(1..))
                .default_value("1")
                .help("Delivers the same event so many times"),
        );
    Some(command)
}

/// What a callback is signed with. Another process than the mock server's has another RSA key.
fn signed_with(vendor: &Vendor, key: &str) -> String {
    let mut signing = vendor.callbacks.iter().filter_map(|it| it.spec.protocol.signing);
    if signing.any(|it| it.recipe.algorithm.name().is_rsa()) {
        format!("private key in {key}, in PEM")
    } else {
        format!("key in {key}, or with that of the mock server")
    }
}
