//! Of every kind of field, in requests and in answers, at the top, in objects and in lists, as
//! much is shown as the specification says, whatever becomes of the call.

use super::cli::Desk;
use super::described::VENDOR;
use crate::runtime::description::{
    Answered, Description, Kind, Parameter, Place, Sample, Vendor,
};
use crate::runtime::fake::Fake;
use crate::runtime::{
    Decimal, DecimalRule, Length, Limits, Method, Named, Need, NumberRule, Part, Range,
    Redact, Rule, Shape, Source, Spec,
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

const SOURCE: Source = Source {
    document: "Page",
    section: "Section",
};

const LEVELS: [Redact; 3] = [Redact::Shown, Redact::LastFour, Redact::Hidden];

fn rule(shape: Shape, redact: Redact) -> Rule {
    Rule {
        field: "value",
        length: Length::any(),
        shape,
        redact,
        source: SOURCE,
    }
}

fn codes() -> Vec<Named> {
    vec![Named("KNOWN", "Known")]
}

/// Every kind without parts, with a value of it that nothing else can contain.
fn kinds(redact: Redact, seed: u32) -> Vec<(Kind, String)> {
    let day = Shape(&[Part::Year4, Part::Month, Part::Day]);
    let date = format!("{}{:02}{:02}", 3000 + seed, 1 + seed % 12, 1 + seed / 12);
    let number = NumberRule {
        field: "value",
        range: Range::any(),
        digits: Length::any(),
        redact,
        source: SOURCE,
    };
    let decimal = DecimalRule {
        field: "value",
        range: Limits::<Decimal>::any(),
        places: 9,
        redact,
        source: SOURCE,
    };
    vec![
        (Kind::Text(rule(Shape::ANY, redact)), format!("비밀{seed}홍길동의것{seed}")),
        (Kind::Date(rule(day, redact)), date),
        (Kind::Number(number), format!("77{seed}0055{seed}")),
        (Kind::Decimal(decimal), format!("66{seed}44{seed}.{seed}77")),
        (Kind::Code(rule(Shape::ANY, redact), codes), format!("CODE-{seed}-OF-{seed}")),
    ]
}

/// A field, and its value as JSON.
struct Field {
    name: &'static str,
    redact: Redact,
    kind: Kind,
    raw: String,
}

/// What is hidden or shown in part, and what is shown.
#[derive(Default)]
struct Planted {
    hidden: Vec<String>,
    last_four: Vec<String>,
    shown: Vec<String>,
}

impl Planted {
    fn add(&mut self, redact: Redact, value: String) {
        match redact {
            Redact::Hidden => self.hidden.push(value),
            Redact::LastFour => self.last_four.push(value),
            Redact::Shown => self.shown.push(value),
        }
    }
}

fn leaked<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// The fields of one place, each kind in each way.
fn fields(place: &str, seed: &mut u32, planted: &mut Planted) -> Vec<Field> {
    let mut all = Vec::new();
    let name = |redact: Redact, kind: &str| -> &'static str {
        format!("{place}-{redact:?}-{kind}").to_lowercase().leak()
    };
    for redact in LEVELS {
        *seed += 1;
        for (index, (kind, value)) in kinds(redact, *seed).into_iter().enumerate() {
            let is_number = matches!(kind, Kind::Number(_) | Kind::Decimal(_));
            let raw = if is_number { value.clone() } else { format!("{value:?}") };
            planted.add(redact, value);
            let name = name(redact, &index.to_string());
            all.push(Field { name, redact, kind, raw });
        }
        *seed += 1;
        let (kind, value) = kinds(redact, *seed).swap_remove(0);
        let raw = format!("[{value:?},{value:?}]");
        planted.add(redact, value);
        let kind = Kind::List(leaked(kind));
        all.push(Field {
            name: name(redact, "list"),
            redact,
            kind,
            raw,
        });
        let kind = Kind::Flag(Some(("Y", "N")));
        all.push(Field {
            name: name(redact, "flag"),
            redact,
            kind,
            raw: "\"Y\"".to_owned(),
        });
    }
    all
}

/// The fields at the top, and those of an object and of a list's items.
fn nested(seed: &mut u32, planted: &mut Planted) -> Vec<Field> {
    let mut all = fields("top", seed, planted);
    for (name, is_list) in [("object", false), ("list", true)] {
        let inner = fields(name, seed, planted);
        let raw = json(&inner);
        let object = Kind::Object(SOURCE, parameters(&inner));
        let (kind, raw) = if is_list {
            (Kind::List(leaked(object)), format!("[{raw}]"))
        } else {
            (object, raw)
        };
        all.push(Field {
            name,
            redact: Redact::Shown,
            kind,
            raw,
        });
    }
    all
}

fn json(fields: &[Field]) -> String {
    let fields = fields.iter().map(|field| format!("{:?}:{}", field.name, field.raw));
    format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
}

fn parameters(fields: &[Field]) -> &'static [Parameter] {
    let parameter = |field: &Field| Parameter {
        name: field.name,
        flag: field.name,
        place: Place::Body,
        need: Need::Required,
        condition: None,
        kind: field.kind,
        redact: field.redact,
        example: None,
        about: "",
    };
    fields.iter().map(parameter).collect::<Vec<_>>().leak()
}

fn sample(kind: &Kind) -> Sample {
    match kind {
        Kind::Text(_) | Kind::Date(_) => Sample::Text,
        Kind::Number(_) | Kind::Decimal(_) => Sample::Number,
        Kind::Flag(_) => Sample::Flag,
        Kind::Code(_, codes) => Sample::Code(*codes),
        Kind::List(kind) => Sample::List(leaked(sample(kind))),
        Kind::Object(_, fields) => {
            let field = |field: &Parameter| Answered {
                name: field.name,
                redact: field.redact,
                sample: sample(&field.kind),
            };
            Sample::Object(fields.iter().map(field).collect::<Vec<_>>().leak())
        }
    }
}

/// A vendor with an operation that sends and answers with each kind of field in each way.
struct Everything {
    vendor: &'static Vendor,
    asked: Planted,
    arguments: Vec<String>,
    told: Planted,
    answer: String,
}

static EVERYTHING: LazyLock<Everything> = LazyLock::new(|| {
    let (mut seed, mut asked, mut told) = (100, Planted::default(), Planted::default());
    let sent = nested(&mut seed, &mut asked);
    let answered = nested(&mut seed, &mut told);
    let arguments = sent.iter().map(|field| {
        let text =
            serde_json::from_str(&field.raw).unwrap_or_else(|_| field.raw.clone());
        // A list of texts is given by its items.
        let items: Vec<String> = serde_json::from_str(&field.raw).unwrap_or(vec![text]);
        items.into_iter().map(|item| format!("--{}={item}", field.name))
    });
    let answer = answered.iter().map(|field| Answered {
        name: field.name,
        redact: field.redact,
        sample: sample(&field.kind),
    });
    let description = Description {
        spec: Spec {
            id: "everything",
            method: Method::Post,
            path: "/v1/everything",
            has_body: true,
            request_encrypted: false,
            response_headers: &[],
            ..VENDOR.operations[0].spec
        },
        parameters: parameters(&sent),
        answer: answer.collect::<Vec<_>>().leak(),
        ..VENDOR.operations[0]
    };
    Everything {
        arguments: arguments.flatten().collect(),
        answer: json(&answered),
        vendor: leaked(Vendor {
            operations: leaked([description]),
            ..VENDOR
        }),
        asked,
        told,
    }
});

/// A server that gives the same answer until it is given another.
#[derive(Clone)]
struct Server {
    url: String,
    answer: Arc<Mutex<(u16, Vec<u8>)>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            answer: Arc::default(),
        };
        let shared = server.clone();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut length, mut line) = (0, String::new());
                while reader.read_line(&mut line).is_ok() && line.trim() != "" {
                    let name = line.to_ascii_lowercase();
                    let value = name.strip_prefix("content-length: ");
                    length = value.map_or(length, |it| it.trim().parse().unwrap());
                    line.clear();
                }
                let _ = reader.read_exact(&mut vec![0; length]);
                let (status, body) = shared.answer.lock().unwrap().clone();
                let head = format!(
                    "HTTP/1.1 {status} Any\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(&[head.as_bytes(), &body].concat());
            }
        });
        server
    }

    /// Everything that is shown of a call with this answer.
    fn shown(&self, desk: &Desk, status: u16, body: &str, more: &[&str]) -> [String; 2] {
        *self.answer.lock().unwrap() = (status, body.into());
        let everything = &*EVERYTHING;
        let given = everything.arguments.iter().map(String::as_str);
        // What is given here is given instead.
        let name = |argument: &str| argument.split('=').next().map(str::to_owned);
        let given = given.filter(|it| !more.iter().any(|one| name(one) == name(it)));
        let call: Vec<_> = ["call", "everything", "--base-url", &self.url]
            .into_iter()
            .chain(given)
            .chain(more.iter().copied())
            .collect();
        let mut out = Vec::new();
        let (_, err) = desk.run_in(everything.vendor, &call, &mut out, &|_| ());
        [String::from_utf8(out).unwrap(), err]
    }
}

const FORMATS: [&str; 2] = ["human", "json"];

/// Nothing of what is hidden, and of the rest the last four characters at the most.
fn check(shown: &str, planted: &Planted) {
    for value in &planted.hidden {
        assert!(!shown.contains(value.as_str()), "{value} in {shown}");
        let last: String = value.chars().skip(value.chars().count() - 4).collect();
        assert!(!shown.contains(&format!("..{last}")), "..{last} in {shown}");
    }
    for value in &planted.last_four {
        assert!(!shown.contains(value.as_str()), "{value} in {shown}");
    }
}

/// Each as far as its field says.
fn check_fields(shown: &str, planted: &Planted) {
    check(shown, planted);
    for value in &planted.shown {
        assert!(shown.contains(value.as_str()), "no {value} in {shown}");
    }
    for value in &planted.last_four {
        let last: String = value.chars().skip(value.chars().count() - 4).collect();
        assert!(shown.contains(&format!("..{last}")), "no ..{last} in {shown}");
    }
}

fn desk(name: &str) -> Desk {
    Desk::of(&Fake::of(&VENDOR, 0).unwrap(), name)
}

#[test]
fn each_field_of_a_request_is_shown_as_far_as_it_may_be() {
    let (desk, server, everything) = (desk("asked"), Server::start(), &*EVERYTHING);
    for more in [&[][..], &["--dry-run"]] {
        let [out, err] = server.shown(&desk, 200, r#"{"result":{"code":"E0"}}"#, more);
        let shown = if more.is_empty() { &err } else { &out };
        check_fields(shown, &everything.asked);
        check(&(out.clone() + &err), &everything.asked);
        assert!(shown.contains("\ntop-hidden-flag: ..\n"), "{shown}");
        assert!(shown.contains("\ntop-shown-flag: \"Y\"\n"), "{shown}");
        assert!(shown.contains("object-hidden-flag: .."), "{shown}");
    }
    let [out, err] = server.shown(&desk, 200, "", &["--dry-run", "--format", "json"]);
    check(&(out + &err), &everything.asked);
}

#[test]
fn each_field_of_an_answer_is_shown_as_far_as_it_may_be() {
    let (desk, server, everything) = (desk("told"), Server::start(), &*EVERYTHING);
    let answer = |code: &str| {
        let fields = everything.answer.strip_suffix('}').unwrap();
        format!(r#"{fields},"result":{{"code":"{code}","text":"Done."}}}}"#)
    };
    let answers = [(200, "E0"), (400, "E1"), (400, "E99"), (500, "E0")];
    for (status, code) in answers {
        for format in FORMATS {
            let more = ["--format", format];
            let [out, err] = server.shown(&desk, status, &answer(code), &more);
            check_fields(&out, &everything.told);
            check(&(out.clone() + &err), &everything.asked);
            let space = if format == "human" { " " } else { "" };
            for flag in ["top-hidden", "object-hidden", "list-hidden", "top-lastfour"] {
                let flag = format!("\"{flag}-flag\":{space}\"..\"");
                assert!(out.contains(&flag), "{flag} in {out}");
            }
        }
    }
    // Whoever asks for everything is shown it.
    for format in FORMATS {
        let more = ["--format", format, "--show-answer"];
        let [out, _] = server.shown(&desk, 200, &answer("E0"), &more);
        let Planted { hidden, last_four, shown } = &everything.told;
        for value in hidden.iter().chain(last_four).chain(shown) {
            assert!(out.contains(value.as_str()), "no {value} in {out}");
        }
    }
}

/// A value as vendors and servers before them repeat it.
fn repeated(value: &str) -> [String; 4] {
    let [mut percent, mut json] = [String::new(), String::new()];
    for byte in value.bytes() {
        write!(percent, "%{byte:02X}").unwrap();
    }
    for unit in value.encode_utf16() {
        write!(json, "\\u{unit:04x}").unwrap();
    }
    [value.to_owned(), percent, json, BASE64_STANDARD.encode(value)]
}

#[test]
fn an_answer_that_repeats_a_request_shows_nothing_of_it() {
    let (desk, server, everything) = (desk("repeats"), Server::start(), &*EVERYTHING);
    let Planted { hidden, last_four, .. } = &everything.asked;
    let shown = everything.vendor.operations[0].answer;
    let shown = shown.iter().find(|it| it.redact == Redact::Shown).unwrap().name;
    // Those at the top, of which there is each kind.
    for value in hidden.iter().take(6).chain(last_four.iter().take(6)) {
        let forms = repeated(value);
        for form in &forms {
            let bodies = [
                (400, format!(r#"{{"result":{{"code":"E1","text":"No {form}."}}}}"#)),
                (200, format!(r#"{{"result":{{"code":"E0","text":"{form}"}}}}"#)),
                (400, format!(r#"{{"result":{{"code":"{form}","text":""}}}}"#)),
                (200, format!(r#"{{"result":{{"code":"E0","{form}":"{form}"}}}}"#)),
                (200, format!(r#"{{"{form}":"{form}","result":{{"code":"E0"}}}}"#)),
                (200, format!(r#"{{"result":["{form}"]}}"#)),
                (502, format!("<html>{form}</html>")),
                (200, format!(r#"{{"result":{{"code":"E0"}},"x":"{form}"#)),
            ];
            let field = format!(r#"{{"{shown}":"{value}","result":{{"code":"E0"}}}}"#);
            for (status, body) in bodies.into_iter().chain([(200, field)]) {
                let format = FORMATS[usize::from(body.len() % 2 == 0)];
                let more = ["--format", format];
                let [out, err] = server.shown(&desk, status, &body, &more);
                let shown = out + &err;
                for form in &forms {
                    assert!(!shown.contains(form.as_str()), "{form} in {shown}");
                }
                check(&shown, &everything.asked);
            }
        }
    }
}

#[test]
fn a_value_that_breaks_its_rule_is_not_shown() {
    let (desk, server, everything) = (desk("breaks"), Server::start(), &*EVERYTHING);
    let parameters = everything.vendor.operations[0].parameters;
    let hidden = parameters.iter().filter(|it| it.redact != Redact::Shown);
    let objects = parameters.iter().filter(|it| ["object", "list"].contains(&it.name));
    let planted = &everything.asked.hidden[0];
    let wrong = format!("{planted}\u{1b}[2Jx");
    let given = hidden.chain(objects).map(|it| format!("--{}={wrong}", it.name));
    let lost =
        [wrong.clone(), "--남몰래".to_owned(), "--credentials=없는파일".to_owned()];
    for argument in given.chain(lost) {
        for format in FORMATS {
            let more = ["--format", format, &argument];
            let [out, err] = server.shown(&desk, 200, "", &more);
            check(&(out.clone() + &err), &everything.asked);
            assert!(!(out.clone() + &err).contains('\u{1b}'), "{argument} {out} {err}");
            assert!(!err.contains("남몰래"), "{argument} {err}");
        }
    }
}

#[test]
fn fields_that_nobody_knows_are_counted() {
    let (desk, server) = (desk("counted"), Server::start());
    let body = r#"{"userName":"홍길동","ci":"x","result":{"code":"E0","more":1}}"#;
    let [out, _] = server.shown(&desk, 200, body, &[]);
    assert!(out.contains("(3 fields more that the documentation does not"), "{out}");
    assert!(!out.contains("userName") && !out.contains("홍길동"), "{out}");
    let [out, _] = server.shown(&desk, 200, body, &["--format", "json"]);
    assert!(out.contains(r#""unknown_fields":3"#) && !out.contains("userName"), "{out}");
    let [out, _] = server.shown(&desk, 200, "<html>홍길동</html>", &[]);
    assert!(out.contains("22 bytes that are no JSON object"), "{out}");
}

#[test]
fn an_answer_does_nothing_to_a_terminal() {
    let (desk, server) = (desk("terminal"), Server::start());
    let evil = "\u{9b}\u{85}\u{202e}\u{200b}\u{feff}\u{e0041}";
    let bodies = [
        format!(r#"{{"{evil}":"{evil}","result":{{"code":"E0","text":"\u001b[2J"}}}}"#),
        format!("<html>\u{1b}[2J\r{evil}\n::error::{evil}"),
        format!(r#"{{"a":{}1{}}}"#, "[\n\t".repeat(40), "]".repeat(40)),
    ];
    for body in &bodies {
        for format in FORMATS {
            for more in
                [&["--format", format][..], &["--format", format, "--show-answer"]]
            {
                let [out, err] = server.shown(&desk, 200, body, more);
                let unseen = |c: char| c.is_control() && c != '\n' || evil.contains(c);
                assert!(!out.contains(unseen), "{out:?}");
                assert!(!out.contains("\n::error::"), "{out:?}");
                assert!(!err.contains(unseen), "{err:?}");
                if format == "json" {
                    let json = serde_json::from_str::<serde_json::Value>(&out);
                    assert!(json.is_ok(), "{out}");
                }
            }
        }
    }
}
