//! What people have learned elsewhere stays, and nothing is taken away unless that is accepted.

use codegen::import::Status;
use codegen::load::SourceText;

use super::support::{PAGE, accept, after, audited, base, import, with};

const FILE: &str = "operations/shelves-list.yaml";

/// The spec that the page becomes, after people have added to it what no page says.
fn learned(page: &str) -> Vec<SourceText> {
    let imported = import(base(), page);
    let operation = &imported.writes[FILE];
    let cite = "cite: { source: old-pages, section: A letter }";
    let field = format!(
        "    - name: colour\n      type: string\n      need: optional\n      about: Its colour.\n      \
         {cite}\n    - name: kind\n"
    );
    let row = format!(
        "    - code: \"0104\"\n      http: 404\n      message: \"No such branch.\"\n      description: \
         \"없는 도서관입니다.\"\n      remedy: unknown\n    - code: \"0109\"\n      http: 500\n      \
         message: \"Closed.\"\n      remedy: unknown\n      {cite}\n"
    );
    let operation = operation.replacen("    - name: kind\n", &field, 1);
    let at = operation.find("    - code: \"0104\"").unwrap();
    let end = operation[at..].find("\n\n").map_or(operation.len(), |end| at + end + 1);
    let operation = format!("{}{row}{}", &operation[..at], &operation[end..]);
    with(after(base(), &imported), &[(FILE.to_owned(), operation)])
}

fn text(spec: &[SourceText]) -> String {
    let file = spec.iter().find(|text| text.name == FILE).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn a_fact_with_a_source_of_its_own_is_kept_and_no_difference() {
    let spec = learned(PAGE);
    assert_eq!(audited(spec.clone(), PAGE).pages[0].findings.len(), 0);
    assert_eq!(import(spec.clone(), PAGE).pages[0].status, Status::Unchanged);
    // The page changes elsewhere: what was learned stays where it was.
    let page = PAGE.replace("Least : 0 , Most : 999", "Least : 0 , Most : 9999");
    let changed = accept(spec.clone(), page);
    let (before, now) = (text(&spec), text(&after(spec.clone(), &changed)));
    assert_eq!(now, before.replace("max_value: 999\n", "max_value: 9999\n"));
}

#[test]
fn what_a_page_says_now_is_no_longer_cited_elsewhere() {
    let said = "colour\n\ntext\n\nPerhaps\n\nIts colour\n\nkind\n\ntext";
    let page = PAGE.replacen("kind\n\ntext", said, 1);
    let imported = import(learned(PAGE), page.clone());
    let note = "`request.colour` is on the page now: its own source is no longer cited";
    assert!(
        imported.pages[0].notes.iter().any(|it| it == note),
        "{:?}",
        imported.pages[0].notes
    );
    let now = text(&after(learned(PAGE), &imported));
    assert_eq!(now.matches("cite:").count(), 1, "{now}");
    // With other facts it is a contradiction, which is told.
    let other =
        page.replacen("colour\n\ntext\n\nPerhaps", "colour\n\ntext\n\nAlways", 1);
    let imported = import(learned(PAGE), other);
    let findings = &imported.pages[0].findings;
    assert_eq!(
        findings[0].message,
        "request.colour.need: the page says `required`, the spec says `optional`"
    );
    assert_eq!(text(&after(learned(PAGE), &imported)).matches("cite:").count(), 2);
}

#[test]
fn a_code_with_a_source_of_its_own_is_kept_until_a_page_lists_it() {
    let imported = import(base(), PAGE);
    let name = imported.writes.keys().find(|name| name.starts_with("codes/")).unwrap();
    let table = format!(
        "{}  - code: \"03\"\n    name: \"가운데\"\n    variant: Middle\n    cite: {{ source: old-pages, section: A \
         letter }}\n",
        imported.writes[name]
    );
    let spec = with(after(base(), &imported), &[(name.clone(), table.clone())]);
    assert_eq!(audited(spec.clone(), PAGE).pages[0].findings.len(), 0);
    let again = import(spec.clone(), PAGE);
    assert_eq!(again.pages[0].status, Status::Unchanged);
    // It stays when the page has another name for one of the others.
    let page = PAGE.replace("- 02 : low\n", "- 02 : low one\n");
    let changed = accept(spec.clone(), page);
    assert!(changed.writes[name].contains("old-pages"), "{}", changed.writes[name]);
    let page = PAGE.replace("- 02 : low\n", "- 02 : low\n- 03 : 가운데\n");
    let listed = import(spec, page);
    let without =
        table.replace("    cite: { source: old-pages, section: A letter }\n", "");
    assert_eq!(listed.writes[name], without);
}

#[test]
fn nothing_is_taken_away_unless_that_is_accepted() {
    let spec = after(base(), &import(base(), PAGE));
    let pages = [
        (
            "Digits : 20\n\nNumber",
            "Number",
            "max_digits: 20",
            "the limit of `response.shelves.shelfNumber`",
        ),
        (
            "- Otherwise = 0\n",
            "",
            "default: \"0\"",
            "the default of `request.paging.sheet`",
        ),
        (
            "\n- Written : yyyyMMdd",
            "",
            "form: yyyyMMdd",
            "the form of `response.shelves.builtOn`",
        ),
        (
            "404\n\nNumber\n\n0104\n\nNote\n\nNo such branch.\n\nMeaning\n\n없는 도서관입니다.\n\n\nMore results\n",
            "",
            "No such branch.",
            "the result `0104`",
        ),
        (
            "404 - An unknown branch\n",
            "",
            "An unknown branch",
            "the case `An unknown branch`",
        ),
    ];
    for (from, to, line, what) in pages {
        assert_eq!(PAGE.matches(from).count(), 1, "{from}");
        let page = PAGE.replace(from, to);
        let kept = import(spec.clone(), page.clone());
        assert!(!kept.pages[0].findings.is_empty(), "{what}");
        assert!(text(&after(spec.clone(), &kept)).contains(line), "{what}");
        let taken = accept(spec.clone(), page);
        let note = format!("{what} is removed: the page does not have it");
        assert!(
            taken.pages[0].notes.contains(&note),
            "{note}: {:?}",
            taken.pages[0].notes
        );
        assert!(!text(&after(spec.clone(), &taken)).contains(line), "{what}");
    }
}
