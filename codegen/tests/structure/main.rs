//! The structure of the code: no file imports, directly or by way of others, one that imports
//! it, the code map in `lib.rs` names every module, and no file is too long.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod code;
mod layout;
mod size;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fs;

use code::{Arrows, Code};

#[test]
fn no_file_imports_one_that_imports_it() {
    let arrows = Code::of_repository().arrows();
    assert!(arrows.len() > 200, "the imports were not found");
    let circles = circles(&arrows);
    assert!(
        circles.is_empty(),
        "{} circles of files; move what both need into a file below them:\n\n{}",
        circles.len(),
        circles.join("\n")
    );
}

/// The list at the head of `lib.rs`: every module once, none before one that it imports from.
#[test]
fn the_code_map_lists_every_module_above_those_that_import_from_it() {
    let code = Code::of_repository();
    let text = fs::read_to_string(code.root.join("codegen/src/lib.rs")).unwrap();
    let rows =
        text.lines().filter_map(|line| line.strip_prefix("//! | ")?.split('|').next());
    let rows = rows.skip_while(|row| *row != "module ").skip(1);
    let rows: Vec<_> = rows.take_while(|row| *row != "to add ").collect();
    let place = |module: &str| {
        let names = rows.iter().map(|row| row.split('`').skip(1).step_by(2));
        names
            .enumerate()
            .find_map(|(row, mut names)| names.find(|it| *it == module).map(|_| row))
    };
    let modules = code.modules("codegen");
    for module in &modules {
        assert!(place(module).is_some(), "`{module}` is not on the code map of lib.rs");
    }
    let named: usize = rows.iter().map(|row| row.matches('`').count() / 2).sum();
    assert_eq!(
        named,
        modules.len(),
        "the code map names a module that is not there, or one twice"
    );
    let module = |file: &str| {
        let path = file.strip_prefix("codegen/src/")?;
        place(path.split('/').next()?.trim_end_matches(".rs"))
    };
    for (from, to) in
        code.arrows().iter().flat_map(|(from, to)| to.keys().map(move |to| (from, to)))
    {
        if let (Some(a), Some(b)) = (module(from), module(to)) {
            assert!(
                b <= a,
                "{from} imports {to}, which the code map of lib.rs lists below it"
            );
        }
    }
}

/// For every file in a circle the shortest one through it.
fn circles(arrows: &Arrows) -> Vec<String> {
    let mut known = HashSet::new();
    let mut circles = Vec::new();
    for start in arrows.keys() {
        let Some(mut circle) = shortest(arrows, start) else { continue };
        circle.sort_unstable();
        if known.insert(circle.clone()) {
            let tie = |from: &&str| {
                let inside =
                    arrows[*from].iter().filter(|(to, _)| circle.contains(&to.as_str()));
                let names = |(to, names): (&String, &BTreeSet<String>)| {
                    let names: Vec<_> = names.iter().map(String::as_str).collect();
                    format!("{from} -> {to}: {}\n", names.join(", "))
                };
                inside.map(names).collect::<String>()
            };
            circles.push(circle.iter().map(tie).collect());
        }
    }
    circles
}

fn shortest<'a>(arrows: &'a Arrows, start: &'a str) -> Option<Vec<&'a str>> {
    let mut before = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for next in arrows.get(file).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let way =
                    std::iter::successors(Some(file), |it| before.get(it).copied());
                return Some(way.collect());
            }
            if !before.contains_key(next.as_str()) {
                before.insert(next.as_str(), file);
                queue.push_back(next);
            }
        }
    }
    None
}
