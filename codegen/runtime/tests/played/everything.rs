//! A vendor with an operation that sends and answers with each kind of field, shown in each way,
//! at the top, in objects and in lists, and a value of each that nothing else can contain.

use super::described::VENDOR;
use crate::runtime::description::{
    Description, Location, Parameter, ResponseField, ResponseKind, ValueKind, Vendor,
};
use crate::runtime::{
    Decimal, DecimalRule, Encryption, Header, Known, Length, Limits, ListRule,
    ListStyle, Method, Named, Need, NumberRule, Part, Range, Redact, RequestBody, Rule,
    Shape, Source, Spec,
};
use crate::vendor::HEADERS;
use std::sync::LazyLock;

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
fn kinds(redact: Redact, seed: u32) -> Vec<(ValueKind, String)> {
    let day = Shape(&[Part::Year4, Part::Month, Part::Day]);
    let date = format!("{}{:02}{:02}", 3000 + seed, 1 + seed % 12, 1 + seed / 12);
    let number = NumberRule {
        field: "value",
        range: Range::any(),
        digits: Length::any(),
        redact,
        source: SOURCE,
        ..NumberRule::ANY
    };
    let decimal = DecimalRule {
        field: "value",
        range: Limits::<Decimal>::any(),
        places: 9,
        redact,
        source: SOURCE,
        ..DecimalRule::ANY
    };
    vec![
        (
            ValueKind::Text(rule(Shape::ANY, redact)),
            format!("비밀{seed}홍길동의것{seed}"),
        ),
        (ValueKind::Date(rule(day, redact)), date),
        (ValueKind::Number(number), format!("77{seed}0055{seed}")),
        (ValueKind::Decimal(decimal), format!("66{seed}44{seed}.{seed}77")),
        (
            ValueKind::Code(rule(Shape::ANY, redact), codes),
            format!("CODE-{seed}-OF-{seed}"),
        ),
    ]
}

/// A field, and its value as JSON.
struct Field {
    name: &'static str,
    redact: Redact,
    kind: ValueKind,
    raw: String,
}

/// What is hidden or shown in part, and what is shown.
#[derive(Default)]
pub(super) struct Planted {
    pub(super) hidden: Vec<String>,
    pub(super) last_four: Vec<String>,
    pub(super) shown: Vec<String>,
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
            let is_number = matches!(kind, ValueKind::Number(_) | ValueKind::Decimal(_));
            let raw = if is_number { value.clone() } else { format!("{value:?}") };
            planted.add(redact, value);
            let name = name(redact, &index.to_string());
            all.push(Field { name, redact, kind, raw });
        }
        *seed += 1;
        let (kind, value) = kinds(redact, *seed).swap_remove(0);
        let raw = format!("[{value:?},{value:?}]");
        planted.add(redact, value);
        let kind = ValueKind::List(ListRule::ANY, leaked(kind));
        all.push(Field {
            name: name(redact, "list"),
            redact,
            kind,
            raw,
        });
        let kind = ValueKind::Flag(Some(("Y", "N")));
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
        let object = ValueKind::Object(Known::Whole, SOURCE, parameters(&inner));
        let (kind, raw) = if is_list {
            (ValueKind::List(ListRule::ANY, leaked(object)), format!("[{raw}]"))
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
        place: Location::Body,
        need: Need::Required,
        made: None,
        nullable: false,
        condition: None,
        kind: field.kind,
        redact: field.redact,
        style: ListStyle::Repeated,
        example: None,
        cite: None,
        about: "",
    };
    fields.iter().map(parameter).collect::<Vec<_>>().leak()
}

/// The headers of requests, of one of which the last four characters may be shown.
fn headers() -> &'static [Header] {
    let mut headers = HEADERS.to_vec();
    headers[0].rule.redact = Redact::LastFour;
    headers.leak()
}

fn sample(kind: &ValueKind) -> ResponseKind {
    match kind {
        ValueKind::Text(_)
        | ValueKind::Date(_)
        | ValueKind::Constant(_)
        | ValueKind::OneOf(_)
        | ValueKind::File(_) => ResponseKind::Text,
        ValueKind::Number(_) | ValueKind::Decimal(_) => ResponseKind::Number,
        ValueKind::Flag(words) => ResponseKind::Flag(*words),
        ValueKind::Code(_, codes) => ResponseKind::Code(*codes),
        ValueKind::NumberCode(_, codes) => ResponseKind::NumberCode(*codes),
        ValueKind::Map(_, kind) => ResponseKind::Map(leaked(sample(kind))),
        ValueKind::List(_, kind) => ResponseKind::List(leaked(sample(kind))),
        ValueKind::Object(_, _, fields) => {
            let field = |field: &Parameter| ResponseField {
                name: field.name,
                redact: field.redact,
                kind: sample(&field.kind),
            };
            ResponseKind::Object(fields.iter().map(field).collect::<Vec<_>>().leak())
        }
    }
}

/// The vendor.
pub(super) struct Everything {
    pub(super) vendor: &'static Vendor,
    /// What is in a request, and the options that give it.
    pub(super) asked: Planted,
    pub(super) arguments: Vec<String>,
    /// What is in an answer, and that as JSON.
    pub(super) told: Planted,
    pub(super) answer: String,
}

pub(super) static EVERYTHING: LazyLock<Everything> = LazyLock::new(|| {
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
    let answer = answered.iter().map(|field| ResponseField {
        name: field.name,
        redact: field.redact,
        kind: sample(&field.kind),
    });
    let description = Description {
        spec: Spec {
            id: "everything",
            method: Method::Post,
            path: "/v1/everything",
            host: None,
            body: RequestBody::Json,
            request_encrypted: Some(Encryption::No),
            request_headers: headers(),
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
