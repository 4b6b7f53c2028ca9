//! The list of questions, as the vendor gets it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use codegen::errata;

fn of_the_base_spec() -> Vec<errata::Erratum> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    errata::collect(&codegen::check_folder(&folder).unwrap().api.unwrap())
}

#[test]
fn to_the_vendor() {
    let open = of_the_base_spec();
    let letter = errata::to_markdown("Paper Lantern Library", &open);
    insta::assert_snapshot!(format!("{letter}\n{}", errata::readings(&open, &[])));
}

#[test]
fn to_programs() {
    let text = errata::to_json(&of_the_base_spec());
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let kinds: Vec<_> = list.as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    for kind in ["contradiction", "gap", "hidden rows", "inferred rule"] {
        assert!(kinds.iter().any(|it| *it == kind), "no {kind} among {kinds:?}");
    }
}

/// A letter asks what the vendor alone can answer; what was decided is another text.
#[test]
fn what_was_adopted_is_not_asked() {
    let open = of_the_base_spec();
    let letter = errata::to_markdown("Paper Lantern Library", &open);
    assert_eq!(letter.matches("\n## ").count(), 3, "{letter}");
    assert!(!letter.contains("birthDate"), "{letter}");
    assert!(letter.contains("we have adopted 8 readings"), "{letter}");
    let readings = errata::readings(&open, &[]);
    assert_eq!(readings.matches("\n## ").count(), 8, "{readings}");
}

#[test]
fn nothing_open_is_said() {
    insta::assert_snapshot!(errata::to_markdown("작은 등불", &[]), @r"
    # Questions about the documentation of 작은 등불

    There are no open questions.
    ");
}

/// The questions about a vendor whose pages are known in part, and who has two rules for a stone.
fn of_the_incomplete_spec() -> Vec<errata::Erratum> {
    let text = include_str!("features/incomplete/spec.txt");
    let field = "    - { name: grindingId, type: string, need: optional,";
    let stone = "    - { name: stone, type_name: InquiredStone, type: string, need: optional, max_length: \
                 9, redact: shown, example: 숫돌, about: 돌. }\n";
    assert_eq!(text.matches(field).count(), 1);
    let text = text.replace(field, &format!("{stone}{field}"));
    let texts = text.split("=== ").skip(1).map(|part| {
        let (name, text) = part.split_once('\n').unwrap();
        codegen::load::SourceText {
            name: name.to_owned(),
            shown: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            unread: None,
        }
    });
    errata::collect(&codegen::check(texts.collect()).api.unwrap())
}

/// The vendor alone knows how what it sends is proved.
#[test]
fn callbacks_that_are_not_known_to_be_signed_are_asked_about() {
    let text = include_str!("features/callbacks/spec.txt");
    let texts = text.split("=== ").skip(1).map(|part| {
        let (name, text) = part.split_once('\n').unwrap();
        let answer = "  answer: { http: 202,";
        let line = text.lines().find(|line| line.starts_with(answer));
        codegen::load::SourceText {
            name: name.to_owned(),
            shown: name.to_owned(),
            bytes: text.replace(line.unwrap_or_default(), "").into_bytes(),
            unread: None,
        }
    });
    let api = codegen::check(texts.collect()).api.unwrap();
    let open = errata::collect(&api);
    let asked = |subject: &str| {
        let found = open.iter().filter(|it| it.subject == subject);
        found.map(|it| it.page.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(asked("the signature"), ["Parcel weighed"]);
    assert_eq!(asked("the answer to callbacks"), ["소포가 움직였다"]);
    let confirmed: Vec<_> = open.iter().filter_map(|it| it.because.as_deref()).collect();
    assert!(
        confirmed.contains(&"Whether it is sent for parcels that are lost."),
        "{confirmed:?}"
    );
}

/// What the captures of a page do not show is on the page: nobody is asked for it.
#[test]
fn what_no_capture_shows_is_no_question() {
    let open = of_the_incomplete_spec();
    for word in ["not known", "not shown", "missing"] {
        let letter = errata::to_markdown("물레방아", &open);
        assert!(!letter.contains(word), "{word}: {letter}");
    }
}

#[test]
fn several_rules_of_one_name_are_one_question() {
    let open = of_the_incomplete_spec();
    let asked: Vec<_> = open.iter().filter(|it| it.subject == "stone").collect();
    let says: Vec<_> =
        asked.iter().map(|it| (&*it.page, it.page_says.as_deref())).collect();
    assert_eq!(
        says,
        [
            ("Grind corn", Some("string, max_length: 8")),
            ("Inquire a grinding", Some("string, max_length: 9")),
        ]
    );
    let letter = errata::to_markdown("물레방아", &open);
    assert_eq!(
        letter.matches("stone: The pages give this parameter").count(),
        1,
        "{letter}"
    );
}

const READER: &str = "      confirm: \"The page does not mark whether it is in `desk` or beside it. 누가 빌리는가?\"
      about: Who borrows.
";

const LOANS: &str =
    "      confirm: \"The page does not mark whether it is in `desk` or beside it.\"
      about: What is lent.
";

/// The base spec with doubts, an address of its page, and perhaps decisions.
fn doubtful(decisions: &str) -> codegen::ir::Api {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let mut texts = codegen::load::read(&folder).unwrap();
    for text in &mut texts {
        let own = String::from_utf8(text.bytes.clone()).unwrap();
        let new = match text.name.as_str() {
            "operations/lend-book.yaml" => own
                .replace("      about: Who borrows.\n", READER)
                .replace("      about: What is lent.\n", LOANS)
                .replace(
                    "  mode: async\n",
                    "  mode: async\n  url: https://lantern.example/lend\n",
                ),
            "operations/find-books.yaml" => {
                own.replace("repeat: safe", "repeat: unknown")
            }
            "decisions.yaml" => decisions.to_owned(),
            _ => own,
        };
        text.bytes = new.into_bytes();
    }
    let checked = codegen::check(texts);
    assert!(checked.api.is_some(), "{:?}", checked.diagnostics);
    checked.api.unwrap()
}

#[test]
fn each_question_is_asked_once_with_all_its_places() {
    let api = doubtful("kinds: []\n");
    let open = errata::collect(&api);
    let letter = errata::to_markdown(&api.name, &open);
    let question = "Is each of these fields in the object before it, or beside it?";
    assert_eq!(letter.matches(question).count(), 1, "{letter}");
    let (_, behind) = letter.split_once(question).unwrap();
    let asked = behind.split("\n#").next().unwrap();
    let place = "- Lend a book (<https://lantern.example/lend>), Parameters: ";
    assert_eq!(asked.matches(place).count(), 2, "{asked}");
    assert!(asked.contains(&format!("{place}reader. ")), "{asked}");
    assert!(asked.contains(&format!("{place}loans. ")), "{asked}");
    assert!(letter.contains("누가 빌리는가?"), "{letter}");
    let list: serde_json::Value = serde_json::from_str(&errata::to_json(&open)).unwrap();
    let doubts = list.as_array().unwrap().iter().filter(|it| it["doubt"] == "Q002");
    assert_eq!(doubts.count(), 2);
}

#[test]
fn what_is_decided_is_told_and_not_asked() {
    let api = doubtful(
        "kinds:
  - kind: Q002
    because: 책상은 물건이 아니다.
    evidence: [readers-guide]
    standing: observed
    settles: [lend-book]
",
    );
    let open = errata::collect(&api);
    let letter = errata::to_markdown(&api.name, &open);
    assert!(!letter.contains("Is each of these fields"), "{letter}");
    assert!(!letter.contains("책상은 물건이 아니다."), "{letter}");
    assert!(letter.contains("누가 빌리는가?"), "{letter}");
    let readings = errata::readings(&open, &api.settled);
    let (_, decided) = readings.split_once("## Decided for many pages").unwrap();
    insta::assert_snapshot!(decided.trim(), @"
    - whether a field is in an object or beside it: 책상은 물건이 아니다. (observed; The reader's guide). Pages: Lend a book.
    ");
}
