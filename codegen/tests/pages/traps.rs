//! What the text of a page does not tell, or tells in an unusual way: small pages with one such
//! trap each, and what import makes of them.
//!
//! Each file of `traps/` has the parts in which its page differs from `traps/plain.txt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use codegen::diagnostic::{Style, render};
use codegen::import::{ImportReport, Status};
use codegen::load::load;
use codegen::raw::Pages;
use similar::TextDiff;

use super::support::{audited, base, import, with};

pub(crate) struct Trap {
    pub(crate) name: String,
    about: String,
    pub(crate) page: String,
}

/// The parts of a file behind its first line, each behind its title.
fn parts(text: &str) -> (&str, Vec<(&str, &str)>) {
    let (about, parts) = text.split_once('\n').unwrap();
    let parts = parts.split("=== ").skip(1).map(|part| part.split_once('\n').unwrap());
    (about, parts.collect())
}

pub(crate) fn all() -> Vec<Trap> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/traps");
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let plain = read(&folder.join("plain.txt"));
    let (_, plain) = parts(&plain);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut traps: Vec<_> = entries
        .map(|path| {
            let text = read(&path);
            let (about, own) = parts(&text);
            let is_part = |title: &str| plain.iter().any(|(known, _)| *known == title);
            assert!(own.iter().all(|(title, _)| is_part(title)), "{}", path.display());
            let page = plain.iter().map(|(title, part)| {
                own.iter()
                    .find(|(known, _)| known == title)
                    .map_or(*part, |(_, own)| own)
            });
            Trap {
                name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
                about: about.to_owned(),
                page: page.collect::<Vec<_>>().join("\n"),
            }
        })
        .collect();
    traps.sort_by(|a, b| a.name.cmp(&b.name));
    traps
}

/// The files of the spec and those that the plain page becomes.
fn before(traps: &[Trap]) -> BTreeMap<String, String> {
    let plain = traps.iter().find(|trap| trap.name == "plain").unwrap();
    let texts = base().into_iter();
    let mut before: BTreeMap<_, _> =
        texts.map(|text| (text.name, String::from_utf8(text.bytes).unwrap())).collect();
    before.extend(import(base(), plain.page.clone()).writes);
    before
}

/// The report of an import, and how its files differ from those that were there.
fn told(
    trap: &Trap,
    imported: &ImportReport,
    before: &BTreeMap<String, String>,
) -> String {
    let mut told = format!("{}\n\n", trap.about);
    let page = &imported.pages[0];
    let open = page.to_confirm;
    let _ = writeln!(told, "{:?} `{}`, {open} to be confirmed", page.status, page.id);
    for finding in &page.findings {
        let _ = writeln!(told, "{}", render(&imported.files, finding, Style::Plain));
    }
    for note in &page.notes {
        let _ = writeln!(told, "note: {note}");
    }
    for (name, text) in &imported.writes {
        let empty = String::new();
        let known = match before.get(name) {
            Some(known) if trap.name != "plain" => known,
            _ => &empty,
        };
        let diff = TextDiff::from_lines(known, text);
        let _ = write!(told, "\n{name}\n{}", diff.unified_diff().context_radius(1));
    }
    told
}

#[test]
fn each_is_read_as_its_snapshot_shows() {
    let traps = all();
    let before = before(&traps);
    for trap in &traps {
        let imported = import(base(), trap.page.clone());
        insta::assert_snapshot!(trap.name.clone(), told(trap, &imported, &before));
    }
}

/// Lint asks for confirmations and nothing else, the client can be generated, and the page says
/// what was made of it.
#[test]
fn each_goes_on_to_a_client() {
    for Trap { name, page, .. } in all() {
        let imported = import(base(), page.clone());
        let files: Vec<_> = imported.writes.into_iter().collect();
        let spec = with(base(), &files);
        let checked = codegen::check(spec.clone());
        for found in &checked.diagnostics {
            let told = render(&checked.files, found, Style::Plain);
            // Beside what is to be confirmed, pages may have other rules for one name.
            let code = found.explanation.code;
            assert!(["L046", "L050"].contains(&code), "{name}: {told}");
        }
        codegen::generate(&checked.api.unwrap(), &checked.history).unwrap();
        let unread = imported.pages[0].findings.len();
        let audited = audited(spec.clone(), page.clone());
        assert_eq!(audited.pages[0].findings.len(), unread, "{name}");
        let again = import(spec, page);
        assert_eq!(again.pages[0].status, Status::Unchanged, "{name}");
    }
}

/// A page in the portal's other language: every label is replaced by its translation.
fn translated(page: &str, layout: &Pages) -> String {
    let labels = &layout.labels;
    let lists = [
        &labels.version,
        &labels.request_headers,
        &labels.request_parameters,
        &labels.response_headers,
        &labels.response_parameters,
        &labels.response_codes,
        &labels.code,
        &labels.message,
        &labels.description,
        &labels.show_all,
        &labels.test_cases,
        &labels.encrypted,
        &labels.length,
        &labels.min,
        &labels.max,
    ];
    let mut words: Vec<(&str, &str)> =
        lists.iter().map(|words| (words[0].as_str(), words[1].as_str())).collect();
    let half = layout.needs.len() / 2;
    let (english, korean) = layout.needs.split_at(half);
    words.extend(english.iter().zip(korean).map(|(a, b)| (&*a.label, &*b.label)));
    let word = |text: &str| {
        let known = words.iter().find(|(english, _)| *english == text.trim());
        known.map_or(text.to_owned(), |(english, korean)| text.replace(english, korean))
    };
    let line = |line: &str| {
        let parts = line.split(',').map(|part| match part.split_once(':') {
            Some((label, rest)) => format!("{}:{rest}", word(label)),
            None => word(part),
        });
        parts.collect::<Vec<_>>().join(",")
    };
    page.lines().map(|it| line(it) + "\n").collect()
}

/// The lines of a file, but for those that say where a thing stands or quote the page.
fn facts(files: &BTreeMap<String, String>) -> Vec<&str> {
    let quotes = ["section:", "constraint:", "confirm:", "page_says:"];
    let lines = files.values().flat_map(|text| text.lines());
    lines.filter(|line| !quotes.iter().any(|key| line.trim().starts_with(key))).collect()
}

#[test]
fn each_says_the_same_in_korean() {
    let layout = load(base()).spec.unwrap().pages.unwrap();
    for Trap { name, page, .. } in all() {
        let korean = translated(&page, &layout);
        assert!(korean.contains("시험") && !korean.contains("Trials"), "{korean}");
        let (ours, theirs) = (import(base(), page), import(base(), korean.clone()));
        let unread =
            |it: &ImportReport| it.pages[0].findings.len() + it.pages[0].notes.len();
        assert_eq!(unread(&ours), unread(&theirs), "{name}\n{korean}");
        assert_eq!(facts(&ours.writes), facts(&theirs.writes), "{name}\n{korean}");
    }
}
