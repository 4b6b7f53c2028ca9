//! Whether the digest tells the truth of random edits: an old caller, which uses every public item
//! of its client, is compiled with each new client; the old client's requests are played against
//! the mock server of each new state; and what that answers is read by the old client.
//!
//! `EDITS=500 cargo test -p codegen --test semver judge -- --nocapture` judges as many, and prints
//! how often each kind of change was among them. `SEED=7` draws other edits; each seed always draws
//! the same. With `JUDGED=DIR` each disagreement is written there once it is found,
//! `fault-402.txt`; with `ONLY=402,17` none but those are judged again. Edits of kinds that random
//! numbers hardly come to are written down in `certain.txt`, and are the first of each run.
//!
//! It fails if what is told of an edit and what was seen of it do not agree ([`agreement`] says when
//! they do), and if a judgement could be turned round and nobody would notice ([`inverted`]): each
//! has to be noticed by an edit that was drawn or by the table of verdicts, and of 500 edits by one
//! that was drawn. What that cannot ask for stands in one of three lists, each entry with its reason:
//!
//! - [`UNSEEN`]: what no mock server shows of a deployed client, such as advice and addresses. The
//!   table has to have a row of each of these kinds.
//! - [`inverted::NEVER_ALONE`]: judgements that hardly ever decide, as another change comes with each. It
//!   is an error if one of them decides what is told of an edit that was drawn, and is not noticed.
//! - [`NEVER_DRAWN`]: kinds that no edit of the two specs can be of. It is an error if one of them is
//!   drawn, and if another kind is not.
//!
//! The old client of each of the two specs ([`draws::STARTS`]) and its mock server are compiled once.
//! What the mock server of a new state goes by is data, which is read from the source of the new
//! client ([`emitted`]); that this is what the compiler makes of it is checked with the old client.

mod agreement;
mod aimed;
mod aimed_fields;
mod answer_headers;
mod caller;
mod callers;
mod certain;
mod constants;
mod draws;
mod emitted;
mod inverted;
mod joined;
mod meaning;
mod pending;
mod reading;
mod seen;
mod shapes;
mod syntax;
mod tries;
mod typed;
mod world;

use std::collections::BTreeMap;

use codegen::semver::{Kind, Part};

use agreement::{Told, UNSEEN, disagreement};
use draws::{Drawn, STARTS, draws};
use inverted::{Answer, NEVER_DRAWN, deciding, is_in_table, is_seen};
use seen::Seen;
use world::{Compiler, Player, State, sound};

use crate::drawn;
use crate::verdicts;

/// The edits of a test run.
const EDITS: usize = 30;

#[test]
fn the_digest_agrees_with_what_happens() {
    let wanted = std::env::var("EDITS");
    let wanted = wanted.map_or(EDITS, |number| number.parse().unwrap());
    let specs = drawn::specs();
    let starts = STARTS.map(|start| State::of(sound(&specs[start]).unwrap()));
    let mut stage: Option<(usize, Compiler, Player)> = None;
    let (mut faults, mut judged) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
    let only = std::env::var("ONLY").ok();
    let only: Option<Vec<usize>> =
        only.map(|all| all.split(',').map(|it| it.parse().unwrap()).collect());
    let last = only.iter().flatten().max().copied().unwrap_or(wanted);
    let drawn = draws(wanted, last, starts.each_ref().map(|it| &it.api));
    println!("{}", counted(&drawn));
    let is_asked = |at: usize| only.as_ref().is_none_or(|all| all.contains(&at));
    let mut asked: Vec<_> =
        drawn.into_iter().enumerate().filter(|(at, _)| is_asked(*at)).collect();
    asked.sort_by_key(|(_, it)| it.start);
    for (at, it) in asked {
        let Drawn { start, edit, api, told } = it;
        let old = &starts[start];
        // Both use the same folders, one after the other.
        if !matches!(stage, Some((of, ..)) if of == start) {
            stage = Some((start, Compiler::new(old), Player::new(old)));
        }
        let Some((_, compiler, player)) = &mut stage else { unreachable!() };
        let new = State::of(api);
        let outcome = player.play(old, &new);
        let refusal = compiler.refusal(&new);
        let seen = Seen::of(old, &new, &outcome, refusal.as_ref());
        if let Some(what) = disagreement(&told, &seen) {
            let lines: Vec<_> = told.iter().map(Told::line).collect();
            let because: Vec<_> = seen.because.iter().take(3).collect();
            let lines = lines.join("\n    ");
            let text = format!("{edit}\n    {lines}\n  {because:?} {refusal:?}");
            // Seen before the end of a long run.
            world::note(&format!("fault-{at}.txt"), &format!("{what}\n{text}\n"));
            world::note(&format!("fault-{at}.json"), &outcome.to_string());
            faults.entry(what).or_default().push(text);
        }
        judged.push((told, seen));
    }
    let told = faults.iter().map(|(what, all)| {
        format!("{what}, {} times:\n  {}", all.len(), all.join("\n  "))
    });
    let told = told.collect::<Vec<_>>().join("\n\n");
    let unnoticed = unnoticed(&judged, wanted >= 500 && only.is_none());
    println!(
        "{} edits, {} disagreements",
        judged.len(),
        faults.values().map(Vec::len).sum::<usize>()
    );
    let is_right = told.is_empty() && unnoticed.is_empty();
    assert!(is_right, "{told}\nturned round, nobody notices: {unnoticed:#?}");
}

/// How many edits have a change of each kind.
fn counted(drawn: &[Drawn]) -> String {
    let count = |kind: &Kind| {
        let has = |it: &&Drawn| it.told.iter().any(|it| it.kind == *kind);
        format!("{} {}", kind.id(), drawn.iter().filter(has).count())
    };
    let of_specs = Kind::ALL.iter().filter(|it| it.part() == Part::Spec);
    of_specs.map(count).collect::<Vec<_>>().join(", ")
}

/// Judgements that nobody would miss: neither who compiles and plays, nor the table. Of many edits,
/// who compiles and plays is to notice by himself what can be seen.
fn unnoticed(judged: &[(Vec<Told>, Seen)], is_whole: bool) -> Vec<String> {
    let table = verdicts::all();
    let of_specs = Kind::ALL.iter().filter(|it| it.part() == Part::Spec);
    let answers = of_specs.flat_map(|it| Answer::BOTH.map(|answer| (*it, answer)));
    let unnoticed = answers.filter_map(|(kind, answer)| {
        let is_drawn =
            judged.iter().any(|(told, _)| told.iter().any(|it| it.kind == kind));
        let is_listed = inverted::is_never_alone(kind, answer);
        let is_unseen =
            answer == Answer::Deployed && UNSEEN.iter().any(|(it, _)| *it == kind);
        let is_undrawn = NEVER_DRAWN.iter().any(|(it, _)| *it == kind);
        let decides = |it: &(Vec<Told>, Seen)| deciding(&it.0).contains(&(kind, answer));
        let why = if is_seen(judged, kind, answer) {
            None
        } else if is_listed {
            let is_alone = is_whole && judged.iter().any(decides);
            is_alone.then_some("decides, although it is listed as never alone")
        } else if !is_in_table(&table, kind, answer) {
            Some("neither by what was drawn nor by the table")
        } else if is_whole && is_drawn && !is_unseen {
            Some("by the table alone")
        } else {
            None
        };
        let why = why.or_else(|| {
            (is_whole && is_drawn == is_undrawn)
                .then_some("not drawn, or listed as never drawn and drawn")
        });
        why.map(|why| format!("{} {answer:?}, {why}", kind.id()))
    });
    unnoticed.collect()
}

/// What cannot be played is held against verdicts that were written by hand.
#[test]
fn the_table_has_what_no_mock_server_shows() {
    let table = verdicts::all();
    let has_row = |kind: Kind| {
        let mut changes = table.iter().flat_map(|row| &row.changes);
        changes.any(|it| it.effect.kind == kind)
    };
    let missing = UNSEEN.iter().filter(|(kind, _)| !has_row(*kind));
    let missing: Vec<_> =
        missing.map(|(kind, why)| format!("{}: {why}", kind.id())).collect();
    assert!(missing.is_empty(), "kinds without a row: {missing:#?}");
}
