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
            "HTML that shows no text",
        ),
    ];
    let cases = cases.map(|(text, kind)| (text.into_bytes(), kind));
    let binary = [
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), "a PDF"),
        (b"bplist00\xD1\x01".to_vec(), "a web archive"),
        (
            b"PK\x03\x04\x14\x00\xFF".to_vec(),
            "an archive, such as a document of a word processor",
        ),
    ];
    for (text, kind) in cases.into_iter().chain(binary) {
        let imported = import(base(), text.clone());
        assert_eq!(imported.pages[0].status, Status::Refused, "{kind}");
        let finding = &imported.pages[0].findings[0];
        assert_eq!(finding.message, format!("not a page of the portal: {kind}"));
        assert!(!finding.help.is_empty());
        let quoted = finding.span.end - finding.span.start;
        assert!(quoted <= 60, "{quoted} bytes of the file are shown");
    }
}

#[test]
fn a_page_in_utf_16_is_read_as_in_utf_8() {
    let of_text = import(base(), PAGE).writes;
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = format!("\u{FEFF}{PAGE}");
        let page: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        assert_eq!(import(base(), page).writes, of_text);
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
