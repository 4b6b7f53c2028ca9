//! What `explain` tells of pages is true: each good example is a piece of a page that says what
//! its spec says, and putting the bad one in its place yields that finding and no other.

use codegen::diagnostic::{Explanation, Style, render};
use codegen::explanations;

use super::support::{PAGE, audited, base, files, import_all, with};

#[test]
fn every_finding_about_pages_is_proven_by_its_own_example() {
    let about_pages = explanations::all().filter(|it| it.code.starts_with('P'));
    let wrong: Vec<_> = about_pages.filter_map(|it| proof(it).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn proof(explanation: &Explanation) -> Result<(), String> {
    let Explanation { code, good, bad, .. } = *explanation;
    let places = PAGE.matches(&format!("\n{good}\n")).count();
    if places != 1 {
        return Err(format!("{code}: the good example stands in {places} places"));
    }
    let page = match code {
        // No change of a piece makes a page none.
        "P001" => bad.to_owned(),
        _ => PAGE.replacen(&format!("\n{good}\n"), &format!("\n{bad}\n"), 1),
    };
    // Captures contradict each other in an import, and pages the spec in an audit.
    let (files, findings) = if *code == *"P014" {
        let pages = [PAGE.as_bytes().to_vec(), page.into_bytes()];
        let imported = import_all(base(), pages, false);
        let findings: Vec<_> =
            imported.pages.into_iter().flat_map(|it| it.findings).collect();
        (imported.files, findings)
    } else {
        let audited = audited(with(base(), &files()), page);
        let mut pages = audited.pages;
        (audited.files, pages.remove(0).findings)
    };
    let shown = findings.iter().map(|it| render(&files, it, Style::Plain));
    let shown = shown.collect::<Vec<_>>().join("\n\n");
    if findings.is_empty() || findings.iter().any(|it| it.explanation.code != code) {
        return Err(format!("{code}: this finding and no other is expected\n{shown}"));
    }
    insta::assert_snapshot!(code, shown);
    Ok(())
}
