//! Which hosts are this machine, and which paths name what they seem to.

use crate::runtime::address::{astray, has_stray_percent, is_loopback, is_of_path};

#[test]
fn only_this_machine_is_this_machine() {
    for host in ["localhost", "LocalHost", "127.0.0.1", "127.255.3.4", "[::1]", "[0::1]"]
    {
        assert!(is_loopback(host), "{host}");
    }
    for host in [
        "",
        "localhost.evil",
        "localhost.",
        "notlocalhost",
        "127.0.0.1.evil",
        "127.0.0.1.",
        "127.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "128.0.0.1",
        "0.0.0.0",
        "[::]",
        "[::ffff:127.0.0.1]",
        "::1",
        "[::1",
        "[fe80::1]",
        "localhost%2eevil",
        "로컬호스트",
    ] {
        assert!(!is_loopback(host), "{host}");
    }
}

#[test]
fn a_path_that_goes_astray_is_seen_however_it_is_written() {
    for (path, segment) in [
        ("/..", ".."),
        ("/a/./b", "."),
        ("/%2e%2E/b", "%2e%2E"),
        ("/a/.%2e", ".%2e"),
        ("/a/%2e/", "%2e"),
        ("//evil.example/a", ""),
        ("/a//b", ""),
        ("/a//", ""),
        ("https://evil.example", ""),
        ("/a%2f..%2Fb", "a%2f..%2Fb"),
        ("/a%5c..", "a%5c.."),
        ("/a\\..\\b", "a\\..\\b"),
        ("/..;x=1/b", "..;x=1"),
    ] {
        assert_eq!(astray(path), Some(segment), "{path}");
    }
    for path in ["", "/", "/a/b/", "/a..b/...", "/.well-known/x", "/%EA%B0%80", "/a;b"] {
        assert_eq!(astray(path), None, "{path}");
    }
}

#[test]
fn a_path_has_characters_of_a_path_and_whole_escapes() {
    assert!("/v1/a-b_c.d~e!$&'()*+,;=:@%20".chars().all(is_of_path));
    for c in "#\\ ?\"<>[]^`{|}\n\t\u{7f}\u{a0}가".chars() {
        assert!(!is_of_path(c), "{c:?}");
    }
    for text in ["%", "a%2", "%zz", "%+1", "%2가"] {
        assert!(has_stray_percent(text), "{text}");
    }
    assert!(!has_stray_percent("%EA%b0%80 plain"));
}
