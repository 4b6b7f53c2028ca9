//! The public layout of a client: each item has one home.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// More would be a page of re-exports again.
const ON_THE_FRONT_PAGE: usize = 12;

/// What generated code names and callers do not, by the file that declares it.
const INTERNAL: [&str; 1] = ["field_state.rs: FieldState"];

/// The modules of the layout, and what each re-exports.
fn layout() -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(here("runtime/src/layout.rs")).unwrap();
    let mut homes: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (position, part) in text.split("pub mod ").enumerate() {
        let module = if position == 0 { "" } else { part.split(' ').next().unwrap() };
        let uses =
            part.split("pub use ").skip(1).map(|it| it.split(';').next().unwrap());
        let names = uses.flat_map(|it| it.split(|c: char| !c.is_alphanumeric()));
        let names = names.filter(|it| it.starts_with(char::is_uppercase));
        homes.entry(module.to_owned()).or_default().extend(names.map(str::to_owned));
    }
    homes
}

#[test]
fn each_item_of_the_runtime_has_one_home() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (module, names) in layout() {
        for name in names {
            let modules = homes.entry(name).or_default();
            // The same type may be declared for the features that a client has and has not.
            if !modules.contains(&module) {
                modules.push(module.clone());
            }
        }
    }
    let several: Vec<_> =
        homes.iter().filter(|(_, modules)| modules.len() > 1).collect();
    assert!(several.is_empty(), "{several:?}");
    let mut homeless = Vec::new();
    for file in fs::read_dir(here("runtime/src")).unwrap().map(Result::unwrap) {
        let path = file.path();
        let files = match path.file_name().unwrap().to_str().unwrap() {
            // Modules of the layout as they are.
            "cli" | "fake" | "description" => continue,
            _ if path.is_dir() => {
                fs::read_dir(path).unwrap().map(|it| it.unwrap().path()).collect()
            }
            _ => vec![path],
        };
        for file in files {
            let name = file.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&file).unwrap();
            let declared = text.lines().filter_map(declared).map(str::to_owned);
            homeless.extend(
                declared
                    .filter(|item| !homes.contains_key(item))
                    .map(|item| format!("{name}: {item}")),
            );
        }
    }
    homeless.sort();
    homeless.dedup();
    assert_eq!(homeless, INTERNAL, "give it a module of layout.rs, or `pub(super)`");
}

/// The public type or trait that a line declares at the top of its file.
fn declared(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("pub ")?;
    let kinds = ["struct ", "enum ", "trait ", "type "];
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    rest.split(|c: char| !c.is_alphanumeric()).next()
}

#[test]
fn the_front_page_is_no_page_of_re_exports() {
    let root = fs::read_to_string(here("../generated/src/lib.rs")).unwrap();
    let hidden = |before: &str| {
        before.trim_end().ends_with("no_inline)]") && before.contains("hidden")
    };
    let mut shown = layout().remove("").unwrap();
    let mut before = "";
    for line in root.lines() {
        let names = line.strip_prefix("pub use ").filter(|it| !it.contains('*'));
        let names = names.filter(|_| !hidden(before)).unwrap_or_default();
        let names = names.split(|c: char| !c.is_alphanumeric());
        shown.extend(
            names.filter(|it| it.starts_with(char::is_uppercase)).map(str::to_owned),
        );
        let glob = line.strip_prefix("pub use ").filter(|it| it.ends_with("::*;"));
        assert!(
            glob.is_none_or(
                |it| it == "runtime::layout::*;" || before.contains("hidden")
            ),
            "{line} shows all of it on the front page"
        );
        before = line;
    }
    assert!(shown.contains(&"Client".to_owned()), "{shown:?}");
    assert!(shown.len() <= ON_THE_FRONT_PAGE, "{shown:?}");
}
