//! Specs written by programs.

use std::fmt::Write as _;

use super::support::Feature;

/// A text as YAML, whatever it holds: JSON's way of writing is one of YAML's.
pub(crate) fn text(value: &str) -> String {
    serde_json::to_string(value).unwrap()
}

/// One field or header: `- { name: …, … }`.
pub(crate) fn entry(pairs: &[(&str, String)]) -> String {
    let pairs: Vec<_> =
        pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

pub(crate) fn list(key: &str, indent: usize, items: &[String]) -> String {
    let mut list = format!("{:indent$}{key}:", "");
    if items.is_empty() {
        list.push_str(" []");
    }
    for item in items {
        let _ = write!(list, "\n{:indent$}  - {item}", "");
    }
    list + "\n"
}

/// An operation of which only what matters is given.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) title: String,
    pub(crate) section: String,
    pub(crate) about: String,
    pub(crate) fields: Vec<String>,
    pub(crate) answer: Option<Vec<String>>,
    pub(crate) codes: Vec<String>,
}

impl Default for Operation {
    fn default() -> Self {
        let [title, section, about] = ["Title", "Section", "About."].map(str::to_owned);
        let codes = vec![code("0", "Done.", "Done")];
        Self {
            title,
            section,
            about,
            fields: Vec::new(),
            answer: None,
            codes,
        }
    }
}

impl Operation {
    pub(crate) fn write(&self, id: &str) -> (String, String) {
        let Self {
            title,
            section,
            about,
            fields,
            answer,
            codes,
        } = self;
        let [title, section, about] = [title, section, about].map(|it| text(it));
        let answer = answer.as_ref().map_or_else(String::new, |fields| {
            format!("response:\n  section: Answer\n{}", list("fields", 2, fields))
        });
        let text = format!(
            "id: {id}\nsubject: general\npage: {{ title: {title} }}\nmethod: POST\npath: /{id}\nsection: Top\n\
             repeat: unknown\nabout: {about}\n\
             request:\n  section: {section}\n{}{answer}\
             response_codes:\n  section: {section}\n{}",
            list("fields", 2, fields),
            list("codes", 2, codes),
        );
        (format!("operations/{id}.yaml"), text)
    }
}

pub(crate) fn code(code: &str, message: &str, variant: &str) -> String {
    entry(&[
        ("code", text(code)),
        ("http", "200".to_owned()),
        ("message", text(message)),
        ("variant", text(variant)),
        ("remedy", "none".to_owned()),
    ])
}

/// A vendor with these files, and `api` behind what every `api.yaml` begins with.
pub(crate) fn vendor(name: &str, api: &str, files: Vec<(String, String)>) -> Feature {
    let mut feature = Feature::parse(name, "");
    let all = feature.spec.get_mut("api.yaml").unwrap();
    all.push_str(
        "envelope: { code: result, success_http: 200, success_code: \"0\", about: The result., \
         cite: { source: contents, section: Answers } }\n",
    );
    all.push_str(api);
    feature.spec.extend(files);
    feature
}
