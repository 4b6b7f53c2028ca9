//! Random edits of what a spec has in few places, so that a key or a file drawn at random is
//! hardly ever one of them.

use codegen::raw::TextKind;
use proptest::sample::Index;
use serde_yaml::{Mapping, Value};

use super::aimed_fields::{constant, decimals, idempotency_key, name};
use super::joined::{Scene, Way, edited, operation, some};
use crate::drawn::{Spec, Step, Struct, rename};

/// That of words as often as the others together.
const WAYS: [(&str, Way); 20] = [
    ("a word", word),
    ("a word", word),
    ("a word", word),
    ("a word", word),
    ("a word", word),
    ("learned", learned),
    ("another hash", hash),
    ("a new subject", subject),
    ("a header of answers", answered),
    ("rows", rows),
    ("an id", id),
    ("another need", need),
    ("a field more", field),
    ("another type of an answer", type_name),
    ("values of a field", values),
    ("a host", host),
    ("an idempotency key", idempotency_key),
    ("a constant", constant),
    ("another name", name),
    ("decimals", decimals),
];

/// An edit, and what was done.
pub(crate) fn aimed(scene: &Scene<'_>, draw: &[Index]) -> Option<(Spec, String)> {
    edited(&WAYS, scene, draw)
}

/// Keys with few values, and the values that they can have, beside those that they have in the
/// spec.
const WORDS: [(&str, &[&str]); 15] = [
    ("body", &["json", "form", "multipart"]),
    ("content_accepted", &["[A128GCM]", "[A256GCM]", "[A128GCM, A256GCM]"]),
    ("decimals", &["1", "2"]),
    ("echo", &["never", "observed"]),
    ("encrypted", &["true", "false", "unknown"]),
    ("from", &["configuration", "call", "caller"]),
    ("headers", &[]),
    ("idempotency", &["true"]),
    ("in", &["body", "query"]),
    ("known", &["whole", "part"]),
    ("list_style", &["repeated", "brackets", "comma"]),
    ("need", &["required", "optional", "conditional"]),
    ("pending", &[]),
    ("scheme", &["bearer", "basic-user", "\"PassKey {credential}\""]),
    ("type_name", &["Otherwise"]),
];

/// Another of the few values of a key, or none.
fn word(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let (key, words) = *draw[0].get(&WORDS);
    let has = |kind: &&Struct| {
        let is_it = |text| key != "headers" || text == TextKind::Set;
        let mut facts = kind.facts.iter();
        facts.any(|it| it.key == key && is_it(it.text))
            && !kind.owners(Some(scene.of)).is_empty()
    };
    let kinds: Vec<_> = scene.structs.iter().filter(has).collect();
    let owners = some(draw[1], &kinds)?.owners(Some(scene.of));
    let owner = *some(draw[2], &owners)?;
    let set = scene.old()["api.yaml"]["header_sets"].as_sequence().into_iter().flatten();
    let mut values: Vec<Value> =
        words.iter().map(|it| serde_yaml::from_str(it).unwrap()).collect();
    values.extend(owners.iter().filter_map(|it| it.get(scene.old()).get(key).cloned()));
    if key == "headers" {
        values.extend(set.map(|it| it["id"].clone()));
    }
    values.push(Value::Null);
    let entries = owner.entries(spec);
    values.retain(|it| it != entries.get(key).unwrap_or(&Value::Null));
    let value = some(draw[3], &values)?.clone();
    let told = format!("{key} of {} at {}: {value:?}", owner.file, owner.shown());
    if key == "need" {
        needed(entries, &value);
    }
    match value {
        Value::Null => drop(entries.remove(key)),
        value => drop(entries.insert(key.into(), value)),
    }
    Some(told)
}

/// A field of a request once more, under another name, with any need.
fn field(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let file = operation(scene, draw[0])?;
    let fields = spec.get_mut(file)?["request"]["fields"].as_sequence_mut()?;
    let is_plain = |it: &&Value| it.get("fields").is_none() && it["in"] != "path";
    let plain: Vec<_> = fields.iter().filter(is_plain).cloned().collect();
    let mut new = some(draw[1], &plain)?.as_mapping()?.clone();
    let need = *draw[2].get(&["required", "optional", "conditional"]);
    let told = format!("{need} like {:?} of {file}", new["name"]);
    new.insert("name".into(), "more".into());
    new.insert("need".into(), need.into());
    new.remove("type_name");
    needed(&mut new, &need.into());
    fields.push(new.into());
    Some(told)
}

/// Another type name in an answer.
fn type_name(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let owners = scene.structs.iter().flat_map(|kind| kind.owners(Some(scene.of)));
    let owners = owners.filter(|it| {
        it.steps.starts_with(&[Step::Key("response")])
            && it.get(scene.old()).get("type_name").is_some()
    });
    let owners: Vec<_> = owners.collect();
    let owner = *some(draw[0], &owners)?;
    owner.entries(spec).insert("type_name".into(), "Otherwise".into());
    Some(format!("{} at {}", owner.file, owner.shown()))
}

/// The values that stand beside a field of a request: one more, one less, or another one.
fn values(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let owners = scene.structs.iter().flat_map(|kind| kind.owners(Some(scene.of)));
    let owners = owners.filter(|it| {
        it.steps.starts_with(&[Step::Key("request")])
            && it.get(scene.old()).get("values").is_some()
    });
    let owners: Vec<_> = owners.collect();
    let owner = *some(draw[0], &owners)?;
    let values = owner.entries(spec).get_mut("values")?.as_sequence_mut()?;
    let at = draw[1].index(values.len().max(1));
    let told = *draw[2].get(&["more", "less", "one", "other"]);
    let mut new = values.get(at)?.clone();
    for key in ["code", "name", "variant"] {
        if let Some(Value::String(text)) = new.get_mut(key) {
            text.push('x');
        }
    }
    match told {
        "more" => values.push(new),
        "less" => drop(values.remove(at)),
        "one" => values.truncate(1),
        _ => values[at]["code"] = new["code"].clone(),
    }
    Some(format!("{told} at {at} of {} at {}", owner.file, owner.shown()))
}

/// What only makes sense with a need comes and goes with it.
fn needed(entries: &mut Mapping, need: &Value) {
    entries.remove("condition");
    if need == "conditional" {
        entries.insert("condition".into(), "Sent at night.".into());
    }
    if need != "required" {
        entries.remove("echo");
    }
}

/// Another need of a field of a request.
fn need(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let needs = ["required", "optional", "conditional"];
    let (old, new) = (*draw[0].get(&needs), *draw[1].get(&needs));
    let owners = scene.structs.iter().flat_map(|kind| kind.owners(Some(scene.of)));
    let owners = owners.filter(|it| {
        it.steps.starts_with(&[Step::Key("request")])
            && it.get(scene.old()).get("need").is_some_and(|it| it == old)
    });
    let owners: Vec<_> = owners.collect();
    let owner = *some(draw[2], &owners)?;
    let entries = owner.entries(spec);
    entries.insert("need".into(), new.into());
    needed(entries, &new.into());
    Some(format!("{old} → {new} of {} at {}", owner.file, owner.shown()))
}

/// What another spec has and this one lacks: environments, or signing with its header.
fn learned(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let key = *draw[0].get(&["environments", "signing"]);
    let api = spec.get_mut("api.yaml")?;
    let others = scene.specs.iter().map(|it| &it["api.yaml"]);
    let others: Vec<_> = others.filter(|it| it.get(key).is_some()).collect();
    let other = *some(draw[1], &others)?;
    if api.get(key).is_some() {
        return None;
    }
    api[key] = other[key].clone();
    if let Some(name) = api["signing"].get("header").filter(|_| key == "signing") {
        let headers = other["header_sets"].as_sequence()?.iter();
        let mut headers = headers.filter_map(|it| it["headers"].as_sequence()).flatten();
        let header = headers.find(|it| it["name"] == *name)?.clone();
        api["header_sets"][0]["headers"].as_sequence_mut()?.push(header);
    }
    // Where it is documented there, this spec need not have.
    let source = api["sources"][0]["id"].clone();
    cite(&mut api[key], &source);
    Some(format!("{key} of {}", other["service"]["id"].as_str()?))
}

fn cite(value: &mut Value, source: &Value) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(|it| cite(it, source)),
        Value::Mapping(entries) => {
            if let Some(cited) = entries.get_mut("cite") {
                cited["source"] = source.clone();
            }
        }
        _ => {}
    }
}

/// A longer hash in every signature.
fn hash(_: &Scene<'_>, spec: &mut Spec, _: &[Index]) -> Option<String> {
    let api = spec.get_mut("api.yaml")?;
    api.get("signing")?;
    api["signing"]["algorithm"] = "hmac-sha512".into();
    let sets = api["header_sets"].as_sequence_mut()?.iter_mut();
    let headers = sets.filter_map(|it| it["headers"].as_sequence_mut()).flatten();
    for header in headers.filter(|it| it["from"] == "signing") {
        let form = header["form"].as_str()?.replace("base64of32", "base64of64");
        header["form"] = form.into();
        header["length"] = (header["length"].as_u64()? + 44).into();
    }
    Some("hmac-sha512".to_owned())
}

/// An operation of a new subject: a new one, or one of those that are there.
fn subject(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let subjects = spec.get_mut("api.yaml")?["subjects"].as_sequence_mut()?;
    let mut new = subjects.first()?.clone();
    new["id"] = "weather".into();
    new["title"] = "날씨".into();
    subjects.push(new);
    let file = operation(scene, draw[0])?;
    let is_new = draw[1].index(2) == 0;
    let mut operation = spec.get(file)?.clone();
    operation["subject"] = "weather".into();
    if is_new {
        for key in ["id", "path"] {
            operation[key] = format!("{}x", operation[key].as_str()?).into();
        }
        spec.insert(file.replace(".yaml", "x.yaml"), operation);
    } else {
        spec.insert(file.to_owned(), operation);
    }
    Some(format!("{file}, new: {is_new}"))
}

/// Whether answers have to have a header, whether it repeats one of the request, and its name.
fn answered(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let files = scene.old().iter().filter(|(file, _)| file.starts_with("operations/"));
    let ids: Vec<_> = files.map(|(_, it)| it["response"]["headers"].clone()).collect();
    let sets = spec.get_mut("api.yaml")?["header_sets"].as_sequence_mut()?;
    let mut sets: Vec<_> =
        sets.iter_mut().filter(|it| ids.contains(&it["id"])).collect();
    let at = draw[0].index(sets.len().max(1));
    let headers = sets.get_mut(at)?["headers"].as_sequence_mut()?;
    let at = draw[1].index(headers.len().max(1));
    let (key, value) = *draw[2].get(&[
        ("need", "required"),
        ("need", "optional"),
        ("echo", "never"),
        ("echo", "observed"),
        ("name", "X-Other"),
    ]);
    let header = headers.get_mut(at)?.as_mapping_mut()?;
    header.insert(key.into(), value.into());
    if key == "need" {
        needed(header, &value.into());
    }
    Some(format!("{key} of {at}: {value}"))
}

/// A host of some environments, and perhaps an operation that has it.
fn host(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let environments = spec.get_mut("api.yaml")?["environments"].as_sequence_mut()?;
    for environment in environments.iter_mut().filter(|it| it.get("base_url").is_some())
    {
        let base_url = "https://till.quarry.example/open";
        let host = [("id", "till"), ("base_url", base_url)];
        let host: Mapping =
            host.map(|(key, value)| (key.into(), value.into())).into_iter().collect();
        environment["hosts"] = vec![Value::from(host)].into();
    }
    let file = operation(scene, draw[0])?;
    spec.get_mut(file)?["host"] = "till".into();
    Some(format!("till of {file}"))
}

/// What a key says of two rows of a list of codes, exchanged.
fn rows(_: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let files: Vec<_> = spec.keys().cloned().collect();
    let file = some(draw[0], &files)?;
    let file = spec.get_mut(file)?;
    let rows = if file["codes"].is_sequence() {
        &mut file["codes"]
    } else {
        &mut file["response_codes"]["codes"]
    };
    let rows = rows.as_sequence_mut()?;
    let (a, b) = (draw[1].index(rows.len()), draw[2].index(rows.len()));
    let key = *draw[3].get(&["code", "name", "message", "remedy", "variant"]);
    let (first, second) = (rows[a].get(key)?.clone(), rows[b].get(key)?.clone());
    let told = format!("{key}: {first:?} and {second:?}");
    rows[a][key] = second;
    rows[b][key] = first;
    Some(told)
}

/// An id of anything but an operation or a table, wherever it stands.
fn id(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let lists = ["environments", "header_sets", "subjects"];
    let items = |list: &'static str| {
        let items = scene.old()["api.yaml"][list].as_sequence().into_iter().flatten();
        items.filter_map(move |it| Some((list, it["id"].as_str()?)))
    };
    let ids: Vec<_> = lists.into_iter().flat_map(items).collect();
    let (list, id) = *some(draw[0], &ids)?;
    for file in spec.values_mut() {
        rename(file, id);
    }
    Some(format!("{id} of {list}"))
}
