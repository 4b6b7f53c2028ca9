//! Names and texts of every length, and lists of a few elements: where the printer and rustfmt
//! might break lines differently. `.ci/run` has rustfmt look at the outputs.

use super::support::Feature;
use super::yaml::{self, Operation, entry, list, text};

pub(crate) fn all() -> Vec<Feature> {
    let mut all = vec![requests(), answers(), tables(), headers(), environments()];
    all.extend((16..=26).step_by(2).map(client));
    all
}

/// A name of so many letters that is no other's: it begins with `seed`.
fn name(seed: usize, length: usize) -> String {
    let letter = |place: u32| {
        char::from(b'a' + u8::try_from(seed / 26_usize.pow(place) % 26).unwrap())
    };
    let name: String = (0..3).map(letter).collect();
    format!("{name}{}", "z".repeat(length)).chars().take(length.max(3)).collect()
}

fn own(key: &'static str, value: &str) -> (&'static str, String) {
    (key, value.to_owned())
}

const LIMITS: [(&str, &str); 6] = [
    ("max_length", "9"),
    ("length", "5"),
    ("max_length", "4000"),
    ("form", "digits"),
    ("form", "\"'AB'digits4\""),
    ("form", "yyyyMMdd"),
];

fn requests() -> Feature {
    let operation = |length: usize| {
        let count = [1, 2, 3, 5, 8, 13][length % 6];
        let field = |at: usize| {
            let seed = length * 13 + at;
            entry(&[
                ("name", name(at, length)),
                ("type_name", name(seed + 676, [5, 20, 30, 33][seed % 4])),
                own("type", ["string", "array-of-strings"][seed / 4 % 2]),
                own("need", ["required", "optional"][(seed + seed / 8) % 2]),
                own(LIMITS[seed % 6].0, LIMITS[seed % 6].1),
                own("about", "About."),
            ])
        };
        let (title, section) = ("t".repeat(length), "가".repeat(length / 2 + 1));
        let fields = (0..count).map(field).collect();
        let operation = Operation {
            title,
            section,
            fields,
            ..Operation::default()
        };
        operation.write(&format!("op{length}"))
    };
    let numbers = |length: usize| {
        let power = 10_i128.pow(u32::try_from(length % 30).unwrap());
        let field = entry(&[
            ("name", name(length, length)),
            ("type_name", format!("n-{}", name(length, length % 30))),
            own("type", "number"),
            own("need", "required"),
            ("min_value", (power * [1, -1][length % 2]).to_string()),
            ("max_value", (power * 9).to_string()),
            own("about", "About."),
        ]);
        let operation = Operation {
            fields: vec![field],
            ..Operation::default()
        };
        operation.write(&format!("number{length}"))
    };
    let files = (3..=60).map(operation).chain((3..=60).map(numbers));
    yaml::vendor("requests", "", files.collect())
}

fn answers() -> Feature {
    let operation = |length: usize| {
        let field = |at: usize| {
            let kinds = ["string", "number", "boolean", "array-of-strings"];
            entry(&[
                ("name", name(at, length * (at + 1) % 58 + 3)),
                own("type", kinds[(length + at) % 4]),
                own("need", "optional"),
                own("redact", "shown"),
                own("about", "About."),
            ])
        };
        let answer = Some((0..length % 5).map(field).collect());
        let operation = Operation {
            title: "가".repeat(length),
            answer,
            ..Operation::default()
        };
        operation.write(&name(length, length))
    };
    yaml::vendor("answers", "", (3..=33).map(operation).collect())
}

fn tables() -> Feature {
    let words = |length: usize, at: usize| {
        ["r".repeat(length), "다".repeat(length / 2 + 1), "é".repeat(length)]
            [(length + at) % 3]
            .clone()
    };
    let table = |length: usize| {
        let code = |at: usize| {
            entry(&[
                ("code", text(&format!("{at}{}", "7".repeat(length % 9)))),
                ("name", text(&format!("{}{at}", words(length, at)))),
                ("variant", name(at, length)),
            ])
        };
        let codes: Vec<_> = (0..=length % 3).map(code).collect();
        let (id, ty) = (format!("table{length}"), name(length, length % 34));
        let table = format!(
            "id: {id}\ntype_name: {ty}\nabout: About.\ncite: {{ source: op3, section: Top }}\n{}",
            list("codes", 0, &codes)
        );
        (format!("codes/{id}.yaml"), table)
    };
    let operation = |length: usize| {
        let code = |at: usize| {
            yaml::code(&at.to_string(), &words(length, at), &name(at, length))
        };
        let codes = (0..=length % 3).map(code).collect();
        Operation {
            codes,
            ..Operation::default()
        }
        .write(&format!("op{length}"))
    };
    let files = (3..=100).map(table).chain((3..=100).map(operation));
    yaml::vendor("tables", "", files.collect())
}

fn headers() -> Feature {
    let parts = [
        "yyyy",
        "MM",
        "dd",
        "HH",
        "mm",
        "ss",
        "'-'",
        "hex7",
        "digits3",
        "'가나다'",
        "SSS",
    ];
    let set = |length: usize| {
        let header = |at: usize| {
            entry(&[
                ("name", format!("X-{}{at}", "n".repeat(length))),
                ("type_name", name(length * 4 + at, length % 34)),
                own("need", ["required", "optional"][at % 2]),
                ("form", text(&parts[..=(length + at) % parts.len()].concat())),
                own("from", "configuration"),
                own("redact", "shown"),
                own("about", "About."),
            ])
        };
        let headers: Vec<_> = (0..[1, 2, 4][length % 3]).map(header).collect();
        format!(
            "id: {}\n    cite: {{ source: op, section: {} }}\n{}",
            name(length, length % 34),
            "h".repeat(length),
            list("headers", 4, &headers).trim_end()
        )
    };
    let sets: Vec<_> = (3..=60).map(set).collect();
    let api = list("header_sets", 0, &sets);
    yaml::vendor("headers", &api, vec![Operation::default().write("op")])
}

/// A client that is configured with three values of so many letters.
fn client(length: usize) -> Feature {
    let header = |at: usize| {
        entry(&[
            ("name", format!("X-{at}")),
            ("type_name", name(at, length)),
            own("need", ["required", "optional"][at % 2]),
            own("from", "configuration"),
            own("about", "About."),
        ])
    };
    let headers: Vec<_> = (0..3).map(header).collect();
    let set = "id: all\n    cite: { source: op, section: Top }\n";
    let set = set.to_owned() + list("headers", 4, &headers).trim_end();
    let api = list("header_sets", 0, &[set]);
    yaml::vendor(
        &format!("client{length}"),
        &api,
        vec![Operation::default().write("op")],
    )
}

fn environments() -> Feature {
    let environment = |length: usize| {
        let host = "u".repeat(length);
        entry(&[
            ("id", name(length, length)),
            ("base_url", text(&format!("https://{host}.example/{host}"))),
            own("cite", "{ source: op, section: Top }"),
        ])
    };
    let environments: Vec<_> = (3..=60).map(environment).collect();
    let api = list("environments", 0, &environments);
    yaml::vendor("environments", &api, vec![Operation::default().write("op")])
}
