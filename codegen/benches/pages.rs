//! What it costs to import pages, and to hold them against the spec. See `README.md`.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has to stop")]

use std::path::Path;

use codegen::draft::Input;
use codegen::load::{SourceText, read};
use codegen::{audit, import};
use divan::Bencher;

const PAGES: [usize; 2] = [1, 200];

fn main() {
    divan::main();
}

fn spec() -> Vec<SourceText> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    read(&folder).expect("the fixture")
}

/// So many pages of the invented vendor, each of an API of its own.
fn pages(count: usize) -> Vec<SourceText> {
    let page = include_str!("../tests/fixtures/pages/shelves.txt");
    let numbered = |number: usize| {
        let text = page
            .replace("/v2/shelves/list", &format!("/v2/shelves/list{number}"))
            .replace("Shelves of a branch", &format!("Shelves of branch {number}"));
        let name = format!("page-{number}.txt");
        SourceText {
            shown: name.clone(),
            name,
            bytes: text.into(),
            unread: None,
        }
    };
    (1..=count).map(numbered).collect()
}

/// All of it, but for reading and writing files.
#[divan::bench(args = PAGES)]
fn import_pages(bencher: Bencher<'_, '_>, count: usize) {
    let (spec, pages) = (spec(), pages(count));
    bencher.with_inputs(|| (spec.clone(), pages.clone())).bench_values(
        |(spec, pages)| {
            let input = Input {
                spec,
                layout: None,
                pages,
                id: None,
            };
            let imported =
                import::import(input, false).expect("a spec that can be read");
            assert!(!imported.is_refused(), "whole pages");
            imported.writes.len()
        },
    );
}

/// Pages that say what the spec says.
#[divan::bench(args = PAGES)]
fn audit_pages(bencher: Bencher<'_, '_>, count: usize) {
    let (mut spec, pages) = (spec(), pages(count));
    let input = Input {
        spec: spec.clone(),
        layout: None,
        pages: pages.clone(),
        id: None,
    };
    let imported = import::import(input, false).expect("a spec that can be read");
    spec.extend(imported.writes.into_iter().map(|(name, text)| SourceText {
        shown: name.clone(),
        name,
        bytes: text.into(),
        unread: None,
    }));
    bencher.with_inputs(|| (spec.clone(), pages.clone())).bench_values(
        |(spec, pages)| {
            let input = Input {
                spec,
                layout: None,
                pages,
                id: None,
            };
            let audited = audit::audit(input).expect("a spec that can be read");
            assert!(audited.pages.iter().all(|page| page.findings.is_empty()));
        },
    );
}
