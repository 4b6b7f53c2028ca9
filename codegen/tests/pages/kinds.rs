//! Files that are no plain text of a page: saved HTML is read, all else is refused by what it is.

use std::fmt::Write as _;

use codegen::import::Status;

use super::support::{PAGE, base, import, import_all};

/// The page as a browser saves it, with or without line breaks between its elements.
fn html(between: &str) -> String {
    let mut body = String::new();
    for line in PAGE.lines().filter(|line| !line.trim().is_empty()) {
        let line = line.trim().replace('&', "&amp;").replace('<', "&lt;");
        let _ =
            write!(body, "<div class=\"row\"><p><span>{line}</span></p></div>{between}");
    }
    format!(
        "<!DOCTYPE html>{between}<html><head><title>Shelves</title><style>p {{ }}</style></head>\
         {between}<body><script>let shelves = \"<p>none</p>\";</script>{body}</body></html>"
    )
}

#[test]
fn saved_html_is_read_as_its_text_is() {
    let of_text = import(base(), PAGE).writes;
    for page in [html("\n"), html("")] {
        let imported = import(base(), page);
        assert_eq!(imported.writes, of_text);
        assert!(
            imported.pages[0].findings.is_empty(),
            "{:?}",
            imported.pages[0].findings
        );
    }
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    let one_line = PAGE.split_whitespace().collect::<Vec<_>>().join(" ");
    let markdown =
        "# Shelves of a branch\n\n**POST** `/v2/shelves/list`\n\n## Results\n";
    let cases = [
        (String::new(), "the file is empty"),
        (" \n\n".to_owned(), "the file is empty"),
        ("{\"paths\": {}}".to_owned(), "JSON"),
        (markdown.to_owned(), "Markdown"),
        (one_line, "all of it is one line"),
        ("%PDF-1.7\n".to_owned(), "a PDF"),
        ("MIME-Version: 1.0\nSubject: Shelves\n".to_owned(), "a web archive"),
        ("Dear reader,\nour library opens at nine.\n".to_owned(), "some other text"),
        (
            "<!DOCTYPE html><html><body><div id=\"app\"></div></body></html>".to_owned(),
            "the file is empty",
        ),
    ];
    for (text, kind) in cases {
        let imported = import(base(), text.clone());
        assert_eq!(imported.pages[0].status, Status::Refused, "{text}");
        let finding = &imported.pages[0].findings[0];
        assert_eq!(finding.message, format!("not a page of the portal: {kind}"));
        assert!(!finding.help.is_empty());
        let quoted = finding.span.end - finding.span.start;
        assert!(quoted <= 60, "{quoted} bytes of the file are shown");
    }
}

#[test]
fn a_file_that_is_no_page_does_not_keep_the_others_from_being_imported() {
    let alone = import(base(), PAGE);
    let pages = [b"{}".to_vec(), PAGE.as_bytes().to_vec()];
    let imported = import_all(base(), pages, false);
    assert_eq!(imported.writes, alone.writes);
    let status: Vec<_> = imported.pages.iter().map(|page| page.status).collect();
    assert_eq!(status, [Status::Refused, Status::New]);
}
