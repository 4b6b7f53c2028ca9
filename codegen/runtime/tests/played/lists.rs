//! What the command line tells of the documentation.

use super::cli::Desk;
use super::described::VENDOR;
use crate::runtime::fake::Fake;

#[test]
fn what_is_documented_is_listed() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "lists");
    assert_eq!(desk.run(&["codes", "ban"]).out, "004  First Bank\n011  둘째 은행\n");
    assert_eq!(desk.run(&["codes", "BankCode"]).out, desk.run(&["codes", "banks"]).out);
    assert_eq!(desk.run(&["codes", "nothing"]).code, 2);
    assert!(desk.run(&["codes", "pay"]).out.contains("이름이 없습니다."));
    let operations = desk.run(&["operations"]).out;
    assert_eq!(
        operations.lines().next().unwrap(),
        "payments  pay   POST  /v1/payments      Pay"
    );
    let (_, json) = desk.json(&["codes", "banks"]);
    assert_eq!(json[1]["name"], "둘째 은행");
    assert!(desk.run(&["completions", "bash"]).out.contains("--buyer.full-name"));
    let help = desk.run(&["call", "--help"]).out;
    let listed = "\n\nPayments:\n  pay   Pay\n\n이름:\n  look  Look\n\nOptions:\n";
    assert!(help.contains(listed) && help.contains("Exit codes:"), "{help}");
    let help = desk.run(&["call", "pay", "--help"]);
    assert!(
        help.code == 0 && help.out.contains("--buyer.full-name <TEXT>"),
        "{}",
        help.out
    );
}
