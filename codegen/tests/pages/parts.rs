//! Captures that show a part of a page: cut anywhere, dense, or several of one page.

use codegen::diagnostic::Diagnostic;
use codegen::import::{ImportReport, Status};
use codegen::load::SourceText;

use super::support::{PAGE, after, audited, base, import, import_all};

/// The page in the layout that leaves the request out, and what it has no words for.
pub(crate) fn dense() -> String {
    let lines: Vec<&str> = PAGE.lines().filter(|line| !line.trim().is_empty()).collect();
    let at = |text: &str| lines.iter().position(|line| *line == text).unwrap();
    let (method, request) = (at("POST"), at("Headers to send"));
    let (parameters, response) =
        (at("Parameters to send"), at("Headers that come back"));
    let is_mark = |line: &&&str| !["Sealed!", "See the guide."].contains(line);
    let head = lines[..method].iter().chain(&lines[method + 1..=method + 1]);
    let headings = [&lines[request], &lines[parameters]];
    let rest = lines[response..].iter().filter(is_mark);
    let kept: Vec<&str> = head.chain(headings).chain(rest).copied().collect();
    kept.join("\n") + "\n"
}

/// The page as far as each of its lines.
fn cuts(page: &str) -> Vec<String> {
    let ends = page.match_indices('\n').map(|(at, _)| page[..=at].to_owned());
    let is_new = |cut: &String| !cut.ends_with("\n\n");
    ends.filter(is_new).collect()
}

fn is_refused(imported: &ImportReport) -> bool {
    imported.pages.iter().all(|page| page.status == Status::Refused)
}

/// The files of a spec by name, as text.
fn files(spec: &[SourceText]) -> Vec<(String, String)> {
    let mut files: Vec<_> = spec
        .iter()
        .map(|text| (text.name.clone(), String::from_utf8(text.bytes.clone()).unwrap()))
        .collect();
    files.sort();
    files
}

/// Two specs have the same files; else the first line that differs is shown.
fn assert_same(one: &[SourceText], other: &[SourceText], cut: &str) {
    for ((name, one), (_, other)) in files(one).iter().zip(files(other)) {
        let line = one.lines().zip(other.lines()).find(|(a, b)| a != b);
        let last: Vec<_> = cut.lines().rev().take(4).collect();
        assert!(*one == other, "{name}: {line:?} behind {last:?}");
    }
}

fn messages(imported: &ImportReport) -> Vec<&str> {
    let findings = imported.pages.iter().flat_map(|page| &page.findings);
    findings.map(|it| it.message.as_str()).collect()
}

#[test]
fn a_page_that_is_cut_at_any_line_is_read_as_far_as_it_goes() {
    for page in [PAGE.to_owned(), dense()] {
        let whole = after(base(), &import(base(), page.clone()));
        let mut is_begun = false;
        for cut in cuts(&page) {
            let imported = import(base(), cut.clone());
            // Nothing is refused once the page has said which API it documents.
            assert_eq!(
                !is_refused(&imported),
                cut.contains("/v2/shelves/list\n"),
                "{:?}",
                cut.lines().last()
            );
            if is_refused(&imported) {
                continue;
            }
            is_begun = true;
            assert_eq!(messages(&imported), [""; 0], "{:?}", cut.lines().last());
            let part = after(base(), &imported);
            let checked = codegen::check(part.clone());
            // Where no capture shows whether the body is encrypted, it may be.
            let is_error = |it: &&Diagnostic| {
                it.explanation.code != "L050"
                    && !it.message.starts_with("the body is encrypted")
            };
            let errors: Vec<_> = checked
                .diagnostics
                .iter()
                .filter(is_error)
                .map(|it| &it.message)
                .collect();
            assert!(errors.is_empty(), "{errors:#?} {:?}", cut.lines().last());
            // The rest of the page completes it, and the part says nothing new of the whole.
            let both = after(part.clone(), &import(part, page.clone()));
            assert_same(&both, &whole, &cut);
            let told = &audited(whole.clone(), cut.clone()).pages[0].findings;
            let told: Vec<_> = told.iter().map(|it| &it.message).collect();
            assert!(told.is_empty(), "{told:#?} {:?}", cut.lines().last());
            assert!(
                import(whole.clone(), cut.clone()).writes.is_empty(),
                "{:?}",
                cut.lines().last()
            );
        }
        assert!(is_begun);
    }
}

#[test]
fn captures_complete_each_other_in_any_order_and_in_any_number_of_calls() {
    let cuts = cuts(PAGE);
    for end in (20..cuts.len()).step_by(7) {
        let captures = [cuts[end].clone().into_bytes(), dense().into_bytes()];
        let [first, second] = captures.clone();
        let together = after(base(), &import_all(base(), captures, false));
        let exchanged = import_all(base(), [second.clone(), first.clone()], false);
        assert_same(&after(base(), &exchanged), &together, &cuts[end]);
        for (one, other) in [(first.clone(), second.clone()), (second, first)] {
            let begun = after(base(), &import(base(), one));
            let apart = after(begun.clone(), &import(begun, other));
            assert_same(&apart, &together, &cuts[end]);
        }
    }
}

#[test]
fn a_dense_capture_says_what_it_does_not_show() {
    let imported = import(base(), dense());
    let operation = &imported.writes["operations/shelves-list.yaml"];
    for line in ["method_standing: inferred", "known: none", "encrypted: unknown"] {
        assert!(operation.contains(line), "{line}\n{operation}");
    }
    let notes = &imported.pages[0].notes;
    assert!(notes.iter().any(|note| note.contains("POST is inferred")), "{notes:?}");
}

#[test]
fn captures_that_contradict_each_other_are_told() {
    let other = dense().replace("Digits : 20", "Digits : 19");
    let captures = [PAGE.as_bytes().to_vec(), other.into_bytes()];
    let imported = import_all(base(), captures, false);
    let told = "response.shelves.shelfNumber.max_digits: the page says `19`, another capture says `20`";
    assert_eq!(messages(&imported), [told]);
}

#[test]
fn lines_that_look_like_facts_never_become_prose() {
    let number = "Digits : 20\n\nNumber of the shelf";
    let cases = [
        (
            number,
            "Max letters : 27\n\nNumber of the shelf",
            "Max letters : 27",
            "shelfNumber",
        ),
        (
            number,
            "Digits : 20\n\nNumber of the shelf\n- Writen : yyyyMMdd",
            "- Writen : yyyyMMdd",
            "shelfNumber",
        ),
        (
            number,
            "Digits : 20\n\nNumber of the shelf\n- 평소 = 0",
            "- 평소 = 0",
            "shelfNumber",
        ),
        (
            "count\n\nAlways\n\nDigits",
            "count\n\nMandatory\n\nDigits",
            "Mandatory",
            "shelfNumber",
        ),
        (
            "count\n\nAlways\n\nDigits",
            "integer\n\nAlways\n\nDigits",
            "integer",
            "shelfNumber",
        ),
        ("Meaning\n\n끝났습니다.", "Meening\n\n끝났습니다.", "Meening", "0000"),
        ("Number\n\n0000", "Numbre\n\n0000", "Numbre", "Results"),
    ];
    for (from, to, line, owner) in cases {
        assert_eq!(PAGE.matches(from).count(), 1, "{from}");
        let imported = import(base(), PAGE.replace(from, to));
        let told = format!("`{line}` is not understood, which stands below `{owner}`");
        assert!(
            messages(&imported).contains(&told.as_str()),
            "{told}: {:?}",
            messages(&imported)
        );
        let quotes = imported.writes.values().any(|text| text.contains(line));
        assert!(!quotes, "{line} is quoted");
    }
}
