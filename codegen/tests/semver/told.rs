//! The digest of every edit, as a reviewer reads it.

use std::fmt::Write as _;

use codegen::diagnostic::Style;
use codegen::raw::Exception;
use codegen::semver::{Callers, Change, Deployed, Digest, Effect, Group, Version, line};
use serde_json::Value;

use super::edits::EDITS;
use super::vendor::changes;

pub(crate) fn digest(changes: &[Change]) -> Digest<'_> {
    let (base, old_folder, folder) = ("HEAD", "HEAD:spec", "spec");
    let version = Version::FIRST;
    let digest = Digest {
        changes,
        exceptions: &[],
        base,
        old_folder,
        folder,
        unrecorded: false,
        client: "paper-boat",
        versions: (version, version),
    };
    let next = version.after(digest.verdict().bump);
    Digest {
        versions: (version, next),
        ..digest
    }
}

#[test]
fn to_people() {
    let mut told = String::new();
    for edit in EDITS {
        let changes = changes(edit);
        let digest = digest(&changes).human(Style::Plain);
        let _ = writeln!(told, "===== {}\n{digest}", edit.name);
    }
    insta::assert_snapshot!("people", told);
}

#[test]
fn in_a_pull_request() {
    let all: Vec<_> = EDITS.iter().flat_map(changes).collect();
    insta::assert_snapshot!("pull-request", digest(&all).markdown());
}

#[test]
fn to_programs() {
    let some = ["field-renamed", "operation-removed", "result-description"];
    let edits = EDITS.iter().filter(|edit| some.contains(&edit.name));
    let all: Vec<_> = edits.flat_map(changes).collect();
    insta::assert_snapshot!("programs", digest(&all).json());
}

#[test]
fn in_one_line_each() {
    for edit in EDITS {
        for change in changes(edit) {
            assert_eq!(line(&change).lines().count(), 1, "{}", edit.name);
        }
    }
}

/// Whoever reads the digest of one edit, in whatever format, learns what becomes of a deployed
/// client and of the code of callers.
#[test]
fn every_format_answers_both_questions() {
    for edit in EDITS {
        let (name, changes) = (edit.name, changes(edit));
        let told = digest(&changes);
        let json: Value = serde_json::from_str(&told.json()).unwrap();
        let listed = json["changes"].as_array().unwrap();
        assert_eq!(listed.len(), changes.len(), "{name}");
        for answers in listed.iter().chain([&json["verdict"]]) {
            for answer in [&answers["deployed"], &answers["callers"]] {
                let outcome = answer.get("outcome").unwrap_or(answer);
                assert!(outcome.is_string(), "{name}: {answers}");
            }
        }
        let markdown = told.markdown();
        let cells = |row: &str| row.replace("\\|", "").matches('|').count();
        let lines: Vec<_> = markdown.lines().collect();
        for rows in
            lines.windows(2).filter(|rows| rows.iter().all(|it| it.starts_with('|')))
        {
            assert_eq!(cells(rows[0]), cells(rows[1]), "{name}: {rows:#?}");
        }
        for text in [told.human(Style::Plain), markdown] {
            let answers = ["deployed client", "caller's code", "verdict"];
            let is_told = answers.iter().all(|answer| text.contains(answer));
            assert!(is_told || changes.is_empty(), "{name}: {text}");
        }
    }
}

/// A client that is deployed fails, or may: nothing is called compatible then.
#[test]
fn the_verdict_is_that_of_deployed_clients_too() {
    let mut told = 0;
    for edit in EDITS {
        let changes = changes(edit);
        let digest = digest(&changes);
        if digest.verdict().deployed == Deployed::Works {
            continue;
        }
        told += 1;
        for text in [digest.human(Style::Plain), digest.markdown()] {
            assert!(!text.contains("compatible"), "{}: {text}", edit.name);
        }
    }
    assert!(told > 30, "{told}");
}

/// What breaks somebody is a finding where such changes are, in whatever group it is told.
#[test]
fn what_is_a_finding_follows_from_what_becomes_of_whom() {
    let edit = EDITS.iter().find(|edit| edit.name == "field-about").unwrap();
    let mut changes = changes(edit);
    let effect = changes[0].effect;
    let (deployed, callers) = (Deployed::Fails, Callers::Refused);
    for (effect, worst) in [
        (effect, Group::Documentation),
        (Effect { callers, ..effect }, Group::TypeBreaking),
        (Effect { deployed, ..effect }, Group::WireBreaking),
    ] {
        changes[0].effect = effect;
        for group in Group::ALL {
            assert_eq!(digest(&changes).has(group), group >= worst, "{group:?}");
        }
    }
}

/// What pages, people and specs say of somebody or something stays words.
#[test]
fn a_pull_request_calls_nobody() {
    let edit = EDITS.iter().find(|edit| edit.name == "field-about").unwrap();
    let live = "@boat-team/all 배@paper-boat.example #12 paper-boat/spec#3 GH-12 \
                https://paper-boat.example/v1?a=1 www.paper-boat.example 1a2b3c4d5e6f `@a` &#64;b \
                <b>";
    let mut changes = changes(edit);
    for change in &mut changes {
        change.old = Some(live.to_owned());
        change.new = Some(format!("`{live}``"));
        change.page = live.to_owned();
        change.section = format!("({live})");
    }
    let exceptions = [Exception {
        change: "C901".to_owned(),
        subject: changes[0].subject.clone(),
        operation: None,
        new: None,
        because: live.to_owned(),
        by: "@뱃사공".to_owned(),
    }];
    for exceptions in [&[][..], &exceptions] {
        let told = Digest {
            exceptions,
            ..digest(&changes)
        };
        let markdown = told.markdown();
        assert!(markdown.contains("@boat-team"), "{markdown}");
        let words = without_code(&markdown);
        for live in ["@", "#1", "#3", "GH-", "://", "www.", "1a2b", "&#", "<b>"] {
            let is_told = words.replace("\\&", "").replace("\\<", "").contains(live);
            assert!(!is_told, "{live} in {words}");
        }
    }
}

/// What is left of a text when the code in it is taken out.
fn without_code(markdown: &str) -> String {
    let (mut rest, mut words) = (markdown, String::new());
    while let Some(start) = rest.find('`') {
        words.push_str(&rest[..start]);
        let code = &rest[start..];
        let fence = code.len() - code.trim_start_matches('`').len();
        let mut at = fence;
        let end = loop {
            let run = at + code[at..].find('`').expect("code ends");
            let next = code[run..].len() - code[run..].trim_start_matches('`').len();
            at = run + next;
            if next == fence {
                break at;
            }
        };
        rest = &code[end..];
    }
    words + rest
}

/// A value takes one line of a table, and is there as a whole.
#[test]
fn long_values_and_long_lists_are_folded() {
    let edit = EDITS.iter().find(|edit| edit.name == "field-about").unwrap();
    let mut one = changes(edit);
    one[0].new = Some("나룻배는 하루에 두 번 떠난다. ".repeat(30));
    let markdown = digest(&one).markdown();
    let (short, whole) = markdown.split_once("<summary>whole</summary>").unwrap();
    let row = short.lines().last().unwrap();
    assert!(row.contains("`… ") || row.contains("`…<"), "{row}");
    assert!(row.chars().count() < 250, "{row}");
    assert!(whole.contains(one[0].new.as_deref().unwrap()), "{whole}");
    let many: Vec<_> = one.iter().cycle().take(11).cloned().collect();
    for (changes, folded) in [(&many[..10], false), (&many[..], true)] {
        let markdown = digest(changes).markdown();
        assert_eq!(markdown.contains("<details><summary>all 11"), folded, "{markdown}");
    }
    // What breaks somebody is folded, but open.
    let all: Vec<_> = EDITS.iter().flat_map(self::changes).collect();
    let markdown = digest(&all).markdown();
    assert_eq!(markdown.matches("<details open><summary>all").count(), 2, "{markdown}");
}

/// Who agrees to it for one operation has not agreed to it for others.
#[test]
fn an_exception_for_one_operation_is_for_no_other_one() {
    let edit = EDITS.iter().find(|edit| edit.name == "code-removed").unwrap();
    let mut change = changes(edit).remove(0);
    let exception = |operation: Option<&str>| Exception {
        change: change.effect.kind.id().to_owned(),
        subject: change.subject.clone(),
        operation: operation.map(str::to_owned),
        new: None,
        because: "모두 알고 있다.".to_owned(),
        by: "The pilot".to_owned(),
    };
    let (one, all) = (exception(Some("find-port")), exception(None));
    let operations = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect();
    change.operations = operations(&["find-port"]);
    assert!(change.is_accepted_by(&one) && change.is_accepted_by(&all));
    change.operations = operations(&["book-passage", "find-port"]);
    assert!(!change.is_accepted_by(&one) && change.is_accepted_by(&all));
}
