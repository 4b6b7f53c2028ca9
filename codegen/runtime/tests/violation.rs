//! Violations: what they say, and where.

use crate::runtime::{Length, Part, Shape, Violation, ViolationKind, Violations};
use crate::sample::SOURCE;

const EUC_KR: Option<&str> = Some("EUC-KR");

#[test]
fn it_says_what_where_and_who_says_so() {
    let any = Length::any();
    for (broken, expected) in [
        (ViolationKind::Missing, "required but missing"),
        (
            ViolationKind::WrongShape {
                shape: Shape(&[Part::Year4, Part::Month]),
            },
            "does not have the form yyyyMM",
        ),
        (ViolationKind::NoSuchDate, "no such date"),
        (ViolationKind::BelowMinimum { min: -1 }, "less than the minimum of -1"),
        (ViolationKind::AboveMaximum { max: 9 }, "more than the maximum of 9"),
        (
            ViolationKind::DigitCount { allowed: any, actual: 1 },
            "1 digit, any number of are allowed",
        ),
        (
            ViolationKind::DigitCount {
                allowed: Length::between(2, 3),
                actual: 4,
            },
            "4 digits, 2 to 3 are allowed",
        ),
        (
            ViolationKind::TooFewItems { min: 2, actual: 1 },
            "1 item, at least 2 are required",
        ),
        (
            ViolationKind::TooManyItems { max: 20, actual: 21 },
            "21 items, at most 20 are allowed",
        ),
        (ViolationKind::NotAMultiple { of: 10.into() }, "not a multiple of 10"),
        (ViolationKind::NotANumber, "not a whole number of at most 128 bits"),
        (ViolationKind::NotAText, "not a text"),
        (ViolationKind::NoSuchShape, "of no documented shape"),
        (
            ViolationKind::NotNullable,
            "null, which is not documented as a value of the field: leave it out",
        ),
        (ViolationKind::NotTheConstant { json: "\"환불\"" }, "not \"환불\""),
    ] {
        let violation = Violation::new("field", broken, SOURCE);
        assert_eq!(violation.to_string(), format!("field: {expected} (Page, Section)"));
    }
    for (length, expected) in [
        (Length::exactly(3), "exactly 3"),
        (Length::at_least(3), "at least 3"),
        (Length::at_most(3), "at most 3"),
    ] {
        assert_eq!(length.to_string(), expected);
    }
}

#[test]
fn a_length_says_what_it_counts() {
    for (broken, expected) in [
        (
            ViolationKind::TooShort {
                min: 2,
                actual: 1,
                charset: None,
            },
            "1 character, at least 2 are required",
        ),
        (
            ViolationKind::TooLong {
                max: 20,
                actual: 21,
                charset: None,
            },
            "21 characters, at most 20 are allowed",
        ),
        (
            ViolationKind::WrongLength {
                exact: 8,
                actual: 0,
                charset: None,
            },
            "0 characters, exactly 8 are required",
        ),
        (
            ViolationKind::TooLong {
                max: 20,
                actual: 21,
                charset: EUC_KR,
            },
            "21 bytes of EUC-KR, at most 20 are allowed",
        ),
        (
            ViolationKind::TooShort {
                min: 2,
                actual: 1,
                charset: EUC_KR,
            },
            "1 byte of EUC-KR, at least 2 are required",
        ),
        (
            ViolationKind::NotInCharset { charset: "EUC-KR" },
            "has a character that EUC-KR cannot encode",
        ),
    ] {
        let violation = Violation::new("field", broken, SOURCE);
        assert_eq!(violation.to_string(), format!("field: {expected} (Page, Section)"));
    }
}

#[test]
fn a_path_grows_from_the_inside() {
    let id = || Violations::from(Violation::new("id", ViolationKind::Missing, SOURCE));
    let path = |violations: Violations| violations.iter().next().unwrap().path.clone();
    // A rule's own name for a value gives way to the place of the value.
    assert_eq!(path(id()), "id");
    assert_eq!(path(id().nested("other")), "other");
    assert_eq!(path(id().nested("[2]").nested("items")), "items[2]");
    assert_eq!(path(id().nested("id").nested("[2]").nested("items")), "items[2].id");
    assert_eq!(path(id().nested("page").nested("request")), "request.page");
}

#[test]
fn there_is_a_line_for_each() {
    let wrong = "1a".parse::<crate::sample::Account>().unwrap_err();
    assert_eq!(wrong.len(), 2);
    assert_eq!(wrong.iter().count(), (&wrong).into_iter().count());
    assert_eq!(
        wrong.to_string(),
        "account: 2 characters, at least 3 are required (Page, Section)\n\
         account: does not have the form <digits> (Page, Section)"
    );
}
