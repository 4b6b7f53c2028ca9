//! Lint accepts an example exactly when the client does: the client's rule is made here from the
//! form and the limits, and not by lint.

use codegen::checker::{
    self, Decimal, DecimalRule, Length, Limits, NumberRule, Redact, Source,
};
use codegen::ir::{Part, Shape};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";
const SOURCE: Source = Source {
    document: "page",
    section: "section",
};

/// Whether lint accepts the example of a field that has these lines.
fn lint_accepts(name: &str, old: &str, lines: &str) -> bool {
    let linted = Texts::base().replace(LEND, old, lines).lint();
    let place = format!("of `{name}`");
    linted
        .diagnostics
        .iter()
        .all(|found| found.explanation.code != "L027" || !found.message.contains(&place))
}

/// The same cases on every run.
fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let run = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        test(value);
        Ok(())
    });
    run.unwrap();
}

/// Parts of forms, each with texts that have it, nearly have it, or do not.
fn part() -> impl Strategy<Value = (&'static str, String)> {
    const PARTS: [(&str, &[&str]); 15] = [
        ("yyyy", &["1990", "0000", "199", "19a0"]),
        ("yy", &["90", "00", "01", "9"]),
        ("MM", &["01", "12", "13", "00", "02"]),
        ("dd", &["01", "29", "30", "31", "32", "00"]),
        ("HH", &["00", "23", "24", "7"]),
        ("ss", &["59", "60"]),
        ("SSS", &["000", "999", "99"]),
        ("hex2", &["0f", "AF", "0g", "한"]),
        ("xxx", &["fff", "ff"]),
        ("digits3", &["123", "12", "1a3", "１２３"]),
        ("base64of3", &["QUJD", "Q=JD", "QU==", "QU D"]),
        ("base64of1", &["QQ==", "QQ=a", "QQQ="]),
        ("'한 P'", &["한 P", "한P", "한 p"]),
        ("-", &["-", "_", ""]),
        ("'x'digits", &["x1", "x", "x12a", "x0123456789"]),
    ];
    prop::sample::select(&PARTS[..]).prop_flat_map(|(form, texts)| {
        let texts = prop::sample::select(texts).prop_map(str::to_owned);
        let any = prop_oneof![8 => texts, 1 => "[0-9a-z한글=]{0,5}"];
        any.prop_map(move |text| (form, text))
    })
}

/// The rule that the client would carry.
fn client_accepts(form: &str, length: Limits<u32>, text: &str) -> bool {
    let parts = Shape::parse(form).map(|shape| shape.parts).unwrap_or_default();
    // The client's parts are constants.
    let constant = |part: Part| -> checker::Part {
        match part {
            Part::Literal(text) => checker::Part::Literal(text.leak()),
            Part::Header(name, count) => checker::Part::Header(name.leak(), count),
            Part::Year4 => checker::Part::Year4,
            Part::Year2 => checker::Part::Year2,
            Part::Month => checker::Part::Month,
            Part::Day => checker::Part::Day,
            Part::Hour => checker::Part::Hour,
            Part::Minute => checker::Part::Minute,
            Part::Second => checker::Part::Second,
            Part::Millisecond => checker::Part::Millisecond,
            Part::Hex(count) => checker::Part::Hex(count),
            Part::Digits(count) => checker::Part::Digits(count),
            Part::Base64(count) => checker::Part::Base64(count),
            Part::AnyDigits => checker::Part::AnyDigits,
            Part::Uuid => checker::Part::Uuid,
            Part::EpochSeconds => checker::Part::EpochSeconds,
            Part::EpochMilliseconds => checker::Part::EpochMilliseconds,
            Part::Counter(count) => checker::Part::Counter(count),
            Part::Decimal => checker::Part::Decimal,
            Part::Offset => checker::Part::Offset,
        }
    };
    let parts: Vec<_> = parts.into_iter().map(constant).collect();
    let rule = checker::Rule {
        field: "pickupCode",
        length,
        shape: checker::Shape(parts.leak()),
        redact: Redact::Hidden,
        source: SOURCE,
    };
    rule.check(text).is_ok()
}

#[test]
fn of_texts_with_forms() {
    let parts = prop::collection::vec(part(), 1..4);
    check(400, &parts, |parts| {
        let form: String = parts.iter().map(|(form, _)| *form).collect();
        let text: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        // A form that cannot be read, or that is ambiguous, is told by rules of its own.
        let is_plain = Shape::parse(&form).is_ok_and(|shape| !shape.ambiguous);
        if !is_plain || text.trim() != text || text.is_empty() {
            return;
        }
        let lines =
            format!("form: {form:?}\n      redact: hidden\n      example: {text:?}");
        let old = "length: 5\n      form: \"'P'digits4\"\n      redact: hidden\n      example: P0042";
        assert_eq!(
            lint_accepts("pickupCode", old, &lines),
            client_accepts(&form, Limits::any(), &text),
            "{form} {text}"
        );
    });
}

#[test]
fn of_texts_with_lengths() {
    let units = prop::sample::select(vec![None, Some("utf-8"), Some("euc-kr")]);
    let cases =
        (units, 0..4_u32, 1..9_u32, 0..9_u32, "[a-z한글똠é ]{1,7}|[a-z한글 😀]{1,7}");
    check(400, &cases, |(unit, kind, min, more, text)| {
        let (keys, length) = match kind {
            0 => (format!("length: {min}"), Limits::exactly(min)),
            1 => (format!("min_length: {min}"), Limits::at_least(min)),
            2 => (format!("max_length: {min}"), Limits::at_most(min)),
            _ => {
                let max = min + more;
                let keys = format!("min_length: {min}\n      max_length: {max}");
                (keys, Limits::between(min, max))
            }
        };
        if text.trim() != text {
            return;
        }
        let length = match unit {
            None => length,
            Some("utf-8") => length.bytes_of("UTF-8", |text| Some(text.len())),
            Some(_) => length.bytes_of("EUC-KR", |text| {
                Length::encoded(encoding_rs::EUC_KR.encode(text))
            }),
        };
        let unit = unit.map(|unit| format!("\n      length_unit: {unit}-bytes"));
        let keys = keys + &unit.unwrap_or_default();
        let lines = format!("{keys}\n      redact: hidden\n      example: {text:?}");
        let old = "length: 5\n      form: \"'P'digits4\"\n      redact: hidden\n      example: P0042";
        assert_eq!(
            lint_accepts("pickupCode", old, &lines),
            client_accepts("", length, &text),
            "{keys} {text}"
        );
    });
}

#[test]
fn of_numbers() {
    let number = prop_oneof![
        4 => (-30..40_i64).prop_map(|number| number.to_string()),
        4 => "-?[0-9]{1,3}\\.[0-9]{1,3}",
        2 => "[+-]?0{0,2}[0-9]{1,2}(e[0-3])?",
        1 => Just("9999999999999999999999999999999999999999".to_owned()),
        1 => "[0-9a-z한]{1,3}",
    ];
    let step = prop::sample::select(vec![None, Some(1), Some(3), Some(7)]);
    check(400, &(number, 0..3_u32, step), |(text, places, step)| {
        let (lines, accepts) = if places == 0 {
            let rule = NumberRule {
                field: "days",
                range: Limits::between(1, 28),
                digits: Limits::any(),
                multiple_of: step,
                redact: Redact::Hidden,
                source: SOURCE,
            };
            (format!("example: {text:?}"), rule.read(&text).is_ok())
        } else {
            let rule = DecimalRule {
                field: "days",
                range: Limits::between(Decimal::new(1, 0), Decimal::new(28, 0)),
                places,
                multiple_of: step.map(Decimal::from),
                redact: Redact::Hidden,
                source: SOURCE,
            };
            (
                format!("decimals: {places}\n          example: {text:?}"),
                rule.read(&text).is_ok(),
            )
        };
        let step = step
            .map_or_else(String::new, |step| format!("multiple_of: {step}\n          "));
        let lines = step + &lines;
        assert_eq!(lint_accepts("days", "example: \"14\"", &lines), accepts, "{lines}");
    });
}
