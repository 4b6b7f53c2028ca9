//! Lengths in bytes of a charset, and what it cannot express.

use crate::runtime::{Length, Rule, ViolationKind};
use encoding_rs::EUC_KR;
use proptest::prelude::*;

fn euc_kr(length: Length) -> Length {
    length.bytes_of("EUC-KR", |text| Length::encoded(EUC_KR.encode(text)))
}

fn utf_8(length: Length) -> Length {
    length.bytes_of("UTF-8", |text| Some(text.len()))
}

/// What is wrong with a text.
fn broken(length: Length, text: &str) -> Vec<ViolationKind> {
    let rule = Rule {
        field: "userName",
        length,
        ..Rule::ANY
    };
    let violations = rule.check(text).err().into_iter().flatten();
    violations.map(|violation| violation.kind).collect()
}

#[test]
fn a_hangul_syllable_has_two_bytes_of_euc_kr_and_three_of_utf_8() {
    let (short, long) = (euc_kr(Length::between(2, 20)), utf_8(Length::exactly(9)));
    let too_long = |actual| ViolationKind::TooLong {
        max: 20,
        actual,
        charset: Some("EUC-KR"),
    };
    let least = ViolationKind::TooShort {
        min: 2,
        actual: 1,
        charset: Some("EUC-KR"),
    };
    let exact = ViolationKind::WrongLength {
        exact: 9,
        actual: 6,
        charset: Some("UTF-8"),
    };
    for (length, text, expected) in [
        (short, "김", vec![]),
        (short, "k", vec![least]),
        (short, "가나다라마바사아자차", vec![]),
        (short, "가나다라마바사아자차a", vec![too_long(21)]),
        (short, "a가나다라마바사아자차", vec![too_long(21)]),
        (short, "가나다라마바사아자차카", vec![too_long(22)]),
        (long, "홍길동", vec![]),
        (long, "홍길", vec![exact]),
    ] {
        assert_eq!(broken(length, text), expected, "{text}");
    }
}

#[test]
fn what_the_charset_does_not_have_is_a_violation_of_its_own() {
    let strange = [ViolationKind::NotInCharset { charset: "EUC-KR" }];
    for text in ["홍😀", "한\u{11ab}", "é", "e\u{301}"] {
        assert_eq!(broken(euc_kr(Length::at_most(20)), text), strange, "{text}");
        assert_eq!(broken(utf_8(Length::at_most(20)), text), [], "{text}");
    }
    // KS X 1001 has neither syllable, and code page 949 has both.
    for text in ["똠방각하", "펲", "金", "㈜"] {
        assert_eq!(broken(euc_kr(Length::at_most(20)), text), [], "{text}");
    }
}

#[test]
fn charsets_tell_lengths_apart() {
    let length = Length::between(1, 20);
    assert_eq!(euc_kr(length), euc_kr(length));
    assert_ne!(euc_kr(length), length);
    assert_ne!(euc_kr(length), utf_8(length));
    assert_eq!(length.charset(), None);
    assert!(format!("{:?}", euc_kr(length)).contains("EUC-KR"));
}

proptest! {
    #[test]
    fn the_length_is_what_the_library_encodes(
        text in "[a-z가-힣ㄱ-ㅎ一-龥é😀 ]{0,12}",
        max in 0..40_u32,
    ) {
        let (bytes, _, is_lossy) = EUC_KR.encode(&text);
        let expected = !is_lossy && bytes.len() <= max as usize;
        prop_assert_eq!(broken(euc_kr(Length::at_most(max)), &text).is_empty(), expected);
        let expected = text.len() <= max as usize;
        prop_assert_eq!(broken(utf_8(Length::at_most(max)), &text).is_empty(), expected);
    }
}
