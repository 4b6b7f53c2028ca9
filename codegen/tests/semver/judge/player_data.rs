//! The description of a vendor, from data.

use super::shape::{length, range, shape, sign};
use client::runtime::description::*;
use client::runtime::*;
use serde_json::Value;
use std::sync::{Mutex, MutexGuard};

/// A row of a code table.
#[derive(Clone, Default)]
struct Slot {
    named: Vec<Named>,
    documented: Vec<Documented>,
    second: Vec<(Named, Remedy)>,
    offsets: Vec<(&'static str, i32)>,
}

/// The mock server asks functions for codes. Each of them knows what stands in one slot.
static SLOTS: Mutex<Vec<Slot>> = Mutex::new(Vec::new());

fn slots() -> MutexGuard<'static, Vec<Slot>> {
    SLOTS.lock().expect("nobody panics")
}

/// Makes room for the next vendor.
pub fn forget() {
    slots().clear();
}

struct Functions {
    named: fn() -> Vec<Named>,
    documented: fn() -> Vec<Documented>,
    second: fn() -> Vec<(Named, Remedy)>,
    offset: fn(&str) -> Option<i32>,
}

fn functions<const N: usize>() -> Functions {
    Functions {
        named: || slots()[N].named.clone(),
        documented: || slots()[N].documented.clone(),
        second: || slots()[N].second.clone(),
        offset: |code| {
            let slot = slots()[N].clone();
            slot.offsets.iter().find(|(known, _)| *known == code).map(|(_, it)| *it)
        },
    }
}

fn keep(slot: Slot) -> Functions {
    let mut slots = slots();
    slots.push(slot);
    macro_rules! of {
        ($($n:literal)*) => {
            match slots.len() - 1 {
                $($n => functions::<$n>(),)*
                _ => panic!("more slots are needed"),
            }
        };
    }
    of!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
        32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59)
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub fn list<T>(value: &Value, of: impl Fn(&Value) -> T) -> &'static [T] {
    let items = value.as_array().into_iter().flatten();
    Vec::leak(items.map(of).collect())
}

pub fn text(value: &Value) -> &'static str {
    String::leak(value.as_str().expect("a text").to_owned())
}

pub fn option<T>(value: &Value, of: impl Fn(&Value) -> T) -> Option<T> {
    (!value.is_null()).then(|| of(value))
}

pub fn number<T: std::str::FromStr>(value: &Value) -> T {
    let Ok(number) = value.as_str().expect("a number").parse() else {
        panic!("{value}")
    };
    number
}

/// Words of the client and their names in its source.
macro_rules! words {
    ($($name:ident: $type:ident [$($variant:ident)*];)*) => {$(
        fn $name(value: &Value) -> $type {
            // Fails to compile where a word of the client is missing here.
            let _ = |known: $type| match known {
                $($type::$variant => {})*
            };
            match value.as_str() {
                $(Some(stringify!($variant)) => $type::$variant,)*
                _ => panic!("{value}"),
            }
        }
    )*};
}

words! {
    need: Need [Required Optional Conditional];
    method: Method [Get Post Put Patch Delete];
    location: Location [Body Path Query Header];
    made: Made [Request Call Configuration];
    redact: Redact [Shown LastFour Hidden];
    known: Known [Whole Part None];
    repeat: Repeat [Safe SafeWithKey Unsafe Unknown];
    body: RequestBody [Json Form Multipart None];
    style: ListStyle [Repeated Brackets Dots Comma Json];
    remedy: Remedy [None FixRequest FixSetup AskUser RetryLater RetryWithKey CheckOutcome ContactVendor Unknown];
    format: JweFormat [Compact];
    code_type: CodeType [Text Integer Boolean];
    content: ContentEncryption [A128Gcm A256Gcm];
    management: KeyManagement [RsaOaep256 RsaOaep];
}

const SOURCE: Source = Source { document: "", section: "" };

pub fn vendor(data: &Value) -> &'static Vendor {
    let protocol = leak(protocol(&data["protocol"]));
    let operations = list(&data["operations"], |it| description(it));
    leak(Vendor {
        id: text(&data["id"]),
        protocol,
        environments: &[],
        for_tests: &[],
        hosts: &[],
        settings: list(&data["settings"], setting),
        operations,
        callbacks: &[],
        tables: &[],
    })
}

fn protocol(data: &Value) -> Protocol {
    Protocol {
        name: text(&data["name"]),
        headers: list(&data["headers"], header),
        response_headers: list(&data["response_headers"], header),
        configured: list(&data["configured"], text),
        hosts: list(&data["hosts"], text),
        authentication: super::signed::authentication(&data["authentication"]),
        given: list(&data["given"], |it| GivenHeader {
            header: header(&it["header"]),
            idempotency: it["idempotency"] == true,
        }),
        signing: option(&data["signing"], super::signed::signing),
        utc_offset: option(&data["utc_offset"], number),
        recipes: list(&data["recipes"], super::signed::recipe),
        encryption: option(&data["encryption"], |it| JweEncryption {
            format: format(&it["format"]),
            key_management: management(&it["key_management"]),
            field: text(&it["field"]),
            key_id_header: option(&it["key_id_header"], text),
            sent: content(&it["sent"]),
            accepted: list(&it["accepted"], content),
        }),
        answer: answer(&data["answer"]),
        source: SOURCE,
    }
}

fn answer(data: &Value) -> AnswerFormat {
    let envelope = option(&data["envelope"], |it| Envelope {
        object: list(&it["object"], text),
        code: text(&it["code"]),
        code_type: code_type(&it["code_type"]),
        code_shape: shape(&it["code_shape"]),
        message: option(&it["message"], text),
        success_http: list(&it["success_http"], number),
        success_code: list(&it["success_code"], text),
        second: option(&it["second"], |it| SecondPlace {
            object: list(&it["object"], text),
            code: text(&it["code"]),
            message: option(&it["message"], text),
            success_code: list(&it["success_code"], text),
            rows: option(&it["rows"], text),
        }),
    });
    AnswerFormat {
        envelope: envelope.map(|it| &*leak(it)),
        statuses: list(&data["statuses"], number),
        // `["List", "orders"]` and `"Empty"`
        body: match data["body"].as_str().or(data["body"][0].as_str()) {
            Some("List") => AnswerBody::List(text(&data["body"][1])),
            Some("Text") => AnswerBody::Text(text(&data["body"][1])),
            Some("Empty") => AnswerBody::Empty,
            Some("Form") => AnswerBody::Form,
            Some("Lines") => AnswerBody::Lines,
            Some("Bytes") => AnswerBody::Bytes,
            _ => AnswerBody::Object,
        },
        media_types: list(&data["media_types"], text),
        charset: option(&data["charset"], |_| super::shape::EUC_KR),
        retry_after: option(&data["retry_after"], text),
    }
}

pub fn header(data: &Value) -> Header {
    Header {
        name: text(&data["name"]),
        lower: text(&data["lower"]),
        need: need(&data["need"]),
        echoes: list(&data["echoes"], text),
        rule: rule(&data["rule"]),
    }
}

fn setting(data: &Value) -> Setting {
    let functions = option(&data["codes"], |it| keep(named(it)));
    Setting {
        name: text(&data["name"]),
        header: text(&data["header"]),
        codes: functions.as_ref().map(|it| it.named),
        offset: functions.filter(|_| !data["offset"].is_null()).map(|it| it.offset),
    }
}

fn description(data: &Value) -> Description {
    let (name, kind_of) = (text(&data["title"]), kind(&data["kind"]));
    let ValueKind::Object(known, _, parameters) = kind_of else { panic!("{name}") };
    let documented = |row: &Value| Documented {
        code: text(&row["code"]),
        http: number(&row["http"]),
        message: text(&row["message"]),
        description: text(&row["description"]),
        remedy: remedy(&row["remedy"]),
    };
    let slot = Slot {
        documented: list(&data["results"], documented).to_vec(),
        second: list(&data["second_codes"], |row| {
            (Named(text(&row["code"]), text(&row["name"])), remedy(&row["remedy"]))
        })
        .to_vec(),
        ..Slot::default()
    };
    let Functions { documented: results, second: second_codes, .. } = keep(slot);
    Description {
        spec: Spec {
            id: text(&data["id"]),
            title: name,
            method: method(&data["method"]),
            path: text(&data["path"]),
            host: option(&data["host"], text),
            body: body(&data["body"]),
            request_headers: list(&data["request_headers"], header),
            response_headers: list(&data["response_headers"], header),
            request_encrypted: option(&data["request_encrypted"], encryption),
            response_encrypted: option(&data["response_encrypted"], encryption),
            answer: answer(&data["answer"]),
            pending: option(&data["pending"], |it| Inquiry {
                told_by: option(&it["told_by"], |it| (text(&it[0]), text(&it[1]))),
                operation: text(&it["operation"]),
                with: list(&it["with"], |it| (text(&it[0]), text(&it[1]))),
            }),
            repeat: repeat(&data["repeat"]),
            source: SOURCE,
        },
        subject: Subject { id: "", title: "" },
        about: "",
        known,
        parameters,
        source: SOURCE,
        answer: list(&data["answered"], answered),
        results,
        second_codes,
        cases: list(&data["cases"], |it| Case {
            http: number(&it["http"]),
            text: text(&it["text"]),
            code: option(&it["code"], text),
        }),
    }
}

fn encryption(data: &Value) -> Encryption {
    if data == "Yes" { Encryption::Yes } else { Encryption::No }
}

fn answered(data: &Value) -> ResponseField {
    ResponseField {
        name: text(&data["name"]),
        redact: redact(&data["redact"]),
        kind: response(&data["kind"]),
    }
}

fn response(data: &Value) -> ResponseKind {
    match (data.as_str().or(data[0].as_str()).expect("a kind"), &data[1]) {
        ("Text", _) => ResponseKind::Text,
        ("Number", _) => ResponseKind::Number,
        ("Written", _) => ResponseKind::Written,
        ("Flag", words) => {
            ResponseKind::Flag(option(words, |it| (text(&it[0]), text(&it[1]))))
        }
        ("Code", rows) => ResponseKind::Code(keep(named(rows)).named),
        ("NumberCode", rows) => ResponseKind::NumberCode(keep(named(rows)).named),
        ("Object", fields) => ResponseKind::Object(list(fields, answered)),
        ("Map", item) => ResponseKind::Map(leak(response(item))),
        ("List", item) => ResponseKind::List(leak(response(item))),
        ("OneOf", shapes) => {
            ResponseKind::OneOf(list(shapes, |it| (sign(&it[0]), list(&it[1], answered))))
        }
        (other, _) => panic!("{other}"),
    }
}

fn parameter(data: &Value) -> Parameter {
    Parameter {
        name: text(&data["name"]),
        flag: text(&data["flag"]),
        place: location(&data["place"]),
        need: need(&data["need"]),
        made: option(&data["made"], made),
        nullable: data["nullable"] == true,
        condition: option(&data["condition"], text),
        kind: kind(&data["kind"]),
        redact: redact(&data["redact"]),
        style: style(&data["style"]),
        example: option(&data["example"], text),
        cite: None,
        about: "",
    }
}

fn kind(data: &Value) -> ValueKind {
    let given = &data[1];
    match data[0].as_str().expect("a kind") {
        "Text" => ValueKind::Text(rule(given)),
        "Date" => ValueKind::Date(rule(given)),
        "Number" => ValueKind::Number(NumberRule {
            field: text(&given["field"]),
            range: range(&given["range"]),
            digits: length(&given["digits"]),
            multiple_of: option(&given["multiple_of"], number),
            redact: redact(&given["redact"]),
            source: SOURCE,
        }),
        "Decimal" => ValueKind::Decimal(DecimalRule {
            field: text(&given["field"]),
            range: range(&given["range"]),
            places: number(&given["places"]),
            multiple_of: option(&given["multiple_of"], number),
            redact: redact(&given["redact"]),
            source: SOURCE,
        }),
        "Flag" => ValueKind::Flag(match given.as_str() {
            Some("YesNo") => YesNo::WORDS,
            Some("OneZero") => OneZero::WORDS,
            _ => TrueFalse::WORDS,
        }),
        "Code" => ValueKind::Code(rule(given), keep(named(&data[2])).named),
        "NumberCode" => ValueKind::NumberCode(rule(given), keep(named(&data[2])).named),
        "Constant" => ValueKind::Constant(text(given)),
        "Object" => ValueKind::Object(known(&data[2]), SOURCE, list(given, parameter)),
        "OneOf" => ValueKind::OneOf(list(given, |it| (sign(&it[0]), kind(&it[1])))),
        "List" => ValueKind::List(list_rule(given), leak(kind(&data[2]))),
        "Map" => ValueKind::Map(list_rule(given), leak(kind(&data[2]))),
        "File" => ValueKind::File(UploadRule {
            field: text(&given["field"]),
            max_bytes: option(&given["max_bytes"], number),
            media_types: list(&given["media_types"], text),
            source: SOURCE,
        }),
        other => panic!("{other}"),
    }
}

fn list_rule(data: &Value) -> ListRule {
    ListRule {
        field: text(&data["field"]),
        items: length(&data["items"]),
        style: option(&data["style"], style).unwrap_or_default(),
        source: SOURCE,
    }
}

fn rule(data: &Value) -> Rule {
    Rule {
        field: text(&data["field"]),
        length: length(&data["length"]),
        shape: shape(&data["shape"]),
        redact: redact(&data["redact"]),
        source: SOURCE,
    }
}

fn named(rows: &Value) -> Slot {
    let rows = rows.as_array().expect("rows");
    let offset = |row: &Value| Some((text(&row["code"]), row["offset"].as_i64()? as i32));
    Slot {
        named: rows.iter().map(|it| Named(text(&it["code"]), text(&it["name"]))).collect(),
        offsets: rows.iter().filter_map(offset).collect(),
        ..Slot::default()
    }
}
