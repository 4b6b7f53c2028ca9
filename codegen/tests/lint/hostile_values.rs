//! Single values that nobody would write: names, paths and URLs that lead elsewhere.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

#[test]
fn names_that_would_leave_their_place_are_refused() {
    for name in [
        "../../etc/passwd",
        "..",
        "a/b",
        "fn",
        "type",
        "Self",
        "r#async",
        "홍길동",
        "a'b",
        "a\"b",
        "a\nb",
        "*/",
        "a*/b",
        "\u{202e}gpj.exe",
        "a\0b",
        "a\u{7f}b",
        "é",
        "1a",
        "-a",
        " a",
        "con",
        "{}",
        "{{x}}",
        "${x}",
        "%s",
        "a".repeat(10_000).as_str(),
    ] {
        let quoted = format!("{name:?}").replace("\\u{202e}", "\u{202e}");
        let quoted = quoted.replace("\\u{7f}", "\\x7F");
        let id = Texts::base()
            .replace(LEND, "id: lend-book\n", &format!("id: {quoted}\n"))
            .lint();
        id.rendered();
        assert!(!id.codes().is_empty(), "{name:?} as an id");
        for place in [
            "name: pickupCode",
            "title: Lend a book",
            "path: /v2/loans",
            "form: \"'P'digits4\"",
        ] {
            let (key, _) = place.split_once(": ").unwrap();
            let linted =
                Texts::base().replace(LEND, place, &format!("{key}: {quoted}")).lint();
            linted.rendered();
            let hidden = name.chars().any(|c| c.is_control() || c == '\u{202e}');
            assert!(!hidden || !linted.codes().is_empty(), "{name:?} as {place}");
        }
        for place in
            ["name: X-Lantern-Card", "base_url: https://test.paper-lantern.example/open"]
        {
            let (key, _) = place.split_once(": ").unwrap();
            Texts::base()
                .replace("api.yaml", place, &format!("{key}: {quoted}"))
                .lint()
                .rendered();
        }
    }
}

#[test]
fn harmless_texts_pass() {
    for text in [
        "say \\\"hi\\\"",
        "it's */ over",
        "../up",
        "back\\\\slash",
        "line\\nbreak",
        "{x} `y`",
    ] {
        Texts::base()
            .replace(LEND, "about: Who borrows.", &format!("about: \"{text}\""))
            .replace(
                LEND,
                "message: \"The book is \\\"on loan\\\" already.\"",
                &format!("message: \"{text}\""),
            )
            .lint()
            .clean();
    }
}

#[test]
fn paths_that_are_none() {
    for path in [
        "v2/loans",
        "/v2//loans",
        "/v2/../loans",
        "/v2/%2E%2e/loans",
        "/v2/..;x/loans",
        "/v2/a%2f../loans",
        "/v2/loans%",
        "/v2/loans%2",
        "/v2/loans#x",
        "/v2/\\\\loans",
        "/v2/loans?x=1",
        "/v2/lo ans",
        "/v2/{loan",
        "/v2/loan}",
        "/v2/{}",
        "/v2/{a}/{a}",
        "/v2/{a}{b}",
        "/v2/{loan}",
        "/v2/*/loans",
        "/v2/\\\"x\\\"",
        "/한글",
    ] {
        let path = format!("path: \"{path}\"");
        let codes = Texts::base().replace(LEND, "path: /v2/loans", &path).lint().codes();
        let is_found = !codes.is_empty() && codes.iter().all(|it| *it == "L030");
        assert!(is_found, "{path} {codes:?}");
    }
}

#[test]
fn base_urls_that_are_none_or_are_in_clear() {
    let base = "base_url: https://test.paper-lantern.example/open";
    let linted = |url: &str| {
        Texts::base().replace("api.yaml", base, &format!("base_url: \"{url}\"")).lint()
    };
    for (url, told) in [
        ("https://paper-lantern.example/a/../b", "error[L031]"),
        ("https://paper-lantern.example//b", "error[L031]"),
        ("https://user@paper-lantern.example", "error[L031]"),
        ("https://paper-lantern.example/%2e%2E", "error[L031]"),
        ("http://paper-lantern.example/open", "warning[L031]"),
        ("http://localhost.paper-lantern.example", "warning[L031]"),
        ("http://127.0.0.1.example:80/open", "warning[L031]"),
        ("http://[fe80::1]:80", "warning[L031]"),
    ] {
        let rendered = linted(url).rendered();
        assert!(rendered.starts_with(told), "{url}: {rendered}");
    }
    for url in ["http://127.0.0.1:8080/a", "http://localhost", "http://[::1]:80/open"] {
        linted(url).clean();
    }
}
