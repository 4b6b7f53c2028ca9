//! Many inputs of one kind, one after the other.

use super::{Attack, Chance, Fault};
use std::collections::BTreeMap;
use std::ops::Range;
use std::thread;
use std::time::{Duration, Instant};

/// What was seen of a run.
#[derive(Default)]
pub struct Figures {
    /// How many inputs ended in which way.
    pub outcomes: BTreeMap<&'static str, u64>,
    /// All of it.
    pub total: Duration,
    /// The longest time that one input took.
    pub slowest: Duration,
    /// Which input took it.
    pub slowest_input: u64,
    /// In bytes.
    pub longest: usize,
}

/// Says which input it was, if that ends in a panic.
struct Told<'a>(&'a str, u64, u64);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let Self(name, seed, input) = self;
            eprintln!("a panic at input {input} of {name} with the seed {seed}");
        }
    }
}

/// Tries the inputs of those numbers.
///
/// # Errors
///
/// The first of which something does not hold, with its number.
pub fn run(attack: &Attack, seed: u64, inputs: Range<u64>) -> Result<Figures, Fault> {
    let mut figures = Figures::default();
    let begun = Instant::now();
    for input in inputs {
        let bytes = (attack.make)(&mut Chance::of(seed, input));
        let told = Told(attack.name, seed, input);
        let at = Instant::now();
        let held = (attack.hold)(&bytes);
        let took = at.elapsed();
        drop(told);
        let outcome = held.map_err(|fault| {
            let (name, text) = (attack.name, bytes.escape_ascii());
            format!("input {input} of {name} with the seed {seed}: {fault}\n{text}")
        })?;
        *figures.outcomes.entry(outcome).or_default() += 1;
        figures.longest = figures.longest.max(bytes.len());
        if took > figures.slowest {
            (figures.slowest, figures.slowest_input) = (took, input);
        }
    }
    figures.total = begun.elapsed();
    Ok(figures)
}
