//! Many findings at once: none hides another, and their places are true.

use codegen::diagnostic::to_json;

use super::support::{Linted, Texts};

const FIND: &str = "operations/find-books.yaml";
const LEND: &str = "operations/lend-book.yaml";

/// Mistakes of every kind, in every file.
fn broken() -> Linted {
    Texts::base()
        .replace(
            "api.yaml",
            "source: readers-guide, section: The seal",
            "source: guide, section: S",
        )
        .replace("api.yaml", "success_code: \"0000\"", "success_code: 0000")
        .replace("catalog.yaml", "operation: lend-book", "operation: lend-boook")
        .replace("codes/branches.yaml", "code: \"08\"", "code: \"8\"")
        .replace("codes/zones.yaml", "id: zones", "id: Zones")
        .replace(FIND, "min_length: 2", "min_length: 200")
        .replace(FIND, "wire: Y/N", "wire: yes/no")
        .replace(FIND, "max_value: 999", "max_value: many")
        .replace(FIND, "remedy: none", "remedy: nothing")
        .replace(FIND, "  title: Find books\n", "")
        .replace(LEND, "example: P0042", "example: P42")
        .replace(LEND, "http: 409\n      text", "http: 400\n      text")
        .lint()
}

#[test]
fn all_findings_of_all_files_come_in_one_run() {
    insta::assert_snapshot!("together", broken().rendered());
}

#[test]
fn findings_come_in_the_order_of_files_and_places() {
    let linted = broken();
    let positions: Vec<_> = linted
        .diagnostics
        .iter()
        .map(|it| {
            let place = linted.loading.files.position(it.span);
            (linted.loading.files.get(it.span.file).unwrap().path.clone(), place)
        })
        .collect();
    assert!(positions.is_sorted(), "{positions:?}");
    assert_eq!(linted.rendered(), broken().rendered());
}

#[test]
fn json_tells_the_same() {
    let linted = broken();
    insta::assert_snapshot!("json", to_json(&linted.loading.files, &linted.diagnostics));
    let clean = Texts::base().lint();
    assert_eq!(to_json(&clean.loading.files, &clean.diagnostics), "[]\n");
}

#[test]
fn references_to_a_file_that_cannot_be_read_are_not_unknown() {
    for name in [FIND, LEND, "codes/branches.yaml", "codes/zones.yaml", "catalog.yaml"] {
        let linted = Texts::base().with(name, "\"").lint();
        assert_eq!(linted.codes(), ["S002"], "{name}\n{}", linted.rendered());
    }
}

#[test]
fn all_faults_of_structure_in_a_file_come_in_one_run() {
    let linted = Texts::base()
        .replace(LEND, "repeat: unsafe", "repeat: perhaps\nrepaet: safe")
        .replace(
            LEND,
            "headers: lending\n  encrypted: true",
            "headers: lending\n  encrypted: yes",
        )
        .replace(LEND, "max_length: 12", "max_length: twelve")
        .replace(LEND, "      condition: Required when", "      when: Required when")
        .replace(
            LEND,
            "    - name: labels\n      type: array-of-strings\n      need: optional",
            "    - type: strings",
        )
        .replace(LEND, "  title: Lend a book\n", "")
        .replace(LEND, "rows_hidden: true", "rows_hidden: maybe")
        .replace(
            LEND,
            "    - http: 200\n      text: \"A loan\"",
            "    - text: \"A loan\"",
        )
        .replace(LEND, "evidence: [test-answers]", "evidence: test-answers")
        .replace(LEND, "version: v1", "version: v1\n  version: v2")
        .lint();
    insta::assert_snapshot!("structure", linted.rendered());
}

#[test]
fn columns_count_characters() {
    let linted = Texts::base()
        .replace(
            "codes/branches.yaml",
            "variant: HillBranch }",
            "variant: HillBranch, utc_offset: \"9\" }",
        )
        .replace(
            "catalog.yaml",
            "name: 회원 가입",
            "{ name: 회원 가입, operation: 회원 }",
        )
        .lint();
    assert_eq!(
        linted.places(),
        ["L003 spec/catalog.yaml:10:31", "L028 spec/codes/branches.yaml:10:66"]
    );
}

/// The base with many operations beside it.
fn large(operations: usize) -> Texts {
    let mut texts = Texts::base();
    let text = texts.text(LEND);
    // The portal would list each of them.
    texts.0.retain(|text| text.name != "catalog.yaml");
    for number in 0..operations {
        let id = format!("lend-book-{number}");
        let text = text
            .replace("id: lend-book\n", &format!("id: {id}\n"))
            .replace("path: /v2/loans", &format!("path: /v2/loans/{number}"));
        texts = texts.with(&format!("operations/{id}.yaml"), text);
    }
    texts
}

#[test]
fn many_operations_are_clean_too() {
    large(100).lint().clean();
}

/// What would use something cannot be read: nothing is called useless, and no advice is to remove it.
#[test]
fn an_unreadable_file_is_the_only_finding() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let operations: Vec<_> = std::fs::read_dir(folder.join("operations"))
        .unwrap()
        .map(|it| format!("operations/{}", it.unwrap().file_name().to_string_lossy()))
        .collect();
    let texts =
        operations.iter().fold(Texts::base(), |texts, name| texts.with(name, "id: ["));
    let codes = texts.lint().codes();
    assert_eq!(codes, vec!["S002"; operations.len()]);
}
