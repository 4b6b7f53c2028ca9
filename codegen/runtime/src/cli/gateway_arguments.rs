//! The arguments of the gateway.

use super::super::description::Vendor;
use super::fake_arguments::port;
use super::variables;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use std::net::IpAddr;

/// The most connections, unless the caller says so.
pub(super) const CONNECTIONS: u32 = 256;

/// The setting of the token that callers need.
pub(super) const TOKEN: &str = "gateway-token";

const ABOUT: &str = "\
Takes plain JSON at the documented methods and paths, checks it, signs and encrypts it, sends it, \
and answers with the decrypted JSON. It describes itself at /openapi.json, and tells its state at /livez, /readyz and /metrics. A line of JSON for each call goes to the standard error, without \
secrets and personal data.

Callers need the token, as `Authorization: Bearer TOKEN`. Files of settings are read again when \
they change. The first signal to stop ends it when everything in flight is answered.";

/// The command, without the options by which the vendor is reached.
pub(super) fn command(vendor: &Vendor) -> Command {
    let token = variables::variable(vendor, TOKEN);
    Command::new("gateway")
        .about("Runs a gateway that signs and encrypts plain JSON")
        .long_about(ABOUT)
        .after_help(match vendor.protocol.encryption {
            Some(_) => variables::about_keys(vendor),
            None => String::new(),
        })
        .arg(port())
        .args(addressed())
        .arg(
            Arg::new("token-file")
                .long("token-file")
                .value_name("FILE")
                .value_hint(ValueHint::FilePath)
                .help(format!(
                    "The file of the token that callers need [env: {token}] [default: a new \
                     token, which is shown once]"
                )),
        )
        .arg(
            Arg::new("openapi")
                .long("openapi")
                .action(ArgAction::SetTrue)
                .help("Writes the OpenAPI document of the gateway, and does nothing else"),
        )
        .arg(
            Arg::new("client-timeout")
                .long("client-timeout")
                .value_name("SECONDS")
                .value_parser(value_parser!(u64).range(1..=86_400))
                .default_value("30")
                .help("How long a caller may take to send a request, or to read an answer"),
        )
        .arg(
            Arg::new("max-connections")
                .long("max-connections")
                .value_name("N")
                .value_parser(value_parser!(u32).range(1..=65_536))
                .default_value("256")
                .help("The most connections at a time; others wait"),
        )
}

/// Where it listens, and the names that lead there.
fn addressed() -> [Arg; 3] {
    [
        Arg::new("listen")
            .long("listen")
            .value_name("ADDRESS")
            .value_parser(value_parser!(IpAddr))
            .default_value("127.0.0.1")
            .help(
                "The address. Another one than that of this machine alone needs \
                 `--behind-proxy` and `--host`",
            ),
        Arg::new("behind-proxy")
            .long("behind-proxy")
            .action(ArgAction::SetTrue)
            .requires("host")
            .help(
                "States that a proxy with TLS stands in front, and that nobody else can reach \
                 the address: the gateway itself speaks plain HTTP",
            ),
        Arg::new("host")
            .long("host")
            .value_name("HOST")
            .action(ArgAction::Append)
            .help(
                "Another name by which callers ask for the gateway, with a port or for any. \
                 May be repeated",
            ),
    ]
}
