//! Import gives what a person gives: the page of the operation that was transcribed by hand is
//! printed, imported into a spec without operations, and compared with the transcription.

use std::collections::BTreeMap;

use codegen::load::{SourceText, load};
use serde_yaml::Value;

use super::portal;
use super::support::{folder, import, without_operations};

/// What no page tells, so that the two may differ in it.
const NOT_ON_PAGES: [(&str, &str); 12] = [
    ("id", "people choose it"),
    ("subject", "people choose it"),
    ("repeat", "people find out"),
    ("remedy", "people find out"),
    ("resolutions", "people decide; import leaves them open"),
    ("confirm", "what import leaves open, and people have closed"),
    ("about", "people's own words"),
    ("wording", "the page's words, which people need not quote"),
    ("type_name", "people choose it"),
    ("variant", "people choose it"),
    ("example", "people invent it"),
    ("redact", "people decide"),
];

/// Every fact of a file by its path, but for what no page tells.
fn facts(yaml: &str) -> BTreeMap<String, String> {
    fn descend(value: &Value, path: &str, out: &mut BTreeMap<String, String>) {
        match value {
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    let key = key.as_str().unwrap();
                    if NOT_ON_PAGES.iter().all(|(name, _)| *name != key) {
                        descend(value, &format!("{path}/{key}"), out);
                    }
                }
            }
            Value::Sequence(items) => {
                for (position, value) in items.iter().enumerate() {
                    descend(value, &format!("{path}/{position}"), out);
                }
            }
            // Whoever does not say it says no.
            Value::Null | Value::Bool(false) => {}
            scalar => {
                let text = serde_yaml::to_string(scalar).unwrap();
                out.insert(path.to_owned(), text);
            }
        }
    }
    let mut out = BTreeMap::new();
    descend(&serde_yaml::from_str(yaml).unwrap(), "", &mut out);
    out
}

/// The transcription with which the project began, and the table that its page lists.
const FILE: &str = "operations/verify-account-holder.yaml";
const TABLE: &str = "codes/banks.yaml";

/// Imports the page of the operation, as it is in one of the portal's languages, into a spec.
fn imported(
    texts: &[SourceText],
    language: usize,
    into: Vec<SourceText>,
) -> Vec<BTreeMap<String, String>> {
    let spec = load(texts.to_vec()).spec.unwrap();
    let operation = spec.operations.iter().find(|it| FILE.contains(&it.id)).unwrap();
    let page = portal::page(&spec, operation, language);
    let imported = import(into, page.clone());
    let told = format!("{:#?}\n{page}", imported.pages);
    assert!(!imported.is_refused() && !imported.has_findings(), "{told}");
    imported.writes.values().map(|text| facts(text)).collect()
}

fn transcribed(texts: &[SourceText], name: &str) -> BTreeMap<String, String> {
    let text = texts.iter().find(|text| text.name == name).unwrap();
    let facts = facts(str::from_utf8(&text.bytes).unwrap());
    assert!(facts.len() > 60, "{facts:#?}");
    facts
}

const ENGLISH: usize = 0;
const KOREAN: usize = 1;

#[test]
fn what_was_transcribed_by_hand_is_what_import_reads() {
    let texts = folder("../spec");
    let shared = || without_operations(texts.clone());
    let mut transcribed = transcribed(&texts, FILE);
    assert_eq!(imported(&texts, ENGLISH, shared()), [transcribed.clone()]);
    // Sections are called after the page's headings.
    let mut korean = imported(&texts, KOREAN, shared());
    for facts in korean.iter_mut().chain([&mut transcribed]) {
        facts.retain(|path, _| !path.ends_with("/section"));
    }
    assert_eq!(korean, [transcribed]);
}

#[test]
fn so_is_the_table_that_the_page_lists() {
    let texts = folder("../spec");
    let mut shared = without_operations(texts.clone());
    shared.retain(|text| text.name != TABLE);
    let [table, _] = <[_; 2]>::try_from(imported(&texts, ENGLISH, shared)).unwrap();
    let without_cite = |mut facts: BTreeMap<String, String>| {
        facts.retain(|path, _| !path.starts_with("/cite/"));
        facts
    };
    assert_eq!(without_cite(table), without_cite(transcribed(&texts, TABLE)));
}
