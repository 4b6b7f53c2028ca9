//! Skeletons of files.

use codegen::raw::{Api, Fact, Facts};
use codegen::skeleton;

use super::support::Texts;

#[test]
fn of_a_vendor_has_every_key() {
    let text = skeleton::vendor("paper-shop").unwrap();
    let mut lacking = Vec::new();
    find_lacking(Api::FACTS, &text, &mut lacking);
    assert!(lacking.is_empty(), "add them to skeleton/vendor.yaml: {lacking:?}");
}

fn find_lacking(facts: &[Fact], text: &str, lacking: &mut Vec<&'static str>) {
    for fact in facts {
        let mut lines = text.lines().filter(|line| !is_prose(line));
        let key = format!(" {}:", fact.key);
        let is_there =
            lines.any(|line| format!(" {}", line.replace('#', "")).contains(&key));
        if !is_there {
            lacking.push(fact.key);
        }
        find_lacking((fact.inner)(), text, lacking);
    }
}

/// A comment that is no choice: it has one space behind the `#`.
fn is_prose(line: &str) -> bool {
    let words = line.trim_start().strip_prefix("# ");
    words.is_some_and(|words| !words.starts_with(' '))
}

#[test]
fn of_a_vendor_is_of_the_format_with_every_choice_taken() {
    let text = skeleton::vendor("paper-shop").unwrap();
    let taken: String = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(choice) if !is_prose(line) => format!("{choice}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let linted = Texts(Vec::new()).with("api.yaml", taken.as_bytes()).lint();
    assert!(linted.loading.spec.is_some(), "{}\n{taken}", linted.rendered());
}

#[test]
fn of_a_vendor_refuses_an_invalid_id() {
    let error = skeleton::vendor("Paper Shop").unwrap_err();
    assert!(error.to_string().contains("`paper-shop`"), "{error}");
}
