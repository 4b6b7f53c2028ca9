//! Random edits of the specs that have everything.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use codegen::ir::Api;
use codegen::raw::Judged;
use codegen::semver;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::agreement::Told;
use super::aimed::aimed;
use super::certain::certain;
use super::inverted::{Answer, deciding};
use super::joined::{Scene, joined};
use super::world::sound;
use crate::drawn::{Draw, Edited, Spec, Struct, draw, specs};

/// The specs that are edited: one that has everything, and one of which less is known, where that
/// can be learned.
pub(crate) const STARTS: [&str; 2] = ["quarry", "brook"];

/// An edit that makes one valid spec of another.
pub(crate) struct Drawn {
    /// The position of the spec that is edited.
    pub(crate) start: usize,
    pub(crate) edit: String,
    pub(crate) api: Api,
    pub(crate) told: Vec<Told>,
}

/// Edits that are tried for each that is wanted, in the search for judgements that are rare.
const TRIED: usize = 15;

/// A quarter is of the spec of which less is known. Those that are certain come first, and are a third
/// at most. A third of the rest is whatever comes. Each of the others is decided by some judgement by
/// which few were yet, and each of the last ones by one by which none was, as long as such edits
/// come. A third of them is of one place, a third of several, and a third of few that are hardly
/// drawn else. None is drawn behind the last one that is asked for.
pub(crate) fn draws(wanted: usize, last: usize, old: [&Api; 2]) -> Vec<Drawn> {
    let specs = specs();
    let positions = STARTS.map(|start| specs.keys().position(|name| name == start));
    let specs: Vec<Spec> = specs.into_values().collect();
    let structs = Struct::all(&specs);
    let mut draws = Draws {
        runner: runner(),
        count: BTreeMap::new(),
        drawn: Vec::new(),
        wanted,
        last,
    };
    let few = wanted / 4;
    let mut shares = [wanted - few, few];
    for (start, share) in shares.iter_mut().enumerate() {
        *share -= draws.certain((start, old[start]), *share / 3);
    }
    for (start, share) in shares.into_iter().enumerate() {
        let of = positions[start].unwrap();
        let scene = Scene {
            specs: &specs,
            of,
            structs: &structs,
        };
        draws.of(&scene, (start, old[start]), share);
    }
    draws.drawn
}

/// The same numbers with each run; others with another `SEED`.
fn runner() -> TestRunner {
    let Ok(seed) = std::env::var("SEED") else { return TestRunner::deterministic() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.parse::<u64>().unwrap().to_le_bytes());
    let numbers = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    TestRunner::new_with_rng(Config::default(), numbers)
}

struct Draws {
    runner: TestRunner,
    /// How many edits each judgement decides.
    count: BTreeMap<(&'static str, Answer), usize>,
    drawn: Vec<Drawn>,
    wanted: usize,
    last: usize,
}

impl Draws {
    /// Those of one spec that are certain, and how many they are.
    fn certain(&mut self, (start, old): (usize, &Api), most: usize) -> usize {
        let certain = certain(STARTS[start]).into_iter().take(most);
        let count = certain.len();
        for (spec, edit) in certain {
            let api = sound(&spec).unwrap_or_else(|| panic!("{edit}"));
            let told = told(old, &api);
            self.is_wanted(&told, usize::MAX);
            self.drawn.push(Drawn { start, edit, api, told });
        }
        count
    }

    /// Draws that many edits of one spec.
    fn of(&mut self, scene: &Scene<'_>, (start, old): (usize, &Api), share: usize) {
        let strategy = any::<Draw>();
        let (mut seen, mut count, mut tried, mut turn) = (HashSet::new(), 0, 0, 0);
        while count < share && self.drawn.len() <= self.last {
            let numbers = strategy.new_tree(&mut self.runner).unwrap().current();
            turn += 1;
            let edit = [alone, joined, aimed][turn % 3];
            let Some((spec, edit)) = edit(scene, &numbers) else { continue };
            if !seen.insert(edit.clone()) {
                continue;
            }
            tried += 1;
            let Some(api) = sound(&spec) else { continue };
            let told = told(old, &api);
            let most = match count {
                few if few < share / 3 || tried > TRIED * share => usize::MAX,
                some if some < share * 4 / 5 => 1 + self.wanted / 60,
                _ => 1,
            };
            if self.is_wanted(&told, most) {
                count += 1;
                self.drawn.push(Drawn { start, edit, api, told });
            }
        }
    }

    /// Whether some judgement decides it by which there were fewer than that many.
    fn is_wanted(&mut self, told: &[Told], most: usize) -> bool {
        let deciding: BTreeSet<_> =
            deciding(told).into_iter().map(|(it, answer)| (it.id(), answer)).collect();
        let is_rare = |it: &_| self.count.get(it).is_none_or(|n| *n < most);
        if most < usize::MAX && !deciding.iter().any(is_rare) {
            return false;
        }
        for it in deciding {
            *self.count.entry(it).or_default() += 1;
        }
        true
    }
}

fn told(old: &Api, new: &Api) -> Vec<Told> {
    semver::diff(old, new).iter().map(Told::of).collect()
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
