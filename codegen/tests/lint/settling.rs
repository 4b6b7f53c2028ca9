//! Contradictions, the resolutions that settle them, and the end of resolutions.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";
const BIRTH_DATE: &str = "  - id: birth-date-has-8-digits
    subject: request.reader.birthDate.length
    page_says: \"6\"
    adopted: \"8\"
    because: The form in the same block counts eight digits.
    evidence: [lend-book]
    standing: documented
";

#[test]
fn without_its_resolution_a_contradiction_is_reported_and_the_resolution_offered() {
    let linted = Texts::base().replace(LEND, BIRTH_DATE, "").lint();
    assert_eq!(linted.places(), ["L021 spec/operations/lend-book.yaml:33:19"]);
    let help = linted.only().help.join("\n");
    for line in [
        "subject: request.reader.birthDate.length",
        "page_says: \"6\"",
        "adopted: \"8\"",
        "standing: documented",
    ] {
        assert!(help.contains(line), "{help}");
    }
}

#[test]
fn what_is_offered_settles() {
    let texts = Texts::base().replace(LEND, BIRTH_DATE, "");
    let help = texts.clone().lint().only().help[1].clone();
    let (_, offered) = help.split_once('\n').unwrap();
    let offered = offered
        .replace("<a name for it>", "birth-date")
        .replace("<why, in a sentence>", "The form tells.")
        .replace("<ids of sources>", "lend-book");
    let pasted = format!("resolutions:\n  {}\n", offered.replace('\n', "\n  "));
    texts.replace(LEND, "resolutions:\n", &pasted).lint().clean();
}

#[test]
fn every_resolution_of_the_base_is_needed() {
    for (name, from, code) in [
        ("api.yaml", "lending.X-Lantern-Seal.length", "L021"),
        ("api.yaml", "lending.X-Lantern-Sent.form", "L022"),
        (LEND, "request.reader.readerNumber.form", "L025"),
        (LEND, "test_cases.codes", "L035"),
    ] {
        let elsewhere = if name == LEND { "page.version" } else { "service.name" };
        let codes = Texts::base().replace(name, from, elsewhere).lint().codes();
        assert!(codes.contains(&code), "{from}: {codes:?}");
    }
}

#[test]
fn adopting_another_reading_leaves_the_contradiction() {
    let linted = Texts::base().replace(LEND, "adopted: \"8\"", "adopted: \"7\"").lint();
    assert_eq!(linted.codes(), ["L021"], "{}", linted.rendered());
    let stays = linted.only();
    assert!(stays.related.iter().any(|(_, label)| label.contains("adopting `7`")));
    assert!(stays.help.iter().any(|help| help.contains("adopt `8`")));
}

#[test]
fn a_resolution_expires() {
    for (from, to, why) in [
        (" length: 6\n", " length: 8\n", "the file now says `8`, not `6`"),
        ("          length: 6\n", "", "the file now says nothing, not `6`"),
        ("page_says: \"6\"", "page_says: \"9\"", "the file now says `6`, not `9`"),
        (
            "text: \"A reader who owes a book\"",
            "text: \"A reader\"\n      code: \"0201\"",
            "",
        ),
        (
            "  cases:\n",
            "  cases:\n    - http: 500\n      text: \"Fire\"\n",
            "2 of 4 cases",
        ),
        (", says: the answer is final", ", says: async", "nothing contradicts the page"),
        ("subject: page.mode", "subject: page.mood", ""),
    ] {
        let linted = Texts::base().replace(LEND, from, to).lint();
        let expired =
            |it: &&codegen::diagnostic::Diagnostic| it.explanation.code == "L061";
        let found: Vec<_> = linted.diagnostics.iter().filter(expired).collect();
        let is_malformed = to.contains("mood");
        assert_eq!(
            found.len(),
            usize::from(!is_malformed),
            "{to}\n{}",
            linted.rendered()
        );
        assert!(
            found.iter().all(|it| it.message.contains(why)),
            "{}",
            linted.rendered()
        );
    }
}

#[test]
fn a_resolution_that_nothing_needs_has_expired() {
    let unneeded = "resolutions:
  - id: days-are-days
    subject: request.loans.days.max_value
    page_says: \"28\"
    adopted: \"28\"
    because: Nobody asked.
    evidence: [lend-book]
    standing: documented
";
    let linted = Texts::base().replace(LEND, "resolutions:\n", unneeded).lint();
    assert_eq!(linted.codes(), ["L061"], "{}", linted.rendered());
}

#[test]
fn a_resolution_speaks_of_the_number_of_items() {
    let decided = |adopted: &str, elsewhere: &str| {
        let decided = format!(
            "resolutions:
  - id: loans-are-few
    subject: request.loans.max_items
    page_says: \"20\"
    elsewhere: {{ source: readers-guide, says: \"{elsewhere}\" }}
    adopted: \"{adopted}\"
    because: 열 권은 너무 적다.
    evidence: [lend-book]
    standing: documented
"
        );
        let limited = "array-of-objects\n      min_items: 1\n      max_items: 20\n";
        let texts = Texts::base().replace(LEND, "array-of-objects\n", limited);
        texts.replace(LEND, "resolutions:\n", &decided).lint()
    };
    decided("20", "10").clean();
    decided("10", "10").clean();
    assert_eq!(decided("ten", "10").codes(), ["L060"]);
    assert_eq!(decided("20", "20").codes(), ["L061"]);
}

#[test]
fn a_resolution_that_cannot_be_followed_is_refused() {
    for (from, to) in [
        ("adopted: digits", "adopted: numbers"),
        ("adopted: \"8\"", "adopted: eight"),
        ("adopted: async", "adopted: sync"),
        ("subject: page.mode", "subject: page.mood"),
        ("standing: inferred", "standing: observed"),
        ("    standing: observed\n", "    standing: inferred\n    enforce: true\n"),
    ] {
        let linted = Texts::base().replace(LEND, from, to).lint();
        assert!(linted.codes().contains(&"L060"), "{to}\n{}", linted.rendered());
    }
}

#[test]
fn a_name_that_is_meant_can_stay() {
    let misspelt = Texts::base().replace(
        LEND,
        "- name: dueDate\n      type: string",
        "- name: duedate\n      type: string",
    );
    assert_eq!(misspelt.clone().lint().codes(), ["L041"]);
    let kept = "resolutions:
  - id: duedate-is-small
    subject: response.duedate.name
    page_says: duedate
    adopted: duedate
    because: The test system answers so.
    evidence: [test-answers]
    standing: observed
";
    misspelt.replace(LEND, "resolutions:\n", kept).lint().clean();
}

#[test]
fn a_header_that_differs_between_sets_can_be_resolved() {
    let differs = Texts::base().replace(
        "api.yaml",
        "        length: 2
        codes: branches
        from: configuration
        redact: shown
        about: The branch that asks.
      - name: X-Lantern-Request
        type_name: RequestNumber
        need: required
        length: 19
        form: yyMMddHHmmss-hex6
        from: call
        redact: shown
        about: The number by which the library finds a request again.
      - name: X-Lantern-Sent",
        "        length: 3
        codes: branches
        from: configuration
        redact: shown
        about: The branch that asks.
      - name: X-Lantern-Request
        type_name: RequestNumber
        need: required
        length: 19
        form: yyMMddHHmmss-hex6
        from: call
        redact: shown
        about: The number by which the library finds a request again.
      - name: X-Lantern-Sent",
    );
    // Nor do the codes have that length.
    assert_eq!(differs.clone().lint().codes(), ["L029", "L043"]);
    let resolved = "\nresolutions:
  - id: branch-has-2-characters
    subject: lending.X-Lantern-Branch.length
    page_says: \"3\"
    adopted: \"2\"
    because: Every branch has two.
    evidence: [readers-guide]
    standing: observed
";
    differs.replace("api.yaml", "\nresolutions:\n", resolved).lint().clean();
}

#[test]
fn a_resolution_whose_subject_is_gone_names_what_may_be_meant() {
    let linted = Texts::base()
        .without_walkthrough()
        .replace(LEND, "- name: birthDate", "- name: dateOfBirth")
        .replace(LEND, " length: 6\n", " length: 8\n")
        .lint();
    assert_eq!(linted.codes(), ["L061"], "{}", linted.rendered());
    let linted =
        Texts::base().replace(LEND, "readerNumber.form", "readerNmber.form").lint();
    // What it settles but for its mistake is no finding of its own.
    assert_eq!(linted.codes(), ["L061"], "{}", linted.rendered());
    let meant = "did you mean `request.reader.readerNumber.form`?";
    assert!(linted.rendered().contains(meant), "{}", linted.rendered());
}

#[test]
fn what_is_adopted_goes_with_the_other_limits() {
    let adopted = "resolutions:
  - id: due-date-has-6-digits
    subject: response.dueDate.length
    page_says: \"8\"
    elsewhere: { source: old-pages, says: \"6\" }
    adopted: \"6\"
    because: The old pages say so.
    evidence: [old-pages]
    standing: documented
";
    let linted = Texts::base().replace(LEND, "resolutions:\n", adopted).lint();
    assert_eq!(linted.codes(), ["L060"], "{}", linted.rendered());
    assert!(linted.only().message.contains("no valid value for `dueDate`"));
}
