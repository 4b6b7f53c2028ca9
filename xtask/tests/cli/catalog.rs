use super::support::Location;

const CATALOG: &str = "\
cite: { source: guide, section: List }
apis:
  - name: 회원 조회
  - name: Pay
  - name: Refund
    path: /refund
    cite: { source: guide, section: List }
  - name: 회원 조회
";

fn listed() -> Location {
    let place = Location::new();
    place.write("spec/catalog.yaml", CATALOG);
    place
}

#[test]
fn shows_what_is_known_of_each_api() {
    insta::assert_snapshot!(listed().xtask(&["catalog"]).shown(), @r"
    -- out
       1  name only      회원 조회
       2  transcribed    Pay  (pay, /pay)
       3  path known     Refund  (/refund)
       4  name only      회원 조회
    4 names, 3 of them distinct: 1 transcribed, 0 known in part, 1 with a known path, 2 with a name only
    -- exit 0
    ");
}

#[test]
fn shows_it_to_machines() {
    insta::assert_snapshot!(listed().xtask(&["catalog", "--format", "json"]).shown(), @r#"
    -- out
    {
      "apis": [
        {
          "position": 1,
          "name": "회원 조회",
          "state": "name-only",
          "operation": null,
          "path": null
        },
        {
          "position": 2,
          "name": "Pay",
          "state": "transcribed",
          "operation": "pay",
          "path": "/pay"
        },
        {
          "position": 3,
          "name": "Refund",
          "state": "path-known",
          "operation": null,
          "path": "/refund"
        },
        {
          "position": 4,
          "name": "회원 조회",
          "state": "name-only",
          "operation": null,
          "path": null
        }
      ],
      "unlisted": [],
      "totals": {
        "names": 4,
        "distinct": 3,
        "transcribed": 1,
        "known_in_part": 0,
        "path_known": 1,
        "name_only": 2
      }
    }
    -- exit 0
    "#);
}

#[test]
fn a_name_that_stands_twice_is_nobodys() {
    let place = listed();
    place.edit("spec/operations/pay.yaml", "title: Pay", "title: 회원 조회");
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    warning[L050]: to be confirmed: which of 2 lines of the catalogue is `pay`
     --> spec/operations/pay.yaml:1:5
      |
    1 | id: pay
      |     ^^^ the title alone is ambiguous
      |
     ::: spec/catalog.yaml:3:11
      |
    3 |   - name: 회원 조회
      |           --------- one of these lines
    ...
    8 |   - name: 회원 조회
      |           --------- one of these lines
      |
      = help: add `operation: pay` to the line of this API

    1 warning; see `cargo xtask explain L050`
    -- exit 0
    ");
    let told = place.xtask(&["catalog"]);
    assert!(told.out.contains("   -  transcribed    pay"), "{}", told.out);
    place.write("spec/catalog.yaml", CATALOG.replace("path: /refund", "path: /pay"));
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    warning[L050]: to be confirmed: the name of `pay` in the catalogue differs from the title of its page
     --> spec/catalog.yaml:5:11
      |
    5 |   - name: Refund
      |           ^^^^^^ the name in the catalogue
      |
     ::: spec/operations/pay.yaml:2:16
      |
    2 | page: { title: 회원 조회 }
      |                --------- the title on the page
      |
      = help: write both as the portal prints them, or remove `operation` from the line

    1 warning; see `cargo xtask explain L050`
    -- exit 0
    ");
}

#[test]
fn what_disagrees_is_told() {
    let place = listed();
    let wrong = CATALOG
        .replace("name: Pay\n", "name: Pay\n    operation: pay\n    path: /payments\n")
        .replace("path: /refund", "path: refund");
    place.write("spec/catalog.yaml", wrong);
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    error[L044]: the path of `pay` in the catalogue differs from that on its page
     --> spec/catalog.yaml:6:11
      |
    6 |     path: /payments
      |           ^^^^^^^^^ the path in the catalogue
      |
     ::: spec/operations/pay.yaml:4:7
      |
    4 | path: /pay
      |       ---- the path on the page
      |
      = help: remove `operation` from the line if it is another API; otherwise remove the path

    error[L044]: the path of `Refund` does not begin with a slash
     --> spec/catalog.yaml:8:11
      |
    8 |     path: refund
      |           ^^^^^^ a path below the base URL
      |
      = help: write `path: /refund`

    2 errors; see `cargo xtask explain L044`
    -- exit 1
    ");
}

#[test]
fn a_spec_without_a_list_is_refused() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["catalog"]).shown(), @r"
    -- err
    error: spec has no catalog.yaml: the portal's list of APIs, as `apis:` with `- name: …` for each
    -- exit 2
    ");
    place.write("spec/catalog.yaml", "apis: 3\n");
    insta::assert_snapshot!(place.xtask(&["catalog"]).shown(), @r"
    -- err
    error[S005]: expected a list: `- item`, or `[]` for none, found `3`
     --> spec/catalog.yaml:1:7
      |
    1 | apis: 3
      |       ^ unexpected value
      |
      = help: write a list: `- item`, or `[]` for none

    1 error; see `cargo xtask explain S005`
    -- exit 1
    ");
}

#[test]
fn a_page_that_is_known_in_part_is_told_apart() {
    let place = listed();
    place.edit(
        "spec/operations/pay.yaml",
        "section: Pay\n",
        "section: Pay\nmethod_standing: inferred\n",
    );
    let told = place.xtask(&["catalog"]);
    assert!(told.out.contains("2  known in part  Pay  (pay, /pay)\n"), "{}", told.out);
    assert!(told.out.contains(" 0 transcribed, 1 known in part, "), "{}", told.out);
}
