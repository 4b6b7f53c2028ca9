//! What changed between two states of a spec, for whom, and how badly: from two models to
//! changes, and from changes to a verdict. No process, no git, no files.
//!
//! The new state is taken for true. Each change says what becomes of a *deployed client*, which
//! was generated from the old state and talks to the vendor as the new one describes it, and of
//! the *code of callers*, which was written for the old client and is compiled with the new one.
//!
//! Three things are judged, from facts and not from names: whether a deployed client still works,
//! or does harm; whether the code of callers compiles, and still means the same; and what follows
//! for the version. Whether something is sent or read, and by which operations, decides; one cause
//! is told once.
//!
//! Every fact of the [`ir`](crate::ir) is looked at: its structs are taken apart without `..`,
//! so that a new fact does not compile until it is said here what its change does.
//!
//! What is only moved, commented or formatted otherwise is no change. Changes of the generator and
//! of the runtime are none of the spec: [`interface`](crate::interface) tells them, as changes of
//! the same form.

/// What a change of a key does, by its declaration.
macro_rules! effect {
    ($Struct:ident, $key:expr) => {{
        const EFFECT: Effect =
            crate::raw::always(<crate::raw::$Struct as crate::raw::Facts>::FACTS, $key);
        EFFECT
    }};
}

/// Tells what has become of keys whose change does the same to everybody.
macro_rules! keys {
    ($log:expr, $at:expr, $new:expr, $Struct:ident: $($key:ident $(as $told:literal)?),*) => {
        $($log.fact(
            $at,
            keys!(@told $key $($told)?),
            $key,
            &$new.$key,
            effect!($Struct, stringify!($key)),
        );)*
    };
    (@told $key:ident) => { stringify!($key) };
    (@told $key:ident $told:literal) => { $told };
}

mod answered;
mod callbacks;
mod change;
mod codes;
mod describe;
mod digest;
mod envelope;
mod fields;
mod forms;
mod header_names;
mod header_types;
mod headers;
mod limits;
mod lists;
mod log;
mod nullable;
mod operation;
mod pair;
mod reading;
mod response;
mod results;
mod second;
mod shapes;
mod subjects;
mod types;
mod users;
mod value;
mod vendor;
mod verdict;
mod walkthroughs;

pub(crate) use change::{ADDED, CHANGED, REMOVED};
pub use change::{Callers, Change, Deployed, Effect, Group, Kind, Part};
#[cfg(feature = "schema")]
pub(crate) use digest::Document;
pub use digest::{Digest, line};
pub use verdict::{Bump, Verdict, Version};

use pair::{Pair, pair};

use crate::ir::Api;

/// Every change from the old state to the new one, the worst first.
#[must_use]
pub fn diff(old: &Api, new: &Api) -> Vec<Change> {
    let mut differ = types::Differ::new(old, new);
    differ.code_tables(old, new);
    differ.vendor(old, new);
    differ.header_sets(old, new);
    differ.operations(old, new);
    differ.callbacks(old, new);
    differ.types();
    let mut changes = differ.log.changes;
    sort(&mut changes);
    changes
}

/// Puts changes into the order of a digest: the worst first.
pub fn sort(changes: &mut [Change]) {
    changes.sort_by(|a, b| a.key().cmp(&b.key()));
}
