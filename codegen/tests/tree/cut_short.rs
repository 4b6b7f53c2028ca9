//! Runs that are killed, and runs that meet.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use codegen::tree::{Swap, Tree};

use crate::process;
use crate::support::{generated, in_memory, large, names, put, scratch, tree};

const OUT: &str = "TREE_TEST_OUT";
const MODE: &str = "TREE_TEST_MODE";

/// No test: what the child processes of the others do.
#[test]
fn child() {
    let (Ok(out), Ok(mode)) = (env::var(OUT), env::var(MODE)) else { return };
    let (a, b) = (large("a"), large("b"));
    println!("\nready");
    // An end, in case that nobody kills it.
    for i in 0..200 {
        match mode.as_str() {
            "in turn" => [&b, &a].map(|tree| tree.write(Path::new(&out)).unwrap()),
            _ => [&a, &a].map(|tree| {
                tree.write(&Path::new(&out).join(format!("{mode}{i}"))).unwrap()
            }),
        };
    }
}

/// A child that is at work.
fn spawn(mode: &str, out: &Path) -> Child {
    let mut child = process::command(env::current_exe().unwrap())
        .args(["--exact", "cut_short::child", "--nocapture"])
        .env(OUT, out)
        .env(MODE, mode)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map(Result::unwrap).any(|line| line == "ready"));
    child
}

/// Kills it at any moment of its first 60 ms, which is a few writes.
fn kill(mut child: Child) {
    let random = RandomState::new().hash_one("any moment") % 60_000;
    thread::sleep(Duration::from_micros(random));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_run_leaves_the_old_tree_or_the_new_one() {
    let (dir, out) = scratch();
    let (a, b) = (large("a"), large("b"));
    a.write(&out).unwrap();
    let is_atomic = b.write(&out).unwrap().swap == Some(Swap::Exchanged);
    put(out.join("target/debug/huge"), "huge");
    put(out.join("Cargo.lock"), "pins");

    let (old, new) = (Some(in_memory(&a)), Some(in_memory(&b)));
    let mut cut_short = 0;
    for round in 0..20 {
        kill(spawn("in turn", &out));
        cut_short += usize::from(names(dir.path()) != ["out"]);
        let found = generated(&out);
        assert!(!is_atomic || found == old || found == new, "round {round}: a mixture");
    }
    println!("{cut_short} of 20 runs were killed while they wrote");
    // Whatever they left, the next run clears away.
    let last = tree(&[("last.rs", "")]);
    assert_eq!(last.write(&out).unwrap().leftovers, [""; 0].map(PathBuf::from));
    assert_eq!(names(dir.path()), ["out"]);
    assert_eq!(generated(&out), Some(in_memory(&last)));
    assert_eq!(fs::read_to_string(out.join("target/debug/huge")).unwrap(), "huge");
    assert_eq!(fs::read_to_string(out.join("Cargo.lock")).unwrap(), "pins");
}

#[test]
fn a_killed_first_run_leaves_no_folder_or_all_of_it() {
    let (dir, _) = scratch();
    let whole = Some(in_memory(&large("a")));
    for round in 0..6 {
        kill(spawn(&format!("first{round}-"), dir.path()));
    }
    for name in names(dir.path()).iter().filter(|name| !name.starts_with('.')) {
        assert_eq!(generated(&dir.path().join(name)), whole, "{name}");
    }
}

#[test]
fn a_reader_finds_a_tree_at_any_moment() {
    let (_dir, out) = scratch();
    // Small ones, for many swaps: the moment between two renames is short.
    let (a, b) = (tree(&[("a.rs", "a")]), tree(&[("a.rs", "b")]));
    a.write(&out).unwrap();
    if b.write(&out).unwrap().swap != Some(Swap::Exchanged) {
        return;
    }
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..60 {
                a.write(&out).unwrap();
                b.write(&out).unwrap();
            }
        });
        while !writer.is_finished() {
            assert!(out.join("a.rs").exists());
        }
    });
}

#[test]
fn runs_that_meet_end_in_the_tree_of_one() {
    let (dir, out) = scratch();
    let (a, b) = (large("a"), large("b"));
    let mut child = spawn("in turn", &out);
    thread::scope(|scope| {
        for tree in [&a, &b] {
            let out = &out;
            scope.spawn(move || (0..3).for_each(|_| drop(tree.write(out).unwrap())));
        }
    });
    let mut other = spawn("in turn", &out);
    thread::sleep(Duration::from_millis(100));
    assert!(child.try_wait().unwrap().is_none_or(|status| status.success()));
    assert!(other.try_wait().unwrap().is_none_or(|status| status.success()));
    kill(child);
    kill(other);
    let ends: [&Tree; 2] = [&a, &b];
    thread::scope(|scope| {
        for tree in ends {
            scope.spawn(|| tree.write(&out).unwrap());
        }
    });
    let found = generated(&out).unwrap();
    assert!(ends.iter().any(|tree| found == in_memory(tree)));
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn takes_back_what_a_killed_run_has_moved() {
    let (dir, out) = scratch();
    let tree = tree(&[("a.rs", "a")]);
    tree.write(&out).unwrap();
    let kept = out.join("a.rs");
    let inode = crate::support::identity(&kept);
    // Killed between the two renames that replace a folder where it cannot be exchanged.
    let staging = dir.path().join(".out.regen-aB3dE9");
    put(staging.join("new/target/huge"), "huge");
    put(staging.join("new/Cargo.lock"), "pins");
    put(staging.join("new/half.rs"), "half");
    fs::rename(&out, staging.join("old")).unwrap();

    let written = tree.write(&out).unwrap();
    assert_eq!((written.changes.len(), written.leftovers.len()), (0, 0));
    assert_eq!(crate::support::identity(&kept), inode, "the old folder came back");
    assert_eq!(names(&out), ["Cargo.lock", "Cargo.toml", "a.rs", "target"]);
    assert_eq!(names(dir.path()), ["out"]);

    // What is there already is not overwritten.
    put(staging.join("new/Cargo.lock"), "older");
    tree.write(&out).unwrap();
    assert_eq!(fs::read_to_string(out.join("Cargo.lock")).unwrap(), "pins");
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn clears_away_staging_folders_and_nothing_that_looks_alike() {
    let (dir, out) = scratch();
    fs::create_dir(dir.path().join(".out.regen-empty1")).unwrap();
    put(dir.path().join(".out.regen-abc123/new/src/x.rs"), "x");
    let alike = [
        ".out.regen-abc1234/new/x",
        ".out.regen-abc12/new/x",
        ".out.regen-abc-23/new/x",
        ".out.regen-theirs/x",
        ".out.regen-a_file",
        ".out.regen-aFile1",
        ".other.regen-abc123/new/x",
        "out.regen-abc123/new/x",
        ".out.regen-x.regen-abc123/new/x",
    ];
    for path in alike {
        put(dir.path().join(path), "");
    }

    tree(&[]).write(&out).unwrap();
    for path in alike {
        assert!(dir.path().join(path).exists(), "{path}");
    }
    assert_eq!(names(dir.path()).len(), alike.len() + 1);
}
