//! Tests of the worked examples: each is run against the mock server, which answers with values
//! that nothing else has, and each request has to carry those of the answers before it.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::emitter::{Emitted, Emitter, once};
use super::walkthrough;
use super::walkthrough_step::{self as step, Origins, is_on};
use crate::ir::{
    Api, Given, GivenValue, Ident, Operation, Pending, Reading, ResponseField, Step,
    ValueKind, Walkthrough, Wire,
};
use crate::runtime_files::WALKED;

pub(super) const EMITTER: Emitter = Emitter {
    name: "walked",
    paths: |api| {
        if api.walkthroughs.is_empty() { Vec::new() } else { once("tests/examples.rs") }
    },
    emit: |api, _, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "spec/walkthroughs".to_owned(),
            text: tests(api),
        })
    },
};

pub(super) const SUPPORT: Emitter = Emitter {
    name: "walked",
    paths: |api| {
        if api.walkthroughs.is_empty() {
            Vec::new()
        } else {
            once("tests/walked/mod.rs")
        }
    },
    emit: |_, _, _| {
        Some(Emitted::Text {
            comment: "//",
            origin: "codegen/runtime/tests/walked/mod.rs".to_owned(),
            text: WALKED.to_owned(),
        })
    },
};

fn tests(api: &Api) -> String {
    let krate = api.id.replace('-', "_");
    let mut text = format!(
        "//! The worked examples on the mock server: each request carries the values of the answers \
         before it.\n\n\
         mod walked;\n\n\
         use ::{krate}::fake::Fake;\n\
         use ::{krate}::*;\n"
    );
    for walkthrough in &api.walkthroughs {
        if let Some(test) = test(api, walkthrough) {
            text.push_str(&test);
        }
    }
    text
}

fn test(api: &Api, walkthrough: &Walkthrough) -> Option<String> {
    let (name, path) = (&walkthrough.name, walkthrough::path(walkthrough));
    let origins = Origins::new(api, walkthrough);
    let inputs = walkthrough.inputs.iter().map(|it| (&it.name, it.example.as_str()));
    let takes = walkthrough.steps.iter().flat_map(|step| &step.takes);
    let takes = takes.map(|it| (&it.name, it.example.as_str()));
    let values: HashMap<_, _> = inputs.chain(takes).collect();
    let (mut answers, mut sent) = (String::new(), String::new());
    for step in &walkthrough.steps {
        let operation = api.operation(&step.operation)?;
        let _ = write!(answers, "\n        {:?},", answer(api, operation, step));
        let mut fields = String::new();
        for given in &step.fields {
            let value = sent_value(api, operation, given, &values)?;
            let _ = write!(fields, "\n            ({:?}, {value:?}),", given.path);
        }
        for (path, json) in &step.undocumented {
            let value: serde_json::Value = serde_json::from_str(json).ok()?;
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let _ = write!(fields, "\n            ({path:?}, {text:?}),");
        }
        let _ = write!(sent, "\n        ({:?}, &[{fields}\n        ]),", step.operation);
    }
    let arguments = origins.arguments(walkthrough, &format!("{}::", walkthrough.name));
    Some(format!(
        "\n\
         #[expect(dead_code, reason = \"its function is called, and not the program\")]\n\
         #[path = \"../{path}\"]\n\
         mod {name};\n\
         \n\
         #[test]\n\
         fn {name}_carries_its_values() {{\n    \
             let fake = walked::start(&[{answers}\n    ]);\n    \
             let client = walked::patient(fake.client()).build().expect(\"it has everything\");\n    \
             walked::run({name}::{name}(&client{arguments}));\n    \
             walked::check(&fake, &[{sent}\n    ]);\n\
         }}\n"
    ))
}

/// The text of a value on the wire.
fn sent_value(
    api: &Api,
    operation: &Operation,
    given: &Given,
    values: &HashMap<&Ident, &str>,
) -> Option<String> {
    let value = match &given.value {
        GivenValue::Literal(value) => value.as_str(),
        GivenValue::Named(name) => values.get(name).copied()?,
    };
    let field = step::field(api, operation, &given.path)?;
    let mut types = operation.types.iter().chain(&api.field_types);
    let kind = types.find(|ty| ty.name == *field.ty.name()).map(|ty| &ty.kind);
    Some(match kind {
        Some(ValueKind::Flag(wire)) => word(*wire, is_on(value)).to_owned(),
        _ => value.to_owned(),
    })
}

const fn word(wire: Wire, is_on: bool) -> &'static str {
    match (wire, is_on) {
        (Wire::TrueFalse, true) => "true",
        (Wire::TrueFalse, false) => "false",
        (Wire::YesNo, true) => "Y",
        (Wire::YesNo, false) => "N",
        (Wire::OneZero, true) => "1",
        (Wire::OneZero, false) => "0",
    }
}

/// The answer to a step, as JSON: what is taken from it, and nothing else.
fn answer(api: &Api, operation: &Operation, step: &Step) -> String {
    let fields = operation.response.as_ref().map_or(&[][..], |it| &it.fields);
    let read = step.takes.iter().map(|it| (it.path.as_str(), it.example.as_str()));
    // Where the outcome may follow, it does.
    let pending = operation.response.as_ref().and_then(|it| it.pending.as_ref());
    let pending = pending.and_then(Pending::told_by);
    let takes = read.chain(pending).collect();
    Answer { api, operation, takes }
        .object(fields, "")
        .unwrap_or_else(|| "{}".to_owned())
}

struct Answer<'a> {
    api: &'a Api,
    operation: &'a Operation,
    /// Paths and values.
    takes: Vec<(&'a str, &'a str)>,
}

impl Answer<'_> {
    /// The fields below a path from which something is taken, if there are any.
    fn object(&self, fields: &[ResponseField], above: &str) -> Option<String> {
        let fields: Vec<_> = fields
            .iter()
            .filter_map(|field| {
                let value = self.value(field, &format!("{above}{}", field.wire))?;
                Some(format!("{}:{value}", json(&field.wire)))
            })
            .collect();
        (!fields.is_empty()).then(|| format!("{{{}}}", fields.join(",")))
    }

    fn value(&self, field: &ResponseField, path: &str) -> Option<String> {
        match &field.reading {
            Reading::Objects(_) | Reading::Texts => {
                let list = format!("{path}[");
                let positions = self.takes.iter().filter_map(|(of, _)| {
                    let (item, _) = of.strip_prefix(&list)?.split_once(']')?;
                    item.parse::<usize>().ok()
                });
                let most = positions.max().filter(|most| *most < 100)?;
                let all: Vec<_> = (0..=most)
                    .map(|item| {
                        let found = self.item(field, &format!("{path}[{item}]"));
                        let is_text = field.reading == Reading::Texts;
                        found.unwrap_or_else(|| {
                            if is_text { "\"\"" } else { "{}" }.to_owned()
                        })
                    })
                    .collect();
                Some(format!("[{}]", all.join(",")))
            }
            _ => self.item(field, path),
        }
    }

    fn item(&self, field: &ResponseField, path: &str) -> Option<String> {
        if let Reading::Object(name) | Reading::Objects(name) = &field.reading {
            let mut objects =
                self.operation.answers.iter().chain(&self.api.field_answers);
            let object = objects.find(|object| object.name == *name)?;
            return self.object(&object.fields, &format!("{path}."));
        }
        let (_, value) = self.takes.iter().find(|(taken, _)| *taken == path)?;
        Some(match (&field.reading, &field.kind) {
            (Reading::Number | Reading::Decimal, _) => (*value).to_owned(),
            (Reading::Flag, Some(ValueKind::Flag(Wire::TrueFalse)) | None) => {
                is_on(value).to_string()
            }
            (Reading::Flag, Some(ValueKind::Flag(wire))) => {
                json(word(*wire, is_on(value)))
            }
            _ => json(value),
        })
    }
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
