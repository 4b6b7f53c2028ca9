//! The client's side of what is fuzzed: the runtime as a generated client has it, with what must
//! hold of any input.

use std::path::Path;

#[path = "../runtime/tests/attack/mod.rs"]
pub mod attack;
#[path = "../runtime/src/lib.rs"]
pub mod runtime;
#[path = "../runtime/tests/sample.rs"]
pub mod sample;
#[path = "../runtime/tests/vendor.rs"]
pub mod vendor;

fn attack(name: &str) -> &'static attack::Attack {
    let attack = attack::ATTACKS.iter().find(|attack| attack.name == name);
    attack.expect("the kind of input has a name")
}

/// Writes inputs that are nearly right to where a run begins, if that is there.
pub fn begin(name: &str) {
    let folder = Path::new("corpus").join(name);
    for input in 0..200 {
        let bytes = (attack(name).make)(&mut attack::Chance::of(1, input));
        // Without them a run takes longer, and that is all.
        let _ = std::fs::write(folder.join(format!("seed-{input}")), bytes);
    }
}

/// Tries an input of that kind, and panics where something does not hold.
///
/// # Panics
///
/// As said.
pub fn hold(name: &str, input: &[u8]) {
    if let Err(fault) = (attack(name).hold)(input) {
        panic!("{fault}");
    }
}
