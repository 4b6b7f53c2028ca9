//! Attacks on what the client takes from outside: what must hold of any input, and inputs that are
//! nearly right.
//!
//! The fuzz targets (`codegen/fuzz`), the seeded runner (`examples/attack.rs`) and a small seeded
//! part of `cargo test` share them. None of it knows more of the runtime than its public items.

pub mod address;
pub mod answer;
pub mod chance;
pub mod field;
pub mod jwe;
pub mod key;
pub mod mutate;
pub mod plain_json;
pub mod run;
#[cfg(test)]
mod seeded;

pub use chance::Chance;
pub use mutate::mutated;
pub use run::{Figures, run};

/// Why something does not hold, or could not be tried.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What became of an input of which everything holds, in a word or two.
pub type Held = Result<&'static str, Fault>;

/// A kind of input.
#[derive(Clone, Copy)]
pub struct Attack {
    /// What the inputs are.
    pub name: &'static str,
    /// Makes an input that is right but for a few changes.
    pub make: fn(&mut Chance) -> Vec<u8>,
    /// Tries any bytes. A panic is a fault as well.
    pub hold: fn(&[u8]) -> Held,
}

/// All kinds.
pub const ATTACKS: [Attack; 5] = [
    Attack {
        name: "answers",
        make: answer::make,
        hold: answer::hold,
    },
    Attack {
        name: "jwe",
        make: jwe::make,
        hold: jwe::hold,
    },
    Attack {
        name: "keys",
        make: key::make,
        hold: key::hold,
    },
    Attack {
        name: "addresses",
        make: address::make,
        hold: address::hold,
    },
    Attack {
        name: "fields",
        make: field::make,
        hold: field::hold,
    },
];

/// A fault unless `holds`.
pub(crate) fn must(holds: bool, what: impl FnOnce() -> String) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(what().into()) }
}

/// A fault if what is shown could change what a terminal shows, or has `secret` in it.
pub(crate) fn shows_nothing(shown: &str, secret: &str) -> Result<(), Fault> {
    must(!shown.contains(secret), || {
        format!("it shows what was sent or received: {shown}")
    })?;
    must(!shown.chars().any(|c| c.is_control() && c != '\n'), || {
        format!("it shows control characters: {shown:?}")
    })
}
