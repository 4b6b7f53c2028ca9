//! Two branches meet: what conflicts is generated, and one command resolves it.

use std::fs;

use super::process;
use super::support::{Location, PAY};

fn operation(place: &Location, id: &str) {
    let field =
        format!("{{ name: {id}Number, type: string, need: required, max_length: 9");
    let text = PAY.replace("pay", id).replace(
        "{ name: account, type: string, need: required, max_length: 20",
        &field,
    );
    place.write(&format!("spec/operations/{id}.yaml"), text);
}

/// Two branches from one release, each with an operation of its own.
fn branches(more: impl Fn(&Location)) -> Location {
    let place = Location::committed();
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"[gx]*\"]\n";
    place.write("Cargo.toml", workspace);
    place.write(".gitignore", "target/\nCargo.lock\n");
    assert_eq!(place.xtask(&["release"]).code, Some(0));
    place.commit();
    place.git(&["switch", "--quiet", "--create", "other"]);
    operation(&place, "refund");
    more(&place);
    place.xtask(&["regen"]);
    place.commit();
    place.git(&["switch", "--quiet", "main"]);
    operation(&place, "cancel");
    place.xtask(&["regen"]);
    place.commit();
    place
}

/// The files in conflict after the merge.
fn merge(place: &Location) -> Vec<String> {
    place.try_git(&["merge", "--no-edit", "other"]);
    let files = place.git(&["diff", "--name-only", "--diff-filter=U"]);
    files.lines().map(str::to_owned).collect()
}

fn resolves(place: &Location) {
    let told = place.xtask(&["regen"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert_eq!(place.xtask(&["regen", "--check"]).code, Some(0));
    for (path, (_, bytes)) in place.files() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let outside = !path.to_string_lossy().contains(".git");
        assert!(!(outside && text.contains("<<<<<<<")), "{}", path.display());
    }
    place.commit();
    assert!(place.git(&["status", "--porcelain"]).is_empty());
}

#[test]
fn two_operations_meet_in_lists_of_generated_files_alone() {
    let place = branches(|_| {});
    let conflicts = merge(&place);
    insta::assert_snapshot!(conflicts.join("\n"), @r"
    generated/CHANGELOG.md
    ");
    assert!(
        conflicts.iter().all(|file| file.starts_with("generated/")),
        "{conflicts:?}"
    );
    resolves(&place);
    let changelog = fs::read_to_string(place.path("generated/CHANGELOG.md")).unwrap();
    assert!(changelog.contains("refund") && changelog.contains("cancel"));
}

/// Each side's hunks are taken where both have changed the same lines, so that no sign of a
/// conflict is left in a file that no generator has written.
#[test]
fn a_mixture_of_two_outputs_is_no_edit() {
    for side in ["ours", "theirs"] {
        let place = branches(|_| {});
        let arguments = ["merge", "--quiet", "--no-edit", "--strategy-option", side];
        place.git(&[&arguments[..], &["other"]].concat());
        assert_eq!(place.xtask(&["regen", "--check"]).code, Some(1));
        let told = place.xtask(&["regen"]);
        assert_eq!(told.code, Some(0), "{side}: {told:?}");
        assert_eq!(place.xtask(&["regen", "--check"]).code, Some(0));
    }
}

/// One branch asks for another version than the other, so that both change the line of the
/// manifest. Cargo has to be able to read it all the same, or nothing could build the command.
#[test]
fn the_workspace_can_be_read_while_versions_are_in_conflict() {
    let place = branches(|place| {
        place.edit("spec/operations/pay.yaml", "name: account", "name: iban");
    });
    let conflicts = merge(&place);
    assert!(conflicts.contains(&"generated/Cargo.toml".to_owned()), "{conflicts:?}");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = process::command(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(place.path(""))
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    resolves(&place);
    let manifest = fs::read_to_string(place.path("generated/Cargo.toml")).unwrap();
    assert!(manifest.contains("version = \"0.2.0\""), "{manifest}");
}
