//! What is said of pages that are known in part, and of successes that are not final.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";
const FIND: &str = "operations/find-books.yaml";

/// The code, the line at which it is told, and what.
fn told(texts: &Texts) -> String {
    let linted = texts.clone().lint();
    let place = linted.places().remove(0);
    let (code, place) = place.split_once(" spec/").unwrap();
    let mut place = place.split(':');
    let text = texts.text(place.next().unwrap());
    let line = place.next().unwrap().parse::<usize>().unwrap();
    let line = text.lines().nth(line - 1).unwrap().trim();
    format!("{code} at `{line}`: {}", linted.only().message)
}

fn of(file: &str, from: &str, to: &str) -> String {
    told(&Texts::base().without_walkthrough().replace(file, from, to))
}

#[test]
fn of_a_part_of_which_nothing_is_known_nothing_is_listed() {
    for (from, to, expected) in [
        (
            "  section: Parameters\n",
            "  section: Parameters\n  known: none\n",
            "L047 at `known: none`: nothing is known of the request, but \
             something is listed",
        ),
        (
            "  section: Answer\n",
            "  section: Answer\n  known: none\n",
            "L047 at `known: none`: nothing is known of the response, but \
             something is listed",
        ),
        (
            "  section: Results\n",
            "  section: Results\n  known: none\n",
            "L047 at `known: none`: nothing is known of the list of response \
             codes, but something is listed",
        ),
        (
            "      about: Who borrows.\n",
            "      about: Who borrows.\n      known: none\n",
            "L047 at `known: none`: nothing is known of the object `reader`, but \
             something is listed",
        ),
    ] {
        assert_eq!(of(LEND, from, to), expected);
    }
}

#[test]
fn what_is_known_lists_something() {
    let find = Texts::base().text(FIND);
    let cases =
        &find[find.find("  cases:\n").unwrap()..find.find("\nsubject:").unwrap()];
    assert!(of(FIND, cases, "").ends_with("no `cases` are listed, but some are known"));
    assert!(of(FIND, cases, "  cases: []\n").starts_with("L047 "));
    let unknown = "  known: none\n";
    Texts::base().replace(FIND, cases, unknown).lint().clean();
}

#[test]
fn what_is_not_known_need_not_be_there() {
    let lend = Texts::base().text(LEND);
    let part = |from: &str, to: &str| {
        let start = lend.find(from).unwrap();
        lend[start..start + lend[start..].find(to).unwrap()].to_owned()
    };
    let codes = part("response_codes:", "\ntest_cases:");
    let cases = part("test_cases:", "\nresolutions:");
    let open = part("  - id: one-test-case", "\nsubject:");
    let evidence = part("  - id: reader-number-has", "  - id: birth-date");
    Texts::base()
        .without_walkthrough()
        .replace(LEND, &codes, "response_codes: { known: none }\n")
        .replace(LEND, &cases, "test_cases: { known: none }\n")
        .replace(LEND, &open, "")
        .replace(LEND, &evidence, "")
        .lint()
        .clean();
}

#[test]
fn the_fields_of_an_object_may_be_unknown() {
    let lend = Texts::base().text(LEND);
    let start = lend.find("      about: What is lent.\n").unwrap();
    let fields = &lend[start..lend.find("    - name: pickupCode").unwrap()];
    let about = "      about: What is lent.\n";
    assert!(of(LEND, fields, about).ends_with("the object `loans` has no fields"));
    let unknown = format!("{about}      known: none\n");
    Texts::base().without_walkthrough().replace(LEND, fields, &unknown).lint().clean();
    let on_text = "      about: Words of the reader's own.\n      known: part\n";
    let from = "      about: Words of the reader's own.\n";
    // A capture may end within any field.
    Texts::base().without_walkthrough().replace(LEND, from, on_text).lint().clean();
}

#[test]
fn whether_a_body_is_encrypted_is_one_of_three_words() {
    let unknown = |file, from, to| {
        Texts::base().without_walkthrough().replace(file, from, to).lint().clean();
    };
    unknown(LEND, "lending\n  encrypted: true", "lending\n  encrypted: unknown");
    unknown(LEND, "reading\n  encrypted: true", "reading\n  encrypted: unknown");
    let maybe = of(LEND, "lending\n  encrypted: true", "lending\n  encrypted: 아마");
    assert!(maybe.starts_with("S005 at `encrypted: 아마`: "), "{maybe}");
}

/// The answer of a loan with a success that is not final.
fn pending(lines: &str) -> Texts {
    let answer = "  headers: reading\n  encrypted: true\n";
    let with = format!(
        "{answer}  pending: {{ {lines} }}\n  fields:\n    - {{ name: waiting, type: boolean, \
         wire: Y/N, need: required, redact: shown, about: 대기. }}\n    - {{ name: page, type: \
         number, need: optional, redact: shown, about: 쪽. }}\n    - {{ name: shelf, type: \
         object, need: optional, about: 책장., fields: [{{ name: row, type: string, need: \
         optional, about: 줄. }}] }}\n"
    );
    Texts::base().replace(LEND, &format!("{answer}  fields:\n"), &with)
}

#[test]
fn a_success_that_is_not_final_can_be_told() {
    let good = "field: waiting, equals: \"Y\", inquire: find-books, with: [page], about: 기다림.";
    pending(good).lint().clean();
    for (from, to, expected) in [
        ("waiting", "wating", "the answer has no field `wating`"),
        ("waiting", "shelf", "`shelf` is neither a text, a number nor a boolean"),
        ("\"Y\"", "\"true\"", "`waiting` is never `true`"),
        ("find-books", "lend-book", "`lend-book` inquires about itself"),
        ("find-books", "find-boks", "there is no operation `find-boks`"),
        ("[page]", "[days]", "`find-books` has no parameter `days`"),
        ("[page]", "[words]", "neither this request nor its answer has `words`"),
    ] {
        let told = told(&pending(&good.replace(from, to)));
        assert!(told.ends_with(expected), "{told}");
        let code = if to == "find-boks" { "L003" } else { "L048" };
        assert!(told.starts_with(&format!("{code} at `pending: ")), "{told}");
    }
}

#[test]
fn every_success_can_be_one_that_is_not_final() {
    let always =
        "inquire: find-books, with: [words], renamed: [{ name: words, from: page }]";
    pending(always).lint().clean();
    for (from, to, expected) in [
        ("inquire:", "field: waiting, inquire:", "`field` without `equals`"),
        ("inquire:", "equals: \"Y\", inquire:", "`equals` without `field`"),
        (
            "from: page",
            "from: pagina",
            "neither this request nor its answer has `pagina`",
        ),
        ("[{", "[{ name: row, from: page }, {", "`with` has no `row`"),
    ] {
        let told = told(&pending(&always.replace(from, to)));
        assert!(told.contains(expected), "{told}");
        assert!(told.starts_with("L048 at `pending: "), "{told}");
    }
}

#[test]
fn an_address_begins_with_its_scheme() {
    for url in [
        "lantern.example",
        "https:// lantern.example",
        "ftp://lantern.example",
        "https://",
    ] {
        let page = format!("  version: v2\n  url: \"{url}\"\n");
        let told = of(FIND, "  version: v2\n", &page);
        assert!(told.starts_with(&format!("L006 at `url: \"{url}\"`: ")), "{told}");
    }
    let urls = "  version: v2\n  url: https://lantern.example/a?b=c#d\n  urls: [\"https://lantern.example/ko\"]\n  copy: undated\n";
    Texts::base().replace(FIND, "  version: v2\n", urls).lint().clean();
}

/// A field of both requests, with other rules.
fn two_rules() -> Texts {
    let from = "    - name: labels\n      type: array-of-strings\n";
    let to = "    - name: page\n      type_name: LoanPage\n      type: number\n      need: optional\n      min_value: 1\n      redact: shown\n      about: 쪽.\n";
    Texts::base().replace(LEND, from, &format!("{to}{from}"))
}

#[test]
fn one_name_with_several_rules_is_told_once_with_all_pages() {
    let linted = two_rules().lint_and_lower();
    let finding = linted.only();
    assert_eq!(finding.explanation.code, "L046");
    assert_eq!(
        finding.message,
        "`page` has 2 rules in requests: number, min_value: 0, max_value: 999 (find-books); \
         number, min_value: 1 (lend-book)"
    );
    assert_eq!(finding.related.len(), 1);
}

#[test]
fn several_rules_are_decided_in_the_open() {
    let offered = two_rules().lint().only().help.last().unwrap().clone();
    let (_, lines) = offered.split_once('\n').unwrap();
    let lines = lines
        .replace("<a name for it>", "pages-are-counted-otherwise")
        .replace("<what to follow>", "each page has its own rule")
        .replace("<why, in a sentence>", "목록의 쪽과 대출의 쪽은 다르다.")
        .replace("<ids of sources>", "find-books, lend-book");
    let decided = format!("resolutions:\n  {}\n", lines.replace('\n', "\n  "));
    let texts = two_rules().replace("api.yaml", "resolutions:\n", &decided);
    texts.clone().lint_and_lower().clean();
    // Another rule on one of the pages is another question.
    let other = texts.replace(FIND, "max_value: 999", "max_value: 99");
    let codes = other.lint().codes();
    assert_eq!(codes, ["L061"]);
    let same = two_rules()
        .replace("api.yaml", "resolutions:\n", &decided)
        .replace(LEND, "      min_value: 1\n      redact: shown\n      about: 쪽.", "      min_value: 0\n      max_value: 999\n      redact: shown\n      about: 쪽.");
    assert_eq!(same.lint().codes(), ["L061"]);
}
