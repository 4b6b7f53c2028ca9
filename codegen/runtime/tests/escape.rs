//! What comes from outside cannot drive a terminal.

use crate::runtime::escape::{escaped, is_unseen};
use proptest::prelude::*;
use std::borrow::Cow;

#[test]
fn what_is_seen_stays_as_it_is() {
    for text in ["", "홍길동 (주)", "a\\n \"b\" 'c'", "e\u{301} 한글 ㅤ", "…—\u{A0}"]
    {
        assert!(matches!(escaped(text), Cow::Borrowed(same) if same == text), "{text}");
    }
}

#[test]
fn what_is_unseen_is_written_out() {
    for (text, expected) in [
        ("a\u{1b}[31mb", r"a\u{1b}[31mb"),
        ("가\r\n나\t다\0", r"가\r\n나\t다\u{0}"),
        ("\u{7f}\u{80}\u{9b}\u{85}", r"\u{7f}\u{80}\u{9b}\u{85}"),
        ("\u{61c}\u{200e}\u{200f}", r"\u{61c}\u{200e}\u{200f}"),
        ("\u{202a}\u{202e}\u{2066}\u{2069}", r"\u{202a}\u{202e}\u{2066}\u{2069}"),
        ("\u{2028}\u{2029}", r"\u{2028}\u{2029}"),
        ("홍\u{200b}길\u{200d}동\u{feff}", r"홍\u{200b}길\u{200d}동\u{feff}"),
        ("\u{ad}\u{2060}\u{e0041}", r"\u{ad}\u{2060}\u{e0041}"),
    ] {
        assert_eq!(escaped(text), expected);
    }
}

proptest! {
    #[test]
    fn nothing_unseen_is_left(text in ".{0,40}|(?s:.{0,40})") {
        prop_assert!(!escaped(&text).contains(is_unseen));
    }
}
