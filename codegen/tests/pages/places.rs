//! A difference is told at the line of the page and at the line of the spec that differ.

use codegen::audit;
use codegen::draft::Input;

use super::support::{PAGE, base, files, import, import_all, text_of, with};

/// Lines of the page, what each is changed to, and the line of the spec that says otherwise: of
/// a text in several lines, the first.
const CHANGES: [(&str, &str, &str); 22] = [
    ("Shelves of a branch(at once)", "Boards of a branch(at once)", "title:"),
    ("Lists the shelves of", "Lists all shelves of", "wording:"),
    ("Letters : 19", "Letters : 20", "length: 19"),
    ("  • Written : yyMMddHHmmss-hex6", "  • Written : yyMMdd-hex6", "form:"),
    ("How the list is cut", "How it is cut", "wording:"),
    ("sheet\n\ncount", "page\n\ncount", "request:"),
    ("Least : 0 , Most : 999", "Least : 0 , Most : 99", "max_value: 999"),
    ("Which sheet", "What sheet", "Which sheet"),
    ("- Otherwise = 0", "- Otherwise = 1", "Which sheet"),
    ("글자 : 2", "글자 : 3", "length: 2"),
    ("- 02 : low", "- 02 : flat", "Kind of shelf"),
    ("Painted ones too", "Painted ones", "wording:"),
    ("Least : 1 , Most : 40", "Least : 2 , Most : 40", "min_length: 1"),
    ("A word without a name", "A word", "wording:"),
    ("One of them", "One of all", "wording:"),
    ("Digits : 20", "Digits : 19", "max_digits: 20"),
    ("Letters : 6", "Letters : 7", "length: 6"),
    ("- Written : yyyyMMdd", "- Written : yyMMdd", "When it was built"),
    ("What may come of it", "What comes of it", "wording:"),
    ("No such branch.", "No branch.", "message:"),
    ("없는 도서관입니다.", "없습니다.", "description:"),
    ("404 - An unknown branch", "404 - A branch", "text:"),
];

#[test]
fn each_difference_is_told_at_both_lines() {
    for (from, to, spec_line) in CHANGES {
        let at = PAGE.find(from).unwrap_or_else(|| panic!("{from}"));
        let mut page = PAGE.to_owned();
        page.replace_range(at..at + from.len(), to);
        let changed = PAGE[..at].matches('\n').count() + 1;
        let input = Input {
            spec: with(base(), &files()),
            layout: None,
            pages: vec![text_of("page.txt", page)],
            id: None,
        };
        let audited = audit::audit(input).unwrap();
        let files = &audited.files;
        let told = audited.pages[0].findings.iter().map(|finding| {
            let file = files.get(finding.span.file).unwrap();
            let line = files.line(finding.span) as usize;
            let text = file.text.lines().nth(line - 1).unwrap().trim().to_owned();
            let page =
                finding.related.iter().map(|(span, _)| files.line(*span) as usize);
            (text, page.collect::<Vec<_>>())
        });
        let told: Vec<_> = told.collect();
        let is_told = told
            .iter()
            .any(|(spec, page)| spec.starts_with(spec_line) && page.contains(&changed));
        assert!(is_told, "`{to}` in line {changed}: {told:#?}");
    }
}

#[test]
fn sentences_about_headers_are_told_by_their_lines() {
    let form = "  • Written : yyMMddHHmmss-hex6\n";
    let at = PAGE.find(form).unwrap();
    let first = PAGE[..at].matches('\n').count() + 1;
    let words = format!("  • For a year\n  • 일 년 동안\n{form}  • Not for ever\n");
    let page = PAGE.replacen(form, &words, 1);
    let notes = import(base(), page.clone()).pages.remove(0).notes;
    let lines = format!(": lines {first} to {}, {}", first + 1, first + 3);
    assert!(notes.iter().any(|note| note.ends_with(&lines)), "{lines}: {notes:?}");
    // Each capture has lines of its own.
    let both = [PAGE.to_owned(), page].map(String::into_bytes);
    let imported = import_all(base(), both, false);
    let about_headers = |at: usize| {
        let notes = imported.pages[at].notes.iter();
        notes.filter(|it| it.contains("about its headers")).collect::<Vec<_>>()
    };
    assert_eq!(about_headers(0), [""; 0]);
    assert!(about_headers(1)[0].ends_with(&lines), "{:?}", about_headers(1));
}
