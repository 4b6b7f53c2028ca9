//! What a file system without `RENAME_EXCHANGE` gets.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk::OutputFolder;
use super::stage::Staging;
use super::{Swap, Tree, swap};

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::new("@ours");
    tree.insert("Cargo.toml", "# @ours\n").unwrap();
    for (path, text) in files {
        tree.insert(*path, *text).unwrap();
    }
    tree
}

fn put(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "x").unwrap();
}

/// Writes one tree over another, with everything in the way that can be.
fn replaced_by(ways: &[Swap], is_mount: bool) -> Option<Swap> {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let old =
        [("same/a.rs", "a"), ("b", "b"), ("c/d/e", "e"), ("Case.rs", "1"), ("f", "")];
    tree(&old).write(&out).unwrap();
    put(&out.join("target/huge"));
    put(&out.join("orphan/x"));
    fs::create_dir_all(out.join("empty/er")).unwrap();
    fs::create_dir(out.join("g")).unwrap();
    let kept = fs::metadata(out.join("same/a.rs")).unwrap().modified().unwrap();

    // A file becomes a folder, folders become files, and a name changes its case.
    let new =
        [("same/a.rs", "a"), ("b/x", "x"), ("c", "c"), ("case.rs", "2"), ("g", "g")];
    let new = tree(&new);
    let place = OutputFolder {
        is_mount,
        ..OutputFolder::of(&out).unwrap()
    };
    // As a killed run would have left it.
    put(&out.join(".out.regen-aB3dE9/new/half.rs"));
    let written = new.write_to(&place, ways, false).unwrap();
    assert_eq!(new.compare(&out).unwrap(), []);
    assert!(!out.join(".out.regen-aB3dE9").exists());
    assert_eq!(written.leftovers, Vec::<PathBuf>::new());
    assert_eq!(fs::metadata(out.join("same/a.rs")).unwrap().modified().unwrap(), kept);
    assert!(out.join("target/huge").exists() && !out.join("orphan").exists());
    let beside: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .filter(|name| name != ".out.regen-lock")
        .collect();
    assert_eq!(beside, ["out"]);
    written.swap
}

#[test]
fn two_renames_replace_a_folder() {
    assert_eq!(replaced_by(&[Swap::TwoRenames], false), Some(Swap::TwoRenames));
}

#[test]
fn files_are_replaced_in_place() {
    assert_eq!(replaced_by(&[Swap::InPlace], false), Some(Swap::InPlace));
}

/// Nothing can be moved into it from outside.
#[test]
fn a_mounted_folder_is_replaced_in_place() {
    assert_eq!(replaced_by(&Swap::ALL, true), Some(Swap::InPlace));
}

/// A folder that cannot be moved, as a mount point or an open file on Windows makes it.
#[test]
fn a_way_that_fails_gives_back_what_it_has_moved() {
    let dir = tempfile::tempdir().unwrap();
    let place = OutputFolder::of(&dir.path().join("out")).unwrap();
    tree(&[("a", "1")]).write(&place.out).unwrap();
    put(&place.out.join("target/huge"));
    put(&place.out.join("Cargo.lock"));
    let new = tree(&[("a", "2")]);
    let changes = new.compare(&place.out).unwrap();
    let replace = |ways: &[Swap]| {
        let mut staging = Staging::fill(&place, &new.files, &changes).unwrap();
        // The old folder cannot go where something is.
        put(&staging.old_tree().join("x"));
        swap::replace(&new, &place, &mut staging, &changes, ways)
    };
    let cargos =
        || ["target/huge", "Cargo.lock"].map(|path| place.out.join(path).exists());

    let error = replace(&[Swap::TwoRenames]).unwrap_err();
    assert!(error.to_string().contains("replace the folder"), "{error}");
    assert_eq!(fs::read(place.out.join("a")).unwrap(), b"1");
    assert_eq!(cargos(), [true; 2]);

    let swap = replace(&[Swap::TwoRenames, Swap::InPlace]).unwrap();
    assert_eq!((swap, cargos()), (Swap::InPlace, [true; 2]));
    assert_eq!(new.compare(&place.out).unwrap(), []);
}

/// A run that is killed while it replaces files in place leaves some of both trees.
#[test]
fn what_a_killed_run_leaves_is_no_edit() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let sealed = |text: &str| {
        let mut tree = tree(&[("a.rs", text), ("b.rs", text)]);
        tree.seal().unwrap();
        tree
    };
    let (old, new) = (sealed("// @ours 1\n"), sealed("// @ours 2\n"));
    old.write(&out).unwrap();
    // The second file cannot be replaced: the same as if the run had been killed before it.
    fs::remove_file(out.join("b.rs")).unwrap();
    put(&out.join("b.rs/x"));
    let changes = new.compare(&out).unwrap();
    let place = OutputFolder::of(&out).unwrap();
    let mut staging = Staging::fill(&place, &new.files, &changes).unwrap();
    let only: Vec<_> =
        changes.into_iter().filter(|it| it.path != Path::new("b.rs/x")).collect();
    let ways = [Swap::InPlace];
    assert!(swap::replace(&new, &place, &mut staging, &only, &ways).is_err());
    assert_eq!(fs::read(out.join("a.rs")).unwrap(), b"// @ours 2\n");
    drop(staging);
    fs::remove_dir_all(out.join("b.rs")).unwrap();
    fs::write(out.join("b.rs"), "// @ours 1\n").unwrap();
    new.update(&out).unwrap();
    assert_eq!(new.compare(&out).unwrap(), []);

    // With a whole record an edit is reported, in place too, and the checksums come back.
    fs::write(out.join("a.rs"), "// @ours 3\n").unwrap();
    assert!(new.update(&out).unwrap_err().to_string().contains("a.rs: edited"));
    new.write_by(&out, &ways, false).unwrap();
    assert_eq!(new.compare(&out).unwrap(), []);
}
