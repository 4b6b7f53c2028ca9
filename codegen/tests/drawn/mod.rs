//! Random edits of specs, each as the keys of the format ask for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::load::{self, SourceText};
use codegen::raw::{self, Fact, Facts};
use serde_yaml::Value;

mod draw;
pub(crate) mod same;
mod structs;
mod ways;

pub(crate) use draw::{Draw, Edited, draw};
pub(crate) use structs::Struct;

/// The files of one spec.
pub(crate) type Spec = BTreeMap<String, Value>;

/// A step into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Key(&'static str),
    Item(usize),
}

/// Every spec that there is for tests, by name, but for those with numbers that only the spec's
/// own reader can hold.
pub(crate) fn specs() -> BTreeMap<String, Spec> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = fs::read_dir(tests.join("features")).unwrap();
    let folders = folders.map(|entry| entry.unwrap().path());
    let features = folders.filter_map(|folder| {
        let text = fs::read_to_string(folder.join("spec.txt")).ok()?;
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let files = files(&name, &text);
        Some((name, files))
    });
    let mut specs: BTreeMap<_, _> = features.collect();
    for (name, text) in [
        ("brook", include_str!("brook.txt")),
        ("effects", include_str!("../features/effects.txt")),
        ("ferry", include_str!("../semver/vendor.txt")),
        ("quarry", include_str!("quarry.txt")),
    ] {
        specs.insert(name.to_owned(), files(name, text));
    }
    specs.insert("library".to_owned(), folder(&tests.join("fixtures/base")));
    let specs = specs.into_iter();
    specs.filter_map(|(name, files)| Some((name, parsed(&files)?))).collect()
}

/// The files of a spec that stands in one text, each behind `=== path`.
pub(crate) fn files(name: &str, text: &str) -> BTreeMap<String, String> {
    let files = text.split("=== ").skip(1);
    let files = files.map(|file| file.split_once('\n').unwrap());
    let mut files: BTreeMap<_, _> =
        files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    // A spec that is not about the vendor as a whole leaves it out.
    let api = || include_str!("../features/api.yaml").replace("FEATURE", name);
    files.entry("api.yaml".to_owned()).or_insert_with(api);
    files
}

/// The files of a spec.
pub(crate) fn folder(folder: &Path) -> BTreeMap<String, String> {
    let texts = load::read(folder).unwrap().into_iter();
    texts.map(|text| (text.name, String::from_utf8(text.bytes).unwrap())).collect()
}

/// A spec, unless it has numbers that only its own reader can hold.
pub(crate) fn parsed(files: &BTreeMap<String, String>) -> Option<Spec> {
    let value = |(name, text): (&String, &String)| {
        Some((name.clone(), serde_yaml::from_str(text).ok()?))
    };
    files.iter().map(value).collect()
}

pub(crate) fn texts(spec: &Spec) -> Vec<SourceText> {
    let text = |(name, value): (&String, &Value)| SourceText {
        name: name.clone(),
        shown: name.clone(),
        // JSON is YAML, with all texts in quotes: codes have to have them.
        bytes: serde_json::to_vec(value).unwrap(),
        unread: None,
    };
    spec.iter().map(text).collect()
}

/// The keys of a file.
pub(crate) fn facts_of(file: &str) -> &'static [Fact] {
    match file.split('/').next().unwrap() {
        "accepted.yaml" => raw::Accepted::FACTS,
        "api.yaml" => raw::Api::FACTS,
        "callbacks" => raw::Callback::FACTS,
        "catalog.yaml" => raw::Catalog::FACTS,
        "codes" => raw::CodeTable::FACTS,
        "decisions.yaml" => raw::Decisions::FACTS,
        "operations" => raw::Operation::FACTS,
        "pages.yaml" => raw::Pages::FACTS,
        "walkthroughs" => raw::Walkthrough::FACTS,
        _ => panic!("{file} is no file of a spec"),
    }
}

/// Every key once, wherever its struct is used: known by its declaration, with the keys that lead
/// to it.
pub(crate) fn keys(files: &[&str]) -> BTreeMap<*const Fact, (&'static Fact, String)> {
    let mut keys = BTreeMap::new();
    for file in files {
        collect(file, facts_of(file), &mut keys);
    }
    keys
}

fn collect(
    above: &str,
    facts: &'static [Fact],
    keys: &mut BTreeMap<*const Fact, (&'static Fact, String)>,
) {
    for fact in facts {
        let name = format!("{above}: {}", fact.key);
        if !keys.contains_key(&std::ptr::from_ref(fact)) {
            keys.insert(fact, (fact, name.clone()));
            collect(&name.replace(": ", "."), (fact.inner)(), keys);
        }
    }
}

pub(crate) fn rename(value: &mut Value, id: &str) {
    match value {
        Value::String(text) if text == id => text.push('x'),
        Value::Sequence(items) => items.iter_mut().for_each(|item| rename(item, id)),
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|(_, value)| rename(value, id));
        }
        _ => {}
    }
}

pub(crate) fn found<'v>(file: &'v mut Value, steps: &[Step]) -> &'v mut Value {
    steps.iter().fold(file, |value, step| match step {
        Step::Key(key) => &mut value[*key],
        Step::Item(position) => &mut value[*position],
    })
}

/// Another text of the same kind.
pub(crate) fn other(text: &str) -> String {
    const WORDS: &[&[&str]] = &[
        &["required", "conditional"],
        &["optional", "required"],
        &["conditional", "required"],
        &["string", "number"],
        &["number", "string"],
        &["boolean", "string"],
        &["array-of-strings", "string"],
        &["body", "query"],
        &["query", "body"],
        &["path", "query"],
        &["Y/N", "1/0"],
        &["1/0", "Y/N"],
        &["shown", "hidden"],
        &["hidden", "shown"],
        &["last-four", "shown"],
        &["GET", "POST"],
        &["POST", "PUT"],
        &["sync", "async"],
        &["async", "sync"],
        &["safe", "unknown"],
        &["unsafe", "unknown"],
        &["unknown", "safe"],
        &["none", "ask-user"],
        &["fix-request", "ask-user"],
        &["configuration", "call"],
        &["call", "configuration"],
        &["hmac-sha256", "hmac-sha512"],
        &["hmac-sha1", "hmac-sha256"],
        &["RSA-OAEP-256", "RSA-OAEP"],
        &["A128GCM", "A256GCM"],
        &["A256GCM", "A128GCM"],
        &["documented", "observed"],
        &["observed", "inferred"],
        &["inferred", "observed"],
        &["page", "guide"],
        &["guide", "observation"],
        &["observation", "guide"],
        &["yes", "no"],
        &["no", "yes"],
        &["digits", "letters"],
        &["yyyyMMdd", "yyMMdd"],
    ];
    let word = WORDS.iter().find(|pair| pair[0] == text);
    match (word, text.parse::<u32>()) {
        (Some(pair), _) => pair[1].to_owned(),
        (None, Ok(number)) => format!("{:0width$}", number + 1, width = text.len()),
        (None, Err(_)) => match text.strip_suffix(":00") {
            Some(offset) => format!("{offset}:30"),
            None => format!("{text}x"),
        },
    }
}
