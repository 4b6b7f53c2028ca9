//! Folders that are not written to, and failures half-way.

use std::fs;
use std::path::Path;

use codegen::tree::{Refusal, Tree, TreeError};

use crate::support::{MARKER, generated, in_memory, names, on_disk, put, scratch, tree};

/// Both ways refuse, and nothing on the disk is different afterwards.
fn refusal(tree: &Tree, out: &Path) -> (Refusal, String) {
    let parent = out.parent().unwrap_or(out);
    let on_disk = || {
        let mut found = on_disk(parent);
        found.retain(|path, _| !path.to_string_lossy().ends_with(".regen-lock"));
        found
    };
    let before = on_disk();
    let compared = tree.compare(out).unwrap_err().to_string();
    let error = tree.write(out).unwrap_err();
    assert_eq!(error.to_string(), compared);
    assert_eq!(on_disk(), before);
    let TreeError::Refused { why, .. } = error else { panic!("{error}") };
    (why, compared)
}

fn is_foreign(tree: &Tree, out: &Path) -> bool {
    matches!(refusal(tree, out).0, Refusal::Foreign { .. })
}

#[test]
fn a_folder_of_somebody_else() {
    let tree = tree(&[("src/lib.rs", "new")]);
    let (_dir, out) = scratch();
    // A home folder, with a generated crate somewhere in it.
    put(out.join("letters/dear.txt"), "text");
    tree.write(&out.join("work/generated")).unwrap();
    let (why, message) = refusal(&tree, &out);
    assert_eq!(why, Refusal::Foreign { marker: MARKER.to_owned() });
    assert!(message.contains(&out.display().to_string()), "{message}");
    assert!(message.contains("name another folder"), "{message}");

    // A crate written by hand, with a file copied out of ours.
    put(out.join("Cargo.toml"), "[package]\nname = \"theirs\"\n");
    put(out.join("src/lib.rs"), &format!("// {MARKER}\n"));
    assert!(is_foreign(&tree, &out));
    // The marker in the middle of a text is not ours.
    put(out.join("Cargo.toml"), &format!("{}# {MARKER}\n", "#\n".repeat(20)));
    assert!(is_foreign(&tree, &out));
}

#[test]
fn a_folder_of_ours_whatever_happened_to_its_manifest() {
    let mut tree = tree(&[]);
    tree.insert("src/lib.rs", format!("// {MARKER}\n")).unwrap();
    let conflict = format!("<<<<<<< HEAD\n# a\n=======\n# {MARKER}\n>>>>>>> b\n");
    for manifest in [Some(conflict.as_str()), Some(""), None] {
        let (_dir, out) = scratch();
        tree.write(&out).unwrap();
        fs::remove_file(out.join("Cargo.toml")).unwrap();
        if let Some(text) = manifest {
            put(out.join("Cargo.toml"), text);
        }
        tree.write(&out).unwrap();
        assert_eq!(generated(&out), Some(in_memory(&tree)));
    }
    // An empty folder is nobody's, and so is one with nothing but cargo's files.
    let (_dir, out) = scratch();
    put(out.join("target/x"), "");
    tree.write(&out).unwrap();
    assert_eq!(names(&out), ["Cargo.toml", "src", "target"]);
}

#[test]
fn a_tree_that_could_not_be_known_again() {
    let (dir, out) = scratch();
    let mut tree = Tree::new(MARKER);
    tree.insert("Cargo.toml", "[package]\n").unwrap();
    tree.insert("a.rs", format!("// {MARKER}")).unwrap();
    assert!(matches!(tree.write(&out), Err(TreeError::Unmarked { .. })));
    let mut tree = Tree::new("");
    tree.insert("a.rs", "// ").unwrap();
    assert!(matches!(tree.write(&out), Err(TreeError::Unmarked { .. })));
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn a_folder_with_a_repository() {
    let (_dir, out) = scratch();
    let tree = tree(&[]);
    tree.write(&out).unwrap();
    put(out.join("deep/er/.git"), "gitdir: elsewhere");
    let (why, _) = refusal(&tree, &out);
    assert_eq!(why, Refusal::Repository(out.join("deep/er/.git")));
}

#[test]
fn what_is_no_folder() {
    let (dir, out) = scratch();
    let tree = tree(&[]);
    put(&out, "text");
    assert_eq!(refusal(&tree, &out).0, Refusal::NotAFolder);
    let nameless = tree.write(Path::new("/")).unwrap_err();
    assert!(matches!(nameless, TreeError::Refused { why: Refusal::Nameless, .. }));
    let below = out.join("a/b");
    let TreeError::Io { path, .. } = tree.write(&below).unwrap_err() else { panic!() };
    assert!(below.starts_with(&path));
    assert_eq!(fs::read_to_string(&out).unwrap(), "text");

    #[cfg(unix)]
    {
        let real = dir.path().join("real");
        tree.write(&real).unwrap();
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert_eq!(refusal(&tree, &link).0, Refusal::Symlink);
        assert_eq!(refusal(&tree, &dir.path().join("link/.")).0, Refusal::Symlink);
    }
    assert!(dir.path().exists());
}

/// Who is root may write everywhere, and has nothing to see here.
#[cfg(unix)]
#[test]
fn folders_that_are_closed() {
    use std::os::unix::fs::PermissionsExt as _;

    let (dir, out) = scratch();
    let (old, new) = (tree(&[("a/a.rs", "a")]), tree(&[("a/a.rs", "b"), ("b.rs", "b")]));
    old.write(&out).unwrap();
    for (closed, mode) in [(dir.path(), 0o555), (&out, 0o555), (&out, 0o000)] {
        fs::set_permissions(closed, fs::Permissions::from_mode(mode)).unwrap();
        let is_root = fs::write(closed.join("probe"), "").is_ok();
        let result = if is_root { Ok(()) } else { new.write(&out).map(drop) };
        fs::set_permissions(closed, fs::Permissions::from_mode(0o755)).unwrap();
        if is_root {
            return;
        }
        let error = result.unwrap_err();
        let TreeError::Io { path, source, .. } = &error else { panic!("{error}") };
        assert!(path.starts_with(closed), "{error}");
        assert_eq!(source.kind(), std::io::ErrorKind::PermissionDenied);
        assert!(error.to_string().contains("check who may write"), "{error}");
        assert_eq!(generated(&out), Some(in_memory(&old)), "{error}");
        assert_eq!(names(dir.path()), ["out"]);
    }
}
