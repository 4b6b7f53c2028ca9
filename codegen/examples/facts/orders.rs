//! Captures in other orders, and in several calls: the spec is the same.

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
    let together = files(&read::with(shared, &read::report(shared, captures)?));
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
        let apart = files(&spec);
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

/// The operations, with the codes of their tables. Names that callers use are those of whoever
/// came first: a page that comes later takes none away.
fn files(texts: &[SourceText]) -> Vec<(String, String)> {
    let text = |text: &SourceText| String::from_utf8_lossy(&text.bytes).into_owned();
    let table = |id: &str| {
        let name = format!("codes/{id}.yaml");
        let file = texts.iter().find(|it| it.name == name).map(text);
        let codes = file.as_deref().and_then(|it| it.split_once("\ncodes:\n"));
        codes.map_or_else(String::new, |(_, codes)| codes.to_owned())
    };
    let inlined = |line: &str| match line.trim().split_once(": ") {
        Some(("type_name" | "because", _)) => String::new(),
        Some(("codes", id)) => table(id),
        _ => format!("{line}\n"),
    };
    let operations = texts.iter().filter(|it| it.name.starts_with("operations/"));
    operations
        .map(|it| (it.name.clone(), text(it).lines().map(inlined).collect()))
        .collect()
}
