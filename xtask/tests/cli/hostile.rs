//! Specs that nobody should be able to do harm with: each is refused with a clear word, and
//! nothing is written, here or elsewhere.

use std::fmt::Write as _;
use std::fs;

#[cfg(unix)]
use super::process;
use super::support::{API, Location, PAY};

/// Lints and generates, and finds everything as it was.
#[track_caller]
fn refused(place: &Location, told: &str) {
    let before = place.files();
    for arguments in [&["lint"][..], &["lint", "--format", "json"], &["regen"]] {
        let found = place.xtask(arguments);
        assert!(matches!(found.code, Some(1 | 2)), "{arguments:?}: {found:#?}");
        let all = found.out.clone() + &found.err;
        assert!(all.contains(told), "{arguments:?}: {found:#?}");
        assert!(!all.contains('\u{1b}'), "{arguments:?}: {found:#?}");
    }
    assert!(before == place.files());
    assert!(!place.path("generated").exists());
}

/// Refuses one file of otherwise good specs.
#[track_caller]
fn refused_file(bytes: impl AsRef<[u8]>, told: &str) {
    for path in ["spec/api.yaml", "spec/operations/pay.yaml", "spec/codes/odd.yaml"] {
        let place = Location::new();
        place.write(path, &bytes);
        refused(&place, told);
    }
}

#[test]
fn files_that_are_no_spec() {
    refused_file("", "empty");
    refused_file("\u{feff}", "empty");
    refused_file("# nothing\n", "empty");
    refused_file("~", "S005");
    refused_file("- a\n- b\n", "S005");
    refused_file("42", "S005");
    refused_file([0xff, 0xfe, 0x00], "S001");
    refused_file([PAY.as_bytes(), b"\xff"].concat(), "S001");
    refused_file("a: \0", "S0");
    refused_file("---\na: 1\n---\nb: 2\n", "S0");
    refused_file("<<<<<<< HEAD\nid: pay\n=======\nid: play\n>>>>>>> theirs\n", "S0");
    refused_file("id: pay\n\tpage: x\n", "S002");
}

#[test]
fn files_cut_short() {
    let ends = PAY.char_indices().map(|(at, _)| at).filter(|at| at % 7 == 0);
    let place = Location::new();
    for end in ends.filter(|end| *end < PAY.len() - 40) {
        place.write("spec/operations/pay.yaml", &PAY[..end]);
        let told = place.xtask(&["regen"]);
        assert_eq!(told.code, Some(1), "{end}: {told:#?}");
    }
    assert!(!place.path("generated").exists());
}

#[test]
fn yaml_that_grows() {
    refused_file("a: &a [*a]\n", "S003");
    refused_file("a: &a { b: *a }\n<<: *a\n", "S003");
    let mut bomb = "a0: &a0 x\n".to_owned();
    for n in 1..40 {
        let many = format!("*a{}, ", n - 1).repeat(9);
        let _ = writeln!(bomb, "a{n}: &a{n} [{many}]");
    }
    refused_file(&bomb, "S003");
    refused_file(format!("a: {}{}\n", "[".repeat(20_000), "]".repeat(20_000)), "S001");
    refused_file(format!("a: {}", "{ a: ".repeat(20_000)), "S00");
    let mut deep = String::new();
    for n in 0..2_000 {
        let _ = writeln!(deep, "{:n$}a:", "");
    }
    refused_file(&deep, "S00");
    refused_file("!!python/object/apply:os.system ['true']\n", "S003");
}

#[test]
fn a_hundred_megabytes() {
    let place = Location::new();
    let file = fs::File::create(place.path("spec/operations/pay.yaml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    refused(&place, "S001");
}

#[test]
fn ids_that_lead_elsewhere() {
    for id in [
        "../../evil",
        "/etc/evil",
        "..",
        ".",
        "a/b",
        "a\\\\b",
        "C:evil",
        "src/lib",
        "Pay",
        "pay ",
        "결제",
        "\\\"",
        "\\n",
        "pay\\nx",
        "*/",
        "`",
        "{}",
        "$(true)",
        "pay.rs",
        "-",
        "--out",
        "1pay",
    ] {
        let place = Location::new();
        let quoted = format!("\"{id}\"");
        place.edit("spec/operations/pay.yaml", "id: pay", &format!("id: {quoted}"));
        refused(&place, "L01");
        let place = Location::new();
        place.edit("spec/api.yaml", "id: small", &format!("id: {quoted}"));
        refused(&place, "L01");
    }
}

#[test]
fn names_that_give_no_rust() {
    for (name, told) in [
        ("", "L011"),
        (" ", "L011"),
        ("계좌", "N001"),
        ("1st", "N001"),
        ("🙂", "N001"),
        ("'", "N001"),
        ("a\\nb", "L011"),
        ("a\\0b", "L012"),
        ("a\\u202Eb", "L012"),
        ("client", "N002"),
        ("string", "N002"),
        ("violations", "N002"),
    ] {
        let place = Location::new();
        place.edit(
            "spec/operations/pay.yaml",
            "name: account",
            &format!("name: \"{name}\""),
        );
        refused(&place, told);
    }
}

#[test]
fn paths_that_lead_elsewhere() {
    for path in [
        "pay",
        "/../pay",
        "/pay/..",
        "//evil.example/pay",
        "/pay?x=1",
        "/pay#x",
        "/pa y",
        "/{",
        "/}",
        "/{account}",
        "/결제",
        "/pay\\n",
        "\\\\\\\\evil\\\\pay",
        "https://evil.example/pay",
    ] {
        let place = Location::new();
        place.edit(
            "spec/operations/pay.yaml",
            "path: /pay",
            &format!("path: \"{path}\""),
        );
        refused(&place, "L0");
    }
}

/// Files with names that a spec does not have.
#[test]
fn files_that_stand_elsewhere() {
    for path in ["spec/pay.yaml", "spec/codes/banks.yml", "spec/operations/Pay.YAML"] {
        let place = Location::new();
        place.write(path, API);
        refused(&place, "S006");
    }
}

#[cfg(unix)]
#[test]
fn things_that_are_no_files() {
    use std::os::unix::fs::symlink;

    let place = Location::new();
    symlink("/dev/zero", place.path("spec/operations/zero.yaml")).unwrap();
    let told = place.xtask(&["lint"]);
    assert_eq!(told.code, Some(1), "{told:#?}");
    assert!(told.err.contains("`operations/zero.yaml` is a symbolic link"), "{told:#?}");
    for target in ["loop.yaml", "nowhere", "../api.yaml"] {
        let place = Location::new();
        symlink(target, place.path("spec/operations/loop.yaml")).unwrap();
        refused(&place, "`operations/loop.yaml` is a symbolic link");
    }
    // Nobody writes into the pipe: whoever opened it would wait for ever.
    let place = Location::new();
    let pipe = place.path("spec/operations/pipe.yaml");
    let made = process::command("mkfifo").arg(pipe).status().unwrap();
    assert!(made.success());
    refused_with_2(&place, "pipe.yaml");
}

#[cfg(unix)]
fn refused_with_2(place: &Location, told: &str) {
    for command in ["lint", "regen"] {
        let found = place.xtask(&[command]);
        assert_eq!(found.code, Some(2), "{found:#?}");
        assert!(found.err.contains(told), "{found:#?}");
    }
    assert!(!place.path("generated").exists());
}

/// An output folder that is a link may lead anywhere.
#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_is_not_followed() {
    let place = Location::new();
    fs::create_dir(place.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("elsewhere", place.path("generated")).unwrap();
    let told = place.xtask(&["regen"]);
    assert_eq!(told.code, Some(2), "{told:#?}");
    assert_eq!(fs::read_dir(place.path("elsewhere")).unwrap().count(), 0);
}
