//! Subjects in another order: nothing but the documentation has it.

use codegen::semver::{self, Group, line};

use super::edits::EDITS;
use super::vendor::{model, new};

#[test]
fn another_order_is_told() {
    let edit = EDITS.iter().find(|edit| edit.name == "subject-of-operation").unwrap();
    let spec = new(edit);
    let mut swapped = spec.clone();
    let api = swapped.get_mut("api.yaml").unwrap();
    let (before, subjects) = api.split_once("subjects:\n").unwrap();
    let lines: Vec<_> = subjects.lines().collect();
    *api = format!("{before}subjects:\n{}\n{}\n", lines[1], lines[0]);
    let changes = semver::diff(&model(&spec), &model(&swapped));
    let told: Vec<_> = changes.iter().map(line).collect();
    assert_eq!(told, ["subjects, order: port, crossing → crossing, port"]);
    assert_eq!(changes[0].effect.group, Group::Documentation);
}
