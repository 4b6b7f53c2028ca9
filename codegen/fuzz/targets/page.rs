//! Any bytes as the capture of a page: neither import nor audit panics or hangs, what is written
//! can be read, and says what the page says.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use codegen::load::{SourceText, read};
use codegen::draft::Input;
use codegen::{audit, import};
use libfuzzer_sys::fuzz_target;

/// The invented vendor's spec.
static SPEC: LazyLock<Vec<SourceText>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/base");
    read(&folder).expect("the fixture")
});

fn text(name: &str, bytes: &[u8]) -> SourceText {
    SourceText {
        name: name.to_owned(),
        shown: name.to_owned(),
        bytes: bytes.to_vec(),
        unread: None,
    }
}

fn imported(spec: Vec<SourceText>, page: &[u8]) -> import::ImportReport {
    let pages = vec![text("page.txt", page)];
    let input = Input {
        spec,
        layout: None,
        pages,
        id: None,
    };
    import::import(input).expect("a spec that can be read")
}

fuzz_target!(|page: &[u8]| {
    let first = imported(SPEC.clone(), page);
    let Some(told) = first.pages.first().filter(|_| !first.is_refused()) else { return };
    let mut spec = SPEC.clone();
    spec.retain(|it| !first.writes.contains_key(&it.name));
    spec.extend(first.writes.iter().map(|(name, it)| text(name, it.as_bytes())));
    let again = imported(spec.clone(), page);
    assert!(again.writes.is_empty(), "the same page changes {:?}", again.writes);
    let input = Input {
        spec,
        layout: None,
        pages: vec![text("page.txt", page)],
        id: None,
    };
    let audited = audit::audit(input).expect("import writes what can be read");
    let findings = audited.pages.iter().map(|page| page.findings.len());
    assert_eq!(
        findings.sum::<usize>(),
        told.findings.len(),
        "beside what is not understood"
    );
});
