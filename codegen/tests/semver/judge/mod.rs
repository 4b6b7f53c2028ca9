//! Whether the digest tells the truth of random edits: an old caller, which uses every public item
//! of its client, is compiled with each new client; the old client's requests are played against
//! the mock server of each new state; and what that answers is read by the old client.
//!
//! `EDITS=500 cargo test -p codegen --test semver judge -- --nocapture` judges as many, and prints
//! how often each kind of change was among them. With `JUDGED=DIR` each disagreement is written
//! there once it is found, `fault-402.txt`; with `ONLY=402,17` none but those are judged again.
//!
//! The old client and its mock server are compiled once. What the mock server of a new state goes
//! by is data, which is read from the source of the new client ([`emitted`]); that this is what the
//! compiler makes of it is checked with the old client. What no mock server shows ([`agreement`])
//! is held against the table of verdicts.
//!
//! [`agreement`] says when what is told and what was seen agree. [`inverted`] turns each judgement
//! round and asks who notices.

mod agreement;
mod caller;
mod callers;
mod constants;
mod draws;
mod emitted;
mod inverted;
mod joined;
mod meaning;
mod reading;
mod seen;
mod syntax;
mod tries;
mod typed;
mod world;

use std::collections::BTreeMap;

use codegen::semver::{Kind, Part};

use agreement::{Told, UNSEEN, disagreement};
use draws::{Drawn, draws};
use inverted::{Answer, NEVER_ALONE, is_in_table, is_seen};
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
    let old = State::of(sound(&drawn::specs()["quarry"]).unwrap());
    let (compiler, mut player) = (Compiler::new(&old), Player::new(&old));
    let (mut faults, mut judged) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
    let only = std::env::var("ONLY").ok();
    let only: Option<Vec<usize>> =
        only.map(|all| all.split(',').map(|it| it.parse().unwrap()).collect());
    let last = only.iter().flatten().max().copied().unwrap_or(wanted);
    let drawn = draws(wanted, last, &old.api).into_iter().enumerate();
    let is_asked = |at: usize| only.as_ref().is_none_or(|all| all.contains(&at));
    for (at, Drawn { edit, api, told }) in drawn.filter(|(at, _)| is_asked(*at)) {
        let new = State::of(api);
        let outcome = player.play(&old, &new);
        let refusal = compiler.refusal(&new);
        let seen = Seen::of(&old, &new, &outcome, refusal.as_ref());
        if let Some(what) = disagreement(&told, &seen) {
            let lines: Vec<_> = told.iter().map(Told::line).collect();
            let because: Vec<_> = seen.because.iter().take(3).collect();
            let lines = lines.join("\n    ");
            let text = format!("{edit}\n    {lines}\n  {because:?} {refusal:?}");
            // Seen before the end of a long run.
            world::note(&format!("fault-{at}.txt"), &format!("{what}\n{text}\n"));
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
    println!("{}", counted(&judged));
    let is_right = told.is_empty() && unnoticed.is_empty();
    assert!(is_right, "{told}\nturned round, nobody notices: {unnoticed:#?}");
}

/// How many edits have a change of each kind.
fn counted(judged: &[(Vec<Told>, Seen)]) -> String {
    let count = |kind: &Kind| {
        let has = |it: &&(Vec<Told>, Seen)| it.0.iter().any(|it| it.kind == *kind);
        format!("{} {}", kind.id(), judged.iter().filter(has).count())
    };
    let of_specs = Kind::ALL.iter().filter(|it| it.part() == Part::Spec);
    of_specs.map(count).collect::<Vec<_>>().join(", ")
}

/// Judgements that nobody would miss: neither who compiles and plays, nor the table. Of many edits,
/// who compiles and plays is to notice by himself what can be seen.
fn unnoticed(judged: &[(Vec<Told>, Seen)], is_whole: bool) -> Vec<String> {
    let table = verdicts::all();
    let is_drawn = |kind: &Kind| {
        judged.iter().any(|(told, _)| told.iter().any(|it| it.kind == *kind))
    };
    let of_specs = Kind::ALL.iter().filter(|it| it.part() == Part::Spec);
    let answers = of_specs.flat_map(|it| Answer::BOTH.map(|answer| (*it, answer)));
    let answers = answers.filter(|(kind, answer)| {
        !NEVER_ALONE.iter().any(|(it, of, _)| (it, of) == (kind, answer))
    });
    let unnoticed = answers.filter_map(|(kind, answer)| {
        let name = format!("{} {answer:?}", kind.id());
        let is_unseen =
            answer == Answer::Deployed && UNSEEN.iter().any(|(it, _)| *it == kind);
        let is_seen = is_seen(judged, kind, answer);
        if !is_seen && !is_in_table(&table, kind, answer) {
            Some(format!("{name}, neither by what was drawn nor by the table"))
        } else if is_whole && is_drawn(&kind) && !is_seen && !is_unseen {
            Some(format!("{name}, by the table alone"))
        } else {
            None
        }
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
