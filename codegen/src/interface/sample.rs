//! The sample: a small spec that belongs to this module, of which the emitted files are listed.
//!
//! It has one of everything that the emitters distinguish, and is not edited with the spec of a
//! vendor, so a change of its files is one of the generator. Extending it adds lines to the
//! listing, which are told as additions.

use crate::baseline;
use crate::emit::{EMITTERS, Emitter};
use crate::history::History;
use crate::load::SourceText;
use crate::{parallel, print};

const SAMPLE: &str = include_str!("sample.txt");

/// The files of the client that callers see and that are not copied from the runtime, by path. A
/// sample that cannot be read has none, which the test of the listing reports.
pub(super) fn emitted() -> Vec<(String, String)> {
    let files = SAMPLE.split("=== ").skip(1).filter_map(|file| file.split_once('\n'));
    let texts = files.map(|(name, text)| SourceText {
        name: name.to_owned(),
        shown: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        unread: None,
    });
    let Ok(api) = baseline::model(texts.collect()) else { return Vec::new() };
    let history = History::default();
    let units: Vec<(&Emitter, usize, String)> = EMITTERS
        .iter()
        .filter(|emitter| emitter.name != "runtime")
        .flat_map(|emitter| {
            let paths = (emitter.paths)(&api).into_iter().enumerate();
            paths.map(move |(position, path)| (emitter, position, path))
        })
        .filter(|(.., path)| is_listed(path))
        .collect();
    let printed = parallel::map(&units, |(emitter, position, path)| {
        let content = (emitter.emit)(&api, &history, *position)?;
        let bytes = print::print(path, emitter, content).ok()?;
        Some((path.clone(), String::from_utf8(bytes).ok()?))
    });
    printed.into_iter().flatten().collect()
}

fn is_listed(path: &str) -> bool {
    path == "Cargo.toml" || (path.starts_with("src/") && path != "src/main.rs")
}
