//! Whether an example has the shape that is declared: lengths, kinds of characters, and the
//! numbers that months, days and times can have.

use crate::shape::{Part, Shape};

/// Whether a text has the shape that these parts declare.
pub(super) fn fits(parts: &[Part], text: &str) -> bool {
    let Some((part, others)) = parts.split_first() else { return text.is_empty() };
    let length = match part {
        // As many digits as the parts behind them leave.
        Part::AnyDigits => match (Shape {
            parts: others.to_vec(),
            ambiguous: false,
        })
        .length()
        {
            Some(behind) => text.len().checked_sub(behind as usize).filter(|n| *n > 0),
            None => Some(text.len() - text.trim_start_matches(is_digit).len()),
        },
        Part::Literal(literal) => Some(literal.len()),
        part => (Shape {
            parts: vec![part.clone()],
            ambiguous: false,
        })
        .length()
        .map(|length| length as usize),
    };
    let split = length.and_then(|length| text.split_at_checked(length));
    split.is_some_and(|(own, rest)| stands_for(part, own) && fits(others, rest))
}

/// Whether the calendar has the day that a text of the shape of a date stands for. Of two digits
/// of a year one cannot tell whether it is a leap year.
pub(super) fn is_day(parts: &[Part], text: &str) -> bool {
    let (mut leap, mut month, mut day) = (true, 1, 1);
    let mut rest = text;
    for part in parts {
        let length = match part {
            Part::Year4 => 4,
            Part::Year2 | Part::Month | Part::Day => 2,
            Part::Literal(literal) => literal.len(),
            _ => return true,
        };
        let Some((own, behind)) = rest.split_at_checked(length) else { return false };
        rest = behind;
        let number: u32 = own.parse().unwrap_or(0);
        match part {
            Part::Year4 => leap = is_leap(number),
            Part::Month => month = number,
            Part::Day => day = number,
            _ => {}
        }
    }
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=last).contains(&day)
}

fn is_leap(year: u32) -> bool {
    let divides = |number| year.is_multiple_of(number);
    divides(4) && (!divides(100) || divides(400))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a text, of the right length already, stands for one part.
fn stands_for(part: &Part, text: &str) -> bool {
    let digits = !text.is_empty() && text.chars().all(is_digit);
    let within = |least: u32, most: u32| {
        digits && text.parse().is_ok_and(|number| (least..=most).contains(&number))
    };
    match part {
        Part::Year4
        | Part::Year2
        | Part::Millisecond
        | Part::Digits(_)
        | Part::AnyDigits => digits,
        Part::Month => within(1, 12),
        Part::Day => within(1, 31),
        Part::Hour => within(0, 23),
        Part::Minute | Part::Second => within(0, 59),
        Part::Hex(_) => text.chars().all(|c| c.is_ascii_hexdigit()),
        Part::Base64(_) => text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')),
        Part::Literal(literal) => literal == text,
    }
}

/// Whether nothing but decimal digits has the shape.
pub(super) fn only_digits(shape: &Shape) -> bool {
    shape.parts.iter().all(|part| match part {
        Part::Hex(_) | Part::Base64(_) => false,
        Part::Literal(text) => text.chars().all(is_digit),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::{fits, is_day, only_digits};
    use crate::shape::Shape;

    #[test]
    fn a_shape_is_told_from_its_neighbours() {
        for (form, text, expected) in [
            ("yyyyMMdd", "19900131", true),
            ("yyyyMMdd", "19901331", false),
            ("yyyyMMdd", "19900132", false),
            ("yyyyMMdd", "1990131", false),
            ("HH:mm:ss", "23:59:59", true),
            ("HH:mm:ss", "24:00:00", false),
            ("'P'digits4", "P0042", true),
            ("'P'digits4", "Q0042", false),
            ("digits", "0", true),
            ("digits", "", false),
            ("digits", "12a", false),
            ("digitshex2", "123af", true),
            ("digits-digits", "12-3", true),
            ("digits-digits", "12-", false),
            ("base64of3", "QUJD", true),
            ("base64of3", "QU D", false),
            ("digits3", "홍길동", false),
            ("'한'digits", "한1", true),
            ("hex1", "한", false),
        ] {
            let shape = Shape::parse(form).unwrap();
            assert_eq!(fits(&shape.parts, text), expected, "{form} {text}");
        }
    }

    #[test]
    fn the_calendar_has_the_day() {
        for (form, text, expected) in [
            ("yyyyMMdd", "20000229", true),
            ("yyyyMMdd", "19000229", false),
            ("yyyyMMdd", "20240431", false),
            ("dd.MM.yyyy", "31.12.2024", true),
            ("yyMMdd", "010229", true),
            ("yyMMdd", "010230", false),
            ("'생'yyyyMMdd", "생20230229", false),
        ] {
            let shape = Shape::parse(form).unwrap();
            assert_eq!(is_day(&shape.parts, text), expected, "{form} {text}");
        }
    }

    #[test]
    fn only_digits_means_every_part() {
        for (form, expected) in
            [("digits", true), ("yyyyMMdd", true), ("yyyy-MM", false), ("hex4", false)]
        {
            assert_eq!(only_digits(&Shape::parse(form).unwrap()), expected, "{form}");
        }
    }
}
