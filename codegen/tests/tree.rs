//! Output folders on a real file system: compared, written, refused, and cut short.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "tree/cut_short.rs"]
mod cut_short;
#[path = "tree/mounted.rs"]
mod mounted;
#[path = "../runtime/tests/commands/process.rs"]
mod process;
#[path = "tree/refused.rs"]
mod refused;
#[path = "tree/support.rs"]
mod support;

use std::fs;

use codegen::tree::{Change, Swap, Tree, TreeError};
use support::{
    MARKER, generated, identity, in_memory, large, names, on_disk, put, scratch, short,
    tree,
};

#[test]
fn writes_a_folder_that_is_not_there_and_those_above_it() {
    let (dir, _) = scratch();
    let out = dir.path().join("한글/위/out");
    let tree = tree(&[("src/lib.rs", "//! x\n"), ("src/견적/상품.rs", "가나다\n")]);
    assert_eq!(tree.compare(&out).unwrap().len(), 3);
    assert_eq!(names(dir.path()), [""; 0], "comparing writes nothing");

    let written = tree.write(&out).unwrap();
    assert_eq!(short(&written.changes), "+Cargo.toml +src/lib.rs +src/견적/상품.rs");
    assert_eq!((written.unchanged, written.swap), (0, Some(Swap::Renamed)));
    assert_eq!(on_disk(&out), in_memory(&tree));
    assert_eq!(names(out.parent().unwrap()), ["out"]);
    assert_eq!(tree.compare(&out).unwrap(), []);
}

#[test]
fn touches_nothing_when_nothing_differs() {
    let (dir, out) = scratch();
    let tree = tree(&[("src/lib.rs", "x"), ("a/b/c.rs", "")]);
    tree.write(&out).unwrap();
    let paths = ["", "Cargo.toml", "src", "src/lib.rs", "a/b", "a/b/c.rs", ".."];
    let before = paths.map(|path| identity(&out.join(path)));

    let written = tree.write(&out).unwrap();
    assert_eq!((written.changes.len(), written.unchanged, written.swap), (0, 3, None));
    assert_eq!(paths.map(|path| identity(&out.join(path))), before);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn writes_only_what_differs_and_removes_what_is_no_longer_there() {
    let (dir, out) = scratch();
    tree(&[("src/a.rs", "a"), ("src/b.rs", "b"), ("gone/x.rs", "x"), ("src/c", "c")])
        .write(&out)
        .unwrap();
    put(out.join("src/orphan/deep.txt"), "mine");
    fs::create_dir_all(out.join("empty/er")).unwrap();
    let kept = identity(&out.join("src/a.rs"));

    // `src/c` was a file, and is a folder now.
    let tree = tree(&[("src/a.rs", "a"), ("src/b.rs", "B"), ("src/c/d.rs", "d")]);
    let changes = tree.compare(&out).unwrap();
    let expected =
        "-empty/er -gone/x.rs ~src/b.rs -src/c +src/c/d.rs -src/orphan/deep.txt";
    assert_eq!(short(&changes), expected);
    assert_eq!(Change::Removed.count(&changes), 4);

    let written = tree.write(&out).unwrap();
    assert_eq!((written.changes, written.unchanged), (changes, 2));
    assert_eq!(on_disk(&out), in_memory(&tree));
    assert_eq!(identity(&out.join("src/a.rs")), kept);
    assert_eq!(names(&out), ["Cargo.toml", "src"]);
    assert_eq!(names(dir.path()), ["out"]);

    // And back: a folder becomes a file, with what somebody has put below it; an empty one
    // that the tree needs is no orphan.
    let tree = support::tree(&[("src/c", "c"), ("needed/x.rs", "x")]);
    fs::create_dir(out.join("needed")).unwrap();
    fs::create_dir(out.join("src/c/empty")).unwrap();
    let written = tree.write(&out).unwrap();
    let expected = "+needed/x.rs -src/a.rs -src/b.rs +src/c -src/c/d.rs -src/c/empty";
    assert_eq!(short(&written.changes), expected);
    assert_eq!(on_disk(&out), in_memory(&tree));
}

#[test]
fn carries_over_what_is_cargos() {
    let (_dir, out) = scratch();
    tree(&[("a.rs", "a")]).write(&out).unwrap();
    put(out.join("target/debug/.git/huge"), "huge");
    put(out.join("Cargo.lock"), "pins");
    put(out.join("deep/target/x"), "no cargo here");
    let kept = ["target", "target/debug/.git/huge", "Cargo.lock"];
    let before = kept.map(|path| identity(&out.join(path)));

    let tree = tree(&[("a.rs", "A")]);
    assert_eq!(short(&tree.compare(&out).unwrap()), "~a.rs -deep/target/x");
    tree.write(&out).unwrap();
    assert_eq!(names(&out), ["Cargo.lock", "Cargo.toml", "a.rs", "target"]);
    assert_eq!(kept.map(|path| identity(&out.join(path))), before);
    assert_eq!(fs::read_to_string(out.join("Cargo.lock")).unwrap(), "pins");
    assert_eq!(tree.compare(&out).unwrap(), []);
}

#[cfg(unix)]
#[test]
fn removes_links_and_names_that_are_no_text_without_following_any() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let (dir, out) = scratch();
    let tree = tree(&[("src/lib.rs", "lib"), ("a.rs", "a")]);
    tree.write(&out).unwrap();
    put(dir.path().join("theirs/lib.rs"), "lib");
    put(dir.path().join("theirs/a.rs"), "theirs");
    fs::remove_dir_all(out.join("src")).unwrap();
    fs::remove_file(out.join("a.rs")).unwrap();
    symlink(dir.path().join("theirs"), out.join("src")).unwrap();
    symlink(dir.path().join("theirs/a.rs"), out.join("a.rs")).unwrap();
    symlink("nowhere", out.join("dangling")).unwrap();
    // Not every file system takes the name.
    let odd = fs::write(out.join(OsStr::from_bytes(b"\xffodd")), "x").is_ok();
    let _socket = std::os::unix::net::UnixListener::bind(out.join("socket")).unwrap();

    let changes = tree.compare(&out).unwrap();
    let orphan = if odd { " -\u{FFFD}odd" } else { "" };
    let expected = format!("~a.rs -dangling -socket -src +src/lib.rs{orphan}");
    assert_eq!(short(&changes), expected);
    let diff = tree.diff(&out, &changes);
    assert!(diff.contains("a/src is a symbolic link\n"), "{diff}");
    assert!(!diff.contains("theirs"), "{diff}");

    tree.write(&out).unwrap();
    assert_eq!(on_disk(&out), in_memory(&tree));
    assert_eq!(names(&dir.path().join("theirs")), ["a.rs", "lib.rs"]);
    assert_eq!(fs::read_to_string(dir.path().join("theirs/a.rs")).unwrap(), "theirs");
}

#[cfg(unix)]
#[test]
fn never_writes_through_a_hard_link_and_keeps_the_folders_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let (dir, out) = scratch();
    tree(&[("a.rs", "old")]).write(&out).unwrap();
    let elsewhere = dir.path().join("elsewhere");
    fs::hard_link(out.join("a.rs"), &elsewhere).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).unwrap();

    tree(&[("a.rs", "new")]).write(&out).unwrap();
    assert_eq!(fs::read_to_string(elsewhere).unwrap(), "old");
    assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn refuses_paths_that_some_file_system_cannot_hold() {
    let wrong = [
        ("", "empty segment"),
        ("/etc/x", "absolute"),
        ("C:/x", "Windows"),
        ("a//b", "empty segment"),
        ("a/", "empty segment"),
        ("a/../b", ".."),
        ("./a", "."),
        ("a\\b", "backslash"),
        ("a/b\0", "Windows"),
        ("src/nul.rs", "device"),
        ("com1", "device"),
        ("a./b", "end of a name"),
        ("target/x", "cargo"),
        ("cargo.lock", "cargo"),
        ("a/.git", "version control"),
    ];
    let mut tree = Tree::new(MARKER);
    for (path, why) in wrong {
        let error = tree.insert(path, "").unwrap_err();
        assert!(matches!(error, TreeError::Name { .. }), "{path}: {error}");
        assert!(error.to_string().contains(why), "{path}: {error}");
    }
    assert!(tree.is_empty());
    for right in
        ["src/target/Cargo.lock", ".gitignore", "nully.rs", "com10", "견적 1.rs"]
    {
        tree.insert(right, "").unwrap();
    }
    for (path, other) in [
        (".gitignore", ".gitignore"),
        ("SRC/x", "src"),
        ("Nully.RS", "nully.rs"),
        ("src/target", "src/target"),
        ("com10/x", "com10"),
    ] {
        let Err(TreeError::Collision { with, .. }) = tree.insert(path, "") else {
            panic!("{path} is taken");
        };
        assert_eq!(with, other);
    }
    assert_eq!(tree.len(), 5);
}

#[test]
fn shows_every_difference() {
    let (_dir, out) = scratch();
    tree(&[("a.rs", "1\n2\n"), ("gone.rs", "x\n"), ("c", "\0"), ("e", "")])
        .write(&out)
        .unwrap();
    fs::create_dir(out.join("empty")).unwrap();
    let mut tree = tree(&[("a.rs", "1\n둘\n"), ("new/b.rs", "b"), ("f", "")]);
    tree.insert("c", vec![0xff, 0]).unwrap();

    let diff = tree.diff(&out, &tree.compare(&out).unwrap());
    let expected = "\
--- a/a.rs\n+++ b/a.rs\n@@ -1,2 +1,2 @@\n 1\n-2\n+둘\n\
Binary files a/c and b/c differ\n\
--- a/e\n+++ /dev/null\n\
a/empty is a folder\n\
--- /dev/null\n+++ b/f\n\
--- a/gone.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
--- /dev/null\n+++ b/new/b.rs\n@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n";
    assert_eq!(diff, expected);
}

/// The test of the tests: the large trees are what the other files take them for.
#[test]
fn large_trees_differ() {
    let (a, b) = (large("a"), large("b"));
    assert!(a.len() > 300 && in_memory(&a) != in_memory(&b));
    let (_dir, out) = scratch();
    assert_eq!(generated(&out), None);
    a.write(&out).unwrap();
    let written = b.write(&out).unwrap();
    assert_eq!(written.unchanged, 123);
    // Without it the tests of killed runs have little to say.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    assert_eq!(
        written.swap,
        Some(Swap::Exchanged),
        "is the temporary folder on a disk?"
    );
    assert_eq!(generated(&out), Some(in_memory(&b)));
}
