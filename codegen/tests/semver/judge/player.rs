//! Plays the requests of a client against the mock server of another state of its spec, which
//! comes as data on the standard input, one state a line. Says on the standard output what came
//! of each.

mod data;
mod shape;
mod signed;
mod told;
mod typed;

use client::fake::{Fake, Scenario};
use client::runtime::{
    BlockingTransport, CallLimits, Core, Encrypting, Endpoint, Error, SentBy, Ureq,
};
use http::{HeaderName, StatusCode};
use serde_json::{Map, Value, json};
use std::io::{BufRead, Write};

/// The old client, beside the new mock server.
pub struct Player<'a> {
    fake: &'a Fake,
    core: Core<Encrypting>,
    transport: &'a Ureq,
}

fn main() {
    let transport = Ureq::new();
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let told = match &asked["told"] {
            Value::Null => play(&asked, &transport),
            Value::Bool(_) => told::told(&client::fake::VENDOR),
            vendor => {
                data::forget();
                told::told(data::vendor(vendor))
            }
        };
        println!("{told}");
        std::io::stdout().flush().expect("somebody reads");
    }
}

fn play(asked: &Value, transport: &Ureq) -> Value {
    data::forget();
    let fake = match Fake::of(data::vendor(&asked["vendor"]), 0) {
        Ok(fake) => fake,
        Err(error) => return json!({ "no server": error.to_string() }),
    };
    let operations = items(&asked["operations"]);
    operations.map(|it| Operation::of(&fake, transport, asked, it).play()).collect()
}

/// One operation of the old client, and the values that it can send.
struct Operation<'a> {
    fake: &'a Fake,
    transport: &'a Ureq,
    asked: &'a Value,
    ty: &'a str,
    base: Map<String, Value>,
    /// For each field what the old client sends; null leaves it out.
    valid: Vec<(&'a str, Vec<&'a Value>)>,
    settings: Map<String, Value>,
    /// The same for each setting.
    configured: Vec<(&'a str, Vec<&'a Value>)>,
}

impl<'a> Operation<'a> {
    fn of(fake: &'a Fake, transport: &'a Ureq, all: &'a Value, asked: &'a Value) -> Self {
        let ty = asked["type"].as_str().expect("a type");
        let base = asked["base"].as_object().expect("values").clone();
        let settings = all["settings"].as_object().expect("settings").clone();
        let tries = asked["tries"].as_object().expect("fields").iter();
        let valid = tries.map(|(name, tries)| {
            let builds = |it: &&Value| typed::builds(ty, &with(&base, name, it));
            (name.as_str(), items(tries).filter(builds).collect())
        });
        let valid = valid.collect();
        let tries = all["configured"].as_object().expect("settings").iter();
        let configured = tries.map(|(name, tries)| {
            let builds =
                |it: &&Value| typed::core(fake, &with(&settings, name, it)).is_ok();
            (name.as_str(), items(tries).filter(builds).collect())
        });
        let configured = configured.collect();
        Self { fake, transport, asked, ty, base, valid, settings, configured }
    }

    fn play(self) -> Value {
        let of = |values: &Map<String, Value>| self.call(&self.settings, values, json!({}));
        let minimal = self.base.iter().filter(|(name, _)| {
            let known = self.valid.iter().find(|(it, _)| it == name);
            !known.is_some_and(|(_, values)| values.iter().any(|it| it.is_null()))
        });
        let minimal = minimal.map(|(name, it)| (name.clone(), it.clone())).collect();
        let mut values = vec![self.base.clone(), minimal];
        let most = self.valid.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
        values.extend((0..most).map(|at| nth(&self.base, &self.valid, at)));
        let mut plays: Vec<_> = values.iter().map(of).collect();
        // What nothing was found wrong with, in one request.
        let mut best = self.base.clone();
        for (name, tries) in &self.valid {
            let is_wrong = |it: &Value| {
                let sent = values.iter().zip(&plays).filter(|(values, _)| {
                    values.get(*name).unwrap_or(&Value::Null) == it
                });
                let mut findings = sent.flat_map(|(_, told)| items(&told["findings"]));
                findings.any(|found| {
                    let at = found["at"].as_str().expect("a place");
                    at.split(['.', '[']).next() == Some(name)
                })
            };
            let base = self.base.get(*name).unwrap_or(&Value::Null);
            let right = [&base].into_iter().chain(tries).find(|it| !is_wrong(it));
            best = with(&best, name, right.unwrap_or(&base)).as_object().unwrap().clone();
        }
        plays.push(of(&best));
        let most = self.configured.iter().map(|(_, values)| values.len()).max();
        let settings = (0..most.unwrap_or(0)).map(|at| {
            self.call(&nth(&self.settings, &self.configured, at), &best, json!({}))
        });
        let settings: Vec<_> = settings.collect();
        let played = |how: Value| self.call(&self.settings, &best, how);
        let codes: Vec<_> = items(&self.asked["codes"])
            .map(|it| played(json!({ "code": it })))
            .collect();
        let cases = 1..=self.asked["cases"].as_u64().unwrap_or(0);
        let cases: Vec<_> = cases.map(|it| played(json!({ "case": it }))).collect();
        let bodies = items(&self.asked["bodies"]).map(|it| json!({ "body": it }));
        let headers = items(&self.asked["headers"]).map(|it| json!({ "headers": it }));
        let statuses = items(&self.asked["statuses"]).map(|it| json!({ "status": it }));
        let answers: Vec<_> = bodies.chain(headers).chain(statuses).map(played).collect();
        json!({
            "type": self.ty,
            "requests": plays,
            "settings": settings,
            "codes": codes,
            "cases": cases,
            "answers": answers,
        })
    }

    fn call(
        &self,
        settings: &Map<String, Value>,
        values: &Map<String, Value>,
        how: Value,
    ) -> Value {
        let core = match typed::core(self.fake, &settings.clone().into()) {
            Ok(core) => core,
            Err(wrong) => return json!({ "unbuilt": wrong.to_string() }),
        };
        let player = Player { fake: self.fake, core, transport: self.transport };
        let values = Value::from(values.clone());
        let how = json!({ "how": how, "own_headers": self.asked["own_headers"] });
        let mut told = typed::play(&player, self.ty, &values, &how);
        told["values"] = values;
        told["configured"] = settings.clone().into();
        told
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn with(values: &Map<String, Value>, name: &str, value: &Value) -> Value {
    let mut values = values.clone();
    if value.is_null() {
        values.remove(name);
    } else {
        values.insert(name.to_owned(), value.clone());
    }
    values.into()
}

/// Every field as it is tried at a position.
fn nth(
    base: &Map<String, Value>,
    tries: &[(&str, Vec<&Value>)],
    at: usize,
) -> Map<String, Value> {
    tries.iter().fold(base.clone(), |values, (name, tries)| {
        let Some(value) = tries.get(at % tries.len().max(1)) else { return values };
        with(&values, name, value).as_object().expect("values").clone()
    })
}

impl Player<'_> {
    /// Sends a request; what the mock server found, and what the client made of the answer.
    pub fn call<O: Endpoint<Code: Clone> + SentBy<Encrypting>>(
        &self,
        request: &O,
        how: &Value,
        code: impl Fn(&O::Code) -> Value,
        read: impl Fn(&O::Response) -> Value,
    ) -> Value {
        let (how, own) = (&how["how"], &how["own_headers"]);
        self.fake.always(match (&how["code"], &how["case"]) {
            (Value::String(code), _) => Scenario::Code(code.clone()),
            (_, Value::Number(case)) => {
                Scenario::Case(case.as_u64().expect("a position") as usize)
            }
            _ => Scenario::Success,
        });
        let prepared = match self.core.prepare(request) {
            Ok(prepared) => prepared,
            Err(error) => return json!({ "unsent": error.to_string() }),
        };
        let (request, sent) = match prepared.into_http() {
            Ok(outgoing) => outgoing,
            Err(error) => return json!({ "unsent": error.to_string() }),
        };
        let _ = self.fake.take_received();
        let answer = self.transport.send(request, CallLimits::default());
        let mut answer = answer.expect("the mock server answers");
        let received = self.fake.take_received();
        let received = received.last().expect("it was received");
        // Each value but one is not the mock server's, and may be any vendor's.
        let findings = received
            .findings()
            .iter()
            .filter(|it| it.what != "not the value issued by the mock server");
        let findings: Vec<_> =
            findings.map(|it| json!({ "at": it.at, "what": it.what })).collect();
        let mut told = json!({
            "operation": received.operation(),
            "findings": findings,
            "how": how,
        });
        // Another answer that the new state allows.
        if let (Some(status), true) = (how["status"].as_u64(), received.findings().is_empty()) {
            let status = u16::try_from(status).expect("a status");
            *answer.status_mut() = StatusCode::from_u16(status).expect("a status");
        }
        if let (Value::String(body), true) = (&how["body"], received.findings().is_empty()) {
            *answer.body_mut() = body.clone().into_bytes();
        }
        let headers = [own, &how["headers"]].into_iter().filter_map(Value::as_object);
        for (name, value) in headers.flatten() {
            let value = value.as_str().expect("a value").parse().expect("a header");
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
            answer.headers_mut().insert(name, value);
        }
        // What the mock server alone does not know, it does not answer.
        if told["findings"] == json!([]) && !received.findings().is_empty() {
            return told;
        }
        told["outcome"] = match self.core.decode(sent, answer) {
            Ok(reply) => json!({
                "read": read(&*reply),
                "headers": typed::headers(reply.answer_headers()),
            }),
            Err(Error::Api(refusal)) => json!({ "code": code(&refusal.code()) }),
            // What an answer says is read all the same.
            Err(Error::Pending(pending)) => json!({
                "pending": true,
                "read": read(&pending.response()),
                "headers": typed::headers(pending.answer().answer_headers()),
            }),
            Err(Error::Undocumented(_)) => json!({ "other": "undocumented" }),
            Err(Error::Mismatch(_)) => json!({ "other": "mismatch" }),
            Err(error) => json!({ "other": error.to_string() }),
        };
        told
    }
}
