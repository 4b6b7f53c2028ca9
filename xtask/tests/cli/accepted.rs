//! Changes that are known and agreed to.

use super::support::Location;

const ACCEPTED: &str = "\
exceptions:
  - change: C304
    subject: operation
    operation: pay
    because: The vendor answers at both paths until spring.
    by: 결제팀
";

fn moved() -> Location {
    let place = Location::committed();
    place.edit("spec/operations/pay.yaml", "path: /pay", "path: /v2/pay");
    place.edit("spec/operations/pay.yaml", "about: Pays.", "about: 냅니다.");
    place
}

#[test]
fn what_is_accepted_does_not_fail_and_is_told_with_its_reason() {
    let place = moved();
    assert_eq!(place.xtask(&["diff", "--fail-on", "wire"]).code, Some(1));
    place.write("spec/accepted.yaml", ACCEPTED);
    insta::assert_snapshot!(place.xtask(&["diff", "--fail-on", "wire"]).shown(), @r"
    -- out
    documentation only (1)
      C901 pay: operation, about: Pays. → 냅니다.
          Pay, Pay; spec/operations/pay.yaml:1

    accepted (1)
      C304 pay: operation, path: /pay → /v2/pay
          deployed client fails: it calls the old method or path
          caller's code compiles
          Pay, Pay; spec/operations/pay.yaml:1
          accepted: The vendor answers at both paths until spring. (결제팀)

    the client's own interface and what it sends are not compared: not both states have a record
    changes since HEAD: 1 documentation only, 1 accepted
    deployed client: fails (1 of 2 changes)
    caller's code: compiles
    verdict: breaks deployed clients; small 0.1.0 → 0.1.1 if 0.1.0 is released
    -- exit 0
    ");
    // What nobody has agreed to is a finding still.
    assert_eq!(place.xtask(&["diff"]).code, Some(1));
    let markdown = place.xtask(&["diff", "--format", "markdown", "--fail-on=wire"]);
    assert_eq!(markdown.code, Some(0), "{markdown:?}");
    let told = "The vendor answers at both paths until spring. (결제팀)";
    assert!(markdown.out.contains("#### accepted (1)"), "{markdown:?}");
    assert!(markdown.out.contains(told), "{markdown:?}");
    let json = place.xtask(&["diff", "--format", "json", "--fail-on=wire"]);
    assert!(json.out.contains("\"by\": \"결제팀\""), "{json:?}");
}

/// It accepts the change that it names, and no other one.
#[test]
fn an_exception_is_for_one_change() {
    for (from, to) in [
        ("C304", "C305"),
        ("subject: operation", "subject: request.account"),
        ("operation: pay", "operation: refund"),
        ("operation: pay", "new: /v3/pay"),
    ] {
        let place = moved();
        place.write("spec/accepted.yaml", ACCEPTED.replace(from, to));
        let told = place.xtask(&["diff", "--fail-on=wire"]);
        assert_eq!(told.code, Some(1), "{to}: {told:?}");
        assert!(!told.out.contains("accepted"), "{to}: {told:?}");
    }
    for fewer in ["", "    new: /v2/pay\n"] {
        let place = moved();
        let accepted = ACCEPTED.replace("    operation: pay\n", fewer);
        place.write("spec/accepted.yaml", accepted);
        assert_eq!(place.xtask(&["diff", "--fail-on=wire"]).code, Some(0), "{fewer}");
    }
}

/// It goes with the release of its change, and cannot outlive the change.
#[test]
fn an_exception_expires() {
    let place = Location::committed();
    assert_eq!(place.xtask(&["release"]).code, Some(0));
    place.write("spec/accepted.yaml", ACCEPTED);
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    error[L053]: the exception for C304 of `operation` has expired: nothing like it has changed since 0.1.0
     --> spec/accepted.yaml:3:14
      |
    3 |     subject: operation
      |              ^^^^^^^^^ accepts nothing
      |
      = help: remove it; `cargo xtask diff spec/released` lists what has changed

    1 error; see `cargo xtask explain L053`
    -- exit 1
    ");
    place.edit("spec/operations/pay.yaml", "path: /pay", "path: /v2/pay");
    let told = place.xtask(&["lint"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let released = place.xtask(&["release"]);
    assert_eq!(released.code, Some(0), "{released:?}");
    assert!(released.out.contains("accepted (1)"), "{released:?}");
    assert!(released.out.contains("removed spec/accepted.yaml"), "{released:?}");
    assert!(!place.path("spec/accepted.yaml").exists());
    assert!(!place.path("spec/released/accepted.yaml").exists());
    assert_eq!(place.xtask(&["lint"]).code, Some(0));
    assert_eq!(place.xtask(&["diff", "spec/released"]).code, Some(0));
}
