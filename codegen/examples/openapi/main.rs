//! Prints values of every field of specs, with the schema of each, and what the client says of it:
//! one JSON object a line, for a validator that is not ours.
//!
//! ```text
//! cargo run -p codegen --example openapi -- SPEC...
//! ```
//!
//! `SPEC` is the folder of a spec, or a file that has all files of one, each behind `=== path`.
//! `codegen/tests/openapi/run` compares what the two say.

mod draw;

use std::path::Path;
use std::process::ExitCode;

use codegen::emit::openapi;
use codegen::ir::{Api, ValueKind};
use codegen::load::{self, SourceText};
use serde::Serialize;
use serde_json::value::RawValue;

/// A value, and what is said of it. Numbers keep their digits.
#[derive(Serialize)]
struct Case<'a> {
    field: String,
    schema: &'a RawValue,
    value: Box<RawValue>,
    refused: Option<&'static str>,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match std::env::args().skip(1).try_for_each(|spec| of_spec(&spec)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(2)
        }
    }
}

fn of_spec(spec: &str) -> Result<(), Failure> {
    let path = Path::new(spec);
    let texts = if path.is_dir() { load::read(path)? } else { parts(path)? };
    let api = codegen::check(texts).api.ok_or(format!("{spec} has findings"))?;
    for (number, (name, kind)) in kinds(&api).enumerate() {
        let schema: Box<RawValue> = serde_json::from_str(&openapi::value(kind))?;
        for text in draw::values(kind, number) {
            let case = Case {
                field: format!("{}: {name}", api.id),
                schema: &schema,
                value: draw::json(kind, &text),
                refused: draw::refused(kind, &text),
            };
            println!("{}", serde_json::to_string(&case)?.replace('\n', " "));
        }
    }
    Ok(())
}

/// The files of a spec that stands in one file.
fn parts(path: &Path) -> Result<Vec<SourceText>, Failure> {
    let text = std::fs::read_to_string(path)?;
    let files = text.split("=== ").skip(1).filter_map(|part| part.split_once('\n'));
    let mut files: Vec<_> = files.map(|(name, text)| source(name, text)).collect();
    // Small specs share one `api.yaml`, which stands beside their folders.
    let folder = path.parent();
    if files.iter().all(|file| file.name != "api.yaml") {
        let shared = folder.and_then(Path::parent).ok_or("a spec has an api.yaml")?;
        let text = std::fs::read_to_string(shared.join("api.yaml"))?;
        let name = folder.and_then(Path::file_name).unwrap_or_default();
        files
            .push(source("api.yaml", &text.replace("FEATURE", &name.to_string_lossy())));
    }
    Ok(files)
}

fn source(name: &str, text: &str) -> SourceText {
    SourceText {
        name: name.to_owned(),
        shown: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        unread: None,
    }
}

/// Every kind of values that has a type.
fn kinds(api: &Api) -> impl Iterator<Item = (&str, &ValueKind)> {
    let own = api.operations.iter().flat_map(|operation| &operation.types);
    let all = own.chain(&api.field_types).chain(&api.header_types);
    all.map(|value| (value.wire.as_str(), &value.kind))
}
