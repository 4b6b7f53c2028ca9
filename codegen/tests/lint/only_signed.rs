//! What is said of headers that are signed alone.

use super::support::Texts;

const SIGNS: &str = "  signs: \"{time:yyyyMMddHHmmss}{body}\"\n";
const CARD: &str = "        length: 24\n        from: configuration\n";

/// What is told where the card has these lines, and is signed.
fn told(lines: &str) -> String {
    let linted = Texts::base()
        .replace("api.yaml", CARD, &format!("        length: 24\n{lines}"))
        .replace("api.yaml", "need: conditional\n        condition: Sent when a reader is meant, and not the branch.\n        length: 24", "need: required\n        length: 24")
        .replace("api.yaml", SIGNS, "  signs: \"{time:yyyyMMddHHmmss}{header:X-Lantern-Card}{body}\"\n")
        .lint();
    linted.rendered()
}

#[test]
fn a_header_is_signed_alone_where_it_is_signed_and_nowhere_sent() {
    let told_of = |lines: &str, why: &str| {
        let told = told(lines);
        assert!(told.contains("error[L121]") && told.contains(why), "{told}");
    };
    let alone = "        from: configuration\n        only_signed: true\n";
    assert!(!told(alone).contains("L121"), "{}", told(alone));
    told_of(
        "        from: call\n        only_signed: true\n",
        "it is not of the configuration",
    );
    told_of(&format!("{alone}        scheme: bearer\n"), "it has a scheme");
    let unsigned = Texts::base()
        .replace("api.yaml", CARD, &format!("        length: 24\n{alone}"))
        .lint();
    assert!(
        unsigned.rendered().contains("no recipe signs it"),
        "{}",
        unsigned.rendered()
    );
}
