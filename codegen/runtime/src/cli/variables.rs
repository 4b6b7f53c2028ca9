//! Environment variables of settings.

use super::super::description::Vendor;
use clap::{Arg, ValueHint};

/// The settings of the key for encrypting and decrypting bodies.
pub(super) const KEY: [(&str, &str); 3] = [
    ("crypto-key-id", "key id"),
    ("server-cert", "the server's certificate"),
    ("client-key", "the client's private key"),
];
/// The settings of the second key, which decrypts answers only.
pub(super) const SECOND_KEY: [(&str, &str); 2] = [
    ("crypto-key-id-2", "id of the second key"),
    ("client-key-2", "the client's second private key"),
];

/// The setting of the key that callbacks are signed with.
pub(super) const CALLBACK_KEY: &str = "callback-key";

/// The setting of the offset of local times.
pub(super) const UTC_OFFSET: &str = "utc-offset";

/// The help text on keys, which have no options.
pub(super) fn about_keys(vendor: &Vendor) -> String {
    let [id, server, client] = KEY.map(|(name, _)| variable(vendor, name));
    let [second_id, second_client] = SECOND_KEY.map(|(name, _)| variable(vendor, name));
    format!(
        "Bodies are encrypted with the key {id} from the files {server} and {client}. For a \
         second key, {second_id} and {second_client} allow answers to be decrypted \
         with it too."
    )
}

/// The environment variable of a setting.
pub(super) fn variable(vendor: &Vendor, name: &str) -> String {
    format!("{}_{name}", vendor.id).replace('-', "_").to_uppercase()
}

/// The option for a file of settings.
pub(super) fn credentials() -> Arg {
    Arg::new("credentials")
        .long("credentials")
        .value_name("FILE")
        .value_hint(ValueHint::FilePath)
        .help("A file of lines NAME=VALUE, which override the environment")
}
