//! What comes from outside, and would do something where it is shown.

use std::fs;

use super::support::{Location, PAY, Told};

/// Erases the line, colours what follows, turns it round, hides some of it, and commands GitHub.
const TRICK: &str = "\u{9b}31m빨강\u{1b}[2K\u{85}\rover\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\n::error::x ##[error]y";

/// The same in a name, as far as file systems have it.
#[cfg(unix)]
const NAME: &str = "a\u{9b}31m가\r\u{202e}\u{1b}[2K\n::error::x##[error]y";

/// Everything is shown, and does nothing.
#[track_caller]
fn inert(told: &Told) {
    let does = |c: char| {
        (c.is_control() && c != '\n')
            || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}".contains(c)
    };
    let all = told.out.clone() + &told.err;
    assert!(!all.contains(does), "{told:?}");
    let commands = |line: &str| line.starts_with("::") && !line.starts_with(":::");
    assert!(!all.lines().any(|line| commands(line.trim_start())), "{all}");
    assert!(!all.contains("##["), "{all}");
}

fn quoted(text: &str) -> String {
    let escape = |c: char| match c {
        '\n' => "\\n".to_owned(),
        c if c.is_ascii_graphic() || ('가'..='힣').contains(&c) => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[test]
fn values_of_the_spec_are_shown_with_escapes() {
    let place = Location::committed();
    for (from, to) in [
        ("{ http: 200", format!("{{ code: {}, http: 200", quoted(TRICK))),
        ("about: Pays.", format!("about: {}", quoted(TRICK))),
        ("method: POST", format!("method: {}", quoted(TRICK))),
        ("name: account", format!("name: {}", quoted(TRICK))),
        ("id: pay", format!("id: {}", quoted(TRICK))),
        ("need: required", format!("{}: required", quoted(TRICK))),
        // As they are, in the middle of a line that is shown.
        ("title: Pay", "title: 결제\u{9b}31m\u{202e}, name: x".to_owned()),
    ] {
        let place = Location::committed();
        place.edit("spec/operations/pay.yaml", from, &to);
        for arguments in [
            &["lint"][..],
            &["lint", "--format", "json"],
            &["regen"],
            &["diff"],
            &["catalog"],
            &["errata"],
            &["release"],
        ] {
            inert(&place.xtask(arguments));
        }
        let told = place.xtask(&["lint"]);
        assert!(told.code == Some(1), "{told:?}");
        let shown = told.err.contains("\\u{9b}31m") || to.contains("\\U0000009B");
        assert!(shown, "{}", told.err);
    }
    // Of an earlier state, which nobody lints.
    place.edit("spec/operations/pay.yaml", "Pays.", "A.");
    place.write("old/api.yaml", super::support::API);
    let old = PAY.replace("about: Pays.", &format!("about: {}", quoted(TRICK)));
    place.write("old/operations/pay.yaml", old);
    for format in ["human", "markdown", "json"] {
        let told = place.xtask(&["diff", "old", "--format", format]);
        assert_eq!(told.code, Some(1), "{told:?}");
        inert(&told);
        assert!(told.out.contains("31m빨강"), "{}", told.out);
    }
}

#[test]
fn a_marker_stands_under_what_it_marks() {
    let place = Location::new();
    place.edit(
        "spec/operations/pay.yaml",
        "    - { name: account, type: string, need: required",
        "    - { name: account, type: string, about: \"계좌\u{202e}\u{9b}\", need: 필수",
    );
    let told = place.xtask(&["lint"]);
    let lines: Vec<_> = told.err.lines().collect();
    let at = lines.iter().position(|line| line.contains("^^")).unwrap();
    // Hangul is two columns wide.
    let width =
        |text: &str| text.chars().map(|c| 1 + usize::from(c >= '가')).sum::<usize>();
    let source = lines[at - 1];
    let before = &source[..source.find("필수").unwrap()];
    assert!(before.contains("계좌\\u{202e}\\u{9b}"), "{}", told.err);
    assert_eq!(lines[at].find('^').unwrap(), width(before), "{}", told.err);
}

/// Names of files, of folders, and what is typed.
#[cfg(unix)]
#[test]
fn names_are_shown_with_escapes() {
    let place = Location::new();
    place.xtask(&["regen"]);
    place.write(&format!("generated/{NAME}.rs"), "// \u{9b}31m\n::error::x\r\n");
    place.write(&format!("generated/{NAME}/{NAME}"), "");
    place.write(&format!("{NAME}.txt"), format!("{TRICK}\n{TRICK}"));
    place.write(&format!("{NAME}/Cargo.toml"), "");
    place.write(&format!("odd/operations/{NAME}.yaml"), "- {");
    place.write("odd/api.yaml", super::support::API);
    fs::create_dir(place.path(&format!("odd/{NAME}"))).unwrap();
    place.write(&format!("odd/{NAME}/{NAME}.yml"), "x");
    let page = format!("{NAME}.txt");
    for arguments in [
        &["regen", "--check"][..],
        &["regen"],
        &["regen", "--force"],
        &["regen", "--out", NAME],
        &["regen", "--spec", NAME],
        &["regen", "--spec", NAME, "--check"],
        &["lint", "--spec", "odd"],
        &["lint", "--spec", "odd", "--format", "json"],
        &["lint", "--spec", TRICK],
        &["import", &page],
        &["import", TRICK],
        &["audit", &page],
        &["audit", &page, "--format", "json"],
        &["new", TRICK],
        &["new", "x", "--spec", NAME],
        &["schema", "--spec", TRICK],
        &["catalog", "--spec", NAME],
        &["explain", TRICK],
        &["diff", TRICK],
        &["diff", NAME],
        &[TRICK],
        &["lint", "--format", TRICK],
    ] {
        let told = place.xtask(arguments);
        assert!(!(told.out.clone() + &told.err).is_empty(), "{arguments:?}");
        inert(&told);
    }
    let json = place.xtask(&["lint", "--spec", "odd", "--format", "json"]);
    let file =
        r"odd/operations/a\u009b31m가\r\u202e\u001b[2K\n::error::x\u0023#[error]y.yaml";
    assert!(json.out.contains(file), "{}", json.out);
}

/// A few are read; all are there for programs.
#[test]
fn very_many_findings_are_counted() {
    let place = Location::new();
    let lines = "    - { name: 계좌, type: string, need: optional, max_length: 9, redact: shown, about: X. }\n";
    place.edit(
        "spec/operations/pay.yaml",
        "response_codes:",
        &format!("{}response_codes:", lines.repeat(3_000)),
    );
    let told = place.xtask(&["lint"]);
    assert!(told.err.matches(" --> ").count() < 30, "{}", told.err);
    let json = place.xtask(&["lint", "--format", "json"]);
    let all = json.out.matches("\"severity\":").count();
    assert!(all >= 3_000, "{all}");
    assert!(told.err.contains("more of L"), "{}", told.err);
    let only = told.err.split("`cargo xtask lint ").nth(1).unwrap();
    let only: Vec<_> = only.split('`').next().unwrap().split(' ').collect();
    let each = place.xtask(&[&["lint"], only.as_slice()].concat());
    assert!(each.err.matches(" --> ").count() > 2_000);
    assert!(!each.err.contains("more of"));
    assert!(told.err.lines().last().unwrap().contains(" errors"), "{}", told.err);
}
