//! No two calls of a process have the same number.

use super::given::{find, night, setup};
use crate::runtime::{FixedClock, Ids as _, ProcessIds};
use std::{collections::HashSet, thread};

#[test]
fn ten_thousand_calls_in_one_second_have_ids_of_their_own() {
    let one = setup()
        .ids(Box::new(ProcessIds))
        .clock(Box::new(FixedClock(night())))
        .build()
        .unwrap();
    let two = setup()
        .ids(Box::new(ProcessIds))
        .clock(Box::new(FixedClock(night())))
        .build()
        .unwrap();
    let seen: HashSet<_> = thread::scope(|scope| {
        let threads: Vec<_> = [&one, &two, &one, &two]
            .map(|core| {
                scope.spawn(move || {
                    let id = |_| core.prepare(&find()).unwrap();
                    let id = |n| id(n).correlation_id().unwrap().to_owned();
                    (0..2500).map(id).collect::<Vec<_>>()
                })
            })
            .into_iter()
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(seen.len(), 10_000);
    assert!(seen.iter().all(|id| id.starts_with("261124085959-") && id.len() == 20));
}

#[test]
fn the_last_seven_digits_do_not_repeat_for_as_long_as_they_can() {
    let first = ProcessIds.next();
    let second = ProcessIds.next();
    // Other tests count on at the same time.
    assert!(second.wrapping_sub(first) < 1 << 27);
    assert_ne!(first & 0x0FFF_FFFF, second & 0x0FFF_FFFF);
}
