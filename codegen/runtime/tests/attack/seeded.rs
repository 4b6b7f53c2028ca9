//! A small part of what `cargo run --example attack` tries.

use super::{ATTACKS, run};

#[test]
fn nothing_gets_through() {
    for attack in ATTACKS {
        let inputs = match attack.name {
            // Each costs an operation with a private key.
            "jwe" | "keys" => 500,
            _ => 2000,
        };
        if let Err(fault) = run(&attack, 1, 0..inputs) {
            panic!("{fault}");
        }
    }
}
