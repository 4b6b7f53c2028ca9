//! The client's own interface: what the generator and the runtime give to every client, whatever
//! its spec says, and what has become of it.
//!
//! The digest of the spec tells what an edit of the spec does to a client. This module tells what
//! a change of `codegen/runtime` or of an emitter does, and only that:
//!
//! - *What callers can write.* The public items are listed, a line each, from the sources of the
//!   runtime and from the files that are emitted for the sample (`sample.txt`), a spec that belongs to
//!   this module. An edit of a vendor's spec changes neither, so nothing is told twice, and every
//!   change of the two is one of the generator. To list a vendor's own client and to subtract what
//!   its digest has told would need a second judgement of each change of the spec.
//! - *What the client sends, and how it reads answers.* A test of the runtime records it, at a
//!   fixed time and with fixed keys, in `interface/recording.snap`. The values that an emitter
//!   writes are lines of the listing, since emitted code is data.
//! - *Everything else.* The files whose code is another one are named. Comments and layout are no
//!   code. A recording names the code that it was made of, so one that is older is known.
//!
//! To read all sources takes ten times as long as a run of `regen`. So the listing is kept in
//! `interface/listing.snap` with the checksum of each file, and only files that have changed since
//! are read again: an old listing costs time, and is never taken for a new one. A test reads all of
//! them, and compares.
//!
//! What neither shows: types are compared as they are written, so the same type under another path
//! is another one; what macros make is not expanded, but the declarations in their definitions and
//! what they are given are listed; auto traits such as `Send` follow from private fields, and are
//! not told.

mod code;
mod compare;
mod line;
mod list;
mod macros;
mod place;
mod reach;
mod record;
mod recording;
mod sample;
mod signature;
mod state;
mod text;

pub use compare::diff;
pub use state::{Interface, KEPT};
