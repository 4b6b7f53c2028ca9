//! Random edits of the one spec that has everything.

use std::collections::{BTreeMap, HashSet};

use codegen::ir::Api;
use codegen::raw::Judged;
use codegen::semver;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::agreement::Told;
use super::joined::{Scene, joined};
use super::world::sound;
use crate::drawn::{Draw, Edited, Spec, Struct, draw, specs};

/// An edit that makes one valid spec of another.
pub(crate) struct Drawn {
    pub(crate) edit: String,
    pub(crate) api: Api,
    pub(crate) told: Vec<Told>,
}

/// Edits that are tried for each that is wanted, in the search for kinds of changes that are rare.
const TRIED: usize = 10;

/// The first third is whatever comes; the rest has some change of a kind that there was not often
/// yet, and the last ones of a kind that there was not at all, as long as such edits come. Half of
/// them are of one place, half of several. None is drawn behind the last one that is asked for.
pub(crate) fn draws(wanted: usize, last: usize, old: &Api) -> Vec<Drawn> {
    let specs = specs();
    let of = specs.keys().position(|name| name == "quarry").unwrap();
    let specs: Vec<Spec> = specs.into_values().collect();
    let structs = Struct::all(&specs);
    let scene = Scene {
        specs: &specs,
        of,
        structs: &structs,
    };
    let mut runner = TestRunner::deterministic();
    let strategy = any::<Draw>();
    let (mut count, mut seen) = (BTreeMap::<_, usize>::new(), HashSet::new());
    let (mut drawn, mut tried, mut turn) = (Vec::new(), 0, 0);
    while drawn.len() < wanted && drawn.len() <= last {
        let numbers = strategy.new_tree(&mut runner).unwrap().current();
        turn += 1;
        let edit = if turn % 2 == 0 { joined } else { alone };
        let Some((spec, edit)) = edit(&scene, &numbers) else { continue };
        if !seen.insert(edit.clone()) {
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
        drawn.push(Drawn { edit, api, told });
    }
    drawn
}

/// An edit of one place, and what was done, unless it is one of remarks, which have no effect.
fn alone(scene: &Scene<'_>, numbers: &[Index]) -> Option<(Spec, String)> {
    let numbers = numbers.try_into().unwrap();
    let edited = draw(scene.specs, Some(scene.of), scene.structs, numbers)?;
    let Edited {
        of,
        spec,
        way,
        key,
        facts,
        told,
    } = edited;
    assert_eq!(of, scene.of);
    let is_remark = facts.iter().all(|it| matches!(it.judged, Judged::Remark(_)));
    (!is_remark).then(|| (spec, format!("{way}: {key} {told}")))
}
