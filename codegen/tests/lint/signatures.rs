//! Recipes of signatures that cannot be followed.

use super::support::{Linted, Texts};

const SIGNS: &str = "  signs: \"{time:yyyyMMddHHmmss}{body}\"\n";
const ALGORITHM: &str = "  algorithm: hmac-sha256\n";
const FORM: &str = "        form: \"'PL2.'yyMMddHHmmss.base64of32\"\n";
const LENGTH: &str = "        length: 60\n";

/// The base spec with other lines that say what is signed, and how it is written.
fn signing(lines: &str) -> Texts {
    Texts::base().replace("api.yaml", SIGNS, lines)
}

/// The same, where the header has no form of its own.
fn written(lines: &str) -> Linted {
    let resolution = "  - id: seal-has-61-characters\n    subject: lending.X-Lantern-Seal.length\n    \
                      page_says: \"60\"\n    adopted: \"61\"\n    because: The recipe gives \
                      4 + 12 + 1 + 44 = 61 characters.\n    evidence: [readers-guide, \
                      test-answers]\n    standing: observed\n";
    signing(lines)
        .replace("api.yaml", FORM, "")
        .replace("api.yaml", LENGTH, "")
        .replace("api.yaml", resolution, "")
        .lint()
}

/// A field of which null is a value, which is none in a text.
const NOOK: &str = "    - { name: nook, type: string, need: required, nullable: true, \
                      max_length: 9, redact: shown, example: 강남, about: Where. }\n";
/// Arrays in an array, none of which is a text.
const SEATS: &str = "    - { name: seats, type: array-of-numbers, rows: {}, need: required, \
                     redact: shown, example: \"3\", about: Rows of seats. }\n";

/// The base spec, in which a request with another field is signed by a recipe.
fn with_fields(signs: &str, lines: &str) -> Linted {
    const BEFORE: &str = "    - name: reader\n      type: object\n";
    signing(&format!("  signs: \"{signs}\"\n"))
        .without_walkthrough()
        .replace("operations/lend-book.yaml", BEFORE, &format!("{lines}{BEFORE}"))
        .lint()
}

#[track_caller]
fn told(linted: &Linted, code: &str, message: &str) {
    let rendered = linted.rendered();
    assert!(linted.codes().iter().all(|it| *it == code), "{rendered}");
    assert!(rendered.contains(message), "{message}\n{rendered}");
}

#[test]
fn a_recipe_is_followed_or_refused() {
    for (lines, message) in [
        ("  signs: \"\"\n", "it is empty"),
        ("  signs: \"{body\"\n", "the brace is not closed"),
        ("  signs: \"body}\"\n", "closes no brace"),
        ("  signs: \"{body.md5.hex}\"\n", "`{body.md5.hex}` is no part"),
        ("  signs: \"{body.sha256}\"\n", "`{body.sha256}` is no part"),
        ("  signs: \"{time:yyyymmdd}{time:hex8}\"\n", "letters of dates and text alone"),
        ("  signs: \"{time:yyyyMMdd MM}\"\n", "MM stands for the month and the minute"),
        ("  signs: \"{header:X-Lantern-Zones}\"\n", "has no `X-Lantern-Zones`"),
        ("  signs: \"{header:X-Lantern-Key}\"\n", "`X-Lantern-Key` is optional"),
        ("  signs: \"{header:x-lantern-seal}\"\n", "carries the signature itself"),
        ("  signs: \"{signature}\"\n", "a signature cannot sign itself"),
        ("  signs: \"{time:yyyyMMddHHmmssSSS}\"\n", "is signed but not sent"),
        ("  signs: \"{time:epoch-seconds}\"\n", "is signed but not sent"),
        ("  signs: \"{nonce}{body}\"\n", "`{nonce}` is signed but not sent"),
        ("  written: \"{signature}\"\n", "has a form, and `written` says the same"),
    ] {
        let code = if lines.contains("\"\"") { "L011" } else { "L090" };
        let linted = signing(lines).lint();
        if code == "L090" {
            told(&linted, code, message);
        } else {
            assert!(linted.rendered().contains(message), "{}", linted.rendered());
        }
    }
    for lines in [
        "",
        "  signs: \"{method} {path}?{query}{newline}{{}}{body}\"\n",
        "  signs: \"{body.sha512.base64url}{query.sha256.hex}{header:X-Lantern-Request}\"\n",
        "  signs: \"{time:yy-MM-dd'T'HH:mm}{body}\"\n",
    ] {
        signing(lines).lint().clean();
    }
}

#[test]
fn what_is_written_has_the_signature_and_no_secret() {
    for (lines, message) in [
        ("  written: \"v1\"\n", "has `{signature}` 0 times"),
        ("  written: \"{signature}{signature}\"\n", "has `{signature}` 2 times"),
        ("  written: \"{key}{signature}\"\n", "the key is never sent"),
        ("  written: \"{body}{signature}\"\n", "the vendor has it already"),
        ("  written: \"{header:X-Other}{signature}\"\n", "has no `X-Other`"),
    ] {
        told(&written(lines), "L090", message);
    }
    for lines in [
        "",
        "  written: \"v1:{signature}\"\n",
        "  signs: \"{time:HH:mm:ss.SSSXXX}\"\n  written: \"{time:yyyy-MM-dd'T'HH:mm:ss.SSSXXX};{signature}\"\n",
        "  signs: \"{nonce}{time:epoch-milliseconds}\"\n  written: \"{nonce}.{time:epoch-milliseconds}.{signature}\"\n",
    ] {
        written(lines).clean();
    }
}

#[test]
fn a_hash_without_the_key_proves_nothing() {
    let hashed = |algorithm: &str, signs: &str| {
        signing(signs)
            .replace("api.yaml", ALGORITHM, &format!("  algorithm: {algorithm}\n"))
            .lint()
    };
    let bare = hashed("sha256", "  signs: \"{body}\"\n");
    told(&bare, "L090", "`sha256` proves nothing without the key");
    told(&hashed("sha256", ""), "L090", "`sha256` proves nothing without the key");
    hashed("sha256", "  signs: \"{body}{key}\"\n").clean();
    let longer = hashed("sha512", "  signs: \"{body}{key}\"\n");
    told(&longer, "L036", "has no `base64of64`");
    let shorter = hashed("hmac-sha1", "");
    told(&shorter, "L036", "has no `base64of20`");
}

#[test]
fn the_header_has_room_for_the_signature() {
    let hex = signing("  encoding: hex\n").lint();
    told(&hex, "L036", "has no `hex64`");
    let for_urls = signing("  encoding: base64url\n").lint();
    told(&for_urls, "L036", "no form has Base64 for URLs");
    let alone = |length: &str| {
        signing("  encoding: hex\n")
            .replace("api.yaml", FORM, "")
            .replace("api.yaml", LENGTH, length)
            .replace(
                "api.yaml",
                "page_says: \"60\"\n    adopted: \"61\"",
                "page_says: \"64\"\n    adopted: \"64\"",
            )
            .lint()
    };
    assert!(
        alone("        length: 60\n")
            .rendered()
            .contains("which has 64 characters, but its `length` is 60")
    );
    assert!(!alone("        length: 64\n").rendered().contains("L036"));
}

#[test]
fn the_signature_goes_to_one_place() {
    const HEADER: &str = "  header: X-Lantern-Seal\n";
    let placed = |lines: &str| Texts::base().replace("api.yaml", HEADER, lines).lint();
    told(&placed(""), "L036", "the signature goes nowhere");
    let two = placed("  header: X-Lantern-Seal\n  query: seal\n");
    told(&two, "L036", "the signature goes to two places");
    for place in ["query", "field"] {
        let nowhere = placed(&format!("  {place}: seal\n"));
        assert!(nowhere.rendered().contains("no operation has the"), "{place}");
    }
    let in_body = placed("  field: bookId\n").rendered();
    assert!(in_body.contains("is a part of the body that it signs"), "{in_body}");
    let ruled = placed("  field: pickupCode\n").rendered();
    for key in ["length", "example"] {
        let why =
            format!("`pickupCode` carries the signature, so `{key}` has no effect");
        assert!(ruled.contains(&why), "{ruled}");
    }
}

#[test]
fn a_field_that_is_signed_is_in_every_request() {
    for (field, why) in [
        ("nothing", "`lend-book` has no such field"),
        ("pickupCode", "`lend-book` need not have it"),
        ("reader", "`lend-book` has no single value for it"),
        ("nook", "`lend-book` can send null for it"),
    ] {
        let linted = with_fields(&format!("{{field:{field}}}"), NOOK);
        told(&linted, "L090", why);
    }
    signing("  signs: \"{method}{body.sha256.hex}\"\n").lint().clean();
}

#[test]
fn a_token_is_its_claims() {
    let token = |lines: &str| {
        Texts::base()
            .replace("api.yaml", ALGORITHM, "  algorithm: jwt-hs256\n")
            .replace("api.yaml", SIGNS, lines)
            .replace("api.yaml", FORM, "")
            .lint()
    };
    let claims = "  claims: [{ name: nonce, value: \"{nonce}\" }]\n";
    // Nothing but that no length contradicts another one any more.
    assert_eq!(token(claims).codes(), ["L061"], "{}", token(claims).rendered());
    let is_told = |lines: &str, message: &str| {
        let rendered = token(lines).rendered();
        assert!(rendered.contains(message), "{message}\n{rendered}");
    };
    is_told("", "a token without claims says nothing");
    is_told(&format!("{SIGNS}{claims}"), "`jwt-hs256` has no `signs`");
    is_told(&format!("  encoding: hex\n{claims}"), "`jwt-hs256` has no `encoding`");
    is_told("  claims: [{ name: a, value: \"{key}\" }]\n", "the key is never sent");
    is_told("  claims: [{ name: a, value: \"{signature}\" }]\n", "cannot sign itself");
    is_told("  claims: [{ name: a, value: \"{claim}\" }]\n", "`{claim}` is no part");
    let twice = "  claims: [{ name: a, value: x }, { name: a, value: y }]\n";
    is_told(twice, "the claim");
    told(&signing(claims).lint(), "L036", "`hmac-sha256` signs no claims");
}

#[test]
fn parameters_that_are_signed_have_a_text() {
    for signs in ["{parameters}", "{parameters.sha512.hex}"] {
        let linted = signing(&format!("  signs: \"{signs}\"\n")).lint();
        told(&linted, "L090", "`{parameters}` is signed, but `reader` of `lend-book`");
        for (field, lines) in [("nook", NOOK), ("seats", SEATS)] {
            let why = format!(
                "`{{parameters}}` is signed, but `{field}` of `lend-book` has no text in it"
            );
            told(&with_fields(signs, lines), "L090", &why);
        }
    }
}
