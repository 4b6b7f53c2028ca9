//! The documentation as pages for a web server.

use super::support::Location;
use std::fs;

#[test]
fn writes_the_pages_and_what_they_show() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["docs", "--out", "pages"]).shown(), @r"
    -- out
    13 files in pages; a web server that serves them shows the documentation
    -- exit 0
    ");
    let page = fs::read_to_string(place.path("pages/index.html")).unwrap();
    assert!(page.contains("main.js"), "{page}");
    for name in ["style.css", "main.js", "try.js"] {
        assert!(place.path(&format!("pages/{name}")).exists(), "{name}");
    }
    let shown = fs::read_to_string(place.path("pages/openapi.json")).unwrap();
    assert!(shown.contains("Small Vendor"), "{shown}");
    place.edit("spec/api.yaml", "Small Vendor", "작은 회사");
    assert_eq!(place.xtask(&["docs", "--out", "pages"]).code, Some(0), "once more");
    let shown = fs::read_to_string(place.path("pages/openapi.json")).unwrap();
    assert!(shown.contains("작은 회사"), "{shown}");
    assert!(!place.path("generated").exists());
}

#[test]
fn what_is_somebody_elses_stays() {
    let place = Location::new();
    place.write("site/index.html", "<!doctype html><title>회원</title>");
    place.write("site/회원.html", "");
    let before = place.files();
    insta::assert_snapshot!(place.xtask(&["docs", "--out", "site"]).shown(), @r"
    -- err
    error: nothing was written: site has files that are no pages of the documentation: index.html, 회원.html; give `--out` another folder
    -- exit 1
    ");
    assert_eq!(place.files(), before);
    for wrong in [&["docs", "--out", "spec/api.yaml"][..], &["docs"]] {
        let told = place.xtask(wrong);
        assert_eq!((told.code, &*told.out), (Some(2), ""), "{told:?}");
    }
}

#[test]
fn a_spec_that_fails_lint_has_no_pages() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "max_length: 20", "max_length: -1");
    let told = place.xtask(&["docs", "--out", "pages"]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(!place.path("pages").exists());
}
