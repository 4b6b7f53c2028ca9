//! Captures of one page that do not say the same: each reading is told once, is in the spec as an
//! open resolution, and stays there, whatever the order of the captures.

use codegen::import::{ImportReport, Status};
use codegen::load::SourceText;
use codegen::{check, errata};

use super::support::{PAGE, accept, after, audited, base, import, import_all, with};

const FILE: &str = "operations/shelves-list.yaml";

/// What another capture says, the fact that it is about, and both readings: the one that is
/// transcribed, and the other one.
const CASES: [(&str, &str, &str, [&str; 2]); 19] = [
    (
        "Digits : 20",
        "Digits : 19",
        "response.shelves.shelfNumber.max_digits",
        ["20", "19"],
    ),
    ("\n\n글자 : 2\n", "\n\n글자 : 3\n", "request.kind.length", ["3", "2"]),
    ("\n\n글자 : 2\n", "\n\nMost : 9\n", "request.kind.max_length", ["9", "length 2"]),
    (
        "\n\nLeast : 0 , Most : 999\n",
        "\n",
        "request.paging.sheet.min_value",
        ["0", "nothing"],
    ),
    (
        "sheet\n\ncount\n\nPerhaps",
        "sheet\n\ncount\n\nAlways",
        "request.paging.sheet.need",
        ["optional", "required"],
    ),
    (
        "sheet\n\ncount\n\n",
        "sheet\n\ntext\n\n",
        "request.paging.sheet.type",
        ["string", "number"],
    ),
    ("- Otherwise = 0", "- Otherwise = 1", "request.paging.sheet.default", ["1", "0"]),
    (
        "- Written : yyyyMMdd",
        "- Written : yyMMdd",
        "response.shelves.builtOn.form",
        ["yyyyMMdd", "yyMMdd"],
    ),
    (
        "No such branch.",
        "No such library.",
        "response_codes.0104.message",
        ["No such library.", "No such branch."],
    ),
    (
        "없는 도서관입니다.",
        "도서관이 없습니다.",
        "response_codes.0104.description",
        ["없는 도서관입니다.", "도서관이 없습니다."],
    ),
    ("404\n\nNumber", "403\n\nNumber", "response_codes.0104.http", ["404", "403"]),
    ("\n- Otherwise = 0\n", "\n", "request.paging.sheet.default", ["0", "nothing"]),
    (
        "\n- Written : yyyyMMdd\n",
        "\n",
        "response.shelves.builtOn.form",
        ["yyyyMMdd", "nothing"],
    ),
    (
        "Shelves of a branch(at",
        "Shelves of one branch(at",
        "page.title",
        ["Shelves of one branch", "Shelves of a branch"],
    ),
    ("- 02 : low", "- 02 : deep", "request.kind.codes", ["", "01 high, 02 deep"]),
    ("\n- 02 : low", "", "request.kind.codes", ["", "01 high"]),
    ("\n\n- 01 : high\n- 02 : low", "", "request.kind.codes", ["", "nothing"]),
    (
        "- 02 : low",
        "- 02 : low\n- 03 : flat",
        "request.kind.codes",
        ["", "01 high, 02 low"],
    ),
    ("\nSealed!\nSee the guide.\n", "\n", "response.encrypted", ["true", "false"]),
];

fn one(spec: Vec<SourceText>, page: &str) -> Vec<SourceText> {
    let imported = import(spec.clone(), page);
    after(spec, &imported)
}

fn together(pages: &[&str]) -> (Vec<SourceText>, ImportReport) {
    let pages = pages.iter().map(|page| page.as_bytes().to_vec());
    let imported = import_all(base(), pages, false);
    (after(base(), &imported), imported)
}

fn text(spec: &[SourceText]) -> String {
    let file = spec.iter().find(|text| text.name == FILE).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

/// The code tables that import has made.
fn tables(spec: &[SourceText]) -> String {
    let is_new = |text: &&SourceText| {
        text.name.starts_with("codes/") && base().iter().all(|it| it.name != text.name)
    };
    let mut tables: Vec<_> = spec.iter().filter(is_new).collect();
    tables.sort_by_key(|text| &text.name);
    let text = |it: &&SourceText| it.name.clone() + &String::from_utf8_lossy(&it.bytes);
    tables.iter().map(text).collect()
}

/// Two files are the same; else the first line that differs is shown.
fn assert_same(one: &str, other: &str, what: &str) {
    let line = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    assert!(one == other, "{what}: {line:?}");
}

fn messages(imported: &ImportReport) -> Vec<String> {
    let findings = imported.pages.iter().flat_map(|page| &page.findings);
    findings.map(|it| it.message.clone()).collect()
}

fn other(from: &str, to: &str) -> String {
    assert_eq!(PAGE.matches(from).count(), 1, "{from}");
    PAGE.replace(from, to)
}

#[test]
fn captures_that_contradict_each_other_become_one_open_resolution_in_any_order() {
    for (from, to, subject, [says, otherwise]) in CASES {
        let other = other(from, to);
        let (spec, imported) = together(&[PAGE, &other]);
        // It is told once, at both lines.
        let [told] = &*messages(&imported) else {
            panic!("{subject}: {:?}", messages(&imported))
        };
        assert!(told.contains(subject) && told.contains(says), "{told}");
        assert!(told.contains(otherwise), "{told}");
        let resolved = text(&spec);
        let other_ways = [
            together(&[&other, PAGE]).0,
            one(one(base(), PAGE), &other),
            one(one(base(), &other), PAGE),
        ];
        for line in [
            format!("subject: {subject}"),
            format!("says: \"{otherwise}\""),
            "copies: true".to_owned(),
        ] {
            let plain = line.replace('"', "");
            assert!(resolved.replace('"', "").contains(&plain), "{line}\n{resolved}");
        }
        for way in &other_ways {
            assert_same(&text(way), &resolved, subject);
            assert_same(&tables(way), &tables(&spec), subject);
        }
        // Neither capture is a difference any more, and neither changes anything.
        for page in [PAGE, &other] {
            let found = &audited(spec.clone(), page).pages[0].findings;
            let found: Vec<_> = found.iter().map(|it| &it.message).collect();
            assert!(found.is_empty(), "{subject}: {found:?}");
            for again in [import(spec.clone(), page), accept(spec.clone(), page)] {
                assert_eq!(again.pages[0].status, Status::Unchanged, "{subject}");
                assert!(again.writes.is_empty(), "{subject}: {:?}", again.writes);
                assert_eq!(messages(&again), [""; 0], "{subject}");
            }
        }
        let both = [PAGE, &other].map(|page| page.as_bytes().to_vec());
        let again = import_all(spec.clone(), both, false);
        assert_eq!(again.pages[1].status, Status::Unchanged, "{subject}");
        assert!(again.writes.is_empty(), "{subject}: {:?}", again.writes);
        assert_eq!(messages(&again), [""; 0], "{subject}");
        let checked = check(spec);
        let errors =
            checked.diagnostics.iter().filter(|it| it.explanation.code != "L050");
        let errors: Vec<_> = errors.map(|it| &it.message).collect();
        assert!(errors.is_empty(), "{subject}: {errors:?}");
    }
}

#[test]
fn the_second_of_two_imports_tells_the_contradiction_at_both_places() {
    let other = other("Digits : 20", "Digits : 19");
    let told = import(one(base(), PAGE), other);
    let [finding] = &*told.pages[0].findings else { panic!("{:?}", messages(&told)) };
    assert_eq!(finding.explanation.code, "P014");
    let place = told.files.get(finding.related[0].0.file).unwrap();
    assert_eq!(place.name, FILE);
}

#[test]
fn every_order_of_three_captures_gives_one_spec() {
    let third = other("Digits : 20", "Digits : 18");
    let second = other("Digits : 20", "Digits : 19");
    let pages = [PAGE, &second, &third];
    let wanted = text(&together(&pages).0);
    assert!(wanted.contains(r"18\n19"), "{wanted}");
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let [a, b, c] = order.map(|at| pages[at]);
        assert_same(
            &text(&one(one(one(base(), a), b), c)),
            &wanted,
            &format!("{order:?}"),
        );
        assert_same(&text(&one(together(&[a, b]).0, c)), &wanted, &format!("{order:?}"));
    }
}

#[test]
fn what_is_decided_stays_until_a_capture_has_another_reading() {
    let (spec, _) = together(&[PAGE, &other("Digits : 20", "Digits : 19")]);
    let open = text(&spec);
    let copies = open.find("copies: true").unwrap();
    let at = copies + open[copies..].find("    confirm: \"Nobody").unwrap();
    let end = at + open[at..].find('\n').unwrap() + 1;
    let decided = format!("{}{}", &open[..at], &open[end..])
        .replace("adopted: \"20\"", "adopted: \"19\"");
    assert_ne!(decided, open);
    let spec = with(spec, &[(FILE.to_owned(), decided.clone())]);
    for page in [PAGE, &other("Digits : 20", "Digits : 19")] {
        assert!(import(spec.clone(), page).writes.is_empty());
    }
    let reopened = text(&one(spec.clone(), &other("Digits : 20", "Digits : 17")));
    assert!(
        reopened.contains(r#"says: "17\n19""#) && reopened.contains("adopted: \"19\""),
        "{reopened}"
    );
    assert_eq!(reopened.matches("until then `19` is adopted").count(), 1, "{reopened}");
    // What the page is now, if that is what the captures are.
    let page = other("Digits : 20", "Digits : 17");
    let accepted = accept(spec.clone(), page);
    let now = text(&after(spec, &accepted));
    assert!(now.contains("max_digits: 17") && !now.contains("copies: true"), "{now}");
    assert!(
        accepted.pages[0].notes.iter().any(|it| it.contains("max_digits")),
        "{:?}",
        accepted.pages[0].notes
    );
}

#[test]
fn the_vendor_is_asked_which_copy_is_right() {
    let (spec, _) = together(&[PAGE, &other("Digits : 20", "Digits : 19")]);
    let api = check(spec).api.unwrap();
    let asked = errata::collect(&api);
    let letter = errata::to_markdown("등불", &asked);
    let asked: Vec<_> =
        asked.iter().filter(|it| it.subject == "shelfNumber, max digits").collect();
    let [asked] = &*asked else { panic!("{letter}") };
    assert_eq!(asked.page_says.as_deref(), Some("20"));
    assert_eq!(asked.question, "Which is right?");
    let elsewhere = asked.elsewhere.as_ref();
    assert!(elsewhere.is_some_and(|(_, says)| says == "19"));
    for word in
        ["Nobody has decided", "response.", "max_digits", "Shelves of a branch says"]
    {
        assert!(!letter.contains(word), "{word}: {letter}");
    }
    assert!(
        letter.contains("Stated elsewhere: `19` (another copy of the page)."),
        "{letter}"
    );
}

#[test]
fn the_vendor_is_asked_about_lists_in_the_words_of_the_page() {
    let (spec, _) = together(&[PAGE, &other("- 02 : low", "- 02 : deep")]);
    let letter =
        errata::to_markdown("등불", &errata::collect(&check(spec).api.unwrap()));
    for words in
        ["the page says `01 high, 02 low`", "Stated elsewhere: `01 high, 02 deep`"]
    {
        assert!(letter.contains(words), "{words}: {letter}");
    }
}

#[test]
fn what_only_one_copy_prints_of_headers_and_of_rows_stays() {
    let others = [
        (
            "Letters : 19\n\n  • Written : yyMMddHHmmss-hex6\n\nParameters",
            "Letters : 20\n\n  • Written : yyMMddHHmmss-hex6\n\nParameters",
            "request.headers.X-Lantern-Request.length",
        ),
        (
            "끝났습니다.\n\n\n404",
            "끝났습니다.\n\n\n200\n\nNumber\n\n0000\n\nNote\n\nWell done.\n\n\n404",
            "response_codes.0000.message",
        ),
    ];
    for (from, to, subject) in others {
        let page = PAGE.replace("\nMore results\n", "\n");
        assert_eq!(page.matches(from).count(), 1, "{from}");
        let other = page.replace(from, to);
        let spec = together(&[&page, &other]).0;
        let wanted = text(&spec);
        assert!(wanted.contains(subject) && wanted.contains("copies: true"), "{wanted}");
        assert_same(&text(&together(&[&other, &page]).0), &wanted, subject);
        assert_same(&text(&one(one(base(), &page), &other)), &wanted, subject);
        assert_same(&text(&one(one(base(), &other), &page)), &wanted, subject);
        for page in [&page, &other] {
            assert!(import(spec.clone(), page.as_str()).writes.is_empty(), "{subject}");
            let found = &audited(spec.clone(), page.as_str()).pages[0].findings;
            let found: Vec<_> = found.iter().map(|it| &it.message).collect();
            assert!(found.is_empty(), "{subject}: {found:?}");
        }
    }
}
