//! The environment variables of settings.

use super::super::description::Vendor;

/// The settings of the key that bodies are encrypted and decrypted with.
pub(super) const KEY: [(&str, &str); 3] = [
    ("crypto-key-id", "key id"),
    ("server-cert", "the server's certificate"),
    ("client-key", "the client's private key"),
];
/// Those of the key that answers are decrypted with too.
pub(super) const SECOND_KEY: [(&str, &str); 2] = [
    ("crypto-key-id-2", "id of the second key"),
    ("client-key-2", "the client's second private key"),
];

/// What the help says of keys, which no option gives.
pub(super) fn about_keys(vendor: &Vendor) -> String {
    let [id, server, client] = KEY.map(|(name, _)| variable(vendor, name));
    let [second_id, second_client] = SECOND_KEY.map(|(name, _)| variable(vendor, name));
    format!(
        "Bodies are encrypted with the key {id}, whose files {server} and {client} name. While \
         the vendor has a second one, {second_id} and {second_client} let answers be decrypted \
         with it too."
    )
}

/// The environment variable of a setting.
pub(super) fn variable(vendor: &Vendor, name: &str) -> String {
    format!("{}_{name}", vendor.id).replace('-', "_").to_uppercase()
}
