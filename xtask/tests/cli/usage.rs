use std::fs;
use std::io::Read;
use std::process::Stdio;

use super::support::{Location, Told};

#[test]
fn wrong_usage_is_told_with_2() {
    let place = Location::new();
    for arguments in [
        &[][..],
        &["regenerate"],
        &["regen", "--chek"],
        &["regen", "--out"],
        &["regen", "extra"],
        &["lint", "--format", "xml"],
        &["explain", "L011", "L012"],
        &["--spec", "spec"],
    ] {
        let told = place.xtask(arguments);
        assert_eq!(told.code, Some(2), "{arguments:?}: {told:#?}");
        assert!(told.err.contains("--help") || told.err.contains("Usage:"), "{told:#?}");
        assert_eq!(told.out, "", "{arguments:?}");
    }
    insta::assert_snapshot!(place.xtask(&["regn"]).shown(), @r"
    -- err
    error: unrecognized subcommand 'regn'

      tip: a similar subcommand exists: 'regen'

    Usage: cargo xtask <COMMAND>

    For more information, try '--help'.
    -- exit 2
    ");
}

#[test]
fn the_spec_is_found_from_anywhere_in_the_project() {
    let place = Location::new();
    let here = place.path("spec/operations");
    let xtask = |arguments: &[&str]| {
        let mut command = place.command(arguments);
        Told::of(command.current_dir(&here).output().unwrap())
    };
    let told = xtask(&["regen"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    assert!(told.out.contains(" ../../generated/Cargo.toml "), "{told:#?}");
    // What is named stays where it is named.
    assert_eq!(xtask(&["lint", "--spec", "spec"]).code, Some(2));
    assert!(place.path("generated/Cargo.toml").exists());
}

#[test]
fn help_is_no_error() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["--help"]).shown(), @r"
    -- out
    Generates the client from the spec.

    Usage: cargo xtask <COMMAND>

    Commands:
      regen    Generates the client from the spec; writes all of its files or none
      lint     Checks the spec and reports everything that is wrong with it
      watch    Checks the spec and generates the client after each save, until ^C
      catalog  Lists the portal's APIs and the state of each
      new      Creates the file of an operation or of a vendor, to transcribe by hand
      schema   Writes the JSON Schemas of the spec's files, for editors
      import   Imports captured pages of the portal into the spec
      audit    Compares captured pages of the portal with the spec
      pages    Lists the address of each operation's page
      explain  Explains a finding or a kind of change, with examples
      diff     Reports what changed in the spec, and whom it breaks
      errata   Lists questions about the documentation, to send to the vendor
      openapi  Prints the API as an OpenAPI 3.1 document
      docs     Writes the documentation as pages for a web server, without requests to try
      release  Records a release: later versions and changelogs start from it
      help     Print this message or the help of the given subcommand(s)

    Options:
      -h, --help  Print help

    Exit codes: 0 success, 1 findings, 2 wrong usage or unreadable input.
    -- exit 0
    ");
    insta::assert_snapshot!(place.xtask(&["regen", "--help"]).shown(), @r"
    -- out
    Generates the client from the spec; writes all of its files or none

    Usage: cargo xtask regen [OPTIONS]

    Options:
          --spec <DIR>  Folder of the spec [default: spec]
          --out <DIR>   Folder of the client [default: generated]
          --check       Write nothing; show the differences, and exit with 1 if there are any
          --force       Also overwrite and remove files that people have edited or added
      -h, --help        Print help
    -- exit 0
    ");
}

#[test]
fn explains() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["explain", "n001"]).shown(), @r#"
    -- out
    N001: a name that gives no Rust identifier

    Rust names are made from the vendor's. A name that is empty, begins with a digit
    or has letters other than a to z cannot be one. Say which name the client is to
    use. A field whose wire name is not usable is named after its `type_name`.

    Bad:

        - { code: "07", name: 언덕 도서관 }

    Good:

        - { code: "07", name: 언덕 도서관, variant: HillBranch }
    -- exit 0
    "#);
    insta::assert_snapshot!(place.xtask(&["explain", "c304"]).shown(), @r"
    -- out
    C304: an operation is called by another method or path

    It concerns deployed clients that call it. Callers write neither.

    Example:

        operation, path: /v1/ports → /v2/ports

    `cargo xtask diff` shows the severity of each change and its effect on deployed
    clients and on the code of callers. To accept a change until the next release,
    list it in accepted.yaml of the spec:

        exceptions:
          - change: C304
            subject: operation
            because: …
            by: …
    -- exit 0
    ");
    insta::assert_snapshot!(place.xtask(&["explain", "L999"]).shown(), @r"
    -- err
    error: unknown code `L999`; `cargo xtask explain` lists all
    -- exit 2
    ");
    let list = place.xtask(&["explain"]);
    assert_eq!(list.code, Some(0));
    for line in list.out.lines() {
        let (code, _) = line.split_once("  ").unwrap();
        assert_eq!(place.xtask(&["explain", code]).code, Some(0), "{line}");
    }
    assert!(list.out.lines().count() > 30, "{}", list.out);
}

#[test]
fn a_spec_that_cannot_be_read_is_told_with_2() {
    let place = Location::new();
    place.write("a-file", "");
    fs::create_dir_all(place.path("odd/api.yaml")).unwrap();
    for spec in ["nowhere", "a-file", "odd"] {
        for command in ["lint", "regen"] {
            let told = place.xtask(&[command, "--spec", spec]);
            assert_eq!(told.code, Some(2), "{spec}: {told:#?}");
            assert!(told.err.contains(spec), "{spec}: {told:#?}");
        }
    }
    let told = place.xtask(&["lint", "--spec", "nowhere"]).err;
    assert!(told.starts_with("error: cannot read `nowhere`: "), "{told}");
    assert!(!place.path("generated").exists());
}

#[test]
fn a_folder_without_a_spec_is_no_spec() {
    let place = Location::new();
    fs::create_dir(place.path("empty")).unwrap();
    insta::assert_snapshot!(place.xtask(&["lint", "--spec", "empty"]).shown(), @r"
    -- err
    error[S006]: the spec has no `api.yaml`
     --> api.yaml:1:1
      |
    1 |
      | ^ the file is missing
      |
      = help: check --spec, or begin with an api.yaml that describes the service

    1 error; see `cargo xtask explain S006`
    -- exit 1
    ");
}

#[test]
fn nothing_but_a_terminal_gets_colours() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "max_length: 20", "max_length: 0");
    for arguments in
        [&["lint"][..], &["regen"], &["explain", "L023"], &["regn"], &["--help"]]
    {
        for variables in [&[][..], &[("NO_COLOR", "1")], &[("TERM", "dumb")]] {
            let mut command = place.command(arguments);
            let told =
                Told::of(command.envs(variables.iter().copied()).output().unwrap());
            let all = told.out.clone() + &told.err;
            assert!(!all.contains('\u{1b}'), "{arguments:?}: {told:#?}");
        }
    }
}

/// `cargo xtask … | head -1`.
#[test]
fn a_reader_may_go_away() {
    let place = Location::new();
    for (arguments, code) in [
        (&["regen", "--check"][..], 1),
        (&["explain"], 0),
        (&["regen"], 0),
        (&["lint"], 0),
    ] {
        let mut command = place.command(arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        let ended = child.wait().unwrap();
        assert_eq!(ended.code(), Some(code), "{arguments:?}: {err}");
        assert!(
            !err.contains("panicked") && !err.contains("pipe"),
            "{arguments:?}: {err}"
        );
    }
}
