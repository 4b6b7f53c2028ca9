//! What the watch on the pages asks for: `pages`, and what an audit says to programs.

use super::support::Location;

const PAGE: &str = include_str!("../../../codegen/tests/fixtures/pages/shelves.txt");

const LAYOUT: &str = include_str!("../../../codegen/tests/fixtures/base/pages.yaml");

fn place() -> Location {
    let place = Location::new();
    place.write("spec/pages.yaml", LAYOUT);
    place
}

#[test]
fn lists_the_address_of_each_page() {
    let place = place();
    place.edit(
        "spec/operations/pay.yaml",
        "page: { title: Pay }",
        "page: { title: Pay, url: https://docs.small.example/결제, urls: [https://docs.small.example/en] }",
    );
    insta::assert_snapshot!(place.xtask(&["pages"]).shown(), @r"
    -- out
    pay  https://docs.small.example/결제
    -- exit 0
    ");
    insta::assert_snapshot!(place.xtask(&["pages", "--format", "json"]).shown(), @r#"
    -- out
    {
      "chrome": [
        "Paper Lantern",
        "Send",
        "Sent",
        "Wait ..."
      ],
      "headings": [
        "Results",
        "결과"
      ],
      "show_all": [
        "More results",
        "더 보기"
      ],
      "pages": [
        {
          "operation": "pay",
          "url": "https://docs.small.example/결제"
        }
      ]
    }
    -- exit 0
    "#);
}

#[test]
fn an_unknown_address_is_told() {
    insta::assert_snapshot!(place().xtask(&["pages"]).shown(), @r"
    -- out
    pay  no address in the spec
    -- exit 0
    ");
}

#[test]
fn a_spec_without_a_layout_is_refused() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["pages"]).shown(), @r"
    -- err
    error: spec has no pages.yaml: the layout of the vendor's pages
    -- exit 2
    ");
    place.write("spec/pages.yaml", "labels: 3\n");
    let told = place.xtask(&["pages", "--format", "json"]);
    assert_eq!(told.code, Some(1), "{told:#?}");
    assert_eq!(told.out, "", "an incomplete list is none");
    assert!(told.err.contains("pages.yaml:1:9"), "{told:#?}");
}

#[test]
fn an_audit_says_what_a_capture_does_not_show() {
    let place = super::pages::place();
    place.xtask(&["import", "page.txt"]);
    let unshown = |page: &str| {
        place.write("page.txt", page);
        let told = place.xtask(&["audit", "page.txt", "--format", "json"]);
        let (_, list) = told.out.split_once("\"unshown\": [").unwrap();
        let (list, _) = list.split_once(']').unwrap();
        list.split_whitespace().collect::<String>()
    };
    assert_eq!(unshown(PAGE), "");
    let renamed = PAGE.replace("\nTrials\n", "\nTry it\n");
    assert_eq!(unshown(&renamed), r#""response_codes","test_cases""#);
    let (cut, _) = PAGE.split_once("\nHeaders that come back").unwrap();
    let missing = r#""request","response","response_codes","test_cases""#;
    assert_eq!(unshown(cut), missing);
    assert!(unshown(&PAGE.replace("\nPOST\n", "")).starts_with(r#""method""#));
}
