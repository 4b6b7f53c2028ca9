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

/// `Desk::json` compares what each of them writes with that schema.
#[test]
fn every_command_that_writes_json_has_its_schema() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "writing");
    let help = |arguments: &[&str]| desk.run(&[arguments, &["--help"]].concat()).out;
    let all = help(&[]);
    let (_, commands) = all.split_once("Commands:\n").unwrap();
    let names = commands.lines().map_while(|line| line.split_whitespace().next());
    let writing: Vec<_> =
        names.filter(|it| help(&[it]).contains("--format <")).collect();
    assert!(writing.contains(&"call"), "{all}");
    for command in &writing {
        assert!(desk.schema(command)["$schema"].is_string(), "{command}");
    }
    assert_eq!(writing, ["call", "codes", "operations"], "`tool.rs` has them in JSON");
}
