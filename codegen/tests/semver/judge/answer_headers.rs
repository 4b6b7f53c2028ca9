//! Values of the headers of answers.

use serde_json::{Value, json};

use super::seen::items;
use super::tries::shaped;

/// Values of the headers of answers, one after another: those that need not repeat the request's.
pub(crate) fn headers(operation: &Value) -> Vec<Value> {
    let tries = free_headers(operation);
    if tries.is_empty() {
        return media_types(operation).collect();
    }
    let nth = |at: usize| {
        tries
            .iter()
            .map(move |(it, texts)| (named_so(it), Value::from(texts[at].clone())))
    };
    [0, 1]
        .map(|at| nth(at).collect())
        .into_iter()
        .chain(media_types(operation))
        .collect()
}

/// The media types that a file may have.
fn media_types(operation: &Value) -> impl Iterator<Item = Value> {
    let answer = &operation["answer"];
    let listed = items(&answer["media_types"]).filter_map(Value::as_str);
    let mut all: Vec<_> = listed.map(|it| it.replace('*', "x-other")).collect();
    if all.is_empty() {
        all = ["application/zip", "application/pdf", "image/png"]
            .map(str::to_owned)
            .into();
    }
    let is_file = answer["body"] == "Bytes";
    let all = all.into_iter().filter(move |_| is_file);
    all.map(|it| json!({ "content-type": it }))
}

/// Values of the vendor's own for those that every answer has. The mock server repeats what
/// requests have of the same name.
pub(crate) fn own_headers(operation: &Value) -> Value {
    let tries = free_headers(operation).into_iter();
    let required = tries.filter(|(it, _)| it["need"] == "Required");
    required.map(|(it, [text, _])| (named_so(it), Value::from(text))).collect()
}

fn named_so(header: &Value) -> String {
    header["lower"].as_str().unwrap().to_owned()
}

fn free_headers(operation: &Value) -> Vec<(&Value, [String; 2])> {
    let headers = operation["response_headers"].as_array().unwrap().iter();
    let free = headers.filter(|it| it["echoes"] == json!([]));
    let tries = free.map(|it| {
        let rule = &it["rule"];
        let length = &rule["length"];
        let end =
            |key: &str| length[key].as_str().and_then(|it| it.parse::<usize>().ok());
        let (min, max) = (end("min").unwrap_or(1), end("max"));
        let most = max.unwrap_or(min + 20).min(60);
        let parts: Vec<_> = rule["shape"].as_array().into_iter().flatten().collect();
        let texts = if parts.is_empty() {
            ["7".repeat(min), "x".repeat(most)]
        } else {
            [shaped(&parts, '1', min), shaped(&parts, '9', most)]
        };
        (it, texts)
    });
    tries.collect()
}
