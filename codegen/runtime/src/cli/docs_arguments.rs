//! The arguments of the documentation in a browser.

use super::super::description::Vendor;
use super::fake_arguments::port;
use super::variables;
use clap::{Arg, ArgAction, Command};

const ABOUT: &str = "\
Serves the documentation to a browser on this machine, from this program alone: all operations, \
a search over names, codes and messages, and what is contradictory or not known. Requests can be \
tried: they are checked by the client's own rules while they are written, and sent to a mock server \
within this program.

With a base URL, an environment, or credentials that name one, requests can also be sent there, by \
choice and with the credentials of `call`. Unless that is a system for tests, each has to be \
confirmed.

The link that is shown has a token, which the page needs and takes out of the address.";

/// The command, without the options by which the vendor is reached.
pub(super) fn command(vendor: &Vendor) -> Command {
    Command::new("docs")
        .about("Shows the documentation in a browser, where requests can be tried")
        .long_about(ABOUT)
        .after_help(match vendor.protocol.encryption {
            Some(_) => variables::about_keys(vendor),
            None => String::new(),
        })
        .arg(port())
        .arg(
            Arg::new("open")
                .long("open")
                .action(ArgAction::SetTrue)
                .help("Opens the link in the browser of this machine"),
        )
}
