//! The verdicts on edits, against a table of those that are true. The table was written by hand,
//! from what a client does with the vendor and a caller with the client, before the code that
//! judges.
//!
//! An edit of `verdicts/*.txt` has a name, then what is expected: of a deployed client, of the
//! code of callers, of the version, and how many changes are told. Behind it stand the files,
//! with lines that go (`-`) and those that come instead (`+`). With `back from` in its name it is
//! judged the other way round, from what comes of it to what was there.

use std::fmt::Write as _;

use codegen::semver::{self, Change, Verdict};

use super::vendor::{self, Spec, model, sound};

/// An edit, and what is true of it.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// `works; compiles; compatible; 1`
    pub(crate) expected: &'static str,
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct Piece {
    file: &'static str,
    from: String,
    to: String,
}

pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table.split("\n=== ").skip(1).map(|row| {
        let (head, body) = row.split_once('\n').unwrap();
        let (name, expected) = head.split_once(": ").unwrap();
        let (mut pieces, mut file, mut before) = (Vec::<Piece>::new(), "", 0);
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            let (sign, text) = line.split_at(1);
            let open = pieces.len() > before;
            match sign {
                // Of the same file, it starts another piece.
                "@" => (file, before) = (text.trim(), pieces.len()),
                // The file is gone.
                "!" => pieces.push(Piece { file, ..Piece::default() }),
                "-" if open && pieces.last().unwrap().to.is_empty() => {
                    push(&mut pieces.last_mut().unwrap().from, text);
                }
                "-" => {
                    let mut piece = Piece { file, ..Piece::default() };
                    push(&mut piece.from, text);
                    pieces.push(piece);
                }
                "+" => {
                    if !open {
                        pieces.push(Piece { file, ..Piece::default() });
                    }
                    push(&mut pieces.last_mut().unwrap().to, text);
                }
                _ => panic!("{name}: {line}"),
            }
        }
        Row { name, expected, pieces }
    })
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

pub(crate) fn edited(row: &Row, old: &Spec) -> Spec {
    let mut spec = old.clone();
    for Piece { file, from, to } in &row.pieces {
        let text = spec.entry((*file).to_owned()).or_default();
        // A new file is nothing but new lines.
        assert!(
            from.is_empty() || text.matches(from.as_str()).count() == 1,
            "{}: {from}",
            row.name
        );
        *text = if from.is_empty() { to.clone() } else { text.replace(from, to) };
    }
    spec.retain(|_, text| !text.is_empty());
    spec
}

pub(crate) fn told(changes: &[Change]) -> String {
    let Verdict { deployed, callers, bump } = Verdict::of(changes);
    let count = changes.len();
    format!("{}; {}; {}; {count}", deployed.name(), callers.name(), bump.name())
}

/// An edit of the table: its name, what is true of it, and what is told.
pub(crate) struct Judged {
    pub(crate) name: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) changes: Vec<Change>,
}

/// The vendor that most tables edit.
const BRIDGE: &str = include_str!("verdicts/vendor.txt");

const REQUESTS: &str = include_str!("verdicts/requests.txt");
const ANSWERS: &str = include_str!("verdicts/answers.txt");
const KINDS: &str = include_str!("verdicts/kinds.txt");
const FERRY: &str = include_str!("verdicts/ferry.txt");
/// Edits of the ferry by somebody who had not seen the code that judges.
const UNSEEN: &str = include_str!("verdicts/unseen.txt");
const UNSEEN_MORE: &str = include_str!("verdicts/unseen-more.txt");
const VENDOR_WIDE: &str = include_str!("verdicts/vendor-wide.txt");

/// The vendor that sends callbacks, and edits of it.
const BELL: &str = include_str!("verdicts/bell.txt");
const CALLBACKS: &str = include_str!("verdicts/callbacks.txt");

/// The vendor whose values are of every kind, and edits of it.
const STALL: &str = include_str!("verdicts/stall.txt");
const VALUES: &str = include_str!("verdicts/values.txt");
/// Edits of it by somebody who had not seen what is told of them.
const UNSEEN_SHAPES: &str = include_str!("verdicts/unseen-shapes.txt");

/// The vendor whose answers have second codes, and edits of it.
const HUB: &str = include_str!("verdicts/hub.txt");
const SECONDS: &str = include_str!("verdicts/seconds.txt");

/// A vendor with the newer facts of a protocol, and edits of it by somebody who had not seen the
/// code that judges.
const KIOSK: &str = include_str!("verdicts/kiosk.txt");
const PROTOCOL: &str = include_str!("verdicts/unseen-protocol.txt");
/// Edits of the zone of its times.
const ZONES: &str = include_str!("verdicts/zones.txt");

/// The vendor whose client fetches its token, and edits of it.
const BOOTH: &str = include_str!("verdicts/booth.txt");
const TOKENS: &str = include_str!("verdicts/tokens.txt");

/// The vendor that takes and gives files, and edits of it.
const ARCHIVE: &str = include_str!("verdicts/archive.txt");
const FILES: &str = include_str!("verdicts/files.txt");

/// Every edit of the table.
pub(crate) fn all() -> Vec<Judged> {
    [
        REQUESTS,
        ANSWERS,
        VENDOR_WIDE,
        KINDS,
        FERRY,
        UNSEEN,
        UNSEEN_MORE,
        VALUES,
        UNSEEN_SHAPES,
        SECONDS,
        CALLBACKS,
        PROTOCOL,
        ZONES,
        TOKENS,
        FILES,
    ]
    .into_iter()
    .flat_map(judged)
    .collect()
}

fn judged(table: &'static str) -> Vec<Judged> {
    let ferry = include_str!("vendor.txt");
    let old = vendor::files(match table {
        FERRY | UNSEEN | UNSEEN_MORE => ferry,
        VALUES | UNSEEN_SHAPES => STALL,
        SECONDS => HUB,
        CALLBACKS => BELL,
        PROTOCOL | ZONES => KIOSK,
        TOKENS => BOOTH,
        FILES => ARCHIVE,
        _ => BRIDGE,
    });
    let before = model(&old);
    let judged = |row: Row| {
        let after = match sound(&edited(&row, &old)) {
            Ok(after) => after,
            // What lint refuses is told by the code of its finding.
            Err(told) => {
                let code = format!("error[{}]", row.expected);
                assert!(told.contains(&code), "{}: {told}", row.name);
                return None;
            }
        };
        let is_back = row.name.starts_with("back from ");
        let (from, to) = if is_back { (&after, &before) } else { (&before, &after) };
        Some(Judged {
            changes: semver::diff(from, to),
            name: row.name,
            expected: row.expected,
        })
    };
    rows(table).filter_map(judged).collect()
}

fn judge(table: &'static str) {
    let mut wrong = String::new();
    for Judged { name, expected, changes } in judged(table) {
        let told = told(&changes);
        if told != expected {
            let _ = writeln!(wrong, "{name}\n  is:   {expected}\n  told: {told}");
            for change in &changes {
                let effect = change.effect;
                let _ = writeln!(
                    wrong,
                    "    {}: {} ({}), {} ({})",
                    semver::line(change),
                    effect.deployed.name(),
                    effect.deployed_why,
                    effect.callers.name(),
                    effect.callers_why
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn of_requests() {
    judge(REQUESTS);
}

#[test]
fn of_zones() {
    judge(ZONES);
}

#[test]
fn of_answers() {
    judge(ANSWERS);
}

#[test]
fn of_the_vendor() {
    judge(VENDOR_WIDE);
}

#[test]
fn of_kinds() {
    judge(KINDS);
    judge(FERRY);
}

#[test]
fn of_second_codes() {
    judge(SECONDS);
}

#[test]
fn of_callbacks() {
    judge(CALLBACKS);
}

#[test]
fn of_tokens() {
    judge(TOKENS);
}

#[test]
fn of_files() {
    judge(FILES);
}

#[test]
fn of_values() {
    judge(VALUES);
}

#[test]
fn of_edits_unseen() {
    judge(UNSEEN);
    judge(UNSEEN_MORE);
    judge(PROTOCOL);
    judge(UNSEEN_SHAPES);
}

/// The same edits the other way round: what was not known is known.
#[test]
fn of_what_is_known_at_last() {
    let old = vendor::files(include_str!("verdicts/vendor.txt"));
    let after = model(&old);
    let tables =
        [include_str!("verdicts/requests.txt"), include_str!("verdicts/answers.txt")];
    let told = |name: &str| {
        let mut found = tables.into_iter().flat_map(rows);
        let row = found.find(|row| row.name.starts_with(name)).unwrap();
        told(&semver::diff(&model(&edited(&row, &old)), &after))
    };
    for (name, expected) in [
        ("parameters that are known in part", "works; must change; breaking; 1"),
        ("fields of an object that are known", "works; must change; breaking; 1"),
        ("whether a plain body is encrypted", "depends; must change; breaking; 1"),
        ("whether an encrypted body is", "depends; must change; breaking; 1"),
        ("an answer that is known in part", "works; compiles; compatible; 1"),
    ] {
        assert_eq!(told(name), expected, "{name}");
    }
}

/// Who is concerned is told by the operations that use what has changed.
#[test]
fn entries_name_the_operations() {
    let old = vendor::files(BRIDGE);
    let told = |file: &str, from: &str, to: &str| {
        let mut new = old.clone();
        let text = new.get_mut(file).unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
        let changes = semver::diff(&model(&old), &model(&new));
        changes.iter().map(semver::line).collect::<Vec<_>>()
    };
    for (file, from, to, expected) in [
        ("api.yaml", "about: The shop.", "about: 가게.", "all 3: header_sets.request."),
        ("api.yaml", "about: The node.", "about: 마디.", "pay: header_sets.answer."),
        (
            "codes/coins.yaml",
            "name: Stone",
            "name: 돌, variant: Stone",
            "pay: codes.coins.",
        ),
        ("codes/gates.yaml", "name: South", "name: 남", "look, pay: codes."),
        ("api.yaml", "title: Rest", "title: 나머지", "subjects.rest"),
    ] {
        let told = told(file, from, to);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(expected), "{told:?}");
    }
}
