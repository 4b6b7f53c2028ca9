//! What is said of callbacks, where it cannot be followed.

use super::support::{Linted, Texts};

const SIGNS: &str = "    signs: \"{header:X-Lantern-Rung}.{body}\"\n";
const AGE: &str =
    "    header: X-Lantern-Rung\n    form: epoch-seconds\n    seconds: 300\n";
const OVERDUE: &str = "callbacks/loan-overdue.yaml";

/// The base spec with other lines about the time, and about what is signed.
fn timed(age: &str, signs: &str) -> Linted {
    Texts::base().replace("api.yaml", AGE, age).replace("api.yaml", SIGNS, signs).lint()
}

#[track_caller]
fn told(linted: &Linted, code: &str, message: &str) {
    let rendered = linted.rendered();
    assert!(linted.codes().iter().all(|it| *it == code), "{rendered}");
    assert!(rendered.contains(message), "{message}\n{rendered}");
}

const PARTS: &str = "    signs: \"{time}.{body}\"\n    separator: \",\"\n";

#[test]
fn a_time_tells_an_instant_wherever_it_stands() {
    for (age, signs) in [
        ("    header: X-Lantern-Rung\n    form: epoch-seconds\n", SIGNS),
        ("    header: X-Lantern-Rung\n    form: epoch-seconds\n", PARTS),
        (
            "    header: X-Lantern-Bell\n    written: \"t={time}\"\n    form: epoch-seconds\n",
            PARTS,
        ),
        (
            "    header: X-Lantern-Rung\n    form: yyyyMMddHHmmss\n    offset: \"+09:00\"\n",
            SIGNS,
        ),
    ] {
        timed(age, signs).clean();
    }
}

#[test]
fn a_time_that_tells_no_instant_is_refused() {
    for (age, signs, code, message) in [
        (
            "    header: X-Lantern-Rung\n    form: yyyyMMddHHmmss\n",
            SIGNS,
            "L101",
            "`yyyyMMddHHmmss` does not tell an instant",
        ),
        (
            "    header: X-Lantern-Rung\n    form: yyyyMMddHHmmss\n    offset: \"+9\"\n",
            SIGNS,
            "L101",
            "`+9` is not a UTC offset",
        ),
        (
            "    header: X-Lantern-Rung\n    form: epoch-seconds\n    offset: \"+09:00\"\n",
            SIGNS,
            "L101",
            "says its offset itself",
        ),
        (
            "    header: X-Lantern-Rung\n    form: yyyy-MM-dd'T'HH:mmXXX\n    offset: \"+09:00\"\n",
            SIGNS,
            "L101",
            "says its offset itself",
        ),
        (
            "    header: X-Lantern-Rung\n    written: \"t=\"\n    form: epoch-seconds\n",
            SIGNS,
            "L101",
            "the time cannot be found",
        ),
        (
            "    header: X-Lantern-Rung\n    form: epoch-seconds\n",
            "    signs: \"{body}\"\n",
            "L101",
            "`X-Lantern-Rung` is not signed",
        ),
        (
            "    header: X-Lantern-Bell\n    written: \"t={time}\"\n    form: epoch-seconds\n",
            "    signs: \"{time}.{body}\"\n",
            "L100",
            "and nothing between them",
        ),
        (
            "    header: X-Lantern-Rung\n    form: epoch-seconds\n",
            "    signs: \"{time}{header:x-lantern-bell}{body}\"\n",
            "L100",
            "`X-Lantern-Bell` carries the signature itself",
        ),
    ] {
        told(&timed(age, signs), code, message);
    }
}

#[test]
fn a_time_that_is_signed_is_somewhere() {
    let age = format!(
        "  age:\n{AGE}    cite: {{ source: readers-guide, section: When the library rings }}\n"
    );
    let linted = Texts::base()
        .replace("api.yaml", &age, "")
        .replace("api.yaml", SIGNS, "    signs: \"{time}{body}\"\n")
        .lint();
    told(&linted, "L100", "nothing says where the time is");
    let request = "  signs: \"{time:yyyyMMddHHmmss}{body}\"\n";
    let linted =
        Texts::base().replace("api.yaml", request, "  signs: \"{time}{body}\"\n").lint();
    told(&linted, "L090", "`{time}` does not say how the time is written");
}

#[test]
fn a_body_is_one_that_can_be_read() {
    let with = |lines: &str| {
        Texts::base().replace(OVERDUE, "event: eventNumber\n", lines).lint()
    };
    with("encrypted: true\nevent: eventNumber\n").clean();
    told(
        &with("body: form\nevent: eventNumber\n"),
        "L120",
        "a value in a form is no text",
    );
    let both = with("encrypted: true\nbody: form\nevent: eventNumber\n");
    told(&both, "L120", "only JSON is encrypted");
}

#[test]
fn what_a_private_key_signs_has_no_key_in_it_and_no_one_length() {
    let by_rsa = Texts::base().replace(
        "api.yaml",
        "    algorithm: hmac-sha512\n",
        "    algorithm: rsa-sha256\n",
    );
    let with_key = "    signs: \"{key}{header:X-Lantern-Rung}.{body}\"\n";
    let linted = by_rsa.replace("api.yaml", SIGNS, with_key).lint();
    told(&linted, "L100", "a receiver has no private key");
    let by_rsa = Texts::base().replace(
        "api.yaml",
        "    algorithm: hmac-sha512\n",
        "    algorithm: rsa-sha256\n",
    );
    by_rsa.lint().clean();
    let linted = Texts::base()
        .replace("api.yaml", "  algorithm: hmac-sha256\n", "  algorithm: rsa-sha256\n")
        .lint();
    told(&linted, "L036", "would be that of one length of the key");
}

/// The base spec whose callbacks have this signature, without a time.
fn signed(place: &str, signs: &str) -> Linted {
    let age = Texts::base().text("api.yaml");
    let from = age.find("  age:\n    header: X-Lantern-Rung").unwrap();
    let rest = &age[from..];
    let end = rest.find("  answer:").unwrap_or(rest.len());
    Texts::base()
        .replace("api.yaml", &rest[..end], "")
        .replace("api.yaml", "    header: X-Lantern-Bell\n", place)
        .replace("api.yaml", SIGNS, &format!("    signs: \"{signs}\"\n"))
        .lint()
}

#[test]
fn fields_that_are_signed_are_in_every_callback() {
    let (header, field) = ("    header: X-Lantern-Bell\n", "    field: loanNumber\n");
    for (place, signs) in
        [(field, "{field:eventNumber}"), (header, "{field:loanNumber}")]
    {
        let linted = signed(place, signs);
        assert!(linted.codes().is_empty(), "{}", linted.rendered());
    }
    for (place, signs, what) in [
        (
            field,
            "{field:branch}",
            "`branch` is needed for the signature, but `loan-overdue` need not have it",
        ),
        (field, "{field:fine}", "need not have it"),
        (field, "{field:지점}", "has no such field"),
        (field, "{field:loanNumber}", "`loanNumber` carries the signature itself"),
        (field, "{body}", "the body is signed, and has the signature in it"),
        (field, "{method}", "the signature does not cover the body"),
        ("    field: seal\n", "{field:eventNumber}", "`seal` is needed"),
        ("", "{body}", "nothing says where the signature is"),
        (
            &format!("{header}{field}"),
            "{field:eventNumber}",
            "in a header and in a field",
        ),
    ] {
        let rendered = signed(place, signs).rendered();
        assert!(
            rendered.contains("L100") && rendered.contains(what),
            "{what}\n{rendered}"
        );
    }
}

#[test]
fn a_form_of_a_key_is_text_and_an_encoding() {
    let linted = |name: &str, form: &str| {
        let key = format!("key: {name}\n");
        let formed = format!("{key}    key_form: \"{form}\"\n");
        Texts::base().replace("api.yaml", &key, &formed).lint()
    };
    for form in ["{base64}", "sk_{base64url}", "0x{hex}"] {
        let linted = linted("Bell rope", form);
        assert!(linted.codes().is_empty(), "{}", linted.rendered());
    }
    for form in ["base64", "{base32}", "{hex}x", "열쇠{hex}", "{hex", "sk {hex}", "{}"]
    {
        told(&linted("Bell rope", form), "L145", "the form of the key cannot be read");
    }
}

const SIGNED: &str = "signed: yes\n";

/// The base spec with a recipe of these lines, which a second callback names.
fn with(recipe: &str) -> Texts {
    let recipes = format!("callbacks:\n  recipes:\n    - id: other\n{recipe}");
    let overdue = Texts::base().text(OVERDUE);
    let second = overdue.replace("loan-overdue", "loan-lost").replace(SIGNED, NAMED);
    let texts = Texts::base().replace("api.yaml", "callbacks:\n", &recipes);
    texts.with("callbacks/loan-lost.yaml", second.as_bytes())
}

const NAMED: &str = "signed: yes\nsigning: other\n";

/// A recipe over a field, with this key.
fn over(field: &str, key: &str) -> String {
    format!(
        "      header: X-Lantern-Bell\n      algorithm: hmac-sha256\n      \
         signs: \"{{time}}{{field:{field}}}\"\n      key: {key}\n      about: Another one.\n      \
         cite: {{ source: readers-guide, section: When the library rings }}\n"
    )
}

#[test]
fn a_recipe_of_its_own_signs_the_callback_that_names_it() {
    let (lost, rope) = ("callbacks/loan-lost.yaml", "Bell rope");
    with(&over("loanNumber", rope)).lint().clean();
    let unknown = with(&over("branch", rope)).lint();
    told(&unknown, "L100", "`branch` is needed for the signature, but `loan-lost` need");
    let timeless = over("loanNumber", rope).replace("{time}", "");
    told(&with(&timeless).lint(), "L101", "`X-Lantern-Rung` is not signed");
    let other_key = with(&over("loanNumber", "Door bell")).lint();
    told(&other_key, "L140", "the recipe signs with another key");
    let misspelt = with(&over("loanNumber", rope)).replace(
        lost,
        "signing: other",
        "signing: othre",
    );
    let misspelt = misspelt.lint().rendered();
    assert!(misspelt.contains("there is no recipe of callbacks `othre`"), "{misspelt}");
    let unsigned =
        with(&over("loanNumber", rope)).replace(lost, SIGNED, "signed: unknown\n");
    told(&unsigned.lint(), "L140", "names the recipe `other`, and is `signed: unknown`");
    let unnamed = with(&over("loanNumber", rope)).replace(lost, NAMED, SIGNED);
    told(&unnamed.lint(), "L140", "no callback is signed by the recipe `other`");
}

#[test]
fn a_field_within_an_object_has_a_dot_before_it() {
    let (lost, rope) = ("callbacks/loan-lost.yaml", "Bell rope");
    let nested = |path: &str| with(&over(path, rope));
    let optional = "  - name: fine\n    type: object\n    need: optional\n";
    let required = optional.replace("optional", "required");
    nested("fine.amount").replace(lost, optional, &required).lint().clean();
    told(&nested("fine.amount").lint(), "L100", "but `loan-lost` need not have it");
    let lacking = nested("fine.sum").replace(lost, optional, &required);
    told(
        &lacking.lint(),
        "L100",
        "`fine.sum` is needed for the signature, but `loan-lost` has no",
    );
    let text = nested("loanNumber.amount").lint();
    told(&text, "L100", "`loan-lost` has no such field");
    let dotted =
        nested("loan.paper").replace(lost, "name: loanNumber", "name: loan.paper");
    told(&dotted.lint(), "L100", "has a dot in its name");
    let form =
        nested("loan.paper").replace(lost, "name: loanNumber", "name: loan.paper");
    let fine = Texts::base().text(OVERDUE);
    let fine = fine.split_once(optional).unwrap().1;
    let form = form.replace(lost, &format!("{optional}{fine}"), "").replace(
        lost,
        NAMED,
        &format!("{NAMED}body: form\n"),
    );
    form.lint().clean();
}
