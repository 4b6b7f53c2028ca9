//! Import into an operation that is there: what people have decided stays, and nothing changes
//! but what the page has changed.

use std::fmt::Write as _;

use codegen::import::{ImportReport, Status};
use codegen::load::SourceText;
use similar::TextDiff;

use super::support::{PAGE, accept, audited, base, import, with};

/// The operation and the code table of the page, after people have worked on them: ids, names,
/// remedies, a resolution, an object's end, comments, and lines in an order of their own.
fn decided() -> Vec<SourceText> {
    let operation = include_str!("../fixtures/pages/list-shelves.yaml");
    let table = include_str!("../fixtures/pages/shelf-kinds.yaml");
    let files = [
        ("operations/list-shelves.yaml".to_owned(), operation.to_owned()),
        ("codes/shelf-kinds.yaml".to_owned(), table.to_owned()),
    ];
    with(base(), &files)
}

/// What the vendor changes on its page.
const CHANGES: [(&str, &str, &str); 15] = [
    ("a-limit", "Least : 0 , Most : 999", "Least : 0 , Most : 9999"),
    ("a-need", "painted\n\nchoice\n\nPerhaps", "painted\n\nchoice\n\nAlways"),
    ("a-title", "Shelves of a branch(at once)", "Shelves of a library(at once)"),
    ("a-message", "No such branch.", "No such library."),
    ("a-sentence", "Number of the shelf", "Number of the shelf, on its left side"),
    ("a-default", "- Otherwise = 0", "- Otherwise = 1"),
    ("a-code", "- 02 : low", "- 02 : low\n- 03 : round"),
    ("a-code-less", "- 01 : high\n- 02 : low", "- 02 : low\n- 04 : flat"),
    (
        "a-field",
        "painted\n\nchoice",
        "colour\n\ntext\n\nPerhaps\n\nMost : 20\n\nIts colour\n\npainted\n\nchoice",
    ),
    (
        "a-field-less",
        "painted\n\nchoice\n\nPerhaps\n\nyes\n\nyes\n\nno\n\nPainted ones too\n",
        "",
    ),
    (
        "a-field-in-a-list",
        "label\n\ntext",
        "height\n\ncount\n\nAlways\n\nIts height\n\nlabel\n\ntext",
    ),
    (
        "a-result",
        "404\n\nNumber",
        "403\n\nNumber\n\n0103\n\nNote\n\nThe branch is closed.\n\n404\n\nNumber",
    ),
    ("a-contradiction-less", "Letters : 6", "Letters : 8"),
    (
        "a-header",
        "Letters : 19\n\n  • Written : yyMMddHHmmss-hex6\n\nParameters",
        "Letters : 20\n\n  • Written : yyMMddHHmmss-hex6\n\nParameters",
    ),
    ("all-rows", "\nMore results\n", "\n"),
];

/// The report, and what changes in the files.
fn told(imported: &ImportReport, before: &[SourceText]) -> String {
    let page = &imported.pages[0];
    let mut told = format!(
        "{:?} `{}`, {} to be confirmed\n",
        page.status, page.id, page.to_confirm
    );
    for note in &page.notes {
        let _ = writeln!(told, "note: {note}");
    }
    for (name, text) in &imported.writes {
        let known = before.iter().find(|text| text.name == *name);
        let known = known.map_or("", |text| str::from_utf8(&text.bytes).unwrap());
        let diff = TextDiff::from_lines(known, text);
        let _ = write!(told, "\n{name}\n{}", diff.unified_diff().context_radius(1));
    }
    told
}

#[test]
fn what_the_page_does_not_change_stays() {
    let imported = import(decided(), PAGE);
    assert_eq!(told(&imported, &[]), "Unchanged `list-shelves`, 2 to be confirmed\n");
    let checked = codegen::check(decided());
    let errors = checked.diagnostics.iter().filter(|it| it.explanation.code != "L050");
    assert_eq!(errors.count(), 0, "{:?}", checked.diagnostics);
}

#[test]
fn what_the_page_changes_is_changed() {
    for (name, from, to) in CHANGES {
        assert_eq!(PAGE.matches(from).count(), 1, "{name}");
        let (spec, page) = (decided(), PAGE.replace(from, to));
        let imported = accept(spec.clone(), page.clone());
        insta::assert_snapshot!(name, told(&imported, &spec));
        // Then the two agree, and nothing is wrong.
        let files: Vec<_> = imported.writes.into_iter().collect();
        let spec = with(spec, &files);
        assert_eq!(
            import(spec.clone(), page.clone()).pages[0].status,
            Status::Unchanged,
            "{name}"
        );
        assert_eq!(audited(spec.clone(), page).pages[0].findings.len(), 0, "{name}");
        let checked = codegen::check(spec);
        let errors =
            checked.diagnostics.iter().filter(|it| it.explanation.code != "L050");
        assert_eq!(errors.count(), 0, "{name}: {:?}", checked.diagnostics);
    }
}
