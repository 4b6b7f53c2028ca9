//! No fact of a vendor's protocol is a remark: with another one, its stand-in refuses a call, or
//! the client reads another result.
//!
//! Every key of each spec is changed, one at a time. What lint does not refuse, and with which a
//! client fails as the digest tells it, is played: no client is compiled for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::built::{built, generate, sound};
use super::calls::{Renamed, Script};
use super::changes::{changes, facts, protocol};
use super::drawn;
use super::emitted::Emitted;
use super::played::Player;
use super::standin::Standin;
use super::{VENDORS, folder};

/// Changes that nothing notices here, by a piece of what is told of them, each with its reason.
const TAKEN: [(&str, &str); 11] = [
    (
        "callbacks",
        "what a vendor sends is received by compiled clients alone: `callbacks_are_proved_or_refused`",
    ),
    (
        "operations/deposit.yaml request.fields.fields",
        "the command line takes the rows of a list as JSON, with the names that callers give",
    ),
    (
        "token.expires_in:",
        "the command line makes one call, and fetches a token for it that has not ended",
    ),
    ("environments.base_url:", "callers give the address of the stand-in"),
    (
        "codes/payment-states.yaml codes.code:",
        "the command line shows what is answered as it is, and has no variants",
    ),
    (
        "response_codes.codes.http: 200 → 199",
        "a code decides; the status of its row is for the mock server",
    ),
    ("signing.algorithm: \"jwt-hs512\" → \"jwt-hs256\"", "the vendor accepts HS256 too"),
    (
        "\"Access-Key\" → \"Access-Keyx\" everywhere",
        "the access key is a claim; the header has a name of ours",
    ),
    ("\"Remaining-Req\" → \"Remaining-Reqx\"", NO_HEADERS),
    ("\"Remaining-Req\" → \"Remaining-Reqx\" everywhere", NO_HEADERS),
    (
        "fields.type: \"string\" → \"number\"",
        "the command line shows what is answered as it is, and has no types",
    ),
];

/// Facts that no vendor here has, each with those in it, and with what shows that they act.
const ELSEWHERE: [(&str, &str); 45] = [
    ("api.yaml.callbacks", DRAWN),
    ("api.yaml.encryption", DRAWN),
    (
        "api.yaml.envelope.code_form",
        "a fixture, `results`: an answer with another code is undocumented",
    ),
    ("api.yaml.envelope.code_type", DRAWN),
    (
        "api.yaml.envelope.second.object",
        "a fixture, `second-code`, and the runtime's tests of second codes",
    ),
    ("api.yaml.environments.hosts", DRAWN),
    ("api.yaml.header_sets.headers.echo", JUDGED),
    (
        "api.yaml.header_sets.headers.sent_as",
        "a fixture, `token-host`, whose client passes its own tests",
    ),
    ("api.yaml.recipes", RECIPES),
    ("api.yaml.resolutions", PAGES),
    ("api.yaml.service.utc_offset", DRAWN),
    ("api.yaml.signing.key_form", DRAWN),
    ("api.yaml.signing.query", DRAWN),
    ("callbacks.body", DRAWN),
    ("callbacks.encrypted", DRAWN),
    ("callbacks.event", DRAWN),
    ("callbacks.known", PAGES),
    ("callbacks.resolutions", PAGES),
    ("callbacks.signing", DRAWN),
    ("callbacks.unnamed", PAGES),
    ("codes.resolutions", PAGES),
    ("operations.host", DRAWN),
    ("operations.request.encrypted", DRAWN),
    (
        "operations.request.fields.default",
        "the client does not send what a vendor assumes",
    ),
    ("operations.request.fields.fields.discriminator", DRAWN),
    ("operations.request.fields.fields.discriminator_type", DRAWN),
    ("operations.request.fields.fields.tag", DRAWN),
    ("operations.request.fields.fields.unnamed", PAGES),
    ("operations.request.fields.idempotency", "a fixture, `calls`: the key of a form"),
    ("operations.request.fields.item", PAGES),
    ("operations.request.fields.media_types", DRAWN),
    ("operations.request.fields.nullable", DRAWN),
    ("operations.request.fields.rows", DRAWN),
    ("operations.request.fields.values.cite", PAGES),
    ("operations.request.fields.values.utc_offset", JUDGED),
    ("operations.request.known", PAGES),
    ("operations.request.signing", RECIPES),
    ("operations.request.unnamed", PAGES),
    ("operations.resolutions", PAGES),
    ("operations.response.charset", DRAWN),
    ("operations.response.encrypted", DRAWN),
    ("operations.response.media_types", DRAWN),
    ("operations.response.pending", JUDGED),
    ("operations.response.unnamed", PAGES),
    (
        "operations.test_cases",
        "the mock server alone answers with the cases of a test system",
    ),
];

/// By random combinations of everything that a protocol can have.
const DRAWN: &str =
    "`xtask/tests/combinations`, whose server shares nothing with the generator";

const JUDGED: &str = "the judge of the digest, which plays it";

const PAGES: &str = "it is of the page, and not of the protocol";

const RECIPES: &str = "a fixture, `signature-recipes`, and the tests of its client";

const NO_HEADERS: &str = "the command line shows no headers of answers";

#[test]
fn no_fact_of_a_protocol_is_a_remark() {
    let built = built();
    let wrong: Vec<_> = std::thread::scope(|scope| {
        let vendors = VENDORS.map(|vendor| {
            scope.spawn(move || {
                let standin = Standin::start(vendor);
                remarks(vendor, &standin, &mut Player::of(built))
            })
        });
        vendors.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A fact that no vendor here has is not changed above. Each is listed, with what shows it instead.
#[test]
fn every_fact_of_a_protocol_is_one_of_these_vendors_or_shown_elsewhere() {
    let spec =
        |vendor: &&str| drawn::parsed(&drawn::folder(&folder(vendor).join("spec")));
    let specs: Vec<_> = VENDORS.iter().map(|vendor| spec(vendor).unwrap()).collect();
    let known = facts(&specs);
    let lacking = protocol().into_iter().filter(|(fact, _)| !known.contains(fact));
    let lacking: BTreeSet<_> = lacking.map(|(_, name)| name).collect();
    let is_of = |name: &str, key: &str| {
        name.strip_prefix(key)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let shown = |name: &String| ELSEWHERE.iter().any(|(key, _)| is_of(name, key));
    let unshown: Vec<_> = lacking.iter().filter(|name| !shown(name)).collect();
    let idle =
        ELSEWHERE.iter().filter(|(key, _)| !lacking.iter().any(|it| is_of(it, key)));
    let idle: Vec<_> = idle.collect();
    assert!(unshown.is_empty() && idle.is_empty(), "{unshown:#?} {idle:#?}");
}

/// The changes of a vendor's facts that nothing notices, and what else is wrong.
fn remarks(vendor: &str, standin: &Standin, player: &mut Player) -> Vec<String> {
    let spec = drawn::parsed(&drawn::folder(&folder(vendor).join("spec"))).unwrap();
    let api = sound(drawn::texts(&spec)).unwrap();
    let calls = Script::of(vendor);
    let data = Emitted::of(&generate(&api)).vendor();
    player.vendor(&data);
    let mut wrong = calls.wrong(standin, player);
    let changes = changes(&spec, &api);
    let mut before = BTreeMap::new();
    for operation in changes.iter().map(|it| it.operation.as_deref()) {
        before.entry(operation).or_insert_with(|| {
            let calls = calls.of_operation(operation);
            let renamed = Renamed::default();
            let made = calls.made(standin, player, &renamed);
            made.map(known).collect::<Vec<_>>()
        });
    }
    let mut noticed = BTreeMap::<_, usize>::new();
    for changed in &changes {
        let new = Emitted::of(&generate(&changed.api)).vendor();
        player.vendor(&new);
        let operation = changed.operation.as_deref();
        let calls = calls.of_operation(operation);
        let renamed = renamed(&data, &new);
        let mut made = calls.made(standin, player, &renamed).map(known);
        // The first difference is enough.
        let is_noticed =
            !before[&operation].iter().all(|it| made.next().as_ref() == Some(it));
        let is_taken = |(change, _): &&(&str, _)| changed.told.contains(change);
        if !is_noticed && !TAKEN.iter().any(|it| is_taken(&it)) {
            wrong.push(format!("{vendor} {}: not noticed", changed.told));
        }
        *noticed.entry(&changed.key).or_default() += 1;
    }
    println!("{vendor}: {} changes of {noticed:?}", changes.len());
    wrong
}

/// What is told of a call, without what is another one each time.
fn known(mut told: Value) -> Value {
    for key in ["correlation_id", "idempotency_key"] {
        told.as_object_mut().unwrap().remove(key);
    }
    told
}

/// The options of all operations, their codes, and the settings, in another state: each is what
/// stands at its place, so that a caller gives the same values for what is called otherwise.
fn renamed(old: &Value, new: &Value) -> Renamed {
    let mut names = BTreeMap::new();
    pair("", &old["settings"], &new["settings"], "name", &mut names);
    for (operation, now) in items(&old["operations"]).filter_map(|old| {
        let now = items(&new["operations"]).find(|it| it["id"] == old["id"])?;
        Some((old, now))
    }) {
        let id = operation["id"].as_str().unwrap();
        let [old, new] = [operation, now].map(|it| &it["kind"][1]);
        pair(id, old, new, "flag", &mut names);
        for (old, new) in items(old).zip(items(new)) {
            let owner = format!("{id} {}", old["flag"].as_str().unwrap());
            pair(&owner, codes(&old["kind"]), codes(&new["kind"]), "code", &mut names);
        }
    }
    Renamed(names)
}

/// The codes of a value, or of each item.
fn codes(kind: &Value) -> &Value {
    if kind[0] == "List" { codes(&kind[2]) } else { &kind[2] }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn pair(
    owner: &str,
    old: &Value,
    new: &Value,
    key: &str,
    names: &mut BTreeMap<String, Option<String>>,
) {
    let [old, new] = [old, new].map(|of| {
        items(of)
            .filter_map(|it| it[key].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    });
    for (at, name) in old.iter().enumerate() {
        let now = if new.contains(name) {
            Some(name.clone())
        } else if old.len() == new.len() {
            new.get(at).cloned()
        } else {
            None
        };
        names.insert(format!("{owner} {name}"), now);
    }
}
