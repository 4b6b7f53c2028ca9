use super::support::Location;

#[test]
fn begins_a_file_that_lint_leads_through() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["new", "charge-card"]).shown(), @r"
    -- out
    wrote spec/operations/charge-card.yaml; fill it in from the page: `cargo xtask lint` reports what is missing
    -- exit 0
    ");
    let told = place.xtask(&["lint"]);
    let asked: Vec<_> =
        told.err.lines().filter(|line| line.starts_with("error")).collect();
    insta::assert_snapshot!(asked.join("\n"), @r"
    error[L011]: `title` is empty
    error[L011]: `path` is empty
    error[L011]: `section` is empty
    error[L011]: `about` is empty
    error[L011]: `section` is empty
    error[L011]: `name` is empty
    error[L011]: `about` is empty
    error[L011]: `section` is empty
    error[L011]: `section` is empty
    error[L011]: `code` is empty
    error[L049]: no answer tells the code ``
    error[L011]: `message` is empty
    ");
    let file = "spec/operations/charge-card.yaml";
    for (from, to) in [
        ("title:\n", "title: 카드 충전\n"),
        ("path:\n", "path: /charge\n"),
        (
            "and the path: `Top of the page` where there is none.\nsection:\n",
            "…\nsection: Top\n",
        ),
        ("\nabout:\n", "\nabout: Charges a card.\n"),
        ("The heading of the parameters.\n  section:\n", "…\n  section: Parameters\n"),
        ("- name:\n", "- name: cardName\n"),
        ("      about:\n", "      about: 카드 이름.\n"),
        ("response:\n  section:\n", "response:\n  section: Answer\n"),
        ("The heading of the results.\n  section:\n", "…\n  section: Results\n"),
        ("code: \"\"\n      http", "http"),
        ("      message: \"\"\n", "      message: \"Done.\"\n"),
    ] {
        place.edit(file, from, to);
    }
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    warning[L058]: no operation is named for the README to show
     --> spec/api.yaml:2:16
      |
    2 | service: { id: small, name: Small Vendor, about: A vendor that does not exist. }
      |                ^^^^^ the line `example: …` is missing
      |
      = help: name the operation that callers would look for first

    1 warning; see `cargo xtask explain L058`
    -- exit 0
    ");
}

#[test]
fn offers_the_header_sets_of_the_spec() {
    let place = Location::new();
    let set = "header_sets: [{ id: request, cite: { source: pay, section: H }, headers: [] }]\n";
    place.edit("spec/api.yaml", "format: 2\n", &format!("format: 2\n{set}"));
    place.xtask(&["new", "charge"]);
    let text =
        std::fs::read_to_string(place.path("spec/operations/charge.yaml")).unwrap();
    assert!(text.contains("\n  headers: request\n"), "{text}");
    assert!(text.contains("\n  # headers: <one of request>\n"), "{text}");
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let place = Location::new();
    let before = place.files();
    insta::assert_snapshot!(place.xtask(&["new", "pay"]).shown(), @r"
    -- err
    error: spec/operations/pay.yaml already exists; it is left unchanged
    -- exit 2
    ");
    assert_eq!(place.files(), before);
}

#[test]
fn what_is_no_id_is_refused() {
    let place = Location::new();
    let before = place.files();
    for id in ["카드 충전", "Charge Card", "../pay", "", "-x", "1x", "a/b", "a\u{a0}b"]
    {
        let told = place.xtask(&["new", id]);
        assert_eq!(told.code, Some(2), "{id}: {told:?}");
    }
    insta::assert_snapshot!(place.xtask(&["new", "../Charge card"]).shown(), @r"
    -- err
    error: `../Charge card` is not a valid id: only a to z, 0 to 9 and hyphens, beginning with a letter; write `charge-card`
    -- exit 2
    ");
    insta::assert_snapshot!(place.xtask(&["new", "charge", "--spec", "elsewhere"]).shown(), @r"
    -- err
    error: cannot read `elsewhere`: No such file or directory (os error 2); check the path for a typo
    -- exit 2
    ");
    assert_eq!(place.files(), before);
}

#[test]
fn begins_a_vendor_that_lint_leads_through() {
    let place = Location::new();
    let made = place.xtask(&["new", "--vendor", "paper-shop", "--spec", "shop"]);
    insta::assert_snapshot!(made.shown(), @r"
    -- out
    wrote shop/api.yaml; fill it in from the vendor's documentation, then begin its operations with `cargo xtask new ID --spec shop` or `cargo xtask import PAGE --spec shop`: `cargo xtask lint --spec shop` reports what is missing
    -- exit 0
    ");
    let told = place.xtask(&["lint", "--spec", "shop"]);
    let asked: Vec<_> =
        told.err.lines().filter(|line| line.starts_with("error")).collect();
    insta::assert_snapshot!(asked.join("\n"), @r"
    error[L011]: `name` is empty
    error[L011]: `about` is empty
    error[L011]: `title` is empty
    error[L011]: `section` is empty
    error[L011]: `title` is empty
    error[L011]: `about` is empty
    error[L011]: `section` is empty
    ");
    let again = place.xtask(&["new", "--vendor", "paper-shop", "--spec", "shop"]);
    insta::assert_snapshot!(again.shown(), @r"
    -- err
    error: shop/api.yaml already exists; it is left unchanged
    -- exit 2
    ");
}
