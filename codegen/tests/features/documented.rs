//! The pages of a client's documentation: that of every operation and of every table of codes has
//! an example, and that of every code says what to do about it.

use std::path::Path;

use codegen::tree::Tree;

use super::support::{self, Feature};

#[test]
fn every_page_has_its_example_and_its_remedy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut specs = support::all();
    specs.push(Feature::of_folder("base", &root.join("tests/fixtures/base")));
    specs.push(Feature::of_folder("spec", &root.join("../spec")));
    for vendor in std::fs::read_dir(root.join("tests/vendors")).unwrap() {
        let folder = vendor.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap();
        if folder.join("spec").exists() {
            specs.push(Feature::of_folder(name, &folder.join("spec")));
        }
    }
    let missing: Vec<_> = specs
        .iter()
        .flat_map(|spec| {
            let missing = missing(&spec.generate()).into_iter();
            missing.map(|it| format!("{}: {it}", spec.name))
        })
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Errors are types of the runtime. Those that a call fails with are in the variants of `Error`.
#[test]
fn every_error_has_its_example_and_what_to_do() {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src"), &mut texts);
    let layout = texts.iter().find(|text| text.contains("pub mod error {")).unwrap();
    let is_public = |name: &str| {
        layout.split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
    };
    let of_a_call =
        texts.iter().find_map(|text| text.split("pub enum Error<C> {").nth(1));
    let of_a_call = of_a_call.unwrap().split('}').next().unwrap();
    let errors = texts.iter().flat_map(|text| {
        let named = |line: &str| Some(line.split_once("Error for ")?.1.to_owned());
        text.lines().filter(|line| line.starts_with("impl")).filter_map(named)
    });
    let in_a_box =
        of_a_call.split("(Box<").skip(1).map(|it| it.split('>').next().unwrap());
    let names = errors.chain(in_a_box.map(str::to_owned)).map(|name| {
        name.split(|c: char| !c.is_alphanumeric()).next().unwrap().to_owned()
    });
    let names: Vec<_> = names.filter(|name| is_public(name)).collect();
    assert!(names.len() > 18, "{names:?}");
    let mut missing = Vec::new();
    for name in &names {
        let docs = texts.iter().find_map(|text| docs_of(text, name)).expect(name);
        lacks(&mut missing, docs.contains("/// ```rust\n"), name, "an example");
        lacks(&mut missing, docs.contains("/// What to do"), name, "what to do");
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The texts of all files of Rust.
fn sources(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, texts);
        } else if path.extension().is_some_and(|it| it == "rs") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The documentation of a type, if it is declared there.
fn docs_of<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let declared = [format!("pub struct {name}"), format!("pub enum {name}")];
    let ends = |at: &usize| {
        let rest = text.get(*at..).unwrap();
        !rest.starts_with(|c: char| c.is_alphanumeric())
    };
    let mut places = declared.iter().flat_map(|it| {
        text.match_indices(it.as_str()).map(|(at, it)| at + it.len()).filter(ends)
    });
    let before = text.get(..places.next()?)?;
    Some(before.rsplit("\n\n").next().unwrap_or(before))
}

/// What the pages of a client lack.
fn missing(tree: &Tree) -> Vec<String> {
    let files = tree.iter().filter(|(path, _)| {
        path.starts_with("src/") && !path.starts_with("src/runtime/")
    });
    let texts = files.map(|(_, content)| std::str::from_utf8(content).unwrap());
    texts.flat_map(of_file).collect()
}

fn of_file(text: &str) -> Vec<String> {
    let (mut missing, mut docs) = (Vec::new(), String::new());
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if let Some(doc) = line.strip_prefix("///") {
            docs.push_str(doc);
            docs.push('\n');
            continue;
        }
        if line.starts_with("#[") {
            continue;
        }
        let has_example = docs.contains("```rust\n");
        if let Some(name) = declared(line, "pub struct ", ", ")
            && text.contains(&format!("impl Operation for {name} "))
        {
            lacks(&mut missing, has_example, name, "an example");
            let codes = format!("[`{name}Code`]");
            lacks(&mut missing, docs.contains(&codes), name, "the way to its results");
        } else if let Some(name) = declared(line, "pub enum ", ": Documented") {
            lacks(&mut missing, has_example, name, "an example");
        } else if let Some(name) = declared(line, "pub enum ", ": Named") {
            lacks(&mut missing, has_example, name, "an example");
        } else if let Some(variant) = line.strip_suffix(" = Documented {") {
            let mut row = lines.by_ref().take_while(|line| *line != "};");
            let remedy = row.find_map(|line| line.strip_prefix("remedy: ")).unwrap();
            let remedy = remedy.trim_end_matches(',');
            let is_told =
                remedy == "Remedy::None" || docs.contains(&format!("[`{remedy}`]"));
            lacks(&mut missing, is_told, variant, remedy);
        }
        docs.clear();
    }
    missing
}

/// The name between the two, if the line has them.
fn declared<'a>(line: &'a str, before: &str, behind: &str) -> Option<&'a str> {
    Some(line.strip_prefix(before)?.split_once(behind)?.0)
}

fn lacks(missing: &mut Vec<String>, is_there: bool, name: &str, what: &str) {
    if !is_there {
        missing.push(format!("{name} lacks {what}"));
    }
}
