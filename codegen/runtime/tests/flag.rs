//! Booleans in their three styles.

use crate::runtime::{Flag, OneZero, Style, TrueFalse, YesNo};

fn check<S: Style>(yes: &str, no: &str) {
    for (on, json) in [(true, yes), (false, no)] {
        let flag = Flag::<S>::from(on);
        assert_eq!(serde_json::to_string(&flag).unwrap_or_default(), json);
        assert_eq!(serde_json::from_str::<Flag<S>>(json).ok(), Some(flag));
        assert_eq!((flag.get(), format!("{flag:?}")), (on, on.to_string()));
    }
    for json in
        ["true", "false", "\"Y\"", "\"N\"", "\"1\"", "\"0\"", "1", "null", "\"y\""]
    {
        let own = json == yes || json == no;
        assert_eq!(serde_json::from_str::<Flag<S>>(json).is_ok(), own, "{json}");
    }
}

#[test]
fn each_style_takes_its_own_words_only() {
    check::<TrueFalse>("true", "false");
    check::<YesNo>("\"Y\"", "\"N\"");
    check::<OneZero>("\"1\"", "\"0\"");
}
