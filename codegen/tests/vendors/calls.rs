//! The calls of a vendor, and what has to come of each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::folder;
use super::played::{Caller, Variables};
use super::standin::Standin;

/// `calls.yaml`.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    #[serde(skip)]
    vendor: String,
    /// What the client is configured with, by the names of its settings.
    pub(crate) settings: BTreeMap<String, String>,
    /// In order: the stand-in remembers what was done.
    pub(crate) calls: Vec<Step>,
    /// What the stand-in has counted in the end.
    counters: Value,
}

/// A step: a call.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// What it shows.
    about: String,
    /// Whether all others need it.
    #[serde(default)]
    first: bool,
    /// How the stand-in answers it, where it is not as always.
    next: Option<Value>,
    /// The operation.
    pub(crate) call: String,
    /// The values, by the names of their options.
    #[serde(default)]
    with: Map<String, Value>,
    /// The settings that the client has not got for it.
    #[serde(default)]
    without: Vec<String>,
    /// What is told of it; more may be told.
    then: Value,
}

/// What the options and settings of a spec are called in another state of it, and their codes: a
/// caller names a code by its meaning. What is `None` is not there any more.
#[derive(Default)]
pub(crate) struct Renamed(pub(crate) BTreeMap<String, Option<String>>);

impl Script {
    pub(crate) fn of(vendor: &str) -> Self {
        let text = std::fs::read_to_string(folder(vendor).join("calls.yaml")).unwrap();
        let calls: Self = serde_yaml::from_str(&text).unwrap();
        Self {
            vendor: vendor.to_owned(),
            ..calls
        }
    }

    /// The calls of one operation, with what they need, or all of them.
    pub(crate) fn of_operation(&self, operation: Option<&str>) -> Self {
        let calls = self.calls.iter();
        let calls =
            calls.filter(|it| operation.is_none_or(|of| it.first || it.call == of));
        Self {
            calls: calls.cloned().collect(),
            ..self.clone()
        }
    }

    /// Makes the calls, as their results are asked for; what is told of each.
    pub(crate) fn made<'a>(
        &'a self,
        standin: &'a Standin,
        caller: &'a mut impl Caller,
        renamed: &'a Renamed,
    ) -> impl Iterator<Item = Value> + 'a {
        standin.reset();
        let settings = self.settings.iter().filter_map(|(given, value)| {
            let name = renamed.of("", given)?;
            let name = format!("{}_{name}", self.vendor).replace('-', "_");
            Some((name.to_uppercase(), (given, value.clone())))
        });
        let settings: Vec<_> = settings.collect();
        self.calls.iter().map(move |call| {
            if let Some(how) = &call.next {
                standin.next(how);
            }
            let has = |given: &String| !call.without.contains(given);
            let settings = settings.iter().filter(|(_, (given, _))| has(given));
            let settings =
                settings.map(|(name, (_, value))| (name.clone(), value.clone()));
            caller.call(
                &settings.collect::<Variables>(),
                &call.arguments(standin, renamed),
            )
        })
    }

    /// What is not as it has to be.
    pub(crate) fn wrong(
        &self,
        standin: &Standin,
        caller: &mut impl Caller,
    ) -> Vec<String> {
        let renamed = Renamed::default();
        let made = self.made(standin, caller, &renamed);
        let mut wrong = Vec::new();
        for (call, told) in self.calls.iter().zip(made) {
            let mut text = String::new();
            differs("", &call.then, &told, &mut text);
            if !text.is_empty() {
                let about = &call.about;
                wrong.push(format!("{}: {about}\n{text}{told}", self.vendor));
            }
        }
        let log = standin.log();
        let complaints = log["complaints"].as_array().unwrap();
        wrong.extend(complaints.iter().map(|it| format!("{}: {it}", self.vendor)));
        if log["counters"] != self.counters {
            wrong.push(format!("{}: {}", self.vendor, log["counters"]));
        }
        wrong
    }
}

impl Step {
    fn arguments(&self, standin: &Standin, renamed: &Renamed) -> Vec<String> {
        let base_url = standin.url();
        let fixed = ["call", &self.call, "--format=json", "--base-url", &base_url];
        let mut arguments = fixed.map(str::to_owned).to_vec();
        for (name, value) in &self.with {
            let Some(option) = renamed.of(&self.call, name) else { continue };
            let values =
                value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            for value in values {
                let text =
                    value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let text = renamed.of(&format!("{} {name}", self.call), &text);
                arguments.extend(text.map(|text| format!("--{option}={text}")));
            }
        }
        arguments
    }
}

impl Renamed {
    fn of(&self, owner: &str, name: &str) -> Option<String> {
        let renamed = self.0.get(&format!("{owner} {name}"));
        renamed.cloned().unwrap_or_else(|| Some(name.to_owned()))
    }
}

/// Whether all that is expected is there.
fn differs(at: &str, expected: &Value, told: &Value, wrong: &mut String) {
    match (expected, told) {
        (Value::Object(expected), Value::Object(told)) => {
            for (name, expected) in expected {
                let told = told.get(name).unwrap_or(&Value::Null);
                differs(&format!("{at}.{name}"), expected, told, wrong);
            }
        }
        (Value::Array(expected), Value::Array(told)) if expected.len() == told.len() => {
            for (n, (expected, told)) in expected.iter().zip(told).enumerate() {
                differs(&format!("{at}[{n}]"), expected, told, wrong);
            }
        }
        _ if expected == told => {}
        _ => {
            let _ = writeln!(wrong, "{at}: expected {expected}, told {told}");
        }
    }
}
