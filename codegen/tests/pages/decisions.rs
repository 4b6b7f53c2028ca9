//! Doubts have kinds, and what is decided of a kind is no longer to be confirmed.

use codegen::diagnostic::Diagnostic;
use codegen::doubt::{KINDS, Kind, split};
use codegen::import::{ImportReport, Status};
use codegen::load::SourceText;

use super::support::{accept, audited, base, import, with};
use super::traps;

/// The sentence of a kind, with something in each of its places.
fn filled(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap().to_owned();
    let filled =
        parts.fold(first, |text, part| text + "책 7" + part.split_once('}').unwrap().1);
    // A sentence may end with another one.
    if filled.ends_with("책 7") { filled + "." } else { filled }
}

#[test]
fn every_sentence_is_known_by_its_kind() {
    let all: Vec<(&Kind, String)> = KINDS
        .iter()
        .flat_map(|kind| kind.sentences.iter().map(move |it| (kind, filled(it))))
        .collect();
    for (kind, sentence) in &all {
        let around = format!("사람이 쓴 말. {sentence} And more, in own words.");
        let doubts = split(&around);
        let kinds: Vec<_> =
            doubts.iter().map(|it| it.kind.map(|kind| kind.code)).collect();
        assert_eq!(kinds, [None, Some(kind.code), None], "{around}");
        assert_eq!(doubts[1].text, sentence);
    }
    // Each of them beside each other.
    for (kind, sentence) in &all {
        for (other, behind) in &all {
            let both = format!("{sentence} {behind}");
            let kinds: Vec<_> =
                split(&both).iter().map(|it| it.kind.unwrap().code).collect();
            assert_eq!(kinds, [kind.code, other.code], "{both}");
        }
    }
    let codes: Vec<_> = KINDS.iter().map(|kind| kind.code).collect();
    assert!(codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]));
}

fn confirms(imported: &ImportReport) -> Vec<String> {
    let lines = imported.writes.values().flat_map(|text| text.lines());
    let confirms = lines.filter_map(|line| line.trim_start().strip_prefix("confirm: "));
    confirms.map(|text| serde_yaml::from_str(text).unwrap()).collect()
}

#[test]
fn import_has_no_doubt_without_a_kind() {
    for trap in traps::all() {
        for confirm in confirms(&import(base(), trap.page.clone())) {
            let doubts = split(&confirm);
            assert!(
                doubts.iter().all(|it| it.kind.is_some()),
                "{}: {confirm}",
                trap.name
            );
        }
    }
}

const DECISIONS: &str = "# Kept by hand.
kinds:
  - kind: Q001 # where objects end
    because: 낱말이 말해 준다.
    evidence: [readers-guide]
    standing: inferred
";

fn page(name: &str) -> String {
    traps::all().into_iter().find(|trap| trap.name == name).unwrap().page
}

fn decided(decisions: &str) -> Vec<SourceText> {
    with(base(), &[("decisions.yaml".to_owned(), decisions.to_owned())])
}

fn after(spec: Vec<SourceText>, imported: &ImportReport) -> Vec<SourceText> {
    let writes = imported.writes.iter();
    let files: Vec<_> =
        writes.map(|(name, text)| (name.clone(), text.clone())).collect();
    with(spec, &files)
}

fn of_kind(confirms: &[String], code: &str) -> usize {
    let doubts = confirms.iter().flat_map(|it| split(it));
    doubts.filter(|it| it.kind.is_some_and(|kind| kind.code == code)).count()
}

#[test]
fn what_is_decided_is_not_written_and_what_it_settles_is_listed() {
    let page = page("object-end");
    assert!(of_kind(&confirms(&import(base(), page.clone())), "Q001") > 0);
    let spec = decided(DECISIONS);
    let imported = import(spec.clone(), page.clone());
    assert_eq!(of_kind(&confirms(&imported), "Q001"), 0);
    let listed = DECISIONS.trim_end().to_owned() + "\n    settles: [\"shelves-list\"]\n";
    assert_eq!(imported.writes["decisions.yaml"], listed);
    let spec = after(spec, &imported);
    let checked = codegen::check(spec.clone());
    let asked = checked.diagnostics.iter().map(Diagnostic::code);
    assert!(
        !asked.clone().any(|it| it == "Q001" || it == "L059"),
        "{:?}",
        asked.collect::<Vec<_>>()
    );
    assert!(audited(spec.clone(), page.clone()).pages[0].findings.is_empty());
    let again = import(spec, page);
    assert_eq!(again.pages[0].status, Status::Unchanged);
    assert!(again.writes.is_empty(), "{:?}", again.writes.keys());
}

#[test]
fn a_decision_takes_away_what_is_there_and_import_says_so() {
    let page = page("object-end");
    let imported = import(base(), page.clone());
    let spec = with(
        after(base(), &imported),
        &[("decisions.yaml".to_owned(), DECISIONS.to_owned())],
    );
    let again = import(spec.clone(), page.clone());
    assert_eq!(again.pages[0].status, Status::Changed);
    let notes = &again.pages[0].notes;
    assert!(
        notes.iter().any(|it| it.contains("settles") && it.contains("Q001")),
        "{notes:?}"
    );
    let operation = &again.writes["operations/shelves-list.yaml"];
    assert!(!operation.contains("does not mark where"), "{operation}");
    let third = import(after(spec, &again), page);
    assert_eq!(third.pages[0].status, Status::Unchanged);
    assert!(third.writes.is_empty());
}

/// What no page needs any more has expired, as resolutions do.
#[test]
fn a_decision_that_settles_nothing_is_found() {
    let ending = page("object-end");
    let imported = import(decided(DECISIONS), ending);
    let spec = after(decided(DECISIONS), &imported);
    let plain = import(spec.clone(), page("plain"));
    assert!(!plain.writes["decisions.yaml"].contains("shelves-list"));
    let checked = codegen::check(after(spec, &plain));
    let mut found =
        checked.diagnostics.iter().filter(|it| it.explanation.code == "L059");
    assert!(
        found.any(|it| it.message.contains("settles nothing")),
        "{:?}",
        checked.diagnostics
    );
}

/// Where a capture ends is no question to the vendor.
#[test]
fn what_a_capture_cuts_off_is_known_in_part() {
    let whole = page("plain");
    let mut cut = 0;
    let lines: Vec<_> = whole.lines().collect();
    for end in 1..lines.len() {
        let imported = import(base(), lines[..end].join("\n"));
        for (name, text) in &imported.writes {
            assert!(!text.contains("capture ends"), "{end}: {text}");
            let parts = text.matches("known: part").count();
            // A request that is known in part has a field or a row that is.
            cut += usize::from(name.starts_with("operations/") && parts > 1);
        }
        let spec = after(base(), &imported);
        let checked = codegen::check(spec);
        let told = checked.diagnostics.iter().filter(|it| it.code() == "L050");
        assert!(told.clone().all(|it| !it.message.contains("capture")), "{end}");
    }
    assert!(cut > 3, "{cut}");
}

#[test]
fn a_shared_resolution_leaves_with_the_text_of_its_page() {
    let page = page("plain");
    let imported = import(base(), page.clone());
    let decisions = "resolutions:
  - id: one-code
    of:
      - { operation: shelves-list, subject: request.branch.length, page_says: \"2\" }
    elsewhere: { source: old-pages, says: \"4\" }
    adopted: max_length 4
    because: 옛 쪽은 넷이라고 한다.
    evidence: [old-pages]
    standing: documented
";
    let spec = after(base(), &imported);
    let spec = with(spec, &[("decisions.yaml".to_owned(), decisions.to_owned())]);
    assert_eq!(import(spec.clone(), page.clone()).pages[0].status, Status::Unchanged);
    assert!(audited(spec.clone(), page.clone()).pages[0].findings.is_empty());
    let changed = page.replace("Letters : 2\n\nWhich", "Letters : 4\n\nWhich");
    assert_ne!(changed, page);
    let again = accept(spec.clone(), changed);
    let notes = &again.pages[0].notes;
    assert!(notes.iter().any(|it| it.contains("request.branch.length")), "{notes:?}");
    assert!(!again.writes["decisions.yaml"].contains("request.branch.length"));
}
