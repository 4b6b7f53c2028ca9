//! Recipes of some operations, and what answers do not have.

use super::support::{Linted, Texts};

const SIGNING: &str = "signing:\n  header: X-Lantern-Seal\n";
const HEADERS: &str = "  headers: lending\n";

/// The base spec with a recipe of these lines, which lending names.
fn with(recipe: &str) -> Texts {
    let recipes = format!("recipes:\n  - id: other\n{recipe}{SIGNING}");
    let request = format!("{HEADERS}  signing: other\n");
    Texts::base().replace("api.yaml", SIGNING, &recipes).replace(
        "operations/lend-book.yaml",
        HEADERS,
        &request,
    )
}

/// A recipe with the key of all.
fn recipe(lines: &str) -> String {
    format!(
        "    algorithm: hmac-sha256\n    key: Sealing wax\n    about: Another one.\n    \
         cite: {{ source: readers-guide, section: The seal }}\n{lines}"
    )
}

#[track_caller]
fn told(linted: &Linted, code: &str, message: &str) {
    let rendered = linted.rendered();
    assert!(linted.codes().contains(&code), "{rendered}");
    assert!(rendered.contains(message), "{message}\n{rendered}");
}

const SEAL: &str = "    header: X-Lantern-Seal\n    signs: \"{path}{body}\"\n";

#[test]
fn a_recipe_signs_the_operations_that_name_it() {
    with(&recipe(SEAL)).lint().clean();
    let body = "    header: X-Lantern-Seal\n    signs: \"{bodies}\"\n";
    told(&with(&recipe(body)).lint(), "L090", "`{bodies}` is no part");
    let unsent = "    header: X-Lantern-Seal\n    signs: \"{nonce}{body}\"\n";
    told(&with(&recipe(unsent)).lint(), "L090", "is signed but not sent");
    let nowhere = with(&recipe("    field: seal\n    signs: \"{field:days}\"\n")).lint();
    told(&nowhere, "L140", "carries the signature of another recipe");
    let two = with(&recipe("    header: X-Lantern-Seal\n    query: seal\n")).lint();
    told(&two, "L036", "goes to two places");
    let strange = with(&recipe("    header: X-Lantern-Steal\n")).lint();
    told(&strange, "L003", "there is no header `X-Lantern-Steal`");
}

#[test]
fn a_recipe_is_named_and_has_the_key_of_the_client() {
    let unnamed = with(&recipe(SEAL))
        .replace("operations/lend-book.yaml", "  signing: other\n", "")
        .lint();
    told(&unnamed, "L140", "no request is signed by the recipe `other`");
    let unknown = with(&recipe(SEAL))
        .replace("operations/lend-book.yaml", "signing: other", "signing: othre")
        .lint();
    told(&unknown, "L003", "there is no recipe `othre`");
    let nameless = with(&recipe(SEAL))
        .replace("api.yaml", "  - id: other\n    algorithm", "  - algorithm")
        .lint();
    told(&nameless, "L140", "the recipe has no id");
    let other_key = recipe(SEAL).replace("Sealing wax", "Other wax");
    told(&with(&other_key).lint(), "L140", "the recipe signs with another key");
    let of_rsa = recipe(SEAL).replace("hmac-sha256", "rsa-sha256");
    told(&with(&of_rsa).lint(), "L140", "the recipe signs with a key of another kind");
}

/// The base spec where the answer of lending has a set of its own, with these lines of its header.
fn answered(lines: &str) -> Linted {
    let set = format!(
        "  - id: lent\n    cite: {{ source: readers-guide, section: Headers }}\n    headers:\n      \
         - name: X-Lantern-Slip\n        need: optional\n        max_length: 9\n        \
         redact: hidden\n        about: 쪽지.\n{lines}\n"
    );
    Texts::base()
        .replace("api.yaml", SIGNING, &format!("{SIGNING}@"))
        .replace(
            "api.yaml",
            "\nsigning:\n  header: X-Lantern-Seal\n@",
            &format!("{set}{SIGNING}"),
        )
        .replace(
            "operations/lend-book.yaml",
            "  headers: reading\n",
            "  headers: lent\n",
        )
        .lint()
}

#[test]
fn a_header_of_answers_has_no_credential_and_no_key() {
    answered("        from: call\n").clean();
    let scheme = answered("        from: configuration\n        scheme: bearer\n");
    told(&scheme, "L091", "`X-Lantern-Slip` is a header of answers alone");
    let key = answered("        from: caller\n        idempotency: true\n");
    told(&key, "L071", "`X-Lantern-Slip` is a header of answers alone");
}
