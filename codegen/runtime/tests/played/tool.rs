//! The command line as a tool for work: data from files, names beside codes, paths of no operation,
//! and all of it in JSON.

use super::cli::{Desk, PAY, pay};
use super::described::VENDOR;
use crate::runtime::Method;
use crate::runtime::fake::{Fake, Fault};
use serde_json::{Value, json};

const REQUEST: &str = r#"{
    "accountNo": "110123456789", "birthDate": "19911224", "amount": 1000, "agreed": "Y",
    "bank": "004", "buyer": { "fullName": "홍길동" }, "tags": ["한글"]
}"#;

const FROM: [&str; 4] = ["call", "pay", "--from", "-"];

/// The problems that are told in JSON, each with its option.
fn problems(told: &Value, of: &str) -> Vec<String> {
    let problems = told[of].as_array().unwrap().iter();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let line = |it: &Value| {
        format!(
            "{} {}: {}",
            text(&it["option"]),
            text(&it["path"]),
            text(&it["problem"])
        )
    };
    problems.map(line).collect()
}

#[test]
fn fields_are_read_from_a_file_or_from_the_standard_input() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "from").reading(REQUEST);
    let (code, told) = desk.json(&FROM);
    assert_eq!((code, &told["outcome"]), (0, &json!("success")), "{told:#}");
    let file = desk.folder.join("요청.json");
    std::fs::write(&file, REQUEST).unwrap();
    let file = file.display().to_string();
    assert_eq!(desk.json(&["call", "pay", "--from", &file]).0, 0);
    let sent = |it: &crate::runtime::fake::Received| {
        serde_json::from_slice::<Value>(it.plain().unwrap()).unwrap()
    };
    let received = fake.take_received();
    let expected: Value = serde_json::from_str(REQUEST).unwrap();
    assert!(received.len() == 2 && received.iter().all(|it| sent(it) == expected));
    // An option adds what is not there.
    let desk = desk.reading(REQUEST.replace(r#""amount": 1000, "#, ""));
    assert_eq!(desk.json(&[&FROM[..], &["--amount", "1000"]].concat()).0, 0);
}

#[test]
fn what_is_wrong_with_such_a_text_is_told_and_nothing_is_sent() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let wrong = |text: &str, more: &[&str]| {
        let desk = Desk::of(&fake, "wrong-from").reading(text);
        let (code, told) = desk.json(&[&FROM[..], more].concat());
        assert_eq!((code, &told["outcome"]), (2, &json!("invalid")), "{told:#}");
        problems(&told, "violations")
    };
    let misspelt = REQUEST.replace("amount", "amuont");
    assert_eq!(
        wrong(&misspelt, &[]),
        [
            "--from amuont: not a documented field; did you mean `amount`?",
            "--amount amount: required but missing",
        ]
    );
    assert_eq!(
        wrong(REQUEST, &["--amount", "2000"]),
        ["--from amount: given by an option too"]
    );
    let twice = REQUEST.replace("\"bank\"", "\"amount\": 1000, \"bank\"");
    assert!(wrong(&twice, &[])[0].ends_with("amount: there more than once"));
    let nested = REQUEST.replace("홍길동", "홍");
    assert_eq!(
        wrong(&nested, &[]),
        ["--buyer.full-name buyer.fullName: 1 character, at least 2 are required"]
    );
    for text in ["", "[]", "{", "홍길동"] {
        let told = wrong(text, &[]);
        assert!(told[0].contains("not a JSON object"), "{told:?}");
    }
    let desk = Desk::of(&fake, "no-from");
    let said = desk.run(&["call", "pay", "--from", "/없음.json"]);
    assert!(said.code == 2 && said.err.contains("no such file"), "{}", said.err);
    assert!(fake.take_received().is_empty());
}

#[test]
fn a_code_is_given_by_its_name_and_one_that_no_table_has_is_told() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "names");
    let pay = |bank: &str| {
        let mut arguments = PAY.to_vec();
        *arguments.iter_mut().find(|it| **it == "004").unwrap() = bank;
        let arguments = arguments.iter().map(|it| &**it).collect::<Vec<_>>();
        desk.json(&arguments)
    };
    for (given, code) in [
        ("FirstBank", "004"),
        ("first bank", "004"),
        ("004", "004"),
        ("둘째은행", "011"),
        ("둘째 은행", "011"),
    ] {
        let (end, told) = pay(given);
        assert_eq!(
            (end, &told["request"]["fields"]["bank"]),
            (0, &json!(format!("\"{code}\"")))
        );
        assert_eq!(told["warnings"], json!([]));
    }
    let (end, told) = pay("999");
    assert_eq!(end, 0, "{told:#}");
    assert_eq!(
        problems(&told, "warnings"),
        ["--bank bank: a code that the documentation does not have"]
    );
    let (end, told) = pay("FirstBnak");
    assert_eq!(end, 2);
    let told = problems(&told, "violations");
    assert!(
        told.iter().all(|it| it.ends_with("; did you mean `First Bank`?")),
        "{told:?}"
    );
    let said = desk.run(&super::cli::pay(&["--format", "human"]));
    assert!(!said.err.contains("warning"), "{}", said.err);
}

#[test]
fn a_path_of_no_operation_is_called() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    fake.untyped(Method::Post, "/v9/new", r#"{"secret":"110123456789","answer":42}"#);
    fake.untyped(Method::Get, "/v9/new", "{}");
    let desk = Desk::of(&fake, "untyped").reading(r#"{"이름":"홍길동"}"#);
    let post = ["call", "--untyped", "/v9/new", "--from", "-"];
    let (code, told) = desk.json(&[&post[..], &["--encryption", "yes"]].concat());
    assert_eq!((code, &told["outcome"]), (0, &json!("success")), "{told:#}");
    assert_eq!(
        (&told["unknown_fields"], &told["request"]["encrypted"]),
        (&json!(2), &json!(true))
    );
    assert_eq!(told["request"]["fields"], json!({ "이름": ".." }));
    let said = desk.run(&post);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.starts_with("POST http"), "{}", said.err);
    assert_eq!(desk.json(&["call", "--untyped", "/v9/new"]).0, 0);
    let received = fake.take_received();
    let methods: Vec<_> = received.iter().map(|it| it.method().as_str()).collect();
    assert_eq!(methods, ["POST", "POST", "GET"]);
    assert!(received.iter().all(|it| it.findings().is_empty()), "{received:?}");
    for (more, what) in [
        (&["--method", "GET"][..], "GET has no body"),
        (&["--method", "FETCH"], "isn't valid"),
    ] {
        let said = desk.run(&[&post[..], more].concat());
        assert!(said.code == 2 && said.err.contains(what), "{}", said.err);
    }
    assert_eq!(desk.json(&["call", "--untyped", "/v9/../x"]).0, 2);
    fake.next(Fault::HangUpAfterReading);
    let (code, told) = desk.json(&post);
    assert_eq!((code, &told["remedy"]), (3, &json!("check-outcome")));
}

#[test]
fn json_has_the_request_of_a_dry_run_and_every_command_fits_its_schema() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "json");
    let (code, told) = desk.json(&pay(&["--dry-run"]));
    assert_eq!((code, &told["dry_run"]), (0, &json!(true)));
    let request = &told["request"];
    assert_eq!(
        (&request["method"], &request["encrypted"]),
        (&json!("POST"), &json!(true))
    );
    assert!(request["url"].as_str().unwrap().ends_with("/v1/payments"));
    assert_eq!(request["headers"]["X-Access-Key"], "..");
    assert_eq!(request["fields"]["accountNo"], "..6789");
    let (code, told) = desk.json(&["call", "pay"]);
    assert_eq!((code, &told["request"]), (2, &Value::Null));
    let told = desk.json(&pay(&["--base-url", "http://127.0.0.1:9"])).1;
    assert_eq!((&told["outcome"], &told["status"]), (&json!("transport"), &Value::Null));
    for fault in
        Fault::ALL.iter().filter(|(name, _)| !matches!(*name, "delay" | "huge-body"))
    {
        fake.next(fault.1);
        desk.json(&pay(&[]));
    }
    for arguments in
        [&["codes"][..], &["codes", "banks"], &["codes", "pay"], &["operations"]]
    {
        assert_eq!(desk.json(arguments).0, 0, "{arguments:?}");
    }
}

#[test]
fn the_version_is_told_and_shells_know_the_codes() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "version");
    let said = desk.run(&["--version"]);
    assert_eq!(said.out, format!("test-vendor {}\n", env!("CARGO_PKG_VERSION")));
    let script = desk.run(&["completions", "zsh"]).out;
    assert!(
        script.contains("004\\:\"First Bank\"") && script.contains("FirstBank"),
        "{script}"
    );
    let help = desk.run(&["call", "pay", "--help"]).out;
    assert!(!help.contains("First Bank"), "{help}");
}

#[test]
fn a_dry_run_sends_nothing() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "dry");
    let said = desk.run(&pay(&["--dry-run"]));
    assert!(said.out.starts_with("POST http://127.0.0.1:"), "{}", said.out);
    assert!(said.out.ends_with("\nNothing was sent.\n"), "{}", said.out);
    let (code, json) = desk.json(&pay(&["--dry-run"]));
    assert_eq!((said.code, code), (0, 0));
    assert_eq!((json["reached"].as_str(), fake.take_received().len()), (Some("no"), 0));
}

#[test]
fn nothing_goes_in_clear_to_another_machine_unless_that_is_asked_for() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "clear");
    let clear = ["--dry-run", "--base-url", "http://pay.example"];
    let said = desk.run(&pay(&clear));
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("--base-url (base URL): http to"), "{}", said.err);
    assert!(said.err.contains("`--allow-plain-http`"), "{}", said.err);
    let said = desk.run(&pay(&[&clear[..], &["--allow-plain-http"]].concat()));
    assert_eq!(said.code, 0, "{}", said.err);
    let help = desk.run(&["call", "look", "--help"]);
    assert!(help.out.contains("read access keys"), "{}", help.out);
}
