//! Tries what the client takes from outside with many inputs that are nearly right, the same in
//! every run. Each option is a kind of input and says how many; `--seed` says which, `--from`
//! begins at one of them. The exit code is 1 where something does not hold, or where one input
//! takes more than two seconds.
//!
//! ```sh
//! cargo run --profile attack -p runtime --features encryption --example attack -- \
//!     --answers 1000000 --jwe 100000 --keys 100000 --addresses 100000 --fields 100000
//! ```

#[path = "../tests/attack/mod.rs"]
pub mod attack;
#[path = "../src/lib.rs"]
pub mod runtime;
#[path = "../tests/sample.rs"]
pub mod sample;
#[path = "../tests/vendor.rs"]
pub mod vendor;

use attack::{ATTACKS, Attack, Fault, Figures};
use std::process::ExitCode;
use std::time::Duration;

const LONGEST: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    match asked() {
        Ok(asked) => asked.run(),
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

/// How many inputs of which kinds, which seed, and which input is the first.
#[derive(Default)]
struct Asked {
    kinds: Vec<(Attack, u64)>,
    seed: u64,
    from: u64,
}

fn asked() -> Result<Asked, Fault> {
    let mut asked = Asked {
        seed: 1,
        ..Asked::default()
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(option) = arguments.next() {
        let name = option.strip_prefix("--").unwrap_or_default();
        let number =
            arguments.next().ok_or_else(|| format!("{option} needs a number"))?;
        let number = number.parse().map_err(|_| format!("{number} is not a number"))?;
        let kind = ATTACKS.into_iter().find(|attack| attack.name == name);
        match (kind, name) {
            (Some(attack), _) => asked.kinds.push((attack, number)),
            (None, "seed") => asked.seed = number,
            (None, "from") => asked.from = number,
            _ => {
                let known =
                    ATTACKS.map(|attack| format!("--{} N", attack.name)).join(" ");
                return Err(
                    format!("no option {option}: {known} --seed N --from N").into()
                );
            }
        }
    }
    if asked.kinds.is_empty() {
        asked.kinds = ATTACKS.map(|attack| (attack, 1000)).to_vec();
    }
    Ok(asked)
}

impl Asked {
    fn run(&self) -> ExitCode {
        let mut code = ExitCode::SUCCESS;
        println!("seed {}, inputs from {}\n", self.seed, self.from);
        println!("| inputs | | seconds | slowest | ends |\n|---|---|---|---|---|");
        for (attack, inputs) in &self.kinds {
            match attack::run(
                attack,
                self.seed,
                self.from..self.from.saturating_add(*inputs),
            ) {
                Ok(figures) => {
                    show(attack.name, *inputs, &figures);
                    if figures.slowest > LONGEST {
                        code = ExitCode::FAILURE;
                    }
                }
                Err(fault) => {
                    eprintln!("{fault}");
                    return ExitCode::FAILURE;
                }
            }
        }
        code
    }
}

fn show(name: &str, inputs: u64, figures: &Figures) {
    let ends =
        figures.outcomes.iter().map(|(outcome, times)| format!("{outcome} {times}"));
    let ends = ends.collect::<Vec<_>>().join(", ");
    let Figures {
        total,
        slowest,
        slowest_input,
        longest,
        ..
    } = figures;
    println!(
        "| {name} | {inputs}, up to {longest} bytes | {:.0} | {:.1} ms, input {slowest_input} | {ends} |",
        total.as_secs_f64(),
        slowest.as_secs_f64() * 1e3,
    );
}
