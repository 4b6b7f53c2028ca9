//! Base URLs: which are taken for one, and which carry secrets in clear.

use super::given::{find, setup_of};
use super::request::{http, list};
use crate::runtime::ViolationKind;
use crate::vendor::PROTOCOL;

#[test]
fn a_base_url_that_names_another_place_than_it_seems_to_is_refused() {
    for url in [
        "http://127.0.0.1:8p80/",
        "https://vendor.example:99999",
        "https://vendor.example:",
        "https://=[::1]:99/x",
        "https://[::1];:99/x",
    ] {
        let wrong = setup_of(&PROTOCOL, url).build().unwrap_err();
        assert_eq!(
            list(wrong),
            [("base URL".to_owned(), ViolationKind::NotABaseUrl)],
            "{url}"
        );
    }
}

#[test]
fn only_a_base_url_is_taken_for_one() {
    for url in [
        "",
        "vendor.example",
        "/api",
        "ftp://vendor.example",
        "https://",
        "https://user:password@vendor.example",
        "https://vendor.example/api?x=1",
        "https://vendor.example/api#x",
        "https://vendor.example/a/../b",
        "https://vendor.example/%2E%2e/b",
        "https://vendor.example//b",
        "https://vendor.example/a\\b",
        "https://vendor.example/a%zz",
        "http://127.0.0.1@evil.example",
        "http://localhost\\@evil.example",
        "http://localhost\\.evil.example",
    ] {
        let wrong = setup_of(&PROTOCOL, url).build().unwrap_err();
        assert_eq!(
            list(wrong),
            [("base URL".to_owned(), ViolationKind::NotABaseUrl)],
            "{url}"
        );
    }
    for (url, expected) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/names"),
        ("https://vendor.example//", "https://vendor.example/v1/names"),
        ("https://[::1]/a/b/", "https://[::1]/a/b/v1/names"),
    ] {
        let core = setup_of(&PROTOCOL, url).build().unwrap();
        assert_eq!(http(&core, &find()).0.uri(), expected);
        assert_eq!(core.prepare(&find()).unwrap().url(), expected);
    }
}

#[test]
fn nothing_goes_in_clear_to_another_machine_unless_that_is_allowed() {
    for url in [
        "http://pay.example",
        "HTTP://pay.example/api",
        "http://localhost.evil.example",
        "http://127.0.0.1.evil.example:80",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://[fe80::1]",
    ] {
        let wrong = setup_of(&PROTOCOL, url).build().unwrap_err();
        assert!(wrong.to_string().contains("allow_plain_http"), "{wrong}");
        assert_eq!(
            list(wrong),
            [("base URL".to_owned(), ViolationKind::PlainHttp)],
            "{url}"
        );
        assert!(setup_of(&PROTOCOL, url).allow_plain_http(true).build().is_ok());
    }
    for url in ["http://localhost:80", "http://127.8.9.1/api", "http://[::1]:8080"] {
        assert!(setup_of(&PROTOCOL, url).build().is_ok(), "{url}");
    }
}
