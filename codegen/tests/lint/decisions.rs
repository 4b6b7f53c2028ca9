//! Decisions for many pages: for the doubts of a kind, and for what several pages say.

use codegen::diagnostic::{Diagnostic, Style, render_all};
use codegen::ir::{ValueKind, ValueType};
use codegen::raw::{Bound, Limits, Need};

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";
const FILE: &str = "decisions.yaml";

/// Two doubts of kinds, and one in somebody's own words.
const DOUBTS: &str = "about: Who borrows.
      confirm: \"The page does not mark where the fields of `reader` end; they are read as those \
                      from `readerNumber` to `fullName`. The page does not mark whether it is in \
                      `desk` or beside it. 이름은 필수인가?\"
";

fn doubtful() -> Texts {
    Texts::base().replace(LEND, "about: Who borrows.\n", DOUBTS)
}

fn kinds(decisions: &[(&str, &str)]) -> String {
    let one = |(kind, more): &(&str, &str)| {
        format!(
            "  - kind: {kind}\n    because: 그렇게 읽는다.\n    evidence: [readers-guide]\n    \
             standing: inferred\n{more}"
        )
    };
    format!("kinds:\n{}", decisions.iter().map(one).collect::<String>())
}

const SETTLES: &str = "    settles: [lend-book]\n";

#[test]
fn each_doubt_is_a_finding_of_its_kind() {
    let linted = doubtful().lint();
    let kinds: Vec<_> = linted.diagnostics.iter().map(Diagnostic::code).collect();
    assert_eq!(kinds, ["Q001", "Q002", "L050"], "{}", linted.rendered());
}

#[test]
fn what_is_decided_is_not_asked() {
    let decided = kinds(&[("Q001", SETTLES), ("Q002", SETTLES)]);
    let linted = doubtful().with(FILE, decided.clone()).lint();
    assert_eq!(linted.codes(), ["L050"], "{}", linted.rendered());
    assert!(linted.only().message.ends_with("이름은 필수인가?"));
    let checked = codegen::check(doubtful().with(FILE, decided).0);
    let reader = &checked.api.unwrap().operations[1].fields[0];
    assert_eq!(reader.words.confirm.as_deref(), Some("이름은 필수인가?"));
}

#[test]
fn a_decision_is_about_what_it_names() {
    for (scope, is_decided) in [
        ("only: [lend-book]", true),
        ("only: [request]", true),
        ("only: [lend-book.request.reader]", true),
        ("only: [request.loans, find-books]", false),
        ("except: [request.reader]", false),
        ("except: [find-books]", true),
        ("except: [lend-book.response]", true),
    ] {
        let decided = kinds(&[("Q001", &format!("{SETTLES}    {scope}\n"))]);
        let linted = doubtful().with(FILE, decided).lint();
        let is_asked = linted.diagnostics.iter().any(|it| it.code() == "Q001");
        assert_eq!(is_asked, !is_decided, "{scope}\n{}", linted.rendered());
        assert!(!linted.codes().contains(&"L059"), "{scope}\n{}", linted.rendered());
    }
}

#[test]
fn a_decision_that_is_wrong_or_settles_nothing_is_found() {
    for (decided, why) in [
        (kinds(&[("Q001", "")]), "settles nothing"),
        (kinds(&[("Q001", "    settles: [find-books]\n")]), "does not list `lend-book`"),
        (kinds(&[("Q999", SETTLES)]), "no kind of doubt `Q999`"),
        (
            kinds(&[("Q001", &format!("{SETTLES}    only: [lend-boook]\n"))]),
            "`lend-boook` is neither",
        ),
        (kinds(&[("Q001", SETTLES)]).replace("[readers-guide]", "[]"), "no evidence"),
        ("resolutions:\n  - id: idle\n    of: []\n    adopted: x\n    because: y\n    \
          evidence: [readers-guide]\n    standing: inferred\n".to_owned(), "about no page"),
    ] {
        let linted = doubtful().with(FILE, decided).lint();
        let mut found = linted.diagnostics.iter().filter(|it| it.explanation.code == "L059");
        assert!(found.any(|it| it.message.contains(why)), "{why}\n{}", linted.rendered());
    }
    let unknown = kinds(&[("Q001", "    settles: [lend-book, lend-bok]\n")]);
    assert!(doubtful().with(FILE, unknown).lint().codes().contains(&"L003"));
}

/// A condition that is not stated is no mistake where that is decided.
#[test]
fn what_is_decided_may_be_missing() {
    let condition =
        "      condition: Required when the books are fetched by somebody else.\n";
    let missing = Texts::base().replace(LEND, condition, "");
    assert_eq!(missing.clone().lint().codes(), ["L024"]);
    missing.with(FILE, kinds(&[("Q020", SETTLES)])).lint().clean();
}

fn shared(of: &str, adopted: &str, more: &str) -> String {
    format!(
        "resolutions:\n  - id: one-number\n    of:\n      - {{ operation: lend-book, {of} }}\n    \
         elsewhere: {{ source: old-pages, says: something else }}\n    adopted: {adopted}\n    \
         because: 다른 쪽에서 그렇게 말한다.\n    evidence: [old-pages]\n    standing: documented\n{more}"
    )
}

const DAYS: &str = "subject: request.loans.days.max_value, page_says: \"28\"";

/// A type of the values of a request, with what is decided of it.
fn type_of(decisions: String, name: &str) -> ValueType {
    let checked = codegen::check(Texts::base().with(FILE, decisions).0);
    let told = render_all(&checked.files, &checked.diagnostics, Style::Plain);
    let operations = checked.api.expect(&told).operations;
    let lend = operations.into_iter().find(|it| it.id == "lend-book").unwrap();
    lend.types.into_iter().find(|it| it.wire == name).unwrap()
}

fn limits_of(decisions: String, name: &str) -> Limits {
    match type_of(decisions, name).kind {
        ValueKind::Number(limits) | ValueKind::Decimal(limits) => limits,
        ValueKind::Text(constraint) | ValueKind::Date(constraint) => constraint.limits,
        other => panic!("{other:?}"),
    }
}

fn bound(text: &str) -> Bound {
    Bound(text.parse().unwrap())
}

#[test]
fn every_limit_is_taken_from_a_resolution() {
    let wider = shared(DAYS, "\"365\"", "");
    assert_eq!(limits_of(wider.clone(), "days").max_value, Some(bound("365")));
    let told = wider.replace("documented", "inferred");
    assert_eq!(limits_of(told.clone(), "days").max_value, None);
    let enforced = format!("{told}    enforce: true\n");
    assert_eq!(limits_of(enforced, "days").max_value, Some(bound("365")));
    let days = limits_of(shared(DAYS, "nothing", ""), "days");
    assert_eq!((days.min_value, days.max_value), (Some(bound("1")), None));
    let digits = "subject: request.loans.bookNumber.max_digits, page_says: \"20\"";
    let most = "99999999999999999999";
    let digits = shared(digits, &format!("min_value 1, max_value {most}"), "");
    let digits = limits_of(digits, "bookNumber");
    assert_eq!((digits.max_digits, digits.max_value), (None, Some(bound(most))));
}

#[test]
fn the_length_of_a_page_may_be_the_greatest_one() {
    let length = "subject: request.pickupCode.length, page_says: \"5\"";
    let label = "      - { operation: lend-book, subject: request.labels.max_length, page_says: \
                 \"20\" }\n    elsewhere";
    let form = "subject: request.pickupCode.form, page_says: \"'P'digits4\"";
    let form = shared(form, "nothing", "").replace("one-number", "no-form");
    let both = shared(length, "max_length 9", "").replace("    elsewhere", label);
    let both = format!("{both}{}", form.replace("resolutions:\n", ""));
    let code = type_of(both.clone(), "pickupCode");
    assert_eq!(code.decisions.len(), 2);
    let code = limits_of(both.clone(), "pickupCode");
    assert_eq!((code.length, code.max_length), (None, Some(9)));
    assert_eq!(limits_of(both, "labels").max_length, Some(9));
}

#[test]
fn a_need_a_type_and_a_default_are_taken_from_a_resolution() {
    let field = |decisions: String, name: &str| {
        let checked = codegen::check(Texts::base().with(FILE, decisions).0);
        let api = checked.api.unwrap();
        let lend = api.operations.into_iter().find(|it| it.id == "lend-book").unwrap();
        lend.fields.into_iter().find(|it| it.wire == name).unwrap()
    };
    let need = "subject: request.remind.need, page_says: optional";
    assert_eq!(field(shared(need, "required", ""), "remind").need, Need::Required);
    let told = shared(need, "required", "").replace("documented", "inferred");
    assert_eq!(field(told, "remind").need, Need::Optional);
    let default = "subject: request.labels.default";
    let labelled = field(shared(default, "summer", ""), "labels");
    assert_eq!(labelled.words.default.as_deref(), Some("summer"));
}

#[test]
fn what_is_no_value_is_refused() {
    for (of, adopted) in [
        (DAYS, "many"),
        (DAYS, "max_length 5"),
        (DAYS, "\"0\""),
        ("subject: request.remind.need, page_says: optional", "perhaps"),
        ("subject: request.remind.need, page_says: optional", "nothing"),
        ("subject: request.remind.type, page_says: boolean", "yes"),
        ("subject: request.labels.length_unit", "characters"),
    ] {
        let linted = Texts::base().with(FILE, shared(of, adopted, "")).lint();
        assert!(
            linted.codes().contains(&"L060"),
            "{of} {adopted}\n{}",
            linted.rendered()
        );
    }
}

#[test]
fn a_shared_resolution_expires_page_by_page() {
    Texts::base().with(FILE, shared(DAYS, "\"365\"", "")).lint().clean();
    for (from, to) in [
        ("max_value: 28", "max_value: 30"),
        ("max_value: 28\n          redact", "redact"),
        ("name: days", "name: weeks"),
    ] {
        let texts = Texts::base().without_walkthrough().replace(LEND, from, to);
        let linted = texts.with(FILE, shared(DAYS, "\"365\"", "")).lint();
        assert_eq!(linted.codes(), ["L061"], "{}", linted.rendered());
        assert!(
            linted.places()[0].contains("decisions.yaml:4:"),
            "{:?}",
            linted.places()
        );
    }
    let same = shared(DAYS, "\"365\"", "").replace("something else", "\"28\"");
    assert_eq!(Texts::base().with(FILE, same).lint().codes(), ["L061"]);
}

#[test]
fn one_fact_has_one_resolution() {
    let again = "subject: request.reader.birthDate.length, page_says: \"6\"";
    let linted = Texts::base().with(FILE, shared(again, "\"8\"", "")).lint();
    assert_eq!(linted.codes(), ["L059"], "{}", linted.rendered());
    assert!(linted.only().message.contains("is resolved twice"));
}

/// Of many findings of a kind people see the first, and how many more there are; programs see all.
#[test]
fn findings_of_a_kind_stand_together() {
    let fields = (0..9).map(|number| {
        format!(
            "    - name: extra{number}\n      type: string\n      need: optional\n      about: 덤\n      \
             confirm: The page does not say what it is.\n"
        )
    });
    let fields =
        format!("  fields:\n{}    - name: reader\n", fields.collect::<String>());
    let texts = Texts::base().replace(LEND, "  fields:\n    - name: reader\n", &fields);
    let linted = texts.lint();
    assert_eq!(linted.diagnostics.len(), 9, "{}", linted.rendered());
    let told = render_all(&linted.loading.files, &linted.diagnostics, Style::Plain);
    assert_eq!(told.matches("warning[L050]").count(), 3, "{told}");
    assert!(
        told.contains("6 more of Q021, something that is not described: "),
        "{told}"
    );
    assert!(told.contains("`cargo xtask lint --only Q021`"), "{told}");
    let json = codegen::diagnostic::to_json(&linted.loading.files, &linted.diagnostics);
    assert_eq!(json.matches("\"kind\": \"Q021\"").count(), 9, "{json}");
}
