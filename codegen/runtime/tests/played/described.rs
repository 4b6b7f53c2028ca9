//! A vendor as data, of which a generator would write this.

use crate::runtime::description::{
    Case, Description, Location, Parameter, ResponseField, ResponseKind, Setting,
    Subject, Table, ValueKind, Vendor,
};
use crate::runtime::{
    Documented, Encryption, Known, Length, ListRule, ListStyle, Method, Named, Need,
    NumberRule, Part, Protocol, Range, Redact, Remedy, Repeat, RequestBody, Rule, Shape,
    Source, Spec,
};
use crate::vendor::{ANSWER_HEADERS, HEADERS, PROTOCOL};

const SOURCE: Source = Source {
    document: "Page",
    section: "Section",
};

const fn rule(
    field: &'static str,
    length: Length,
    shape: Shape,
    redact: Redact,
) -> Rule {
    Rule {
        field,
        length,
        shape,
        redact,
        source: SOURCE,
    }
}

const fn list(field: &'static str, items: Length) -> ListRule {
    ListRule {
        field,
        items,
        source: SOURCE,
        ..ListRule::ANY
    }
}

pub(super) const fn field(
    name: &'static str,
    flag: &'static str,
    kind: ValueKind,
) -> Parameter {
    Parameter {
        name,
        flag,
        place: Location::Body,
        need: Need::Required,
        made: None,
        nullable: false,
        condition: None,
        redact: redact(&kind),
        kind,
        style: ListStyle::Repeated,
        example: None,
        cite: None,
        about: "About.",
    }
}

/// As much as its rule says.
const fn redact(kind: &ValueKind) -> Redact {
    match kind {
        ValueKind::Text(rule)
        | ValueKind::Date(rule)
        | ValueKind::Code(rule, _)
        | ValueKind::NumberCode(rule, _) => rule.redact,
        ValueKind::Number(rule) => rule.redact,
        ValueKind::Decimal(rule) => rule.redact,
        ValueKind::List(_, kind) | ValueKind::Map(_, kind) => redact(kind),
        ValueKind::Flag(_)
        | ValueKind::Constant(_)
        | ValueKind::OneOf(_)
        | ValueKind::Object(..)
        | ValueKind::File(_) => Redact::Shown,
    }
}

pub(super) const fn optional(parameter: &Parameter) -> Parameter {
    Parameter {
        need: Need::Optional,
        ..*parameter
    }
}

const YMD: Shape = Shape(&[Part::Year4, Part::Month, Part::Day]);
const NAME: Rule = rule("name", Length::between(2, 5), Shape::ANY, Redact::Hidden);
const BANK: Rule = rule("banks", Length::exactly(3), Shape::DIGITS, Redact::Shown);

fn banks() -> Vec<Named> {
    vec![Named("004", "First Bank"), Named("011", "둘째 은행")]
}

const ACCOUNT: Rule =
    rule("accountNo", Length::between(3, 20), Shape::DIGITS, Redact::LastFour);
const BIRTH: Rule = rule("birthDate", Length::exactly(8), YMD, Redact::Hidden);
pub(super) const TAG: Rule = rule("tags", Length::at_most(4), Shape::ANY, Redact::Shown);
const TAGS: ListRule = list("tags", Length::at_most(2));
const LINES: ListRule = list("lines", Length::between(1, 2));
const AMOUNT: NumberRule = NumberRule {
    field: "amount",
    range: Range::between(1, 99_999_999_999_999_999_999),
    digits: Length::any(),
    redact: Redact::Shown,
    source: SOURCE,
    ..NumberRule::ANY
};

pub(super) const PAY: Description = Description {
    spec: Spec {
        id: "pay",
        title: "Pay",
        method: Method::Post,
        path: "/v1/payments",
        host: None,
        body: RequestBody::Json,
        request_headers: HEADERS,
        response_headers: ANSWER_HEADERS,
        request_encrypted: Some(Encryption::Yes),
        response_encrypted: Some(Encryption::No),
        repeat: Repeat::Unsafe,
        answer: crate::vendor::ANSWER,
        pending: None,
        source: SOURCE,
    },
    subject: Subject {
        id: "payments",
        title: "Payments",
    },
    about: "Pays.",
    parameters: &[
        field("accountNo", "account-no", ValueKind::Text(ACCOUNT)),
        field("birthDate", "birth-date", ValueKind::Date(BIRTH)),
        field("amount", "amount", ValueKind::Number(AMOUNT)),
        field("agreed", "agreed", ValueKind::Flag(Some(("Y", "N")))),
        field("bank", "bank", ValueKind::Code(BANK, banks)),
        field(
            "buyer",
            "buyer",
            ValueKind::Object(
                Known::Whole,
                SOURCE,
                &[
                    field("fullName", "full-name", ValueKind::Text(NAME)),
                    optional(&field("nick", "nick", ValueKind::Text(TAG))),
                ],
            ),
        ),
        optional(&field("tags", "tags", ValueKind::List(TAGS, &ValueKind::Text(TAG)))),
        optional(&field(
            "lines",
            "lines",
            ValueKind::List(
                LINES,
                &ValueKind::Object(
                    Known::Whole,
                    SOURCE,
                    &[field("id", "id", ValueKind::Text(TAG))],
                ),
            ),
        )),
    ],
    known: Known::Whole,
    source: SOURCE,
    answer: &[ResponseField {
        name: "total",
        redact: Redact::Shown,
        kind: ResponseKind::Number,
    }],
    results,
    second_codes: Vec::new,
    cases: &[
        Case {
            http: 200,
            text: "Paid",
            code: Some("E0"),
        },
        Case {
            http: 400,
            text: "Nobody knows why",
            code: None,
        },
    ],
};

pub(super) const LOOK: Description = Description {
    spec: Spec {
        id: "look",
        title: "Look",
        method: Method::Get,
        path: "/v1/names/{name}",
        body: RequestBody::None,
        request_encrypted: Some(Encryption::No),
        repeat: Repeat::Safe,
        ..PAY.spec
    },
    subject: Subject {
        id: "names", title: "이름"
    },
    parameters: &[Parameter {
        place: Location::Path,
        ..field("name", "name", ValueKind::Text(NAME))
    }],
    cases: &[],
    ..PAY
};

fn results() -> Vec<Documented> {
    let row = |code, http, message, description, remedy| Documented {
        code,
        http,
        message,
        description,
        remedy,
    };
    vec![
        row("E0", 200, "Done.", "끝났습니다.", Remedy::None),
        row("E1", 400, "No such name.", "이름이 없습니다.", Remedy::AskUser),
        row(
            "E2",
            400,
            "Account no has a wrong length.",
            "계좌 길이가 잘못되었습니다.",
            Remedy::FixRequest,
        ),
        row("E3", 503, "Busy.", "바쁩니다.", Remedy::RetryLater),
    ]
}

pub(super) static VENDOR: Vendor = Vendor {
    id: "test-vendor",
    protocol: &Protocol {
        response_headers: ANSWER_HEADERS,
        ..PROTOCOL
    },
    environments: &[("sandbox", "https://sandbox.vendor.example/api")],
    for_tests: &["sandbox"],
    hosts: &[],
    settings: &[
        Setting {
            name: "user",
            header: "X-User",
            codes: None,
            offset: None,
        },
        Setting {
            name: "access-key",
            header: "X-Access-Key",
            codes: None,
            offset: None,
        },
    ],
    operations: &[PAY, LOOK],
    callbacks: &[],
    tables: &[Table {
        type_name: "BankCode",
        rule: BANK,
        codes: banks,
    }],
    #[cfg(feature = "gateway")]
    openapi: include_str!("gateway/vendor.json"),
};
