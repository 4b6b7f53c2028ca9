//! Imports a folder of captures into a spec without operations, and compares what it reads with
//! what is known of the pages, field by field.
//!
//! ```text
//! cargo run -p codegen --example facts -- CAPTURES FACTS [--spec DIR] [--reasons FILE]
//!     [--mutations COUNT] [--orders COUNT] [--citations COUNT] [--seed NUMBER]
//!     [--page FILE]
//! ```
//!
//! `CAPTURES` has the text of pages, `FACTS` a JSON file for each API: its path, its title, and
//! the fields, results and completeness of each part. Every difference is printed; those that a
//! line of the reasons explains stand in a list of their own. With `--mutations`, lines of the
//! captures are dropped, doubled, exchanged and altered by chance, always by the same one, and
//! each that changes a fact without a word of import or audit is printed. With `--orders`, the
//! captures are imported again in several calls, in an order of chance. With `--citations`, so many
//! facts of the spec are drawn, and each is followed to the line of the capture that it was read
//! from, or to the source that the spec names for it; `--seed` draws others, and `--page` names a
//! further page that the spec was transcribed from.
//!
//! It ends with 0 where nothing is left unexplained, with 1 where something is, and with 2 where
//! it cannot compare.

mod citations;
mod compare;
mod known;
mod mutations;
mod orders;
mod read;

use std::path::PathBuf;
use std::process::ExitCode;

use citations::Cited;
use codegen::load::{self, SourceText};
use compare::Difference;
use mutations::Chance;

/// What the command was asked.
struct Options {
    captures: PathBuf,
    facts: PathBuf,
    spec: PathBuf,
    reasons: Option<PathBuf>,
    mutations: usize,
    orders: usize,
    citations: usize,
    seed: u64,
    pages: Vec<PathBuf>,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, Failure> {
    let mut args = std::env::args().skip(1);
    let mut places = Vec::new();
    let (mut spec, mut reasons) = (PathBuf::from("spec"), None);
    let mut pages = Vec::new();
    let (mut mutations, mut orders, mut citations, mut seed) = (0, 0, 0, 2026);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("`{arg}` needs a value"));
        match arg.as_str() {
            "--spec" => spec = value()?.into(),
            "--reasons" => reasons = Some(value()?.into()),
            "--mutations" => mutations = value()?.parse()?,
            "--orders" => orders = value()?.parse()?,
            "--citations" => citations = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            "--page" => pages.push(PathBuf::from(value()?)),
            _ => places.push(PathBuf::from(arg)),
        }
    }
    let [captures, facts] = <[PathBuf; 2]>::try_from(places)
        .map_err(|_| "give the folder of the captures and that of the facts")?;
    Ok(Options {
        captures,
        facts,
        spec,
        reasons,
        mutations,
        orders,
        citations,
        seed,
        pages,
    })
}

/// Whether nothing is left unexplained.
fn run(options: &Options) -> Result<bool, Failure> {
    let reasons = read::reasons(options.reasons.as_deref())?;
    let shared = read::shared(&options.spec)?;
    let captures = read::captures(&options.captures)?;
    let imported = read::import(&shared, &captures)?;
    let known = read::facts(&options.facts)?;
    let mut differences = compare::all(&imported, &known);
    if options.mutations > 0 {
        differences.extend(mutations::silent(&shared, &captures, options.mutations)?);
    }
    if options.orders > 0 {
        differences.extend(orders::different(&shared, &captures, options.orders)?);
    }
    let (explained, open): (Vec<_>, Vec<_>) = differences
        .iter()
        .map(|it| (it, it.reason.as_deref().or_else(|| reason(&reasons, it))))
        .partition(|(_, reason)| reason.is_some());
    for (difference, _) in &open {
        println!("{difference}");
    }
    println!("\n{} with a reason:", explained.len());
    for (difference, reason) in &explained {
        println!("{difference}\n    because {}", reason.unwrap_or_default());
    }
    println!(
        "\n{} captures, {} APIs, {} differences, {} of them without a reason",
        captures.len(),
        imported.operations.len(),
        differences.len(),
        open.len()
    );
    let unfound = cited(options, captures)?;
    Ok(open.is_empty() && unfound == 0)
}

/// Prints facts of the spec by chance, each with the line that it was read from, and counts those
/// without one.
fn cited(options: &Options, mut captures: Vec<SourceText>) -> Result<usize, Failure> {
    if options.citations == 0 {
        return Ok(0);
    }
    for page in &options.pages {
        captures.push(load::read_file(page)?);
    }
    let spec = load::read(&options.spec)?;
    let cited = Cited::new(spec, captures).ok_or("the spec cannot be read")?;
    let mut facts = cited.facts();
    let (mut chance, mut unfound) = (Chance(options.seed), 0);
    let count = options.citations.min(facts.len());
    println!("\n{count} of {} facts and where they come from:", facts.len());
    for _ in 0..count {
        let citation = cited.follow(facts.swap_remove(chance.below(facts.len())));
        unfound += usize::from(citation.source.is_none());
        println!("{citation}");
    }
    println!("{unfound} of them are not found");
    Ok(unfound)
}

/// The reason whose pattern is part of the difference.
fn reason<'r>(reasons: &'r [(String, String)], it: &Difference) -> Option<&'r str> {
    let told = it.to_string();
    let mut fitting =
        reasons.iter().filter(|(pattern, _)| told.contains(pattern.as_str()));
    fitting.next().map(|(_, reason)| reason.as_str())
}
