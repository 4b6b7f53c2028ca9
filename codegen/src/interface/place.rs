//! Where a change of the interface is made.

use super::recording;
use crate::runtime_files::FILES;
use crate::semver::{Change, Effect};

/// A change without values.
pub(super) fn change(
    effect: Effect,
    subject: &str,
    fact: &'static str,
    file: &str,
) -> Change {
    let runtime = file.strip_prefix("runtime/");
    let (page, line) = match runtime {
        Some(name) => ("The client's runtime".to_owned(), line(name, subject)),
        None if file.is_empty() => ("The recording".to_owned(), 1),
        None => (format!("The generator, for {file}"), 1),
    };
    Change {
        effect,
        operations: Vec::new(),
        is_everywhere: false,
        subject: subject.to_owned(),
        fact,
        old: None,
        new: None,
        page,
        section: String::new(),
        file: if file.is_empty() { recording::FILE.to_owned() } else { shown(file) },
        line,
    }
}

/// The file of the repository: that of the runtime, or the folder of the emitters.
pub(super) fn shown(file: &str) -> String {
    match file.strip_prefix("runtime/") {
        Some(name) => format!("codegen/runtime/src/{name}"),
        None => format!("codegen/src/emit, {file}"),
    }
}

/// The first line that has the last name of an item, comments aside.
fn line(file: &str, key: &str) -> u32 {
    let text = FILES.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let name = key.trim_end_matches(|c| !is_name(c));
    let name = name.rsplit(|c| !is_name(c)).next().unwrap_or(name);
    let found = text.match_indices(name).find_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let is_whole = !before.ends_with(is_name)
            && !rest.get(name.len()..).is_some_and(|after| after.starts_with(is_name));
        let line = before.rsplit('\n').next().unwrap_or(before).trim_start();
        (is_whole && !line.starts_with("//")).then(|| before.matches('\n').count() + 1)
    });
    found.and_then(|at| u32::try_from(at).ok()).unwrap_or(1)
}
