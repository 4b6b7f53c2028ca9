use codegen::audit::{self, Audited, Input};
use codegen::diagnostic;
use codegen::load;

use crate::capture;
use crate::cli::Audit;
use crate::output::{Done, Outcome, print};

/// Holds captures of pages against the spec.
pub(crate) fn run(options: &Audit) -> Done {
    let spec = load::read(&options.spec)?;
    let (pages, unreadable) = capture::read(&options.pages);
    let input = Input {
        spec,
        layout: capture::layout(),
        pages,
        id: options.id.clone(),
    };
    let audited = match audit::audit(input) {
        Ok(audited) => audited,
        Err(unusable) => {
            capture::show(&unusable.files, &unusable.diagnostics)?;
            return Err(
                "the spec cannot be read, so no page can be held against it".into()
            );
        }
    };
    if options.json {
        print(&json(&audited))?;
    } else {
        for page in &audited.pages {
            capture::show(&audited.files, &page.findings)?;
            print(&format!("{}: {}\n", page.page, summary(page)))?;
        }
    }
    if unreadable || audited.pages.iter().any(|page| page.is_refused) {
        return Err("not every page could be audited; see above".into());
    }
    let differs = audited.pages.iter().any(|page| !page.findings.is_empty());
    Ok(if differs { Outcome::Findings } else { Outcome::Fine })
}

fn summary(page: &audit::Outcome) -> String {
    match (page.is_refused, page.findings.len()) {
        (true, _) => "refused".to_owned(),
        (false, 0) => format!("`{}` says the same", page.id),
        (false, 1) => "1 difference".to_owned(),
        (false, count) => format!("{count} differences"),
    }
}

fn json(audited: &Audited) -> String {
    let pages = audited.pages.iter().map(|page| {
        format!(
            "{{\"page\": {}, \"refused\": {}, \"operation\": {}, \"findings\": {}}}",
            capture::json(&page.page),
            page.is_refused,
            capture::json(&page.id),
            diagnostic::to_json(&audited.files, &page.findings).trim_end(),
        )
    });
    format!("{{\"pages\": [\n{}\n]}}\n", pages.collect::<Vec<_>>().join(",\n"))
}
