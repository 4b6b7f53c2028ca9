//! What became of an old client: of its requests, and of the answers to them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use codegen::semver::{Callers, Deployed};
use serde_json::Value;

use super::meaning::{Meaning, sent_codes, sent_shapes, sent_times};
use super::reading::answer;
use super::tries::{named, parameters};
use super::world::{State, operation, successor};

/// What was seen of an edit.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) deployed: Deployed,
    /// The same, if only those calls count that have what has changed.
    pub(crate) most: Deployed,
    pub(crate) callers: Callers,
    /// Why, the worst first.
    pub(crate) because: Vec<(Deployed, String)>,
}

/// Plays of one kind: whether some of them, or all, are in vain.
#[derive(Default)]
struct Tally {
    good: usize,
    bad: Vec<String>,
}

impl Tally {
    fn add(&mut self, wrong: Option<String>) {
        match wrong {
            Some(wrong) => self.bad.push(wrong),
            None => self.good += 1,
        }
    }

    fn worst(self) -> Option<(Deployed, String)> {
        let is_all = self.good == 0;
        let first = self.bad.into_iter().next()?;
        Some((if is_all { Deployed::Fails } else { Deployed::Depends }, first))
    }
}

impl Seen {
    pub(crate) fn of(
        old: &State,
        new: &State,
        played: &Value,
        refusal: Option<&String>,
    ) -> Self {
        let (mut because, mut most) = (Vec::new(), Deployed::Works);
        let mut callers = super::callers::seen(old, new);
        if let Some(why) = played.get("no server") {
            because.push((Deployed::Fails, format!("no server: {why}")));
        }
        for played in played.as_array().into_iter().flatten() {
            of_operation(old, new, played, &mut because);
            if always_in_vain(played) || no_code_is_left(old, new, played) {
                most = Deployed::Fails;
            }
            callers = callers.max(super::callers::played(old, new, played));
        }
        because.sort_by_key(|it| Reverse(it.0));
        if refusal.is_some() {
            callers = Callers::MustChange;
        }
        let deployed = because.first().map_or(Deployed::Works, |it| it.0);
        let most = most.max(deployed);
        Self {
            deployed,
            most,
            callers,
            because,
        }
    }
}

pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn of_operation(
    old: &State,
    new: &State,
    played: &Value,
    because: &mut Vec<(Deployed, String)>,
) {
    let name = played["type"].as_str().unwrap();
    let was = operation(&old.vendor, &old.client.operation(name)["id"]).unwrap();
    let now = successor(was, &new.vendor);
    let of = |worst: (Deployed, String)| (worst.0, format!("{name}: {}", worst.1));
    let mut requests = Tally::default();
    for play in items(&played["requests"]).filter(|it| it.get("unbuilt").is_none()) {
        requests.add(refused(play, now));
        because.extend(now.into_iter().flat_map(|now| meant(was, now, play)).map(of));
    }
    let is_met = requests.good > 0;
    because.extend(requests.worst().map(of));
    let (Some(now), true) = (now, is_met) else { return };
    let mut settings = Tally::default();
    for play in items(&played["settings"]).filter(|it| it.get("unbuilt").is_none()) {
        settings.add(refused(play, Some(now)));
    }
    because.extend(settings.worst().map(|(_, why)| of((Deployed::Depends, why))));
    let model = |state: &'_ State, id: &Value| {
        let mut all = state.api.operations.iter();
        all.position(|it| *id == it.id.as_str()).unwrap()
    };
    let (a, b) = (model(old, &was["id"]), model(new, &now["id"]));
    let operations = (&old.api.operations[a], &new.api.operations[b]);
    let mut answers = Tally::default();
    let all = items(&played["requests"]).chain(items(&played["answers"]));
    let all: Vec<_> = all.filter(|it| refused(it, Some(now)).is_none()).collect();
    for play in all.iter().filter(|it| it.get("outcome").is_some()) {
        because.extend(super::pending::taken(was, now, &play["outcome"]).map(of));
        answers.add(answer((old, new), operations, &play["outcome"], because));
    }
    because.extend(answers.worst().map(of));
    let headers =
        all.iter().filter_map(|it| it["outcome"]["headers"].as_object()).flatten();
    for (name, _) in headers.filter(|(_, read)| **read == false) {
        because.push((Deployed::Depends, format!("{name} of an answer is unreadable")));
    }
    configured(old, new, was, now, because);
    because.extend(super::reading::gone(operations.0, &all).map(of));
    results(was, now, played, because);
}

/// What has become of the codes that callers configure.
fn configured(
    old: &State,
    new: &State,
    was: &Value,
    now: &Value,
    because: &mut Vec<(Deployed, String)>,
) {
    let setting = |state: &State, of: &Value, name: &Value| {
        let headers = of["request_headers"].as_array().unwrap();
        let known = named(headers, "name", name).is_some();
        let settings = state.vendor["settings"].as_array().unwrap();
        named(settings, "header", name).filter(|_| known).map(|it| it["codes"].clone())
    };
    for header in items(&was["request_headers"]) {
        let name = &header["name"];
        let (Some(Value::Array(a)), Some(Value::Array(b))) =
            (setting(old, was, name), setting(new, now, name))
        else {
            continue;
        };
        for row in &a {
            let meaning = super::meaning::of_code(&a, &b, &row["code"], "name");
            if let Some(level) = level(meaning) {
                because.push((level, format!("{}: {meaning:?}", row["code"])));
            }
        }
    }
}

fn level(meaning: Meaning) -> Option<Deployed> {
    match meaning {
        Meaning::Same => None,
        Meaning::Gone => Some(Deployed::Depends),
        Meaning::Moved => Some(Deployed::Fails),
        Meaning::Other => Some(Deployed::Harms),
    }
}

/// Whether a field was sent with none of the codes that it has now. The mock server takes codes
/// that are not documented.
fn no_code_is_left(old: &State, new: &State, played: &Value) -> bool {
    let name = played["type"].as_str().unwrap();
    let was = operation(&old.vendor, &old.client.operation(name)["id"]).unwrap();
    let Some(now) = successor(was, &new.vendor) else { return false };
    let kinds = (&was["kind"], &now["kind"]);
    let mut gone = BTreeMap::<String, bool>::new();
    for play in items(&played["requests"]) {
        for (_, meaning, name) in sent_codes(kinds, &play["values"]) {
            *gone.entry(name).or_insert(true) &= meaning == Meaning::Gone;
        }
    }
    gone.into_values().any(|it| it)
}

/// Whether some field, of a request or of an answer, or some setting is in vain wherever it is.
fn always_in_vain(played: &Value) -> bool {
    let all = || items(&played["requests"]).filter(|it| it.get("unbuilt").is_none());
    let names = all().filter_map(|it| it["values"].as_object());
    let names: BTreeSet<_> = names.flat_map(|it| it.keys()).collect();
    let is_found = |play: &Value, name: &str| {
        let places = items(&play["findings"]).filter_map(|it| it["at"].as_str());
        places.flat_map(|at| at.split(['.', '['])).any(|at| at == name)
    };
    let of_requests = names.iter().any(|name| {
        // A list of one item may look like one of any style.
        let has = |it: &&Value, least: usize| {
            let value = it["values"].get(name);
            value.is_some_and(|it| it.as_array().is_none_or(|it| it.len() >= least))
        };
        let least = if all().any(|it| has(&it, 2)) { 2 } else { 0 };
        let mut sent = all().filter(|it| has(it, least));
        sent.all(|it| is_found(it, name))
    });
    let mut read = BTreeMap::<String, bool>::new();
    let answers = items(&played["requests"]).chain(items(&played["answers"]));
    for play in answers {
        unread("", &play["outcome"]["read"], &mut read);
        for (name, is_good) in
            play["outcome"]["headers"].as_object().into_iter().flatten()
        {
            if let Some(is_good) = is_good.as_bool() {
                *read.entry(format!("headers.{name}")).or_default() |= is_good;
            }
        }
    }
    let settings =
        || items(&played["settings"]).filter(|it| it.get("unbuilt").is_none());
    let configured = settings().filter_map(|it| it["configured"].as_object());
    let configured: BTreeSet<_> = configured.flat_map(|it| it.keys()).collect();
    let of_settings = configured.iter().any(|name| {
        let is_sent = |it: &&Value| it["configured"][name.as_str()].is_string();
        let sent: Vec<_> = settings().filter(is_sent).collect();
        !sent.is_empty() && sent.iter().all(|it| is_found(it, name))
    });
    of_requests || of_settings || read.values().any(|is_good| !is_good)
}

/// For each field that answers have, whether it could be read once.
fn unread(at: &str, read: &Value, found: &mut BTreeMap<String, bool>) {
    match read {
        Value::Object(fields) => {
            for (name, read) in fields {
                let at = format!("{at}.{name}");
                match (read.get("value"), read.as_str()) {
                    (Some(value), _) => {
                        found.insert(at.clone(), true);
                        unread(&at, value, found);
                    }
                    (None, Some("Unreadable(..)")) => {
                        found.entry(at).or_insert(false);
                    }
                    _ => {}
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                let one = std::iter::once((String::new(), item.clone())).collect();
                unread(at, &Value::Object(one), found);
            }
        }
        _ => {}
    }
}

/// Why a request was in vain, if it was.
pub(crate) fn refused(play: &Value, now: Option<&Value>) -> Option<String> {
    if let Some(why) = play.get("unsent").or(play.get("unbuilt")) {
        return Some(format!("unsent: {why}"));
    }
    if let Some(found) = items(&play["findings"]).next() {
        return Some(found.to_string());
    }
    let met = &play["operation"];
    let is_met = now.is_some_and(|now| now["id"] == *met);
    (!is_met).then(|| format!("{met} was called"))
}

/// Whether what was sent stands for something else now.
fn meant<'v>(
    was: &'v Value,
    now: &'v Value,
    play: &'v Value,
) -> impl Iterator<Item = (Deployed, String)> + use<'v> {
    let met = &play["operation"];
    let other = (!met.is_null() && *met != now["id"] && play["findings"] == *"[]")
        .then(|| (Deployed::Harms, format!("{met} was called")));
    let mut found = Vec::from_iter(other);
    let kinds = (&was["kind"], &now["kind"]);
    for (code, meaning, _) in sent_codes(kinds, &play["values"]) {
        let Some(level) = level(meaning) else { continue };
        found.push((level, format!("the code {code}: {meaning:?}")));
    }
    for (time, name) in sent_times(kinds, &play["values"]) {
        let is_refused = items(&play["findings"]).any(|it| it["at"] == *name);
        if !is_refused {
            found.push((Deployed::Harms, format!("{time} is another time")));
        }
    }
    for name in sent_shapes(kinds, &play["values"]) {
        let is_refused = items(&play["findings"])
            .any(|it| it["at"].as_str().is_some_and(|it| it.starts_with(&name)));
        if !is_refused {
            found.push((Deployed::Harms, format!("{name} is taken for another shape")));
        }
    }
    found.into_iter()
}

/// What the client made of each result that the new state documents.
fn results(
    was: &Value,
    now: &Value,
    played: &Value,
    because: &mut Vec<(Deployed, String)>,
) {
    let plays = || items(&played["codes"]).chain(items(&played["cases"]));
    let rows = |of: &Value| of["results"].as_array().unwrap().clone();
    let (before, after) = (rows(was), rows(now));
    let mut others = Tally::default();
    // A file has one media type of several: it is judged as an answer.
    let is_file = |row: &Value| {
        let answer = &now["answer"];
        answer["body"] == "Bytes"
            && items(&answer["statuses"]).any(|it| *it == row["http"])
    };
    for play in plays().filter(|it| it.get("outcome").is_some()) {
        let outcome = &play["outcome"];
        let row = named(&after, "code", &play["how"]["code"]);
        if row.is_some_and(is_file) {
            continue;
        }
        let is_old =
            row.is_some_and(|row| named(&before, "variant", &row["variant"]).is_some());
        if let Some(other) = outcome.get("other") {
            let why = format!("{}: {other}", play["how"]);
            // Who waits for this result gets another error. Who has never heard of it gets that of
            // every answer that says nothing.
            because.extend(is_old.then(|| (Deployed::Fails, why.clone())));
            others.bad.extend((row.is_none() || is_old).then_some(why));
            continue;
        }
        others.good += 1;
        if outcome.get("pending").is_some() {
            continue;
        }
        if row.is_none() {
            continue;
        }
        let read = match &outcome["code"] {
            // A success has no variant in the old client's hands.
            Value::Null => continue,
            Value::String(variant) => {
                let known = before.iter().find(|it| it["variant"] == *variant.as_str());
                known.unwrap()["code"].clone()
            }
            undocumented => undocumented[0].clone(),
        };
        let meaning = super::meaning::of_code(&before, &after, &read, "message");
        let is_known = !matches!(&outcome["code"], Value::Array(_));
        let is_other = meaning == Meaning::Other || (!is_known && is_old);
        if is_other {
            let why = format!("the result {read} is taken for another one");
            because.push((Deployed::Fails, why));
        }
    }
    because.extend(others.worst());
}

/// The parameter of another state that a caller, or the wire, knows by the same name.
pub(crate) fn same<'v>(of: &Value, key: &str, kind: &'v Value) -> Option<&'v Value> {
    named(parameters(kind), key, &of[key])
}
