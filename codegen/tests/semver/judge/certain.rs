//! Edits that are drawn whatever the numbers are: one of each kind that they hardly ever come to.

use codegen::semver;

use super::draws::STARTS;
use crate::drawn::{Spec, files, parsed};
use crate::vendor::{self, sound};
use crate::verdicts::{edited, rows};

/// Written like the edits of the table of verdicts, with the spec that is edited in the place of
/// the verdict.
const EDITS: &str = include_str!("certain.txt");

/// Those of one spec, each with its name.
pub(crate) fn certain(start: &str) -> Vec<(Spec, String)> {
    let edits = edits(start, &old(start)).into_iter();
    edits.map(|(spec, name)| (parsed(&spec).unwrap(), name.to_owned())).collect()
}

fn old(start: &str) -> vendor::Spec {
    let text = match start {
        "quarry" => include_str!("../../drawn/quarry.txt"),
        _ => include_str!("../../drawn/brook.txt"),
    };
    files(start, text)
}

fn edits(start: &str, old: &vendor::Spec) -> Vec<(vendor::Spec, &'static str)> {
    let of_start = rows(EDITS).filter(|row| row.expected == start);
    of_start.map(|row| (edited(&row, old), row.name)).collect()
}

/// Few of them are drawn in a test run.
#[test]
fn each_is_valid_and_told() {
    let mut wrong = Vec::new();
    for start in STARTS {
        let old = old(start);
        let before = sound(&old).unwrap();
        for (spec, name) in edits(start, &old) {
            match sound(&spec) {
                Ok(after) if semver::diff(&before, &after).is_empty() => {
                    wrong.push(format!("{name}: nothing is told"));
                }
                Ok(_) => {}
                Err(told) => {
                    let errors = told.split("\n\n").filter(|it| it.starts_with("error"));
                    wrong.extend(errors.map(|it| format!("{name}: {it}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
