//! What is invented keeps the rule that it is invented for.

use crate::runtime::description::ValueKind;
use crate::runtime::fake::invented;
use crate::runtime::{Decimal, DecimalRule, Length, Limits, NumberRule, Range, Rule};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_whole_number_keeps_it(
        step in 1..50_i128,
        times in -40..40_i128,
        (below, above) in (prop::option::of(0..60_i128), prop::option::of(0..60_i128)),
    ) {
        // One multiple is within the range.
        let end = |away: Option<i128>| away.map(|away| step * times + away);
        let rule = NumberRule {
            range: Range::of(end(below.map(|away| -away)), end(above)),
            multiple_of: Some(step),
            ..NumberRule::ANY
        };
        let number = invented(&ValueKind::Number(rule));
        prop_assert!(rule.read(&number).is_ok(), "{number} for {rule:?}");
    }

    #[test]
    fn a_decimal_number_keeps_it(step in 1..500_i128, times in -40..40_i128, away in 0..900_i128) {
        let number = |units| Decimal::new(units, 2);
        let (low, high) = (number(step * times - away), number(step * times));
        for range in [Limits::any(), Limits::at_least(low), Limits::at_most(high), Limits::between(low, high)] {
            let rule = DecimalRule {
                range,
                places: 2,
                multiple_of: Some(number(step)),
                ..DecimalRule::ANY
            };
            let number = invented(&ValueKind::Decimal(rule));
            prop_assert!(rule.read(&number).is_ok(), "{number} for {rule:?}");
        }
    }

    #[test]
    fn a_text_in_bytes_keeps_it(min in 0..40_u32, more in 0..40_u32) {
        let encoded = |text: &str| Length::encoded(encoding_rs::EUC_KR.encode(text));
        let rule = Rule {
            length: Length::between(min, min + more).bytes_of("EUC-KR", encoded),
            ..Rule::ANY
        };
        let text = invented(&ValueKind::Text(rule));
        prop_assert!(rule.check(&text).is_ok(), "{text} for {rule:?}");
    }
}
