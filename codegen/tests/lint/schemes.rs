//! What is said of the text that a credential is written in.

use super::support::Texts;

/// What is told of a credential with this scheme.
fn told(scheme: &str) -> String {
    let card = "        length: 24\n        from: configuration\n";
    let scheme = format!("{card}        scheme: \"{scheme}\"\n        redact: hidden\n");
    let old = format!("{card}        redact: hidden\n");
    Texts::base().replace("api.yaml", &old, &scheme).lint().rendered()
}

#[test]
fn a_text_has_the_credential_once_and_can_be_sent() {
    for (scheme, said, help) in [
        ("baerer", "neither a scheme nor text", "did you mean `bearer`?"),
        ("CardKey", "neither a scheme nor text", "write `CardKey {credential}`"),
        (
            "CardKey {key}",
            "neither a scheme nor text",
            "or one of bearer, basic, basic-user",
        ),
        ("{credential}:{credential}", "more than once", "leave one `{credential}`"),
        ("카드 {credential}", "cannot have", "printable ASCII"),
        ("{{CardKey}} {credential}", "has a brace", "printable ASCII"),
        (" CardKey {credential}", "a space at an end", "remove the space"),
        ("CardKey {credential} ", "a space at an end", "remove the space"),
        ("{credential}", "without a scheme", "remove the line"),
    ] {
        let told = told(scheme);
        assert!(
            told.contains("error[L091]: the credential in `X-Lantern-Card`"),
            "{told}"
        );
        assert!(told.contains(said) && told.contains(help), "{told}");
    }
    for scheme in
        ["CardKey {credential}", "key={credential};v=2", "{credential} v2", "bearer"]
    {
        assert!(!told(scheme).contains("L091"), "{}", told(scheme));
    }
}
