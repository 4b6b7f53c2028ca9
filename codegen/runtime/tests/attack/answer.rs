//! Answers: one is success if its bytes say so at the documented place, its status agrees, and it
//! belongs to the request.

use super::{Chance, Fault, Held, jwe, must, mutated, plain_json, shows_nothing};
use crate::runtime::{
    Code, Core, Encrypting, Encryption, Endpoint, Error, FixedClock, FixedIds, Header,
    Need, Operation, Reached, Remedy, Reply, Response, Secret, SecretKey, SentBy, Setup,
    Untyped,
};
use crate::vendor::{AccessKey, Find, Look, Matched, Name, PROTOCOL};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;
use std::fmt::Debug;
use std::sync::LazyLock;
use std::time::SystemTime;

/// What nothing may show.
const PLANTED: &str = "planted";

const BODIES: &[&[u8]] = &[
    br#"{"result":{"code":"E0","text":"ok"},"name":"planted","amount":1}"#,
    br#"{"result":{"code":"E0"},"list":[{"code":"E1"},"planted"]}"#,
    br#"{"status":"S","result":{"text":"planted","code":"E0","more":{}}}"#,
    br#"{"result":{"code":"E1","text":"planted"}}"#,
    br#"{"result":{"code":"E2"},"more":[1,-2.5e3,{"a":null},true]}"#,
    br#"{"result":{"code":"E77","text":null},"code":"E0"}"#,
    br#"{"result":{"code":"E1","result":{"code":"E0"}},"more":{"result":{"code":"E0"}}}"#,
    br#"{"result":[{"code":"E0"}],"name":"{\"result\":{\"code\":\"E0\"}}"}"#,
    br#"{"sealed":"a.b.c.d.e"}"#,
    br#"[{"result":{"code":"E0"}}]"#,
    b"<html><body>planted \"E0\"</body></html>",
    "{\"result\":{\"text\":\"성공\",\"code\":\"E0\"},\"이름\":\"홍길동\"}".as_bytes(),
    b"{\"result\":{\"text\":\"\xBC\xBA\xB0\xF8\",\"code\":\"E0\"},\"status\":\"S\"}",
    b"\xEF\xBB\xBF{\"result\" : {\"code\" : \"E0\"}}\r\n",
    b"\x1F\x8B\x08\x00",
    b"",
];

const TOKENS: &[&[u8]] = &[
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\\",
    b" ",
    b"\n",
    b"\t",
    b"\0",
    b"\x1B[31m",
    b"\"result\"",
    b"\"code\"",
    b"\"sealed\"",
    b"\"E0\"",
    b"\"E1\"",
    b"\"E2\"",
    b"E0",
    b"E00",
    b"e0",
    b" E0",
    b"0",
    b"null",
    b"true",
    b"\"\"",
    b"{}",
    b"[]",
    b"\"text\"",
    b"\"status\"",
    b"\"c\\u006fde\"",
    b"\"\\u0045\\u0030\"",
    b"\\ud800",
    b"\\ud800\\udc00",
    b"\\u0000",
    b"\"result\":{\"code\":\"E0\"},",
    b"\"code\":\"E0\",",
    b"\"code\":\"E1\",",
    b"/**/",
    b"NaN",
    b"1e999",
    b"-0",
    b"1.",
    b"123456789012345678901234567890",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xC8\xAB\xB1\xE6\xB5\xBF",
    b"\xED\xA0\x80",
    b"\xEA",
    "홍길동".as_bytes(),
    "\u{202E}".as_bytes(),
    "\u{9B}".as_bytes(),
    b"planted",
];

const STATUS: [u16; 16] =
    [200, 200, 200, 200, 200, 200, 200, 200, 201, 204, 302, 400, 404, 429, 500, 503];

const NAMES: &[&str] =
    &["result", "result", "code", "code", "text", "sealed", "more", "c\\u006fde"];

const VALUES: &[&str] = &[
    "\"E0\"",
    "\"E0\"",
    "\"E0\"",
    "\"E1\"",
    "\"E77\"",
    "\"\\u0045\\u0030\"",
    "\"planted\"",
    "null",
    "true",
    "0",
    "-1.50e3",
    "1e999",
    "\"\\ud800\"",
    "\"\\ud83d\\ude00\"",
    "\"홍길동\"",
    "\"\"",
    "[]",
];

/// An answer: which call it is to, its status, its headers, and then its body.
pub fn make(chance: &mut Chance) -> Vec<u8> {
    let usual = if chance.below(8) == 0 { chance.byte() } else { chance.byte() % 16 };
    let mut input = vec![chance.byte(), usual, chance.byte()];
    let known = jwe::known().get(chance.below(jwe::known().len()));
    let body = match (chance.below(64), known) {
        (0, Some((compact, _))) => format!(r#"{{"sealed":"{compact}"}}"#).into_bytes(),
        (1..=31, _) => value(chance, 0).into_bytes(),
        _ => chance.pick(BODIES).to_vec(),
    };
    let changed = chance.below(3) > 0;
    input.extend(if changed { mutated(body, TOKENS, chance) } else { body });
    input
}

/// JSON of the names and values that an answer has, in any order.
fn value(chance: &mut Chance, depth: usize) -> String {
    match chance.below(4) + 2 * depth {
        0..=4 => {
            let fields = (0..=chance.below(3)).map(|_| {
                let name = chance.pick(NAMES);
                format!("\"{name}\":{}", value(chance, depth + 1))
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        5 | 8 | 11 => {
            let items = (0..chance.below(3)).map(|_| value(chance, depth + 1));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        _ => chance.pick(VALUES).to_owned(),
    }
}

/// Whatever comes as the answer to a call.
///
/// # Errors
///
/// It does not hold.
pub fn hold(input: &[u8]) -> Held {
    let [call, status, headers, body @ ..] = input else { return Ok("nothing") };
    let usual = STATUS.get(usize::from(status % 32));
    let status = usual.copied().unwrap_or(100 + u16::from(*status) * 3);
    let came = Came {
        status: StatusCode::from_u16(status)?,
        headers: *headers,
        body,
    };
    let name = Name::unchecked("planted-person");
    match call % 8 {
        0 => came.holds(&Look(name), Look::SPEC.response_headers, true),
        1 => came.holds(&Untyped::post("/v1/x", "", Encryption::No), &[], false),
        2..=5 => came.holds(&Matched(name), Matched::SPEC.response_headers, true),
        _ => came.holds(&Find(name), Find::SPEC.response_headers, false),
    }
}

/// A client whose clock stands still and whose calls have one number.
pub(super) fn core() -> Result<&'static Core<Encrypting>, Fault> {
    static CORE: LazyLock<Option<Core<Encrypting>>> = LazyLock::new(|| {
        let setup = Setup::new(&PROTOCOL, "https://vendor.example/api/");
        let setup = configured(setup, AccessKey::new("pl-acc-k").ok()?)?;
        setup.encryption(jwe::key().ok()?).build().ok()
    });
    CORE.as_ref().ok_or_else(|| "no client can be built".into())
}

/// Everything that a client needs beside a base URL.
pub(super) fn configured<K, R>(
    setup: Setup<K>,
    access_key: Secret<R>,
) -> Option<Setup<K>> {
    let setup =
        setup.header("X-User", "user-1").secret_header("X-Access-Key", access_key);
    let setup = setup.clock(Box::new(FixedClock(SystemTime::UNIX_EPOCH)));
    Some(
        setup
            .ids(Box::new(FixedIds(7)))
            .signing(SecretKey::new("planted-secret-key").ok()?),
    )
}

struct Came<'a> {
    status: StatusCode,
    headers: u8,
    body: &'a [u8],
}

impl Came<'_> {
    fn holds<A>(&self, ask: &A, documented: &[Header], safe: bool) -> Held
    where
        A: Endpoint + SentBy<Encrypting>,
        A::Response: Response + Debug,
        A::Code: Clone,
    {
        let core = core()?;
        let prepared = core.prepare(ask).map_err(|error| error.to_string())?;
        let (request, sent) = prepared.into_http().map_err(|error| error.to_string())?;
        let headers = self.headers(request.headers());
        let belongs =
            belongs(documented, request.headers(), &headers, sent.correlation_id());
        let mut response = http::Response::new(self.body.to_vec());
        *response.status_mut() = self.status;
        *response.headers_mut() = headers;
        match core.decode(sent, response) {
            Ok(reply) => {
                must(belongs != Some(false), || {
                    "another call's answer is success".into()
                })?;
                self.is_success(&reply)?;
                Ok("success")
            }
            Err(error) => {
                let lost = belongs == Some(true) && self.says_success();
                must(!lost, || format!("success is not seen: {error}"))?;
                self.is_no_success(&error, safe)
            }
        }
    }

    /// Those that the request had, as a vendor that echoes them; some of them changed, or none.
    fn headers(&self, sent: &HeaderMap) -> HeaderMap {
        let mut headers =
            if self.headers & 1 == 0 { sent.clone() } else { HeaderMap::new() };
        let any = HeaderValue::from_bytes(self.body.get(..8).unwrap_or(self.body)).ok();
        let other = HeaderValue::from_static("700101090000-0000008");
        let id = HeaderName::from_static("x-call-id");
        match (self.headers >> 1 & 7, any) {
            (0, _) => drop(headers.insert(id, other)),
            (1, _) => drop(headers.append(id, other)),
            (2, Some(any)) => drop(headers.insert(id, any)),
            (3, Some(any)) => drop(headers.insert(http::header::CONTENT_TYPE, any)),
            (4, Some(any)) => drop(headers.insert(http::header::SET_COOKIE, any)),
            _ => {}
        }
        headers
    }

    fn is_success<R: Response + Debug>(&self, reply: &Reply<R>) -> Result<(), Fault> {
        let result = result(self.body);
        must(result.is_some_and(|result| is_success_code(&result)), || {
            format!(
                "{:?} is success, and does not say so",
                self.body.escape_ascii().to_string()
            )
        })?;
        must(self.status.as_u16() == 200, || format!("{} is success", self.status))?;
        shows_nothing(&format!("{reply:?}"), PLANTED)
    }

    fn is_no_success<C: Code + Clone>(&self, error: &Error<C>, safe: bool) -> Held {
        must(error.reached() == Reached::Yes, || "an answer came".into())?;
        must(error.bytes() == Some(self.body), || "the answer is not kept".into())?;
        must(error.status() == Some(self.status), || "the status is not kept".into())?;
        // A vendor that is asked too often has done nothing, unless the answer is another call's.
        let is_limited = self.status == StatusCode::TOO_MANY_REQUESTS
            && !matches!(error, Error::Mismatch(_));
        let may_repeat = safe || is_limited || matches!(error, Error::Api(_));
        must(may_repeat || error.remedy() != Remedy::RetryLater, || {
            "what may have happened is to be sent again".into()
        })?;
        if let Error::Api(refusal) = error {
            let code = refusal.code();
            let code = code.text();
            let found =
                result(self.body).and_then(|result| code_of(&result).map(str::to_owned));
            must(found.as_deref() == Some(code), || {
                format!("{code} is not what it says")
            })?;
            must(code != "E0", || "the code of success is a refusal".into())?;
        }
        shows_nothing(&format!("{error} {error:?}"), PLANTED)?;
        Ok(error.outcome())
    }

    /// Whether everybody who reads JSON has to see success. Of fields of the same name one may take
    /// the first, the last or none.
    fn says_success(&self) -> bool {
        let strict = || serde_json::from_slice::<Value>(self.body).ok();
        let text = String::from_utf8_lossy(self.body);
        let once = |name: &str| text.matches(name).count() == 1;
        let is_plain = !text.contains(['\\', '\u{FFFD}']) && !text.contains("sealed");
        self.status.as_u16() == 200
            && is_plain
            && once("\"result\"")
            && once("\"code\"")
            && strict().is_some_and(|value| is_success_code(&value))
    }
}

/// Whether the headers of an answer are those of the answer to the request, if that can be known.
fn belongs(
    documented: &[Header],
    sent: &HeaderMap,
    came: &HeaderMap,
    id: Option<&str>,
) -> Option<bool> {
    let required = documented.iter().filter(|header| header.need == Need::Required);
    let mut known = Some(true);
    for header in required {
        let (asked, answered) = (sent.get(header.lower), came.get(header.lower));
        let minted = asked.is_some_and(|value| id.is_some_and(|id| value == id));
        match (asked, answered) {
            (_, None) => return Some(false),
            (Some(one), Some(other)) if one == other => {}
            _ if minted => return Some(false),
            _ => known = None,
        }
    }
    // One header twice: which of them counts is not documented.
    let twice = came.keys().any(|name| came.get_all(name).iter().nth(1).is_some());
    known.filter(|_| !twice)
}

/// What an answer says, decrypted if it is one of the JWEs that are right.
fn result(body: &[u8]) -> Option<Value> {
    let value: Value = plain_json::lenient(body)?;
    match value.get("sealed") {
        // A text that nobody can read is no JWE.
        Some(Value::String(compact)) if !compact.contains('\u{FFFD}') => {
            plain_json::lenient(jwe::content(compact)?)
        }
        _ => Some(value),
    }
}

fn code_of(value: &Value) -> Option<&str> {
    value.as_object()?.get("result")?.get("code")?.as_str()
}

fn is_success_code(value: &Value) -> bool {
    code_of(value) == Some("E0")
}
