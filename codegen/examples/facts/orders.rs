//! Captures in other orders, and in several calls: the spec is the same.

use std::collections::BTreeMap;

use codegen::import;
use codegen::load::SourceText;

use super::compare::Difference;
use super::mutations::Chance;
use super::{Failure, read};

/// The files that are not the same as those of one call with all captures.
pub(super) fn different(
    shared: &[SourceText],
    captures: &[SourceText],
    count: usize,
) -> Result<Vec<Difference>, Failure> {
    let together = read::with(shared, &read::report(shared, captures)?);
    let renaming = import::rename(&together);
    println!("{} other names of all captures together", renaming.notes.len());
    let together = renamed(&together);
    let mut chance = Chance(2026);
    let mut different = Vec::new();
    for number in 1..=count {
        let mut rest = captures.to_vec();
        let mut spec = shared.to_vec();
        while !rest.is_empty() {
            let size = if number == 1 { 1 } else { 1 + chance.below(9) };
            let mut batch = Vec::new();
            for _ in 0..size.min(rest.len()) {
                batch.push(rest.swap_remove(chance.below(rest.len())));
            }
            let report = read::report(&spec, &batch)?;
            spec.retain(|text| !report.writes.contains_key(&text.name));
            spec = read::with(&spec, &report);
        }
        let apart = renamed(&spec);
        let names = together.iter().chain(&apart).map(|(name, _)| name);
        let mut names: Vec<_> = names.collect();
        names.sort();
        names.dedup();
        for name in names {
            let of = |files: &[(String, String)]| {
                let file = files.iter().find(|(own, _)| own == name);
                file.map_or("", |(_, text)| text.as_str()).to_owned()
            };
            let (one, other) = (of(&together), of(&apart));
            let mut lines = one.lines().zip(other.lines());
            let (one_line, other_line) =
                lines.find(|(a, b)| a != b).unwrap_or(("an end", "an end"));
            if one != other {
                different.push(Difference {
                    api: name.clone(),
                    fact: format!("order {number}"),
                    known: one_line.trim().to_owned(),
                    imported: other_line.trim().to_owned(),
                    reason: None,
                });
            }
        }
    }
    println!("{count} orders");
    Ok(different)
}

/// The files of a spec, with the names that one import of all captures gives.
fn renamed(spec: &[SourceText]) -> Vec<(String, String)> {
    let text = |text: &SourceText| String::from_utf8_lossy(&text.bytes).into_owned();
    let renaming = import::rename(spec);
    let files = spec.iter().map(|it| (it.name.clone(), text(it)));
    let mut files: BTreeMap<_, _> =
        files.filter(|(name, _)| !renaming.removes.contains(name)).collect();
    files.extend(renaming.writes);
    files.into_iter().collect()
}
