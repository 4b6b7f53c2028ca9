//! `import` and `audit`, on a page of an invented vendor.

use std::fs;
use std::path::Path;

use super::support::{Location, copy};

const PAGE: &str = include_str!("../../../codegen/tests/fixtures/pages/shelves.txt");

/// The invented vendor's spec, which has the layout of its pages, and a capture.
pub(super) fn place() -> Location {
    let place = Location::new();
    fs::remove_dir_all(place.path("spec")).unwrap();
    let base =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/base");
    copy(&base, &place.path("spec"));
    place.write("page.txt", PAGE);
    place
}

/// Every file of the spec with its text.
fn spec(place: &Location) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for folder in ["spec", "spec/operations", "spec/codes"] {
        for entry in fs::read_dir(place.path(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path.display().to_string(), text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn an_imported_page_passes_lint_and_audit() {
    let place = place();
    let before = spec(&place);
    let told = place.xtask(&["import", "page.txt", "--dry-run"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    assert_eq!(spec(&place), before, "a dry run writes nothing");

    let told = place.xtask(&["import", "page.txt"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    assert_ne!(spec(&place), before);
    assert_eq!(place.xtask(&["lint"]).code, Some(0));
    assert_eq!(place.xtask(&["audit", "page.txt"]).code, Some(0));

    let imported = spec(&place);
    let told = place.xtask(&["import", "page.txt"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    assert_eq!(spec(&place), imported, "the same page changes nothing");
}

#[test]
fn a_page_that_has_changed_is_told_at_both_places() {
    let place = place();
    place.xtask(&["import", "page.txt"]);
    let limit = PAGE.lines().find(|line| line.starts_with("Least : ")).unwrap();
    place.write("page.txt", PAGE.replacen(limit, "Least : 3 , Most : 4321", 1));
    let told = place.xtask(&["audit", "page.txt"]);
    assert_eq!(told.code, Some(1), "{told:#?}");
    assert!(told.err.contains("4321"), "{told:#?}");
    assert!(told.err.contains("spec/operations/"), "{told:#?}");
    assert!(told.err.contains("page.txt:"), "{told:#?}");
}

/// What is no page, and what is told of it.
fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let latin = [PAGE.as_bytes(), b"\xff\xfe\n"].concat();
    vec![
        ("nothing", Vec::new(), "error[P001]"),
        ("no page", "안녕하세요, 여기는 도서관입니다.\n".into(), "error[P001]"),
        ("no UTF-8", latin, "UTF-8"),
    ]
}

#[test]
fn what_is_no_page_is_refused_and_the_others_are_imported() {
    for (what, bytes, wanted) in refused() {
        let place = place();
        fs::write(place.path("whole.txt"), PAGE).unwrap();
        let before = spec(&place);
        fs::write(place.path("page.txt"), bytes).unwrap();
        for command in ["import", "audit"] {
            let told = place.xtask(&[command, "page.txt"]);
            assert_eq!(told.code, Some(2), "{what}, {command}: {told:#?}");
            assert!(told.err.contains(wanted), "{what}, {command}: {told:#?}");
        }
        assert_eq!(spec(&place), before, "{what}");
        // What came along with it is read.
        let told = place.xtask(&["import", "whole.txt", "page.txt"]);
        assert_eq!(told.code, Some(1), "{what}: {told:#?}");
        assert!(told.err.contains(wanted), "{what}: {told:#?}");
        assert!(told.out.contains("whole.txt: new"), "{what}: {told:#?}");
        assert!(told.out.contains("page.txt: refused"), "{what}: {told:#?}");
        assert_ne!(spec(&place), before, "{what}");
    }
}

#[test]
fn a_capture_that_cannot_be_opened_is_named() {
    let place = place();
    fs::write(place.path("whole.txt"), PAGE).unwrap();
    fs::create_dir(place.path("folder.txt")).unwrap();
    let before = spec(&place);
    for missing in ["없음.txt", "folder.txt"] {
        for command in ["import", "audit"] {
            let told = place.xtask(&[command, missing]);
            assert_eq!(told.code, Some(2), "{told:#?}");
            assert!(told.err.contains(missing), "{told:#?}");
        }
    }
    assert_eq!(spec(&place), before);
    for missing in ["없음.txt", "folder.txt"] {
        for command in ["import", "audit"] {
            let told = place.xtask(&[command, "whole.txt", missing]);
            assert_eq!(told.code, Some(1), "{told:#?}");
            assert!(told.err.contains(missing), "{told:#?}");
        }
    }
}

#[test]
fn the_operation_can_be_named() {
    let place = place();
    let told = place.xtask(&["import", "page.txt", "--id", "list-shelves"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    assert!(place.path("spec/operations/list-shelves.yaml").exists());
    // The vendor moves the API: without its name, the page would be another operation.
    place.write("page.txt", PAGE.replace("/v2/shelves/list", "/v3/shelves"));
    assert_eq!(place.xtask(&["audit", "page.txt"]).code, Some(1));
    let told = place.xtask(&["audit", "page.txt", "--id", "list-shelves"]);
    assert!(told.err.contains("operation.path"), "{told:#?}");
    let told = place.xtask(&["import", "page.txt", "--id", "list-shelves"]);
    assert_eq!(told.code, Some(0), "{told:#?}");
    let moved = fs::read_to_string(place.path("spec/operations/list-shelves.yaml"));
    assert!(moved.unwrap().contains("path: /v3/shelves\n"));
    assert_eq!(spec(&place).len(), 11, "{:#?}", spec(&place));
}
