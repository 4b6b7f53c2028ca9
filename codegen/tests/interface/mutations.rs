//! Mutations of the runtime, and what is told of each. `mutations.txt` lists them with what is
//! expected: the changes of the interface, and the verdict. That the code of a file has changed is
//! told besides, except where only comments or the layout have.

use std::fs;
use std::path::Path;

use codegen::interface::{self, Interface};
use codegen::semver::{Change, Part, Verdict};

/// A mutation: its file, and pieces of it with what stands there instead.
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) file: &'static str,
    pieces: Vec<(String, String)>,
}

pub(crate) fn mutations() -> impl Iterator<Item = Mutation> {
    include_str!("mutations.txt").split("=== ").skip(1).map(|mutation| {
        let mut lines = mutation.lines();
        let (name, expected) = lines.next().unwrap().split_once(": ").unwrap();
        let file = lines.next().unwrap();
        let mut pieces = Vec::<(String, String)>::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let (sign, text) = line.split_at(1);
            let is_open = pieces.last().is_some_and(|(_, to)| to.is_empty());
            if sign == "-" && !is_open {
                pieces.push((String::new(), String::new()));
            }
            let (from, to) = pieces.last_mut().unwrap();
            let side = if sign == "-" { from } else { to };
            side.push_str(text);
            side.push('\n');
        }
        Mutation {
            name,
            expected,
            file,
            pieces,
        }
    })
}

impl Mutation {
    /// The text of its file after it.
    pub(crate) fn text(&self) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let mut text = fs::read_to_string(folder.join(self.file)).unwrap();
        for (from, to) in &self.pieces {
            // Both are whole lines, or pieces of one.
            let (from, to) = (from.trim_end(), to.trim_end());
            assert!(text.contains(from), "{}: {from}", self.name);
            text = text.replacen(from, to, 1);
        }
        text
    }

    fn changes(&self, now: &Interface) -> Vec<Change> {
        interface::diff(now, &Interface::with(&[(self.file, self.text())]))
    }
}

/// A subject without the parameters of types: `fn Call::timeout`.
fn plain(subject: &str) -> String {
    let mut depth = 0;
    let plain = subject.chars().filter(|c| {
        depth += i32::from(*c == '<');
        let is_outside = depth == 0;
        depth -= i32::from(*c == '>');
        is_outside
    });
    plain.collect()
}

#[test]
fn each_mutation_is_told_as_expected() {
    let (now, mut wrong) = (Interface::current(), Vec::new());
    for mutation in mutations() {
        let Mutation { name, expected, .. } = &mutation;
        let changes = mutation.changes(&now);
        let (own, code): (Vec<_>, Vec<_>) = changes
            .iter()
            .partition(|change| change.effect.kind.part() == Part::Interface);
        let mut told: Vec<_> = own
            .iter()
            .map(|it| format!("{} {}", it.effect.kind.id(), plain(&it.subject)))
            .collect();
        told.sort();
        told.dedup();
        let (ids, verdict) = expected.rsplit_once("; ").unwrap();
        let is_code = ids != "nothing";
        let ids = if is_code { ids } else { "" };
        if told.join(", ") != ids || Verdict::of(&changes).bump.name() != verdict {
            let bump = Verdict::of(&changes).bump.name();
            wrong.push(format!("{name}: {}; {bump}", told.join(", ")));
        }
        let codes: Vec<_> = code.iter().map(|it| it.effect.kind.id()).collect();
        let expected: &[&str] = if is_code { &["C053"] } else { &[] };
        assert_eq!(codes, expected, "{name}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
