//! Mutations of captures: none changes a fact without a word of import or audit.

use std::collections::BTreeMap;

use codegen::audit;
use codegen::draft::Input;
use codegen::import::ImportReport;
use codegen::load::SourceText;

use super::compare::Difference;
use super::{Failure, read};

/// The captures of one API, and what is imported from them.
struct Group {
    captures: Vec<SourceText>,
    report: ImportReport,
}

/// The mutations that change a fact silently.
pub(super) fn silent(
    shared: &[SourceText],
    captures: &[SourceText],
    count: usize,
) -> Result<Vec<Difference>, Failure> {
    let groups = groups(shared, captures)?;
    let mut chance = Chance(2026);
    let mut silent = Vec::new();
    for _ in 0..count {
        let Some(group) = groups.get(chance.below(groups.len())) else { continue };
        let at = chance.below(group.captures.len());
        let Some(capture) = group.captures.get(at) else { continue };
        let Some((told, text)) = mutation(capture, &mut chance) else { continue };
        let mutated = SourceText {
            bytes: text.into_bytes(),
            ..capture.clone()
        };
        let mut captures = group.captures.clone();
        if let Some(capture) = captures.get_mut(at) {
            capture.clone_from(&mutated);
        }
        let report = read::report(shared, &captures)?;
        let is_same = facts(&report) == facts(&group.report);
        if is_same || words(&report) != words(&group.report) {
            continue;
        }
        let audited = audit::audit(Input {
            spec: read::with(shared, &group.report),
            layout: None,
            pages: vec![mutated],
            id: None,
        });
        let audited = audited.map_err(|_| "the spec cannot be used")?;
        let found = audited.pages.iter().map(|page| page.findings.len()).sum::<usize>();
        let before = group.report.pages.get(at).map_or(0, |page| page.findings.len());
        if found > before {
            continue;
        }
        silent.push(Difference {
            api: capture.shown.clone(),
            fact: told,
            known: "a word".to_owned(),
            imported: "silence".to_owned(),
            reason: None,
        });
    }
    println!("{count} mutations");
    Ok(silent)
}

fn groups(
    shared: &[SourceText],
    captures: &[SourceText],
) -> Result<Vec<Group>, Failure> {
    let report = read::report(shared, captures)?;
    let mut by_api: BTreeMap<String, Vec<SourceText>> = BTreeMap::new();
    for (page, text) in report.pages.iter().zip(captures) {
        by_api.entry(page.id.clone()).or_default().push(text.clone());
    }
    by_api.remove("");
    let groups = by_api.into_values().map(|captures| {
        let report = read::report(shared, &captures)?;
        Ok(Group { captures, report })
    });
    groups.collect()
}

/// The files of an import, but for what is to be confirmed in them, and for our own words.
fn facts(report: &ImportReport) -> Vec<String> {
    let lines = report.writes.values().flat_map(|text| text.lines());
    let is_fact = |line: &&str| {
        !["confirm:", "about:"].iter().any(|it| line.trim().starts_with(it))
    };
    lines.filter(is_fact).map(str::to_owned).collect()
}

/// What an import says: its findings, its notes, and what is to be confirmed.
fn words(report: &ImportReport) -> Vec<String> {
    let mut words = Vec::new();
    for page in &report.pages {
        words.push(page.status.word().to_owned());
        words.extend(page.findings.iter().map(|it| it.message.clone()));
        words.extend(page.notes.iter().cloned());
    }
    let lines = report.writes.values().flat_map(|text| text.lines());
    let is_open = |line: &&str| {
        let line = line.trim();
        ["confirm:", "known:", "encrypted: unknown", "method_standing:"]
            .iter()
            .any(|it| line.starts_with(it))
    };
    words.extend(lines.filter(is_open).map(str::to_owned));
    words
}

/// Numbers that look like chance, the same in every run.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end.max(1)
    }
}

/// A capture in which a line is dropped, doubled, exchanged with another or altered; and which.
fn mutation(capture: &SourceText, chance: &mut Chance) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(&capture.bytes).into_owned();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let filled: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, it)| !it.trim().is_empty())
        .map(|(at, _)| at)
        .collect();
    let at = *filled.get(chance.below(filled.len()))?;
    let other = *filled.get(chance.below(filled.len()))?;
    let line = lines.get(at)?.clone();
    let what = match chance.below(4) {
        0 => {
            lines.remove(at);
            "dropped"
        }
        1 => {
            lines.insert(at, line.clone());
            "doubled"
        }
        2 => {
            lines.swap(at, other);
            "exchanged"
        }
        _ => {
            *lines.get_mut(at)? = altered(&line, chance);
            "altered"
        }
    };
    Some((format!("line {} `{}` {what}", at + 1, line.trim()), lines.join("\n")))
}

/// A line in which one letter or digit is another one.
fn altered(line: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    let all = letters.iter().enumerate().filter(|(_, c)| c.is_alphanumeric());
    let places: Vec<usize> = all.map(|(at, _)| at).collect();
    let at = places.get(chance.below(places.len())).copied();
    let Some(letter) = at.and_then(|at| letters.get_mut(at)) else {
        return format!("{line}!");
    };
    *letter = match *letter {
        '9' => '0',
        c if c.is_ascii_digit() => char::from_u32(u32::from(c) + 1).unwrap_or('0'),
        'x' => 'y',
        _ => 'x',
    };
    letters.into_iter().collect()
}
