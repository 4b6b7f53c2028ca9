//! Random edits of the one spec that has everything.

use std::collections::BTreeMap;

use codegen::ir::Api;
use codegen::raw::Judged;
use codegen::semver;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::agreement::Told;
use super::world::sound;
use crate::drawn::{Draw, Edited, Spec, Struct, draw, specs};

/// An edit that makes one valid spec of another.
pub(crate) struct Drawn {
    pub(crate) edit: String,
    pub(crate) api: Api,
    pub(crate) told: Vec<Told>,
}

/// Edits that are tried for each that is wanted, in the search for kinds of changes that are rare.
const TRIED: usize = 12;

/// The first third is whatever comes; the rest has some change of a kind that there was not often
/// yet, and the last ones of a kind that there was not at all, as long as such edits come.
pub(crate) fn draws(wanted: usize, old: &Api) -> Vec<Drawn> {
    let specs = specs();
    let of = specs.keys().position(|name| name == "quarry");
    let specs: Vec<Spec> = specs.into_values().collect();
    let structs = Struct::all(&specs);
    let mut runner = TestRunner::deterministic();
    let strategy = any::<Draw>();
    let mut count = BTreeMap::<_, usize>::new();
    let (mut drawn, mut tried) = (Vec::new(), 0);
    while drawn.len() < wanted {
        let numbers = strategy.new_tree(&mut runner).unwrap().current();
        let Some(edited) = draw(&specs, of, &structs, &numbers) else { continue };
        let Edited {
            of: drawn_of,
            spec,
            way,
            key,
            facts,
            told: edit,
        } = edited;
        assert_eq!(Some(drawn_of), of);
        // Remarks have no effect.
        if facts.iter().all(|it| matches!(it.judged, Judged::Remark(_))) {
            continue;
        }
        tried += 1;
        let Some(api) = sound(&spec) else { continue };
        let told: Vec<_> = semver::diff(old, &api).iter().map(Told::of).collect();
        let most = match drawn.len() {
            few if few < wanted / 3 || tried > TRIED * wanted => usize::MAX,
            some if some < wanted * 4 / 5 => 1 + wanted / 60,
            _ => 1,
        };
        let is_rare = |it: &Told| count.get(it.kind.id()).is_none_or(|n| *n < most);
        if most < usize::MAX && !told.iter().any(is_rare) {
            continue;
        }
        for it in &told {
            *count.entry(it.kind.id()).or_default() += 1;
        }
        let edit = format!("{way}: {key} {edit}");
        drawn.push(Drawn { edit, api, told });
    }
    drawn
}
