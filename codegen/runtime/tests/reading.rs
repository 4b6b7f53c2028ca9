//! Responses: whatever comes, it is read or kept, and never fails.

use crate::runtime::{
    AnswerFormat, Core, Json, Plain, Prepared, Protocol, Reading, Reply, SecretKey,
    Setup, Untyped,
};
use crate::sample::{Answer, Bank, Failure};
use crate::vendor::{AccessKey, PROTOCOL};
use proptest::prelude::*;
use serde_json::value::RawValue;
use std::sync::LazyLock;

const BODY: &str = r#"{
    "text": "홍길동", "escaped": "a\"\ud55c", "lone": "\ud800", "number": 0012345678,
    "null": null
}"#;

fn json(body: &str) -> Json {
    let json = Json::from_slice(body.as_bytes());
    json.unwrap_or_else(|error| unreachable!("{error}: {body}"))
}

/// One letter for each reading, and its value.
fn state<T: ToString>(reading: Reading<'_, T>) -> String {
    match reading {
        Reading::Missing => "missing".to_owned(),
        Reading::Null => "null".to_owned(),
        Reading::Value(value) => value.to_string(),
        Reading::Unreadable(raw) => format!("unreadable {raw}"),
    }
}

#[test]
fn a_text_may_come_as_a_number() {
    assert!(Json::from_slice(BODY.as_bytes()).is_err(), "0012 is no JSON");
    let body = json(&BODY.replace("0012345678", "123456789012345678901234567890.50"));
    for (name, expected) in [
        ("text", "홍길동"),
        ("escaped", "a\"한"),
        ("lone", "unreadable \"\\ud800\""),
        ("number", "123456789012345678901234567890.50"),
        ("null", "null"),
        ("other", "missing"),
    ] {
        assert_eq!(state(body.text(name)), expected, "{name}");
    }
    assert!(body.text("other").is_missing() && !body.text("null").is_missing());
}

#[test]
fn a_number_may_come_as_a_text() {
    for (value, expected) in [
        ("99999999999999999999", "99999999999999999999"),
        ("\"99999999999999999999\"", "99999999999999999999"),
        ("\"-007\"", "-7"),
        ("-0", "0"),
        ("1.0", "1"),
        ("1e3", "1000"),
        ("\"-20.00\"", "-20"),
        ("1.5", "unreadable 1.5"),
        ("1e99", "unreadable 1e99"),
        ("\"\"", "unreadable \"\""),
        ("\"1,000\"", "unreadable \"1,000\""),
        ("true", "unreadable true"),
        ("[1]", "unreadable [1]"),
        ("null", "null"),
    ] {
        let body = json(&format!("{{\"n\":{value}}}"));
        assert_eq!(state(body.integer("n")), expected, "{value}");
    }
}

#[test]
fn a_flag_may_come_in_any_style() {
    for (value, expected) in [
        ("true", "true"),
        ("\"Y\"", "true"),
        ("\"1\"", "true"),
        ("1", "true"),
        ("false", "false"),
        ("\"N\"", "false"),
        ("\"0\"", "false"),
        ("0", "false"),
        ("2", "unreadable 2"),
        ("\"true\"", "true"),
        ("\"false\"", "false"),
        ("\"yes\"", "unreadable \"yes\""),
        ("{}", "unreadable {}"),
        ("null", "null"),
    ] {
        let body = json(&format!("{{\"f\":{value}}}"));
        assert_eq!(state(body.flag("f")), expected, "{value}");
    }
}

#[test]
fn a_code_is_known_or_kept() {
    let body = json(r#"{"a":"004","b":999,"c":"x","d":4,"e":"E2"}"#);
    assert_eq!(body.code::<Bank>("a").value(), Some(Bank::First));
    let other = body.code::<Bank>("b").value();
    assert_eq!(other.as_ref().map(Bank::as_str), Some("999"));
    assert!(matches!(body.code::<Bank>("c"), Reading::Unreadable(_)));
    assert!(matches!(body.code::<Bank>("d"), Reading::Unreadable(_)));
    assert!(matches!(body.code::<Failure>("e"), Reading::Value(_)));
}

#[test]
fn objects_and_lists_are_read_as_deep_as_one_asks() {
    let body =
        json(r#"{"o":{"x":1},"l":[{"x":1},{}],"m":[{},3],"t":["a",2],"u":[null]}"#);
    let inner: Answer = body.object("o").value().unwrap();
    assert_eq!(state(inner.0.integer("x")), "1");
    assert_eq!(body.list::<Answer>("l").values().count(), 2);
    assert!(body.texts("t").values().eq(["a", "2"]));
    assert!(matches!(body.list::<Answer>("o"), Reading::Unreadable(_)));
    assert!(matches!(body.object::<Answer>("l"), Reading::Unreadable(_)));
    assert!(body.texts("none").is_missing());
    assert_eq!(body.texts("none").values().count(), 0);
}

#[test]
fn an_item_that_is_something_else_keeps_nobody_from_the_others() {
    let body = json(
        r#"{"회원":[{"이름":"홍길동"},null,3,{"목록":[1,{"x":2},[]]}],"t":["가",null,{},4]}"#,
    );
    let members = body.list::<Answer>("회원").value().unwrap();
    let kinds: Vec<_> = members.iter().map(|item| format!("{item:?}")).collect();
    assert_eq!(kinds, ["Value(..)", "Null", "Unreadable(..)", "Value(..)"]);
    let last = members.into_iter().next_back().and_then(Reading::value).unwrap();
    let inner = last.0.list::<Answer>("목록");
    assert_eq!(
        inner.values().map(|it| state(it.0.integer("x"))).collect::<Vec<_>>(),
        ["2"]
    );
    let texts: Vec<_> =
        body.texts("t").value().unwrap().into_iter().map(state).collect();
    assert_eq!(texts, ["가", "null", "unreadable {}", "4"]);
}

#[test]
fn a_decimal_is_exact() {
    for (value, expected) in [
        ("0.1", "0.1"),
        ("\"12.50\"", "12.5"),
        (
            "0.30000000000000000000000000000000000001",
            "0.30000000000000000000000000000000000001",
        ),
        ("-1.5e-3", "-0.0015"),
        ("99999999999999999999", "99999999999999999999"),
        ("1e-39", "unreadable 1e-39"),
        ("\"1,5\"", "unreadable \"1,5\""),
        ("\".5\"", "unreadable \".5\""),
        ("\"１.５\"", "unreadable \"１.５\""),
        ("true", "unreadable true"),
        ("null", "null"),
    ] {
        let body = json(&format!("{{\"n\":{value}}}"));
        assert_eq!(state(body.decimal("n")), expected, "{value}");
    }
}

#[test]
fn fields_are_kept_in_order_and_the_last_of_a_name_counts() {
    let body = json(r#"{"b":1, "a" : [ 2 ], "b":3}"#);
    assert_eq!(body.names().collect::<Vec<_>>(), ["b", "a", "b"]);
    assert_eq!(body.unknown(&["b"]).collect::<Vec<_>>(), ["a"]);
    assert_eq!(body.get("b").map(RawValue::get), Some("3"));
    assert_eq!(body.get("a").map(RawValue::get), Some("[ 2 ]"));
}

#[test]
fn what_is_no_object_is_an_error_that_says_where() {
    for body in ["", "[]", "1", "\"secret\"", "{\"a\":}", "{\"a\":1}x", "{1:2}", "null"]
    {
        let error = Json::from_slice(body.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("not a JSON object, at line "), "{error}");
        assert!(!error.contains("secret"));
    }
    assert!(Json::from_slice(b"{\"a\":\"\xff\"}").is_err());
}

#[test]
fn depth_does_not_overflow_the_stack() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let body = json(&deep);
    assert_eq!(body.list::<Answer>("a").values().count(), 0);
    assert!(Json::from_slice("[".repeat(1_000_000).as_bytes()).is_err());
    assert!(Json::from_slice("{\"a\":".repeat(1_000_000).as_bytes()).is_err());
}

/// Reads an answer, which may have faults that JSON may not have.
fn read(bytes: &[u8]) -> Result<Json, String> {
    static CORE: LazyLock<Result<Core<Plain>, String>> =
        LazyLock::new(|| core().map_err(|error| error.to_string()));
    let core = CORE.as_ref().map_err(String::clone)?;
    let (_, sent) = core
        .prepare(&Untyped::get("/x"))
        .and_then(Prepared::into_http)
        .map_err(|error| error.to_string())?;
    let answer = core.decode(sent, http::Response::new(bytes.to_vec()));
    answer.map(Reply::into_response).map_err(|error| error.to_string())
}

/// What reads answers of which nothing is known but that they are JSON.
fn core() -> Result<Core<Plain>, Box<dyn std::error::Error>> {
    const BARE: Protocol = Protocol {
        answer: AnswerFormat::PLAIN,
        ..PROTOCOL
    };
    let setup = Setup::new(&BARE, "https://vendor.example").header("X-User", "u");
    let setup = setup.signing(SecretKey::new("secret")?);
    Ok(setup.secret_header("X-Access-Key", AccessKey::new("pl-acc-k")?).build()?)
}

fn read_everything(bytes: &[u8]) {
    let Ok(body) = read(bytes) else { return };
    let names: Vec<_> = body.names().map(str::to_owned).collect();
    for name in names.iter().map(String::as_str).chain([""]) {
        let _ = (body.text(name), body.texts(name), body.integer(name), body.flag(name));
        let _ = (body.code::<Bank>(name), body.object::<Answer>(name));
        let _ = (body.list::<Answer>(name), body.decimal(name), format!("{body:?}"));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        read_everything(&bytes);
        read_everything(&[b"{\"a\":", &bytes[..], b"}"].concat());
    }

    #[test]
    fn no_json_makes_it_panic(value in "[\\[\\]{}\",:\\\\u0d8-9.eE+ a한ntrue]{0,24}") {
        read_everything(format!("{{\"a\":{value}}}").as_bytes());
        read_everything(format!("{{\"a\":\"{value}\"}}").as_bytes());
    }

    #[test]
    fn bytes_that_are_not_utf8_are_never_a_text(
        before in "[a-z한\u{1} ]{0,6}", bytes: Vec<u8>, surrogate in 0xD800_u16..0xE000,
    ) {
        let text = [before.as_bytes(), &bytes].concat();
        let plain = !bytes.contains(&b'"') && !bytes.contains(&b'\\');
        let body = [
            &b"{\"a\":\"x\",\"t\":\""[..], &text, format!("\\u{surrogate:04x}").as_bytes(), &text,
            b"\",\"z\":1}",
        ].concat();
        if plain && let Ok(json) = read(&body) {
            prop_assert_eq!(json.text("a").value().unwrap(), "x");
            prop_assert_eq!(json.integer("z").value(), Some(1));
            prop_assert!(json.text("t").value().is_none());
        }
    }

    #[test]
    fn what_is_json_is_read_as_it_is(text: String, more in any::<Vec<String>>()) {
        let json = serde_json::json!({ "t": text, "m": more, &text: { &text: null } });
        let bytes = json.to_string();
        let (lenient, strict) = (read(bytes.as_bytes()).unwrap(), self::json(&bytes));
        prop_assert_eq!(lenient.repaired(), None);
        prop_assert!(lenient.names().eq(strict.names()));
        for name in strict.names() {
            let raw = |json: &Json| json.get(name).map(|raw| raw.get().to_owned());
            prop_assert_eq!(raw(&lenient), raw(&strict));
        }
    }

    #[test]
    fn every_text_and_number_is_read(text: String, number: i128) {
        let quoted = serde_json::to_string(&text).unwrap();
        let body = json(&format!("{{\"t\":{quoted},\"n\":{number},\"s\":\"{number}\"}}"));
        prop_assert_eq!(body.text("t").value().unwrap(), text);
        prop_assert_eq!(body.integer("n").value(), Some(number));
        prop_assert_eq!(body.integer("s").value(), Some(number));
    }
}
