//! What is said of headers that are sent by the name of another one.

use super::support::Texts;

const CARD: &str = "        length: 24\n        from: configuration\n";

/// What is told of the header `X-Lantern-Card` with these lines.
fn told(lines: &str) -> String {
    let card = format!("        length: 24\n{lines}");
    Texts::base().replace("api.yaml", CARD, &card).lint().rendered()
}

#[test]
fn a_header_has_another_name_only_beside_one_of_that_name() {
    for (lines, why) in [
        (
            "        sent_as: X-Lantern-Card\n        from: configuration\n",
            "that is its name",
        ),
        ("        sent_as: X-등대\n        from: configuration\n", "error[L013]"),
        (
            "        sent_as: X-Lantern-Desk\n        from: caller\n",
            "not the client's own",
        ),
        (
            "        sent_as: X-Lantern-Desk\n        from: configuration\n",
            "no other set sends",
        ),
        (
            "        sent_as: x-lantern-branch\n        from: configuration\n",
            "sends that name already",
        ),
        (
            "        sent_as: X-Lantern-Desk\n        from: configuration\n        only_signed: true\n",
            "it is never sent",
        ),
    ] {
        let told = told(lines);
        assert!(told.contains(why), "{why}: {told}");
    }
}
