//! Which two states are compared, and what of them is a finding.

use super::support::{Location, PAY};

/// A branch that renames a field, while `main` has moved on with an operation of its own.
fn forked() -> Location {
    let place = Location::committed();
    place.git(&["switch", "--quiet", "--create=rename"]);
    place.edit("spec/operations/pay.yaml", "name: account", "name: wallet");
    place.commit();
    place.git(&["switch", "--quiet", "main"]);
    place.write("spec/operations/refund.yaml", PAY.replace("pay", "refund"));
    place.commit();
    place.git(&["switch", "--quiet", "rename"]);
    place
}

/// What was added to the branch that one wants to merge into is nothing that one has removed.
#[test]
fn a_branch_stands_for_where_one_has_left_it() {
    let place = forked();
    let from = place.git(&["rev-parse", "--short=12", "main~1"]);
    let from = from.trim();
    let told = place.xtask(&["diff", "main"]);
    assert!(told.out.contains("renamed: account → wallet"), "{told:?}");
    assert!(!told.out.contains("refund"), "{told:?}");
    let since = format!("changes since main (merge base {from}): 1 wire-breaking");
    assert!(told.out.contains(&since), "{told:?}");
    for same in ["heads/main", "main...", "main...HEAD", "main...rename"] {
        let other = place.xtask(&["diff", same]);
        assert!(!other.out.contains("refund"), "{same}: {other:?}");
    }
    place.git(&["clone", "--quiet", ".", "elsewhere"]);
    let told = place.xtask(&["diff", "origin/main", "--spec", "elsewhere/spec"]);
    assert!(!told.out.contains("refund"), "{told:?}");
}

/// A tag, a commit and `HEAD` name one state, and so does a branch with two points behind it.
#[test]
fn any_other_revision_is_compared_as_it_is() {
    let place = forked();
    place.git(&["tag", "there", "main"]);
    let commit = place.git(&["rev-parse", "main"]);
    for base in ["there", commit.trim(), "main~0", "main..HEAD", "main.."] {
        let told = place.xtask(&["diff", base]);
        assert!(told.out.contains("refund: operation, removed"), "{base}: {told:?}");
    }
    insta::assert_snapshot!(place.xtask(&["diff", "HEAD"]).shown(), @r"
    -- out
    no change since HEAD
    the client's own interface and what it sends are not compared: not both states have a record
    -- exit 0
    ");
}

/// Nothing on the disk is looked at, neither what is not committed nor another branch.
#[test]
fn both_sides_of_a_range_are_of_git() {
    let place = forked();
    place.edit("spec/operations/pay.yaml", "about: Pays.", "about: 냅니다.");
    place.git(&["switch", "--quiet", "--detach", "main", "--merge"]);
    let told = place.xtask(&["diff", "main~1..rename"]);
    assert!(told.out.contains("renamed: account → wallet"), "{told:?}");
    assert!(told.out.contains("rename:spec/operations/pay.yaml:"), "{told:?}");
    assert!(!told.out.contains("냅니다"), "{told:?}");
    assert!(!told.out.contains("refund"), "{told:?}");
}

#[test]
fn what_is_no_range_is_told() {
    let place = forked();
    insta::assert_snapshot!(place.xtask(&["diff", "main...no-such-branch"]).shown(), @r"
    -- err
    error: `no-such-branch` is no revision of git
    -- exit 2
    ");
    insta::assert_snapshot!(place.xtask(&["diff", "요금제..main"]).shown(), @r"
    -- err
    error: `요금제` is no revision of git
    -- exit 2
    ");
    insta::assert_snapshot!(place.xtask(&["diff", "--", "--all...main"]).shown(), @r"
    -- err
    error: `--all` is no revision of git
    -- exit 2
    ");
    insta::assert_snapshot!(place.xtask(&["diff", "../elsewhere"]).shown(), @r"
    -- err
    error: `../elsewhere` is neither a git revision nor a folder with an api.yaml (git: Not a valid object name ../elsewhere)
    -- exit 2
    ");
    place.git(&["switch", "--quiet", "--orphan=other"]);
    place.write("spec/api.yaml", super::support::API);
    place.write("spec/operations/pay.yaml", PAY);
    place.commit();
    insta::assert_snapshot!(place.xtask(&["diff", "main"]).shown(), @r"
    -- err
    error: `main` and `HEAD` have no commit in common; `main..HEAD` compares the two as they are
    -- exit 2
    ");
    place.git(&["switch", "--quiet", "rename"]);
    let here = format!("file://{}", place.path("").display());
    place.git(&[
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        &here,
        "shallow",
    ]);
    let told = place.xtask(&["diff", "origin/main", "--spec", "shallow/spec"]);
    insta::assert_snapshot!(told.shown(), @r"
    -- err
    error: `origin/main` and `HEAD` have no commit in common; `origin/main..HEAD` compares the two as they are (git: the clone is shallow: `git fetch --unshallow` completes it)
    -- exit 2
    ");
}

#[test]
fn what_is_a_finding_can_be_chosen() {
    let edits: [(&str, &str, &[&str]); 4] = [
        ("about: Pays.", "about: 냅니다.", &["any"]),
        ("max_length: 20", "max_length: 30", &["any", "behaviour"]),
        ("subject: money", "subject: unsorted", &["any", "behaviour", "type"]),
        ("path: /pay", "path: /v2/pay", &["any", "behaviour", "type", "wire"]),
    ];
    for (from, to, failing) in edits {
        let place = Location::committed();
        place.edit("spec/operations/pay.yaml", from, to);
        for chosen in ["any", "behaviour", "type", "wire", "none"] {
            let told = place.xtask(&["diff", "--fail-on", chosen]);
            let wanted = i32::from(failing.contains(&chosen));
            assert_eq!(told.code, Some(wanted), "{to} {chosen}: {told:?}");
            assert!(told.out.contains("changes since HEAD"), "{told:?}");
        }
    }
    let told = Location::committed().xtask(&["diff", "--fail-on", "everything"]);
    assert_eq!(told.code, Some(2), "{told:?}");
    let told = Location::committed().xtask(&["diff", "gone", "--fail-on", "none"]);
    assert_eq!(told.code, Some(2), "{told:?}");
}

/// What lint warns of was so before, and is told by lint.
#[test]
fn warnings_of_lint_are_counted() {
    let place = Location::committed();
    let edit = |from, to| place.edit("spec/operations/pay.yaml", from, to);
    edit("about: Pays.", "about: 냅니다.");
    edit("subject: money", "subject: unsorted");
    insta::assert_snapshot!(
        place.xtask(&["diff", "--fail-on=none"]).err,
        @"1 warning; see `cargo xtask lint`"
    );
    edit("section: Pay\n", "");
    let told = place.xtask(&["diff"]);
    assert!(told.err.contains("error[L001]"), "{told:?}");
    assert!(!told.err.contains("warning["), "{told:?}");
}
