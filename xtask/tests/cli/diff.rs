#[cfg(unix)]
use std::fs;
use std::path::PathBuf;

use super::support::{API, Location, PAY, Told};

#[test]
fn nothing_has_changed_against_itself() {
    let place = Location::committed();
    insta::assert_snapshot!(place.xtask(&["diff"]).shown(), @r"
    -- out
    no change since HEAD
    the client's own interface and what it sends are not compared: not both states have a record
    -- exit 0
    ");
    assert_eq!(place.xtask(&["diff", "spec"]).code, Some(0));
}

#[test]
fn comments_and_formatting_are_no_change() {
    let place = Location::committed();
    place.edit("spec/operations/pay.yaml", "about: Pays.", "# 주석\nabout: >-\n  Pays.");
    insta::assert_snapshot!(place.xtask(&["diff"]).shown(), @r"
    -- out
    no change since HEAD
    the client's own interface and what it sends are not compared: not both states have a record
    -- exit 0
    ");
}

#[test]
fn a_change_is_told_and_is_a_finding() {
    let place = Location::committed();
    place.edit("spec/operations/pay.yaml", "about: Pays.", "about: 냅니다.");
    place.edit("spec/operations/pay.yaml", "path: /pay", "path: /v2/pay");
    insta::assert_snapshot!(place.xtask(&["diff", "HEAD"]).shown(), @r"
    -- out
    wire-breaking (1)
      C304 pay: operation, path: /pay → /v2/pay
          deployed client fails: it calls the old method or path
          caller's code compiles
          Pay, Pay; spec/operations/pay.yaml:1

    documentation only (1)
      C901 pay: operation, about: Pays. → 냅니다.
          Pay, Pay; spec/operations/pay.yaml:1

    the client's own interface and what it sends are not compared: not both states have a record
    changes since HEAD: 1 wire-breaking, 1 documentation only
    deployed client: fails (1 of 2 changes)
    caller's code: compiles
    verdict: breaks deployed clients; small 0.1.0 → 0.1.1 if 0.1.0 is released
    -- exit 1
    ");
    insta::assert_snapshot!(place.xtask(&["diff", "--format", "markdown"]).shown(), @r"
    -- out
    ### Changes since `HEAD`: 1 wire-breaking, 1 documentation only

    - deployed client: **fails (1 of 2 changes)**
    - caller's code: **compiles**
    - verdict: **breaks deployed clients; small 0.1.0 → 0.1.1 if 0.1.0 is released**

    #### wire-breaking (1)

    | change | deployed client | caller's code | source |
    |---|---|---|---|
    | C304 `pay` `operation`<br>path: `/pay` → `/v2/pay` | fails: it calls the old method or path | compiles | Pay, Pay<br>`spec/operations/pay.yaml:1` |

    #### documentation only (1)

    | change | source |
    |---|---|
    | C901 `pay` `operation`<br>about: `Pays.` → `냅니다.` | Pay, Pay<br>`spec/operations/pay.yaml:1` |

    Note: the client's own interface and what it sends are not compared: not both states have a record.
    -- exit 1
    ");
    let json = place.xtask(&["diff", "main", "--format", "json"]);
    assert!(json.out.contains("\"semver\": \"patch\""), "{}", json.out);
}

#[test]
fn what_is_gone_is_shown_where_it_was() {
    let place = Location::committed();
    place.write("spec/operations/refund.yaml", PAY.replace("pay", "refund"));
    place.commit();
    std::fs::remove_file(place.path("spec/operations/refund.yaml")).unwrap();
    let told = place.xtask(&["diff"]);
    assert!(told.out.contains("HEAD:spec/operations/refund.yaml:1"), "{}", told.out);
    assert_eq!(told.code, Some(1));
}

#[test]
fn another_folder_is_compared_with() {
    let place = Location::new();
    place.write("old/api.yaml", API);
    place.write(
        "old/operations/pay.yaml",
        PAY.replace("max_length: 20", "max_length: 9"),
    );
    let told = place.xtask(&["diff", "old"]);
    assert!(
        told.out.contains("at most 9 characters → at most 20 characters"),
        "{told:?}"
    );
}

#[test]
fn there_has_to_be_something_to_compare_with() {
    let place = Location::committed();
    insta::assert_snapshot!(place.xtask(&["diff", "no-such-branch"]).shown(), @r"
    -- err
    error: `no-such-branch` is neither a git revision nor a folder with an api.yaml (git: Not a valid object name no-such-branch)
    -- exit 2
    ");
    insta::assert_snapshot!(place.xtask(&["diff", "--", "--output=x"]).shown(), @r"
    -- err
    error: `--output=x` is neither a git revision nor a folder with an api.yaml
    -- exit 2
    ");
    let here = format!("file://{}", place.path("").display());
    place.git(&["clone", "--quiet", "--depth=1", &here, "shallow"]);
    let told = place.xtask(&["diff", "HEAD~1", "--spec", "shallow/spec"]);
    insta::assert_snapshot!(told.shown(), @r"
    -- err
    error: `HEAD~1` is neither a git revision nor a folder with an api.yaml (git: Not a valid object name HEAD~1; the clone is shallow: `git fetch --unshallow` completes it)
    -- exit 2
    ");
    place.git(&["rm", "--quiet", "-r", "--cached", "spec"]);
    place.git(&["commit", "--quiet", "--message=No spec"]);
    insta::assert_snapshot!(place.xtask(&["diff"]).shown(), @r"
    -- err
    error: `HEAD` has no spec in spec
    -- exit 2
    ");
    place.write("empty/readme.txt", "");
    insta::assert_snapshot!(place.xtask(&["diff", "empty"]).shown(), @r"
    -- err
    error: there is no comparing with empty: it has no api.yaml
    -- exit 2
    ");
    let outside = Location::new();
    assert_eq!(outside.xtask(&["diff"]).code, Some(2));
}

#[test]
fn another_format_is_told() {
    let place = Location::committed();
    place.write("old/api.yaml", "format: 0\nvendor: 작은 가게\n");
    insta::assert_snapshot!(place.xtask(&["diff", "old"]).shown(), @r"
    -- err
    error: there is no comparing with old: its format version is 0, and this generator reads versions 1 to 2; compare with a generator that reads it
    -- exit 2
    ");
    place.write("old/api.yaml", "format: 1\nvendor: 작은 가게\n");
    let told = place.xtask(&["diff", "old"]);
    assert!(told.err.contains("this generator cannot read it"), "{}", told.err);
    assert_eq!(told.code, Some(2));
}

/// The format had no subjects then.
#[test]
fn an_earlier_format_is_compared_with() {
    let place = Location::committed();
    let (api, _) = API.split_once("subjects:").unwrap();
    place.write("old/api.yaml", api.replace("format: 2", "format: 1"));
    place.write("old/operations/pay.yaml", PAY.replace("subject: money\n", ""));
    let told = place.xtask(&["diff", "old"]);
    assert!(
        told.out.contains("pay: operation, subject: unsorted → money"),
        "{}",
        told.out
    );
    assert_eq!(told.code, Some(1));
}

#[test]
fn a_spec_with_errors_is_not_compared() {
    let place = Location::committed();
    place.edit("spec/operations/pay.yaml", "about: Pays.", "about: Pays. 더");
    place.edit("spec/operations/pay.yaml", "section: Pay\n", "");
    let told = place.xtask(&["diff"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("nothing was compared"), "{}", told.err);
}

/// Git sets such variables for its hooks, and people do for a repository that is elsewhere.
#[test]
fn the_repository_is_the_one_that_the_spec_stands_in() {
    let place = Location::committed();
    place.edit("spec/operations/pay.yaml", "about: Pays.", "about: 냅니다.");
    place.git(&["worktree", "add", "--quiet", "tree"]);
    place.edit("tree/spec/operations/pay.yaml", "about: Pays.", "about: 냅니다.");
    let elsewhere = Location::committed();
    let digest = place.xtask(&["diff", "HEAD"]);
    assert!(digest.code == Some(1) && digest.out.contains("냅니다."), "{digest:?}");
    let diff = |folder: &str, variables: &[(&str, PathBuf)]| {
        let mut command = place.command(&["diff", "HEAD"]);
        command.current_dir(place.path(folder)).envs(variables.iter().cloned());
        let told = Told::of(command.output().unwrap());
        assert_eq!(told.code, Some(1), "{folder} {variables:?}: {told:?}");
        told.out.replace("../", "")
    };
    for repository in [&place, &elsewhere] {
        let git = repository.path(".git");
        let variables = [
            ("GIT_DIR", git.clone()),
            ("GIT_WORK_TREE", repository.path("")),
            ("GIT_INDEX_FILE", git.join("index")),
            ("GIT_CEILING_DIRECTORIES", place.path("")),
        ];
        let all = std::iter::once(&variables[..]);
        for variables in all.chain(variables.iter().map(std::slice::from_ref)) {
            assert_eq!(diff("", variables), digest.out, "{variables:?}");
            assert_eq!(diff("spec/operations", variables), digest.out, "{variables:?}");
            assert_eq!(diff("tree", variables), digest.out, "{variables:?}");
        }
    }
    let mut bare = place.command(&["diff", "HEAD"]);
    bare.env_clear().envs(std::env::vars_os().filter(|(name, _)| name == "PATH"));
    assert_eq!(Told::of(bare.output().unwrap()).out, digest.out);
}

/// Whatever lint takes in silence is read from git as it is from the disk, and whatever git would
/// not give is told by lint.
#[cfg(unix)]
#[test]
fn disk_and_git_read_one_spec() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    type Put = fn(&Location);
    let cases: [(&str, Put); 8] = [
        ("", |place| place.write("spec/.숨김/a/b/c/d/e/f.yaml", "- {")),
        ("", |place| place.write("spec/operations/메모.txt", "이것은 명세가 아니다")),
        ("`codes/banks.yaml` is a symbolic link", |place| {
            place.write("shared/banks.yaml", "id: banks\n");
            fs::create_dir(place.path("spec/codes")).unwrap();
            let link = place.path("spec/codes/banks.yaml");
            symlink("../../shared/banks.yaml", link).unwrap();
        }),
        ("`operations` is a symbolic link", |place| {
            fs::rename(place.path("spec/operations"), place.path("ops")).unwrap();
            symlink("../ops", place.path("spec/operations")).unwrap();
        }),
        ("unexpected file `a/b/c/d/e/f/깊은.yaml`", |place| {
            place.write("spec/a/b/c/d/e/f/깊은.yaml", API);
        }),
        ("unexpected file `Operations/결제.YAML`", |place| {
            place.write("spec/Operations/결제.YAML", PAY);
        }),
        ("the name `operations/\u{fffd}\u{fffd}.yaml` is not UTF-8", |place| {
            let name = OsStr::from_bytes(b"operations/\xb0\xa1.yaml");
            fs::write(place.path("spec").join(name), PAY).unwrap();
        }),
        ("`operations/theirs` is a nested repository", |place| {
            let theirs = Location::committed();
            let theirs = theirs.path("").display().to_string();
            let own =
                ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
            let path = "spec/operations/theirs";
            place.git(&[&own[..], &["--", &theirs, path]].concat());
        }),
    ];
    for (told, put) in cases {
        let place = Location::committed();
        put(&place);
        place.commit();
        let lint = place.xtask(&["lint"]);
        let diff = place.xtask(&["diff", "HEAD"]);
        if told.is_empty() {
            assert_eq!((lint.code, diff.code), (Some(0), Some(0)), "{lint:?} {diff:?}");
            assert!(diff.out.contains("no change since HEAD"), "{diff:?}");
            continue;
        }
        for found in [&lint, &diff] {
            assert!(
                found.code == Some(1) && found.err.contains(told),
                "{told} {found:?}"
            );
        }
        // Told by git as well, where the disk has it no more.
        fs::remove_dir_all(place.path("spec")).unwrap();
        place.write("spec/api.yaml", API);
        place.write("spec/operations/pay.yaml", PAY);
        let diff = place.xtask(&["diff", "HEAD"]);
        assert!(diff.code == Some(2) && diff.err.contains(told), "{told}: {diff:?}");
    }
}
